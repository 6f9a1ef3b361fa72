"""Frames to and from OGR layers, in bulk. A geometry column holds shapely objects and is called ``geom``."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from osgeo import gdal, ogr, osr
from qgis.core import QgsProviderRegistry, QgsVectorLayer

from ..core.conform import conform
from ..core.findings import InputError
from ..core.pause import pause, stoppable
from ..core.schema import BOOLEAN, DATE, INTEGER, REAL, TEXT, Table

_OGR_TYPES = {
    TEXT: ogr.OFTString,
    INTEGER: ogr.OFTInteger64,
    REAL: ogr.OFTReal,
    BOOLEAN: ogr.OFTInteger,
    DATE: ogr.OFTDate,
}
_GEOMETRY_TYPES = {
    None: ogr.wkbNone,
    "Geometry": ogr.wkbUnknown,
    "Point": ogr.wkbPoint,
    "MultiPoint": ogr.wkbMultiPoint,
    "LineString": ogr.wkbLineString,
    "MultiLineString": ogr.wkbMultiLineString,
    "Polygon": ogr.wkbPolygon,
    "MultiPolygon": ogr.wkbMultiPolygon,
}


# GDAL 3.7 and later ask for a choice that is the whole process's, and so not ours: `gdal_calls` does without it.
warnings.filterwarnings("ignore", r"Neither \w+\.UseExceptions", FutureWarning)

_ROWS_A_PAUSE = 500
_ARROW_BOOLEANS_RIGHT = 3080300  # earlier versions of GDAL unpack them wrongly
# Between these GDAL's own way to stream a GeoPackage reads what another thread still writes (its issue 12934).
_ARROW_RACE = range(3070000, 3110400)
_PLAIN_STREAM = "OGR_GPKG_STREAM_BASE_IMPL"


class GdalError(Exception):
    """A call of GDAL failed; the text is GDAL's own."""


@contextmanager
def gdal_calls() -> Iterator[None]:
    """Makes GDAL's errors a GdalError, whether or not another plugin has switched GDAL's exceptions on.

    The switch itself is global to the process, so it is left alone: results are tested with `done`.
    """
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.ErrorReset()
    try:
        yield
    except RuntimeError as error:
        raise GdalError(str(error)) from error
    finally:
        gdal.PopErrorHandler()


def done(result: object) -> object:
    """The result of a GDAL call, or GdalError where it is None or an error code."""
    if result is None or (isinstance(result, int) and result != 0):
        raise GdalError(gdal.GetLastErrorMsg() or "GDAL")
    return result


def opened(name: str, update: bool, driver: str, options: list[str] | None = None) -> gdal.Dataset | None:
    """A vector dataset open for reading or writing, or None; `gdal.GetLastErrorMsg` then says why."""
    flags = gdal.OF_VECTOR | (gdal.OF_UPDATE if update else gdal.OF_READONLY)
    try:
        return gdal.OpenEx(name, flags, [driver], options or [])
    except RuntimeError:
        return None


def arrow_batches(layer: ogr.Layer, *options: str) -> Iterator[dict[str, np.ndarray]]:
    """The columns of a layer, some rows at a time, by name; the caller keeps the dataset alive."""
    before = gdal.GetThreadLocalConfigOption(_PLAIN_STREAM)
    if int(gdal.VersionInfo()) in _ARROW_RACE:
        gdal.SetThreadLocalConfigOption(_PLAIN_STREAM, "YES")  # a third of the speed, and right
    try:
        yield from layer.GetArrowStreamAsNumPy(options=list(options))
    finally:
        gdal.SetThreadLocalConfigOption(_PLAIN_STREAM, before)


def statement(dataset: gdal.Dataset, sql: str) -> None:
    """Runs a constant SQL statement that returns no rows."""
    gdal.ErrorReset()
    dataset.ReleaseResultSet(dataset.ExecuteSQL(sql))
    if gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise GdalError(gdal.GetLastErrorMsg())


def spatial_reference(crs: str) -> osr.SpatialReference:
    """The reference system of an identifier such as ``EPSG:2154``; InputError ESP09 where it names none."""
    reference = osr.SpatialReference()
    try:
        with gdal_calls():
            done(reference.SetFromUserInput(crs))
    except GdalError as error:
        raise InputError.of("ESP09", crs=crs) from error
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def create_layer(
    dataset: gdal.Dataset, table: Table, reference: osr.SpatialReference, options: tuple[str, ...] = ()
) -> None:
    """Creates the table in a dataset with the key ``fid`` and, where it has one, the geometry ``geom``."""
    layer = done(
        dataset.CreateLayer(
            table.name,
            reference if table.geometry else None,
            _GEOMETRY_TYPES[table.geometry],
            ["FID=fid", "GEOMETRY_NAME=geom", *options],
        )
    )
    for column, kind in table.columns.items():
        add_field(layer, column, kind)


