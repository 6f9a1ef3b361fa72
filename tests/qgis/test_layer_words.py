"""Layers of a workspace in QGIS: names of columns, forms, map tips that show hostile words as they are."""

from __future__ import annotations

import pytest
from own_qgis import ROOT
from qgis.core import (
    Qgis,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsProject,
    QgsVectorLayer,
)

from plugin.core.schema import TABLES
from plugin.gis.layer_words import describe, escaped
from plugin.gis.workspace import Workspace
from plugin.gis.workspace_layers import add_workspace_layers, shown_layers

HOSTILE = """<script>alert(1)</script> & [% $id %] '; DROP TABLE commune"""


def shown(layer, feature) -> str:
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


@pytest.mark.parametrize("table", ["commune", "territoire", "etablissement", "effecteur_urgence"])
def test_every_column_has_a_french_name_and_a_place_in_the_form(qgis_app, table):
    kinds = "&".join(f"field={name}:string" for name in TABLES[table].columns)
    layer = QgsVectorLayer(f"Point?{kinds}", table, "memory")
    describe(layer, table)
    fields = layer.fields()
    assert [name for name in TABLES[table].columns if not layer.attributeAlias(fields.lookupField(name))] == []
    config = layer.editFormConfig()
    assert config.layout() == Qgis.AttributeFormLayout.DragAndDrop
    placed = [one.name() for group in config.tabs() for one in group.children()]
    assert sorted(placed) == sorted(TABLES[table].columns)


@pytest.mark.parametrize("table", ["commune", "territoire", "etablissement", "effecteur_urgence"])
def test_a_map_tip_shows_hostile_words_as_they_are(qgis_app, table):
    kinds = "&".join(f"field={name}:string" for name in TABLES[table].columns)
    layer = QgsVectorLayer(f"Point?{kinds}", table, "memory")
    describe(layer, table)
    feature = QgsFeature(layer.fields())
    for name in TABLES[table].columns:
        feature[name] = HOSTILE
    feature["population" if table in ("commune", "territoire") else "insee"] = None
    text = shown(layer, feature)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; [% $id %] '; DROP TABLE commune" in text


def test_an_empty_value_prints_as_nothing(qgis_app):
    assert QgsExpression.replaceExpressionText(escaped("NULL"), QgsExpressionContext()) == ""


def test_the_demo_says_who_is_where(qgis_app, tmp_path):
    import shutil

    QgsProject.instance().clear()
    path = tmp_path / "bretagne.gpkg"
    shutil.copy(ROOT / "data" / "demo" / "bretagne.gpkg", path)
    workspace = Workspace.open(path)
    list(add_workspace_layers(workspace, shown_layers(workspace)))
    (communes,) = [layer for layer in QgsProject.instance().mapLayers().values() if "commune" in layer.source()]
    rennes = next(one for one in communes.getFeatures() if one["insee"] == "35238")
    assert shown(communes, rennes).startswith("<b>Rennes</b><br>35238 – ")
    assert "habitants" in shown(communes, rennes)
    QgsProject.instance().clear()
