"""Sites that practise several of a few kinds, as roses: surgery of cancers by organ, specialities of rehabilitation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ...core.map_frame import MapFrame
from ...gis.site_roses import ROSE_KEY, Sector, rose_layers
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_number
from ..page import Inset
from .names import name_layers
from .practice import Entry, Practice, placed_in_frames

_DISC = "site"
_SIZE_MM = 5.0


class RoseMaker:
    """``secteurs`` lists, clockwise from noon, ``activites``, ``libelle`` and ``couleur``; ``taille`` in mm.

    ``sites`` (activites, libelle) names activities that give a site a disc even where it fills no sector.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.limits = sheet.limits
        self.table_name = f"{sheet.id.lower()}_rosaces"
        self.sectors = [Sector(item["activites"][0], item["libelle"], item["couleur"]) for item in spec["secteurs"]]
        entries = [Entry.of(item, item["activites"][0]) for item in spec["secteurs"]]
        if "sites" in spec:
            entries.append(Entry.of(spec["sites"], _DISC))
        self.practice = Practice(context, sheet.id, entries)

    def missing(self) -> list[str]:
        """Tables that could name a site of these activities, when none does."""
        return self.practice.missing()

    def sites(self) -> Sites:
        """The sites to draw, each once."""
        return Sites.of(self.practice.places)

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """A rose a site, in the main frame or in its inset."""
        sites, size = self.practice.places, float(self.spec.get("taille", _SIZE_MM))
        symbols = pd.DataFrame({"id": sites["id"], "cle": ROSE_KEY, "ordre": 0, "taille": size})
        counts = {key: french_number(count) for key, count in self.practice.counts().items()}
        disc_label = ""
        if "sites" in self.spec:
            disc_label = f"{self.spec['sites']['libelle']} ({counts.pop(_DISC, '0')})"
        heading = self.spec.get("legende", "Sites")
        drawing = Drawing(words=self.practice.words(), notes=self.practice.notes())
        if not counts:
            drawing.notes.append("Les tables importées ne disent pas lesquelles : les disques sont vides.")
        for rank, (frame, placed) in enumerate(placed_in_frames(sites, symbols, main, insets)):
            name = f"{self.table_name}_{rank}"
            layers = rose_layers(
                placed,
                self.practice.located[self.practice.located["cle"] != _DISC],
                self.context.side_file,
                name,
                self.context.workspace.crs,
                self.sectors,
                size,
                counts,
                disc_label,
                heading,
            )
            named = self.practice.named(self.spec.get("etiquettes"))
            names = name_layers(self.context, placed, name, named, insets, self.limits)
            drawing.over[frame.name] = [*names.names, *layers, *names.under]
            if rank == 0:
                shown = [layers[1]] if disc_label else []
                shown += [layers[0]] if counts else []
                drawing.legend = [LegendSection(heading, [LegendItem(layer) for layer in shown])]
            self.context.report.extend(placed.report)
        return drawing
