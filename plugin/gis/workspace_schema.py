"""The tables inside a workspace: made, brought up to date, and its settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd
from osgeo import gdal, ogr, osr

from ..core import schema
from ..core.conform import conform
from ..core.findings import InputError
from .frames import add_field, create_layer, done, insert, read_layer, row_keys, statement

if TYPE_CHECKING:
    from .workspace import Store

BOOKKEEPING = ("edition", "source")
VERSION_KEY = "schema_version"
_KEYS_A_STATEMENT = 5000


def make_tables(dataset: gdal.Dataset, reference: osr.SpatialReference, options: tuple[str, ...]) -> None:
    """All tables of the schema in an empty dataset, and the schema's version."""
    for table in schema.TABLES.values():
        create_layer(dataset, table, reference, options)
    set_setting(dataset, VERSION_KEY, str(schema.VERSION))


def stored_version(dataset: gdal.Dataset, label: str) -> int:
    """The schema's version in a workspace; InputError ESP01 if it is none, ESP03 if it is newer than this plugin."""
    names = {dataset.GetLayerByIndex(index).GetName() for index in range(dataset.GetLayerCount())}
    version = read_settings(dataset).get(VERSION_KEY, "") if {*BOOKKEEPING, "commune"} <= names else ""
    if not version.isdigit():
        raise InputError.of("ESP01", chemin=label)
    if int(version) > schema.VERSION:
        raise InputError.of("ESP03", chemin=label, version=int(version), connue=schema.VERSION)
    return int(version)


def gaps(dataset: gdal.Dataset, version: int) -> bool:
    """Whether a workspace lacks something today's schema has."""
    present = _names(dataset)
    return version < schema.VERSION or any(
        table.name not in present or _missing_columns(dataset.GetLayerByName(table.name), table)
        for table in schema.TABLES.values()
    )


def upgrade(store: Store, version: int, reference: osr.SpatialReference) -> str:
    """Adds what an older workspace lacks, in one transaction, after a backup copy; returns where the copy is."""
    backup = store.backup(version)
    dataset = store.open(update=True)
    store.begin(dataset)
    present = _names(dataset)
    for table in schema.TABLES.values():
        if table.name not in present:
            create_layer(dataset, table, reference, store.layer_options)
            continue
        layer = dataset.GetLayerByName(table.name)
        for column in _missing_columns(layer, table):
            add_field(layer, column, table.columns[column])
    set_setting(dataset, VERSION_KEY, str(schema.VERSION))
    store.check(dataset)
    done(dataset.CommitTransaction())
    store.settle(dataset)
    return backup


def reference_of(dataset: gdal.Dataset) -> str:
    """The identifier of the reference system of a workspace's geometries."""
    reference = dataset.GetLayerByName("commune").GetSpatialRef()
    return f"{reference.GetAuthorityName(None)}:{reference.GetAuthorityCode(None)}"


def read_settings(dataset: gdal.Dataset) -> dict[str, str]:
    """All rows of ``edition``."""
    frame = read_layer(dataset.GetLayerByName("edition"), schema.TABLES["edition"].columns, geometry=False)
    return dict(zip(frame["cle"], frame["valeur"], strict=True))


def set_setting(dataset: gdal.Dataset, key: str, value: str) -> None:
    """Sets one row of ``edition``."""
    layer = dataset.GetLayerByName("edition")
    delete_where(dataset, "edition", "cle", key.__eq__)
    insert(layer, conform(pd.DataFrame({"cle": [key], "valeur": [value]}), schema.TABLES["edition"]))


def delete_where(dataset: gdal.Dataset, table: str, column: str, chosen: Callable[[str], bool]) -> None:
    """Deletes the rows of a table of the schema whose text column holds a chosen value."""
    keys = row_keys(dataset.GetLayerByName(table), column, chosen)
    for start in range(0, len(keys), _KEYS_A_STATEMENT):
        some = ",".join(map(str, keys[start : start + _KEYS_A_STATEMENT]))
        statement(dataset, " ".join((_deletion(table), "WHERE fid IN", f"({some})")))


def delete_all(dataset: gdal.Dataset, table: str) -> None:
    """Empties a table of the schema in one statement."""
    statement(dataset, _deletion(table))


def _deletion(table: str) -> str:
    """The start of a deletion. Only names of the schema and numbers come near SQL, nothing a person typed."""
    return " ".join(("DELETE FROM", f'"{schema.TABLES[table].name}"'))


def _names(dataset: gdal.Dataset) -> set[str]:
    return {dataset.GetLayerByIndex(index).GetName() for index in range(dataset.GetLayerCount())}


def _missing_columns(layer: ogr.Layer, table: schema.Table) -> list[str]:
    definition = layer.GetLayerDefn()
    return [column for column in table.columns if definition.GetFieldIndex(column) < 0]
