"""The workspace: every table of one atlas in one GeoPackage or PostGIS schema, written whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import pandas as pd
from osgeo import gdal
from qgis.core import QgsExpression, QgsVectorLayer

from ..core.conform import conform
from ..core.findings import Finding, InputError
from ..core.pause import pause, too_late
from ..core.schema import TABLES, Source, Table
from .frames import GdalError, done, gdal_calls, insert, read_layer, row_keys, spatial_reference
from .layer_reload import reload_layers
from .workspace_postgis import PostgisStore
from .workspace_schema import (
    BOOKKEEPING,
    VERSION_KEY,
    delete_all,
    delete_where,
    gaps,
    make_tables,
    read_settings,
    reference_of,
    set_setting,
    stored_version,
    upgrade,
)
from .workspace_stores import GeoPackageStore

Store = GeoPackageStore | PostgisStore


class Workspace:
    """One atlas' store. Make one with `create` or `open`; nothing stays open between two calls.

    ``path`` is the file (or the database and schema), ``crs`` the identifier of the reference system of all geometries
    (``EPSG:2154``), ``name`` what a person calls it, ``backup`` the copy made if `open` upgraded an older one.
    """

    def __init__(self, store: Store, crs: str, backup: str | None = None):
        self._store = store
        self.path = store.label
        self.name = store.name
        self.crs = crs
        self.backup = backup
        self._read: dict[str, list[int]] = {}  # the tables read, and the rows of `source` that spoke for them

    @classmethod
    def create(cls, path: str | Path, crs: str = "EPSG:2154") -> Workspace:
        """A new workspace with all tables, empty; see `open` for what ``path`` may be.

        Raises:
            InputError: ESP02 something is there already, ESP09 unknown reference system, ESP10 or ESP12 it cannot be
                written, ESP15 no such database, ESP16 the schema cannot be made, ESP17 not a name for a schema.
        """
        store = _store(path)
        if store.exists():
            raise InputError.of("ESP02", chemin=store.label)
        reference = spatial_reference(crs)
        try:
            with gdal_calls():
                dataset = store.make()
                done(dataset.StartTransaction())
                make_tables(dataset, reference, store.layer_options)
                store.check(dataset)
                done(dataset.CommitTransaction())
                del dataset
            store.finish()
        except GdalError as error:
            raise store.failure(error) from error
        finally:
            store.discard()
        return cls.open(path)

    @classmethod
    def open(cls, path: str | Path) -> Workspace:
        """An existing workspace; one made by an older version of the plugin is brought up to date after a backup copy.

        Args:
            path: a GeoPackage, ``postgresql://user@host:port/database?schema=atlas``, or ``postgis:<connection of
                QGIS>?schema=atlas``.

        Raises:
            InputError: FIC01 no such file, ESP01 not a workspace, ESP03 made by a newer version of the plugin, ESP15 no
                such database.
        """
        store = _store(path)
        with _reading(store) as dataset:
            version = stored_version(dataset, store.label)
            outdated = gaps(dataset, version)
            crs = reference_of(dataset)
        backup = None
        if outdated:
            try:
                with gdal_calls():
                    backup = upgrade(store, version, spatial_reference(crs))
            except GdalError as error:
                raise store.failure(error) from error
        return cls(store, crs, backup)

    def tables(self) -> list[str]:
        """The tables that hold rows, in the order of the schema, without ``source`` and ``edition``."""
        return list(self.counts())

    def counts(self) -> dict[str, int]:
        """The rows of each table that holds some, as `tables` lists them."""
        pause()
        with _reading(self._store) as dataset:
            rows = {
                name: dataset.GetLayerByName(name).GetFeatureCount() for name in TABLES if name not in BOOKKEEPING
            }
        return {name: count for name, count in rows.items() if count > 0}

    def count(self, table: str) -> int:
        """The number of rows of a table."""
        _known(table)
        with _reading(self._store) as dataset:
            return dataset.GetLayerByName(table).GetFeatureCount()

    def read(
        self, table: str, columns: list[str] | None = None, where: dict[str, object] | None = None
    ) -> pd.DataFrame:
        """Rows of a table, in the order they were written.

        Kinds: text and date ``object`` (None where missing), integer ``Int64``, real ``float64``, boolean ``boolean``,
        ``geom`` shapely geometries or None.

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
                raise InputError(
                    Finding("ESP05", column=column, params={"table": table, "liste": ", ".join(all_columns)})
                )
        kinds = {name: kind for name, kind in described.columns.items() if name in wanted or name in where}
        pause()
        with _reading(self._store) as dataset:
            if table not in BOOKKEEPING:
                self._read[table] = _origins(dataset, table)
            return read_layer(dataset.GetLayerByName(table), kinds, "geom" in wanted, where)[wanted]

    def settings(self) -> dict[str, str]:
        """The settings of the atlas: the rows of ``edition``."""
        with _reading(self._store) as dataset:
            settings = read_settings(dataset)
        settings.pop(VERSION_KEY, None)
        return settings

    def sources(self, table: str | None = None) -> pd.DataFrame:
        """Where rows come from: all of ``source``, or what concerns one table."""
        sources = self.read("source")
        concerned = [table is None or _concerns(name, table) for name in sources["table_nom"]]
        return sources[pd.Series(concerned, dtype=bool)].reset_index(drop=True)  # a bare [] would take the columns

    def layer(self, table: str, subset: str | None = None, name: str | None = None) -> QgsVectorLayer:
        """A table as a QGIS layer that is not edited, filtered by a provider expression.

        Corrections by hand go through `writing`. A layer open for editing makes QGIS switch a GeoPackage to another
        journal under the layers already loaded from it.

        Raises:
            InputError: ESP13 unknown table, ESP11 the layer cannot be opened, ESP14 the filter is not understood.
        """
        expression = QgsExpression(subset or "TRUE")
        # A filter set after opening breaks QGIS's shared connection to a GeoPackage: later layers have no rows.
        layer = None if expression.hasParserError() else self._opened_layer(table, subset or "", name)
        if layer is None or not layer.isValid():
            if not subset or not self._opened_layer(table, "", name).isValid():
                raise InputError.of("ESP11", chemin=self.path, table=table)
            raise InputError.of("ESP14", table=table, filtre=subset)
        if not expression.referencedColumns() <= set(layer.fields().names()):  # SQLite takes such a "column" for a text
            raise InputError.of("ESP14", table=table, filtre=subset)
        return layer

    def _opened_layer(self, table: str, subset: str, name: str | None) -> QgsVectorLayer:
        options = QgsVectorLayer.LayerOptions()
        options.forceReadOnly = True
        return QgsVectorLayer(self._store.uri(_known(table), subset), name or table, self._store.provider, options)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction: what is written inside is kept when the block ends well, and none of it otherwise.

        Layers of the project that show the workspace are reloaded after the commit. A job that was asked to stop
        (`core.pause`) stops before the commit, and nothing is kept; after it the job goes on to its end.

        Raises:
            InputError: ESP04 or ESP18 another program is writing, ESP10 the store refuses the write, ESP20 a table read
                here was changed by somebody else since.
        """
        pause()
        try:
            with self._store.own(), self._transaction() as write:
                yield write
        except GdalError as error:
            raise self._store.failure(error) from error
        reload_layers(self._store.holds)

    @contextmanager
    def _transaction(self) -> Iterator[Writing]:
        with gdal_calls():
            dataset = self._store.open(update=True)
            self._store.begin(dataset)
        write = Writing(dataset)
        try:
            self._stop_if_outdated(dataset)
            yield write
            pause()
            with gdal_calls():
                self._store.check(dataset)
                origins = {table: _origins(dataset, table) for table in self._read}
                done(dataset.CommitTransaction())
                self._store.settle(dataset)
            self._read = origins
            too_late()
        except BaseException:
            with suppress(GdalError), gdal_calls():
                dataset.RollbackTransaction()
            raise
        finally:
            write.close()
            del dataset

    def _stop_if_outdated(self, dataset: gdal.Dataset) -> None:
        """InputError ESP20 where what is about to be written may rest on rows that are no longer there."""
        with gdal_calls():
            changed = [table for table, origins in self._read.items() if _origins(dataset, table) != origins]
        if changed:
            raise InputError.of("ESP20", chemin=self.path, liste=changed)


def reload_shown(path: str | Path) -> None:
    """Layers of the project that show a workspace are read again: another program wrote it."""
    reload_layers(_store(path).holds)


class Writing:
    """The open transaction of `Workspace.writing`."""

    def __init__(self, dataset: gdal.Dataset):
        self._dataset: gdal.Dataset | None = dataset

    def close(self) -> None:
        """Lets go of the store: the file is closed even while somebody keeps this object."""
        self._dataset = None

    def replace(self, table: str, frame: pd.DataFrame, source: Source, part: str | None = None) -> None:
        """The rows of a table become those of the frame, its ``source`` row too; `conform` says what it must be.

        With ``part`` only the rows of one type (one method in ``temps_acces``) are replaced, with a provenance for
        ``table:part``; ValueError where a row of the frame is of another.
        """
        self._write(table, frame, source, keep=False, part=part)

    def append(self, table: str, frame: pd.DataFrame, source: Source) -> None:
        """Adds the rows of the frame to a table, and a row to ``source``; `conform` says what it must be."""
        self._write(table, frame, source, keep=True)

    def setting(self, key: str, value: str) -> None:
        """Sets one setting of the atlas, a row of ``edition``."""
        if key == VERSION_KEY:
            raise ValueError(f"{VERSION_KEY} is kept by the workspace")
        with gdal_calls():
            set_setting(self._dataset, key, value)

    def _write(self, table: str, frame: pd.DataFrame, source: Source, keep: bool, part: str | None = None) -> None:
        described = _known(table)
        if table in BOOKKEEPING:
            raise ValueError(f"{table} is kept by the workspace")
        ready = conform(frame, described)
        if part is not None and not (ready[described.part].astype(str) == part).all():
            raise ValueError(f"a row of {table} is not of the part {part}")
        origin_name = table if part is None else f"{table}:{part}"
        origin = conform(_source_row(origin_name, source, len(ready)), TABLES["source"])
        with gdal_calls():
            if not keep:
                self._empty(described, part)
            insert(self._dataset.GetLayerByName(table), ready)
            insert(self._dataset.GetLayerByName("source"), origin)

    def _empty(self, table: Table, part: str | None) -> None:
        if part is None:
            delete_all(self._dataset, table.name)
            delete_where(self._dataset, "source", "table_nom", lambda name: _concerns(name, table.name))
        else:
            delete_where(self._dataset, table.name, table.part, part.__eq__)
            delete_where(self._dataset, "source", "table_nom", f"{table.name}:{part}".__eq__)


def _source_row(table: str, source: Source, kept: int) -> pd.DataFrame:
    """The row of ``source``: the file by its name alone (its folders stay private), its SHA-256 if it can be read."""
    file = Path(source.fichier) if source.fichier else None
    readable = file is not None and file.is_file()
    return pd.DataFrame(
        [
            {
                "table_nom": table,
                "fichier": file.name if readable else source.fichier,
                "mention": source.mention,
                "producteur": source.producteur,
                "date_donnees": source.date_donnees,
                "cog_annee": source.cog_annee,
                "licence": source.licence,
                "illustratif": source.illustratif,
                "date_import": datetime.now().astimezone().isoformat(timespec="seconds"),
                "lignes_lues": kept if source.lignes_lues is None else source.lignes_lues,
                "lignes_retenues": kept,
                "sha256": source.sha256 or (_sha256(file) if readable else None),
            }
        ]
    )


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _concerns(name: str, table: str) -> bool:
    """Whether a row of ``source`` speaks of the table, or of a part of it."""
    return name == table or name.startswith(f"{table}:")


def _origins(dataset: gdal.Dataset, table: str) -> list[int]:
    """The keys of the rows of ``source`` that speak for a table: each writing gives it new ones."""
    return row_keys(dataset.GetLayerByName("source"), "table_nom", lambda name: _concerns(name, table))


def _store(path: str | Path) -> Store:
    return PostgisStore(str(path)) if PostgisStore.recognises(str(path)) else GeoPackageStore(path)


@contextmanager
def _reading(store: Store) -> Iterator[gdal.Dataset]:
    try:
        with gdal_calls():
            dataset = store.open()
            try:
                yield dataset
            finally:
                del dataset
    except GdalError as error:
        raise store.failure(error) from error


def _known(table: str) -> Table:
    if table not in TABLES:
        raise InputError.of("ESP13", table=table, liste=", ".join(TABLES))
    return TABLES[table]
