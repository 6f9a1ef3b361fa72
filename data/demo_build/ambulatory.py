"""Care outside hospitals: practitioners, zonings, contracts, practices, out-of-hours places. Invented, by rule."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .rule import aside, share, shares, with_points

ZONING_YEAR, PRACTITIONER_YEAR, CONTRACT_YEAR = 2014, 2025, 2016
DOCTORS = "medecin_generaliste"
# People of the territory for one practitioner of the town it is named after.
PEOPLE_EACH = {"cardiologue": 14_000, "ophtalmologue": 12_500}
_SMALLEST_TERRITORY = 16_000
# Share of the territories in each class, from those that most need practitioners.
CLASSES = {
    "prioritaire": 0.12,
    "fragile": 0.20,
    "a_surveiller": 0.30,
    "peu_de_difficultes": 0.23,
    "sans_difficulte": 0.15,
}
# The farther from a large town the more a territory needs practitioners, give or take so many metres.
_LARGE_TOWN, _LEEWAY = 25_000, 22_000.0
SOS_TOWNS = ("29019", "29232", "35238", "35288", "56121", "56260")
CENTRES = 89  # as many as the documents of the region count


def territories(communes: pd.DataFrame, first_recourse: pd.DataFrame) -> pd.DataFrame:
    """Territoires de premier recours by code: ``population``, and those of their pole ``insee``, ``x``, ``y``."""
    halls = communes.set_index("insee").loc[first_recourse["id_territoire"]]
    return pd.DataFrame(
        {
            "insee": halls.index,
            "population": first_recourse["population"].to_numpy(dtype=float),
            "x": halls["x_mairie"].to_numpy(),
            "y": halls["y_mairie"].to_numpy(),
        },
        index=first_recourse["id_territoire"].to_numpy(),
    )


def practitioner_table(areas: pd.DataFrame) -> pd.DataFrame:
    """The table ``praticien``: in the pole of every territory of some size, by its population."""
    rows = []
    for profession, people in PEOPLE_EACH.items():
        for area in areas[areas["population"] >= _SMALLEST_TERRITORY].itertuples():
            number = round(area.population / people * (0.5 + share(area.insee, profession)))
            if number:
                rows.append((area.insee, profession, number))
    return pd.DataFrame(rows, columns=["insee", "profession", "nombre"]).assign(annee=PRACTITIONER_YEAR)


def zoning_table(areas: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    """The table ``zonage_ps``: the five classes of 2014 by territoire de premier recours, one zoning a profession."""
    large = communes[communes["population"] >= _LARGE_TOWN]
    away = np.hypot(
        areas["x"].to_numpy()[:, None] - large["x_mairie"].to_numpy()[None, :],
        areas["y"].to_numpy()[:, None] - large["y_mairie"].to_numpy()[None, :],
    ).min(axis=1)
    bounds = np.cumsum([*CLASSES.values()])
    names = np.array([*CLASSES])
    tables = []
    for profession in (DOCTORS, *PEOPLE_EACH):
        need = away + _LEEWAY * shares(areas["insee"], profession, "zonage")
        place = (np.argsort(np.argsort(-need)) + 0.5) / len(areas)
        classes = names[np.minimum(np.searchsorted(bounds, place), len(names) - 1)]
        tables.append(pd.DataFrame({"profession": profession, "id_unite": areas.index, "classe": classes}))
    return pd.concat(tables, ignore_index=True).assign(annee=ZONING_YEAR, unite="territoire_premier_recours")


def contract_table(zonings: pd.DataFrame) -> pd.DataFrame:
    """The table ``contrat``: one to three contracts in territories that lack general practitioners."""
    needy = zonings[(zonings["profession"] == DOCTORS) & zonings["classe"].isin([*CLASSES][:3])]
    rows = []
    for kind, likely in (("PTMG", 0.55), ("CESP", 0.45)):
        chosen = [area for area in needy["id_unite"] if share(area, kind) < likely]
        rows += [(kind, area, 1 + int(3 * share(area, kind, "nombre") ** 2)) for area in chosen]
    table = pd.DataFrame(rows, columns=["type", "id_territoire", "nombre"])
    return table.assign(profession=DOCTORS, annee=CONTRACT_YEAR)


def practice_table(communes: pd.DataFrame, first_recourse: pd.Series) -> pd.DataFrame:
    """The table ``msp``: practices in small towns; several of one territory may be one team."""
    towns = communes.assign(zone=first_recourse.to_numpy())
    towns = towns[towns["population"].between(1_500, 9_000) & (shares(towns["insee"], "msp") < 0.2)]
    together = towns.groupby("zone")["insee"].transform("size") > 1
    several = together & (shares(towns["zone"], "multi") < 0.6)
    numbers = towns.groupby("dep").cumcount() + 1
    table = pd.DataFrame(
        {
            "id": [f"MSP-{dep}-{number:03d}" for dep, number in zip(towns["dep"], numbers, strict=True)],
            "libelle": "Maison de santé – " + towns["nom"],
            "type": np.where(several, "multi_sites", "mono_site"),
            "nmr_ou_reglement": shares(towns["insee"], "nmr") < 0.7,
            "insee": towns["insee"],
        }
    )
    x, y = aside(towns, "msp", 200, 0)
    return with_points(table.assign(x=x, y=y).reset_index(drop=True))


def out_of_hours_tables(communes: pd.DataFrame, areas: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Rows of ``dispositif``: maisons médicales de garde (``mmg``) and SOS Médecins (``sos_medecins``)."""
    chosen = areas[(areas["population"] >= 14_000) & (shares(areas["insee"], "mmg") < 0.8)]["insee"]
    guards = communes[communes["insee"].isin(chosen)]
    sos = communes[communes["insee"].isin(SOS_TOWNS)]
    return {
        "mmg": _devices(guards, "mmg", "MMG", "Maison médicale de garde"),
        "sos_medecins": _devices(sos, "sos_medecins", "SOS", "SOS Médecins"),
    }


def health_centre_table(communes: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``dispositif`` of the type ``centre_sante``: several in the cities, one in some towns."""
    towns = communes[communes["population"] >= 3_000]
    several = towns.loc[towns.index.repeat(1 + towns["population"].astype(int) // 45_000)]
    order = several["population"].to_numpy(dtype=float) * (0.15 + shares(several["insee"], "centre"))
    kept = several.iloc[np.sort(np.argsort(-order, kind="stable")[:CENTRES])]
    return _devices(kept, "centre_sante", "CDS", "Centre de santé")


def _devices(communes: pd.DataFrame, kind: str, prefix: str, words: str) -> pd.DataFrame:
    """Rows of ``dispositif`` at the communes given, one each time they stand there."""
    x, y = aside(communes, kind, 350, 420)
    return with_points(
        pd.DataFrame(
            {
                "id": [f"{prefix}{number:03d}" for number in range(1, len(communes) + 1)],
                "type": kind,
                "libelle": (words + " – " + communes["nom"]).to_numpy(),
                "insee": communes["insee"].to_numpy(),
                "x": x,
                "y": y,
                "date_debut": "2020-01-01",
            }
        )
    )
