"""Where a QGIS layer's roads can be read in bulk from."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qgis.core import QgsCoordinateTransformContext, QgsProviderRegistry, QgsVectorFileWriter, QgsVectorLayer

from ..core.findings import InputError


@contextmanager
def road_source(layer: QgsVectorLayer) -> Iterator[tuple[str, str]]:
    """The path `read_roads` takes and the layer's filter.

    A layer that is not a file is exported for as long as it is needed.
    """
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = parts.get("path", "")
    if layer.providerType() == "ogr" and path and Path(path).exists():
        name = parts.get("layerName")
        yield (f"{path}|layername={name}" if name else path), layer.subsetString()
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "routes.gpkg"
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        error, text, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, str(copy), QgsCoordinateTransformContext(), options
        )
        if error != QgsVectorFileWriter.WriterError.NoError:
            raise InputError.of("FIC23", chemin=layer.name(), cause=text)
        yield str(copy), ""
