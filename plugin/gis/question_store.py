"""The region of a workspace as questions need it, kept between two of them, and the questions that were saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ..core.access.methods import SETTING
from ..core.questions.region import TABLES, region_tables
from ..core.schema import Source
from .workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

    from ..core.questions.region import RegionTables

_kept: tuple[tuple[object, ...], RegionTables] | None = None
_reading = Lock()  # a page and an algorithm may ask at the same time: the second waits for the first


def load_region(workspace: Workspace) -> RegionTables:
    """The tables of a workspace in memory; read once, and again when its file has changed.

    Raises:
        InputError: QST03, there is no commune.
    """
    with _reading:
        return _load(workspace)


def _load(workspace: Workspace) -> RegionTables:
    global _kept
    state = _state(workspace)
    if state is not None and _kept is not None and _kept[0] == state:
        return _kept[1]
    settings = workspace.settings()
    filled = set(workspace.tables())
    tables = {name: workspace.read(name) for name in TABLES if name in filled}
    region = region_tables(tables, settings.get("date_reference"), settings.get(SETTING) or "")
    if state is not None:
        _kept = (state, region)
    return region


def forget_region() -> None:
    """Let the memory go: the plugin is unloaded, or a test is over."""
    global _kept
    _kept = None


def saved_questions(workspace: Workspace) -> pd.DataFrame:
    """The questions of the atlas, ``nom`` and ``texte``, by name."""
    return workspace.read("question", ["nom", "texte"]).sort_values("nom", ignore_index=True)


def save_question(workspace: Workspace, name: str, text: str) -> None:
    """Keep a question under a name; one of the same name is replaced."""
    global _kept
    import pandas as pd

    known = _kept is not None and _kept[0] == _state(workspace)
    row = pd.DataFrame({"nom": [name], "texte": [text], "date": [date.today().isoformat()]})
    with workspace.writing() as write:
        write.replace("question", row, Source("", "question enregistrée", "Atlas Soins"), part=name)
    state = _state(workspace)
    # A question changes nothing of the region: what is in memory is still it.
    if known and _kept is not None and state is not None:
        _kept = (state, _kept[1])


def _state(workspace: Workspace) -> tuple[object, ...] | None:
    """What tells whether the file is still the one read; None for a database, which is read anew each time."""
    path = Path(workspace.path)
    files = [path, path.with_name(f"{path.name}-wal")]
    if not path.is_file():
        return None
    stamps = [(file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.is_file()]
    return (str(path), *stamps)
