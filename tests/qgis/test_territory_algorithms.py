"""The algorithms on territories, on the real communes of Bretagne and on hand-made workspaces."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from shared_data import shared_file
from territory_samples import HEALTH_TERRITORIES, bretagne_communes, bretagne_communes_2018

from plugin.core.schema import Source
from plugin.core.territories.movements import OVERLAP, UNCHANGED, reconcile
from plugin.core.territories.types import TerritoryType
from plugin.gis.frames import write_layer
from plugin.gis.territory_layers import layer_frame, transformed
from plugin.gis.territory_store import declare_type, remembered_columns, save_territories
from plugin.gis.workspace import Workspace
from plugin.processing.build_territories import BuildTerritories
from plugin.processing.check_territories import CheckTerritories
from plugin.processing.import_communes import ImportCommunes
from plugin.processing.import_composition import ImportComposition
from plugin.processing.import_territories import ImportTerritories
from plugin.processing.sector_population import SectorPopulation
from plugin.processing.simplify_polygons import SimplifyPolygons
from plugin.processing.territoires_de_vie import TerritoiresDeVie

SOURCE = Source(fichier="essai", mention="essai")


def run(algorithm, **parameters):
    """As ``processing.run`` does: check, then run; the layers of the outputs are kept alive by the context."""
    made = algorithm().create()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    good, message = made.checkParameterValues(parameters, context)
    if not good:
        raise QgsProcessingException(message)
    results, ok = made.run(parameters, context, feedback, {}, False)
    assert ok
    layers = {
        name: layer_frame(layer, "EPSG:2154", geometry=layer.isSpatial())
        for name, value in results.items()
        if isinstance(value, str) and (layer := context.getMapLayer(value)) is not None
    }
    return results, layers, feedback


@pytest.fixture
def empty(tmp_path, qgis_app):
    return Workspace.create(tmp_path / "atlas.gpkg")


@pytest.fixture
def bretagne(empty):
    _import_bretagne(empty)
    return empty


def _import_bretagne(workspace):
    return run(
        ImportCommunes,
        WORKSPACE=workspace.path,
        LAYER=str(shared_file("territoires/bretagne_communes.gpkg")),
        MENTION="IGN, Insee",
        COG_YEAR=2025,
    )


def write_csv(tmp_path, name, frame):
    path = tmp_path / name
    frame.to_csv(path, sep=";", index=False)
    return str(path)


def test_an_extract_that_is_no_file_is_read_and_named(empty):
    """The guide has the region extracted from France: QGIS makes a scratch layer, whose source is no path."""
    fields = "&".join(f"field=colonne_{number}:string" for number in range(20))
    extract = QgsVectorLayer(f"Polygon?crs=EPSG:2154&field=insee:string&field=nom:string&{fields}", "Extrait", "memory")
    feature = QgsFeature(extract.fields())
    feature.setAttributes(["35238", "Rennes", *[None] * 20])
    feature.setGeometry(QgsGeometry.fromWkt("Polygon ((0 0, 9 0, 9 9, 0 9, 0 0))"))
    assert extract.dataProvider().addFeature(feature)
    given = {"WORKSPACE": empty.path, "LAYER": extract, "MENTION": "IGN"}
    run(ImportCommunes, **given)
    run(ImportTerritories, TYPE="epci", COLUMNS="id_territoire=insee", **given)
    assert empty.read("commune")["nom"].tolist() == ["Rennes"]
    assert empty.sources()["fichier"].tolist() == ["Extrait", "Extrait"]


def test_the_real_communes_are_read(empty):
    bretagne = empty
    results, _, feedback = _import_bretagne(bretagne)
    communes = bretagne.read("commune")
    real = bretagne_communes()
    assert len(communes) == 1202
    assert communes["population"].sum() == real["pop_mun"].sum()
    assert communes["epci"].isna().sum() == 3
    assert communes.set_index("insee").loc["35238", "nom"] == "Rennes"
    town_halls = shapely.points(communes[["x_mairie", "y_mairie"]].to_numpy())
    off = shapely.distance(communes["geom"].to_numpy(), town_halls)
    assert (off == 0).mean() > 0.9, "town halls given in degrees are brought into Lambert 93"
    assert off.max() <= 5000, "farther ones are told and replaced"
    assert "Carnac (56034) est à" in feedback.textLog() or "Carnac (56034) is" in feedback.textLog()
    # 27 town halls of the real file lie elsewhere (many lost the minus sign of their longitude), two have none.
    assert results["REMARKS"] == 27 + 1
    source = bretagne.sources("commune").iloc[0]
    assert (source["mention"], source["cog_annee"], source["lignes_retenues"]) == ("IGN, Insee", 2025, 1202)
    assert remembered_columns(bretagne, "commune")["insee"] == "code"


def test_the_user_corrects_a_guess_and_a_wrong_one_is_refused(empty):
    layer = str(shared_file("territoires/bretagne_communes.gpkg"))
    common = {"WORKSPACE": empty.path, "LAYER": layer, "MENTION": "x"}
    with pytest.raises(QgsProcessingException, match="absente"):
        run(ImportCommunes, **common, COLUMNS="nom=absente")
    assert empty.count("commune") == 0
    run(ImportCommunes, **common, COLUMNS="nom=lib_cv; epci=")
    communes = empty.read("commune").set_index("insee")
    assert communes.loc["22001", "nom"] == "Guerlédan"
    assert communes["epci"].isna().all()


def test_the_real_cantons_are_read_although_they_have_a_type_of_their_own(bretagne):
    results, _, _ = run(
        ImportTerritories,
        WORKSPACE=bretagne.path,
        TYPE="canton",
        LAYER=str(shared_file("territoires/bretagne_cantons.gpkg")),
        MENTION="IGN",
    )
    assert results["TERRITORIES"] == 100
    cantons = bretagne.read("territoire", where={"type": "canton"})
    assert cantons.set_index("id_territoire").loc["2201", "libelle"] == "Bégard"


@pytest.mark.parametrize(("kind", "column", "count"), [("departement", "dep", 4), ("epci", "epci", 61)])
def test_departements_and_epci_are_built_from_the_communes(bretagne, kind, column, count):
    results, _, _ = run(
        BuildTerritories, WORKSPACE=bretagne.path, TYPE=kind, COMMUNE_COLUMN=column, MENTION="Insee", COG_YEAR=2025
    )
    assert results["TERRITORIES"] == count
    built = bretagne.read("territoire", where={"type": kind})
    covered = bretagne.read("commune", ["geom", column]).dropna()
    region = shapely.union_all(covered["geom"].to_numpy()).area
    outlines = built["geom"].to_numpy()
    assert abs(shapely.area(outlines).sum() - shapely.union_all(outlines).area) / region < 1e-9
    assert abs(shapely.area(outlines).sum() - region) / region < 1e-5
    assert bretagne.sources(f"territoire:{kind}")["lignes_retenues"].tolist() == [count]
    if kind == "epci":
        assert built.set_index("id_territoire").loc["243500139", "libelle"] == "Rennes Métropole"


def test_health_territories_from_a_table_with_every_finding(bretagne, tmp_path):
    communes = bretagne_communes()
    table = pd.DataFrame({
        "commune": communes["code"], "id_territoire": communes["ze2020"].map(HEALTH_TERRITORIES),
    })
    table["libelle"] = "Territoire " + table["id_territoire"]
    bad = pd.DataFrame({"commune": ["1001", "99123", "22001"], "id_territoire": ["1", "1", "1"], "libelle": None})
    path = write_csv(tmp_path, "ts.csv", pd.concat([table.iloc[:-1], bad]))
    results, layers, _ = run(
        ImportComposition,
        WORKSPACE=bretagne.path,
        TYPE="territoire_sante",
        TABLE=path,
        MENTION="ARS",
        COG_YEAR=2025,
        FINDINGS="memory:",
    )
    findings = layers["FINDINGS"]
    assert results["TERRITORIES"] == 8
    assert sorted(findings["code"]) == ["COM01", "COM01", "TER03", "TER04"]
    twice = findings[findings["code"] == "TER03"].iloc[0]
    assert "22001" in twice["message"]
    here = communes.set_index("code").loc["22001", "geom"]
    assert twice["geom"].intersection(here).area / here.area > 0.999, "the finding leads to its commune"
    assert bretagne.read("composition", where={"type": "territoire_sante"})["commune"].nunique() == 1201


def test_importing_one_type_leaves_the_others(bretagne, tmp_path):
    communes = bretagne_communes()
    for kind, column in (("canton", "cv"), ("bassin_vie", "bv2022"), ("canton", "cv")):
        frame = pd.DataFrame({"CODGEO": communes["code"], kind: communes[column]})
        run(
            ImportComposition,
            WORKSPACE=bretagne.path,
            TYPE=kind,
            TABLE=write_csv(tmp_path, "t.csv", frame),
            MENTION=kind,
        )
    kinds = bretagne.read("territoire")["type"].value_counts()
    assert kinds.to_dict() == {"canton": communes["cv"].nunique(), "bassin_vie": communes["bv2022"].nunique()}
    assert bretagne.count("composition") == 2 * 1202


def test_unions_of_other_territories(bretagne, tmp_path):
    communes = bretagne_communes()
    employment = pd.DataFrame({"CODGEO": communes["code"], "territoire_vie": communes["ze2020"]})
    run(
        ImportComposition, WORKSPACE=bretagne.path, TYPE="territoire_vie", MENTION="Insee",
        TABLE=write_csv(tmp_path, "tv.csv", employment),
    )
    union = pd.DataFrame(HEALTH_TERRITORIES.items(), columns=["territoire_vie", "territoire_sante"])
    results, _, _ = run(
        ImportComposition, WORKSPACE=bretagne.path, TYPE="territoire_sante", MENTION="ARS", UNITS="territoire_vie",
        TABLE=write_csv(tmp_path, "ts.csv", union), COLUMNS="commune=territoire_vie",
    )
    assert results["TERRITORIES"] == 8
    rows = bretagne.read("composition", where={"type": "territoire_sante"})
    expected = dict(zip(communes["code"], communes["ze2020"].map(HEALTH_TERRITORIES), strict=True))
    assert dict(zip(rows["commune"], rows["id_territoire"], strict=True)) == expected
    _, layers, _ = run(CheckTerritories, WORKSPACE=bretagne.path, FINDINGS="memory:")
    assert "TER19" not in set(layers["FINDINGS"]["code"])


def test_all_1232_communes_of_2018_are_accounted_for(qgis_app):
    old, new = bretagne_communes_2018(), bretagne_communes()
    before = pd.DataFrame({
        "insee": old["code"], "nom": old["nom"],
        "geom": list(transformed(old["geom"].to_numpy(), "EPSG:4326", "EPSG:2154")),
    })
    links, report = reconcile(before, pd.DataFrame({"insee": new["code"], "geom": new["geom"]}), 2018)
    assert links["ancien"].nunique() == 1232
    assert links["nouveau"].notna().all()
    best = links.sort_values("part_ancien", ascending=False).drop_duplicates("ancien").set_index("ancien")
    assert best["origine"].value_counts().to_dict() == {UNCHANGED: 1202, OVERLAP: 30}
    # Known mergers: Tremblay and Saint-Ouen-la-Rouërie in Val-Couesnon, Bieuzy in Pluméliau-Bieuzy.
    assert best.loc[["35341", "35303", "56016"], "nouveau"].tolist() == ["35004", "35004", "56173"]
    assert (best.loc[best["origine"] == OVERLAP, "part_ancien"] > 0.9).all()
    assert sorted(f.value for f in report if f.code == "TER12") == sorted(set(old["code"]) - set(new["code"]))


def test_older_compositions_follow_the_movements(bretagne, tmp_path):
    old = bretagne_communes_2018()
    table = write_csv(tmp_path, "pays.csv", pd.DataFrame({"commune": old["code"], "pays": old["code"].str[:2]}))
    movements = tmp_path / "mvt.csv"
    movements.write_text(
        "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TYPECOM_AP,COM_AP\n32,2019-01-01,COM,35341,COM,35004\n", encoding="utf-8"
    )
    results, layers, _ = run(
        ImportComposition, WORKSPACE=bretagne.path, TYPE="pays", TABLE=table, MENTION="x", COG_YEAR=2018,
        MOVEMENTS=str(movements), FINDINGS="memory:",
    )
    codes = layers["FINDINGS"]["code"].value_counts()
    assert results["TERRITORIES"] == 4
    assert codes["TER11"] == 1
    assert codes["TER02"] == 29
    assert bretagne.read("composition")["commune"].isin(bretagne_communes()["code"]).all()


def grid_workspace(workspace, side=6):
    """Square communes of 5 km in one department, the first column's sectors far too small."""
    x, y = np.meshgrid(np.arange(side) * 5000.0, np.arange(side) * 5000.0)
    x, y = x.ravel(), y.ravel()
    codes = [f"35{index:03d}" for index in range(1, side * side + 1)]
    frame = pd.DataFrame({
        "insee": codes, "nom": [f"Commune {code}" for code in codes], "population": 10_000, "dep": "35",
        "x_mairie": x + 2500, "y_mairie": y + 2500, "geom": list(shapely.box(x, y, x + 5000, y + 5000)),
    })
    with workspace.writing() as write:
        write.replace("commune", frame, SOURCE)
    return frame


