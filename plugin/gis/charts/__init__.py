"""Charts as vector pictures for the printed page: plain QPainter on SVG, so that they print wherever QGIS does."""

from .canvas import Canvas
from .paint import paint
from .rows import Bar, draw_bar_pairs, draw_bars

__all__ = ["Bar", "Canvas", "draw_bar_pairs", "draw_bars", "paint"]
