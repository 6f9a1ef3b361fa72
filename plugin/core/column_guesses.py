"""What each kind of import wants from a table, and which column of a file seems to hold it, before it is read."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .decoding import fold
from .establishments.agency_tables import templates
from .establishments.authorisations import COLUMNS as AUTHORISATION_COLUMNS
from .establishments.authorisations import NATIONAL_NAMES
from .establishments.equipment import NATIONAL_NAMES as EQUIPMENT_NAMES
from .establishments.medico_social import NAMES as PLACE_NAMES
from .establishments.sites import ALIASES as SITE_ALIASES
from .tables import WORKBOOKS, read_table
from .territories.columns import (
    ColumnGuess,
    guess_commune_columns,
    guess_composition_columns,
    guess_territory_columns,
)

COMMUNES, TERRITORIES, COMPOSITION = "communes", "territoires", "composition"
SITES, AUTHORISATIONS, EQUIPMENT, PLACES, AGENCY = "sites", "autorisations", "equipements", "places", "agence"
# Names of ours -> of the national file, and those that must be there.
_NATIONAL = {
    EQUIPMENT: (EQUIPMENT_NAMES, ("finess_et", "code")),
    PLACES: (PLACE_NAMES, ("finess_et", "capinstot")),
}
_HEAD_BYTES = 400_000
_EXAMPLES = 3


@dataclass(frozen=True)
class Wanted:
    """A column an import wants: ``name`` as the workspace calls it, a ``label`` where its name says too little."""

    name: str
    label: str = ""
    required: bool = False


def head(path: str | Path, sheet: str | None = None, rows: int = 200, titles: bool = False) -> pd.DataFrame:
    """The first rows of a table, as text; only the beginning of a large file is read.

    ``titles``: as in `core.tables.read_table`.

    Raises:
        InputError: as `core.tables.read_table`.
    """
    path = Path(path)
    if path.suffix.lower() in WORKBOOKS:
        return read_table(path, sheet, titles=titles, most=rows + 1).frame
    if not path.is_file() or path.stat().st_size <= _HEAD_BYTES:
        return read_table(path, titles=titles).frame.head(rows)
    with path.open("rb") as stream:
        beginning = stream.read(_HEAD_BYTES)
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / path.name
        part.write_bytes(beginning[: beginning.rfind(b"\n") + 1] or beginning)
        return read_table(part, titles=titles).frame.head(rows)


def guesses(kind: str, frame: pd.DataFrame, detail: str = "") -> dict[Wanted, ColumnGuess]:
    """For each column wanted, the one that seems to hold it.

    Args:
        kind: one of the constants of this module.
        frame: the first rows.
        detail: the type of territory of a composition, the key of an agency's template.
    """
    if kind == COMMUNES:
        return _marked(guess_commune_columns(frame), ("insee", "nom"))
    if kind == TERRITORIES:
        return _marked(guess_territory_columns(frame), ("id_territoire",))
    if kind == COMPOSITION:
        return _marked(guess_composition_columns(frame, detail), ("commune", "id_territoire"))
    if kind == SITES:
        return _marked(_by_name(frame, SITE_ALIASES), ("finess_et", "rs"))
    if kind == AUTHORISATIONS:
        names = {name: (NATIONAL_NAMES[name],) if name in NATIONAL_NAMES else () for name in AUTHORISATION_COLUMNS}
        return _marked(_by_name(frame, names), ("finess_et", "activite"))
    if kind in _NATIONAL:
        national, required = _NATIONAL[kind]
        return _marked(_by_name(frame, {ours: (theirs, ours) for ours, theirs in national.items()}), required)
    columns = templates()[detail].columns
    found = _by_name(frame, {column.name: (column.name, column.label) for column in columns})
    return {Wanted(column.name, column.label, column.required): found[column.name] for column in columns}


def _marked(found: Mapping[str, ColumnGuess], required: Sequence[str]) -> dict[Wanted, ColumnGuess]:
    return {Wanted(name, required=name in required): guess for name, guess in found.items()}


def _by_name(frame: pd.DataFrame, aliases: Mapping[str, Sequence[str]]) -> dict[str, ColumnGuess]:
    present = {fold(name): str(name) for name in reversed(list(frame.columns))}
    columns = {
        wanted: next((present[fold(name)] for name in names if fold(name) in present), None)
        for wanted, names in aliases.items()
    }
    return {wanted: _guess(wanted, frame, column) for wanted, column in columns.items()}


def _guess(wanted: str, frame: pd.DataFrame, column: str | None) -> ColumnGuess:
    if column is None:
        return ColumnGuess(wanted, None)
    examples = frame[column].dropna().drop_duplicates().head(_EXAMPLES)
    return ColumnGuess(wanted, column, "nom", tuple(map(str, examples)))