def test_territoires_de_vie_from_flows(empty, tmp_path):
    communes = grid_workspace(empty)
    column = (communes["x_mairie"] // 15_000).astype(int)
    centre = communes.groupby(column)["insee"].transform("first")
    flows = pd.DataFrame({"origine": communes["insee"], "destination": centre, "actifs": 400})
    stay = flows.assign(destination=flows["origine"], actifs=600)
    results, layers, _ = run(
        TerritoiresDeVie, WORKSPACE=empty.path, FLOWS=write_csv(tmp_path, "flux.csv", pd.concat([flows, stay])),
        THRESHOLD=20, MENTION="Insee", STEPS="memory:",
    )
    assert results["TERRITORIES"] == 2
    rows = empty.read("composition", where={"type": "territoire_vie"}).set_index("commune")["id_territoire"]
    assert rows.groupby(column.set_axis(communes["insee"])).nunique().tolist() == [1, 1]
    assert len(layers["STEPS"]) == 34
    assert set(layers["STEPS"]["motif"]) == {"lien"}


def test_sectors_are_told_and_drawn(empty, tmp_path):
    communes = grid_workspace(empty)
    rows = pd.DataFrame({
        "commune": communes["insee"], "id_territoire": ["35G01"] * 11 + ["35G02"] * 25, "type": "secteur_psy_g",
    })
    rows.loc[35, "id_territoire"] = "35G01"  # far from the rest of its sector
    table = write_csv(tmp_path, "secteurs.csv", rows)
    run(ImportComposition, WORKSPACE=empty.path, TYPE="secteur_psy_g", TABLE=table, MENTION="ARS")
    results, layers, _ = run(SectorPopulation, WORKSPACE=empty.path, OUTPUT="memory:")
    sectors = layers["OUTPUT"].set_index("id_territoire")
    assert sectors["population"].to_dict() == {"35G01": 120_000, "35G02": 240_000}
    assert sectors["parties"].to_dict() == {"35G01": 2, "35G02": 1}
    assert sectors.loc["35G01", "ecart_pourcent"] == 71.4
    assert results["FAR"] == 2
    checked, _, _ = run(CheckTerritories, WORKSPACE=empty.path, SECTOR_TOLERANCE=75)
    assert checked["ERRORS"] == 0
    _, layers, _ = run(CheckTerritories, WORKSPACE=empty.path, SECTOR_TOLERANCE=75, FINDINGS="memory:")
    assert sorted(layers["FINDINGS"]["code"]) == ["TER07", "TER07", "TER08"]


def test_the_roles_a_user_declared_are_checked(empty):
    grid_workspace(empty)
    health = pd.DataFrame({
        "id_territoire": ["A", "B"], "type": "territoire_sante", "libelle": ["Ouest", "Est"],
        "geom": list(shapely.box([0, 15_000], [0, 0], [15_000, 30_000], [30_000, 30_000])),
    })
    local = pd.DataFrame({
        "id_territoire": ["x"], "type": "bassin", "libelle": ["Bassin"], "geom": [shapely.box(10_000, 0, 20_000, 5000)],
    })
    declare_type(empty, TerritoryType("bassin", "Bassins", partition=False, roles=("action",)))
    save_territories(empty, "territoire_sante", SOURCE, health)
    save_territories(empty, "bassin", SOURCE, local)
    wanted = "territoire_sante bassin"
    results, layers, _ = run(CheckTerritories, WORKSPACE=empty.path, TYPES=wanted, FINDINGS="memory:")
    assert layers["FINDINGS"]["code"].tolist() == ["TER06"]
    assert results["ERRORS"] == 1
    assert "2500" in layers["FINDINGS"]["message"].iloc[0].replace("\u202f", "").replace(" ", "")


def test_an_unknown_type_is_refused(empty):
    grid_workspace(empty)
    with pytest.raises(QgsProcessingException, match="epcii"):
        run(BuildTerritories, WORKSPACE=empty.path, TYPE="epcii", COMMUNE_COLUMN="dep", MENTION="x")
    with pytest.raises(QgsProcessingException, match="population"):
        run(BuildTerritories, WORKSPACE=empty.path, TYPE="epci", COMMUNE_COLUMN="population", MENTION="x")


def test_polygons_are_simplified_together(tmp_path, qgis_app):
    communes = bretagne_communes()[["code", "geom"]].iloc[:300]
    path = tmp_path / "c.gpkg"
    write_layer(path, "c", communes, "EPSG:2154", "MultiPolygon")
    layer = QgsVectorLayer(f"{path}|layername=c", "c", "ogr")
    _, layers, _ = run(SimplifyPolygons, INPUT=layer.source(), TOLERANCE=500, OUTPUT="memory:")
    simple = layers["OUTPUT"]
    assert simple["code"].tolist() == communes["code"].tolist()
    outlines = simple["geom"].to_numpy()
    before = communes["geom"].to_numpy()
    assert shapely.get_num_coordinates(outlines).sum() < 0.5 * shapely.get_num_coordinates(before).sum()
    assert abs(shapely.area(outlines).sum() - shapely.union_all(outlines).area) < 1e-3
