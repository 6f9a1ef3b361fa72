"""Emergency responders of a region, read from what its establishments practise."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import shapely

from ..establishments.selection import AGENCY, ORIGINS, practising
from ..findings import Report, Severity

# The kind of responder each activity makes of its site.
KIND_OF_ACTIVITY = {"su": "SU", "su_sais": "SU_sais", "su_ped": "SU_ped", "smur": "SMUR", "smur_ant": "SMUR_ant"}


def responders_of_sites(
    tables: Mapping[str, pd.DataFrame], date: str | None = None, year: int | None = None
) -> tuple[pd.DataFrame, Report]:
    """The rows of ``effecteur_urgence`` for emergency departments and SMUR, by authorisation or SAE.

    Args:
        tables: workspace tables by name: ``etablissement``, and ``autorisation`` or ``capacite``.
        date: ISO date of the map, see `practising`.
        year: SAE year, the latest there by default.

    Returns:
        Columns ``id`` (FINESS number and kind), ``libelle``, ``type``, ``finess_et``, ``insee``, ``x``, ``y`` and
        ``geom``; a site that is both SU and SMUR gives two rows. Findings: those of `practising`, and URG05 for
        sites without coordinates.
    """
    report = Report()
    origins = [origin for origin in ORIGINS if origin != AGENCY]
    found = []
    for key, kind in KIND_OF_ACTIVITY.items():
        sites, findings = practising(tables, key, date, origins, year)
        report.extend(findings)
        found.append(pd.DataFrame({"finess_et": sites["finess_et"], "type": kind}))
    rows = pd.concat(found, ignore_index=True)
    # The branch of a SMUR is authorised as a SMUR too: it responds once, as what it is.
    branches = rows.loc[rows["type"] == "SMUR_ant", "finess_et"]
    rows = rows[(rows["type"] != "SMUR") | ~rows["finess_et"].isin(branches)].reset_index(drop=True)
    register = tables["etablissement"].set_index("finess_et")
    for name in ("insee", "x", "y"):
        rows[name] = rows["finess_et"].map(register[name])
    rows["libelle"] = rows["finess_et"].map(register["nom_court"].fillna(register["rs"]))
    rows.insert(0, "id", rows["finess_et"] + "-" + rows["type"])
    located = rows["x"].notna() & rows["y"].notna()
    rows["geom"] = [
        shapely.Point(x, y) if there else None for x, y, there in zip(rows["x"], rows["y"], located, strict=True)
    ]
    if not located.all():
        report.add("URG05", Severity.WARNING, n=int((~located).sum()), liste=rows.loc[~located, "libelle"].tolist())
    return rows, report
