"""A kept question as a layer: the communes it finds filled, or the sites it finds as dots."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import shapely
from qgis.core import QgsMarkerSymbol, QgsSingleSymbolRenderer, QgsVectorLayer

from ...core.map_frame import MapFrame
from ...core.questions.answer import Answer, answer, answer_sentence
from ...core.questions.question import SITES, read_question
from ...core.questions.secrecy import threshold_of
from ...gis.access_layers import fill
from ...gis.frames import load_layer, write_layer
from ...gis.question_store import load_region, saved_questions
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..page import Inset, frame_names

_COLOUR = "#7761a0"


class QuestionMaker:
    """``question`` is the name of a question the atlas keeps, or its text; ``couleur`` fills what it finds."""

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.table_name = f"{sheet.id.lower()}_question"

    @cached_property
    def text(self) -> str:
        """The question kept under the name, else the words themselves."""
        wanted = str(self.spec["question"])
        kept = saved_questions(self.context.workspace).set_index("nom")["texte"]
        return str(kept.get(wanted, wanted))

    @cached_property
    def answer(self) -> Answer:
        """What answers it.

        Raises:
            InputError: QST10 and those of `answer`.
        """
        return answer(load_region(self.context.workspace), read_question(self.text))

    def missing(self) -> list[str]:
        """Communes, or an answer to draw."""
        if not self.context.workspace.count("commune"):
            return ["commune"]
        return [] if len(self.answer.rows) else [f"question ({self.text} : aucune réponse)"]

    def sites(self) -> Sites:
        """The sites found, for the choice of insets."""
        if self.answer.question.subject != SITES:
            return Sites.none()
        return Sites.of(self.answer.rows)

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """One layer for all frames; the sentence that answers stands in the notes."""
        self.context.report.extend(self.answer.report)
        layer = self._layer()
        heading = self.spec.get("legende", "Réponse à la question")
        sites = self.answer.question.subject == SITES
        place = {name: [layer] for name in frame_names(main, insets)}
        least = threshold_of(self.context.settings)
        return Drawing(
            over=place if sites else {},
            under={} if sites else place,
            legend=[LegendSection(heading, [LegendItem(layer)])],
            notes=[answer_sentence(self.answer, least) + "."],
            words={"reponse": str(len(self.answer.rows))},
        )

    def _layer(self) -> QgsVectorLayer:
        found, colour = self.answer, self.spec.get("couleur", _COLOUR)
        if found.question.subject == SITES:
            rows = found.rows.dropna(subset=["x", "y"])[["id", "nom", "x", "y"]]
            frame = rows.assign(geom=shapely.points(rows["x"], rows["y"]))
            kind, label = "Point", f"Sites ({len(frame)})"
            symbol = QgsMarkerSymbol.createSimple(
                {"name": "circle", "size": "2.6", "color": colour, "outline_color": "#ffffff", "outline_width": "0.25"}
            )
        else:
            communes = self.context.base.communes[["insee", "nom", "geom"]]
            frame = communes[communes["insee"].isin(found.rows["insee"])].reset_index(drop=True)
            kind, label, symbol = "MultiPolygon", f"Communes ({len(frame)})", fill(colour)
        write_layer(self.context.side_file, self.table_name, frame, self.context.workspace.crs, kind)
        layer = load_layer(self.context.side_file, self.table_name, label)
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))
        return layer
