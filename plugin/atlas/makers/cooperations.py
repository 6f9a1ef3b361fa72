"""Cooperations of a theme as curves between hospitals, with modality, medical time and PDSES on the line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import shapely
from qgis.core import QgsCategorizedSymbolRenderer, QgsRendererCategory, QgsVectorLayer

from ...core.cooperations.checks import outside_field
from ...core.cooperations.curves import sheet_curves
from ...core.cooperations.display import THRESHOLD, display
from ...core.cooperations.labels import label_boxes, label_widths
from ...core.cooperations.nodes import RING_GAP, RING_MM, rings, with_ring
from ...core.cooperations.pen import LEGEND_ETP, Pen, width_of
from ...core.cooperations.themes import THEMES
from ...core.findings import Severity
from ...core.map_frame import MapFrame
from ...core.placement.sites import PlacedSites, place_sites, to_map, to_page
from ...gis.cooperation_lines import cooperation_layers, line_symbol, ring_layer
from ...gis.frames import load_layer, write_layer
from ...gis.site_symbols import site_layers
from ...gis.symbol_book import SymbolBook
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_number
from ..page import MAIN, Inset, reserved_boxes
from .names import name_layers

_RING_NOTE = "Anneau et nombre entre parenthèses : les coopérations du site, aux couleurs des traits."
_UNKNOWN_NOTE = "mod. ND : modalité non transmise."
_REFERENCE, _OTHER = "ch_referent", "etablissement"


class CooperationMaker:
    """``theme`` is a theme's code; ``edition`` a year, the latest in the workspace by default."""

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.limits = sheet.limits
        self.theme = THEMES[spec["theme"]]
        self.table_name = f"{sheet.id.lower()}_cooperations"
        self.threshold = float(str(context.settings.get("seuil_etp", THRESHOLD)).replace(",", "."))

    @cached_property
    def _links(self) -> pd.DataFrame:
        """The theme's links of the edition that the display rule shows and whose two ends are located."""
        links = self.context.table("cooperation")
        edition = int(self.spec.get("edition", links["edition"].max()))
        links = links[(links["edition"] == edition) & (links["theme"] == self.theme.code)].reset_index(drop=True)
        establishments = self.context.table("etablissement")
        shown = display(links.assign(hors_champ=outside_field(links, establishments)), self.threshold)
        shown = shown[shown["affichee"]]
        located = set(establishments.dropna(subset=["x", "y"])["finess_et"])
        placed = shown["finess_a"].isin(located) & shown["finess_b"].isin(located)
        if not placed.all():
            self.context.report.add(
                "COO24", Severity.WARNING, n=int((~placed).sum()), liste=shown.loc[~placed, "id"].tolist()
            )
        return shown[placed].reset_index(drop=True)

    @cached_property
    def _sites(self) -> pd.DataFrame:
        """Hospitals that cooperate, and every reference hospital."""
        sites = self.context.table("etablissement").dropna(subset=["x", "y"])
        linked = sites["finess_et"].isin([*self._links["finess_a"], *self._links["finess_b"]])
        reference = sites["ch_referent"].fillna(False).astype(bool)
        sites = sites[linked | reference].reset_index(drop=True)
        sites["cle"] = sites["ch_referent"].fillna(False).astype(bool).map({True: _REFERENCE, False: _OTHER})
        communes = self.context.base.communes.set_index("insee")["nom"]
        towns = sites["insee"].map(communes)
        return sites.assign(id=sites["finess_et"], nom=sites["nom_court"].fillna(towns), commune=towns)

    def missing(self) -> list[str]:
        """Cooperations, or the establishments they join."""
        return [name for name in ("cooperation", "etablissement") if not self.context.workspace.count(name)] or (
            [] if len(self._links) else [f"cooperation:{self.theme.code}"]
        )

    def sites(self) -> Sites:
        """The hospitals to draw."""
        return Sites.of(self._sites)

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """Symbols at their true place (lines end there), curves of each frame, names."""
        book = SymbolBook.load()
        symbols = book.rows(self._sites[["id", "cle"]])
        sizes = symbols.set_index("id")["taille"]
        sites = self._sites.assign(rayon_mm=self._sites["id"].map(sizes) / 2)
        frames = [inset.frame for inset in insets]
        placed = {frame.name: self._place(symbols, frame, insets) for frame in (main, *frames)}
        ends = {name: with_ring(_moved(sites, of_frame)) for name, of_frame in placed.items()}
        drawn = sheet_curves(self._links, ends, main, frames)
        lines, marks = cooperation_layers(
            drawn,
            self.context.side_file,
            self.table_name,
            self.context.charter,
            self.context.workspace.crs,
        )
        drawing = Drawing(
            words={
                "seuil_etp": f"{self.threshold:g}".replace(".", ","),
                "edition_cooperations": str(self._links["edition"].max()),
            }
        )
        for number, frame in enumerate([main, *frames]):
            name = f"{self.table_name}_{number}"
            layers = site_layers(
                placed[frame.name],
                self.context.side_file,
                name,
                self.context.workspace.crs,
                self.context.charter,
                book,
                legend_keys=set(symbols["cle"]),
                title="Établissements",
            )
            of_frame = drawn[drawn["cadre"] == frame.name]
            shown = rings(self._links, _moved(sites, placed[frame.name]), frame)
            around = ring_layer(shown, self.context.side_file, f"{name}_anneaux", self.context.workspace.crs)
            links = shapely.union_all([*of_frame["geom"], *_label_outlines(of_frame, frame)])
            names = name_layers(self.context, placed[frame.name], name, self._named(), insets, self.limits, links)
            drawing.over[frame.name] = [
                *names.names,
                _of_frame(marks, frame),
                *layers,
                around,
                *names.under,
                _of_frame(lines, frame),
            ]
            if number == 0:
                drawing.legend = self._legend(drawn, drawing.over[frame.name][-1], marks, layers[0])
        drawing.notes.append(_RING_NOTE)
        if drawn["etiquette"].str.contains("mod.", regex=False).any():
            drawing.notes.append(_UNKNOWN_NOTE)
        return drawing

    def _named(self) -> pd.DataFrame:
        """The sites with their name as printed: the number of their cooperations after it."""
        counts = pd.concat([self._links["finess_a"], self._links["finess_b"]]).value_counts()
        numbers = self._sites["id"].map(counts)
        text = self._sites["nom"] + numbers.map(lambda n: f"\u00a0({n:.0f})" if n > 0 else "")
        return self._sites.assign(nom_court=text)

    def _place(self, symbols: pd.DataFrame, frame: MapFrame, insets: Sequence[Inset]) -> PlacedSites:
        """The sites of a frame, each with room for the ring around its symbol."""
        others = [inset.frame for inset in insets] if frame.name == MAIN else []
        roomy = symbols.assign(taille=symbols["taille"] + 2 * (RING_GAP + RING_MM))
        placed = place_sites(self._sites, roomy, frame, others, reserved_boxes(frame, insets))
        placed.symbols["taille"] -= 2 * (RING_GAP + RING_MM)
        return placed

    def _legend(
        self, drawn: pd.DataFrame, lines: QgsVectorLayer, marks: QgsVectorLayer, sites: QgsVectorLayer
    ) -> list[LegendSection]:
        heading = "Modalité de la coopération" if self.theme.has_modality else "Coopération"
        items = [LegendItem(lines)]
        nodes = {}
        if drawn["pdses_partagee"].any():
            nodes[0] = "permanence des soins (PDSES) partagée"
        if drawn["fleche_geom"].notna().any():
            nodes[1] = "sens de la coopération, où il est déclaré"
        if nodes:
            items.append(LegendItem(marks, nodes))
        sections = [LegendSection(heading, items)]
        if self.theme.has_medical_time:
            sections.append(LegendSection("Temps médical, en ETP", [LegendItem(self._width_key())]))
        return [*sections, LegendSection("Établissements", [LegendItem(sites)])]

    def _width_key(self) -> QgsVectorLayer:
        """A layer for the legend only: three widths with their medical time."""
        rows = pd.DataFrame({"etp": list(LEGEND_ETP), "geom": [shapely.LineString([(0, 0), (0, 1)])] * len(LEGEND_ETP)})
        table = f"{self.table_name}_largeurs"
        write_layer(self.context.side_file, table, rows, self.context.workspace.crs, "LineString")
        layer = load_layer(self.context.side_file, table, "Temps médical")
        pen = Pen("", "", self.context.charter.colour("limites", "territoire_sante").name())
        widths = zip(LEGEND_ETP, width_of(list(LEGEND_ETP)), strict=True)
        layer.setRenderer(
            QgsCategorizedSymbolRenderer(
                "etp",
                [QgsRendererCategory(etp, line_symbol(pen, width), french_number(etp, 1)) for etp, width in widths],
            )
        )
        return layer


