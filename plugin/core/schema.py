"""The tables of a workspace: their columns, kinds and geometry. Names are French because users read them."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 1

TEXT, INTEGER, REAL, BOOLEAN, DATE = "text", "integer", "real", "boolean", "date"


@dataclass(frozen=True)
class Table:
    """A table of the workspace.

    ``columns`` maps a name to its kind, ``required`` must be filled, ``geometry`` is an OGC type or None, ``part`` the
    column by whose values a table can be replaced in parts.
    """

    name: str
    columns: dict[str, str]
    required: tuple[str, ...] = ()
    geometry: str | None = None
    part: str = "type"


@dataclass(frozen=True)
class Source:
    """Where the rows of an import come from; becomes a row of the table ``source``.

    ``mention`` is what a sheet prints ("SAE 2023"), ``date_donnees`` the state of the data (ISO), ``illustratif`` marks
    invented or approximate data: every sheet that draws it says so.
    """

    fichier: str
    mention: str
    producteur: str = ""
    date_donnees: str | None = None
    cog_annee: int | None = None
    licence: str = ""
    illustratif: bool = False
    lignes_lues: int | None = None
    sha256: str | None = None


_TABLES = (
    Table(
        "commune",
        {
            "insee": TEXT, "nom": TEXT, "population": INTEGER, "pop_0_19": REAL, "pop_20_64": REAL, "pop_65p": REAL,
            "dep": TEXT, "epci": TEXT, "epci_nom": TEXT, "x_mairie": REAL, "y_mairie": REAL,
        },
        required=("insee", "nom"),
        geometry="MultiPolygon",
    ),
    Table(
        "territoire",
        {
            "id_territoire": TEXT, "type": TEXT, "libelle": TEXT, "nature": TEXT, "cog_annee": INTEGER, "parent": TEXT,
            "date_etat": DATE, "population": INTEGER,
        },
        required=("id_territoire", "type", "libelle"),
        geometry="MultiPolygon",
    ),
    Table(
        "composition",
        {"commune": TEXT, "type": TEXT, "id_territoire": TEXT, "cog_annee": INTEGER},
        required=("commune", "type", "id_territoire"),
    ),
    Table(
        "etablissement",
        {
            "finess_et": TEXT, "finess_ej": TEXT, "rs": TEXT, "nom_court": TEXT, "categ": TEXT, "insee": TEXT,
            "commune": TEXT, "x": REAL, "y": REAL, "score_geocodage": INTEGER, "localisation": TEXT, "date_ouv": DATE,
            "date_ferm": DATE, "statut": TEXT, "ght": TEXT, "ch_referent": BOOLEAN, "territoire_sante": TEXT,
        },
        required=("finess_et", "rs"),
        geometry="Point",
    ),
    Table(
        "autorisation",
        {
            "finess_et": TEXT, "activite": TEXT, "modalite": TEXT, "forme": TEXT, "date_autor": DATE,
            "date_mise_oeuvre": DATE, "date_fin": DATE, "reforme": TEXT, "mention": TEXT,
        },
        required=("finess_et", "activite"),
    ),
    Table(
        "equipement",
        {"finess_et": TEXT, "code": TEXT, "nombre": INTEGER, "date_meo": DATE},
        required=("finess_et", "code"),
    ),
    Table(
        "capacite",
        {"finess_et": TEXT, "annee": INTEGER, "bordereau": TEXT, "unite": TEXT, "variable": TEXT, "valeur": REAL},
        required=("finess_et", "annee", "bordereau", "variable"),
        part="bordereau",
    ),
    Table(
        "cooperation",
        {
            "id": TEXT, "edition": INTEGER, "date_etat": DATE, "type": TEXT, "theme": TEXT, "finess_a": TEXT,
            "finess_b": TEXT, "objet": TEXT, "modalite": TEXT, "etp": REAL, "etp_nd": BOOLEAN, "pdses": TEXT,
            "premier_atlas": BOOLEAN, "sens": TEXT, "cas_deux_non_referents": BOOLEAN, "source": TEXT,
            "commentaire": TEXT, "affichee": BOOLEAN, "motif_affichage": TEXT,
        },
        required=("id", "edition", "type", "theme", "finess_a", "finess_b"),
        part="edition",
    ),
    Table(
        "effecteur_urgence",
        {
            "id": TEXT, "libelle": TEXT, "type": TEXT, "finess_et": TEXT, "insee": TEXT, "x": REAL, "y": REAL,
            "zone_mcs": TEXT, "delai": REAL, "vitesse": REAL, "rayon": REAL,
        },
        required=("id", "type"),
        geometry="Point",
    ),
    Table(
        "temps_acces",
        {
            "origine": TEXT, "type_effecteur": TEXT, "minutes": REAL, "site": TEXT, "methode": TEXT, "date": DATE,
        },
        required=("origine", "type_effecteur"),
        part="methode",
    ),
    Table(
        "scenario",
        {
            "nom": TEXT, "origine": TEXT, "minutes_reference": REAL, "minutes": REAL, "ecart": REAL,
            "site_reference": TEXT, "site": TEXT, "sites_fermes": TEXT, "sites_ouverts": TEXT, "date": DATE,
        },
        required=("nom", "origine"),
        part="nom",
    ),
    Table(
        "zone_acces",
        {
            "type_effecteur": TEXT, "classe": TEXT, "borne_min": REAL, "borne_max": REAL, "site": TEXT, "methode": TEXT,
            "date": DATE,
        },
        required=("type_effecteur", "classe"),
        geometry="MultiPolygon",
        part="type_effecteur",
    ),
    Table(
        "zonage_ps",
        {"profession": TEXT, "annee": INTEGER, "unite": TEXT, "id_unite": TEXT, "classe": TEXT},
        required=("profession", "annee", "unite", "id_unite", "classe"),
    ),
    Table(
        "indicateur",
        {
            "territoire": TEXT, "type": TEXT, "indicateur": TEXT, "periode": TEXT, "valeur": REAL, "statut": TEXT,
            "unite": TEXT, "source": TEXT,
        },
        required=("territoire", "indicateur", "periode"),
        part="indicateur",
    ),
    Table(
        "oqos",
        {
            "zone": TEXT, "filiere": TEXT, "nomenclature": TEXT, "modalite": TEXT, "mention": TEXT, "existant": INTEGER,
            "existant_appareils": INTEGER, "statut_existant": TEXT, "cible_min": INTEGER, "cible_max": INTEGER,
            "statut_cible": TEXT, "renvoi": TEXT, "date_etat": DATE,
        },
        required=("zone", "filiere"),
        part="zone",
    ),
    Table(
        "oqos_correspondance",
        {
            "filiere": TEXT, "modalite_avant": TEXT, "mention_avant": TEXT, "modalite_apres": TEXT,
            "mention_apres": TEXT,
        },
        required=("filiere",),
        part="filiere",
    ),
    Table("question", {"nom": TEXT, "texte": TEXT, "date": DATE}, required=("nom", "texte"), part="nom"),
    Table(
        "correction",
        {
            "table_nom": TEXT, "cle": TEXT, "champ": TEXT, "valeur": TEXT, "auteur": TEXT, "motif": TEXT, "date": DATE,
        },
        required=("table_nom", "cle", "champ", "motif"),
    ),
    Table(
        "etablissement_juridique",
        {"finess_ej": TEXT, "rs": TEXT, "statut": TEXT, "categ": TEXT, "siren": TEXT},
        required=("finess_ej", "rs"),
    ),
    Table(
        "praticien",
        {"insee": TEXT, "profession": TEXT, "nombre": INTEGER, "annee": INTEGER},
        required=("insee", "profession", "nombre"),
    ),
    Table(
        "msp",
        {
            "id": TEXT, "finess_et": TEXT, "libelle": TEXT, "type": TEXT, "nmr_ou_reglement": BOOLEAN, "insee": TEXT,
            "x": REAL, "y": REAL,
        },
        required=("id", "type"),
        geometry="Point",
    ),
    Table(
        "contrat",
        {"type": TEXT, "id_territoire": TEXT, "nombre": INTEGER, "profession": TEXT, "annee": INTEGER},
        required=("type", "id_territoire", "nombre"),
    ),
    Table(
        "pta",
        {"id": TEXT, "libelle": TEXT, "statut": TEXT, "id_territoire": TEXT, "type_territoire": TEXT},
        required=("id", "statut", "id_territoire"),
    ),
    Table(
        "cls",
        {
            "id": TEXT, "libelle": TEXT, "id_territoire": TEXT, "type_territoire": TEXT, "debut": DATE, "fin": DATE,
            "statut": TEXT,
        },
        required=("id", "id_territoire", "statut"),
    ),
    Table(
        "dispositif",
        {
            "id": TEXT, "type": TEXT, "libelle": TEXT, "finess_et": TEXT, "insee": TEXT, "x": REAL, "y": REAL,
            "date_debut": DATE, "date_fin": DATE, "commentaire": TEXT,
        },
        required=("id", "type"),
        geometry="Point",
    ),
    Table("edition", {"cle": TEXT, "valeur": TEXT}, required=("cle",)),
    Table(
        "source",
        {
            "table_nom": TEXT, "fichier": TEXT, "mention": TEXT, "producteur": TEXT, "date_donnees": DATE,
            "cog_annee": INTEGER, "licence": TEXT, "illustratif": BOOLEAN, "date_import": TEXT, "lignes_lues": INTEGER,
            "lignes_retenues": INTEGER, "sha256": TEXT,
        },
        required=("table_nom", "mention"),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
