"""The kinds of layers a sheet of the catalogue is made of.

Each has a maker: it says what points it draws, then draws for given frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from ...core.map_frame import MapFrame
from ..catalogue import Sheet
from ..content import Drawing, Sites
from ..context import AtlasContext
from ..page import Inset


class Maker(Protocol):
    """Draws one layer of a sheet; ``missing`` names the tables of the workspace it lacks."""

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet): ...

    def missing(self) -> list[str]:
        """Tables (or parts of tables) the workspace does not hold yet."""
        ...

    def sites(self) -> Sites:
        """The points it will draw, for the choice of insets."""
        ...

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """The layers for the main frame and each inset."""
        ...


def maker(context: AtlasContext, spec: dict[str, Any], sheet: Sheet) -> Maker:
    """The maker of a catalogue layer (its ``type`` was checked when the catalogue was read)."""
    from .access import AccessMaker
    from .choropleth import ChoroplethMaker
    from .cooperations import CooperationMaker
    from .coverage import CoverageMaker
    from .devices import DeviceMaker
    from .highlight import HighlightMaker
    from .oqos import OqosMaker
    from .overlapping import OverlapMaker
    from .points import PointMaker
    from .practice_zoning import PracticeZoningMaker
    from .proportional import CircleMaker
    from .question import QuestionMaker
    from .roses import RoseMaker
    from .scenario import ScenarioMaker
    from .series import TYPE, SeriesMaker
    from .sites import SiteMaker
    from .unit_circles import UnitCircleMaker
    from .zoning import ZoningMaker

    makers = {
        "zonage": ZoningMaker,
        "couverture": CoverageMaker,
        "acces": AccessMaker,
        "scenario": ScenarioMaker,
        "sites": SiteMaker,
        "rosaces": RoseMaker,
        "cercles": CircleMaker,
        "cooperations": CooperationMaker,
        "zonage_ps": PracticeZoningMaker,
        "effectifs": UnitCircleMaker,
        "dispositifs": DeviceMaker,
        "points": PointMaker,
        "choroplethe": ChoroplethMaker,
        "recouvrements": OverlapMaker,
        "surbrillance": HighlightMaker,
        TYPE: SeriesMaker,
        "oqos": OqosMaker,
        "question": QuestionMaker,
    }
    return makers[spec["type"]](context, spec, sheet)
