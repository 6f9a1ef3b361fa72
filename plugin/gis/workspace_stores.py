"""Where a workspace lies: the connection, the lock and the names that differ from one kind of store to another."""

from __future__ import annotations

import time
from pathlib import Path

from osgeo import gdal
from qgis.core import QgsMapLayer, QgsProject, QgsProviderRegistry

from ..core.findings import InputError
from .frames import GdalFailure, done, gdal_calls


class GeoPackageStore:
    """A workspace in one GeoPackage file."""

    provider = "ogr"
    layer_options: tuple[str, ...] = ()

    def __init__(self, path: str | Path):
        self.path = Path(path)
        self.label = str(path)
        self.name = self.path.stem

    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.is_file()

    def make(self) -> gdal.Dataset:
        """A new, empty file, open for writing."""
        if not self.path.parent.is_dir():
            raise InputError.of("ESP12", chemin=self.label, detail=str(self.path.parent))
        return done(gdal.GetDriverByName("GPKG").Create(self.label, 0, 0, 0, gdal.GDT_Unknown))

    def discard(self) -> None:
        """Removes a file that could not be filled."""
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(self.label + suffix).unlink(missing_ok=True)

    def open(self, update: bool = False) -> gdal.Dataset:
        """The file, open for reading or writing. An import that was cut off is undone first."""
        if not self.exists():
            raise InputError.of("FIC01", chemin=self.label)
        cut_off = any(Path(self.label + suffix).exists() for suffix in ("-journal", "-wal"))
        flags = gdal.OF_VECTOR | (gdal.OF_UPDATE if update or cut_off else gdal.OF_READONLY)
        dataset = gdal.OpenEx(self.label, flags, ["GPKG"])
        if dataset is None:
            raise InputError.of("ESP01", chemin=self.label)
        return dataset

    def begin(self, dataset: gdal.Dataset) -> None:
        """Starts a transaction and takes the write lock at once; InputError ESP04 if another holds it."""
        # Dirty pages stay in memory until the commit: readers of the file are kept out for that moment only.
        dataset.ReleaseResultSet(dataset.ExecuteSQL("PRAGMA cache_spill = OFF"))
        done(dataset.StartTransaction())
        gdal.ErrorReset()
        dataset.ExecuteSQL('DELETE FROM "edition" WHERE 0')
        if gdal.GetLastErrorType() >= gdal.CE_Failure:
            raise GdalFailure(gdal.GetLastErrorMsg())

    def settle(self, dataset: gdal.Dataset) -> None:
        """After a commit: what a write-ahead log holds goes into the file, so that a copy of the file is whole."""
        if Path(self.label + "-wal").exists():
            dataset.ReleaseResultSet(dataset.ExecuteSQL("PRAGMA wal_checkpoint(TRUNCATE)"))

    def failure(self, error: GdalFailure) -> InputError:
        """The message for a failed write."""
        text = str(error)
        if "locked" in text or "busy" in text:
            return InputError.of("ESP04", chemin=self.label, detenteurs=", ".join(self._edited_layers()))
        return InputError.of("ESP10", chemin=self.label, detail=text)

    def backup(self, version: int) -> str:
        """A copy of the file beside it, ``<name>.v<version>.bak.gpkg``, never over an earlier one; its path."""
        copy = self.path.with_name(f"{self.name}.v{version}.bak.gpkg")
        if copy.exists():
            copy = self.path.with_name(f"{self.name}.v{version}.{time.strftime('%Y%m%d-%H%M%S')}.bak.gpkg")
        copy.write_bytes(self.path.read_bytes())
        return str(copy)

    def uri(self, table: str) -> str:
        """The table as QGIS's provider names it."""
        return QgsProviderRegistry.instance().encodeUri("ogr", {"path": self.label, "layerName": table})

    def holds(self, layer: QgsMapLayer) -> bool:
        """Whether a layer of a project shows a table of this workspace."""
        if layer.providerType() != "ogr":
            return False
        path = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("path") or ""
        return bool(path) and Path(path).absolute() == self.path.absolute()

    def _edited_layers(self) -> list[str]:
        layers = QgsProject.instance().mapLayers().values()
        return [layer.name() for layer in layers if self.holds(layer) and layer.isEditable()]
