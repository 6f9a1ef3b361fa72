"""The survey of cooperations: a file becomes rows of the table ``cooperation`` and findings, all at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import fold
from ..findings import Report, Severity
from ..tables import Table, read_table, to_date, to_flag, to_number
from .checks import check
from .columns import recognised
from .display import THRESHOLD, display, implied_pdses, undefined_cases
from .matching import Matches, match_establishments
from .texts import each_text
from .theme_table import ThemeTable
from .themes import KINDS, MEDICAL_TIME, THEMES

FIRST_ATLAS = 2012  # edition of the first census, published in autumn 2012
MODALITIES = ("A", "B", "C", "D", "E", "ND")
_PDSES = {"oui": "oui", "o": "oui", "1": "oui", "x": "oui", "non": "non", "n": "non", "0": "non", "nd": "ND"}
_DIRECTIONS = {
    "aversb": "a_vers_b",
    "ab": "a_vers_b",
    "unilaterale": "a_vers_b",
    "supportversbeneficiaire": "a_vers_b",
    "reciproque": "reciproque",
    "bilaterale": "reciproque",
    "mutuelle": "reciproque",
}
_KIND_WORDS = {
    **{fold(kind): kind for kind in KINDS},
    "tempsmedicalpartage": "temps_medical",
    "administratif": "administrative",
    "logistiques": "logistique",
    "administratives": "administrative",
}
_UNIT = re.compile(r"\s*e\.?t\.?p\.?\s*$", re.IGNORECASE)
OUTPUT = (
    "id",
    "edition",
    "date_etat",
    "type",
    "theme",
    "finess_a",
    "finess_b",
    "objet",
    "modalite",
    "etp",
    "etp_nd",
    "pdses",
    "premier_atlas",
    "sens",
    "cas_deux_non_referents",
    "source",
    "commentaire",
    "affichee",
    "motif_affichage",
)


@dataclass
class Survey:
    """A survey as read.

    ``table`` holds the rows without error, as the workspace stores them; ``rows`` their file lines; ``report`` every
    finding; ``undecided`` the candidates for establishments of uncertain name; ``read`` the number of rows read.
    """

    table: pd.DataFrame
    rows: np.ndarray
    report: Report
    read: int
    undecided: pd.DataFrame = field(default_factory=pd.DataFrame)


@dataclass(frozen=True)
class Context:
    """What a survey is read against.

    ``establishments`` is the workspace's table; ``first_atlas`` the cooperations of the first edition (2012), which
    decide the carry-over where the file leaves it blank; ``decisions`` names already settled by hand.
    """

    establishments: pd.DataFrame
    first_atlas: pd.DataFrame | None = None
    themes: ThemeTable = field(default_factory=ThemeTable.default)
    decisions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    threshold: float = THRESHOLD


def read_survey(
    path: str | Path,
    context: Context,
    edition: int | None = None,
    date_etat: str | None = None,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Survey:
    """Read and check a survey (CSV, XLSX, ODS; one row a link, theme and edition).

    Args:
        path: the file.
        context: register, first atlas, themes, decisions.
        edition: the year for rows that name none.
        date_etat: the state date (ISO) for rows that give none.
        sheet: sheet of a workbook.
        mapping: ``{column: heading}`` where the guess is wrong.

    Raises:
        InputError: what `read_table` raises, or FIC04 where theme or ends are absent.
    """
    file = read_table(path, sheet)
    return interpret(file, context, edition, date_etat, mapping)


def interpret(
    file: Table,
    context: Context,
    edition: int | None = None,
    date_etat: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Survey:
    """`read_survey` for a table already read."""
    texts = recognised(file.frame, mapping, file.path)
    filled = texts.notna().any(axis=1).to_numpy()
    texts, rows = texts[filled].reset_index(drop=True), file.rows[filled]
    report = Report(file.report)
    table = pd.DataFrame(index=texts.index)
    table["edition"] = _editions(texts["edition"], rows, edition, report)
    table["date_etat"] = _dates(texts["date_etat"], date_etat, rows, report)
    table["theme"] = context.themes.resolve(texts["theme"], texts["objet"], rows, report)
    table["type"] = _kinds(texts["type"], table["theme"], rows, report)
    ends = [_match(texts, rows, context, report, side) for side in ("a", "b")]
    table["finess_a"], table["finess_b"] = ends[0].finess, ends[1].finess
    table["objet"] = texts["objet"]
    table["modalite"] = _modalities(texts["modalite"], rows, report)
    table["etp"], table["etp_nd"] = _medical_time(texts["etp"], rows, report)
    table["pdses"] = _words(texts["pdses"], _PDSES, rows, report, "oui, non ou ND")
    first, found = to_flag(texts["premier_atlas"], rows)
    report.extend(found)
    table["premier_atlas"] = _carried_over(table, first, context.first_atlas, rows, report)
    table["sens"] = _words(texts["sens"], _DIRECTIONS, rows, report, "a_vers_b ou reciproque")
    flag, found = to_flag(texts["cas_deux_non_referents"], rows)
    report.extend(found)
    table["cas_deux_non_referents"] = flag.fillna(False).astype(bool)
    table["source"], table["commentaire"] = texts["source"], texts["commentaire"]
    table["id"] = _identifiers(texts["id"], table["edition"], rows, report)

    outside = check(table, rows, context.establishments, report)
    table = display(table.assign(hors_champ=outside), context.threshold)
    kept = ~np.isin(rows, [finding.row for finding in report.errors if finding.row is not None])
    _list_incomplete(table, rows, kept, report)
    undecided = pd.concat([end.undecided for end in ends], ignore_index=True)
    return Survey(table.loc[kept, list(OUTPUT)].reset_index(drop=True), rows[kept], report, len(rows), undecided)


def _match(texts: pd.DataFrame, rows: np.ndarray, context: Context, report: Report, side: str) -> Matches:
    ends = texts[[f"finess_{side}", f"nom_{side}", f"commune_{side}"]].set_axis(["finess", "nom", "commune"], axis=1)
    return match_establishments(ends, rows, context.establishments, report, side, context.decisions)


def _editions(texts: pd.Series, rows: np.ndarray, default: int | None, report: Report) -> pd.Series:
    numbers, _found = to_number(texts, rows)
    years = numbers.where((numbers >= 1990) & (numbers <= 2100) & (numbers % 1 == 0))
    if default is not None:
        years = years.where(texts.notna(), default)
    for place in np.flatnonzero(years.isna()):
        report.add("FIC05", row=int(rows[place]), column="edition", value=texts.iloc[place], attendu="une année")
    return years.astype("Int64")


def _dates(texts: pd.Series, default: str | None, rows: np.ndarray, report: Report) -> pd.Series:
    dates, found = to_date(texts, rows)
    report.extend(found)
    return dates.astype(object).where(texts.notna(), default)


def _kinds(texts: pd.Series, themes: pd.Series, rows: np.ndarray, report: Report) -> pd.Series:
    """The type of each row: that of its theme; a type that contradicts the theme is an error."""
    implied = themes.map({code: theme.kind for code, theme in THEMES.items()})
    said = each_text(texts, lambda text: _KIND_WORDS.get(fold(text)))
    for place in np.flatnonzero(texts.notna() & (said != implied) & implied.notna()):
        report.add(
            "FIC05",
            row=int(rows[place]),
            column="type",
            value=texts.iloc[place],
            attendu=f"{implied.iloc[place]} pour le thème {themes.iloc[place]}",
        )
    return implied


def _modalities(texts: pd.Series, rows: np.ndarray, report: Report) -> pd.Series:
    """A to E and ND, also written "modalité A" or "a"; COO01 for anything else."""

    def parse(text: str) -> str | None:
        word = fold(text).removeprefix("modalite").upper()
        return word if word in MODALITIES else None

    read = each_text(texts, parse)
    for place in np.flatnonzero(texts.notna() & read.isna()):
        report.add("COO01", row=int(rows[place]), column="modalite", value=texts.iloc[place])
    return read


def _medical_time(texts: pd.Series, rows: np.ndarray, report: Report) -> tuple[pd.Series, pd.Series]:
    """ETP as numbers (NaN when blank or ND) and whether it was said to be ND; COO05 for what is no number."""
    bare = each_text(texts, lambda text: _UNIT.sub("", text))
    unknown = each_text(bare, lambda text: fold(text) == "nd") == True  # noqa: E712 - None is not ND
    values, found = to_number(bare, rows, missing=("ND",))
    for finding in found:
        report.add("COO05", row=finding.row, column="etp", value=finding.value)
    return values, unknown


def _words(texts: pd.Series, known: Mapping[str, str], rows: np.ndarray, report: Report, expected: str) -> pd.Series:
    read = each_text(texts, lambda text: known.get(fold(text)))
    for place in np.flatnonzero(texts.notna() & read.isna()):
        report.add("FIC05", row=int(rows[place]), column=str(texts.name), value=texts.iloc[place], attendu=expected)
    return read


def _carried_over(
    table: pd.DataFrame, said: pd.Series, first_atlas: pd.DataFrame | None, rows: np.ndarray, report: Report
) -> pd.Series:
    """Whether each link stood in the first atlas: as declared, else as the first edition says (R8).

    The first edition is the workspace's, or the rows of that year in the file itself. A declaration it contradicts is
    COO18, a warning; the declaration stands.
    """
    own = (table["edition"] == FIRST_ATLAS).fillna(False).to_numpy(dtype=bool)
    known = set(link_keys(table[own]))
    if first_atlas is not None:
        known |= set(link_keys(first_atlas))
    if not known:
        return said.fillna(False).astype(bool)
    recorded = pd.Series([key in known for key in link_keys(table)], index=table.index)
    for place in np.flatnonzero((said.notna() & (said != recorded)).fillna(False)):
        report.add("COO18", Severity.WARNING, row=int(rows[place]), column="premier_atlas", value=said.iloc[place])
    return said.astype(object).where(said.notna(), recorded).astype(bool)


def link_keys(table: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Theme and unordered pair of each row: what makes two editions' rows the same cooperation."""
    ends = table[["finess_a", "finess_b"]].fillna("").astype(str).to_numpy()
    low, high = np.minimum(ends[:, 0], ends[:, 1]), np.maximum(ends[:, 0], ends[:, 1])
    return list(zip(table["theme"].fillna("").astype(str), low, high, strict=True))


