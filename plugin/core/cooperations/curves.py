"""Links of a map frame as curves: fanned out, trimmed at the symbols, cut at the frame, open at their labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from ..findings import InputError
from ..map_frame import MapFrame
from .bezier import CLEARANCE, Ends, through
from .bows import third_sites
from .fan import bundle_places, fan
from .labels import (
    BESIDE,
    MARGIN,
    MARK_GAP,
    MARK_SIZE,
    Placement,
    label_boxes,
    label_widths,
    place_labels,
    text_width,
)
from .pen import LEAST_PATTERN, Pen, pens_for, with_qualities
from .polylines import arc_lengths, at_distance, part

PERIODS_SHOWN = 3  # a shorter line does not show its pattern: the link moves to an inset
ARROW_LENGTH = 2.6
_LEAST_ARROW, _ARROW_SHARE, _ARROW_WIDTHS = 1.8, 0.22, 1.6  # heads shrink with their line, and stay wider than it
FRAME_MARGIN = 0.8  # between a cut line and the frame's edge
_STRAIGHT = 2.2  # a long text stands on a line that bends less under it
_SHORTEST_STUB = 6.0  # of a cut line that ends in the name of the site it goes to
_FAR_AWAY = -1e6


@dataclass(frozen=True)
class Scene:
    """The sites of a sheet in millimetres of one frame; ``area`` is 0 in the frame, j + 1 in inset j, -1 outside."""

    frame: MapFrame
    xy: np.ndarray
    radius: np.ndarray
    names: np.ndarray
    area: np.ndarray
    boxes: list[shapely.Polygon]

    @classmethod
    def of(cls, sites: pd.DataFrame, frame: MapFrame, insets: Sequence[MapFrame]) -> Scene:
        """Place the sites of a table (``finess_et``, ``nom``, ``x``, ``y``, ``rayon_mm``) on a frame."""
        origin = np.array([frame.x_min, frame.y_min])
        xy = (sites[["x", "y"]].to_numpy(dtype=float) - origin) / frame.unit_per_mm
        boxes = [shapely.box(*((np.array(inset.bounds) - np.tile(origin, 2)) / frame.unit_per_mm)) for inset in insets]
        page = shapely.box(0, 0, frame.width_mm, frame.height_mm)
        dots = shapely.points(xy)
        area = np.where(shapely.covers(page, dots), 0, -1)
        for number, box in enumerate(boxes, start=1):
            area = np.where((area == 0) & shapely.covers(box, dots), number, area)
        names = sites["nom"].where(sites["nom"].notna(), sites["finess_et"]).to_numpy(dtype=object)
        return cls(frame, xy, sites["rayon_mm"].to_numpy(dtype=float), names, area, boxes)

    @property
    def page(self) -> shapely.Polygon:
        """The frame's paper, less a margin."""
        return shapely.box(
            FRAME_MARGIN, FRAME_MARGIN, self.frame.width_mm - FRAME_MARGIN, self.frame.height_mm - FRAME_MARGIN
        )

    @property
    def standing(self) -> np.ndarray:
        """Positions of the symbols printed in this frame; the others stand far away, so that numbers stay."""
        return np.where((self.area == 0)[:, None], self.xy, _FAR_AWAY)

    def symbols(self) -> np.ndarray:
        """The symbols printed in this frame, as polygons."""
        shown = self.area == 0
        return shapely.buffer(shapely.points(self.xy[shown]), self.radius[shown], quad_segs=4)

    def to_paper(self, geometry: shapely.Geometry) -> shapely.Geometry:
        """A geometry in millimetres of the frame, less what lies outside it."""
        frame = self.frame
        inside = shapely.clip_by_rect(geometry, *frame.bounds)
        return shapely.transform(inside, lambda xy: (xy - [frame.x_min, frame.y_min]) / frame.unit_per_mm)

    def on_paper(self, point: tuple[float, float]) -> np.ndarray:
        """A point in millimetres of the frame."""
        return (np.asarray(point, dtype=float) - [self.frame.x_min, self.frame.y_min]) / self.frame.unit_per_mm

    def to_map(self, geometry: np.ndarray) -> np.ndarray:
        """Geometries from millimetres to map units."""
        frame = self.frame
        return shapely.transform(geometry, lambda xy: xy * frame.unit_per_mm + [frame.x_min, frame.y_min])


