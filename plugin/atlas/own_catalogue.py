"""The user's own catalogue: a folder of YAML files beside the workspace, or where the edition says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..core.findings import InputError
from ..gis.workspace import Workspace
from .catalogue import Catalogue, load_catalogue

SETTING = "catalogue"  # of the table ``edition``


def own_folder(workspace: Workspace, settings: Mapping[str, str] | None = None) -> Path:
    """Where the sheets of an atlas's own are kept; the folder need not exist yet.

    The edition's setting ``catalogue`` names it, from the workspace's folder on; else it is ``<workspace>_catalogue``.
    """
    path = Path(workspace.path)
    named = (workspace.settings() if settings is None else settings).get(SETTING)
    return path.parent / named if named else path.with_name(f"{path.stem}_catalogue")


def catalogue_of(workspace: Workspace, *folders: Path | str) -> Catalogue:
    """Our catalogue with the atlas's own sheets, then those of further folders.

    Raises:
        InputError: as in `load_catalogue`.
    """
    own = own_folder(workspace)
    return load_catalogue(*([own] if own.is_dir() else []), *folders)


def write_sheet(folder: Path, entry: dict[str, Any], replace: bool, head: str) -> Path:
    """Write a sheet as ``<id>.yaml`` into a catalogue folder, made if absent, and read the catalogue with it.

    Args:
        folder: of the user's catalogue.
        entry: the sheet, as the catalogue words it.
        replace: whether a sheet of this id may be there already.
        head: comment at the beginning of the file.

    Raises:
        InputError: CAT10 for an id that is none, CAT11 for one that is taken; CAT01 where the sheet is not right: its
            file is as before then.
    """
    identifier = str(entry["id"])
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", identifier):
        raise InputError.of("CAT10", v=identifier)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{identifier}.yaml"
    if not replace and identifier in {sheet.id for sheet in load_catalogue(folder).sheets}:
        raise InputError.of("CAT11", feuille=identifier)
    before = path.read_text(encoding="utf-8") if path.exists() else None
    content = yaml.safe_dump({"feuilles": [entry]}, allow_unicode=True, sort_keys=False, width=110)
    path.write_text(f"# {head}\n{content}", encoding="utf-8")
    try:
        load_catalogue(folder)
    except InputError:
        path.unlink() if before is None else path.write_text(before, encoding="utf-8")
        raise
    return path


def catalogue_at(path: Path | str | None) -> Catalogue:
    """The catalogue of the atlas a page has open, ours alone where none is.

    Raises:
        InputError: as in `load_catalogue`; it is no workspace.
    """
    return load_catalogue() if path is None else catalogue_of(Workspace.open(path))
