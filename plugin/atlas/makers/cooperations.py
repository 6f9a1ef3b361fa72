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
from ...core.cooperations.objects import keyed_objects
from ...core.cooperations.pen import NARROWEST, Pen, legend_etp, width_of
from ...core.cooperations.themes import THEMES
from ...core.findings import InputError, Severity
from ...core.map_frame import MapFrame
from ...core.placement.boxes import nearest_on
from ...core.placement.sites import APART, PlacedSites, place_sites, to_map, to_page
from ...gis.cooperation_lines import cooperation_layers, line_symbol, ring_layer
from ...gis.frames import load_layer, write_layer
from ...gis.link_handles import handle_layer
from ...gis.site_symbols import site_layers
from ...gis.symbol_book import SymbolBook
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_number
from ..page import MAIN, Inset, reserved_boxes
from .names import name_layers

_RING_NOTE = "Anneau et (nombre) : les coopérations du site."
_UNKNOWN_NOTE = "ND : information non transmise ; mod. : modalité."
_APART_NOTE = "Sites voisins qui coopèrent : écartés l’un de l’autre pour montrer leur lien."
_SEEN_MOVE = 1.0  # mm
_LINKED_APART = 10.0  # mm between two linked sites: their rings, and a line between that shows its pattern
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
        return [name for name in ("cooperation", "etablissement") if name not in self.context.filled] or (
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
        limits = self.context.base.drawn_lines(self.limits)
        links, objects = keyed_objects(self._links)
        bends = self.context.held.links
        drawn = sheet_curves(links, ends, main, frames, avoid=limits, bends=bends)
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
            shown = rings(self._links, _moved(sites, placed[frame.name]), frame, drawn=drawn)
            around = ring_layer(shown, self.context.side_file, f"{name}_anneaux", self.context.workspace.crs)
            obstacles = shapely.union_all([*of_frame["geom"], *_label_outlines(of_frame, frame)])
            names = name_layers(self.context, placed[frame.name], name, self._named(), insets, self.limits, obstacles)
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
        if self.context.movable:
            handles = f"{self.table_name}_poignees"
            crs, charter = self.context.workspace.crs, self.context.charter
            drawing.tools.append(handle_layer(drawn, ends, self.context.side_file, handles, crs, charter, bends))
        drawing.notes.append(_RING_NOTE)
        if drawn["etiquette"].str.contains(" ND", regex=False).any():
            drawing.notes.append(_UNKNOWN_NOTE)
        if objects:
            drawing.notes.append("Objet : " + " ; ".join(f"{letter} {name}".strip() for letter, name in objects) + ".")
        if any(self._set_apart(placed[frame.name]) for frame in (main, *frames)):
            drawing.notes.append(_APART_NOTE)
        return drawing

    def _named(self) -> pd.DataFrame:
        """The sites with their name as printed: the number of their cooperations after it."""
        counts = pd.concat([self._links["finess_a"], self._links["finess_b"]]).value_counts()
        numbers = self._sites["id"].map(counts)
        text = self._sites["nom"] + numbers.map(lambda n: f"\u00a0({n:.0f})" if n > 0 else "")
        return self._sites.assign(nom_court=text)

    def _place(self, symbols: pd.DataFrame, frame: MapFrame, insets: Sequence[Inset]) -> PlacedSites:
        """The sites of a frame, each with room for the ring around its symbol; linked ones make room for their line."""
        others = [inset.frame for inset in insets] if frame.name == MAIN else []
        sizes = symbols.set_index("id")["taille"] + 2 * (RING_GAP + RING_MM)
        near = self._near(frame)
        roomy = sizes.where(~sizes.index.isin(near), np.maximum(sizes, _LINKED_APART - APART))
        placed = place_sites(
            self._sites, symbols.assign(taille=symbols["id"].map(roomy)), frame, others, reserved_boxes(frame, insets)
        )
        placed.symbols["taille"] = placed.symbols["id"].map(symbols.set_index("id")["taille"])
        strips = placed.strips
        strips["largeur"] = strips["hauteur"] = strips["id"].map(sizes)
        anchors = strips[["ax", "ay"]].to_numpy(dtype=float)
        ends = nearest_on(placed.boxes, anchors)
        strips["lx"], strips["ly"] = ends[:, 0], ends[:, 1]
        # A site set apart from its neighbour has no leader: a line beside their link would be taken for another.
        strips["renvoi"] = (np.hypot(*(ends - anchors).T) > 1e-9) & ~strips["id"].isin(near)
        return placed

    def _set_apart(self, placed: PlacedSites) -> bool:
        """Whether a site stands away from its place so that the link to its neighbour shows."""
        moved = placed.strips.loc[placed.strips["deplacement"] > _SEEN_MOVE, "id"]
        return bool(self._near(placed.frame) & set(moved))

    def _near(self, frame: MapFrame) -> set[str]:
        """Sites nearer than ``_LINKED_APART`` on paper to one they cooperate with."""
        at = pd.DataFrame(to_page(frame, self._sites[["x", "y"]].to_numpy(dtype=float)), index=self._sites["id"])
        apart = at.loc[self._links["finess_a"]].to_numpy() - at.loc[self._links["finess_b"]].to_numpy()
        near = self._links[np.hypot(*apart.T) < _LINKED_APART]
        return {*near["finess_a"], *near["finess_b"]}

    def _legend(
        self, drawn: pd.DataFrame, lines: QgsVectorLayer, marks: QgsVectorLayer, sites: QgsVectorLayer
    ) -> list[LegendSection]:
        heading = "Modalité de la coopération" if self.theme.has_modality else "Coopération"
        items = [LegendItem(lines)]
        nodes = {}
        if drawn["pdses_partagee"].any():
            nodes[0] = "Permanence des soins (PDSES) partagée"
        if drawn["fleche_geom"].notna().any():
            nodes[1] = "Sens de la coopération, s’il est déclaré"
        if nodes:
            items.append(LegendItem(marks, nodes))
        sections = [LegendSection(heading, items)]
        if self.theme.has_medical_time:
            sections.append(LegendSection("Temps médical, en ETP", [LegendItem(self._width_key(drawn))]))
        return [*sections, LegendSection("Établissements", [LegendItem(sites)])]

    def _width_key(self, drawn: pd.DataFrame) -> QgsVectorLayer:
        """A layer for the legend only: widths of the sheet with their medical time, and that of an unknown one."""
        shown = self._links[self._links["id"].isin(drawn["id"])]
        etp = legend_etp(shown["etp"])
        rows = [(french_number(value, 1), float(width)) for value, width in zip(etp, width_of(etp), strict=True)]
        if (shown["etp"].isna() & (shown["modalite"] != "E")).any():
            rows.append(("ND", NARROWEST))
        line = shapely.LineString([(0, 0), (0, 1)])
        table = f"{self.table_name}_largeurs"
        key = pd.DataFrame({"etp": [text for text, _width in rows], "geom": [line] * len(rows)})
        write_layer(self.context.side_file, table, key, self.context.workspace.crs, "LineString")
        layer = load_layer(self.context.side_file, table, "Temps médical")
        pen = Pen("", "", self.context.charter.colour("limites", "territoire_sante").name())
        categories = [QgsRendererCategory(text, line_symbol(pen, width), text) for text, width in rows]
        layer.setRenderer(QgsCategorizedSymbolRenderer("etp", categories))
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
    condition = f"\"cadre\" = '{quoted}'"
    if not own.setSubsetString(condition):
        raise InputError.of("ESP14", table=layer.name(), filtre=condition)
    return own