def sheet_curves(
    links: pd.DataFrame,
    sites: Mapping[str, pd.DataFrame],
    main: MapFrame,
    insets: Sequence[MapFrame] = (),
    print_object: bool = False,
    pens: Mapping[str, Pen] | None = None,
    avoid: shapely.Geometry | None = None,
    bends: Mapping[tuple[str, str], tuple[float, float]] | None = None,
) -> pd.DataFrame:
    """The curves of a sheet: those of its main map and of each inset, frames one under the other.

    A link too short for its pattern on the main map is left to the insets that show it at its ease. ``sites`` gives by
    name of frame where the symbols stand in it, ``bends`` by frame and link a point its curve must pass through; the
    other arguments, columns and errors are those of ``curves``.
    """
    of_frame = {
        frame.name: {link: at for (name, link), at in (bends or {}).items() if name == frame.name}
        for frame in (main, *insets)
    }
    above = curves(links, sites[main.name], main, insets, print_object, pens, avoid, of_frame[main.name])
    below = [
        curves(links, sites[inset.name], inset, (), print_object, pens, avoid, of_frame[inset.name])
        for inset in insets
    ]
    at_ease = {link for drawn in below for link in drawn.loc[~drawn["trop_court"] & ~drawn["coupe"], "id"]}
    moved = above["trop_court"] & above["id"].isin(at_ease)
    return pd.concat([above[~moved], *below], ignore_index=True)


def curves(
    links: pd.DataFrame,
    sites: pd.DataFrame,
    frame: MapFrame,
    insets: Sequence[MapFrame] = (),
    print_object: bool = False,
    pens: Mapping[str, Pen] | None = None,
    avoid: shapely.Geometry | None = None,
    bends: Mapping[str, tuple[float, float]] | None = None,
) -> pd.DataFrame:
    """The links a frame shows, as curves.

    Args:
        links: cooperations to draw (columns of the workspace's table): those of one sheet that are ``affichee``. Other
            links bring the columns of ``pen.with_qualities`` themselves.
        sites: ``finess_et``, ``nom``, ``x``, ``y`` (map units), ``rayon_mm`` of the printed symbol; every symbol of the
            sheet, so that lines keep off the sites they do not serve.
        frame: the map item.
        insets: frames that replace their sites on this one: links stop at their edge, links within one are left to it.
        print_object: write ``objet`` after the label where the line is long enough.
        pens: the pens of other links, by ``trait``; those of the modalities by default.
        avoid: lines in map units a label had better not cross: limits, coast.
        bends: by link, a point (map units) its curve must pass through: the user bent it there.

    Returns:
        One row a link drawn, in map units and degrees counter-clockwise from east: ``id``, ``cadre``, ``finess_a``,
        ``finess_b``, ``nom_a``, ``nom_b``, ``trait`` (pen), ``largeur_mm``, ``etiquette``, ``pdses_partagee``,
        ``coupe`` (leaves the frame), ``longueur_mm`` (visible), ``motif`` (share its pattern shrinks to, so that three
        periods show), ``trop_court`` (too short even so), ``traverse`` (third sites under the line); the
        points ``etiquette_geom``, ``pdses_geom`` with ``angle``, ``fleche_geom`` with ``fleche_angle``, ``fleche_mm``
        (only for ``sens`` = a_vers_b), ``renvoi_geom`` with ``renvoi`` (name of the end outside), ``renvoi_direction``
        (outwards), ``renvoi_angle`` (upright); ``geom``, from a to b.
        Links with both ends outside are left out.

    Raises:
        InputError: COO06 with the establishments that have no place in ``sites``.
    """
    places = pd.Index(sites["finess_et"])
    start, end = places.get_indexer(links["finess_a"]), places.get_indexer(links["finess_b"])
    if ((start < 0) | (end < 0)).any():
        unknown = set(links["finess_a"][start < 0]) | set(links["finess_b"][end < 0])
        raise InputError.of("COO06", finess=sorted(unknown))
    scene = Scene.of(sites, frame, insets)
    area_a, area_b = scene.area[start], scene.area[end]
    shown = ((area_a >= 0) | (area_b >= 0)) & ((area_a != area_b) | (area_a == 0)) & (start != end)
    links = with_qualities(links)
    known = pens_for(links["trait"], pens)  # of all links, so that every frame of a sheet has the same
    limits = None if avoid is None else scene.to_paper(avoid)
    bent = {link: scene.on_paper(at) for link, at in (bends or {}).items()}
    links = links[shown].reset_index(drop=True)
    return _draw(links, scene, start[shown], end[shown], print_object, known, limits, bent)


