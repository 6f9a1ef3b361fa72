"""Road segments as flat arrays, whatever layer they were read from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely

from .sorting import distinct

# One line a record, its points as little-endian doubles: ISO and EWKB codes of LineString and MultiLineString.
_POINT_BYTES = {2: 16, 1002: 24, 2002: 24, 3002: 32, 0x80000002: 24}
_MULTI_POINT_BYTES = {5: 16, 1005: 24, 2005: 24, 3005: 32, 0x80000005: 24}


@dataclass(frozen=True)
class RoadArrays:
    """Passable road segments in a metric CRS.

    ``coords`` is (v, 2) in metres, ``offsets`` (n + 1,) says which vertices each segment owns, ``forward`` and
    ``backward`` (n,) are seconds from the first vertex to the last and back (inf: closed that way), ``length`` (n,)
    metres, ``ferry`` (n,) booleans. ``crs`` is an authority code ("EPSG:2154") and ``note`` says how the speeds came
    about.
    """

    coords: np.ndarray
    offsets: np.ndarray
    forward: np.ndarray
    backward: np.ndarray
    length: np.ndarray
    ferry: np.ndarray
    crs: str = ""
    note: dict[str, object] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.forward)

    @classmethod
    def from_lines(
        cls,
        lines: list[list[tuple[float, float]]],
        forward: np.ndarray,
        backward: np.ndarray | None = None,
        crs: str = "",
    ) -> RoadArrays:
        """Segments from lists of points; ``backward`` defaults to ``forward`` (both ways)."""
        coords = np.array([point for line in lines for point in line], dtype=float).reshape(-1, 2)
        offsets = np.concatenate([[0], np.cumsum([len(line) for line in lines], dtype=np.int64)])
        forward = np.asarray(forward, dtype=float)
        backward = forward.copy() if backward is None else np.asarray(backward, dtype=float)
        length = line_lengths(coords, offsets)
        return cls(coords, offsets, forward, backward, length, np.zeros(len(lines), dtype=bool), crs)


def line_lengths(coords: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """Planar length (n,) of each line, in the unit of ``coords``."""
    steps = np.zeros(len(coords))
    np.hypot(np.diff(coords[:, 0]), np.diff(coords[:, 1]), out=steps[:-1])
    steps[offsets[1:-1] - 1] = 0.0  # the jump from one line to the next is not road
    return np.add.reduceat(steps, offsets[:-1]) if len(offsets) > 1 else np.empty(0)


def split_at_shared_vertices(roads: RoadArrays) -> RoadArrays:
    """Cut segments wherever a vertex is used twice: OpenStreetMap's ways cross in the middle of each other.

    Seconds and metres are shared by drawn length.
    """
    cells = np.round((roads.coords - roads.coords.min(axis=0)) * 100.0).astype(np.int64)  # centimetres
    order, _, first = distinct(cells[:, 0] << 32 | cells[:, 1])
    uses = np.empty(len(cells), dtype=np.intp)
    uses[order] = np.repeat(np.diff(np.append(first, len(cells))), np.diff(np.append(first, len(cells))))
    ends = np.zeros(len(cells), dtype=bool)
    ends[roads.offsets[:-1]] = ends[roads.offsets[1:] - 1] = True
    cut = np.flatnonzero((uses > 1) & ~ends)  # each closes one piece and opens the next
    vertex = np.sort(np.concatenate([np.arange(len(cells)), cut]))
    opens = np.sort(np.concatenate([roads.offsets[:-1], cut]))
    starts = opens + np.searchsorted(cut, opens, side="left")  # a cut before the vertex has doubled one already
    starts += np.isin(opens, cut)
    parent = np.searchsorted(roads.offsets, opens, side="right") - 1
    coords, offsets = roads.coords[vertex], np.append(starts, len(vertex))
    drawn = line_lengths(coords, offsets)
    keep = drawn > 0  # a vertex drawn twice in a row would give a piece of no length
    counts = np.diff(offsets)
    coords, offsets = coords[np.repeat(keep, counts)], np.concatenate([[0], np.cumsum(counts[keep])])
    parent, drawn = parent[keep], drawn[keep]
    share = drawn / np.bincount(parent, weights=drawn, minlength=len(roads))[parent]
    forward, backward = roads.forward[parent] * share, roads.backward[parent] * share
    return RoadArrays(
        coords, offsets, forward, backward, roads.length[parent] * share, roads.ferry[parent], roads.crs, roads.note
    )


def lines_from_wkb(records: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points of WKB lines, without making a geometry of each where all are alike.

    Args:
        records: (r,) ``bytes`` or None, LineString or MultiLineString.

    Returns:
        ``coords`` (v, 2), ``offsets`` (n + 1,) and ``record`` (n,): a record of several parts gives several lines, an
        empty one none.
    """
    return _uniform_lines(records) or _any_lines(records)


def _uniform_lines(records: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """The quick way: every record a line, or a multi-line of one part, of one dimension, little-endian."""
    if len(records) == 0:
        return None
    if records.dtype.kind == "V":  # GDAL's way to give records that all have one size
        sizes = np.full(len(records), records.dtype.itemsize)
        stream = np.ascontiguousarray(records).view(np.uint8)
    else:
        try:
            sizes = np.fromiter(map(len, records), dtype=np.int64, count=len(records))
        except TypeError:  # None among them
            return None
        stream = np.frombuffer(b"".join(records), dtype=np.uint8)
    starts = np.cumsum(sizes) - sizes
    if sizes.min() < 9 or not (stream[starts] == 1).all():
        return None
    kinds = _uint32(stream, starts + 1)
    kind = int(kinds[0])
    if not (kinds == kind).all():
        return None
    if kind in _POINT_BYTES:
        width, header = _POINT_BYTES[kind], 9
    elif kind in _MULTI_POINT_BYTES and sizes.min() >= 18 and (_uint32(stream, starts + 5) == 1).all():
        width, header = _MULTI_POINT_BYTES[kind], 18
    else:
        return None
    counts = _uint32(stream, starts + header - 4).astype(np.int64)
    if not (counts * width + header == sizes).all() or counts.min() < 2:
        return None
    body = np.ones(len(stream), dtype=bool)
    body[(starts[:, None] + np.arange(header)).ravel()] = False
    coords = stream[body].view("<f8").reshape(-1, width // 8)[:, :2]
    return np.ascontiguousarray(coords), np.concatenate([[0], np.cumsum(counts)]), np.arange(len(records))


def _any_lines(records: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    if records.dtype.kind == "V":
        records = np.array([item.tobytes() for item in records], dtype=object)
    parts, record = shapely.get_parts(shapely.from_wkb(records), return_index=True)
    usable = (shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING) & (shapely.get_num_points(parts) >= 2)
    parts, record = parts[usable], record[usable]
    coords = shapely.get_coordinates(parts)
    return coords, np.concatenate([[0], np.cumsum(shapely.get_num_points(parts), dtype=np.int64)]), record


def _uint32(stream: np.ndarray, at: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(stream[at[:, None] + np.arange(4)]).view("<u4").ravel()
