"""The workspace: every table of one atlas in one GeoPackage, written whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pandas as pd
from osgeo import gdal, ogr
from qgis.core import QgsVectorLayer

from ..core.conform import conform
from ..core.findings import InputError
from ..core.schema import TABLES, VERSION, Source, Table
from .frames import GdalFailure, create_layer, done, gdal_calls, insert, read_layer, spatial_reference
from .layer_reload import reload_layers
from .workspace_stores import GeoPackageStore

_BOOKKEEPING = ("edition", "source")
_VERSION_KEY = "schema_version"


class Workspace:
    """One atlas' store. Make one with `create` or `open`; nothing stays open between two calls.

    ``path`` is the file, ``crs`` the identifier of the reference system of all geometries (``EPSG:2154``), ``name`` what a
    person calls it.
    """

    def __init__(self, store: GeoPackageStore, crs: str):
        self._store = store
        self.path = store.label
        self.name = store.name
        self.crs = crs

    @classmethod
    def create(cls, path: str | Path, crs: str = "EPSG:2154") -> Workspace:
        """A new workspace with all tables, empty.

        Raises:
            InputError: ESP02 something is there already, ESP09 unknown reference system, ESP10/ESP12 it cannot be written.
        """
        store = GeoPackageStore(path)
        if store.exists():
            raise InputError.of("ESP02", chemin=store.label)
        reference = spatial_reference(crs)
        try:
            with gdal_calls():
                dataset = store.make()
                done(dataset.StartTransaction())
                for table in TABLES.values():
                    create_layer(dataset, table, reference, store.layer_options)
                _set_setting(dataset, _VERSION_KEY, str(VERSION))
                done(dataset.CommitTransaction())
                del dataset
        except GdalFailure as error:
            store.discard()
            raise store.failure(error) from error
        return cls.open(path)

    @classmethod
    def open(cls, path: str | Path) -> Workspace:
        """An existing workspace.

        Raises:
            InputError: FIC01 no such file, ESP01 not a workspace, ESP03 made by a newer version of the plugin.
        """
        store = GeoPackageStore(path)
        with _reading(store) as dataset:
            names = _layer_names(dataset)
            if not set(_BOOKKEEPING) <= names:
                raise InputError.of("ESP01", chemin=store.label)
            version = _settings(dataset).get(_VERSION_KEY, "")
            if not version.isdigit():
                raise InputError.of("ESP01", chemin=store.label)
            if int(version) > VERSION:
                raise InputError.of("ESP03", chemin=store.label, version=int(version), connue=VERSION)
            crs = _crs(dataset)
        return cls(store, crs)

    def tables(self) -> list[str]:
        """The tables that hold rows, in the order of the schema; ``source`` and ``edition`` are not counted among them."""
        with _reading(self._store) as dataset:
            return [
                name for name in TABLES
                if name not in _BOOKKEEPING and _count(dataset.GetLayerByName(name)) > 0
            ]

    def count(self, table: str) -> int:
        """The number of rows of a table."""
        _known(table)
        with _reading(self._store) as dataset:
            return _count(dataset.GetLayerByName(table))

    def read(
        self, table: str, columns: list[str] | None = None, where: dict[str, object] | None = None
    ) -> pd.DataFrame:
        """Rows of a table, in the order they were written.

        Kinds: text and date ``object`` (None where missing), integer ``Int64``, real ``float64``, boolean ``boolean``, ``geom``
        shapely geometries or None.

        Args:
            table: a table of the schema.
            columns: those wanted, in this order; all, with ``geom`` last, by default.
            where: values that must be equal (None: missing).

        Raises:
            InputError: ESP13 unknown table, ESP05 unknown column.
        """
        described = _known(table)
        all_columns = [*described.columns, *(["geom"] if described.geometry else [])]
        wanted = all_columns if columns is None else list(columns)
        where = where or {}
        for column in [*wanted, *where]:
            if column not in all_columns or (column in where and column == "geom"):
                raise InputError.of("ESP05", table=table, col=column, liste=", ".join(all_columns))
        kinds = {name: kind for name, kind in described.columns.items() if name in wanted or name in where}
        with _reading(self._store) as dataset:
            return read_layer(dataset.GetLayerByName(table), kinds, "geom" in wanted, where)[wanted]

    def settings(self) -> dict[str, str]:
        """The settings of the atlas: the rows of ``edition``."""
        with _reading(self._store) as dataset:
            settings = _settings(dataset)
        settings.pop(_VERSION_KEY, None)
        return settings

    def sources(self, table: str | None = None) -> pd.DataFrame:
        """Where rows come from: all of ``source``, or what concerns one table."""
        return self.read("source", where=None if table is None else {"table_nom": table})

    def layer(self, table: str, subset: str | None = None, name: str | None = None) -> QgsVectorLayer:
        """A table as a QGIS layer, filtered by a provider expression.

        Raises:
            InputError: ESP13 unknown table, ESP11 the layer cannot be opened, ESP14 the filter is not understood.
        """
        _known(table)
        layer = QgsVectorLayer(self._store.uri(table), name or table, self._store.provider)
        if not layer.isValid():
            raise InputError.of("ESP11", chemin=self.path, table=table)
        if subset and not layer.setSubsetString(subset):
            raise InputError.of("ESP14", table=table, filtre=subset)
        return layer

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction: what is written inside is kept when the block ends well, and none of it otherwise.

        Layers of the project that show the workspace are reloaded after the commit.

        Raises:
            InputError: ESP04 another program is writing, ESP10 the store refuses the write.
        """
        try:
            with gdal_calls():
                dataset = self._store.open(update=True)
                self._store.begin(dataset)
                try:
                    yield Writing(dataset)
                    done(dataset.CommitTransaction())
                    self._store.settle(dataset)
                except BaseException:
                    dataset.RollbackTransaction()
                    raise
                finally:
                    del dataset
        except GdalFailure as error:
            raise self._store.failure(error) from error
        reload_layers(self._store.holds)


