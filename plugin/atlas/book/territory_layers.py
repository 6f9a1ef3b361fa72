"""The layers of the territories' pages: the one each page runs through, its ground, access, sites and towns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRendererCategory,
    QgsRuleBasedLabeling,
    QgsRuleBasedRenderer,
    QgsSymbol,
    QgsTextFormat,
    QgsVectorLayer,
)

from ...core.access.classes import UNREACHED, classify
from ...core.access.methods import SETTING, chosen_method, chosen_times
from ...core.access.times import ALL_KINDS
from ...core.establishments.selection import practising
from ...core.questions.measures import DEFAULT_CLASSES
from ...gis.access_layers import fill, hatch
from ...gis.frames import load_layer, write_layer
from ..content import LegendItem, LegendSection
from ..context import AtlasContext
from .territory_figures import class_renderer_labels

_HERE, _ELSEWHERE = "$id = @atlas_featureid", "$id <> @atlas_featureid"
_INSIDE = "\"code\" = attribute(@atlas_feature, 'code')"
_SITE_MM, _TOWN_MM = 2.2, 0.9
_HOSPITAL, _HOSPITAL_WORDS = "hopital", "Établissement hospitalier"


@dataclass(frozen=True)
class TerritoryLayers:
    """``coverage`` has a row a page; ``layers`` are the map's, from top to bottom, ``locator`` those of the locator."""

    coverage: QgsVectorLayer
    layers: list[QgsVectorLayer]
    locator: list[QgsVectorLayer]
    legend: list[LegendSection]


def territory_layers(context: AtlasContext, kind: str, label: str, figures: pd.DataFrame) -> TerritoryLayers:
    """The layers for a type; ``figures`` has ``code`` and what its pages print, ``label`` names one territory."""
    base, charter = context.base, context.charter
    name = f"fiches_{kind}"
    rows = figures.merge(base.zoning(kind)[["id_territoire", "geom"]], left_on="code", right_on="id_territoire")
    rows = rows.dropna(subset=["geom"]).drop(columns="id_territoire").sort_values("nom", ignore_index=True)
    write_layer(context.side_file, name, rows, context.workspace.crs, "Geometry")

    def coverage(title: str, rule: str, symbol: QgsSymbol) -> QgsVectorLayer:
        layer = load_layer(context.side_file, name, title)
        layer.setRenderer(_ruled(symbol, rule, title))
        return layer

    edge = charter.values["livre"]["territoire"]
    outline = coverage(
        label, _HERE, QgsFillSymbol.createSimple({"style": "no", "outline_color": edge, "outline_width": "0.7"})
    )
    ground = charter.colour("fond", "voisin").name()
    around = coverage(
        "Territoires voisins", _ELSEWHERE, QgsFillSymbol.createSimple({"color": ground, "outline_color": "#c4c0b8"})
    )
    here = coverage("Situation", _HERE, QgsFillSymbol.createSimple({"color": edge, "outline_style": "no"}))
    sites, towns, access = _sites(context, rows), _towns(context, rows), _access(context)
    limits = [base.limit_layer("commune")]
    layers = [sites, towns, outline, *base.limit_layers(()), base.coast_layer(), around, *limits, access]
    # The classes of access need no legend: the bars of the chart have their colours.
    sections = [LegendSection("Lieux et limites", [LegendItem(one) for one in (sites, towns, outline, *limits) if one])]
    return TerritoryLayers(
        outline,
        [layer for layer in (*layers, *base.ground_layers()) if layer],
        [here, base.coast_layer(), *base.ground_layers()],
        sections,
    )


def _sites(context: AtlasContext, territories: pd.DataFrame) -> QgsVectorLayer | None:
    """Hospitals of the territory of the page, named; laboratories and the medico-social would hide the map."""
    if "etablissement" not in context.filled:
        return None
    table = context.table("etablissement").dropna(subset=["x", "y"])
    hospitals, _ = practising({"etablissement": table}, _HOSPITAL)
    table = table[table["finess_et"].isin(hospitals["id"])]
    name = table["nom_court"].where(table["nom_court"].notna(), table["rs"]).str.replace("'", "’", regex=False)
    places = pd.DataFrame({"nom": name, "geom": shapely.points(table[["x", "y"]].to_numpy(dtype=float))})
    write_layer(context.side_file, "fiches_sites", _of_territories(places, territories), context.workspace.crs, "Point")
    layer = load_layer(context.side_file, "fiches_sites", _HOSPITAL_WORDS)
    dot = _dot(context.charter.values["livre"]["territoire"], _SITE_MM, "0.25")
    layer.setRenderer(_ruled(dot, _INSIDE, _HOSPITAL_WORDS))
    _name_inside(layer, context.charter.text("carton", halo_mm=0.6), QgsProperty.fromValue(9))
    return layer


