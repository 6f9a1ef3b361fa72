"""Collecting the survey: one pre-filled workbook a reference hospital, and the returns read together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import fold
from ..findings import Report, Severity
from .pen import french_etp
from .survey import Context, read_survey
from .themes import THEMES

COLUMNS = (
    "id", "edition", "date_etat", "theme", "finess_a", "nom_a", "commune_a", "finess_b", "nom_b", "commune_b", "objet",
    "modalite", "etp", "pdses", "premier_atlas", "sens", "cas_deux_non_referents", "commentaire",
)  # fmt: skip
SHEET = "cooperations"
_QUALITIES = ("modalite", "etp", "etp_nd", "pdses", "sens")
_CHOICES = {
    "modalite": "A,B,C,D,E,ND", "pdses": "oui,non,ND", "premier_atlas": "oui,non", "sens": "a_vers_b,reciproque",
    "cas_deux_non_referents": "oui,non",
}  # fmt: skip
_WIDTHS = {"nom_a": 34, "nom_b": 34, "objet": 30, "theme": 24, "commentaire": 30}
_EMPTY_ROWS = 200  # below the known links, still with their lists of choices


@dataclass
class Returns:
    """The returns of a survey.

    ``table`` holds the rows to write; ``reports`` the findings of each file by its name, and under "" those between
    files; ``mirrors`` the links two hospitals declared otherwise, side by side, neither of them in ``table`` unless
    the column ``retenir`` says which (1 or 2); ``undecided`` the candidates of uncertain names.
    """

    table: pd.DataFrame
    reports: dict[str, Report]
    mirrors: pd.DataFrame
    undecided: pd.DataFrame = field(default_factory=pd.DataFrame)


def write_workbooks(
    table: pd.DataFrame, establishments: pd.DataFrame, edition: int, folder: str | Path
) -> dict[str, Path]:
    """One workbook a reference hospital, with the links of the latest edition that touch its health territory.

    A link between two territories is asked of both reference hospitals: their answers are compared on return.

    Args:
        table: the workspace's cooperations.
        establishments: the workspace's establishments; ``ch_referent`` and ``territoire_sante`` say who asks what.
        edition: the edition the workbooks will be returned for.
        folder: where they go; it must be there.

    Returns:
        The file of each reference hospital, by FINESS number.
    """
    sites = establishments.drop_duplicates("finess_et").set_index("finess_et")
    latest = table[table["edition"] == table["edition"].max()] if len(table) else table
    ends = [latest[column].map(sites["territoire_sante"]) for column in ("finess_a", "finess_b")]
    reference = sites[sites["ch_referent"].astype("boolean").fillna(False).to_numpy(dtype=bool)]
    written = {}
    for number, hospital in reference.iterrows():
        territory = hospital["territoire_sante"]
        own = (latest["finess_a"] == number) | (latest["finess_b"] == number)
        mine = latest[own | (pd.notna(territory) & ((ends[0] == territory) | (ends[1] == territory)))]
        path = Path(folder) / f"cooperations_{edition}_{number}.xlsx"
        _write_workbook(path, _prefilled(mine, sites, edition), str(hospital["rs"]), edition)
        written[str(number)] = path
    return written


def read_returns(
    paths: Iterable[str | Path],
    context: Context,
    edition: int | None = None,
    date_etat: str | None = None,
    settled: pd.DataFrame | None = None,
) -> Returns:
    """Read the workbooks together and set mirrored declarations side by side.

    The same declaration by two hospitals is kept once and said so (COO29); two that differ are COO30, neither kept
    until ``settled`` (the table ``mirrors`` with its column ``retenir`` filled) says which.
    """
    tables, reports, undecided = [], {}, []
    for path in map(Path, paths):
        # What two hospitals declare alike is compared below, so each file is checked on its own here.
        survey = read_survey(path, context, edition, date_etat, sheet=_sheet(path))
        reports[path.name] = survey.report
        undecided.append(survey.undecided)
        tables.append(survey.table.assign(fichier=path.name, ligne=survey.rows))
    everything = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    between = Report()
    table, mirrors = _compare(everything, settled, between)
    return Returns(table, {**reports, "": between}, mirrors, pd.concat(undecided) if undecided else pd.DataFrame())


def _sheet(path: Path) -> str | None:
    from ..workbooks import sheet_names

    return SHEET if path.suffix.lower() == ".xlsx" and SHEET in sheet_names(path) else None


def _compare(
    everything: pd.DataFrame, settled: pd.DataFrame | None, report: Report
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows declared once, or alike, or settled; and the pairs that differ."""
    if len(everything) == 0:
        return everything, pd.DataFrame()
    ends = everything[["finess_a", "finess_b"]].astype(str).to_numpy()
    key = pd.DataFrame({
        "edition": everything["edition"], "theme": everything["theme"], "low": np.minimum(ends[:, 0], ends[:, 1]),
        "high": np.maximum(ends[:, 0], ends[:, 1]),
        "objet": [fold(text) if isinstance(text, str) else "" for text in everything["objet"]],
    })  # fmt: skip
    group = key.groupby(list(key.columns), dropna=False, sort=False).ngroup()
    chosen = _choices(settled)
    kept = np.ones(len(everything), dtype=bool)
    mirrors = []
    for _number, members in everything.groupby(group.to_numpy(), sort=False):
        by_file = [rows for _file, rows in members.groupby("fichier", sort=False)]
        if len(by_file) < 2:
            continue
        first = by_file[0]
        for other in by_file[1:]:
            for (i, one), (j, two) in zip(first.iterrows(), other.iterrows(), strict=False):
                if _same(one, two):
                    kept[j] = False
                    report.add("COO29", Severity.INFO, value=one["id"], a=_place(one), b=_place(two))
                    continue
                keep = chosen.get((_place(one), _place(two)))
                if keep is None:
                    report.add("COO30", value=one["id"], a=_place(one), b=_place(two))
                kept[i], kept[j] = keep == 1, keep == 2
                mirrors.append(_side_by_side(one, two, keep))
    table = everything[kept].drop(columns=["fichier", "ligne"]).reset_index(drop=True)
    return table, pd.DataFrame(mirrors)


