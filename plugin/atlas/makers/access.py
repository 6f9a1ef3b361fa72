"""Access times by commune: classes on the map, shares of the population beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsRendererCategory,
)

from ...core.access.classes import LEFT, RIGHT, UNREACHED, UNREACHED_LABEL, class_labels, classify
from ...core.access.imported import METRIC
from ...core.access.methods import SETTING, chosen_method, chosen_times, methods_of
from ...core.access.shares import ALL_TERRITORIES, population_shares, share_below
from ...core.access.times import ALL_KINDS, KINDS
from ...core.map_frame import MapFrame
from ...gis.access_layers import fill, hatch
from ...gis.charter import Charter
from ...gis.charts import Bar, draw_bars
from ...gis.frames import load_layer, write_layer
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_number, joined
from ..page import Inset, frame_names

# The words of a legend for each kind of responder, grouped as the field says them.
WORDS = {
    "SU": "SU",
    "SU_sais": "SU saisonniers",
    "SMUR": "SMUR",
    "SMUR_ant": "SMUR",
    "MCS": "MCS",
    "HELISMUR": "HéliSMUR",
    "HELI_SC": "hélicoptère de la sécurité civile",
}
_METHOD_NOTES = {
    METRIC: "Temps METRIC de chef-lieu à chef-lieu ; 0 minute dans la commune d’un site, par convention.",
}
CLOSURES = {"droite": RIGHT, "gauche": LEFT}


class AccessMaker:
    """``effecteurs`` names what is reached: ``urgence``, or an activity whose times were computed (maternites).

    ``bornes`` and ``fermeture`` (droite, gauche) make the classes; ``parts`` adds the chart of population shares.
    ``methode`` chooses between times of several origins, otherwise the atlas's setting ``temps_methode`` does.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.sheet_id = sheet.id
        self.table_name = f"{sheet.id.lower()}_acces"
        self.closed = CLOSURES[spec.get("fermeture", "droite")]
        self.kind = ALL_KINDS if spec["effecteurs"] == "urgence" else spec["effecteurs"]
        self.wanted = spec.get("methode") or context.settings.get(SETTING) or ""

    def missing(self) -> list[str]:
        """The times to what is reached, when none were computed or imported by the method that was chosen."""
        times = self.context.table("temps_acces")
        if chosen_method(times, self.kind, self.wanted) is not None:
            return []
        found = methods_of(times, self.kind)
        said = [] if self.kind == ALL_KINDS else [self.kind]
        if found:
            said.append(f"{SETTING} : {self.wanted}" if self.wanted else f"{SETTING} : {' / '.join(found)} ?")
        return [f"temps_acces ({', '.join(said)})" if said else "temps_acces"]

    def sites(self) -> Sites:
        """No points: those of the responders are another layer's."""
        return Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """Communes filled by class, unreached ones hatched."""
        times = self.context.table("temps_acces")
        method = chosen_method(times, self.kind, self.wanted)
        times = times[times["methode"].fillna("") == method]
        communes = self._classified(chosen_times(times, self.kind, method or ""))
        write_layer(self.context.side_file, self.table_name, communes, self.context.workspace.crs, "MultiPolygon")
        responders = joined(
            dict.fromkeys(WORDS[kind] for kind in KINDS if kind in set(times["type_effecteur"]) & set(WORDS))
        )
        # An imported table may hold the nearest of all without its kinds.
        responders = responders or "effecteur de l’urgence"
        heading = self.spec.get("legende", "Temps d’accès, en minutes").replace("{effecteurs}", responders)
        layer = load_layer(self.context.side_file, self.table_name, heading)
        layer.setRenderer(counted_classes(communes["classe"], self.spec["bornes"], self.closed, self.context.charter))
        drawing = Drawing(
            under={name: [layer] for name in frame_names(main, insets)},
            legend=[LegendSection(heading, [LegendItem(layer)])],
            words={"effecteurs": responders, **self._shares_below(communes)},
            notes=self._remarks(method, communes, times),
            parts={"temps_acces": f"temps_acces:{method}"},
        )
        if self.spec.get("parts"):
            self._add_chart(drawing, communes)
        return drawing

    def _classified(self, times: pd.DataFrame) -> pd.DataFrame:
        nearest = times.set_index("origine")
        communes = self.context.base.communes[["insee", "nom", "population", "geom"]].copy()
        communes["minutes"] = communes["insee"].map(nearest["minutes"]).astype(float)
        communes["site"] = communes["insee"].map(nearest["site"])
        communes["classe"] = classify(communes["minutes"].to_numpy(), self.spec["bornes"], self.closed).astype("int64")
        return communes

    def _shares_below(self, communes: pd.DataFrame) -> dict[str, str]:
        """For each bound the share of the population below it: ``{part_45}`` in a text of the catalogue.

        A bound closed on the left is not below itself: "à moins de 45 min" leaves 45.0 out.
        """
        minutes = communes["minutes"].to_numpy()
        people = communes["population"].astype(float).to_numpy(dtype=float, na_value=np.nan)
        return {
            f"part_{bound:g}": per_cent(share_below(minutes, people, bound, self.closed))
            for bound in self.spec["bornes"]
        }

    def _remarks(self, method: str | None, communes: pd.DataFrame, times: pd.DataFrame) -> list[str]:
        """What a reader must know of times that the plugin did not compute itself."""
        remarks = [_METHOD_NOTES[method]] if method in _METHOD_NOTES else []
        known = times.loc[times["type_effecteur"] == self.kind, "origine"]
        without = int((~communes["insee"].isin(known)).sum())
        if without:
            remarks.append(f"Communes absentes de la source des temps, comptées comme non accessibles : {without}.")
        return remarks

    def _add_chart(self, drawing: Drawing, communes: pd.DataFrame) -> None:
        labels = class_labels(self.spec["bornes"], self.closed)
        population = communes["population"].astype(float).to_numpy(dtype=float, na_value=np.nan)
        shares = population_shares(communes["classe"].to_numpy(), population, labels=labels)
        whole = shares[(shares["id_territoire"] == ALL_TERRITORIES) & (shares["communes"] > 0)]
        values = self.context.charter.values["classes_acces"]
        bars = [
            Bar(
                row.classe,
                row.part,
                per_cent(row.part),
                values["hachure"] if row.code == UNREACHED else values["couleurs"][row.code],
                hatched=row.code == UNREACHED,
            )
            for row in whole.itertuples()
        ]
        drawing.chart = self.context.picture_folder / f"{self.sheet_id}_parts.svg"
        drawing.chart_height = draw_bars(drawing.chart, "Part de la population", bars, 66.0, self.context.charter)


def counted_classes(
    codes: pd.Series, bounds: Sequence[float], closed: str, charter: Charter
) -> QgsCategorizedSymbolRenderer:
    """The classes that hold communes, with their number; the unreached last. The layer's field is ``classe``."""
    values = charter.values["classes_acces"]
    counts = codes.value_counts()
    categories = [
        QgsRendererCategory(
            code, fill(values["couleurs"][code]), f"{label.replace(' min', '')} ({french_number(counts[code])})"
        )
        for code, label in enumerate(class_labels(bounds, closed))
        if code in counts
    ]
    if UNREACHED in counts:
        hatching = hatch(values["hachure"])
        categories.append(QgsRendererCategory(UNREACHED, hatching, f"{UNREACHED_LABEL} ({counts[UNREACHED]})"))
    return QgsCategorizedSymbolRenderer("classe", categories)


def per_cent(part: float) -> str:
    """A share in words; few people are not nobody."""
    return "< 0,1\u202f%" if 0 < part < 0.05 else f"{french_number(part, 1)}\u202f%"
