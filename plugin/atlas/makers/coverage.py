"""Territories a contract or a service covers, by its status: filled or hatched, so that two on one ground both show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import shapely
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ...core.map_frame import MapFrame
from ...core.territories.names import short_epci_name, short_pays_name
from ...gis.frames import load_layer, write_layer
from ...gis.territory_style import LABEL_PT, inside_labels, zoning_table
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import joined
from ..page import Inset, frame_names
from .zoning import boxes_on_map, unplaced
from .zoning_points import with_template

HATCHED = "hachures"
# Two contracts meet on common ground, not along a border drawn twice.
_COMMON_KM2 = 1.0
_HATCH_MM, _HATCH_WIDTH_MM, _EDGE_MM = 1.6, 0.35, 0.3
# A name on hatches needs more white around it.
_HALO_MM = 0.9


class CoverageMaker:
    """``table`` (cls, pta) names territories by ``type_territoire`` and ``id_territoire``.

    ``classes`` has ``champ`` (their status), ``valeurs`` (valeur, libelle, couleur, motif: plein or hachures) and
    ``passe``, the value of those past their ``fin`` at the edition's date.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.sheet_id = sheet.id
        self.table_name = f"{sheet.id.lower()}_{spec['table']}"

    def missing(self) -> list[str]:
        """The table when it is empty, else the zonings none of whose territories the workspace holds."""
        table = self.spec["table"]
        if table not in self.context.filled:
            return [with_template(table, self.sheet_id)]
        kinds = self.context.table(table)["type_territoire"].dropna().unique()
        return [f"territoire:{kind}" for kind in sorted(kinds) if not len(self.context.base.zoning(kind))]

    def sites(self) -> Sites:
        """No points."""
        return Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """One layer for all frames, hatches above fills, with names and the notes on what overlaps or is not drawn."""
        drawing = Drawing()
        rows = self._rows(drawing)
        size = self.spec.get("taille_etiquettes", LABEL_PT)
        table = zoning_table(
            rows, "nom", main.unit_per_mm, self.context.charter, size, boxes_on_map(main, insets)
        ).drop(columns="couleur")
        write_layer(self.context.side_file, self.table_name, table, self.context.workspace.crs, "MultiPolygon")
        layer = load_layer(self.context.side_file, self.table_name, self.spec["legende"])
        layer.setRenderer(self._renderer(table))
        layer.setLabeling(inside_labels(self.context.charter, size, _HALO_MM))
        layer.setLabelsEnabled(True)
        drawing.under = {name: [layer] for name in frame_names(main, insets)}
        drawing.legend = [LegendSection(self.spec["legende"], [LegendItem(layer)])]
        drawing.words = {"contrats": str(len(table))}
        drawing.notes += [*_overlaps(table), *unplaced(table, "nom")]
        return drawing

    def _rows(self, drawing: Drawing) -> pd.DataFrame:
        """The contracts in force with ``nom`` and ``geom``, in drawing order: hatches last, small after large."""
        contracts = self._dated(self.context.table(self.spec["table"]))
        outlines = self.context.base.territories[["type", "id_territoire", "libelle", "geom"]]
        # Without a type the code alone tells, if it can.
        kinds = outlines.drop_duplicates("id_territoire", keep=False).set_index("id_territoire")["type"]
        contracts["type"] = contracts["type_territoire"].fillna(contracts["id_territoire"].map(kinds))
        outlines = outlines.rename(columns={"libelle": "nom_territoire"})
        rows = contracts.merge(outlines, on=["type", "id_territoire"], how="left")
        lost = rows["geom"].isna()
        if lost.any():
            drawing.notes.append(f"Territoire inconnu, non représenté : {joined(sorted(rows.loc[lost, 'id']))}.")
        rows = _one_ground(rows[~lost])
        names = rows["libelle"].where(rows["libelle"].notna(), rows["nom_territoire"])
        rows = rows.assign(
            nom=names.map(short_pays_name).map(short_epci_name),
            hachure=rows[self.spec["classes"]["champ"]].isin(self._hatched()),
            surface=shapely.area(rows["geom"].to_numpy()),
        )
        return rows.sort_values(["hachure", "surface"], ascending=[True, False]).reset_index(drop=True)

    def _dated(self, contracts: pd.DataFrame) -> pd.DataFrame:
        """The table with the status ``passe`` where the contract ended before the edition's date."""
        contracts = contracts.copy()
        state, past = self.context.settings.get("date_reference"), self.spec["classes"].get("passe")
        if state and past and "fin" in contracts:
            ended = contracts["fin"].notna() & (contracts["fin"].astype(str) < state)
            contracts.loc[ended, self.spec["classes"]["champ"]] = past
        return contracts

    def _hatched(self) -> list[str]:
        return [value["valeur"] for value in self.spec["classes"]["valeurs"] if value.get("motif") == HATCHED]

    def _renderer(self, table: pd.DataFrame) -> QgsCategorizedSymbolRenderer:
        """The statuses that occur, in the catalogue's order, with their count; others as "n. d."."""
        field = self.spec["classes"]["champ"]
        counts = table[field].value_counts()
        categories = [
            QgsRendererCategory(
                value["valeur"],
                _symbol(value["couleur"], value.get("motif") == HATCHED),
                f"{value['libelle']} ({counts[value['valeur']]})",
            )
            for value in self.spec["classes"]["valeurs"]
            if value["valeur"] in counts
        ]
        unknown = ~table[field].isin([value["valeur"] for value in self.spec["classes"]["valeurs"]])
        if unknown.any():
            no_data = self.context.charter.values["fond"]["sans_donnee"]
            categories.append(QgsRendererCategory(None, _symbol(no_data, False), f"n. d. ({unknown.sum()})"))
        return QgsCategorizedSymbolRenderer(field, categories)