def _identifiers(texts: pd.Series, editions: pd.Series, rows: np.ndarray, report: Report) -> pd.Series:
    """The file's identifiers, or edition and line where it has none; a second row of an identifier is COO19."""
    made = pd.Series(
        [f"{year}-L{row}" for year, row in zip(editions, rows, strict=True)], index=texts.index, dtype=object
    )
    chosen = texts.where(texts.notna(), made)
    for place in np.flatnonzero(pd.DataFrame({"id": chosen, "edition": editions}).duplicated()):
        report.add("COO19", row=int(rows[place]), column="id", value=chosen.iloc[place])
    return chosen


def _list_incomplete(table: pd.DataFrame, rows: np.ndarray, kept: np.ndarray, report: Report) -> None:
    """What the reference hospital has to complete, in the rows without error.

    COO11: a display the sources leave open. COO21: PDSES blank where there is medical time (modality E is COO10).
    """
    undefined = kept & undefined_cases(table)
    for place in np.flatnonzero(undefined):
        report.add("COO11", Severity.WARNING, row=int(rows[place]), column="etp")
    medical = (table["type"] == MEDICAL_TIME) & table["pdses"].isna() & ~implied_pdses(table)
    for place in np.flatnonzero(kept & medical.to_numpy(dtype=bool)):
        report.add("COO21", Severity.INFO, row=int(rows[place]), column="pdses")
