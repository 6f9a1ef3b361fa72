"""What a user can choose from to find sites by their authorisations: the codes a workspace holds, and their labels."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..nomenclatures import labels

# The columns of an authorisation, with the lists of their codes before and after the reform of 2022-2023.
LEVELS = {
    "activite": ("activites", "activites_apres"),
    "modalite": ("modalites", "modalites_apres"),
    "forme": ("formes", "mentions"),  # after the reform the third level is the mention
}


def codes_of(authorisations: pd.DataFrame, chosen: Sequence[str] = ()) -> dict[str, str]:
    """Codes of the next level below those chosen (none: activities), with their labels, in order.

    Args:
        authorisations: the table ``autorisation``.
        chosen: an activity, or an activity and a modality.
    """
    rows = authorisations.assign(
        forme=authorisations["mention"].where(_after(authorisations), authorisations["forme"])
    )[list(LEVELS)].fillna("00")
    for column, code in zip(LEVELS, chosen, strict=False):
        rows = rows[rows[column] == code]
    column = list(LEVELS)[len(chosen)]
    names = {code: label for kind in LEVELS[column] for code, label in labels(kind).items()}
    return {code: names.get(code, "") for code in sorted(rows[column].unique())}


def pattern(activity: str | None, modality: str | None = None, form: str | None = None) -> str:
    """The codes as `activities.authorisation_rule` reads them; None at a level: any."""
    if activity is None:
        return ""
    parts = [activity, modality or "*", form or "*"]
    while parts[-1] == "*":
        parts.pop()
    return "/".join(parts)


def _after(authorisations: pd.DataFrame) -> pd.Series:
    return authorisations["activite"].astype(str).str.startswith("Q")
