"""The curves of `core.cooperations.curves` as layers: lines by modality, labels, PDSES marks, arrows.

Plain fields and QGIS's own renderers only, so that a saved project prints where the plugin is not installed.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRendererCategory,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSvgMarkerSymbolLayer,
    QgsSymbolLayer,
    QgsTextBackgroundSettings,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QSizeF, Qt
from qgis.PyQt.QtGui import QColor

from ..core.cooperations.curves import ARROW_LENGTH
from ..core.cooperations.labels import MARK_SIZE, TEXT_POINTS
from ..core.cooperations.pen import Pen, pens_for
from .charter import Charter
from .frames import load_layer, write_layer
from .resources import RESOURCES

_CASING = 0.3  # millimetres of paper on each side of a line, where it crosses another
_INK = "#1f2a44"
_PLATE_MARGIN = 0.25  # of paper around a text
_GROUND = "fond"  # of a ring: the paper inside it
_MM = QgsUnitTypes.RenderUnit.RenderMillimeters
LABEL, PDSES, ARROW, ELSEWHERE = "étiquette", "PDSES", "flèche", "renvoi"
_LINE_COLUMNS = (
    "id",
    "cadre",
    "finess_a",
    "finess_b",
    "nom_a",
    "nom_b",
    "trait",
    "largeur_mm",
    "etiquette",
    "pdses_partagee",
    "coupe",
    "longueur_mm",
    "motif",
    "trop_court",
    "traverse",
    "renvoi",
    "geom",
)


def cooperation_layers(
    drawn: pd.DataFrame,
    path: str | Path,
    name: str,
    charter: Charter,
    crs: str = "EPSG:2154",
    pens: Mapping[str, Pen] | None = None,
) -> list[QgsVectorLayer]:
    """Write the curves of a sheet (one or more frames) beside the workspace and load them, styled.

    Args:
        drawn: what ``curves`` returned, frames one under the other.
        path: GeoPackage of derived layers.
        name: table of the lines; that of labels and marks takes ``_marque`` after it.
        charter: gives the text its font.
        crs: reference system of the geometries.
        pens: those given to ``curves``.

    Returns:
        The lines, then their labels and marks, which belong above. Filter both with ``"cadre" = '...'`` for one frame.
    """
    write_layer(path, name, drawn[list(_LINE_COLUMNS)], crs, "MultiLineString")
    write_layer(path, f"{name}_marque", marks(drawn, pens), crs, "Point")
    lines, points = load_layer(path, name), load_layer(path, f"{name}_marque")
    lines.setRenderer(line_renderer(drawn, pens))
    lines.setLabeling(QgsVectorLayerSimpleLabeling(_keep_names_off()))
    lines.setLabelsEnabled(True)
    points.setRenderer(_mark_renderer(charter))
    points.setLabeling(QgsVectorLayerSimpleLabeling(_label_settings(charter)))
    points.setLabelsEnabled(True)
    return [lines, points]


def ring_layer(
    rings: pd.DataFrame,
    path: str | Path,
    name: str,
    crs: str = "EPSG:2154",
    pens: Mapping[str, Pen] | None = None,
) -> QgsVectorLayer:
    """Write and load the rings of ``core.cooperations.nodes``: one colour a pen, white between the parts and inside.

    The paper inside a ring hides coast and limits, so that its site reads.
    """
    grounds = rings.groupby(["finess_et", "cadre"], as_index=False, sort=False)["geom"].agg(
        lambda sectors: shapely.convex_hull(shapely.union_all(sectors.to_numpy()))
    )
    write_layer(path, name, pd.concat([grounds.assign(trait=_GROUND), rings]), crs, "MultiPolygon")
    layer = load_layer(path, name)
    paper = QgsFillSymbol.createSimple({"color": "#ffffff", "outline_style": "no"})
    categories = [
        QgsRendererCategory(_GROUND, paper, ""),
    ] + [
        QgsRendererCategory(
            code,
            QgsFillSymbol.createSimple(
                {"color": pen.colour, "outline_color": "#ffffff", "outline_width": "0.15", "joinstyle": "miter"}
            ),
            pen.label,
        )
        for code, pen in pens_for(rings["trait"], pens).items()
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("trait", categories))
    return layer


def marks(drawn: pd.DataFrame, pens: Mapping[str, Pen] | None = None) -> pd.DataFrame:
    """Points of a drawing: ``id``, ``cadre``, ``genre``, ``texte``, ``angle`` (clockwise), ``couleur``, ``taille``."""
    known = pens_for(drawn["trait"], pens)
    colour = drawn["trait"].map(lambda code: known[code].colour)
    away = drawn["renvoi_direction"].abs() > 90
    elsewhere = np.where(away, "← " + drawn["renvoi"], "→ " + drawn["renvoi"])
    parts = [
        _points(drawn, LABEL, drawn["etiquette_geom"], drawn["etiquette"], drawn["angle"], colour),
        _points(drawn, PDSES, drawn["pdses_geom"], "", drawn["angle"] * 0, colour),
        _points(drawn, ARROW, drawn["fleche_geom"], "", drawn["fleche_angle"], colour),
        _points(drawn, ELSEWHERE, drawn["renvoi_geom"], elsewhere, drawn["renvoi_angle"], colour),
    ]
    return pd.concat(parts, ignore_index=True)


def line_renderer(drawn: pd.DataFrame, pens: Mapping[str, Pen] | None = None) -> QgsCategorizedSymbolRenderer:
    """One category a pen used, with the number of links; thin lines are drawn over thick ones."""
    count = drawn.drop_duplicates("id")["trait"].value_counts()
    categories = [
        QgsRendererCategory(code, line_symbol(pen), f"{pen.label} ({count[code]})")
        for code, pen in pens_for(drawn["trait"], pens).items()
    ]
    renderer = QgsCategorizedSymbolRenderer("trait", categories)
    renderer.setOrderBy(QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause('"largeur_mm"', False)]))
    renderer.setOrderByEnabled(True)
    return renderer


def line_symbol(pen: Pen, width: float | None = None) -> QgsLineSymbol:
    """The symbol of a pen: paper on both sides, the coloured stroke, and for a double line the paper inside.

    The width is the field ``largeur_mm``; ``width`` fixes it, for a legend.
    """
    symbol = QgsLineSymbol()
    symbol.deleteSymbolLayer(0)
    symbol.appendSymbolLayer(_stroke("#ffffff", width, f'"largeur_mm" + {2 * _CASING}', 2 * _CASING, 1))
    stroke = _stroke(pen.colour, width, '"largeur_mm"', 0, 1)
    if pen.dash:
        stroke.setUseCustomDashPattern(True)
        stroke.setCustomDashVector(list(pen.dash))
        stroke.setCustomDashPatternUnit(_MM)
        stroke.setAlignDashPattern(True)  # a stroke at both ends: nothing is missing before an arrow
        # Computed patterns count in widths of the symbol itself: 1 mm, whatever the field says.
        shrunk = " || ';' || ".join(f'({length} * "motif")' for length in pen.dash)
        stroke.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyCustomDash, QgsProperty.fromExpression(shrunk))
    if pen.round_cap:
        stroke.setPenCapStyle(Qt.PenCapStyle.RoundCap)
    symbol.appendSymbolLayer(stroke)
    if pen.double:
        symbol.appendSymbolLayer(_stroke("#ffffff", width, '"largeur_mm" * 0.4', 0, 0.4))
    return symbol


def pdses_marker(size: float = MARK_SIZE) -> QgsMarkerSymbol:
    """The moon of a shared PDSES. The drawing is inside the symbol: no file is needed to print."""
    drawing = base64.b64encode((RESOURCES / "symbols" / "pdses.svg").read_bytes()).decode("ascii")
    moon = QgsSvgMarkerSymbolLayer(f"base64:{drawing}", size)
    moon.setSizeUnit(_MM)
    moon.setFillColor(QColor(_INK))
    moon.setStrokeColor(QColor("#ffffff"))
    moon.setStrokeWidth(0.25)
    moon.setStrokeWidthUnit(_MM)
    return _marker(moon)


def _points(drawn, kind, geometry, text, angle, colour) -> pd.DataFrame:
    points = pd.DataFrame(
        {
            "id": drawn["id"],
            "cadre": drawn["cadre"],
            "genre": kind,
            "texte": text,
            "angle": -angle.astype(float),
            "couleur": colour,
            "taille": drawn["fleche_mm"] if kind == ARROW else np.nan,
            "geom": geometry,
        }
    )
    return points[points["geom"].notna()]


def _stroke(colour: str, width: float | None, law: str, more: float, share: float):
    stroke = QgsSimpleLineSymbolLayer(QColor(colour))
    stroke.setWidthUnit(_MM)
    stroke.setPenCapStyle(Qt.PenCapStyle.FlatCap)
    stroke.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if width is None:
        stroke.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyStrokeWidth, QgsProperty.fromExpression(law))
    stroke.setWidth((width or 1.0) * share + more)
    return stroke


def _mark_renderer(charter: Charter) -> QgsCategorizedSymbolRenderer:
    nothing = QgsMarkerSymbol.createSimple({"name": "circle", "size": "0"})
    categories = [
        QgsRendererCategory(PDSES, _on_plate(pdses_marker(), charter), "PDSES partagée"),
        QgsRendererCategory(ARROW, _arrow_marker(), "Sens de la coopération"),
        QgsRendererCategory(LABEL, nothing.clone(), ""),
        QgsRendererCategory(ELSEWHERE, nothing, ""),
    ]
    return QgsCategorizedSymbolRenderer("genre", categories)


def _arrow_marker() -> QgsMarkerSymbol:
    head = QgsSimpleMarkerSymbolLayer(Qgis.MarkerShape.EquilateralTriangle, ARROW_LENGTH)
    head.setSizeUnit(_MM)
    head.setStrokeStyle(Qt.PenStyle.NoPen)
    head.setColor(QColor(_INK))  # in the legend; on the map it takes the line's colour
    head.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyFillColor, QgsProperty.fromField("couleur"))
    head.setDataDefinedProperty(QgsSymbolLayer.Property.PropertySize, QgsProperty.fromField("taille"))
    # The triangle points north; the field counts clockwise from east.
    head.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyAngle, QgsProperty.fromExpression('"angle" + 90'))
    return _marker(head)


def _on_plate(symbol: QgsMarkerSymbol, charter: Charter) -> QgsMarkerSymbol:
    """A mark on a disc of the region's colour: no limit runs through it."""
    plate = QgsSimpleMarkerSymbolLayer(Qgis.MarkerShape.Circle, MARK_SIZE + 2 * _PLATE_MARGIN)
    plate.setSizeUnit(_MM)
    plate.setStrokeStyle(Qt.PenStyle.NoPen)
    plate.setColor(charter.colour("fond", "region"))
    symbol.insertSymbolLayer(0, plate)
    return symbol


