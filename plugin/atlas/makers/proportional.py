"""Sites as proportional circles, whole or in parts, of one or more series side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
from qgis.core import Qgis, QgsVectorLayer

from ...core.establishments.sae import emergency_visits
from ...core.findings import Severity
from ...core.map_frame import MapFrame
from ...core.placement.circles import circle_scale
from ...core.placement.sites import PlacedSites
from ...gis.proportional import SMALL_VALUES, Part, circle_layers, circle_rows
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_number
from ..page import Inset
from .names import name_layers
from .practice import Entry, Practice, names_of, placed_in_frames

# Two parts of a circle are told apart from this diameter on, where the values leave room.
_SMALLEST_MM = 4.0


class CircleMaker:
    """``series`` lists kinds of circles: ``activites``, ``libelle``, and ``couleur`` or ``parts``.

    The value of a site is the sum of its activities' values; a series whose activities are ``toutes`` practised takes
    the sites that practise all of them and that no earlier series took. ``urgences`` (GEN, PED) reads the visits of
    this kind, whose parts are the columns of `emergency_visits` (``champ``, ``libelle``, ``couleur``). ``unite`` heads
    the legend of sizes, ``legende`` that of the series.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.limits = sheet.limits
        self.table_name = f"{sheet.id.lower()}_cercles"
        names = dict.fromkeys(name for series in spec["series"] for name in series["activites"])
        self.practice = Practice(context, sheet.id, [Entry.of(name, name) for name in names])

    def missing(self) -> list[str]:
        """Tables that could give a site a value, when none does."""
        lacking = self.practice.missing()
        return lacking or ([] if (self.practice.located["valeur"] > 0).any() else ["capacite"])

    def sites(self) -> Sites:
        """The sites that have a value."""
        located = self.practice.located
        return Sites.of(located[located["valeur"] > 0].drop_duplicates("id"))

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """The circles of the main frame without those of the insets, then of each inset."""
        values = self._values()
        scale = circle_scale(values["valeur"], smallest=_SMALLEST_MM)
        symbols = pd.concat(
            [
                circle_rows(rows, scale, self.context.report).assign(ordre=series, serie=series)
                for series, rows in values.groupby("serie")
            ],
            ignore_index=True,
        )
        sites = values[values["id"].isin(symbols["id"])].drop_duplicates("id")
        drawing = Drawing(words=self._words(), notes=self._notes(values))
        drawing.words["total"] = french_number(values["valeur"].sum())
        named = self._named()
        shown: dict[int, list[QgsVectorLayer]] = {}
        for rank, (frame, placed) in enumerate(placed_in_frames(sites, symbols, main, insets)):
            name = f"{self.table_name}_{rank}"
            layers = []
            for number, part in enumerate(_by_series(placed)):
                series = int(part.symbols["serie"].iloc[0])
                drawn = circle_layers(
                    part,
                    values[values["serie"] == series],
                    self.context.side_file,
                    f"{name}_{series}",
                    self.context.workspace.crs,
                    self.context.charter,
                    scale,
                    self._parts(series)[0].colour,
                    self._parts(series),
                    self.spec["series"][series]["libelle"],
                    amounts=values["valeur"],
                )
                layers = [*layers, *drawn] if number else drawn
                shown.setdefault(series, []).extend(drawn)
            names = name_layers(self.context, placed, name, named, insets, self.limits)
            drawing.over[frame.name] = [*names.names, *layers, *names.under]
            self.context.report.extend(placed.report)
        drawing.legend = self._legend(shown, values)
        return drawing

    def _words(self) -> dict[str, str]:
        return self.practice.words()

    def _notes(self, values: pd.DataFrame) -> list[str]:
        return [*self.practice.notes(), *self._without_value(values)]

    def _named(self) -> pd.DataFrame | None:
        return self.practice.named(self.spec.get("etiquettes"))

    def _values(self) -> pd.DataFrame:
        """A row a circle: ``id``, ``serie`` (its rank), ``valeur``, the columns of its parts, name and point."""
        located = self.practice.located
        place = located.drop_duplicates("id").set_index("id")[["nom_court", "commune", "x", "y"]]
        found, taken = [], set()
        for rank, series in enumerate(self.spec["series"]):
            rows = located[located["cle"].isin(series["activites"])]
            if series.get("toutes"):
                every = rows.groupby("id")["cle"].nunique() == len(series["activites"])
                rows = rows[rows["id"].isin(every.index[every]) & ~rows["id"].isin(taken)]
                taken |= set(rows["id"])
            sums = rows.groupby("id")["valeur"].sum(min_count=1).rename("valeur").reset_index().assign(serie=rank)
            found.append(
                sums.merge(self._visits(series["urgences"]), on="id", how="left") if "urgences" in series else sums
            )
        return pd.concat(found, ignore_index=True).join(place, on="id")

    def _visits(self, kind: str) -> pd.DataFrame:
        """Visits of the latest year followed or not by a stay: ``id``, ``suivis``, ``non_suivis``."""
        visits = emergency_visits(self.context.table("capacite"))
        latest = visits[(visits["type"] == kind) & (visits["annee"] == visits["annee"].max())]
        by_site = latest.groupby(latest["finess_et"].map(self.practice.site_of).rename("id"))
        parts = by_site[["suivis", "non_suivis"]].agg(lambda values: values.sum(skipna=False))
        wrong = parts.index[(parts < 0).any(axis=1)]
        if len(wrong):  # more stays than visits: the circle says n. d.
            self.context.report.add("SYM05", Severity.WARNING, sites=list(wrong))
            parts.loc[wrong] = float("nan")
        return parts.reset_index()

    def _parts(self, series: int) -> list[Part]:
        spec = self.spec["series"][series]
        if "parts" not in spec:
            return [Part("valeur", spec["libelle"], spec["couleur"])]
        return [Part(part["champ"], part["libelle"], part["couleur"]) for part in spec["parts"]]

    def _without_value(self, values: pd.DataFrame) -> list[str]:
        """The sites that practise the activity and whose capacity is not known."""
        known = values.loc[values["valeur"] > 0, "id"]
        lost = self.practice.places[~self.practice.places["id"].isin(known)]
        if lost.empty:
            return []
        s = "s" if len(lost) > 1 else ""
        return [f"{len(lost)} site{s} sans valeur connue, absent{s} de la carte : {names_of(lost)}."]

    def _legend(self, shown: dict[int, list[QgsVectorLayer]], values: pd.DataFrame) -> list[LegendSection]:
        """The series with their parts and numbers, then the sizes."""
        counts = values[values["valeur"] > 0].groupby("serie")["id"].nunique()
        sections, plain = [], []
        for series, layers in sorted(shown.items()):
            label = f"{self.spec['series'][series]['libelle']} ({french_number(counts[series])})"
            told = _most_telling(layers)
            if "parts" in self.spec["series"][series]:
                sections.append(LegendSection(label, [LegendItem(told)]))
            else:
                plain.append(LegendItem(told, {0: label}, discs=told.geometryType() == Qgis.GeometryType.Polygon))
        if plain:
            sections.append(LegendSection(self.spec.get("legende", "Sites"), plain))
        every = [layer for layers in shown.values() for layer in layers]
        circles = next(layer for layer in every if layer.fields().indexOf("diametre") >= 0)
        small = [LegendItem(layer) for layer in every if layer.name() == SMALL_VALUES]
        sizes = LegendItem(circles, {1: ""})  # the node before it is a title
        return [*sections, LegendSection(self.spec["unite"], [sizes, *small[:1]])]


def _most_telling(layers: list[QgsVectorLayer]) -> QgsVectorLayer:
    """The layer of a series that shows most of its parts; where all its circles are small, theirs."""
    coloured = [layer for layer in layers if layer.fields().indexOf("part") >= 0]
    best = max(coloured, key=lambda layer: len(layer.renderer().categories()))
    if best.renderer().categories():
        return best
    return next(layer for layer in layers if layer.name() == SMALL_VALUES)


def _by_series(placed: PlacedSites) -> list[PlacedSites]:
    """The strips once a series, in order; the leader lines go with the first."""
    series = sorted(placed.symbols["serie"].unique())
    return [
        replace(
            placed,
            symbols=placed.symbols[placed.symbols["serie"] == one],
            strips=placed.strips if one == series[0] else placed.strips.iloc[:0],
        )
        for one in series
    ]
