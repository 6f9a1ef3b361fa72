"""Objectives of care supply: zones filled by where the existing stands to the target, and a table of one zone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

from ...core.french import typeset
from ...core.indicators.oqos import DASH, NOT_APPLICABLE, gaps, totals
from ...core.map_frame import MapFrame
from ...gis.access_layers import fill
from ...gis.frames import load_layer, write_layer
from ...gis.ruled_table import draw_ruled_table
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..page import Inset, frame_names

_WIDTH_MM = 66.0
BELOW, WITHIN, ABOVE, UNKNOWN = 1, 2, 3, 0
_CLASSES = {
    BELOW: ("Inférieur à la cible minimale", "#c2622d"),
    WITHIN: ("Dans la cible", "#e9dfc7"),
    ABOVE: ("Supérieur à la cible maximale", "#5b7fa6"),
}


class OqosMaker:
    """``zones`` is the type of territory that are zones; ``tableau`` the zone whose table stands in the column.

    ``filieres`` keeps some activities only. Lines that do not compare count for nothing on the map.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.table_name = f"{sheet.id.lower()}_oqos"

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows of ``oqos``, of the activities asked for."""
        rows = self.context.table("oqos")
        wanted = self.spec.get("filieres")
        return rows[rows["filiere"].isin(wanted)] if wanted else rows

    @cached_property
    def zones(self) -> pd.DataFrame:
        """The zones of the map."""
        territories = self.context.table("territoire")
        return territories[territories["type"] == self.spec["zones"]]

    def missing(self) -> list[str]:
        """The table, or the zones."""
        lacking = [] if len(self.rows) else ["oqos (modèle data/templates/oqos.csv)"]
        return lacking if len(self.zones) else [*lacking, f"territoire:{self.spec['zones']}"]

    def sites(self) -> Sites:
        """No points."""
        return Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """One layer of zones for all frames, the table of a zone, and notes on what does not compare."""
        compared, report = gaps(self.rows, self.context.table("oqos_correspondance"))
        zones = self._classed(compared)
        write_layer(self.context.side_file, self.table_name, zones, self.context.workspace.crs, "MultiPolygon")
        heading = self.spec.get("legende", "Existant au regard des cibles")
        layer = load_layer(self.context.side_file, self.table_name, heading)
        layer.setRenderer(self._renderer(zones))
        self._label(layer)
        drawing = Drawing(
            under={name: [layer] for name in frame_names(main, insets)},
            legend=[LegendSection(heading, [LegendItem(layer)])],
            words={"zones": str(int((zones["classe"] != UNKNOWN).sum()))},
        )
        drawing.notes.append("Sur la carte : implantations existantes, puis cibles minimale et maximale.")
        table_zone = self._table(compared, drawing)
        unequal = sorted({str(finding.value) for finding in report if finding.params.get("zone") == table_zone})
        if unequal:
            drawing.notes.append(
                "≠ : existant d’avant la réforme des autorisations et cible d’après, non comparables sans table de "
                "correspondance."
            )
        return drawing

    def _classed(self, compared: pd.DataFrame) -> pd.DataFrame:
        """The zones with ``classe`` and ``etiquette``, from the sums of the lines that compare."""
        known = compared.dropna(subset=["ecart_min", "ecart_max"])
        sums = known.groupby("zone")[["existant", "cible_min", "cible_max"]].sum()
        zones = self.zones[["id_territoire", "libelle", "geom"]].reset_index(drop=True)
        values = sums.reindex(zones["id_territoire"]).astype("Float64").to_numpy(dtype=float, na_value=np.nan)
        existing, low, high = values.T
        zones["classe"] = np.select(
            [np.isnan(existing), existing < low, existing > high], [UNKNOWN, BELOW, ABOVE], WITHIN
        ).astype(np.int64)
        zones["etiquette"] = [
            f"{typeset(name)}\n{'n. d.' if np.isnan(now) else f'{now:g} / {_range(least, most)}'}"
            for name, now, least, most in zip(zones["libelle"], existing, low, high, strict=True)
        ]
        return zones

    def _renderer(self, zones: pd.DataFrame) -> QgsCategorizedSymbolRenderer:
        counts = zones["classe"].value_counts()
        words = {**_CLASSES, UNKNOWN: ("n. d.", self.context.charter.values["fond"]["sans_donnee"])}
        return QgsCategorizedSymbolRenderer(
            "classe",
            [
                QgsRendererCategory(code, fill(colour), f"{label} ({counts[code]})")
                for code, (label, colour) in words.items() if code in counts
            ],
        )

    def _label(self, layer: QgsVectorLayer) -> None:
        """The zone's name and its figures, in its middle."""
        spec = self.context.charter.values["texte"]["carton"]
        font = QFont(self.context.charter.family)
        font.setBold(True)
        text = QgsTextFormat()
        text.setFont(font)
        text.setSize(float(spec["taille"]) + 1.5)
        text.setColor(QColor("#1f2a44"))
        halo = QgsTextBufferSettings()
        halo.setEnabled(True)
        halo.setSize(0.5)
        halo.setSizeUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
        halo.setColor(QColor("#ffffff"))
        text.setBuffer(halo)
        settings = QgsPalLayerSettings()
        settings.fieldName = "etiquette"
        settings.setFormat(text)
        settings.multilineAlign = QgsPalLayerSettings.MultiLineAlign.MultiCenter
        settings.centroidInside = True
        settings.labelPerPart = False
        layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
        layer.setLabelsEnabled(True)

    def _table(self, compared: pd.DataFrame, drawing: Drawing) -> str:
        """The sums of one zone by activity, as the chart; a zone the map does not show is told."""
        zone = str(self.spec.get("tableau") or "")
        here = set(self.rows["zone"])
        if zone not in here:
            zone = str(self.rows["zone"].iloc[0])
        mine = self.rows[self.rows["zone"] == zone]
        sums = totals(mine, ("filiere",))
        lines = compared[compared["zone"] == zone].groupby("filiere", sort=False)
        difference = {
            activity: (part["ecart_min"].sum(), part["ecart_max"].sum())
            for activity, part in lines if part[["ecart_min", "ecart_max"]].notna().all(axis=None)
        }
        statuses = {
            activity: (set(part["statut_existant"]), set(part["statut_cible"]))
            for activity, part in mine.groupby("filiere")
        }
        rows = []
        for line in sums.to_dict("records"):
            activity = line["filiere"]
            gap = difference.get(activity)
            one_sided = pd.isna(line["existant"]) or pd.isna(line["cible_min"])
            rows.append(
                [
                    activity, _cell(line["existant"], statuses[activity][0]),
                    _range(line["cible_min"], line["cible_max"]) or _cell(line["cible_min"], statuses[activity][1]),
                    _signed(*gap) if gap is not None else "" if one_sided else "≠",
                ]
            )
        name = self._zone_name(zone)
        drawing.chart = self.context.picture_folder / f"{self.table_name}.svg"
        drawing.chart_height = draw_ruled_table(
            drawing.chart, name, ["Activité", "Existant", "Cible", "Écart"], rows, _WIDTH_MM, self.context.charter
        )
        if zone not in set(self.zones["id_territoire"]):
            drawing.notes.append(f"Le tableau est celui de la zone {zone}, que la carte ne montre pas.")
        drawing.words["tableau"] = name
        blanks = int(sums["vides"].sum())
        if blanks:
            s = "s" if blanks > 1 else ""
            drawing.notes.append(f"{blanks} cellule{s} du tableau source sans valeur, hors des sommes.")
        return zone

    def _zone_name(self, zone: str) -> str:
        """Its name on the map, else the one the catalogue gives it, else its code."""
        names = self.zones.set_index("id_territoire")["libelle"]
        return str(names.get(zone, self.spec.get("nom_tableau", f"Zone {zone}")))


def _cell(value: object, statuses: set[str]) -> str:
    """A sum, or what all the cells say where none holds a number: a dash, nothing, or that it does not apply."""
    if not pd.isna(value):
        return f"{int(value)}"  # type: ignore[call-overload]
    return "s. o." if statuses == {NOT_APPLICABLE} else "–" if DASH in statuses else "n. d."


def _range(low: object, high: object) -> str:
    """ "6 à 13", "7" where both bounds are one, "" without them."""  # noqa: D210
    if pd.isna(low) or pd.isna(high):
        return ""
    return f"{low:g}" if low == high else f"{low:g} à {high:g}"


def _signed(low: int, high: int) -> str:
    """A gap or its two bounds, with their signs."""
    words = [f"{value:+d}".replace("-", "−") if value else "0" for value in dict.fromkeys((int(low), int(high)))]
    return " / ".join(words)
