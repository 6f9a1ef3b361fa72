"""Indicators from any table: a row a value, or a row a territory with a column an indicator, whoever exported it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import fold
from ..findings import InputError, Report, Severity
from ..tables import Table, lost_zeros, read_table, to_number
from ..territories.codes import is_commune

VALUE, NO_DATA, MASKED = "valeur", "ND", "secret"
UNDATED = "s. d."
COLUMNS = ["territoire", "type", "indicateur", "periode", "valeur", "statut", "unite", "source"]
_NO_DATA = frozenset(map(fold, ("ND", "N.D.", "NA", "N/A", "NR", "non disponible", "non renseigné", "nan", "null")))
_DASHES = frozenset(("-", "–", "—", "...", "..", "…", "."))
_SECRET = frozenset(map(fold, ("s", "ss", "secret", "secret statistique", "secret stat.")))
_BELOW = re.compile(r"<\s*\d+")
_LONG = {
    "territoire": ("territoire", "code territoire", "code", "codgeo", "id_territoire", "insee", "code insee"),
    "indicateur": ("indicateur", "libelle indicateur", "variable"),
    "periode": ("periode", "annee", "année", "date", "millesime"),
    "valeur": ("valeur", "value", "valeurs"),
    "type": ("type", "type territoire", "maille", "niveau"),
    "statut": ("statut", "status"),
    "unite": ("unite", "unité", "unit"),
    "source": ("source", "source_seed"),
}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_UNIT = re.compile(r"\s*\(([^()]*(?:%|‰|€|/|pour |hab)[^()]*)\)\s*$")


@dataclass(frozen=True)
class Places:
    """The territories a workspace knows: for each type, codes, and codes by folded name."""

    codes: Mapping[str, frozenset[str]]
    names: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, communes: pd.DataFrame, territories: pd.DataFrame) -> Places:
        """From ``insee``, ``nom``, and from ``id_territoire``, ``type``, ``libelle``."""
        codes = {"commune": frozenset(communes["insee"])}
        names = {"commune": _by_name(communes["insee"], communes["nom"])}
        for kind, rows in territories.groupby("type"):
            codes[str(kind)] = frozenset(rows["id_territoire"])
            names[str(kind)] = _by_name(rows["id_territoire"], rows["libelle"])
        return cls(codes, names)


@dataclass(frozen=True)
class Series:
    """``rows`` of the table ``indicateur``; ``joined`` how many are of territories the workspace knows."""

    rows: pd.DataFrame
    joined: int
    report: Report


def read_indicators(
    path: str | Path,
    places: Places,
    kind: str = "",
    period: str = "",
    unit: str = "",
    source: str = "",
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> Series:
    """Read a table of indicators.

    A table with columns for the territory, the indicator and the value holds a value a row. Any other holds a territory
    a row: the column of the territory is the one whose cells are most often territories of the workspace, every other
    column of numbers is an indicator, a year in its heading its period.

    "ND" and blanks are rows without a value (status ND), "s" and "secret" are secret. Communes the workspace does
    not have are left out, other unknown territories (France, a neighbour) are kept without a type; both are listed.

    Args:
        path: CSV, XLSX or ODS; titles may stand above the header.
        places: the workspace's territories.
        kind: their type; "": whichever fits most rows, and for a row it does not fit any other.
        period: of values whose table does not say it.
        unit: the same.
        source: the same.
        mapping: columns chosen, ``{"territoire": "CODGEO"}``; other keys name the indicators wanted, and only those.
        sheet: of a workbook.

    Returns:
        The rows, and the findings IND01 unknown territories kept, IND02 a value that is no number (kept as ND), IND03
        the same value twice (the first stays), IND04 communes left out, IND06 codes given back their zero.

    Raises:
        InputError: as ``read_table``; FIC04 a chosen column is not there; IND05 no column of territories or of values.
    """
    table = read_table(path, sheet, titles=True)
    report = Report(table.report)
    chosen = _chosen(table, dict(mapping or {}), path)
    known = _long_columns(table.frame, chosen)
    long = {"territoire", "indicateur", "valeur"} <= set(known)
    rows, lines = _long_rows(table, known) if long else _wide_rows(table, chosen, places, kind, path)
    rows["valeur"], rows["statut"] = _values(rows, lines, report)
    for name, default in (("periode", period or UNDATED), ("unite", unit), ("source", source)):
        rows[name] = rows[name].where(rows[name].notna(), default or None)
    rows = _joined(rows, places, kind, report)
    twice = rows.duplicated(["territoire", "type", "indicateur", "periode"])
    for place, row in zip(rows.index[twice], rows[twice].to_dict("records"), strict=True):
        report.add(
            "IND03", Severity.WARNING, row=int(lines[int(place)]), value=row["indicateur"],
            territoire=row["territoire"], periode=row["periode"],
        )
    rows = rows[~twice].reset_index(drop=True)
    return Series(rows[COLUMNS], int(rows["type"].notna().sum()), report)


def _by_name(codes: pd.Series, names: pd.Series) -> dict[str, str]:
    """Codes by folded name; a name two territories bear tells neither."""
    frame = pd.DataFrame({"code": codes, "nom": names.map(fold, na_action="ignore")}).dropna()
    frame = frame[~frame["nom"].duplicated(keep=False)]
    return dict(zip(frame["nom"], frame["code"], strict=True))


def _chosen(table: Table, mapping: dict[str, str], path: str | Path) -> dict[str, str]:
    """The columns asked for as the file spells them; FIC04 for one that is not there."""
    by_fold = {fold(name): name for name in table.frame.columns}
    absent = Report()
    found = {}
    for ours, theirs in mapping.items():
        if fold(theirs) in by_fold:
            found[ours] = by_fold[fold(theirs)]
        else:
            columns = list(table.frame.columns)
            absent.add("FIC04", column=theirs, chemin=str(path), col=theirs, liste=columns, proche=None)
    if len(absent):
        raise InputError(*absent)
    return found


def _long_columns(frame: pd.DataFrame, chosen: Mapping[str, str]) -> dict[str, str]:
    by_fold = {fold(name): str(name) for name in frame.columns}
    found = {
        ours: by_fold[fold(name)] for ours, names in _LONG.items() for name in reversed(names) if fold(name) in by_fold
    }
    return {**found, **{ours: theirs for ours, theirs in chosen.items() if ours in _LONG}}


def _long_rows(table: Table, known: Mapping[str, str]) -> tuple[pd.DataFrame, np.ndarray]:
    rows = pd.DataFrame(
        {ours: table.frame[known[ours]] if ours in known else None for ours in _LONG}, index=table.frame.index
    ).astype(object)
    there = (rows["territoire"].notna() | rows["indicateur"].notna()).to_numpy()
    rows = rows[there].reset_index(drop=True)
    # A figure of no place in particular stays one: it is told with the other unknown territories.
    rows["territoire"] = rows["territoire"].where(rows["territoire"].notna(), "sans territoire")
    return rows, table.rows[there]


def _wide_rows(
    table: Table, chosen: Mapping[str, str], places: Places, kind: str, path: str | Path
) -> tuple[pd.DataFrame, np.ndarray]:
    frame = table.frame
    column = chosen.get("territoire") or _territory_column(frame, places, kind)
    named = {theirs: ours for ours, theirs in chosen.items() if ours not in _LONG}
    wanted = list(named) or [name for name in frame.columns if name != column and _is_figures(frame[name])]
    if column is None or not wanted:
        raise InputError.of("IND05", chemin=str(path), liste=list(frame.columns))
    there = frame[column].notna().to_numpy()
    parts, lines = [], []
    for name in wanted:
        indicator, period, unit = (named[name], *_heading(name)[1:]) if name in named else _heading(name)
        values = frame.loc[there, name]
        parts.append(
            pd.DataFrame(
                {
                    "territoire": frame.loc[there, column], "type": None, "indicateur": indicator, "periode": period,
                    "valeur": values, "statut": None, "unite": unit, "source": None,
                }
            )
        )
        lines.append(table.rows[there])
    return pd.concat(parts, ignore_index=True).astype(object), np.concatenate(lines)


def _territory_column(frame: pd.DataFrame, places: Places, kind: str) -> str | None:
    """The column whose cells are most often codes, or else names, of known territories."""
    kinds = [kind] if kind else list(places.codes)
    codes = frozenset().union(*(places.codes.get(name, frozenset()) for name in kinds))
    names = frozenset().union(*(places.names.get(name, {}) for name in kinds))
    best, most = None, 0.0
    for column in frame.columns:
        cells = frame[column].dropna()
        texts = set(cells) | set(lost_zeros(cells, 5).dropna())
        # Codes before names: a figure can be the code of a department, seldom of most rows.
        score = len(texts & codes) + 0.9 * len({fold(text) for text in texts} & names)
        score /= max(cells.nunique(), 1) ** 0.5
        if score > most:
            best, most = str(column), score
    return best


def _is_figures(cells: pd.Series) -> bool:
    """Whether most filled cells are numbers or marks, and one at least is a number."""
    filled = cells.dropna().head(500)
    marks = filled.map(lambda text: _mark(text) is not None)
    numbers, bad = to_number(filled[~marks])
    return bool(numbers.notna().any()) and len(bad) <= 0.3 * len(filled)


def _heading(name: str) -> tuple[str, str | None, str | None]:
    """A column's heading as an indicator, its year and its unit: "Densité 2023 (pour 100 000 hab.)"."""
    unit = _UNIT.search(name)
    rest = name[: unit.start()] if unit else name
    years = _YEAR.findall(rest)
    if len(years) == 1:
        without = " ".join(_YEAR.sub(" ", rest).replace("_ ", " ").split()).strip(" -–_,")
        rest = re.sub(r"\b(en|au|année)$", "", without).strip() or rest
    return rest, years[0] if len(years) == 1 else None, unit[1].strip() if unit else None


