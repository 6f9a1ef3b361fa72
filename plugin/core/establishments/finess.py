"""The FINESS register of establishments: two-section flows 1100507 and 1100502, files with a header, FINESS+."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import decode, fold, read_bytes
from ..findings import InputError, Report, Severity
from ..pause import pause
from ..tables import read_table, to_date, to_number
from .checks import check_categories, check_finess
from .codes import insee_code
from .coordinates import settle, source_system
from .finess_plus import is_finess_plus, read_legal_persons, read_structures
from .sae import ESPIC, NON_PROFIT, PUBLIC

# Rank (0 = the section's name) of each field of ``structureet``, after the official specification of flow cs1100507.
_FIELDS = {
    "finess_et": 1,
    "finess_ej": 2,
    "rs_courte": 3,
    "rs_longue": 4,
    "commune3": 12,
    "dep": 13,
    "acheminement": 15,
    "categ": 18,
    "siret": 22,
    "sph": 26,
    "date_ouv": 28,
}
_STRUCTURE_WIDTH, _LOCATION_WIDTH = 32, 6
_LINES_A_PAUSE = 5000
_NULL_DATE = "1900-01-01"
# codesph of FINESS; the other codes say nothing of the status.
_SPH = {"1": PUBLIC, "6": ESPIC, "7": NON_PROFIT}
GEOCODED, UNLOCATED = "géocodé", "absente"
COLUMNS = [
    "finess_et",
    "finess_ej",
    "rs",
    "categ",
    "insee",
    "commune",
    "x",
    "y",
    "srid",
    "score_geocodage",
    "localisation",
    "date_ouv",
    "date_ferm",
    "statut",
]
# Names of the same columns in the files that have a header: t_finess (Atlasanté) and the yearly history.
_HEADERS = {
    "finess_et": ("nofinesset", "finess", "nofiness"),
    "finess_ej": ("nofinessej",),
    "rs": ("rslongue", "rs"),
    "categ": ("categetab", "categ_code"),
    "insee": ("cog", "com_code"),
    "commune": ("libcommune", "com_libelle"),
    "x": ("coordx", "coordxet", "geoloc_4326_long"),
    "y": ("coordy", "coordyet", "geoloc_4326_lat"),
    "source": ("sourcegeocod", "sourcecoordet"),
    "date_ouv": ("dateouvert", "dateouv"),
    "date_ferm": ("dateferm", "datefermeture"),
    "sph": ("codesph",),
    "type": ("type",),
    "etat": ("etat",),
}


def read_establishments(path: str | Path) -> tuple[pd.DataFrame, Report, str | None]:
    """Read a FINESS file of establishments, whatever its layout, known by its content.

    Layouts: ``etalab-cs1100507`` (``structureet`` then ``geolocalisation``, ``;`` or tab, with or without the
        trailing one),
    ``cs1100502`` (without coordinates), ``t_finess`` of Atlasanté, the yearly history ``etalab_stock_et``, FINESS+
    structures (JSON).

    Returns:
        Establishments in the columns of the workspace, with ``x`` and ``y`` in the system of ``srid``; the findings
        (ETA01-ETA06, ETA13-ETA15, FIC05); the date of the data (ISO) where the file says it.

    Raises:
        InputError: FIC01, FIC02, FIC06, FIC07; FIN01 where the content is none of these layouts.
    """
    path = Path(path)
    content = read_bytes(path)
    report = Report()
    if is_finess_plus(content):
        raw, rows, date = read_structures(content, path, report)
    else:
        text, _ = decode(content, path)
        if text.startswith("finess") and text[6:7] in (";", "\t"):
            raw, rows, date = _two_sections(text, report)
        else:
            raw, rows, date = _with_header(path, report)
    raw = _with_dates(raw, rows, report)
    raw = settle(raw, rows, report)
    raw["localisation"] = np.where(raw["x"].isna(), UNLOCATED, GEOCODED)
    raw.loc[raw["x"].isna(), "score_geocodage"] = pd.NA
    check_categories(raw, rows, report)
    return check_finess(raw[COLUMNS], rows, report), report, date


def read_legal_entities(path: str | Path) -> tuple[pd.DataFrame, Report]:
    """Legal entities: flow cs1100501 (section ``structureej``), a table with a header, or FINESS+ structures.

    Returns:
        Columns of ``etablissement_juridique``: finess_ej, rs, statut (code of the legal status), categ, siren; and
        the findings.

    Raises:
        InputError: FIC01, FIC02, FIC04, FIC06.
    """
    path = Path(path)
    report = Report()
    text, _ = decode(read_bytes(path), path)
    ranks = {"finess_ej": 1, "rs": 2, "statut": 16, "categ": 18, "siren": 20}
    if is_finess_plus(text.encode()):
        frame = read_legal_persons(text, path, report).reindex(columns=list(ranks))
        rows = np.arange(len(frame)) + 1
    elif text.startswith("finess") and text[6:7] in (";", "\t"):
        records, rows = _section(text, "structureej", 22, report)
        frame = pd.DataFrame(
            {name: [record[rank] or None for record in records] for name, rank in ranks.items()}, dtype=object
        )
    else:
        names = {"finess_ej": "nofiness", "statut": "statutjuridique", "categ": "categetab"}
        table = read_table(path, columns=names, required=("finess_ej", "rs"))
        frame, rows = table.frame.reindex(columns=list(ranks)), table.rows
    twice = frame["finess_ej"].duplicated()
    for position in np.flatnonzero(twice):
        report.add("ETA03", row=int(rows[position]), column="finess_ej", value=frame["finess_ej"].iloc[position])
    return frame[~twice].reset_index(drop=True), report


def _two_sections(text: str, report: Report) -> tuple[pd.DataFrame, np.ndarray, str | None]:
    """Establishments of flow cs1100507: the places of the second section joined to the first by FINESS number."""
    heading = text.partition("\n")[0].split(text[6])
    date = heading[3].strip() if len(heading) > 3 and heading[3].strip()[:2].isdigit() else None
    records, rows = _section(text, "structureet", _STRUCTURE_WIDTH, report)
    places, _ = _section(text, "geolocalisation", _LOCATION_WIDTH, report)
    frame = pd.DataFrame(
        {name: [record[rank].strip() or None for record in records] for name, rank in _FIELDS.items()}, dtype=object
    )
    located = pd.DataFrame(
        {
            name: [place[rank].strip() or None for place in places]
            for name, rank in {"finess_et": 1, "x": 2, "y": 3, "source": 4}.items()
        },
        dtype=object,
    ).drop_duplicates("finess_et")
    pause()
    frame = frame.merge(located, on="finess_et", how="left", sort=False)
    pause()
    code = frame["dep"].fillna("") + frame["commune3"].fillna("")
    result = pd.DataFrame(
        {
            "finess_et": frame["finess_et"],
            "finess_ej": frame["finess_ej"],
            "rs": frame["rs_longue"].fillna(frame["rs_courte"]),
            "categ": frame["categ"],
            "insee": insee_code(code.where(code.str.len() == 5, None)),
            "commune": frame["acheminement"].str.replace(r"^\d{5}\s+", "", regex=True),
            "date_ouv": frame["date_ouv"],
            "date_ferm": None,
            "statut": frame["sph"].map(_SPH),
        }
    )
    return _with_places(result, frame, rows, report), rows, date


def _section(text: str, name: str, width: int, report: Report) -> tuple[list[list[str]], np.ndarray]:
    """Records of one section and their file lines; a trailing delimiter is dropped, another width FIC05, left out."""
    delimiter = text[6]
    start = name + delimiter
    records, rows = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if number % _LINES_A_PAUSE == 0:
            pause()
        if not line.startswith(start):
            continue
        record = line.split(delimiter)
        if len(record) == width + 1 and not record[-1].strip():
            record.pop()
        if len(record) != width:
            expected = f"{width} champs, {len(record)} lus"
            report.add("FIC05", row=number, column=name, value=line[:60], attendu=expected)
            continue
        records.append(record)
        rows.append(number)
    return records, np.array(rows, dtype=np.int64)


def _with_header(path: Path, report: Report) -> tuple[pd.DataFrame, np.ndarray, str | None]:
    """Establishments of a file with a header: t_finess keeps only rows of type ET that are not OBSOLETE."""
    table = read_table(path)
    present = {fold(name): name for name in reversed(table.frame.columns)}
    found = {
        ours: next(present[alias] for alias in aliases if alias in present)
        for ours, aliases in ((ours, tuple(map(fold, names))) for ours, names in _HEADERS.items())
        if any(alias in present for alias in aliases)
    }
    if not {"finess_et", "rs"} <= set(found):
        raise InputError.of("FIN01", chemin=str(path), colonnes=list(table.frame.columns)[:12])
    report.extend(table.report)
    frame = pd.DataFrame({ours: table.frame[theirs] for ours, theirs in found.items()})
    kept = pd.Series(data=True, index=frame.index)
    if "type" in frame:
        kept &= frame["type"] != "EJ"
    if "etat" in frame:
        kept &= frame["etat"] != "OBSOLETE"
    frame, rows = frame[kept].reset_index(drop=True), table.rows[kept.to_numpy()]
    frame = frame.reindex(columns=[*_HEADERS])
    insee = frame["insee"].astype("string")
    short = insee.str.len().eq(4).fillna(False).astype(bool)  # com_code loses its leading zero in some extracts
    if short.any():
        report.add("ETA20", Severity.INFO, column="insee", n=int(short.sum()))
    codes = insee.where(~short, "0" + insee).astype(object)
    degrees = found.get("x", "").casefold().startswith("geoloc_4326")
    result = frame[["finess_et", "finess_ej", "rs", "categ", "commune", "date_ouv", "date_ferm"]].assign(
        insee=insee_code(codes), statut=frame["sph"].map(_SPH)
    )
    result = _with_places(result, frame, rows, report)
    if degrees:
        result["srid"] = pd.Series(4326, index=result.index, dtype="Int64").where(result["x"].notna())
    return result, rows, None


def _with_places(result: pd.DataFrame, frame: pd.DataFrame, rows: np.ndarray, report: Report) -> pd.DataFrame:
    """Add x, y, the system and score their source names."""
    for axis in ("x", "y"):
        result[axis], bad = to_number(frame[axis], rows)
        report.extend(bad)
    known = {text: source_system(text) for text in frame["source"].dropna().unique()}
    systems = [known.get(text, (None, None)) for text in frame["source"]]
    result["srid"] = pd.array([system for system, _ in systems], dtype="Int64")
    result["score_geocodage"] = pd.array([score for _, score in systems], dtype="Int64")
    return result


def _with_dates(frame: pd.DataFrame, rows: np.ndarray, report: Report) -> pd.DataFrame:
    """ISO dates; 1900-01-01 is FINESS's way to write none."""
    for name in ("date_ouv", "date_ferm"):
        dates, bad = to_date(frame[name], rows)
        report.extend(_as_warnings(bad))
        frame[name] = dates.where(dates != _NULL_DATE, None)
    return frame


def _as_warnings(report: Report) -> Report:
    softer = Report()
    for finding in report:
        softer.add(
            finding.code,
            Severity.WARNING,
            row=finding.row,
            column=finding.column,
            value=finding.value,
            **finding.params,
        )
    return softer