def _label_outlines(drawn: pd.DataFrame, frame: MapFrame) -> np.ndarray:
    """The boxes of the links' labels as lines, in map units: the names of sites keep off them too."""
    labelled = drawn[drawn["etiquette_geom"].notna()]
    centres = to_page(frame, shapely.get_coordinates(labelled["etiquette_geom"].to_numpy()))
    widths = label_widths(labelled["etiquette"].to_numpy(dtype=object), labelled["pdses_partagee"].to_numpy(dtype=bool))
    boxes = label_boxes(centres, np.radians(labelled["angle"].to_numpy(dtype=float)), widths)
    outlines = shapely.boundary(boxes)
    return shapely.transform(outlines, lambda xy: to_map(frame, xy))


def _moved(sites: pd.DataFrame, placed: PlacedSites) -> pd.DataFrame:
    """The sites where their symbols stand in a frame: where they had to move, lines follow."""
    stands = placed.symbols.drop_duplicates("id").set_index("id")
    at = {axis: sites["id"].map(stands[axis]).fillna(sites[axis]).astype(float) for axis in ("x", "y")}
    return sites.assign(**at)


def _of_frame(layer: QgsVectorLayer, frame: MapFrame) -> QgsVectorLayer:
    """The layer's rows of one frame."""
    own = layer.clone()
    quoted = frame.name.replace("'", "''")
    own.setSubsetString(f"\"cadre\" = '{quoted}'")
    return own