def _one_ground(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a contract: the ground of one that covers several territories is theirs together."""
    if not rows["id"].duplicated().any():
        return rows
    grounds = rows.groupby("id", sort=False)["geom"].agg(lambda outlines: shapely.union_all(outlines.to_numpy()))
    return rows.drop_duplicates("id").assign(geom=lambda one: one["id"].map(grounds))


def _overlaps(table: pd.DataFrame) -> list[str]:
    """A note on the contracts that share ground, none when no two do."""
    outlines, names = table["geom"].to_numpy(), table["nom"].to_numpy()
    one, other = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    one, other = one[one < other], other[one < other]
    common = shapely.area(shapely.intersection(outlines[one], outlines[other])) / 1e6 > _COMMON_KM2
    partners: dict[str, list[str]] = {}
    counts = pd.Series([*one[common], *other[common]], dtype=int).value_counts()
    for a, b in zip(one[common], other[common], strict=True):
        # Told once a pair, under the contract with most partners.
        first, second = (a, b) if counts[a] >= counts[b] else (b, a)
        partners.setdefault(names[first], []).append(names[second])
    told = "\u202f; ".join(f"{name} avec {joined(sorted(others))}" for name, others in sorted(partners.items()))
    return [f"Se recouvrent : {told}."] if told else []


def _symbol(colour: str, hatched: bool) -> QgsFillSymbol:
    """A fill, or hatches on nothing, within a fine dark edge."""
    edge = QColor(colour).darker(190)
    symbol = QgsFillSymbol()
    outline = QgsSimpleFillSymbolLayer(QColor(colour), strokeColor=edge, strokeWidth=_EDGE_MM)
    if hatched:
        outline.setBrushStyle(Qt.BrushStyle.NoBrush)
        lines = QgsLinePatternFillSymbolLayer()
        stroke = {"line_color": QColor(colour).darker(140).name(), "line_width": str(_HATCH_WIDTH_MM)}
        lines.setSubSymbol(QgsLineSymbol.createSimple(stroke))
        lines.setLineAngle(45)
        lines.setDistance(_HATCH_MM)
        lines.setDistanceUnit(Qgis.RenderUnit.Millimeters)
        symbol.changeSymbolLayer(0, lines)
        symbol.appendSymbolLayer(outline)
    else:
        symbol.changeSymbolLayer(0, outline)
    return symbol
