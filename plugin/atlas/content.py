"""What a layer of the catalogue gives a sheet: QGIS layers for each frame, legend sections, notes, a chart."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from qgis.core import QgsVectorLayer


@dataclass(frozen=True)
class LegendItem:
    """Rows of the legend taken from a layer.

    ``nodes`` maps the position of a symbol in the layer's legend to the words beside it; None: all as they are.
    ``discs``: areas that are whole circles on the map are circles here.
    """

    layer: QgsVectorLayer
    nodes: dict[int, str] | None = None
    discs: bool = False


@dataclass(frozen=True)
class LegendSection:
    """A heading and its rows."""

    heading: str
    items: list[LegendItem]


@dataclass
class Drawing:
    """The part of a sheet one catalogue layer draws.

    ``over`` and ``under`` hold, per frame name, layers from top to bottom that stand above or below the limits.
    ``tools`` are layers for the user's hand, which no map prints.
    ``parts`` maps a table to the part of it that was drawn, so that the source line names no other.
    """

    over: dict[str, list[QgsVectorLayer]] = field(default_factory=dict)
    under: dict[str, list[QgsVectorLayer]] = field(default_factory=dict)
    legend: list[LegendSection] = field(default_factory=list)
    tools: list[QgsVectorLayer] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    chart: Path | None = None
    chart_height: float = 0.0


@dataclass(frozen=True)
class Sites:
    """Points a layer will draw, for the choice of insets: n x 2 coordinates and the name of each one's commune."""

    xy: np.ndarray
    communes: list[str]

    @classmethod
    def none(cls) -> Sites:
        """No points."""
        return cls(np.empty((0, 2)), [])

    @classmethod
    def of(cls, frame: pd.DataFrame, name: str = "commune") -> Sites:
        """The rows of a frame that have ``x`` and ``y``."""
        located = frame.dropna(subset=["x", "y"])
        return cls(located[["x", "y"]].to_numpy(dtype=float), located[name].fillna("").astype(str).tolist())
