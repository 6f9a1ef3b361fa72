"""Labels inside territories: where to break a name into lines and where it has most room."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.ops import polylabel

from ..pause import pause

_Numbers = np.ndarray | float
_LINE_HEIGHT = 1.25  # of the font size
_PT = 25.4 / 72
# "Pays de" or "Saint-" at the end of a line reads badly: these stay with what they announce.
_CLINGING = set("à au aux d de des du en et l la le les sous sur saint sainte".split())
_BREAK = re.compile(r"(?<=\w[-–/])(?=\w)|(?<=\w)\s+(?=[^\W_]|[(\"«])|(?<=[-–/:)])\s+")
# What a box costs for each share of it: on another label, on a neighbour's ground, on the sea; and for leaving the
# roomiest place.
_ON_LABEL, _ON_NEIGHBOUR, _ON_SEA, _MOVED = 20.0, 3.0, 1.0, 0.3
_STEPS = np.linspace(-1.0, 1.0, 9)


def average_width(size_pt: float) -> Callable[[str], float]:
    """Width in mm of a text in a common sans serif, for want of the font's own measure."""
    return lambda text: 0.56 * size_pt * _PT * len(text)


def wrappings(text: str, most_lines: int = 4) -> list[str]:
    """The most even way to write a name on 1, 2 … ``most_lines`` lines, each once; lines are parted by a line feed.

    Lines end at a space or after a hyphen, never after a small word or "Saint-".
    """
    text = " ".join(text.split())
    breaks = [match.span() for match in _BREAK.finditer(text) if not _clings(text[: match.start()])]
    found = []
    for lines in range(1, min(most_lines, len(breaks) + 1) + 1):
        options = [_cut(text, chosen) for chosen in combinations(breaks, lines - 1)]
        found.append(min(options, key=lambda option: (max(map(len, option)), sum(len(line) ** 2 for line in option))))
    return ["\n".join(lines) for lines in found]


def _clings(before: str) -> bool:
    return re.split(r"[\s\-–/’']+", before.rstrip(" -–/"))[-1].lower() in _CLINGING


def _cut(text: str, breaks: Sequence[tuple[int, int]]) -> list[str]:
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def place_labels(
    geometries: Sequence[shapely.Geometry] | np.ndarray,
    texts: Sequence[str],
    unit_per_mm: float,
    size_pt: float = 7.5,
    width: Callable[[str], float] | None = None,
    most_lines: int = 4,
    obstacles: Sequence[shapely.Geometry] = (),
) -> pd.DataFrame:
    """Break each name and place it where it has most room inside its territory, no label on another.

    A label begins at the centre of the largest ellipse of its proportions in the territory's largest part (the
    largest inscribed circle once x is squeezed by its width over its height), on as few lines as fit. One that does
    not fit there looks around for the wrapping and place with the least ground of its neighbours under it; the sea
    is cheaper.

    Args:
        geometries: n polygons, in a projected system.
        texts: n names.
        unit_per_mm: map units in a millimetre of paper.
        size_pt: font size.
        width: width in mm of a line of text; `average_width` by default.
        most_lines: the most lines a label may take.
        obstacles: areas (map units) a label must leave free as it does other labels: symbols, insets.

    Returns:
        ``etiquette`` (with line feeds), ``x``, ``y`` (map units), ``aisance`` (1 and above: the label fits inside
        where it began) and ``placee`` (False: it lies on another label or an obstacle; such a one is better left to
        an inset or a list).
    """
    measure = width or average_width(size_pt)
    outlines = shapely.simplify(np.asarray(geometries, dtype=object), 0.2 * unit_per_mm)
    outlines = np.where(shapely.is_empty(outlines), np.asarray(geometries, dtype=object), shapely.make_valid(outlines))
    tree = shapely.STRtree(outlines)
    options = [
        _roomiest(_largest_part(outline), text, unit_per_mm, size_pt, measure, most_lines)
        for outline, text in zip(outlines, texts, strict=True)
    ]
    rows: list[tuple[str, float, float, float, bool] | None] = [None] * len(options)
    boxes: list[shapely.Geometry] = list(obstacles)
    for index in sorted(range(len(options)), key=lambda i: -options[i]["room"].max()):
        pause()
        table = options[index]
        first = table.iloc[_fewest_lines_that_fit(table)]
        box, row = _box(first["x"], first["y"], first["width"], first["height"]), first
        clear = not any(box.intersects(other) for other in boxes)
        if first["room"] < 1 or not clear:
            box, row, clear = _look_around(table, outlines, index, tree, boxes)
        rows[index] = (row["text"], float(row["x"]), float(row["y"]), float(first["room"]), clear)
        if clear and row["text"]:
            boxes.append(box)
    return pd.DataFrame(rows, columns=["etiquette", "x", "y", "aisance", "placee"])


