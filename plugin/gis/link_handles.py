"""A handle on each link of a sheet: dragged with QGIS's tool "Move label", it says where the link's curve must pass.

The handles are a layer of the project that no map prints. Where one was moved a dashed line shows the curve to come;
the link itself is drawn anew with its sheet.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import shapely
from qgis.core import (
    Qgis,
    QgsGeometryGeneratorSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsSingleSymbolRenderer,
    QgsTextBackgroundSettings,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSizeF
from qgis.PyQt.QtGui import QColor

from .charter import Charter
from .frames import load_layer, write_layer
from .pinned_labels import HELD, MARK, moved_column, pin_labels

NAME = "Poignées des liens"
_SIGN = "+"
_INK, _PAPER = "#0072b2", "#ffffff"
_PREVIEW_POINTS = 24


def handle_layer(
    drawn: pd.DataFrame,
    sites: dict[str, pd.DataFrame],
    path: Path,
    table: str,
    crs: str,
    charter: Charter,
    bends: dict[tuple[str, str], tuple[float, float]],
) -> QgsVectorLayer:
    """Writes and loads the handles of the curves ``drawn``.

    Args:
        drawn: curves of a sheet (`core.cooperations.curves`).
        sites: by frame, where the symbols stand (``finess_et``, ``x``, ``y``).
        path: the GeoPackage of derived layers.
        table: its table.
        crs: of the geometries.
        charter: the text's font.
        bends: by frame and link, the point of a link bent before.

    Returns:
        A layer with ``repere`` (see `link_of`), ``cadre``, ``x``, ``y`` (the handle), ``ax`` … ``by`` (the link's ends)
        and ``tenu`` (bent by hand).
    """
    rows = []
    for link in drawn.itertuples():
        middle = shapely.LineString(shapely.get_coordinates(link.geom)).interpolate(0.5, normalized=True)
        bend = bends.get((link.cadre, link.id))
        of_frame = sites[link.cadre].set_index("finess_et")
        ends = [float(of_frame.at[end, axis]) for end in (link.finess_a, link.finess_b) for axis in ("x", "y")]
        rows.append(
            (f"{link.cadre}/{link.id}/0", link.cadre, *(bend or (middle.x, middle.y)), *ends, bend is not None, _SIGN)
        )
    frame = pd.DataFrame(rows, columns=[MARK, "cadre", "x", "y", "ax", "ay", "bx", "by", HELD, "texte"])
    frame["geom"] = list(shapely.points(frame[["x", "y"]].to_numpy(dtype=float)))
    write_layer(path, table, frame, crs, "Point")
    layer = load_layer(path, table, NAME)
    layer.setRenderer(QgsSingleSymbolRenderer(_preview()))
    pin_labels(layer, "texte", "x", "y", _handle_text(charter), centred=True)
    return layer


def link_of(mark: str) -> tuple[str, str]:
    """The frame and the link of a handle's mark."""
    frame, _, link = mark.removesuffix("/0").partition("/")
    return frame, link


def _handle_text(charter: Charter) -> QgsTextFormat:
    text = charter.text("carton")
    text.setColor(QColor(_INK))
    plate = QgsTextBackgroundSettings()
    plate.setEnabled(True)
    plate.setType(QgsTextBackgroundSettings.ShapeType.ShapeCircle)
    plate.setSizeType(QgsTextBackgroundSettings.SizeType.SizeFixed)
    plate.setSize(QSizeF(3.2, 3.2))
    plate.setSizeUnit(Qgis.RenderUnit.Millimeters)
    plate.setFillColor(QColor(_PAPER))
    plate.setStrokeColor(QColor(_INK))
    plate.setStrokeWidth(0.4)
    plate.setStrokeWidthUnit(Qgis.RenderUnit.Millimeters)
    text.setBackground(plate)
    return text


def _preview() -> QgsMarkerSymbol:
    """Nothing where the handle stands as drawn, else the curve through its new place."""
    x, y = (f'coalesce("{moved_column(axis)}", "{axis}")' for axis in ("x", "y"))
    here, a, b = f"make_point({x}, {y})", "make_point(ax, ay)", "make_point(bx, by)"
    share = f"min(0.85, max(0.15, distance({a}, {here}) / (distance({a}, {here}) + distance({here}, {b}))))"
    t = f"(@element / {_PREVIEW_POINTS}.0)"
    # The parabola of `core.cooperations.bezier.through`.
    control = {
        axis: f"({at} - (1 - @s)^2 * a{axis} - @s^2 * b{axis}) / (2 * @s * (1 - @s))"
        for axis, at in (("x", x), ("y", y))
    }
    point = ", ".join(
        f"(1 - {t})^2 * a{axis} + 2 * {t} * (1 - {t}) * ({control[axis]}) + {t}^2 * b{axis}" for axis in ("x", "y")
    )
    curve = f"make_line(array_foreach(generate_series(0, {_PREVIEW_POINTS}), make_point({point})))"
    generator = QgsGeometryGeneratorSymbolLayer.create(
        {"geometryModifier": f"if(distance({here}, make_point(x, y)) < 1, NULL, with_variable('s', {share}, {curve}))"}
    )
    generator.setSymbolType(Qgis.SymbolType.Line)
    generator.setSubSymbol(QgsLineSymbol.createSimple({"color": _INK, "width": "0.5", "line_style": "dash"}))
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, generator)
    return symbol