def _towns(context: AtlasContext, territories: pd.DataFrame) -> QgsVectorLayer:
    """Town halls of the territory; the most populated keep their names where there is no room for all."""
    table = context.base.communes.dropna(subset=["x_mairie", "y_mairie"])
    people = pd.to_numeric(table["population"]).fillna(0).to_numpy(dtype=float)
    order = np.argsort(np.argsort(people)) * 8.0 / max(len(people), 1)
    points = shapely.points(table[["x_mairie", "y_mairie"]].to_numpy(dtype=float))
    places = pd.DataFrame({"nom": table["nom"].to_numpy(), "rang": order, "geom": points})
    write_layer(
        context.side_file, "fiches_villes", _of_territories(places, territories), context.workspace.crs, "Point"
    )
    layer = load_layer(context.side_file, "fiches_villes", "Mairie")
    dot = _dot(context.charter.colour("fond", "ville").name(), _TOWN_MM, "0.1")
    layer.setRenderer(_ruled(dot, _INSIDE, "Mairie"))
    _name_inside(layer, context.charter.text("ville", halo_mm=0.5), QgsProperty.fromField("rang"))
    return layer


def _of_territories(places: pd.DataFrame, territories: pd.DataFrame) -> pd.DataFrame:
    """A row for each territory a point lies in, its ``code``; one without code where it lies in none."""
    tree = shapely.STRtree(territories["geom"].to_numpy())
    point, zone = tree.query(places["geom"].to_numpy(), predicate="intersects")
    inside = places.iloc[point].assign(code=territories["code"].to_numpy()[zone])
    outside = places.iloc[np.setdiff1d(np.arange(len(places)), point)].assign(code="")
    return pd.concat([inside, outside], ignore_index=True)


def _access(context: AtlasContext) -> QgsVectorLayer | None:
    """Communes by class of time to urgent care; None where no time was computed."""
    times = context.table("temps_acces")
    method = chosen_method(times, ALL_KINDS, context.settings.get(SETTING) or "")
    if method is None:
        return None
    chosen = chosen_times(times, ALL_KINDS, method).set_index("origine")
    classes = DEFAULT_CLASSES[ALL_KINDS]
    communes = context.base.communes[["insee", "nom", "geom"]].copy()
    minutes = communes["insee"].map(chosen["minutes"]).to_numpy(dtype=float)
    communes["classe"] = classify(minutes, classes.bounds, classes.closed).astype("int64")
    write_layer(context.side_file, "fiches_acces", communes, context.workspace.crs, "MultiPolygon")
    layer = load_layer(context.side_file, "fiches_acces", "Temps d’accès")
    values = context.charter.values["classes_acces"]
    layer.setRenderer(
        QgsCategorizedSymbolRenderer(
            "classe",
            [
                QgsRendererCategory(
                    code,
                    hatch(values["hachure"]) if code == UNREACHED else fill(values["couleurs"][code]),
                    words.replace(" min", ""),
                )
                for code, words in class_renderer_labels()
            ],
        )
    )
    return layer


def _ruled(symbol: QgsSymbol, rule: str, label: str) -> QgsRuleBasedRenderer:
    renderer = QgsRuleBasedRenderer(QgsRuleBasedRenderer.Rule(None))
    renderer.rootRule().appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, rule, label))
    return renderer


def _dot(colour: str, size: float, edge: str) -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple(
        {"name": "circle", "color": colour, "size": str(size), "outline_color": "#ffffff", "outline_width": edge}
    )


def _name_inside(layer: QgsVectorLayer, text_format: QgsTextFormat, priority: QgsProperty) -> None:
    """Label what lies in the territory of the page, with nothing but QGIS's own variables."""
    settings = QgsPalLayerSettings()
    settings.fieldName = "nom"
    settings.setFormat(text_format)
    settings.placement = Qgis.LabelPlacement.OrderedPositionsAroundPoint
    settings.dist = 0.6
    properties = settings.dataDefinedProperties()
    properties.setProperty(QgsPalLayerSettings.Property.Priority, priority)
    settings.setDataDefinedProperties(properties)
    root = QgsRuleBasedLabeling.Rule(None)
    rule = QgsRuleBasedLabeling.Rule(settings)
    rule.setFilterExpression(_INSIDE)
    root.appendChild(rule)
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)