def _largest_part(geometry: shapely.Geometry) -> shapely.Polygon:
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return max(parts, key=lambda part: part.area)


def _roomiest(
    part: shapely.Polygon,
    text: str,
    unit_per_mm: float,
    size_pt: float,
    measure: Callable[[str], float],
    most_lines: int,
) -> pd.DataFrame:
    """For each wrapping its box (map units), its roomiest place, and the room there (1: the box fits the ellipse)."""
    pause()
    rows = []
    for wrapped in wrappings(text, most_lines):
        lines = wrapped.split("\n")
        width = max(max(map(measure, lines)), 0.1) * unit_per_mm
        height = len(lines) * _LINE_HEIGHT * size_pt * _PT * unit_per_mm
        ratio = width / height
        squeezed = shapely.transform(part, lambda xy, by=ratio: xy / [by, 1.0])
        centre = polylabel(squeezed, tolerance=0.1 * height)
        room = shapely.distance(centre, squeezed.boundary) / (height * np.sqrt(0.5))
        rows.append((wrapped, centre.x * ratio, centre.y, width, height, room))
    return pd.DataFrame(rows, columns=["text", "x", "y", "width", "height", "room"])


def _fewest_lines_that_fit(table: pd.DataFrame) -> int:
    fits = np.flatnonzero(table["room"] >= 1)
    return int(fits[0]) if len(fits) else int(table["room"].to_numpy().argmax())


def _box(x: _Numbers, y: _Numbers, width: _Numbers, height: _Numbers) -> Any:
    return shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _look_around(
    table: pd.DataFrame, outlines: np.ndarray, index: int, tree: shapely.STRtree, placed: list[shapely.Geometry]
) -> tuple[shapely.Geometry, pd.Series, bool]:
    """The cheapest box around the roomiest places, its row, and whether it is clear of the labels already placed."""
    dx, dy = (axis.ravel() for axis in np.meshgrid(_STEPS, _STEPS))
    tries = table.loc[table.index.repeat(len(dx))].reset_index(drop=True)
    dx, dy = np.tile(dx, len(table)), np.tile(dy, len(table))
    tries["x"] += dx * tries["width"] * 0.75
    tries["y"] += dy * tries["height"]
    boxes = _box(*(tries[name].to_numpy() for name in ("x", "y", "width", "height")))
    areas = shapely.area(boxes)
    around = shapely.box(*shapely.total_bounds(boxes))
    near = tree.query(around)
    on_own = shapely.area(shapely.intersection(boxes, outlines[index])) / areas
    others = shapely.union_all(shapely.intersection(outlines[near[near != index]], around))
    on_neighbour = shapely.area(shapely.intersection(boxes, others)) / areas
    near_labels = shapely.union_all([box for box in placed if box.intersects(around)])
    on_label = shapely.area(shapely.intersection(boxes, near_labels)) / areas
    cost = (
        _ON_LABEL * (on_label + (on_own <= 0))
        + _ON_NEIGHBOUR * on_neighbour
        + _ON_SEA * (1 - on_own - on_neighbour)
        + _MOVED * np.hypot(dx, dy)
    )
    best = int(cost.argmin())
    return boxes[best], tries.iloc[best], bool(on_label[best] <= 0.01)