def add_field(layer: ogr.Layer, column: str, kind: str) -> None:
    """Adds a column of one of the schema's kinds."""
    field = ogr.FieldDefn(column, _OGR_TYPES[kind])
    if kind == BOOLEAN:
        field.SetSubType(ogr.OFSTBoolean)
    done(layer.CreateField(field))


def insert(layer: ogr.Layer, frame: pd.DataFrame) -> None:
    """Adds the rows of a frame made by `conform` to a layer that has its columns."""
    if frame.empty:
        return
    definition = layer.GetLayerDefn()
    columns = [name for name in frame.columns if name != "geom"]
    indices = [definition.GetFieldIndex(name) for name in columns]
    values = [_plain(frame[name]) for name in columns]
    spatial = "geom" in frame
    shapes = shapely.to_wkb(frame["geom"].to_numpy(dtype=object)) if spatial else [None] * len(frame)
    feature = ogr.Feature(definition)
    for number, (row, wkb) in enumerate(zip(zip(*values, strict=True), shapes, strict=True)):
        if number % _ROWS_A_PAUSE == 0:
            pause()
        feature.SetFID(ogr.NullFID)
        for index, value in zip(indices, row, strict=True):
            if value is None:
                feature.SetFieldNull(index)
            else:
                feature.SetField(index, value)
        if spatial:
            feature.SetGeometryDirectly(None if wkb is None else ogr.CreateGeometryFromWkb(wkb))
        done(layer.CreateFeature(feature))
    done(layer.SyncToDisk())


def read_layer(
    layer: ogr.Layer, kinds: dict[str, str], geometry: bool, where: dict[str, object] | None = None
) -> pd.DataFrame:
    """The columns named in ``kinds`` (and ``geom`` if asked) of the rows whose values equal those of ``where``.

    Columns of ``where`` must be among ``kinds``. Rows come in the order they were written; kinds as in `conform`. The
    layer is one open for reading only, see `row_keys`.
    """
    keys, frame, batches = _streamed(layer, kinds, geometry)
    keep = np.ones(len(keys), dtype=bool)
    for name, value in (where or {}).items():
        keep &= _equal(frame[name], value)
    rows = np.argsort(keys, kind="stable")
    rows = rows[keep[rows]]
    frame = frame.take(rows).reset_index(drop=True)
    if geometry:
        shapes = _joined([_objects(batch[layer.GetGeometryColumn() or "wkb_geometry"]) for batch in batches], object)
        frame["geom"] = pd.Series(shapely.from_wkb(shapes[rows]), dtype=object)
    return frame


def row_keys(layer: ogr.Layer, column: str, chosen: Callable[[str], bool]) -> list[int]:
    """The keys (``fid``) of the rows whose text column holds a chosen value, for a layer open for writing.

    Inside a transaction GDAL 3.6's Arrow stream of a GeoPackage misses rows and may stall: here they come one by one.
    """
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(index).GetName() for index in range(definition.GetFieldCount())]
    layer.SetIgnoredFields([name for name in names if name != column] + ["OGR_GEOMETRY"])
    layer.ResetReading()
    index = definition.GetFieldIndex(column)
    keys = [feature.GetFID() for feature in layer if chosen(feature.GetFieldAsString(index))]
    layer.SetIgnoredFields([])
    return keys


def write_layer(path: str | Path, table: str, frame: pd.DataFrame, crs: str, geometry_type: str) -> None:
    """Writes a derived table into a GeoPackage, made if absent; a table of that name is replaced, others stay.

    The kinds of the columns are those of the frame; ``geom`` holds shapely geometries of ``geometry_type`` ("Point",
    "MultiPolygon", "Geometry" for any…) in ``crs`` (``EPSG:2154``).
    """
    pause()
    kinds = {name: _kind(frame[name]) for name in frame.columns if name != "geom"}
    described = Table(table, kinds, geometry=geometry_type)
    ready = conform(frame, described)
    reference = spatial_reference(crs)
    try:
        with gdal_calls(), stoppable(lambda: False):  # a file begun is a file finished
            _replace_layer(Path(path), described, ready, reference)
    except GdalError as error:
        raise InputError.of("ESP10", chemin=str(path), detail=str(error)) from error


def load_layer(path: str | Path, table: str, name: str | None = None) -> QgsVectorLayer:
    """The table of a GeoPackage as a QGIS layer; InputError FIC01 or ESP11 where the file or the table is absent."""
    if not Path(path).exists():
        raise InputError.of("FIC01", chemin=str(path))
    uri = QgsProviderRegistry.instance().encodeUri("ogr", {"path": str(path), "layerName": table})
    # Opened for editing, QGIS switches the file to another journal under the layers already loaded from it.
    options = QgsVectorLayer.LayerOptions()
    options.forceReadOnly = True
    layer = QgsVectorLayer(uri, name or table, "ogr", options)
    if not layer.isValid():
        raise InputError.of("ESP11", chemin=str(path), table=table)
    return layer


