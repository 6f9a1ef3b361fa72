"""Objectives of care supply: those published for the Aveyron, and invented ones for the departments of the demo."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from plugin.core.establishments.selection import practising
from plugin.core.indicators.oqos import COLUMNS, SAME, VALUE, read_oqos

AVEYRON = "12"
PUBLISHED = Path(__file__).with_name("oqos_aveyron.csv")
# The existing is counted in the demo; a target is that number and as many more, in turn by department.
ACTIVITIES = {
    "Médecine d'urgence": {"urgences": "Structure des urgences", "smur": "SMUR"},
    "Insuffisance rénale chronique": {"dialyse_centre": "Dialyse en centre", "udm": "Unité de dialyse médicalisée"},
    "Gynécologie-obstétrique": {"maternites": "Maternités"},
    "USLD": {"usld": "Soins de longue durée"},
}
_MORE = {"22": (0, 0), "29": (1, 2), "35": (0, 1), "56": (-2, -1)}


def aveyron_table() -> pd.DataFrame:
    """The 151 published lines of zone 12."""
    rows, report = read_oqos(PUBLISHED)
    if report.codes():
        raise ValueError(report.codes())
    return rows


def department_table(tables: dict[str, pd.DataFrame], communes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Rows of ``oqos`` by department: sites of the demo that practise, and invented targets. Illustrative."""
    home = communes.set_index("insee")["dep"]
    sites = tables["etablissement"].set_index("finess_et")["insee"].map(home)
    found: dict[str, list[dict[str, object]]] = {zone: [] for zone in _MORE}
    for activity, lines in ACTIVITIES.items():
        for key, words in lines.items():
            rows, _ = practising(tables, key)
            counts = rows["finess_et"].map(sites).value_counts()
            for zone, (least, most) in _MORE.items():
                now = int(counts.get(zone, 0))
                changed = key in ("udm", "maternites")
                found[zone].append(
                    {
                        "zone": zone, "filiere": activity, "nomenclature": SAME, "modalite": words, "existant": now,
                        "statut_existant": VALUE, "cible_min": max(now + least, 0) if changed else now,
                        "cible_max": max(now + most, 0) if changed else now,
                        "statut_cible": "intervalle" if changed and least != most else VALUE, "renvoi": None,
                    }
                )
    return {zone: pd.DataFrame(rows).reindex(columns=COLUMNS) for zone, rows in found.items()}
