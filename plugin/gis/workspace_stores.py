"""Where a workspace lies: the connection, the lock and the names that differ from one kind of store to another."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, closing
from itertools import count
from pathlib import Path

from osgeo import gdal
from qgis.core import QgsMapLayer, QgsProject, QgsProviderRegistry

from ..core.findings import InputError
from ..core.schema import Table
from .frames import GdalError, done, opened, statement
from .own_commits import own_commit


def in_use(label: str, holders: list[str]) -> InputError:
    """The message for a store somebody else is writing: ESP04 with who it may be, ESP18 where nobody can be named."""
    if holders:
        return InputError.of("ESP04", chemin=label, detenteurs=", ".join(holders))
    return InputError.of("ESP18", chemin=label)


class GeoPackageStore:
    """A workspace in one GeoPackage file."""

    provider = "ogr"
    layer_options: tuple[str, ...] = ()

    def __init__(self, path: str | Path):
        self.path = Path(path)
        self.label = str(path)
        self.name = self.path.stem
        self._unfinished = self.path.with_name(f".{self.name}.unfinished.gpkg")

    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.is_file()

    def make(self) -> gdal.Dataset:
        """A new, empty file, open for writing under another name until `finish`."""
        if not self.path.parent.is_dir():
            raise InputError.of("ESP12", chemin=self.label, dossier=str(self.path.parent))
        self.discard()
        return done(gdal.GetDriverByName("GPKG").Create(str(self._unfinished), 0, 0, 0, gdal.GDT_Unknown))

    def finish(self) -> None:
        """Gives the file made its name, once it is closed."""
        if self.exists():
            raise InputError.of("ESP02", chemin=self.label)
        self._unfinished.replace(self.path)

    def discard(self) -> None:
        """Removes what a creation that failed has left."""
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(f"{self._unfinished}{suffix}").unlink(missing_ok=True)

    def open(self, update: bool = False) -> gdal.Dataset:
        """The file, open for reading or writing. An import that was cut off is undone first."""
        if not self.exists():
            raise InputError.of("FIC01", chemin=self.label)
        if update:
            dataset = opened(self.label, True, "GPKG")
        else:
            dataset = opened(self.label, False, "GPKG") or self._open_undoing()
        if dataset is None:
            raise InputError.of("ESP01", chemin=self.label)
        return dataset

    def _open_undoing(self) -> gdal.Dataset | None:
        """A reader may not undo an import that was cut off; a writer does by opening the file."""
        if not Path(f"{self.label}-journal").exists():
            return None
        opened(self.label, True, "GPKG")
        return opened(self.label, False, "GPKG")

    def own(self) -> AbstractContextManager[None]:
        """What is committed inside is known as ours to whoever watches the file."""
        return own_commit(self.path)

    def begin(self, dataset: gdal.Dataset) -> None:
        """Starts a transaction and takes the write lock at once; InputError ESP04 if another holds it."""
        # Dirty pages stay in memory until the commit: readers of the file are kept out for that moment only.
        statement(dataset, "PRAGMA cache_spill = OFF")
        done(dataset.StartTransaction())
        statement(dataset, 'DELETE FROM "edition" WHERE 0')

    def check(self, dataset: gdal.Dataset) -> None:
        """Before a commit: nothing to ask, SQLite's own COMMIT tells what failed."""

    def settle(self, dataset: gdal.Dataset) -> None:
        """After a commit: what a write-ahead log holds goes into the file, so that a copy of the file is whole."""
        if Path(self.label + "-wal").exists():
            statement(dataset, "PRAGMA wal_checkpoint(TRUNCATE)")

    def failure(self, error: GdalError) -> InputError:
        """The message for a failed write."""
        text = str(error)
        if "locked" in text or "busy" in text:
            return in_use(self.label, self._edited_layers())
        return InputError.of("ESP10", chemin=self.label, detail=text)

    def backup(self, version: int) -> str:
        """A copy of the file beside it, ``<name>.v<version>.bak.gpkg`` (a number added if taken); its path."""
        copies = (self.path.with_name(f"{self.name}.v{version}.bak{number or ''}.gpkg") for number in count())
        copy = next(path for path in copies if not path.exists())
        try:
            with closing(sqlite3.connect(self.label)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        except sqlite3.Error as error:
            raise self.failure(GdalError(str(error))) from error
        return str(copy)

    def uri(self, table: Table, subset: str = "") -> str:
        """The table, filtered, as QGIS's provider names it."""
        parts = {"path": self.label, "layerName": table.name}
        return QgsProviderRegistry.instance().encodeUri("ogr", parts | ({"subset": subset} if subset else {}))

    def holds(self, layer: QgsMapLayer) -> bool:
        """Whether a layer of a project shows a table of this workspace."""
        if layer.providerType() != "ogr":
            return False
        path = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("path") or ""
        return bool(path) and Path(path).absolute() == self.path.absolute()

    def _edited_layers(self) -> list[str]:
        layers = QgsProject.instance().mapLayers().values()
        return [layer.name() for layer in layers if self.holds(layer) and layer.isEditable()]
