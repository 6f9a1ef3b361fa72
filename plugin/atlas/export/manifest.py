"""``atlas.json``: what was printed, from which data, with which findings, what was not and why, by which versions."""

from __future__ import annotations

import configparser
import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pandas as pd
from osgeo import gdal
from qgis.core import Qgis
from qgis.PyQt.QtCore import QT_VERSION_STR

from ..catalogue import Catalogue
from ..context import AtlasContext
from .options import ExportOptions

MANIFEST = "atlas.json"
_PACKAGES = ("numpy", "pandas", "pypdf", "scipy", "shapely")
_METADATA = Path(__file__).parents[3] / "metadata.txt"


@dataclass
class PrintedPart:
    """A line of the manifest: ``file`` is the first of ``files``.

    A sheet that was skipped has none, and ``lacking`` says why. ``donnees`` is the hash of the data it
    was drawn from (`states.data_state`), ``data`` gives for each table the SHA-256 of the files it was
    imported from, ``findings`` what drawing it found.
    """

    id: str
    title: str
    family: str
    kind: str
    page: int | None = None
    pages: int = 0
    file: str | None = None
    files: list[str] = field(default_factory=list)
    donnees: str | None = None
    lacking: list[str] = field(default_factory=list)
    data: dict[str, list[str]] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    bytes: int = 0
    process: int | None = None


def write_manifest(
    path: Path, options: ExportOptions, context: AtlasContext, entries: Sequence[PrintedPart], **more: Any
) -> None:
    """Write the manifest; ``more`` are further keys of it."""
    edition = context.edition
    content = {
        "region": edition.region,
        "edition": edition.edition,
        "agence": edition.agence,
        "options": asdict(options),
        "versions": versions(),
        **more,
        "feuilles": [asdict(entry) for entry in entries],
    }
    partial = path.with_name(f"{path.name}.part")
    partial.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    partial.replace(path)


def data_hashes(sources: pd.DataFrame, catalogue: Catalogue, sheet_id: str) -> dict[str, list[str]]:
    """The SHA-256 of the files behind each table that a sheet names as its source."""
    names = [name.partition(":")[0] for name in catalogue.sheet(sheet_id).sources]
    found = {}
    for name in dict.fromkeys(names):
        rows = sources[sources["table_nom"].str.partition(":")[0] == name]
        found[name] = sorted(set(rows["sha256"].dropna()))
    return found


def versions() -> dict[str, str]:
    """The plugin's version and those of what it prints with."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(_METADATA, encoding="utf-8")
    found = {
        "atlas_soins": metadata.get("general", "version", fallback="?"),
        "qgis": Qgis.version(),
        "qt": QT_VERSION_STR,
        "gdal": gdal.VersionInfo("RELEASE_NAME"),
        "python": platform.python_version(),
    }
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