def _marker(layer) -> QgsMarkerSymbol:
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, layer)
    return symbol


def _keep_names_off() -> QgsPalLayerSettings:
    """No text of its own, but towns' names keep off the lines."""
    settings = QgsPalLayerSettings()
    settings.drawLabels = False
    obstacle = settings.obstacleSettings()
    obstacle.setIsObstacle(True)
    obstacle.setFactor(0.6)
    settings.setObstacleSettings(obstacle)
    return settings


def _plate(charter: Charter) -> QgsTextBackgroundSettings:
    """Paper of the region's colour under a text: neither limits nor coast run between its letters."""
    plate = QgsTextBackgroundSettings()
    plate.setEnabled(True)
    plate.setType(QgsTextBackgroundSettings.ShapeType.ShapeRectangle)
    plate.setSizeType(QgsTextBackgroundSettings.SizeType.SizeBuffer)
    plate.setSize(QSizeF(_PLATE_MARGIN, 0.0))
    plate.setSizeUnit(_MM)
    plate.setFillColor(charter.colour("fond", "region"))
    plate.setStrokeWidth(0)
    return plate


def _label_settings(charter: Charter) -> QgsPalLayerSettings:
    text = charter.text("carton", halo_mm=0.4)
    text.setBackground(_plate(charter))
    text.setSize(TEXT_POINTS)
    text.setColor(QColor(_INK))
    settings = QgsPalLayerSettings()
    settings.fieldName = "texte"
    settings.setFormat(text)
    settings.placement = Qgis.LabelPlacement.OverPoint
    settings.quadOffset = Qgis.LabelQuadrantPosition.Over
    settings.placementSettings().setOverlapHandling(Qgis.LabelOverlapHandling.AllowOverlapAtNoCost)
    settings.displayAll = True
    settings.priority = 10
    properties = settings.dataDefinedProperties()
    properties.setProperty(QgsPalLayerSettings.Property.LabelRotation, QgsProperty.fromField("angle"))
    settings.setDataDefinedProperties(properties)
    return settings
