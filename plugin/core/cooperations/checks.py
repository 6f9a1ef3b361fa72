"""Checks of cooperations, COO02 to COO14 and what DESIGN adds to them: every finding at once, each with its line."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..findings import Report, Severity
from .themes import CHEMOTHERAPY, MEDICAL_TIME

IN_FIELD = ("public", "espic")  # R1: the survey asks public hospitals and ESPIC
_LARGEST_ETP, _LARGE_ETP = 20.0, 5.0


def check(table: pd.DataFrame, rows: np.ndarray, establishments: pd.DataFrame, report: Report) -> np.ndarray:
    """Check the links of a survey.

    Args:
        table: links under the workspace's column names.
        rows: their file lines.
        establishments: ``finess_et``, ``statut``, ``ch_referent``, ``territoire_sante``.
        report: receives the findings.

    Returns:
        Mask of the links that are out of the survey's field (COO12).
    """
    _qualities(table, rows, report)
    _medical_time(table, rows, report)
    _pairs(table, rows, report)
    _pdses(table, rows, report)
    _dates(table, rows, report)
    _reference_hospitals(table, rows, establishments, report)
    return _field(table, rows, establishments, report)


def outside_field(table: pd.DataFrame, establishments: pd.DataFrame) -> np.ndarray:
    """Links with an end whose status is known and is neither public nor ESPIC (R1)."""
    status = establishments.drop_duplicates("finess_et").set_index("finess_et")["statut"]
    ends = [table[column].map(status) for column in ("finess_a", "finess_b")]
    return np.logical_or.reduce([(end.notna() & ~end.isin(IN_FIELD)).to_numpy(dtype=bool) for end in ends])


def _each(
    mask: pd.Series | np.ndarray,
    rows: np.ndarray,
    report: Report,
    code: str,
    severity: Severity,
    column: str,
    values: pd.Series,
    **params: pd.Series,
) -> None:
    """One finding for each row of a mask; ``params`` are columns the message names."""
    for place in np.flatnonzero(np.asarray(mask, dtype=bool)):
        value = values.iloc[place]
        report.add(
            code,
            severity,
            row=int(rows[place]),
            column=column,
            value=None if pd.isna(value) else value,
            **{name: series.iloc[place] for name, series in params.items()},
        )


def _qualities(table: pd.DataFrame, rows: np.ndarray, report: Report) -> None:
    """COO02: no modality in chemotherapy; COO03: none of the qualities on logistic and administrative links."""
    medical = (table["type"] == MEDICAL_TIME) | table["type"].isna()
    lettered = table["modalite"].notna() & (table["modalite"] != "ND")
    chemotherapy = table["theme"] == CHEMOTHERAPY
    _each(lettered & chemotherapy, rows, report, "COO02", Severity.ERROR, "modalite", table["modalite"])
    qualified = table["modalite"].notna() | table["etp"].notna() | table["etp_nd"] | table["pdses"].notna()
    _each(~medical & qualified, rows, report, "COO03", Severity.ERROR, "type", table["type"], type=table["type"])


def _medical_time(table: pd.DataFrame, rows: np.ndarray, report: Report) -> None:
    """COO04: out of 0 to 20 ETP, or doubtful above 5; COO20: an ETP on a link of PDSES only."""
    etp = table["etp"]
    impossible = (etp < 0) | (etp > _LARGEST_ETP)
    _each(impossible, rows, report, "COO04", Severity.ERROR, "etp", etp)
    _each((etp > _LARGE_ETP) & ~impossible, rows, report, "COO04", Severity.WARNING, "etp", etp)
    only_pdses = (table["modalite"] == "E") & (table["theme"] != CHEMOTHERAPY)
    _each(only_pdses & (etp > 0), rows, report, "COO20", Severity.WARNING, "etp", etp)


def _pairs(table: pd.DataFrame, rows: np.ndarray, report: Report) -> None:
    """COO07: a loop; COO08: the same pair either way, theme, edition, object and modality as an earlier row."""
    a, b = table["finess_a"], table["finess_b"]
    _each(a.notna() & (a == b), rows, report, "COO07", Severity.ERROR, "finess_b", b)
    ends = table[["finess_a", "finess_b"]].fillna("").astype(str).to_numpy()
    key = pd.DataFrame(
        {
            "low": np.minimum(ends[:, 0], ends[:, 1]),
            "high": np.maximum(ends[:, 0], ends[:, 1]),
            "theme": table["theme"].fillna(""),
            "edition": table["edition"].astype("Int64"),
            "objet": table["objet"].fillna("").str.casefold().str.strip(),
            "modalite": table["modalite"].fillna(""),
        }
    )
    known = (a.notna() & b.notna()).to_numpy(dtype=bool)
    number = key.groupby(list(key.columns), dropna=False, sort=False).ngroup().to_numpy()
    first = pd.Series(rows).groupby(number).transform("first")
    again = pd.Series(number).duplicated().to_numpy() & known
    for place in np.flatnonzero(again):
        line = int(rows[place])
        report.add("COO08", row=line, column="finess_a", value=a.iloc[place], a=int(first.iloc[place]), b=line)


def _pdses(table: pd.DataFrame, rows: np.ndarray, report: Report) -> None:
    """COO09: modality E without sharing; COO10: modality E with PDSES left blank."""
    only_pdses = (table["type"] == MEDICAL_TIME) & (table["theme"] != CHEMOTHERAPY) & (table["modalite"] == "E")
    _each(only_pdses & (table["pdses"] == "non"), rows, report, "COO09", Severity.ERROR, "pdses", table["pdses"])
    blank = only_pdses & table["pdses"].isna()
    _each(blank, rows, report, "COO10", Severity.WARNING, "pdses", table["pdses"])


def _dates(table: pd.DataFrame, rows: np.ndarray, report: Report) -> None:
    """COO14: a state later than its edition, or several states in one edition; once a state."""
    known = (table["date_etat"].notna() & table["edition"].notna()).to_numpy(dtype=bool)
    first: dict[tuple[int, str], int] = {}
    for edition, state, row in zip(table["edition"][known], table["date_etat"][known], rows[known], strict=True):
        first.setdefault((int(edition), str(state)), int(row))
    states = [edition for edition, _state in first]
    for (edition, state), row in first.items():
        if int(state[:4]) > edition or states.count(edition) > 1:
            report.add("COO14", Severity.WARNING, row=row, column="date_etat", value=state, date=state, edition=edition)


def _reference_hospitals(table: pd.DataFrame, rows: np.ndarray, establishments: pd.DataFrame, report: Report) -> None:
    """COO13 (info): both ends in one health territory, neither its reference hospital, and R4's case not ticked."""
    register = establishments.drop_duplicates("finess_et").set_index("finess_et")
    territory = [table[column].map(register["territoire_sante"]) for column in ("finess_a", "finess_b")]
    named = register.index[register["ch_referent"].astype("boolean").fillna(False).astype(bool)]
    reference = [table[column].isin(named) for column in ("finess_a", "finess_b")]
    same = territory[0].notna() & (territory[0] == territory[1])
    unsaid = same & ~reference[0] & ~reference[1] & ~table["cas_deux_non_referents"]
    _each(unsaid, rows, report, "COO13", Severity.INFO, "cas_deux_non_referents", territory[0])


def _field(table: pd.DataFrame, rows: np.ndarray, establishments: pd.DataFrame, report: Report) -> np.ndarray:
    """COO12 for each end out of the field; COO22, once, for the ends whose status the register does not give."""
    status = establishments.drop_duplicates("finess_et").set_index("finess_et")["statut"]
    unknown: set[str] = set()
    for column in ("finess_a", "finess_b"):
        said = table[column].map(status)
        _each(
            said.notna() & ~said.isin(IN_FIELD),
            rows,
            report,
            "COO12",
            Severity.WARNING,
            column,
            table[column],
            finess=table[column],
        )
        unknown |= set(table.loc[said.isna() & table[column].notna(), column])
    if unknown:
        report.add("COO22", Severity.WARNING, column="statut", liste=sorted(unknown))
    return outside_field(table, establishments)