def _replace_layer(path: Path, table: Table, frame: pd.DataFrame, reference: osr.SpatialReference) -> None:
    if not path.exists():
        _create_file(path)
    dataset = done(opened(str(path), True, "GPKG"))
    done(dataset.StartTransaction())
    for index in range(dataset.GetLayerCount()):
        if dataset.GetLayerByIndex(index).GetName() == table.name:
            done(dataset.DeleteLayer(index))
            break
    create_layer(dataset, table, reference)
    insert(dataset.GetLayerByName(table.name), frame)
    done(dataset.CommitTransaction())
    del dataset


def _create_file(path: Path) -> None:
    """An empty GeoPackage; of a process that is killed meanwhile no half-made file stays under that name."""
    partial = path.with_name(f"{path.stem}~{os.getpid()}{path.suffix}")
    done(gdal.GetDriverByName("GPKG").Create(str(partial), 0, 0, 0, gdal.GDT_Unknown))
    partial.replace(path)


def _kind(values: pd.Series) -> str:
    dtype = values.dtype
    if pd.api.types.is_bool_dtype(dtype):
        return BOOLEAN
    if pd.api.types.is_integer_dtype(dtype):
        return INTEGER
    if pd.api.types.is_float_dtype(dtype):
        return REAL
    if pd.api.types.is_datetime64_any_dtype(dtype):
        return DATE
    filled = values.dropna()
    if len(filled) and filled.map(lambda value: isinstance(value, bool | np.bool_)).all():
        return BOOLEAN
    return TEXT


def _plain(values: pd.Series) -> list[object]:
    """Python's own values, None for missing: what SetField takes."""
    if values.dtype == "boolean":
        values = values.astype("Int64")
    objects = values.astype(object)
    return objects.where(objects.notna(), None).tolist()


def _objects(values: np.ndarray) -> np.ndarray:
    """An object array with None where the (masked) array has no value."""
    objects = np.array(np.ma.getdata(values), dtype=object)
    objects[np.ma.getmaskarray(values)] = None
    return objects


def _streamed(
    layer: ogr.Layer, kinds: dict[str, str], geometry: bool
) -> tuple[np.ndarray, pd.DataFrame, list[dict[str, np.ndarray]]]:
    """Keys and columns of a layer as it streams them, and the batches, which hold the geometries as WKB."""
    definition = layer.GetLayerDefn()
    fields = [definition.GetFieldDefn(index) for index in range(definition.GetFieldCount())]
    if int(gdal.VersionInfo()) < _ARROW_BOOLEANS_RIGHT:
        for field in fields:
            if field.GetSubType() == ogr.OFSTBoolean:
                field.SetSubType(ogr.OFSTNone)  # streamed as the integer it is stored as
    ignored = [field.GetName() for field in fields if field.GetName() not in kinds]
    layer.SetIgnoredFields(ignored + ([] if geometry else ["OGR_GEOMETRY"]))
    layer.ResetReading()
    batches = list(arrow_batches(layer, "USE_MASKED_ARRAYS=YES"))
    layer.SetIgnoredFields([])
    keys = _joined([batch[layer.GetFIDColumn() or "OGC_FID"] for batch in batches], "int64")
    columns = {name: _column([batch[name] for batch in batches], kind) for name, kind in kinds.items()}
    return keys, pd.DataFrame(columns, index=range(len(keys))), batches


def _equal(values: pd.Series, value: object) -> np.ndarray:
    """Where a column equals a value, None standing for missing."""
    equal = values.isna() if value is None else (values == value).fillna(False)
    return equal.to_numpy(dtype=bool)


def _joined(parts: list[np.ndarray], dtype: str | type) -> np.ndarray:
    """The batches of one column end to end, without their masks."""
    return np.concatenate([np.ma.getdata(part) for part in parts]).astype(dtype) if parts else np.empty(0, dtype=dtype)


def _column(parts: list[np.ndarray], kind: str) -> pd.Series:
    """One column of the batches of an Arrow stream as a Series of its kind."""
    mask = _joined([np.ma.getmaskarray(part) for part in parts], bool)
    if kind == INTEGER:
        return pd.Series(pd.arrays.IntegerArray(_joined(parts, "int64"), mask))
    if kind == BOOLEAN:
        return pd.Series(pd.arrays.BooleanArray(_joined(parts, bool), mask))
    if kind == REAL:
        return pd.Series(np.where(mask, np.nan, _joined(parts, "float64")))
    texts = _joined([_dates(part) if kind == DATE else _texts(part) for part in parts], object)
    texts[mask] = None
    return pd.Series(texts, dtype=object)


def _dates(part: np.ndarray) -> np.ndarray:
    return np.ma.getdata(part).astype("datetime64[D]").astype(str).astype(object)


def _texts(part: np.ndarray) -> np.ndarray:
    data = np.ma.getdata(part)
    if data.dtype.kind == "S":
        return np.char.decode(data, "utf-8").astype(object)
    return np.array([value.decode("utf-8") if isinstance(value, bytes) else value for value in data] + [None])[:-1]
