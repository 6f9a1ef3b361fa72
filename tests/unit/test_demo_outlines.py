"""The embedded region's communes and territories, read from the committed file without QGIS."""

import numpy as np
import pandas as pd
import pytest
import shapely
from demo_tables import read_table
from osgeo import ogr, osr
from shared_data import shared_file

# Types that part the region among themselves.
COVERING = (
    "region", "departement", "canton", "territoire_sante", "pays", "secteur_psy_g", "secteur_psy_i",
    "territoire_premier_recours", "ensemble_cooperation",
)


@pytest.fixture(scope="module")
def communes() -> pd.DataFrame:
    return read_table("commune")


@pytest.fixture(scope="module")
def territories() -> pd.DataFrame:
    """The atlas' territories; the land next to the region is none of them."""
    table = read_table("territoire")
    return table[table["type"] != "voisin"]


@pytest.fixture(scope="module")
def neighbours() -> pd.Series:
    """Outlines of the neighbouring départements by code."""
    table = read_table("territoire")
    return table[table["type"] == "voisin"].set_index("id_territoire")["geom"]


def segments(geometries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each distinct segment of the rings, whatever its direction, and how often it occurs."""
    rings = shapely.get_rings(shapely.get_parts(geometries))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    inside = ring[1:] == ring[:-1]
    start, end = points[:-1][inside], points[1:][inside]
    swap = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    both = np.where(swap[:, None], np.hstack([end, start]), np.hstack([start, end]))
    return np.unique(both, axis=0, return_counts=True)


def test_counts(communes, territories):
    assert len(communes) == communes["insee"].nunique() == 1202
    counts = territories["type"].value_counts().to_dict()
    official = {"canton": 100, "departement": 4, "region": 1, "epci": 61, "territoire_sante": 8}
    composed = {
        "pays": 21, "secteur_psy_g": 46, "secteur_psy_i": 16, "territoire_premier_recours": 102,
        "ensemble_cooperation": 4, "cls": 1, "zone_psy": 8, "zone_had": 8,
    }
    assert counts == official | composed
    without = communes.loc[communes["epci"].isna(), "nom"]
    assert sorted(without) == ["Ouessant", "Île-de-Bréhat", "Île-de-Sein"]


def test_population_is_the_one_in_force(communes, territories):
    # Population municipale of Bretagne, 2023.
    assert communes["population"].sum() == 3_449_370
    for kind in COVERING:
        assert territories.loc[territories["type"] == kind, "population"].sum() == 3_449_370


def test_age_bands_add_up_to_the_population_of_2021(communes):
    bands = communes[["pop_0_19", "pop_20_64", "pop_65p"]]
    assert bands.notna().to_numpy().all()
    assert bands.to_numpy().sum() == pytest.approx(3_394_566, abs=2_000)
    share = bands.sum(axis=1) / communes["population"]
    assert share.median() == pytest.approx(1, abs=0.03)


def test_no_gap_and_no_overlap(communes):
    outlines = communes["geom"].to_numpy()
    assert shapely.is_valid(outlines).all()
    union = shapely.union_all(outlines)
    assert shapely.area(outlines).sum() == pytest.approx(union.area, rel=1e-9)
    assert sum(len(part.interiors) for part in shapely.get_parts(union)) == 0
    # Borders are shared vertex for vertex: a segment used once is the outer limit's.
    lines, uses = segments(outlines)
    assert uses.max() == 2
    once = np.hypot(*(lines[uses == 1, 2:] - lines[uses == 1, :2]).T).sum()
    assert once == pytest.approx(shapely.length(shapely.boundary(union)), rel=1e-9)


def test_merged_communes_are_filled_in(communes):
    taken_in = {"22027": "22241", "22043": "22241", "22200": "22237", "22309": "22147"}
    path = shared_file("territoires/bretagne_communes_2018_wgs84.gpkg")
    layer = ogr.Open(str(path))
    features = {feature["code"]: feature.GetGeometryRef().Clone() for feature in layer.GetLayer(0)}
    to_2154 = osr.CoordinateTransformation(_reference(4326), _reference(2154))
    outlines = communes.set_index("insee")["geom"]
    for old, new in taken_in.items():
        outline = features[old]
        outline.Transform(to_2154)
        was = shapely.from_wkb(bytes(outline.ExportToWkb()))
        assert shapely.area(shapely.intersection(was, outlines[new])) > 0.9 * was.area


def _reference(code: int) -> osr.SpatialReference:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(code)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


@pytest.mark.parametrize("kind", COVERING)
def test_partitions_cover_the_region_once(communes, territories, kind):
    region = shapely.area(communes["geom"].to_numpy()).sum()
    zones = territories.loc[territories["type"] == kind, "geom"].to_numpy()
    assert shapely.area(zones).sum() == pytest.approx(region, rel=1e-6)
    assert shapely.area(shapely.union_all(zones)) == pytest.approx(region, rel=1e-6)


def test_territories_are_the_sum_of_their_communes(communes, territories):
    composition = read_table("composition")
    sizes = composition["type"].value_counts().to_dict()
    # The fourteen communes of the islands have a contract of their own; zones of HAD overlap.
    assert sizes == dict.fromkeys([*COVERING, "zone_psy"], 1202) | {"epci": 1199, "cls": 14, "zone_had": 1493}
    area = communes.assign(area=shapely.area(communes["geom"].to_numpy())).set_index("insee")["area"]
    summed = composition.assign(area=composition["commune"].map(area)).groupby(["type", "id_territoire"])["area"].sum()
    drawn = territories.set_index(["type", "id_territoire"])["geom"].map(shapely.area)
    assert np.allclose(summed.sort_index(), drawn.sort_index(), rtol=1e-9)


def test_cantons_and_epci_are_the_official_ones(communes):
    real = read_table("communes", shared_file("territoires/bretagne_communes.gpkg"))
    composition = read_table("composition")
    cantons = composition[composition["type"] == "canton"].set_index("commune")["id_territoire"]
    assert cantons.sort_index().to_dict() == real.set_index("code")["cv"].sort_index().to_dict()
    ours = communes.set_index("insee")["epci"].dropna()
    theirs = real.set_index("code")["epci"].replace("", None).dropna()
    assert ours.to_dict() == theirs.to_dict()


def test_outlines_follow_the_real_ones(communes):
    real = read_table("communes", shared_file("territoires/bretagne_communes.gpkg")).set_index("code")["geom"]
    outlines = communes.set_index("insee")["geom"]
    theirs = real[outlines.index].to_numpy()
    shared = shapely.area(shapely.intersection(outlines.to_numpy(), theirs))
    overlap = shared / shapely.area(shapely.union(outlines.to_numpy(), theirs))
    assert np.median(overlap) > 0.97
    assert (overlap > 0.75).mean() > 0.99


def test_territoires_sante(communes, territories):
    zones = territories[territories["type"] == "territoire_sante"].set_index("id_territoire")
    assert sorted(zones["libelle"]) == sorted(
        [
            "Brest-Morlaix-Carhaix",
            "Quimper-Châteaulin",
            "Lorient-Hennebont",
            "Vannes-Auray",
            "Rennes-Redon-Fougères-Vitré",
            "Saint-Malo-Dinan",
            "Saint-Brieuc-Lannion-Guingamp",
            "Loudéac-Pontivy",
        ]
    )
    composition = read_table("composition")
    member = composition[composition["type"] == "territoire_sante"].set_index("commune")["id_territoire"]
    names = communes.set_index("insee")["nom"]
    # Every town a territory is named after lies in it; an island goes with its landing.
    for code, zone in zones.iterrows():
        for town in zone["libelle"].replace("Saint-", "Saint~").split("-"):
            town = {"Carhaix": "Carhaix-Plouguer"}.get(town, town.replace("~", "-"))
            assert member[names.index[names == town][0]] == code
    assert member["29083"] == member["29003"] and member["56069"] == member["56121"]


def test_territoires_sante_are_contiguous_on_the_mainland(territories):
    region = territories.loc[territories["type"] == "region", "geom"].iloc[0]
    mainland = max(shapely.get_parts(region), key=shapely.area)
    for zone in territories.loc[territories["type"] == "territoire_sante", "geom"]:
        parts = shapely.get_parts(shapely.intersection(zone, mainland))
        large = [part for part in parts if part.area > 1e6]
        assert len(large) == 1


def test_town_halls_stand_in_or_by_their_commune(communes):
    halls = shapely.points(communes["x_mairie"], communes["y_mairie"])
    away = shapely.distance(halls, communes["geom"].to_numpy())
    assert away.max() < 500
    assert (away == 0).mean() > 0.99


# Areas in km², from the public record, which leaves large waters out (the Loire's mouth, the lake of Grand-Lieu).
DEPARTEMENTS = {
    "14": 5_548, "44": 6_815, "49": 7_107, "50": 5_938, "53": 5_175, "61": 6_103, "72": 6_206, "85": 6_720,
}


def test_neighbouring_departements_are_whole_and_light(neighbours):
    areas = (neighbours.map(shapely.area) / 1e6).to_dict()
    assert areas == pytest.approx(DEPARTEMENTS, rel=0.03)
    assert len(b"".join(shapely.to_wkb(neighbours.to_numpy()))) < 400_000
    composition = read_table("composition")
    assert "voisin" not in set(composition["type"])


def test_neighbours_overlap_nothing_and_leave_no_gap(neighbours, territories):
    region = territories.loc[territories["type"] == "region", "geom"].iloc[0]
    every = [region, *neighbours]
    assert shapely.is_valid(every).all()
    land = shapely.union_all(every)
    assert shapely.area(every).sum() == pytest.approx(land.area, rel=1e-9)
    assert sum(len(part.interiors) for part in shapely.get_parts(land)) == 0


def test_border_with_the_region_is_shared_vertex_for_vertex(neighbours, territories):
    region = territories.loc[territories["type"] == "region", "geom"].to_numpy()
    ours, _ = segments(region)
    theirs, _ = segments(neighbours.to_numpy())
    middles = shapely.points((ours[:, 0] + ours[:, 2]) / 2, (ours[:, 1] + ours[:, 3]) / 2)
    beside = shapely.distance(middles, shapely.union_all(neighbours.to_numpy())) < 50
    shared = {tuple(segment) for segment in ours[beside]}
    assert len(shared) > 500
    assert shared <= {tuple(segment) for segment in theirs}


def test_bay_of_mont_saint_michel_is_sea(neighbours, territories):
    to_2154 = osr.CoordinateTransformation(_reference(4326), _reference(2154))
    cancale_to_granville, pontorson = (
        shapely.Point(to_2154.TransformPoint(*place)[:2]) for place in ((-1.70, 48.70), (-1.507, 48.553))
    )
    land = shapely.union_all([*neighbours, *territories["geom"]])
    assert not land.contains(cancale_to_granville)
    assert neighbours["50"].contains(pontorson)
