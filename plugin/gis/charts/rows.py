"""Rows of bars under a title, for the side column: their height follows from how many they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..charter import Charter
from .canvas import Canvas
from .looks import RISING, SOLID, Look

_LEAST_MM = 0.3


@dataclass(frozen=True)
class Bar:
    """A bar: its name, its value, the text printed after it and its fill; ``hatched`` for classes that are no value."""

    label: str
    value: float
    text: str
    colour: str
    hatched: bool = False

    @property
    def look(self) -> Look:
        """Its colour, solid or in lines."""
        return Look(self.colour, RISING if self.hatched else SOLID)


def draw_bars(path: Path, title: str, bars: Sequence[Bar], width_mm: float, charter: Charter) -> float:
    """Horizontal bars from zero on one scale, under a title; returns the picture's height in millimetres."""
    title_mm, row_mm, bar_mm, text_mm = 6.0, 7.4, 3.0, 15.0
    height = title_mm + row_mm * len(bars)
    longest = max((bar.value for bar in bars), default=0.0) or 1.0
    with Canvas(path, width_mm, height, charter) as canvas:
        canvas.text(0, 0, width_mm, 5, title, "legende_titre")
        for row, bar in enumerate(bars):
            top = title_mm + row * row_mm
            length = _length(bar, longest, width_mm - text_mm)
            canvas.area(0, top, length, bar_mm, bar.look)
            canvas.text(length + 1.5, top - 0.6, text_mm, bar_mm + 1.2, bar.text, "legende")
            canvas.text(0, top + bar_mm + 0.2, width_mm, 3.6, bar.label, "notes")
    return height


def draw_bar_pairs(
    path: Path, title: str, pairs: Sequence[tuple[Bar, Bar]], words: tuple[str, str], width_mm: float, charter: Charter
) -> float:
    """Two bars a class on one scale, the earlier one an empty outline; returns the picture's height in millimetres.

    Args:
        path: the SVG to write.
        title: above the bars.
        pairs: before and after, of one label.
        words: what the two are ("référence", "scénario"), written after their values.
        width_mm: of the picture.
        charter: text and colours.
    """
    title_mm, row_mm, bar_mm, text_mm = 5.6, 9.2, 2.2, 27.0
    height = title_mm + row_mm * len(pairs)
    longest = max((bar.value for pair in pairs for bar in pair), default=0.0) or 1.0
    with Canvas(path, width_mm, height, charter) as canvas:
        canvas.text(0, 0, width_mm, 5, title, "legende_titre")
        for row, pair in enumerate(pairs):
            top = title_mm + row * row_mm
            canvas.text(0, top, width_mm, 3.4, pair[0].label, "notes")
            for place, (bar, word) in enumerate(zip(pair, words, strict=True)):
                length = _length(bar, longest, width_mm - text_mm)
                below = top + 3.5 + place * (bar_mm + 0.5)
                shown = bar if place else replace(bar, colour="#ffffff", hatched=False)
                canvas.area(0, below, length, bar_mm, shown.look)
                canvas.text(length + 1.5, below - 0.5, text_mm, bar_mm + 1.0, f"{bar.text} {word}", "notes")
    return height


def _length(bar: Bar, longest: float, room_mm: float) -> float:
    """Few are seen, nobody is not."""
    return max(room_mm * bar.value / longest, _LEAST_MM) if bar.value > 0 else 0.0
