"""Charts of indicators: series by period from the table ``indicateur``, beside a map or on a page of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from ...core.charts import Chart, evolution, several_series
from ...core.map_frame import MapFrame
from ...gis.charts import paint
from ..catalogue import Sheet
from ..content import Drawing, Sites
from ..context import AtlasContext
from ..edition import joined
from ..page import Inset

TYPE = "graphiques"
_COLUMN_MM, _HEIGHT_MM = 66.0, 48.0
_NO_DATA = "ND"


class SeriesMaker:
    """``graphiques`` lists charts, each with a ``titre`` and ``indicateurs``: names of the table, in their order.

    A chart may say ``forme`` (``barres``: the second indicator is a part of the first; ``lignes``), ``libelles`` (the
    words for the indicators), ``periodes`` (printed even where the table has none), ``note``. ``territoire`` is the
    region where it is not given.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.sheet_id = sheet.id

    def missing(self) -> list[str]:
        """The table, when it has none of the series: a chart that lacks its own is printed and says so."""
        names = self._names()
        if self._rows(self._region())["indicateur"].isin(names).any():
            return []
        return [f"indicateur ({', '.join(names)} ; modèle data/templates/indicateurs.csv)"]

    def sites(self) -> Sites:
        """A chart has no points."""
        return Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """Beside a map the first chart stands in the column."""
        charts, notes = self.charts()
        path = self.context.picture_folder / f"{self.sheet_id}_graphique.svg"
        paint(charts[0], path, _COLUMN_MM, _HEIGHT_MM, self.context.charter)
        return Drawing(notes=notes, chart=path, chart_height=_HEIGHT_MM)

    def charts(self, territory: str = "") -> tuple[list[Chart], list[str]]:
        """The charts of a territory (the region's by default), and which indicators have no value there."""
        places = [territory] if territory else self._region()
        rows = self._rows(places).assign(territoire=places[0])
        charts = [self._chart(spec, rows, places[0]) for spec in self.spec["graphiques"]]
        valued = set(rows.loc[rows["valeur"].notna(), "indicateur"])
        lost = [name for name in self._names() if name not in valued]
        return charts, [f"Sans valeur dans les données : {joined(lost)}."] if lost else []

    def _chart(self, spec: dict[str, Any], rows: pd.DataFrame, place: str) -> Chart:
        names = [str(name) for name in spec["indicateurs"]]
        rows = _with_periods(rows[rows["indicateur"].isin(names)], names, place, spec.get("periodes", ()))
        title = str(spec["titre"])
        if spec.get("forme") == "lignes" or len(names) > 2:
            chart = several_series(rows, place, names, title)
        else:
            chart = evolution(rows, place, names[0], *names[1:], title=title)
        words = [str(word) for word in spec.get("libelles", names)]
        series = tuple(replace(one, name=word) for one, word in zip(chart.series, words, strict=True))
        notes = (str(spec["note"]),) if spec.get("note") else ()
        return replace(chart, series=series, unit=spec.get("unite", chart.unit), notes=notes)

    def _names(self) -> list[str]:
        return list(dict.fromkeys(str(name) for spec in self.spec["graphiques"] for name in spec["indicateurs"]))

    def _region(self) -> list[str]:
        """What the territory goes by in the table: a code, or its name where the import joined it to none."""
        if self.spec.get("territoire"):
            return [str(self.spec["territoire"])]
        territories = self.context.table("territoire")
        region = territories[territories["type"] == "region"]
        return [*region["id_territoire"], *region["libelle"]] if len(region) == 1 else [self.context.edition.region]

    def _rows(self, places: Sequence[str]) -> pd.DataFrame:
        rows = self.context.table("indicateur")
        return rows[rows["territoire"].isin(places)]


def _with_periods(rows: pd.DataFrame, names: list[str], place: str, periods: Sequence[object]) -> pd.DataFrame:
    """The rows, and one without a value for each period asked for that an indicator lacks."""
    there = set(zip(rows["indicateur"], rows["periode"], strict=True))
    lost = [(place, name, str(period), _NO_DATA) for name in names for period in periods
            if (name, str(period)) not in there]
    if not lost:
        return rows
    blank = pd.DataFrame(lost, columns=["territoire", "indicateur", "periode", "statut"]).reindex(columns=rows.columns)
    return pd.concat([rows, blank.astype(rows.dtypes.to_dict())], ignore_index=True)
