"""A list of sites, selected together with their points in the map."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsCoordinateTransform, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas

from .link_table import LinkTable

_AROUND = 3_000.0  # map units of the layer shown on each side of a point


class SiteTable(LinkTable):
    """Rows carry a FINESS number; double click or Enter goes to the points of those chosen."""

    def __init__(self, canvas: QgsMapCanvas, name: str, headings: Sequence[str]):
        super().__init__(canvas, name, headings, key="finess_et")

    def go_to_selected(self) -> None:
        """Bring the points chosen to the middle of the map; a site without a point has no place to go to."""
        if self.layer is None:
            return
        box = self.layer.boundingBoxOfSelected()
        if box.isNull() or not self.layer.selectedFeatureCount():
            return
        box.grow(_AROUND)
        go_to(self.canvas, self.layer, box)


def go_to(canvas: QgsMapCanvas, layer: QgsVectorLayer, box) -> None:
    """Show a box given in the system of a layer."""
    transform = QgsCoordinateTransform(layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance())
    canvas.setExtent(transform.transformBoundingBox(box))
    canvas.refresh()
