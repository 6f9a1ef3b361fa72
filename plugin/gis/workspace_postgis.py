"""A workspace several people share: one schema of a PostGIS database."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from urllib.parse import parse_qs, unquote, urlsplit

from osgeo import gdal
from qgis.core import (
    QgsDataSourceUri,
    QgsMapLayer,
    QgsProviderConnectionException,
    QgsProviderRegistry,
)

from ..core.findings import InputError
from ..core.schema import Table
from .frames import GdalError, done, gdal_calls, opened, statement
from .workspace_stores import in_use

_DEFAULT_SCHEMA = "atlas"
_SCHEMA_NAME = re.compile(r"[a-z_][a-z0-9_]{0,57}")
_LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('atlas_soins'), hashtext(current_schema())) AS got"
_SCHEMAS = "SELECT nspname FROM pg_namespace"
_FILLED = "SELECT DISTINCT schemaname FROM pg_tables"
_HOLDERS = """
SELECT DISTINCT a.usename || coalesce(' (' || host(a.client_addr) || ')', '') AS who
FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.pid <> pg_backend_pid()
  AND l.classid::bigint = hashtext('atlas_soins')::bigint & 4294967295
  AND l.objid::bigint = hashtext(current_schema())::bigint & 4294967295
"""


class PostgisStore:
    """A workspace in one schema of a PostGIS database.

    Named by ``postgresql://user@host:port/database?schema=atlas`` or, with the connections QGIS keeps,
    ``postgis:<connection>?schema=atlas``. Passwords come from QGIS's connection or libpq's own password file.
    """

    provider = "postgres"
    layer_options = ("LAUNDER=NO",)

    def __init__(self, text: str):
        self._uri, self.schema = _parsed(text)
        self.name = self.schema
        where = f"{self._uri.host() or 'localhost'}:{self._uri.port() or 5432}/{self._uri.database()}"
        self.label = text if text.startswith("postgis:") else f"postgresql://{where}?schema={self.schema}"

    @staticmethod
    def recognises(text: str) -> bool:
        """Whether a text names a database rather than a file."""
        return text.startswith(("postgresql://", "postgres://", "postgis:"))

    def exists(self) -> bool:
        """Whether the schema is there and holds a table."""
        with gdal_calls():
            return self.schema in self._schemas(_FILLED)

    def make(self) -> gdal.Dataset:
        """The schema, made if absent, open for writing."""
        server = self._server()
        try:
            # Before QGIS connects: it asks once a connection whether the database has PostGIS.
            statement(server, "CREATE EXTENSION IF NOT EXISTS postgis")
            if self.schema not in _rows(server, _SCHEMAS):
                self._create_schema(self.schema)
        except GdalError as error:
            raise InputError.of("ESP16", chemin=self.label, detail=str(error).strip()) from error
        return self.open(update=True)

    def finish(self) -> None:
        """After all tables were made: nothing to do."""

    def discard(self) -> None:
        """After a failed creation: the schema stays, the transaction left nothing in it."""

    def open(self, update: bool = False, schema: str | None = None) -> gdal.Dataset:
        """The schema, open for reading or writing."""
        schema = schema or self.schema
        return self._server(update, [f"ACTIVE_SCHEMA={schema}", f"SCHEMAS={schema}", "LIST_ALL_TABLES=YES"])

    def own(self) -> AbstractContextManager[None]:
        """Nobody watches a database."""
        return nullcontext()

    def begin(self, dataset: gdal.Dataset) -> None:
        """Starts a transaction and takes the schema's write lock at once; InputError ESP04 names who holds it."""
        gdal.SetThreadLocalConfigOption("PG_USE_COPY", "YES")
        done(dataset.StartTransaction())
        statement(dataset, "SET LOCAL lock_timeout = '5s'")
        if not _rows(dataset, _LOCK)[0]:
            raise in_use(self.label, [str(who) for who in _rows(dataset, _HOLDERS)])

    def check(self, dataset: gdal.Dataset) -> None:
        """Before a commit: an earlier statement that failed makes this one fail, where COMMIT would not tell."""
        _rows(dataset, "SELECT 1 AS alive")

    def settle(self, dataset: gdal.Dataset) -> None:
        """After a commit: nothing to do."""

    def failure(self, error: GdalError) -> InputError:
        """The message for a failed write."""
        if "lock timeout" in str(error) or "could not obtain lock" in str(error):
            return in_use(self.label, [])
        return InputError.of("ESP10", chemin=self.label, detail=str(error).strip())

    def backup(self, version: int) -> str:
        """A copy of the tables in the schema ``<schema>_v<version>_bak`` (a number added if taken); its name."""
        taken = self._schemas(_SCHEMAS)
        names = (f"{self.schema}_v{version}_bak{number or ''}" for number in count())
        copy = next(name for name in names if name not in taken)
        self._create_schema(copy)
        source, target = self.open(), self.open(update=True, schema=copy)
        for table in [source.GetLayerByIndex(index) for index in range(source.GetLayerCount())]:
            done(target.CopyLayer(table, table.GetName(), ["FID=fid", "GEOMETRY_NAME=geom", *self.layer_options]))
        del source, target
        return copy

    def uri(self, table: Table, subset: str = "") -> str:
        """The table, filtered, as QGIS's provider names it."""
        uri = QgsDataSourceUri(self._uri)
        uri.setDataSource(self.schema, table.name, "geom" if table.geometry else "", subset, "fid")
        return uri.uri(False)

    def holds(self, layer: QgsMapLayer) -> bool:
        """Whether a layer of a project shows a table of this workspace."""
        if layer.providerType() != "postgres":
            return False
        other = QgsDataSourceUri(layer.source())
        return (other.host(), other.port(), other.database(), other.schema()) == (
            self._uri.host(), self._uri.port(), self._uri.database(), self.schema)

    def _server(self, update: bool = True, options: list[str] | None = None) -> gdal.Dataset:
        text = f"PG:{self._uri.connectionInfo(True)} application_name='Atlas Soins' connect_timeout=10"
        dataset = opened(text, update, "PostgreSQL", options)
        if dataset is None:
            raise InputError.of("ESP15", chemin=self.label, detail=gdal.GetLastErrorMsg().strip())
        return dataset

    def _schemas(self, query: str) -> list[object]:
        server = self._server()
        return _rows(server, query)

    def _create_schema(self, name: str) -> None:
        metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
        try:
            metadata.createConnection(self._uri.uri(False), {}).createSchema(name)
        except QgsProviderConnectionException as error:
            raise GdalError(str(error)) from error


