"""Names of sites and towns on a map frame, placed so that none covers a symbol and drawn by QGIS there."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from qgis.core import QgsMarkerSymbol, QgsNullSymbolRenderer, QgsSingleSymbolRenderer, QgsTextFormat, QgsVectorLayer

from ..core.findings import Report, Severity
from ..core.map_frame import MapFrame
from ..core.placement.boxes import as_boxes, boxes_around, contain, grown, overlaps, segments_meet_boxes
from ..core.placement.labels import HALO, Surroundings, place_labels
from ..core.placement.sites import PlacedSites, to_map, to_page
from ..core.stacking import stacked
from .charter import Charter
from .frames import load_layer, write_layer
from .pinned_labels import HELD, MARK, pin_labels, text_size
from .site_symbols import POINT_MM, leader_symbol

DOT_MM = 0.9
DOT_LAYER = "Villes"
_DOT_CLEAR_MM = 0.5  # between a town's dot and a symbol
_LINE_SPACING = 1.12
_WRAPPED_FROM = 19  # characters
_UNBROKEN = "\u00a0"
_SITE_PRIORITY, _TOWN_PRIORITY = 2.0, 1.0


@dataclass
class LabelLayers:
    """What names a frame: ``names`` go above the symbols, ``under`` (callouts, town dots) below; both top to bottom."""

    names: list[QgsVectorLayer] = field(default_factory=list)
    under: list[QgsVectorLayer] = field(default_factory=list)
    report: Report = field(default_factory=Report)

    @property
    def layers(self) -> list[QgsVectorLayer]:
        """All layers, when nothing has to stand between them."""
        return [*self.names, *self.under]


def label_layers(
    frame: MapFrame,
    path: Path | str,
    name: str,
    crs: str,
    charter: Charter,
    placed: PlacedSites | None = None,
    sites: pd.DataFrame | None = None,
    towns: pd.DataFrame | None = None,
    reserved: object = (),
    avoid: shapely.Geometry | None = None,
    obstacles: shapely.Geometry | None = None,
    grounds: Sequence[tuple[float, float, float, float]] = (),
    role: str = "ville",
    held: Mapping[str, tuple[float, float]] | None = None,
) -> LabelLayers:
    """Places and writes the names of a frame.

    A town whose dot would touch a symbol keeps its name and loses its dot: the symbol stands for it. A name moved by
    hand stays where it was put, the others keep off it. The table gives each line its mark (``repere``: site or town,
    and the line's number), by which it is known again when newer data is drawn.

    Args:
        frame: the map frame.
        path: the GeoPackage of derived layers.
        name: beginning of the tables' names.
        crs: of the frame.
        charter: text and colours.
        placed: the strips of the frame, from `place_sites`.
        sites: ``id``, ``texte`` (short name), optional ``priorite``; sites not in ``placed`` are left out.
        towns: ``nom``, ``x``, ``y`` (map units), optional ``priorite``.
        reserved: boxes on the page (mm in the frame) to leave free.
        avoid: lines in map units a name had better not cross: limits, coast.
        obstacles: lines in map units a name must not cross: cooperation links.
        grounds: bounds, in map units, of the insets marked on this frame: a town inside one has no dot, its name stands
            beside the mark.
        role: the charter's text role.
        held: where a line's base line begins (map units) by its mark, for names moved by hand.

    Returns:
        The layers, and SYM03 for each name without room.
    """
    text_format = charter.text(role, halo_mm=HALO)
    marks = _page_boxes(frame, grounds)
    wanted = _wanted(frame, placed, sites, towns, marks)
    wanted["formes"] = [_forms(text) for text in wanted["texte"]]
    fixed = _held_rows(frame, wanted, held or {}, text_format)
    free = wanted[~wanted["repere"].isin(fixed["repere"])].copy()
    sizes = [np.array([_block_size(lines, text_format) for lines in forms]) for forms in free["formes"]]
    kept_free = np.vstack([as_boxes(reserved), marks, as_boxes(fixed["boite"].to_list())])
    around = _surroundings(frame, placed, wanted, kept_free, avoid, obstacles)
    targets = as_boxes(free["cible"].to_list())
    places = place_labels(targets, sizes, free["priorite"].to_numpy(float), around)
    result = LabelLayers()
    for text in free.loc[~places.placed, "texte"]:
        result.report.add("SYM03", Severity.WARNING, value=text, cadre=frame.name)
    free["lignes"] = [forms[form] for forms, form in zip(free["formes"], places.forms, strict=True)]
    kept = free[places.placed]
    rows = [*_line_rows(frame, kept, places.boxes[places.placed], text_format), *_fixed_rows(fixed)]
    result.names = _name_layer(frame, path, name, crs, rows, text_format)
    dotted = stacked([kept, fixed])
    lines = places.callouts[~np.isnan(places.callouts[:, 0])]
    result.under = [
        *_callout_layer(frame, path, name, crs, lines),
        *_dot_layer(frame, path, name, crs, charter, dotted[dotted["point"].astype(bool)]),
    ]
    return result


def _wanted(
    frame: MapFrame,
    placed: PlacedSites | None,
    sites: pd.DataFrame | None,
    towns: pd.DataFrame | None,
    marks: np.ndarray,
) -> pd.DataFrame:
    """One row a name: ``repere``, ``texte``, ``priorite``, ``cible`` (box, mm), ``point`` (a town's dot is drawn)."""
    rows: list[dict[str, object]] = []
    strips = placed.boxes if placed is not None else as_boxes([])
    names = [""] * len(strips)
    if placed is not None and sites is not None:
        named = sites.drop_duplicates("id").set_index("id")["texte"].reindex(placed.strips["id"])
        priorities = _priorities(sites, _SITE_PRIORITY).groupby(sites["id"]).first()
        for box, (site, text) in zip(strips, named.items(), strict=True):
            if isinstance(text, str) and text:
                of_site = {"repere": str(site), "texte": text, "priorite": priorities[site]}
                rows.append({**of_site, "cible": tuple(box), "point": False})
        names = named.fillna("").to_list()
    if towns is not None:
        leaders = placed.leaders if placed is not None else as_boxes([])
        rows.extend(_town_rows(frame, towns, strips, names, leaders, marks))
    return pd.DataFrame(rows, columns=["repere", "texte", "priorite", "cible", "point"])


def _town_rows(
    frame: MapFrame, towns: pd.DataFrame, strips: np.ndarray, names: list[str], leaders: np.ndarray, marks: np.ndarray
) -> list[dict]:
    inside = [frame.holds(x, y) for x, y in zip(towns["x"], towns["y"], strict=True)]
    seen = towns[np.array(inside, dtype=bool)]
    at = to_page(frame, seen[["x", "y"]].to_numpy(float).reshape(-1, 2))
    dots = boxes_around(at, np.full(at.shape, DOT_MM))
    wide = grown(dots, _DOT_CLEAR_MM)
    covered, marked = overlaps(wide, strips), contain(marks, at)
    crossed = segments_meet_boxes(leaders, wide).any(axis=0)
    rows, told = [], set()
    for i, (town, priority) in enumerate(zip(seen["nom"], _priorities(seen, _TOWN_PRIORITY), strict=True)):
        under, on = np.flatnonzero(covered[i]), np.flatnonzero(marked[:, i])
        if any(_plain(town) in _plain(names[j]) for j in under):
            continue  # the site's own name says the town
        target = dots[i]
        if len(under):
            holding = [j for j in under if contain(strips[[j]], at[[i]])[0, 0]]
            target = strips[(holding or list(under))[0]]
        elif len(on):
            if on[0] in told:
                continue  # one name a mark; the inset shows the other towns
            told.add(on[0])
            target = marks[on[0]]
        dotted = not (len(under) or len(on) or crossed[i])
        of_town = {"repere": f"ville {town}", "texte": town, "priorite": priority}
        rows.append({**of_town, "cible": tuple(target), "point": dotted})
    return rows


def _page_boxes(frame: MapFrame, bounds: Sequence[tuple[float, float, float, float]]) -> np.ndarray:
    return to_page(frame, np.asarray(bounds, dtype=float).reshape(-1, 2)).reshape(-1, 4)


def _priorities(frame: pd.DataFrame, default: float) -> pd.Series:
    own = pd.Series(default, index=frame.index, dtype=float)
    return frame["priorite"].astype(float).fillna(default) if "priorite" in frame else own


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _surroundings(
    frame: MapFrame,
    placed: PlacedSites | None,
    wanted: pd.DataFrame,
    reserved: np.ndarray,
    avoid: shapely.Geometry | None,
    obstacles: shapely.Geometry | None,
) -> Surroundings:
    dots = as_boxes(wanted.loc[wanted["point"], "cible"].to_list())
    boxes = [dots, reserved]
    leaders = [as_boxes([])]
    if placed is not None:
        points = placed.leaders[:, :2]
        boxes += [placed.boxes, boxes_around(points, np.full(points.shape, POINT_MM))]
        leaders.append(placed.leaders)
    if obstacles is not None:
        leaders.append(_segments(frame, obstacles))
    lines = None if avoid is None else _on_page(frame, avoid)
    return Surroundings((frame.width_mm, frame.height_mm), np.vstack(boxes), np.vstack(leaders), lines)


def _on_page(frame: MapFrame, geometry: shapely.Geometry) -> shapely.Geometry:
    """A geometry in mm of the frame, thinned to a tenth of a millimetre."""
    near = shapely.clip_by_rect(geometry, *frame.bounds)
    return shapely.simplify(shapely.transform(near, lambda points: to_page(frame, points)), 0.1)


def _segments(frame: MapFrame, geometry: shapely.Geometry) -> np.ndarray:
    """The lines' straight pieces on the page."""
    lines = shapely.get_parts(_on_page(frame, geometry))
    pieces = [np.hstack([points[:-1], points[1:]]) for points in (shapely.get_coordinates(line) for line in lines)]
    return np.vstack([as_boxes([]), *pieces])


def _forms(text: str) -> list[list[str]]:
    """The shapes a name may take, the preferred first: one line, two or three of nearly equal length, cut at spaces."""
    shapes = [
        [text],
        *(_cut(text, lines) for lines in (2, 3) if _breaks(text) >= lines - 1 and len(text) > 9 * (lines - 1)),
    ]
    preferred = 1 if len(text) >= _WRAPPED_FROM and len(shapes) > 1 else 0
    return [shapes[preferred], *(shape for place, shape in enumerate(shapes) if place != preferred)]


def _breaks(text: str) -> int:
    return text.count(" ") - text.count(" –")


def _cut(text: str, lines: int) -> list[str]:
    words = text.replace(" –", f"{_UNBROKEN}–").split(" ")  # a dash ends a line, it does not begin one
    cuts = min(
        combinations(range(1, len(words)), lines - 1),
        key=lambda cut: max(len(" ".join(words[a:b])) for a, b in pairwise((0, *cut, len(words)))),
    )
    return [" ".join(words[a:b]).replace(_UNBROKEN, " ") for a, b in pairwise((0, *cuts, len(words)))]


def _block_size(lines: list[str], text_format: QgsTextFormat) -> tuple[float, float]:
    inks = [text_size(line, text_format) for line in lines]
    above = inks[0].height - inks[0].drop
    return max(ink.width for ink in inks), above + (len(lines) - 1) * _leading(text_format) + inks[-1].drop


def _leading(text_format: QgsTextFormat) -> float:
    return text_format.size() * 25.4 / 72 * _LINE_SPACING


def _held_rows(
    frame: MapFrame, wanted: pd.DataFrame, held: Mapping[str, tuple[float, float]], text_format: QgsTextFormat
) -> pd.DataFrame:
    """The names moved by hand: ``lignes``, ``places`` (n x 2, map units) and ``boite`` (mm) more than in ``wanted``."""
    rows = []
    for row in wanted.to_dict("records"):
        first = held.get(f"{row['repere']}/0")
        if first is None:
            continue
        count = sum(key.rpartition("/")[0] == row["repere"] for key in held)
        lines = next((form for form in row["formes"] if len(form) == count), row["formes"][0])
        down = _leading(text_format) * frame.unit_per_mm
        at = [held.get(f"{row['repere']}/{n}", (first[0], first[1] - n * down)) for n in range(len(lines))]
        row |= {"lignes": lines, "places": at, "boite": _ink_box(frame, lines, at, text_format)}
        rows.append(row)
    return pd.DataFrame(rows, columns=[*wanted.columns, "lignes", "places", "boite"])


def _ink_box(
    frame: MapFrame, lines: list[str], at: list[tuple[float, float]], text_format: QgsTextFormat
) -> tuple[float, float, float, float]:
    """The box of lines whose base lines begin at points of the map, in mm of the frame."""
    pens = to_page(frame, np.asarray(at, dtype=float))
    inks = [text_size(line, text_format) for line in lines]
    boxes = [
        (x + ink.left, y - ink.drop, x + ink.left + ink.width, y - ink.drop + ink.height)
        for (x, y), ink in zip(pens, inks, strict=True)
    ]
    low, high = np.min(boxes, axis=0), np.max(boxes, axis=0)
    return float(low[0]), float(low[1]), float(high[2]), float(high[3])


def _fixed_rows(fixed: pd.DataFrame) -> list[tuple]:
    """The lines of the names moved by hand, as in `_line_rows`."""
    return [
        (line, f"{repere}/{number}", *at, True)
        for repere, lines, places in zip(fixed["repere"], fixed["lignes"], fixed["places"], strict=True)
        for number, (line, at) in enumerate(zip(lines, places, strict=True))
    ]


def _line_rows(frame: MapFrame, kept: pd.DataFrame, boxes: np.ndarray, text_format: QgsTextFormat) -> list[tuple]:
    """One row a line: text, mark, where its base line begins (map units), whether it is held by hand."""
    rows = []
    for repere, target, lines, box in zip(kept["repere"], kept["cible"], kept["lignes"], boxes, strict=True):
        inks = [text_size(line, text_format) for line in lines]
        share = _alignment(target, box)
        baseline = box[3] - (inks[0].height - inks[0].drop)
        for number, (line, ink) in enumerate(zip(lines, inks, strict=True)):
            at = to_map(frame, np.array([[box[0] + share * (box[2] - box[0] - ink.width) - ink.left, baseline]]))[0]
            rows.append((line, f"{repere}/{number}", float(at[0]), float(at[1]), False))
            baseline -= _leading(text_format)
    return rows


def _name_layer(
    frame: MapFrame, path: Path | str, name: str, crs: str, rows: list[tuple], text_format: QgsTextFormat
) -> list[QgsVectorLayer]:
    if not rows:
        return []
    table = pd.DataFrame(rows, columns=["texte", MARK, "x", "y", HELD])
    table["cadre"], table["geom"] = frame.name, list(shapely.points(table[["x", "y"]].to_numpy(float)))
    write_layer(path, f"{name}_noms", table, crs, "Point")
    layer = load_layer(path, f"{name}_noms", "Noms")
    layer.setRenderer(QgsNullSymbolRenderer())
    pin_labels(layer, "texte", "x", "y", text_format)
    return [layer]


def _alignment(target: tuple[float, ...], box: np.ndarray) -> float:
    """0 for a text right of its target, 1 left of it, 0.5 above or below: lines lean towards what they name."""
    if box[0] >= target[2]:
        return 0.0
    return 1.0 if box[2] <= target[0] else 0.5


def _callout_layer(frame: MapFrame, path: Path | str, name: str, crs: str, lines: np.ndarray) -> list[QgsVectorLayer]:
    if not len(lines):
        return []
    ends = to_map(frame, lines.reshape(-1, 2)).reshape(-1, 2, 2)
    table = pd.DataFrame({"cadre": [frame.name] * len(lines), "geom": list(shapely.linestrings(ends))})
    write_layer(path, f"{name}_rappels", table, crs, "LineString")
    layer = load_layer(path, f"{name}_rappels", "Rappels")
    layer.setRenderer(QgsSingleSymbolRenderer(leader_symbol(with_point=False)))
    return [layer]


def _dot_layer(
    frame: MapFrame, path: Path | str, name: str, crs: str, charter: Charter, towns: pd.DataFrame
) -> list[QgsVectorLayer]:
    if towns.empty:
        return []
    boxes = as_boxes(towns["cible"].to_list())
    at = to_map(frame, (boxes[:, :2] + boxes[:, 2:]) / 2)
    table = pd.DataFrame({"nom": towns["texte"].to_numpy(), "cadre": frame.name, "geom": list(shapely.points(at))})
    write_layer(path, f"{name}_villes", table, crs, "Point")
    layer = load_layer(path, f"{name}_villes", DOT_LAYER)
    dot = {
        "name": "circle",
        "size": str(DOT_MM),
        "color": charter.colour("fond", "ville").name(),
        "outline_style": "no",
    }
    layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(dot)))
    return [layer]