class Writing:
    """The open transaction of `Workspace.writing`."""

    def __init__(self, dataset: gdal.Dataset):
        self._dataset = dataset

    def replace(self, table: str, frame: pd.DataFrame, source: Source) -> None:
        """The rows of a table become those of the frame; their ``source`` row too. See `conform` for what a frame must be."""
        self._write(table, frame, source, keep=False)

    def append(self, table: str, frame: pd.DataFrame, source: Source) -> None:
        """Adds the rows of the frame to a table, and a ``source`` row. See `conform` for what a frame must be."""
        self._write(table, frame, source, keep=True)

    def setting(self, key: str, value: str) -> None:
        """Sets one setting of the atlas, a row of ``edition``."""
        if key == _VERSION_KEY:
            raise ValueError(f"{_VERSION_KEY} is kept by the workspace")
        _set_setting(self._dataset, key, value)

    def _write(self, table: str, frame: pd.DataFrame, source: Source, keep: bool) -> None:
        described = _known(table)
        if table in _BOOKKEEPING:
            raise ValueError(f"{table} is kept by the workspace")
        ready = conform(frame, described)
        layer = self._dataset.GetLayerByName(table)
        provenance = self._dataset.GetLayerByName("source")
        if not keep:
            _delete_all(self._dataset, table)
            _delete_where(provenance, "table_nom", table)
        insert(layer, ready)
        insert(provenance, conform(_source_row(table, source, len(ready)), TABLES["source"]))


def _source_row(table: str, source: Source, kept: int) -> pd.DataFrame:
    """The row of ``source``: the file by its name alone (its folders are nobody's business), its SHA-256 if it can be read."""
    file = Path(source.fichier) if source.fichier else None
    readable = file is not None and file.is_file()
    return pd.DataFrame([{
        "table_nom": table, "fichier": file.name if readable else source.fichier, "mention": source.mention,
        "producteur": source.producteur, "date_donnees": source.date_donnees, "cog_annee": source.cog_annee,
        "licence": source.licence, "illustratif": source.illustratif,
        "date_import": datetime.now().astimezone().isoformat(timespec="seconds"),
        "lignes_lues": kept if source.lignes_lues is None else source.lignes_lues, "lignes_retenues": kept,
        "sha256": source.sha256 or (_sha256(file) if readable else None),
    }])


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def _reading(store: GeoPackageStore) -> Iterator[gdal.Dataset]:
    try:
        with gdal_calls():
            dataset = store.open()
            try:
                yield dataset
            finally:
                del dataset
    except GdalFailure as error:
        raise store.failure(error) from error


def _known(table: str) -> Table:
    if table not in TABLES:
        raise InputError.of("ESP13", table=table, liste=", ".join(TABLES))
    return TABLES[table]


def _layer_names(dataset: gdal.Dataset) -> set[str]:
    return {dataset.GetLayerByIndex(index).GetName() for index in range(dataset.GetLayerCount())}


def _count(layer: ogr.Layer) -> int:
    return layer.GetFeatureCount()


def _crs(dataset: gdal.Dataset) -> str:
    reference = dataset.GetLayerByName("commune").GetSpatialRef()
    return f"{reference.GetAuthorityName(None)}:{reference.GetAuthorityCode(None)}"


def _settings(dataset: gdal.Dataset) -> dict[str, str]:
    frame = read_layer(dataset.GetLayerByName("edition"), TABLES["edition"].columns, geometry=False)
    return dict(zip(frame["cle"], frame["valeur"], strict=True))


def _set_setting(dataset: gdal.Dataset, key: str, value: str) -> None:
    layer = dataset.GetLayerByName("edition")
    _delete_where(layer, "cle", key)
    insert(layer, conform(pd.DataFrame({"cle": [key], "valeur": [value]}), TABLES["edition"]))


def _delete_where(layer: ogr.Layer, column: str, value: str) -> None:
    """Deletes the rows of a short table whose column has the value."""
    layer.SetIgnoredFields([])
    layer.ResetReading()
    for fid in [feature.GetFID() for feature in layer if feature.GetField(column) == value]:
        done(layer.DeleteFeature(fid))


def _delete_all(dataset: gdal.Dataset, table: str) -> None:
    """Empties a table of the schema in one statement."""
    gdal.ErrorReset()
    dataset.ExecuteSQL(_DELETIONS[table])
    if gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise GdalFailure(gdal.GetLastErrorMsg())


# Names of the schema only: nothing a user types comes near SQL.
_DELETIONS = {name: " ".join(("DELETE FROM", f'"{name}"')) for name in TABLES}
