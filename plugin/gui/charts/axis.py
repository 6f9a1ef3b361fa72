"""An axis whose numbers are written in French."""

from __future__ import annotations

from functools import cache

from ...core.french import french_number
from .library import pyqtgraph


@cache
def french_axis_class() -> type:
    """The class, made once pyqtgraph is wanted."""
    graph = pyqtgraph()

    class FrenchAxis(graph.AxisItem):
        """``both_ways``: a pyramid has no negative side."""

        both_ways = False

        def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
            """The words beside the ticks."""
            decimals = 0 if spacing >= 1 else 1 if spacing >= 0.1 else 2
            return [french_number(abs(value) if self.both_ways else value, decimals) for value in values]

    return FrenchAxis
