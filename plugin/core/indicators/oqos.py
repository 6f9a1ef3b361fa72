"""Objectives of care supply (OQOS): existing and target by zone, where a number, a range, a dash and a blank differ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ..decoding import fold
from ..findings import Finding, InputError, Report, Severity
from ..tables import read_table, to_date

VALUE, RANGE, DASH, BLANK, NOT_APPLICABLE = "valeur", "intervalle", "tiret", "vide", "sans_objet"
STATUSES = (VALUE, RANGE, DASH, BLANK, NOT_APPLICABLE)
BEFORE, AFTER, SAME = "avant", "apres", "identique"
COLUMNS = [
    "zone", "filiere", "nomenclature", "modalite", "mention", "existant", "existant_appareils", "statut_existant",
    "cible_min", "cible_max", "statut_cible", "renvoi", "date_etat",
]
_NAMES = {
    "zone": ("zone", "zone_implantation", "zone d'implantation", "territoire", "departement"),
    "filiere": ("filiere", "filière", "activite", "activité de soins"),
    "nomenclature": ("nomenclature", "tableau", "regime"),
    "modalite": ("modalite", "modalité"),
    "mention": ("mention",),
    "existant": ("existant", "bilan", "implantations existantes"),
    "existant_appareils": ("existant_appareils", "existant2", "appareils"),
    "cible": ("cible", "cible_brut", "oqos", "objectif", "cibles"),
    "renvoi": ("renvoi", "renvoi_note", "note"),
    "statut_existant": ("statut_existant", "existant_statut"),
    "statut_cible": ("statut_cible", "cible_statut"),
}
_CELL = re.compile(r"(\d+)(?:\s*/\s*(\d+))?\s*(\*+)?")
_DASHES = ("-", "–", "—", "−")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Cell:
    """A cell: its bounds (equal for one number, None without), its status, the asterisks after it."""

    low: int | None
    high: int | None
    status: str
    mark: str = ""


def read_cell(text: str | None) -> Cell | None:
    """A cell of an OQOS table: "2/3", "2 / 5", "4", "-", blank, "0" and "1 *"; None for anything else."""
    plain = (text or "").replace("\u00a0", " ").replace("\u202f", " ").strip()
    if not plain:
        return Cell(None, None, BLANK)
    if plain in _DASHES:
        return Cell(None, None, DASH)
    if fold(plain) == "sansobjet":
        return Cell(None, None, NOT_APPLICABLE)
    found = _CELL.fullmatch(plain)
    if found is None:
        return None
    low, high = int(found[1]), int(found[2] or found[1])
    return Cell(low, high, RANGE if found[2] else VALUE, found[3] or "")


def read_oqos(
    path: str | Path,
    zone: str = "",
    nomenclature: str = "",
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> tuple[pd.DataFrame, Report]:
    """Read a table of OQOS, one row an activity, modality and mention.

    ``nomenclature`` is "avant" or "apres" the reform of 2022-2023, or "identique" where existing and target are counted
    in the same one; a table's own words ("bilan_01/06/2023_avant_reforme", "oqos_reforme", "existant_et_cibles") are
    understood. A blank is "sans_objet" where its column does not concern the row (a target of "avant"), else "vide".

    Args:
        path: CSV, XLSX or ODS.
        zone: of all rows, where the table has no column of zones.
        nomenclature: the same.
        mapping: columns chosen, ``{"cible": "OQOS 2028"}``.
        sheet: of a workbook.

    Returns:
        Rows with ``COLUMNS``, and the findings OQO01 a range the wrong way round, OQO02 a cell that is none of these,
        OQO04 a row whose nomenclature is not known; such rows are left out.

    Raises:
        InputError: as ``read_table``; FIC04 no column of activities, or of zones while none is given.
    """
    table = read_table(path, sheet, titles=True)
    report = Report(table.report)
    columns = _columns(table.frame, dict(mapping or {}), path, bool(zone))
    rows = []
    for place, line in enumerate(table.rows):
        cells = {ours: table.frame[theirs].iloc[place] for ours, theirs in columns.items()}
        if not cells["filiere"]:
            continue
        row = _row(cells, zone, nomenclature, int(line), report)
        if row is not None:
            rows.append(row)
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
    numbers = ["existant", "existant_appareils", "cible_min", "cible_max"]
    frame[numbers] = frame[numbers].astype("Int64")
    return frame, report


def totals(oqos: pd.DataFrame, keys: tuple[str, ...] = ("zone", "filiere")) -> pd.DataFrame:
    """Sums of the cells that hold numbers, and how many hold a dash or nothing.

    Args:
        oqos: rows of ``oqos``.
        keys: what the sums are by.

    Returns:
        ``keys``, ``existant``, ``existant_appareils``, ``cible_min``, ``cible_max`` (missing where no cell holds a
        number), ``tirets``, ``vides``, ``lignes``.
    """
    rows = oqos.assign(
        tirets=(oqos["statut_existant"] == DASH).astype(int) + (oqos["statut_cible"] == DASH),
        vides=(oqos["statut_existant"] == BLANK).astype(int) + (oqos["statut_cible"] == BLANK),
        lignes=1,
    )
    names = ["existant", "existant_appareils", "cible_min", "cible_max", "tirets", "vides", "lignes"]
    return rows.groupby(list(keys), sort=False, dropna=False)[names].sum(min_count=1).reset_index()


def gaps(oqos: pd.DataFrame, correspondence: pd.DataFrame | None = None) -> tuple[pd.DataFrame, Report]:
    """Target less existing, line by line; negative where the target is below what exists.

    Lines of one nomenclature compare by themselves. Those before and after the reform compare only where the table
    of correspondence ties them: every line tied, directly or through others, counts in one sum on each side.

    Args:
        oqos: rows of ``oqos``.
        correspondence: ``filiere``, ``modalite_avant``, ``mention_avant``, ``modalite_apres``, ``mention_apres``.

    Returns:
        ``zone``, ``filiere``, ``ligne``, ``existant``, ``cible_min``, ``cible_max``, ``ecart_min``, ``ecart_max``
        (missing where one side holds no number); and OQO03, one a zone and activity with lines that do not compare.
    """
    report = Report()
    rows: list[dict[str, object]] = []
    for (zone, activity), part in oqos.groupby(["zone", "filiere"], sort=False):
        rows += [_gap(zone, activity, line_label(line), [line], [line]) for line in _records(part, SAME)]
        before, after = _records(part, BEFORE), _records(part, AFTER)
        groups = _tied(activity, before, after, correspondence)
        for old, new in groups:
            rows.append(_gap(zone, activity, " + ".join(map(line_label, new)), old, new))
        tied = [id(line) for old, new in groups for line in (*old, *new)]
        if [line for line in before if id(line) not in tied] and [line for line in after if id(line) not in tied]:
            params: dict[str, object] = {"filière": str(activity), "zone": str(zone)}
            report.extend([Finding("OQO03", Severity.WARNING, value=str(activity), params=params)])
    columns = ["zone", "filiere", "ligne", "existant", "cible_min", "cible_max", "ecart_min", "ecart_max"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({name: "Int64" for name in columns[3:]}), report


def _columns(frame: pd.DataFrame, mapping: dict[str, str], path: str | Path, zone_given: bool) -> dict[str, str]:
    by_fold = {fold(name): str(name) for name in frame.columns}
    found = {
        ours: by_fold[fold(name)] for ours, names in _NAMES.items() for name in reversed(names) if fold(name) in by_fold
    }
    for ours, theirs in mapping.items():
        if fold(theirs) in by_fold:
            found[ours] = by_fold[fold(theirs)]
    wanted = {*mapping, "filiere", *(() if zone_given else ("zone",))}
    absent = [mapping.get(name, name) for name in wanted if name not in found or (
        name in mapping and fold(mapping[name]) not in by_fold)]
    if not {"existant", "cible"} & set(found):
        absent.append("existant, cible")
    if absent:
        report = Report()
        for name in absent:
            report.add("FIC04", column=name, chemin=str(path), col=name, liste=list(frame.columns), proche=None)
        raise InputError(*report)
    return found


def _row(
    cells: Mapping[str, str | None], zone: str, nomenclature: str, line: int, report: Report
) -> dict[str, object] | None:
    words = cells.get("nomenclature") or nomenclature
    existing, target = read_cell(cells.get("existant")), read_cell(cells.get("cible"))
    devices = read_cell(cells.get("existant_appareils"))
    wrong = False
    for name, cell in (("existant", existing), ("cible", target), ("existant_appareils", devices)):
        if cell is None or (name != "cible" and cell.status == RANGE):
            report.add("OQO02", row=line, column=name, value=cells.get(name))
            wrong = True
        elif cell.low is not None and cell.high is not None and cell.low > cell.high:
            report.add("OQO01", row=line, column=name, value=cells.get(name))
            wrong = True
    if wrong or existing is None or target is None or devices is None:
        return None
    side = _side(words, existing, target)
    if side is None:
        report.add("OQO04", row=line, value=words or "", liste=[BEFORE, AFTER, SAME])
        return None
    marks = [part for part in (cells.get("renvoi"), existing.mark, target.mark) if part]
    return {
        "zone": cells.get("zone") or zone, "filiere": cells["filiere"], "nomenclature": side,
        "modalite": cells.get("modalite"), "mention": cells.get("mention"),
        "existant": existing.low, "existant_appareils": devices.low,
        "statut_existant": _status(existing, cells.get("statut_existant"), side == AFTER),
        "cible_min": target.low, "cible_max": target.high,
        "statut_cible": _status(target, cells.get("statut_cible"), side == BEFORE),
        "renvoi": " ; ".join(dict.fromkeys(marks)) or None, "date_etat": _state_date(words),
    }


def _side(words: str, existing: Cell, target: Cell) -> str | None:
    plain = fold(words)
    if "existantetcible" in plain or plain == SAME:
        return SAME
    if "avant" in plain or "anterieur" in plain:
        return BEFORE
    if "apres" in plain or "oqos" in plain or "reforme" in plain:
        return AFTER
    there = [cell.status not in (BLANK, NOT_APPLICABLE) for cell in (existing, target)]
    return SAME if all(there) and not plain else None


def _status(cell: Cell, given: str | None, does_not_apply: bool) -> str:
    if cell.status != BLANK:
        return cell.status
    if given in (BLANK, NOT_APPLICABLE):
        return given
    return NOT_APPLICABLE if does_not_apply else BLANK


def _state_date(words: str) -> str | None:
    found = _DATE.search(words or "")
    if found is None:
        return None
    dates, _ = to_date(pd.Series([found[0]]))
    return dates.iloc[0]


def _records(part: pd.DataFrame, side: str) -> list[dict[str, object]]:
    rows = part[part["nomenclature"] == side].astype(object)
    return rows.where(rows.notna(), None).to_dict("records")  # type: ignore[return-value]


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def line_label(line: Mapping[str, object]) -> str:
    """What a line is called: its modality and its mention, or its activity where it has neither."""
    parts = [_text(line["modalite"]), _text(line["mention"])]
    return " – ".join(part for part in parts if part) or _text(line["filiere"])


def _gap(
    zone: object, activity: object, label: str, old: list[dict[str, object]], new: list[dict[str, object]]
) -> dict[str, object]:
    """A blank existing makes the sum unknown; a dash counts for nothing, and alone is no number."""
    existing = _sum(old, "existant", "statut_existant")
    low, high = (_sum(new, name, "statut_cible") for name in ("cible_min", "cible_max"))
    return {
        "zone": zone, "filiere": activity, "ligne": label, "existant": existing, "cible_min": low, "cible_max": high,
        "ecart_min": None if existing is None or low is None else low - existing,
        "ecart_max": None if existing is None or high is None else high - existing,
    }


def _sum(lines: list[dict[str, object]], column: str, status: str) -> int | None:
    if any(line[status] == BLANK for line in lines):
        return None
    numbers = [int(line[column]) for line in lines if line[column] is not None]  # type: ignore[call-overload]
    return sum(numbers) if numbers else None


def _tied(
    activity: object,
    before: list[dict[str, object]],
    after: list[dict[str, object]],
    correspondence: pd.DataFrame | None,
) -> list[tuple[list[dict[str, object]], list[dict[str, object]]]]:
    """Groups of lines on either side that the correspondence ties, each line in one group."""
    if correspondence is None or not len(correspondence):
        return []
    groups: list[tuple[list[dict[str, object]], list[dict[str, object]]]] = []
    for _, tie in correspondence[correspondence["filiere"] == activity].iterrows():
        old = [line for line in before if _same(line, dict(tie), "avant")]
        new = [line for line in after if _same(line, dict(tie), "apres")]
        if not old or not new:
            continue
        touched = [
            group for group in groups
            if any(_among(line, group[0]) for line in old) or any(_among(line, group[1]) for line in new)
        ]
        for group in touched:
            old = [*group[0], *(line for line in old if not _among(line, group[0]))]
            new = [*group[1], *(line for line in new if not _among(line, group[1]))]
        groups = [group for group in groups if not any(group is other for other in touched)]
        groups.append((old, new))
    return groups


def _among(line: object, lines: list[dict[str, object]]) -> bool:
    return any(line is other for other in lines)


def _same(line: Mapping[str, object], tie: Mapping[str, object], side: str) -> bool:
    return all(_text(line[name]) == _text(tie[f"{name}_{side}"]) for name in ("modalite", "mention"))
