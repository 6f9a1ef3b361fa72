"""Frames to and from OGR layers, in bulk. A geometry column holds shapely objects and is called ``geom``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from osgeo import gdal, ogr, osr
from qgis.core import QgsProviderRegistry, QgsVectorLayer

from ..core.conform import conform
from ..core.findings import InputError
from ..core.schema import BOOLEAN, DATE, INTEGER, REAL, TEXT, Table

_OGR_TYPES = {
    TEXT: ogr.OFTString, INTEGER: ogr.OFTInteger64, REAL: ogr.OFTReal, BOOLEAN: ogr.OFTInteger, DATE: ogr.OFTDate,
}
_GEOMETRY_TYPES = {
    None: ogr.wkbNone, "Geometry": ogr.wkbUnknown, "Point": ogr.wkbPoint, "MultiPoint": ogr.wkbMultiPoint,
    "LineString": ogr.wkbLineString, "MultiLineString": ogr.wkbMultiLineString, "Polygon": ogr.wkbPolygon,
    "MultiPolygon": ogr.wkbMultiPolygon,
}


class GdalFailure(Exception):
    """A call of GDAL failed; the text is GDAL's own."""


@contextmanager
def gdal_calls() -> Iterator[None]:
    """Makes GDAL's errors a GdalFailure, whether or not another plugin has switched GDAL's exceptions on.

    The switch itself is global to the process, so it is left alone: results are tested with `done`.
    """
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.ErrorReset()
    try:
        yield
    except RuntimeError as error:
        raise GdalFailure(str(error)) from error
    finally:
        gdal.PopErrorHandler()


def done(result: object) -> object:
    """The result of a GDAL call, or GdalFailure where it is None or an error code."""
    if result is None or (isinstance(result, int) and result != 0):
        raise GdalFailure(gdal.GetLastErrorMsg() or "GDAL")
    return result


def spatial_reference(crs: str) -> osr.SpatialReference:
    """The reference system of an identifier such as ``EPSG:2154``; InputError ESP09 where it names none."""
    reference = osr.SpatialReference()
    try:
        with gdal_calls():
            done(reference.SetFromUserInput(crs))
    except GdalFailure as error:
        raise InputError.of("ESP09", crs=crs) from error
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def create_layer(dataset: gdal.Dataset, table: Table, reference: osr.SpatialReference, options: tuple[str, ...] = ()) -> None:
    """Creates the table in a dataset with the key ``fid`` and, where it has one, the geometry ``geom``."""
    layer = done(dataset.CreateLayer(
        table.name, reference if table.geometry else None, _GEOMETRY_TYPES[table.geometry],
        ["FID=fid", "GEOMETRY_NAME=geom", *options],
    ))
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
    definition = layer.GetLayerDefn()
    columns = [name for name in frame.columns if name != "geom"]
    indices = [definition.GetFieldIndex(name) for name in columns]
    values = [_plain(frame[name]) for name in columns]
    shapes = shapely.to_wkb(frame["geom"].to_numpy(dtype=object)) if "geom" in frame else [None] * len(frame)
    feature = ogr.Feature(definition)
    for row, wkb in zip(zip(*values, strict=True), shapes, strict=True):
        feature.SetFID(ogr.NullFID)
        for index, value in zip(indices, row, strict=True):
            if value is None:
                feature.SetFieldNull(index)
            else:
                feature.SetField(index, value)
        feature.SetGeometryDirectly(None if wkb is None else ogr.CreateGeometryFromWkb(wkb))
        done(layer.CreateFeature(feature))


def read_layer(
    layer: ogr.Layer, kinds: dict[str, str], geometry: bool, where: dict[str, object] | None = None
) -> pd.DataFrame:
    """The columns named in ``kinds`` (and ``geom`` if asked) of the rows whose values equal those of ``where``.

    Columns of ``where`` must be among ``kinds``. Kinds come back as in `conform`.
    """
    definition = layer.GetLayerDefn()
    fields = [definition.GetFieldDefn(index).GetName() for index in range(definition.GetFieldCount())]
    # GDAL 3.6 unpacks Arrow's booleans wrongly: they are read feature by feature.
    flags = [name for name in kinds if kinds[name] == BOOLEAN]
    streamed = [name for name in kinds if kinds[name] != BOOLEAN]
    layer.SetIgnoredFields([name for name in fields if name not in streamed] + ([] if geometry else ["OGR_GEOMETRY"]))
    layer.ResetReading()
    geometry_name = (layer.GetGeometryColumn() or "wkb_geometry") if geometry else None
    batches = [batch for batch in layer.GetArrowStreamAsNumPy(options=["USE_MASKED_ARRAYS=YES"])]
    columns = {name: _column([batch[name] for batch in batches], kinds[name]) for name in streamed}
    count = sum(len(batch[_fid(layer)]) for batch in batches)
    if flags:
        columns.update(_flags(layer, flags, [name for name in fields if name not in flags]))
    layer.SetIgnoredFields([])
    frame = pd.DataFrame({name: columns[name] for name in kinds}, index=pd.RangeIndex(count))
    keep = np.ones(count, dtype=bool)
    for name, value in (where or {}).items():
        keep &= frame[name].isna().to_numpy() if value is None else (frame[name] == value).fillna(False).to_numpy(dtype=bool)
    if geometry:
        shapes = np.concatenate([_objects(batch[geometry_name]) for batch in batches]) if batches else np.empty(0, dtype=object)
        frame = frame[keep].reset_index(drop=True)
        frame["geom"] = pd.Series(shapely.from_wkb(shapes[keep]), dtype=object)
        return frame
    return frame[keep].reset_index(drop=True)


