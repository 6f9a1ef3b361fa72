"""INSEE codes of communes and IRIS: five characters, Corsica's 2A and 2B, overseas; what is wrong is proposed back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..findings import Report, Severity
from ..tables import lost_zeros

# No département 00, 20 (2A and 2B since 1976) or 96; overseas the code of the collectivity has three digits
# (971-978, 984-989).
COMMUNE_PATTERN = r"(?:0[1-9]|[1-8][0-9]|2[AB]|9[0-5]|97|98)[0-9]{3}"
_NOT_A_DEPARTMENT = r"20[0-9]{3}"
IRIS_PATTERN = rf"{COMMUNE_PATTERN}[0-9]{{4}}"


def is_commune(codes: pd.Series) -> pd.Series:
    """True where a text is a well-formed INSEE code of a commune."""
    text = codes.astype("string")
    return (text.str.fullmatch(COMMUNE_PATTERN) & ~text.str.fullmatch(_NOT_A_DEPARTMENT)).fillna(False).astype(bool)


def is_iris(codes: pd.Series) -> pd.Series:
    """True where a text is a well-formed IRIS code (commune and four digits)."""
    text = codes.astype("string")
    corsica = text.str.fullmatch(rf"{_NOT_A_DEPARTMENT}.*")
    return (text.str.fullmatch(IRIS_PATTERN) & ~corsica).fillna(False).astype(bool)


def commune_of(codes: pd.Series) -> pd.Series:
    """The commune of each commune or IRIS code: its first five characters."""
    return codes.astype("string").str[:5].astype(object).where(codes.notna(), None)


def proposals(codes: pd.Series) -> pd.Series:
    """What a malformed code probably was, None where nothing sensible can be proposed.

    Lost leading zero (``1004`` -> ``01004``, ``1004.0`` too), lower case (``2a004``), spaces inside, and a lost
    zero of an IRIS (eight digits).
    """
    text = codes.astype("string").str.replace(r"[\s\u00a0\u202f]", "", regex=True).str.upper()
    five = lost_zeros(text, 5).where((text.str.replace(r"\.0$", "", regex=True).str.len() == 4).fillna(False), None)
    nine = lost_zeros(text, 9).where((text.str.replace(r"\.0$", "", regex=True).str.len() == 8).fillna(False), None)
    candidate = five.where(five.notna(), nine)
    candidate = candidate.where(candidate.notna(), text.astype(object))
    good = is_commune(candidate) | is_iris(candidate)
    return candidate.where(good & (candidate != codes), None)


def check_codes(
    codes: pd.Series, rows: Sequence[int] | np.ndarray, accept_proposals: bool = False, iris: bool = False
) -> tuple[pd.Series, Report]:
    """Codes as they may be used, and what is wrong with the others.

    Args:
        codes: text or None, spaces around already stripped.
        rows: lines of the file, for the findings.
        accept_proposals: the user agreed to the corrections proposed: they are made, each told as an information.
        iris: IRIS codes may stand among the communes.

    Returns:
        The codes (None where unusable) on the same index, and a COM01 finding for each malformed code with
        ``propose``.
    """
    good = is_commune(codes) | (is_iris(codes) if iris else False)
    proposed = proposals(codes)
    if not iris:
        proposed = proposed.where(is_commune(proposed), None)
    report = Report()
    severity = Severity.INFO if accept_proposals else Severity.ERROR
    for position in np.flatnonzero(~good.to_numpy()):
        proposal = proposed.iloc[position]
        report.add(
            "COM01", severity if proposal is not None else Severity.ERROR, row=int(rows[position]),
            column=str(codes.name), value=codes.iloc[position], propose=proposal or "aucune",
        )
    usable = codes.where(good, proposed if accept_proposals else None)
    return usable.astype(object).where(usable.notna(), None), report
