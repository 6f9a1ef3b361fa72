"""The embedded region: a copy to work on, since the plugin's own files may be read-only and are replaced by updates."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..core.findings import InputError
from .resources import DATA

WORKSPACE = "bretagne.gpkg"


def copy_demo(folder: Path) -> Path:
    """Copy the embedded region into ``folder`` and return its workspace; files already there are kept as they are.

    Raises:
        InputError: FIC01 the plugin came without its region, FIC23 the folder cannot be written.
    """
    source = DATA / "demo"
    if not (source / WORKSPACE).is_file():
        raise InputError.of("FIC01", chemin=source / WORKSPACE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in source.iterdir():
            if file.is_file() and not (folder / file.name).exists():
                shutil.copyfile(file, folder / file.name)
    except OSError as error:
        raise InputError.of("FIC23", chemin=folder, cause=error.strerror or str(error)) from error
    return folder / WORKSPACE
