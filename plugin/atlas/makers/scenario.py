"""A saved scenario on a sheet: classes after it, communes whose class changed, sites closed and opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ...core.access.classes import UNREACHED, class_labels, classify
from ...core.access.shares import population_shares
from ...core.map_frame import MapFrame
from ...gis.charts import Bar, draw_bar_pairs
from ...gis.frames import load_layer, write_layer
from ...gis.scenario_sites import CLOSED, OPENED, scenario_sites
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_number, joined
from ..page import Inset, frame_names
from .access import CLOSURES, WORDS, counted_classes, per_cent

_WORSE, _BETTER = 1, -1
# Told apart by the way their lines run, in black and white too.
_CHANGES = {
    _WORSE: ("moins favorable qu’en référence", "#1f2a44", 0.0),
    _BETTER: ("plus favorable qu’en référence", "#00563f", 90.0),
}
_MARKS = {CLOSED: ("Site fermé", "#8c1127", 45.0), OPENED: ("Site ouvert", "#00563f", 0.0)}
_MARK_MM = 4.4


class ScenarioMaker:
    """``scenario`` names a saved one; ``bornes`` and ``fermeture`` make the classes; ``parts`` adds the chart."""

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.sheet_id = sheet.id
        self.table_name = f"{sheet.id.lower()}_scenario"
        self.closed = CLOSURES[spec.get("fermeture", "droite")]
        self.name = str(spec["scenario"])

    def missing(self) -> list[str]:
        """The scenario, when none of that name was saved."""
        rows = self.context.table("scenario")
        return [] if (rows["nom"] == self.name).any() else [f"scenario ({self.name})"]

    def sites(self) -> Sites:
        """No points that ask for an inset: marks may stand close."""
        return Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """Communes by class after the scenario, hatching where the class changed, marks on the sites."""
        communes = self._classified()
        sites = scenario_sites(self.context.workspace, self.name, WORDS)
        layers = {"communes": self._communes(communes), "changes": self._changes(communes), "marks": self._marks(sites)}
        frames = frame_names(main, insets)
        under = [layers[name] for name in ("changes", "communes") if layers[name] is not None]
        heading = self.spec.get("legende", "Temps d’accès (scénario), en minutes")
        headings = {"communes": heading, "changes": "Communes dont la classe est", "marks": "Sites du scénario"}
        drawing = Drawing(
            over={name: [layers["marks"]] for name in frames} if layers["marks"] is not None else {},
            under={name: under for name in frames},
            legend=[
                LegendSection(headings[name], [LegendItem(layer)])
                for name, layer in layers.items()
                if layer is not None
            ],
            notes=self._notes(communes, sites),
            words={"scenario": self.name},
            parts={"scenario": f"scenario:{self.name}"},
        )
        if self.spec.get("parts"):
            self._add_chart(drawing, communes)
        return drawing

    def _classified(self) -> pd.DataFrame:
        """Communes with ``reference`` and ``classe`` (numbers) and ``evolution`` (worse, better, 0)."""
        rows = self.context.table("scenario")
        rows = rows[rows["nom"] == self.name].drop_duplicates("origine").set_index("origine")
        communes = self.context.base.communes[["insee", "nom", "population", "geom"]].copy()
        for ours, theirs in (("reference", "minutes_reference"), ("classe", "minutes")):
            minutes = communes["insee"].map(rows[theirs]).to_numpy(dtype=float)
            communes[ours] = classify(minutes, self.spec["bornes"], self.closed).astype("int64")
        # Not to be reached is worse than any class.
        ranks = communes[["reference", "classe"]].replace(UNREACHED, len(self.spec["bornes"]) + 1)
        communes["evolution"] = np.sign(ranks["classe"] - ranks["reference"]).astype("int64")
        return communes

    def _layer(self, part: str, frame: pd.DataFrame, geometry: str, name: str) -> QgsVectorLayer:
        table = f"{self.table_name}_{part}"
        write_layer(self.context.side_file, table, frame, self.context.workspace.crs, geometry)
        return load_layer(self.context.side_file, table, name)

    def _communes(self, communes: pd.DataFrame) -> QgsVectorLayer:
        layer = self._layer("classes", communes, "MultiPolygon", "Classes du scénario")
        layer.setRenderer(counted_classes(communes["classe"], self.spec["bornes"], self.closed, self.context.charter))
        return layer

    def _changes(self, communes: pd.DataFrame) -> QgsVectorLayer | None:
        moved = communes[communes["evolution"] != 0]
        if moved.empty:
            return None
        counts = moved["evolution"].value_counts()
        layer = self._layer("changements", moved, "MultiPolygon", "Changements de classe")
        categories = [
            QgsRendererCategory(code, _lined(colour, angle), f"{words} ({french_number(counts[code])})")
            for code, (words, colour, angle) in _CHANGES.items()
            if code in counts
        ]
        layer.setRenderer(QgsCategorizedSymbolRenderer("evolution", categories))
        return layer

    def _marks(self, sites: pd.DataFrame) -> QgsVectorLayer | None:
        placed = sites.dropna(subset=["x", "y"])
        if placed.empty:
            return None
        layer = self._layer("sites", placed, "Point", "Sites du scénario")
        counts = placed["etat"].value_counts()
        categories = [
            QgsRendererCategory(state, _mark(colour, angle), f"{words} ({counts[state]})")
            for state, (words, colour, angle) in _MARKS.items()
            if state in counts
        ]
        layer.setRenderer(QgsCategorizedSymbolRenderer("etat", categories))
        return layer

    def _notes(self, communes: pd.DataFrame, sites: pd.DataFrame) -> list[str]:
        """Which sites, and how many people change class."""
        notes = []
        for state, words in ((CLOSED, "fermé"), (OPENED, "ouvert")):
            names = sites.loc[sites["etat"] == state, "libelle"].tolist()
            if names:
                plural = "s" if len(names) > 1 else ""
                notes.append(f"Site{plural} {words}{plural} : {joined(names)}.")
        people = communes.groupby("evolution")["population"].sum()
        worse, better = (french_number(float(people.get(code, 0))) for code in (_WORSE, _BETTER))
        notes.append(f"Habitants dont la classe devient moins favorable : {worse} ; plus favorable : {better}.")
        return notes

    def _add_chart(self, drawing: Drawing, communes: pd.DataFrame) -> None:
        """Shares of the population in each class, before and after."""
        labels = class_labels(self.spec["bornes"], self.closed)
        people = communes["population"].astype(float).to_numpy(dtype=float, na_value=np.nan)
        before, after = (
            population_shares(communes[column].to_numpy(), people, labels=labels) for column in ("reference", "classe")
        )
        values = self.context.charter.values["classes_acces"]
        pairs = [
            tuple(
                Bar(
                    row.classe,
                    row.part,
                    per_cent(row.part),
                    values["hachure"] if row.code == UNREACHED else values["couleurs"][row.code],
                    hatched=row.code == UNREACHED,
                )
                for row in both
            )
            for both in zip(before.itertuples(), after.itertuples(), strict=True)
            # Nobody gains or loses access in most scenarios: a pair of equal bars would only take room.
            if both[0].communes + both[1].communes and (both[0].code != UNREACHED or both[0].part != both[1].part)
        ]
        drawing.chart = self.context.picture_folder / f"{self.sheet_id}_parts.svg"
        title, words = "Part de la population", ("en référence", "dans le scénario")
        drawing.chart_height = draw_bar_pairs(drawing.chart, title, pairs, words, 66.0, self.context.charter)


def _lined(colour: str, angle: float) -> QgsFillSymbol:
    """Lines over the colour of the class, within a strong outline."""
    symbol = QgsFillSymbol()
    edge = QgsSimpleFillSymbolLayer(
        QColor(0, 0, 0, 0), Qt.BrushStyle.NoBrush, strokeColor=QColor(colour), strokeWidth=0.3
    )
    symbol.changeSymbolLayer(0, edge)
    pattern = QgsLinePatternFillSymbolLayer()
    pattern.setLineAngle(angle)
    pattern.setDistance(1.3)
    pattern.setSubSymbol(QgsLineSymbol.createSimple({"color": colour, "width": "0.22"}))
    symbol.appendSymbolLayer(pattern)
    return symbol


def _mark(colour: str, angle: float) -> QgsMarkerSymbol:
    """A thick cross with a white edge: upright for what opens, aslant for what closes."""
    return QgsMarkerSymbol.createSimple(
        {
            "name": "cross_fill",
            "color": colour,
            "outline_color": "#ffffff",
            "outline_width": "0.3",
            "size": str(_MARK_MM),
            "angle": str(angle),
        }
    )