def _draw(
    links: pd.DataFrame,
    scene: Scene,
    start: np.ndarray,
    end: np.ndarray,
    print_object: bool,
    pens: dict[str, Pen],
    limits: shapely.Geometry | None,
    bent: Mapping[str, np.ndarray],
) -> pd.DataFrame:
    codes, width = links["trait"].to_numpy(dtype=object), links["largeur_mm"].to_numpy(dtype=float)
    texts, marked = links["etiquette"].to_numpy(dtype=object), links["pdses_partagee"].to_numpy(dtype=bool)
    needed = PERIODS_SHOWN * np.array([pens[code].period for code in codes])
    flank, outward, whole = _fanned(links, scene, start, end, list(pens))
    whole = _bent(whole, links["id"], scene, start, end, bent)

    visible, seen = _visible_part(whole, scene, start, end)
    cut_a, cut_b = scene.area[start] < 0, scene.area[end] < 0
    traversed = _traversed(visible, scene, start, end, width)
    named = outward != 0
    renvoi = np.where(cut_b & named, scene.names[end], np.where(cut_a & named, scene.names[start], "")).astype(object)
    visible, renvoi_place = _make_room_for_renvois(visible, renvoi, cut_a, outward)
    arrow = (links["sens"] == "a_vers_b").to_numpy(dtype=bool)
    length = arc_lengths(visible)[:, -1]
    least = np.maximum(_LEAST_ARROW, _ARROW_WIDTHS * width)
    head = np.minimum(np.maximum(np.minimum(_ARROW_SHARE * length, ARROW_LENGTH), least), 0.5 * length)
    tip = length - np.where(arrow, head, 0)
    arrow_ends = at_distance(visible, np.stack([tip, length], axis=1))
    visible = part(visible, np.zeros(len(links)), tip)
    length = tip

    if print_object:
        texts = _with_object(texts, links, marked, visible, needed)
    space = label_widths(texts, marked)
    # A cut line is drawn in another frame too: here its label is printed only where it fits.
    silent = (cut_a | cut_b) & (length - space - 2 * MARGIN < needed)
    texts, marked, space = np.where(silent, "", texts), marked & ~silent, np.where(silent, 0.0, space)
    fixed = label_boxes(renvoi_place.mean(axis=1), _angle(renvoi_place), text_width("→ " + renvoi))[renvoi != ""]
    label = place_labels(visible, space, needed, np.concatenate([scene.symbols(), fixed]), scene.page, flank, limits)
    shown = length - np.where(label.beside, 0.0, space + 2 * MARGIN * (space > 0))
    table = links[["id", "finess_a", "finess_b"]].assign(
        cadre=scene.frame.name,
        nom_a=scene.names[start],
        nom_b=scene.names[end],
        trait=codes,
        largeur_mm=width,
        etiquette=texts,
        pdses_partagee=marked,
        coupe=cut_a | cut_b,
        longueur_mm=length.round(1),
        motif=np.clip(shown / needed, LEAST_PATTERN, 1.0).round(3),
        trop_court=length < LEAST_PATTERN * needed,
        traverse=traversed,
        renvoi=renvoi,
    )
    table["angle"] = np.degrees(label.angle).round(2)
    text_at, mark_at = _text_and_mark(label, texts, marked)
    table["etiquette_geom"] = _points(scene, text_at, texts != "")
    table["pdses_geom"] = _points(scene, mark_at, marked)
    table["fleche_geom"] = _points(scene, arrow_ends.mean(axis=1), arrow)
    table["fleche_angle"], table["fleche_mm"] = _heading(arrow_ends), head.round(2)
    table["renvoi_geom"] = _points(scene, renvoi_place.mean(axis=1), renvoi != "")
    table["renvoi_direction"] = _heading(renvoi_place)
    table["renvoi_angle"] = _upright(_heading(renvoi_place))
    table["geom"] = scene.to_map(_interrupted(visible, label, space, length))
    return table[seen].reset_index(drop=True)