def _mark(text: str) -> str | None:
    """The status a mark stands for, None where the cell is no mark."""
    plain = text.strip()
    if plain in _DASHES or fold(plain) in _NO_DATA:
        return NO_DATA
    return MASKED if fold(plain) in _SECRET or _BELOW.fullmatch(plain) else None


def _values(rows: pd.DataFrame, lines: np.ndarray, report: Report) -> tuple[pd.Series, pd.Series]:
    """Numbers and their status; a status the table itself gives comes first."""
    cells = rows["valeur"]
    marks = pd.Series([_mark(cell) if cell else None for cell in cells], index=rows.index, dtype=object)
    values, bad = to_number(cells.where(marks.isna(), None), lines)
    for finding in bad:
        report.add("IND02", Severity.WARNING, row=finding.row, column="valeur", value=finding.value)
    status = pd.Series(np.where(values.notna(), VALUE, NO_DATA), index=rows.index, dtype=object)
    status = status.where(marks.isna(), marks)
    given = pd.Series([_status(cell) if cell else None for cell in rows["statut"]], index=rows.index, dtype=object)
    status = status.where(given.isna() | (given == VALUE), given)
    return values.where(status == VALUE), status


def _status(text: str) -> str | None:
    return VALUE if fold(text) == VALUE else _mark(text)


