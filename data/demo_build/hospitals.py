"""The hospital sites of ``sites.csv`` as tables: sites, authorisations, equipment, illustrative capacities."""

from __future__ import annotations

import zlib
from pathlib import Path

import pandas as pd
import shapely

from .identifiers import entity_number, site_number
from .places import places
from .services import authorisations, equipment, words

SITES = Path(__file__).with_name("sites.csv")
SAE_YEAR = 2025
GHT = {
    "TS1": "GHT de Bretagne Occidentale",
    "TS2": "GHT Union hospitalière de Cornouaille",
    "TS3": "GHT Groupe hospitalier Bretagne Sud",
    "TS4": "GHT Brocéliande Atlantique",
    "TS5": "GHT Haute Bretagne",
    "TS6": "GHT Rance Émeraude",
    "TS7": "GHT d’Armor",
    "TS8": "GHT Centre Bretagne",
}
OUTSIDE_GHT = {"hia"}
AUTHORISED, STARTED, EXPIRES = "2021-06-01", "2021-06-01", "2028-05-31"

# Illustrative sizes, by the size class of a site (1: proximity, 5: university hospital).
VISITS = {1: 8_000, 2: 17_000, 3: 29_000, 4: 48_000, 5: 72_000}
CHILD_VISITS = 28_000
MEDICAL_BEDS = {1: 20, 2: 55, 3: 130, 4: 300, 5: 620}
SURGICAL_BEDS = {1: 10, 2: 22, 3: 55, 4: 110, 5: 260}
DAY_SURGERY_PLACES = {1: 4, 2: 8, 3: 16, 4: 28, 5: 50}
BIRTH_BEDS = {"MAT1": 12, "MAT2A": 22, "MAT2B": 34, "MAT3": 46}
STROKE_BEDS = {1: 4, 2: 6, 3: 10, 4: 18, 5: 26}
ADMITTED, CHILD_ADMITTED = 0.22, 0.12


def read_sites() -> pd.DataFrame:
    """``sites.csv`` with its words split, its size as a number and its identifiers, indexed by ``cle``."""
    sites = pd.read_csv(SITES, sep=";", dtype=str)
    sites["taille"] = sites["taille"].astype(int)
    sites["services"] = sites["services"].map(words)
    sites["finess_et"] = [site_number(rank) for rank in range(1, len(sites) + 1)]
    entities = {name: entity_number(rank) for rank, name in enumerate(dict.fromkeys(sites["entite"]), start=1)}
    sites["finess_ej"] = sites["entite"].map(entities)
    return sites.set_index("cle", verify_integrity=True)


def site_table(sites: pd.DataFrame, communes: pd.DataFrame, sante: pd.Series) -> pd.DataFrame:
    """The table ``etablissement``: each site near its commune's town hall, on its rough true side of town."""
    where = places(communes.assign(sante=sante), sites["commune"], sites["ecart"])
    territory = where["sante"].to_numpy()
    misplaced = sites["referent"].notna().to_numpy() & (sites["referent"].to_numpy() != territory)
    if misplaced.any():
        raise ValueError(f"CH référent outside its territory: {sites.index[misplaced].tolist()}")
    in_ght = (sites["statut"] == "public").to_numpy() & ~sites.index.isin(OUTSIDE_GHT)
    return pd.DataFrame(
        {
            "finess_et": sites["finess_et"],
            "finess_ej": sites["finess_ej"],
            "rs": sites["nom"],
            "nom_court": sites["nom_court"],
            "categ": sites["categ"],
            "insee": where["insee"],
            "commune": where["nom"],
            "x": where["x"],
            "y": where["y"],
            "localisation": where["localisation"],
            "statut": sites["statut"],
            "ght": [GHT[code] if inside else None for code, inside in zip(territory, in_ght, strict=True)],
            "ch_referent": sites["referent"].notna(),
            "territoire_sante": territory,
            "geom": shapely.points(where["x"], where["y"]),
        }
    )


def authorisation_table(sites: pd.DataFrame) -> pd.DataFrame:
    """The table ``autorisation``."""
    rows = [(site.finess_et, *triplet) for site in sites.itertuples() for triplet in authorisations(site.services)]
    table = pd.DataFrame(rows, columns=["finess_et", "activite", "modalite", "forme"])
    return table.assign(date_autor=AUTHORISED, date_mise_oeuvre=STARTED, date_fin=EXPIRES, reforme="avant")


def equipment_table(sites: pd.DataFrame) -> pd.DataFrame:
    """The table ``equipement``."""
    rows = [(site.finess_et, *item) for site in sites.itertuples() for item in equipment(site.services)]
    return pd.DataFrame(rows, columns=["finess_et", "code", "nombre"]).assign(date_meo=STARTED)


def capacity_table(sites: pd.DataFrame) -> pd.DataFrame:
    """The table ``capacite``, SAE's variables: visits to emergency departments, beds. Illustrative, by size class."""
    rows: list[tuple[str, str, str | None, str, float]] = []
    for site in sites.itertuples():
        has, number = site.services, site.finess_et
        if "SU" in has:
            rows += _visits(number, "GEN", _varied(VISITS[site.taille], site.Index, "visits"), ADMITTED)
        if "SU_PED" in has:
            rows += _visits(number, "PED", _varied(CHILD_VISITS, site.Index, "visits"), CHILD_ADMITTED)
        if "MED" in has:
            rows.append((number, "MCO", None, "LIT_MED", _varied(MEDICAL_BEDS[site.taille], site.Index, "med")))
        if "CHIR" in has:
            rows.append((number, "MCO", None, "LIT_CHI", _varied(SURGICAL_BEDS[site.taille], site.Index, "chi")))
        if "AMBU" in has:
            rows.append((number, "MCO", None, "PLA_CHI", _varied(DAY_SURGERY_PLACES[site.taille], site.Index, "amb")))
        beds = next((beds for word, beds in BIRTH_BEDS.items() if word in has), None)
        if beds:
            rows.append((number, "MCO", None, "LIT_OBS", _varied(beds, site.Index, "obs")))
        if "UNV" in has:
            beds = _varied(STROKE_BEDS[site.taille], site.Index, "unv")
            rows += [(number, "MCOAVC", None, "UNV", 1), (number, "MCOAVC", None, "LIT_UNV", beds)]
    table = pd.DataFrame(rows, columns=["finess_et", "bordereau", "unite", "variable", "valeur"])
    return table.assign(annee=SAE_YEAR)


def _visits(number: str, unit: str, visits: int, admitted: float) -> list[tuple[str, str, str | None, str, float]]:
    """Visits to an emergency department, and those followed by a stay."""
    return [
        (number, "URGENCES2", unit, "PASSU", visits),
        (number, "URGENCES2", unit, "dtHOSP", round(visits * admitted)),
    ]


def _varied(value: int, key: str, what: str) -> int:
    """The value give or take 15 %, always the same for a site; visits are rounded to ten."""
    share = zlib.crc32(f"{key} {what}".encode()) / 0xFFFFFFFF
    varied = value * (0.85 + 0.30 * share)
    return round(varied, -1) if value >= 1000 else round(varied)