def _fanned(
    links: pd.DataFrame, scene: Scene, start: np.ndarray, end: np.ndarray, order: list[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Outer side of the first and last link of each bundle, of the last or lone link, and the curves from a to b.

    Sides are 1 left, -1 right, 0 for the other links.
    """
    low, high = np.minimum(start, end), np.maximum(start, end)
    width = links["largeur_mm"].to_numpy(dtype=float)
    label = label_widths(links["etiquette"].to_numpy(dtype=object), links["pdses_partagee"].to_numpy(dtype=bool))
    pair = np.unique(low * len(scene.xy) + high, return_inverse=True)[1]
    pen = links["trait"].map({code: place for place, code in enumerate(order)})
    rank = np.lexsort((links["id"].astype(str), -width, pen)).argsort()
    ends = Ends(scene.xy[low], scene.xy[high], scene.radius[low], scene.radius[high], low, high)
    page = (scene.frame.width_mm, scene.frame.height_mm)
    points = fan(ends, pair, rank, width, label, scene.standing, scene.radius, page)
    place, size = bundle_places(pair, rank)
    turned = start != low
    left = np.where(turned, -1, 1)
    outward = np.where(place == size - 1, left, 0)
    flank = np.where(size == 1, 0, np.where(place == 0, -left, outward))
    return flank, outward, np.where(turned[:, None, None], points[:, ::-1], points)


def _bent(
    points: np.ndarray,
    ids: pd.Series,
    scene: Scene,
    start: np.ndarray,
    end: np.ndarray,
    bent: Mapping[str, np.ndarray],
) -> np.ndarray:
    """The curves, those bent by hand through the point they were given."""
    rows = np.flatnonzero(ids.isin(list(bent)))
    if len(rows) == 0:
        return points
    a, b = start[rows], end[rows]
    ends = Ends(scene.xy[a], scene.xy[b], scene.radius[a], scene.radius[b], a, b)
    points = points.copy()
    points[rows] = through(ends, np.array([bent[link] for link in ids.iloc[rows]]))
    return points


def _visible_part(
    points: np.ndarray, scene: Scene, start: np.ndarray, end: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Curves cut at the frame and at the insets that hold one of their ends; whether anything of them is left."""
    points, seen = points.copy(), np.ones(len(points), dtype=bool)
    outside_a, outside_b = scene.area[start] != 0, scene.area[end] != 0
    for number in np.flatnonzero(outside_a | outside_b):
        paper = scene.page
        for area in (scene.area[start[number]], scene.area[end[number]]):
            if area > 0:
                paper = paper.difference(scene.boxes[area - 1].buffer(CLEARANCE))
        line = shapely.linestrings(points[number])
        pieces = [piece for piece in shapely.get_parts(line.intersection(paper)) if piece.length > 0]
        seen[number] = bool(pieces)
        if not pieces:
            continue
        if outside_a[number] and outside_b[number]:
            keep = max(pieces, key=lambda piece: piece.length)
        else:
            anchor = shapely.Point(points[number, -1 if outside_a[number] else 0])
            keep = min(pieces, key=anchor.distance)
        from_, to = sorted(line.project(shapely.Point(keep.coords[side])) for side in (0, -1))
        points[number] = part(points[number : number + 1], np.array([from_]), np.array([to]))[0]
    return points, seen


def _traversed(points: np.ndarray, scene: Scene, start: np.ndarray, end: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Names of the third sites each curve passes over, joined by commas."""
    names = np.full(len(points), "", dtype=object)
    curve, site = third_sites(points, start, end, width, scene.standing, scene.radius, 0.0)
    for number in np.unique(curve):
        names[number] = ", ".join(scene.names[site[curve == number]])
    return names


def _make_room_for_renvois(
    points: np.ndarray, renvoi: np.ndarray, at_start: np.ndarray, side: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Shorten the curves by the name printed at their cut end; the names' base lines, from inside outwards (n, 2, 2).

    On a line too short for both, the name stands beside it, on its bundle's outer side (1 left of a to b, -1 right).
    """
    length = arc_lengths(points)[:, -1]
    room = np.where(renvoi != "", text_width("→ " + renvoi), 0.0)
    beside = room + _SHORTEST_STUB > length
    kept = np.where(beside, length, length - room - np.where(room > 0, MARGIN, 0))
    inner = np.where(at_start, np.minimum(room, length), np.maximum(length - room, 0))
    outer = np.where(at_start, 0.0, length)
    base = at_distance(points, np.stack([inner, outer], axis=1))
    along = (base[:, 1] - base[:, 0]) / np.maximum(np.abs(outer - inner), 1e-9)[:, None]
    left = np.stack([-along[:, 1], along[:, 0]], axis=1) * np.where(at_start, -side, side)[:, None]
    base = base + np.where(beside, BESIDE, 0)[:, None, None] * left[:, None, :]
    begin = np.where(at_start & ~beside, length - kept, 0.0)
    return part(points, begin, begin + kept), base


def _with_object(
    texts: np.ndarray, links: pd.DataFrame, marked: np.ndarray, points: np.ndarray, needed: np.ndarray
) -> np.ndarray:
    """Add the object of the cooperation to the labels of the lines long enough for it, and straight enough."""
    known = links["objet"].notna().to_numpy(dtype=bool) & (texts != "")
    longer = texts + " – " + links["objet"].fillna("").to_numpy(dtype=object)
    space = label_widths(longer, marked)
    length = arc_lengths(points)[:, -1]
    around = at_distance(points, length[:, None] / 2 + space[:, None] * np.array([-0.5, 0.0, 0.5]))
    bulge = np.hypot(*(around[:, 1] - (around[:, 0] + around[:, 2]) / 2).T)
    fits = (space + 2 * MARGIN + 2 * needed < length) & (bulge < _STRAIGHT)
    return np.where(known & fits, longer, texts).astype(object)


def _text_and_mark(label: Placement, texts: np.ndarray, marked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Centres of the text and of the PDSES mark to its right."""
    reading = np.stack([np.cos(label.angle), np.sin(label.angle)], axis=1)
    text = text_width(texts)
    gap = np.where(text > 0, MARK_GAP, 0)
    text_shift = np.where(marked, (MARK_SIZE + gap) / 2, 0)
    return label.centre - reading * text_shift[:, None], label.centre + reading * ((text + gap) / 2)[:, None]


def _interrupted(points: np.ndarray, label: Placement, space: np.ndarray, length: np.ndarray) -> np.ndarray:
    """The lines, open where their label stands."""
    open_ = (space > 0) & ~label.beside
    before = np.where(open_, np.maximum(label.along - space / 2 - MARGIN, 0.0), length)
    after = np.where(open_, np.minimum(label.along + space / 2 + MARGIN, length), length)
    first = shapely.linestrings(part(points, np.zeros(len(points)), before))
    second = shapely.linestrings(part(points[open_], after[open_], length[open_]))
    number = np.concatenate([np.arange(len(points)), np.flatnonzero(open_)])
    order = np.argsort(number, kind="stable")
    return shapely.multilinestrings(np.concatenate([first, second])[order], indices=number[order])


def _points(scene: Scene, xy: np.ndarray, present: np.ndarray) -> np.ndarray:
    geometry = scene.to_map(shapely.points(xy)).astype(object)
    geometry[~present] = None
    return geometry


def _angle(segment: np.ndarray) -> np.ndarray:
    """Direction of (n, 2, 2) segments, radians counter-clockwise from east."""
    return np.arctan2(*(segment[:, 1] - segment[:, 0]).T[::-1])


def _heading(segment: np.ndarray) -> np.ndarray:
    return np.degrees(_angle(segment)).round(2)


def _upright(angle: np.ndarray) -> np.ndarray:
    return np.where(np.abs(angle) > 90, angle - np.sign(angle) * 180, angle)
