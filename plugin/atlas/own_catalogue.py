"""The user's own catalogue: a folder of YAML files beside the workspace, or where the edition says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

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
