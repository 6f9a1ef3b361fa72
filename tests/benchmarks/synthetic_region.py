"""A made-up region's road network of any size: junctions, chains, dead ends, one-ways, a hierarchy of speeds."""

from __future__ import annotations

import sqlite3
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import ogr, osr

from plugin.core.network.roads import RoadArrays, line_lengths

_ORIGIN = np.array([150_000.0, 6_700_000.0])
_SPACING = 320.0  # metres between junctions: about 270,000 of them on 27,000 km²


@dataclass(frozen=True)
class Region:
    """Vertices (v, 2) of the edges, offsets (n + 1,) into them, km/h (n,), direction (n,).

    0 both ways, 1 direct only.
    """

    coords: np.ndarray
    offsets: np.ndarray
    speed: np.ndarray
    direction: np.ndarray

    def __len__(self) -> int:
        return len(self.speed)

    def roads(self) -> RoadArrays:
        """The region as arrays, without a file."""
        length = line_lengths(self.coords, self.offsets)
        forward = length / self.speed * 3.6
        backward = np.where(self.direction == 1, np.inf, forward)
        return RoadArrays(
            self.coords, self.offsets, forward, backward, length, np.zeros(len(self), dtype=bool), "EPSG:2154"
        )


def synthetic_region(edges: int, seed: int = 0) -> Region:
    """A region of about that many edges, 0.8 as many nodes and 5 vertices an edge.

    A third of the nodes are true junctions.
    """
    random = np.random.default_rng(seed)
    side = max(int(np.sqrt(edges * 0.33)), 4)
    column, row = np.meshgrid(np.arange(side), np.arange(side), indexing="ij")
    nodes = _ORIGIN + _SPACING * (
        np.column_stack([column.ravel(), row.ravel()]) + random.uniform(-0.3, 0.3, (side * side, 2))
    )
    number = np.arange(side * side).reshape(side, side)
    tail = np.concatenate([number[:-1].ravel(), number[:, :-1].ravel()])
    head = np.concatenate([number[1:].ravel(), number[:, 1:].ravel()])
    line = np.concatenate([np.tile(np.arange(side), side - 1), np.repeat(np.arange(side), side - 1)])
    speed = np.where(line % 32 == 0, 105.0, np.where(line % 8 == 0, 80.0, np.where(line % 2 == 0, 55.0, 35.0)))
    kept = (random.random(len(tail)) < 0.8) | (line % 8 == 0)
    tail, head, speed = tail[kept], head[kept], speed[kept]

    # Chains: an edge cut into two or three.
    for _ in range(2):
        cut = random.random(len(tail)) < 0.24
        middle = (nodes[tail[cut]] + nodes[head[cut]]) / 2 + random.uniform(-30, 30, (int(cut.sum()), 2))
        new = len(nodes) + np.arange(len(middle))
        nodes = np.concatenate([nodes, middle])
        tail = np.concatenate([tail[~cut], tail[cut], new])
        head = np.concatenate([head[~cut], new, head[cut]])
        speed = np.concatenate([speed[~cut], speed[cut], speed[cut]])
    direction = (random.random(len(tail)) < 0.08).astype(int)

    # Dead ends, some of them branched.
    missing = edges - len(tail)
    for share in (0.7, 0.3):
        count = int(missing * share)
        foot = (
            random.integers(0, len(nodes), count)
            if share > 0.5
            else random.integers(len(nodes) - count, len(nodes), count)
        )
        tip = nodes[foot] + random.normal(0, 90, (count, 2))
        new = len(nodes) + np.arange(count)
        nodes = np.concatenate([nodes, tip])
        tail, head = np.concatenate([tail, foot]), np.concatenate([head, new])
        speed, direction = (
            np.concatenate([speed, np.full(count, 25.0)]),
            np.concatenate([direction, np.zeros(count, int)]),
        )

    order = random.permutation(len(tail))  # a real layer comes in no order a search would like
    tail, head, speed, direction = tail[order], head[order], speed[order], direction[order]
    counts = random.integers(2, 9, len(tail))
    offsets = np.concatenate([[0], np.cumsum(counts)])
    edge = np.repeat(np.arange(len(tail)), counts)
    rank = np.arange(offsets[-1]) - offsets[edge]
    along = (rank / (counts[edge] - 1))[:, None]
    coords = nodes[tail[edge]] * (1 - along) + nodes[head[edge]] * along
    inside = (rank > 0) & (rank < counts[edge] - 1)
    reach = np.hypot(*(nodes[head] - nodes[tail]).T)[edge]
    coords[inside] += random.normal(0, 0.06, (int(inside.sum()), 2)) * reach[inside, None]
    return Region(coords, offsets, speed, direction)


def write_geopackage(region: Region, path: Path) -> Path:
    """The region as a GeoPackage layer ``routes`` (``vitesse_kmh``, ``sens``), written straight into its table."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer(
        "routes", reference, ogr.wkbLineString, ["SPATIAL_INDEX=NO", "GEOMETRY_NAME=geom", "FID=fid"]
    )
    layer.CreateField(ogr.FieldDefn("vitesse_kmh", ogr.OFTReal))
    layer.CreateField(ogr.FieldDefn("sens", ogr.OFTString))
    del layer, dataset
    header = b"GP\x00\x01" + struct.pack("<i", 2154) + struct.pack("<BI", 1, 2)
    body = np.ascontiguousarray(region.coords, dtype="<f8").tobytes()
    words = ("double", "direct")
    rows = (
        (header + struct.pack("<I", end - start) + body[16 * start : 16 * end], speed, words[way])
        for start, end, speed, way in zip(
            region.offsets[:-1].tolist(),
            region.offsets[1:].tolist(),
            region.speed.tolist(),
            region.direction.tolist(),
            strict=True,
        )
    )
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.executemany("INSERT INTO routes (geom, vitesse_kmh, sens) VALUES (?, ?, ?)", rows)
        low, high = region.coords.min(axis=0), region.coords.max(axis=0)
        connection.execute(
            "UPDATE gpkg_contents SET min_x=?, min_y=?, max_x=?, max_y=?", (*low.tolist(), *high.tolist())
        )
    connection.close()
    return path