def _joined(rows: pd.DataFrame, places: Places, kind: str, report: Report) -> pd.DataFrame:
    """Each row with the code and type of a known territory, or as it stands without a type."""
    texts = rows["territoire"].drop_duplicates()
    zeros = dict(zip(texts, lost_zeros(texts, 5), strict=True))
    kinds = [kind] if kind else _by_fit(texts, places)
    found = {text: _place(text, zeros[text], kinds, places) for text in texts}
    mended = sorted(text for text, (code, of) in found.items() if of and code == zeros[text])
    if mended:
        report.add("IND06", Severity.INFO, n=len(mended), liste=mended)
    given = rows["type"]
    code = rows["territoire"].map(lambda text: found[text][0])
    of = pd.Series([found[text][1] for text in rows["territoire"]], index=rows.index, dtype=object)
    for place in np.flatnonzero(given.notna()):
        text = rows["territoire"].iloc[place]
        code.iloc[place], of.iloc[place] = _place(text, zeros[text], [given.iloc[place]], places)
    unknown = of.isna()
    communes = unknown & is_commune(code)
    for code_of, which in (("IND04", communes), ("IND01", unknown & ~communes)):
        listed = list(dict.fromkeys(rows.loc[which, "territoire"]))
        if listed:
            report.add(code_of, Severity.WARNING, n=len(listed), liste=listed)
    return rows.assign(territoire=code, type=of.astype(object).where(of.notna(), None))[~communes]


def _by_fit(texts: pd.Series, places: Places) -> list[str]:
    """Types by how many of the texts are their codes or names, the best first."""
    codes, names = set(texts), set(texts.map(fold))
    fit = {kind: len(codes & places.codes[kind]) + len(names & set(places.names[kind])) for kind in places.codes}
    return sorted((kind for kind, count in fit.items() if count), key=lambda kind: -fit[kind])


def _place(text: str, with_zero: str | None, kinds: list[str], places: Places) -> tuple[str, str | None]:
    for candidate in (text, with_zero):
        for kind in kinds:
            if candidate and candidate in places.codes.get(kind, ()):
                return candidate, kind
    for kind in kinds:
        if fold(text) and fold(text) in places.names.get(kind, {}):
            return places.names[kind][fold(text)], kind
    return text, None
