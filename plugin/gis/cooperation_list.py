"""The cooperations of a theme and edition as a list to read: sites by name, qualities, shown or hidden and why."""

from __future__ import annotations

import pandas as pd

from ..core.cooperations.checks import outside_field
from ..core.cooperations.display import THRESHOLD, display
from ..core.cooperations.pen import pen_codes
from .workspace import Workspace

THRESHOLD_SETTING = "seuil_etp"


def threshold_of(workspace: Workspace) -> float:
    """The medical time (ETP) under which the sheets of this atlas hide a link."""
    return float(str(workspace.settings().get(THRESHOLD_SETTING) or THRESHOLD).replace(",", "."))


def keep_threshold(workspace: Workspace, threshold: float) -> None:
    """Write the threshold in the settings of the atlas: its sheets apply and print it."""
    with workspace.writing() as write:
        write.setting(THRESHOLD_SETTING, f"{threshold:g}")


def editions_of(workspace: Workspace) -> list[int]:
    """The editions that hold cooperations, the latest first."""
    return sorted({int(year) for year in workspace.read("cooperation", ["edition"])["edition"]}, reverse=True)


def cooperation_list(workspace: Workspace, theme: str, edition: int, threshold: float) -> pd.DataFrame:
    """The links of a theme and edition, judged by the display rule.

    Returns:
        Rows ``id``, ``nom_a``, ``nom_b``, ``objet``, ``modalite``, ``etp``, ``etp_nd``, ``pdses``, ``trait`` (the pen
        it is drawn with), ``affichee``, ``motif_affichage``; the shown first.
    """
    links = workspace.read("cooperation", where={"theme": theme, "edition": edition})
    establishments = workspace.read("etablissement", ["finess_et", "rs", "nom_court", "statut"])
    judged = display(links.assign(hors_champ=outside_field(links, establishments)), threshold)
    names = establishment_names(establishments)
    judged = judged.assign(
        trait=pen_codes(judged),
        nom_a=judged["finess_a"].map(names).fillna(judged["finess_a"]),
        nom_b=judged["finess_b"].map(names).fillna(judged["finess_b"]),
    )
    columns = ["id", "nom_a", "nom_b", "objet", "modalite", "etp", "etp_nd", "pdses", "trait", "affichee"]
    columns += ["motif_affichage"]
    return judged[columns].sort_values("affichee", ascending=False, kind="stable").reset_index(drop=True)


def establishment_names(establishments: pd.DataFrame) -> pd.Series:
    """The short name, else the full one, by FINESS number."""
    known = establishments.drop_duplicates("finess_et").set_index("finess_et")
    return known["nom_court"].fillna(known["rs"])
