"""The part of the ground a map item shows, and what a millimetre of it is worth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MapFrame:
    """A map item on the page: ``name`` (field ``cadre`` of derived layers), extent in map units, width in millimetres.

    The height follows from the extent's proportions.
    """

    name: str
    x_min: float
    y_min: float
    x_max: float
    y_max: float
    width_mm: float

    @property
    def unit_per_mm(self) -> float:
        """Map units under one millimetre of paper."""
        return (self.x_max - self.x_min) / self.width_mm

    @property
    def height_mm(self) -> float:
        """Height of the frame on paper."""
        return (self.y_max - self.y_min) / self.unit_per_mm

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """x_min, y_min, x_max, y_max in map units."""
        return self.x_min, self.y_min, self.x_max, self.y_max

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the frame."""
        return self.x_min <= x <= self.x_max and self.y_min <= y <= self.y_max