def _parsed(text: str) -> tuple[QgsDataSourceUri, str]:
    """The connection and the schema a text names; InputError ESP17 or ESP19."""
    parts = urlsplit(text)
    schema = parse_qs(parts.query).get("schema", [_DEFAULT_SCHEMA])[0]
    if not _SCHEMA_NAME.fullmatch(schema):
        raise InputError.of("ESP17", schema=schema)
    if parts.scheme == "postgis":
        metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
        connection = metadata.connections().get(unquote(parts.path)) if metadata else None
        if connection is None:
            raise InputError.of("ESP19", connexion=unquote(parts.path))
        return QgsDataSourceUri(connection.uri()), schema
    uri = QgsDataSourceUri()
    uri.setConnection(
        parts.hostname or "localhost", str(parts.port or 5432), unquote(parts.path.lstrip("/")),
        unquote(parts.username or ""), unquote(parts.password or ""),
    )
    return uri, schema


def _rows(dataset: gdal.Dataset, query: str) -> list[object]:
    """The first column of a constant query."""
    gdal.ErrorReset()
    result = dataset.ExecuteSQL(query)
    if result is None:
        raise GdalError(gdal.GetLastErrorMsg())
    values = [feature.GetField(0) for feature in result]
    dataset.ReleaseResultSet(result)
    if gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise GdalError(gdal.GetLastErrorMsg())
    return values