def _same(one: pd.Series, two: pd.Series) -> bool:
    """Whether two rows declare the same qualities; the direction turns with the ends."""
    turned = one["finess_a"] != two["finess_a"] and "a_vers_b" in (one["sens"], two["sens"])
    pairs = [(one[name], two[name]) for name in _QUALITIES]
    return not turned and all(a == b or (pd.isna(a) and pd.isna(b)) for a, b in pairs)


def _place(row: pd.Series) -> str:
    return f"{row['fichier']}, ligne {row['ligne']}"


def _choices(settled: pd.DataFrame | None) -> dict[tuple[str, str], int]:
    if settled is None or len(settled) == 0:
        return {}
    said = pd.to_numeric(settled["retenir"], errors="coerce")
    rows = zip(settled["declaration_1"], settled["declaration_2"], said, strict=True)
    return {(one, two): int(keep) for one, two, keep in rows if keep in (1, 2)}


def _side_by_side(one: pd.Series, two: pd.Series, keep: int | None) -> dict[str, object]:
    """One row: the link, then each quality as both declared it."""
    row: dict[str, object] = {name: one[name] for name in ("edition", "theme", "finess_a", "finess_b", "objet")}
    row |= {"declaration_1": _place(one), "declaration_2": _place(two)}
    for name in ("modalite", "etp", "pdses", "sens"):
        for number, side in ((1, one), (2, two)):
            value = "ND" if name == "etp" and side["etp_nd"] else side[name]
            row[f"{name}_{number}"] = None if pd.isna(value) else value
    return row | {"retenir": keep}


def _prefilled(links: pd.DataFrame, sites: pd.DataFrame, edition: int) -> pd.DataFrame:
    """The known links as the survey's columns, for the new edition: qualities as last declared, to be confirmed."""
    words = {True: "oui", False: "non"}
    etp = [french_etp(value) if value == value else None for value in links["etp"].astype(float)]
    filled = pd.DataFrame({
        "theme": links["theme"], "objet": links["objet"], "modalite": links["modalite"],
        "etp": ["ND" if unknown else value for unknown, value in zip(links["etp_nd"].fillna(False), etp, strict=True)],
        "pdses": links["pdses"], "premier_atlas": links["premier_atlas"].map(words), "sens": links["sens"],
        "cas_deux_non_referents": links["cas_deux_non_referents"].map(words), "edition": edition,
    })  # fmt: skip
    for side in ("a", "b"):
        filled[f"finess_{side}"] = links[f"finess_{side}"]
        filled[f"nom_{side}"] = links[f"finess_{side}"].map(sites["rs"])
        filled[f"commune_{side}"] = links[f"finess_{side}"].map(sites["commune"])
    return filled.reindex(columns=list(COLUMNS))


def _write_workbook(path: Path, rows: pd.DataFrame, hospital: str, edition: int) -> None:
    """A sheet of links with lists of choices, and a sheet that says how to fill it."""
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(list(COLUMNS))
    for row in rows.astype(object).where(rows.notna(), None).itertuples(index=False):
        sheet.append(list(row))
    for place, name in enumerate(COLUMNS, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 14)
        sheet.cell(1, place).font = Font(bold=True)
        sheet.cell(1, place).fill = PatternFill("solid", fgColor="E6EBF2")
        for cell in sheet[letter]:
            cell.number_format = "@"  # text: FINESS numbers keep their zeros
        if name in _CHOICES or name == "theme":
            words = _CHOICES.get(name) or ",".join(THEMES)
            rule = DataValidation(type="list", formula1=f'"{words}"' if len(words) < 250 else "=themes!$A$1:$A$16")
            rule.add(f"{letter}2:{letter}{len(rows) + 1 + _EMPTY_ROWS}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes = "A2"
    themes = book.create_sheet("themes")
    for theme in THEMES.values():
        themes.append([theme.code, theme.sheet, theme.label])
    guide = book.create_sheet("lire d’abord")
    for line in (
        f"Recensement des coopérations hospitalières, édition {edition}",
        f"Établissement de référence : {hospital}",
        "Une ligne par lien et par thème. Confirmer, corriger ou supprimer les lignes connues ; ajouter les nouvelles.",
        "ETP : temps médical dédié, en équivalent temps plein (0,2). ND si l’information manque, non une case vide.",
        "Modalités : A consultations avancées ; B = A et activité hospitalière ; C = B et vie institutionnelle ; "
        "D équipe médicale de territoire ; E PDSES uniquement. Aucune pour la chimiothérapie.",
        "PDSES : oui, non ou ND. Coopérations administratives et logistiques : ni modalité, ni ETP, ni PDSES.",
    ):
        guide.append([line])
    guide.column_dimensions["A"].width = 110
    book.save(path)
