"""Places of medico-social establishments (flow 1100505): who they are for, as rows of ``capacite``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import decode, read_bytes, split_records
from ..findings import Report, Severity
from ..tables import WORKBOOKS, read_table, to_number
from .activities import activity
from .authorisations import of_register
from .codes import FINESS_PATTERN

PLACES = "FINESS_MS"  # the ``bordereau`` of these rows in ``capacite``
INSTALLED, AUTHORISED = "CAPINSTOT", "CAPAUTOT"
CHILDREN, ADULTS, ELDERLY, OTHERS = "PLACES_ENFANTS", "PLACES_ADULTES", "PLACES_AGEES", "PLACES_AUTRES"
NAMES = {
    "finess_et": "nofinesset",
    "discipline": "de",
    "fonctionnement": "ta",
    "clientele": "client",
    "capinstot": "capinstot",
    "capautot": "capautot",
}
_SECTION = "equipementsocial"
# Columns of flow 1100505 in their order, the section's name left out.
_LAYOUT = (
    "nofinesset", "de", "libde", "libcourtde", "ta", "libta", "libcourtta", "client", "libclient", "libcourtclient",
    "sourceinfo", "libsourceinfo", "capinstot", "capinstm", "capinstf", "capinsthab", "ageminiinst", "agemaxiinst",
    "indsupinst", "datederinst", "datepremautor", "capautot", "capautm", "capautf", "capauthab", "ageminiaut",
    "agemaxiaut", "indsupaut", "dateautor", "datemajaut", "datemajinst",
)
# FINESS disciplines that name their public; those of 2017 (964 to 966) serve handicapped people of any age.
_DISCIPLINES = {
    CHILDREN: ("650", "838", "839", "840", "841", "842", "843", "844", "901", "902", "903"),
    ADULTS: ("509", "510", "651", "897", "905", "906", "908", "917", "936", "938", "939"),
    ELDERLY: ("657", "924", "925", "926", "927", "961", "962", "963"),
}
_ELDERLY_CLIENTS = ("436", "700", "701", "702", "711")
_ACTIVITIES = {CHILDREN: "handicap_enfant", ADULTS: "handicap_adulte", ELDERLY: "ehpad"}


def read_places(
    path: str | Path, year: int, mapping: Mapping[str, str] | None = None, sites: Collection[str] | None = None
) -> tuple[pd.DataFrame, Report]:
    """Read the places of medico-social establishments, a row a discipline, mode of operation and public.

    Args:
        path: flow 1100505 in sections, or a table with its column names (``nofinesset``, ``de``, ``ta``, ``client``,
            ``capinstot``, ``capautot``).
        year: the year the places are counted in.
        mapping: other names of these columns, ``{name of NAMES: its column}``.
        sites: FINESS numbers of the register: only their rows are kept (AUT05, AUT06).

    Returns:
        ``finess_et``, ``annee``, ``bordereau`` (FINESS_MS), ``unite`` ("discipline/fonctionnement/clientèle"),
        ``variable`` (CAPINSTOT installed, CAPAUTOT authorised), ``valeur``; findings FIC05, MSO01 (info: rows that say
        no number of installed places: unknown is not 0).

    Raises:
        InputError: as ``read_table``; FIC04 where the FINESS number or the installed places have no column.
    """
    frame, rows, report = _table(Path(path), mapping)
    counts = {}
    for name in ("capinstot", "capautot"):
        if name in frame:
            counts[name], bad = to_number(frame[name], rows, minimum=0)
            report.extend(bad)
    numbers = frame["finess_et"].astype("string")
    formed = numbers.str.fullmatch(FINESS_PATTERN).fillna(value=False).astype(bool)
    for position in np.flatnonzero(~formed):
        report.add("ETA01", row=int(rows[position]), column="finess_et", value=frame["finess_et"].iloc[position])
    kept = formed if sites is None else formed & of_register(numbers.fillna("").astype(object), sites, report, rows)
    blank = kept & counts["capinstot"].isna()
    if blank.any():
        report.add("MSO01", Severity.INFO, column="capinstot", n=int(blank.sum()), lignes=rows[blank][:10].tolist())
    codes = frame.reindex(columns=["discipline", "fonctionnement", "clientele"]).fillna("")
    units = codes.agg("/".join, axis=1) if len(codes) else pd.Series(dtype=object)
    parts = [
        pd.DataFrame({"finess_et": frame["finess_et"], "unite": units, "variable": name.upper(), "valeur": values})
        for name, values in counts.items()
    ]
    long = pd.concat([part[kept & part["valeur"].notna()] for part in parts], ignore_index=True)
    long = long.assign(annee=year, bordereau=PLACES)
    return long[["finess_et", "annee", "bordereau", "unite", "variable", "valeur"]], report


def with_publics(places: pd.DataFrame, establishments: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``read_places``, and after them the installed places of each by the public they are for.

    A discipline that names its public comes first, then the clientele (people of old age), then the category of the
    establishment; what none of them says is PLACES_AUTRES.

    Args:
        places: as ``read_places`` gives them.
        establishments: ``finess_et``, ``categ``.
    """
    installed = places[places["variable"] == INSTALLED]
    codes = installed["unite"].str.split("/", expand=True).reindex(columns=range(3))
    publics = codes[0].map({code: public for public, listed in _DISCIPLINES.items() for code in listed})
    elderly = pd.Series(ELDERLY, index=codes.index).where(codes[2].isin(_ELDERLY_CLIENTS))
    categories = installed["finess_et"].map(establishments.drop_duplicates("finess_et").set_index("finess_et")["categ"])
    known = {code: public for public, key in _ACTIVITIES.items() for code in activity(key).categories}
    said = [one.astype(object).to_numpy() for one in (publics, elderly, categories.map(known))]
    variable = np.select([pd.notna(one) for one in said], said, OTHERS)
    return pd.concat([places, installed.assign(variable=variable)], ignore_index=True)


def _table(path: Path, mapping: Mapping[str, str] | None) -> tuple[pd.DataFrame, np.ndarray, Report]:
    if not mapping and path.suffix.lower() not in WORKBOOKS:
        text, _ = decode(read_bytes(path), path)
        if text.startswith("finess") and text[6:7] in (";", "\t"):
            return _section(text, path)
    columns = {**NAMES, **(mapping or {})}
    table = read_table(path, columns=columns, required=("finess_et", "capinstot", *(mapping or ())))
    return table.frame, table.rows, Report(table.report)


def _section(text: str, path: Path) -> tuple[pd.DataFrame, np.ndarray, Report]:
    """The section ``equipementsocial``; a trailing delimiter is dropped, a record of another width is FIC05."""
    report = Report()
    width = len(_LAYOUT)
    records, rows = [], []
    for record, line in zip(*split_records(text, text[6], path), strict=True):
        if record[0] != _SECTION:
            continue
        cells = record[1:-1] if len(record) == width + 2 and not record[-1].strip() else record[1:]
        if len(cells) != width:
            expected = f"{width + 1} champs, {len(cells) + 1} lus"
            report.add("FIC05", row=int(line), column=_SECTION, value=text[6].join(record)[:60], attendu=expected)
            continue
        records.append([cell.strip() or None for cell in cells])
        rows.append(line)
    frame = pd.DataFrame(records, columns=list(_LAYOUT), dtype=object)[list(NAMES.values())]
    return frame.set_axis(list(NAMES), axis=1), np.array(rows, dtype=np.int64), report