def write_layer(path: str | Path, table: str, frame: pd.DataFrame, crs: str, geometry_type: str) -> None:
    """Writes a derived table into a GeoPackage, made if absent; a table of that name is replaced, others stay.

    The kinds of the columns are those of the frame; ``geom`` holds shapely geometries of ``geometry_type`` ("Point",
    "MultiPolygon", "Geometry" for any…) in ``crs`` (``EPSG:2154``).
    """
    described = Table(table, {name: _kind(frame[name]) for name in frame.columns if name != "geom"}, geometry=geometry_type)
    ready = conform(frame, described)
    reference = spatial_reference(crs)
    try:
        with gdal_calls():
            _replace_layer(Path(path), described, ready, reference)
    except GdalFailure as error:
        raise InputError.of("ESP10", chemin=str(path), detail=str(error)) from error


def load_layer(path: str | Path, table: str, name: str | None = None) -> QgsVectorLayer:
    """The table of a GeoPackage as a QGIS layer; InputError FIC01 or ESP11 where the file or the table is absent."""
    if not Path(path).exists():
        raise InputError.of("FIC01", chemin=str(path))
    uri = QgsProviderRegistry.instance().encodeUri("ogr", {"path": str(path), "layerName": table})
    layer = QgsVectorLayer(uri, name or table, "ogr")
    if not layer.isValid():
        raise InputError.of("ESP11", chemin=str(path), table=table)
    return layer


def _replace_layer(path: Path, table: Table, frame: pd.DataFrame, reference: osr.SpatialReference) -> None:
    if path.exists():
        dataset = done(gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE))
    else:
        dataset = done(gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown))
    done(dataset.StartTransaction())
    for index in range(dataset.GetLayerCount()):
        if dataset.GetLayerByIndex(index).GetName() == table.name:
            done(dataset.DeleteLayer(index))
            break
    create_layer(dataset, table, reference)
    insert(dataset.GetLayerByName(table.name), frame)
    done(dataset.CommitTransaction())
    del dataset


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
    if len(filled) and filled.map(lambda value: isinstance(value, (bool, np.bool_))).all():
        return BOOLEAN
    return TEXT


def _plain(values: pd.Series) -> list[object]:
    """Python's own values, None for missing: what SetField takes."""
    if values.dtype == "boolean":
        values = values.astype("Int64")
    objects = values.astype(object)
    return objects.where(objects.notna(), None).tolist()


def _fid(layer: ogr.Layer) -> str:
    return layer.GetFIDColumn() or "OGC_FID"


def _objects(values: np.ndarray) -> np.ndarray:
    """An object array with None where the (masked) array has no value."""
    objects = np.array(np.ma.getdata(values), dtype=object)
    objects[np.ma.getmaskarray(values)] = None
    return objects


def _column(parts: list[np.ndarray], kind: str) -> pd.Series:
    """One column of the batches of an Arrow stream as a Series of its kind."""
    mask = np.concatenate([np.ma.getmaskarray(part) for part in parts]) if parts else np.empty(0, dtype=bool)
    if kind == INTEGER:
        data = np.concatenate([np.ma.getdata(part) for part in parts]) if parts else np.empty(0, dtype="int64")
        return pd.Series(pd.arrays.IntegerArray(data.astype("int64"), mask))
    if kind == REAL:
        data = np.concatenate([np.ma.getdata(part) for part in parts]) if parts else np.empty(0)
        return pd.Series(np.where(mask, np.nan, data.astype("float64")))
    texts = [np.ma.getdata(part) for part in parts]
    decoded = [np.char.decode(part, "utf-8") if kind == TEXT else part.astype("datetime64[D]").astype(str) for part in texts]
    objects = np.concatenate([part.astype(object) for part in decoded]) if decoded else np.empty(0, dtype=object)
    objects[mask] = None
    return pd.Series(objects, dtype=object)


def _flags(layer: ogr.Layer, names: list[str], ignored: list[str]) -> dict[str, pd.Series]:
    layer.SetIgnoredFields([*ignored, "OGR_GEOMETRY"])
    layer.ResetReading()
    indices = [layer.GetLayerDefn().GetFieldIndex(name) for name in names]
    rows = [
        [bool(feature.GetFieldAsInteger(index)) if feature.IsFieldSetAndNotNull(index) else None for index in indices]
        for feature in layer
    ]
    return {name: pd.array([row[at] for row in rows], dtype="boolean") for at, name in enumerate(names)}
