"""The committed demo is a workspace like any other, says what is illustrative, and is what its script builds."""

import shutil
from pathlib import Path

import pytest

from plugin.core.schema import TABLES
from plugin.gis.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "data" / "demo"
FILLED = [
    "commune", "territoire", "composition", "etablissement", "autorisation", "equipement", "capacite", "cooperation",
    "effecteur_urgence", "temps_acces", "cls", "dispositif", "pta", "praticien", "zonage_ps", "contrat", "msp",
    "indicateur", "oqos",
]
INVENTED = {
    "etablissement", "autorisation", "equipement", "capacite", "cooperation", "effecteur_urgence", "cls", "dispositif",
    "pta", "praticien", "zonage_ps", "contrat", "msp", "indicateur",
}
COMPOSED = (
    "pays", "secteur_psy_g", "secteur_psy_i", "territoire_premier_recours", "ensemble_cooperation", "cls", "zone_had",
    "zone_psy",
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Workspace:
    copy = tmp_path_factory.mktemp("demo") / "bretagne.gpkg"
    shutil.copy(DEMO / "bretagne.gpkg", copy)
    return Workspace.open(copy)


def test_opens_with_its_tables(workspace):
    assert set(FILLED) <= set(workspace.tables())
    assert workspace.crs == "EPSG:2154"
    for name in FILLED:
        frame = workspace.read(name)
        assert frame[list(TABLES[name].required)].notna().to_numpy().all()
        if TABLES[name].geometry:
            assert frame["geom"].notna().all()
            layer = workspace.layer(name)
            assert layer.isValid() and layer.featureCount() == len(frame)


def test_every_table_says_where_it_comes_from(workspace):
    sources = workspace.sources()
    tables = sources["table_nom"].str.partition(":")[0]
    assert set(tables) == set(FILLED)
    for name in FILLED:
        assert sources.loc[tables == name, "lignes_retenues"].sum() == workspace.count(name)
    flagged = set(tables[sources["illustratif"].astype(bool)])
    assert flagged == INVENTED | {"territoire", "composition", "temps_acces", "oqos"}
    invented = sources[tables.isin(INVENTED)]
    assert invented["mention"].str.contains("données illustratives").all()
    health = sources[sources["table_nom"] == "territoire:territoire_sante"].iloc[0]
    assert health["illustratif"] and "approchés" in health["mention"]
    for kind in COMPOSED:
        rows = sources[sources["table_nom"].isin([f"territoire:{kind}", f"composition:{kind}"])]
        assert len(rows) == 2 and rows["illustratif"].all() and rows["mention"].str.contains("données illustr").all()
    assert not sources.loc[sources["table_nom"] == "territoire:epci", "illustratif"].any()
    assert not sources.loc[sources["table_nom"] == "territoire:voisin", "illustratif"].any()
    assert sources[["mention", "producteur"]].notna().to_numpy().all()
    assert sources.loc[tables != "temps_acces", "licence"].notna().all()
    assert sources["date_import"].nunique() == 1


def test_times_say_which_roads_they_come_from(workspace):
    source = workspace.sources("temps_acces").iloc[0]
    assert source["mention"].startswith("Temps de parcours calculés sur le réseau de démonstration")
    assert "OpenStreetMap" in source["mention"]  # the roads' licence asks for it
    assert source["illustratif"] and source["fichier"].startswith("routes.gpkg")
    assert set(workspace.read("temps_acces", ["date"])["date"]) == {source["date_donnees"]}


def test_settings_of_the_edition(workspace):
    settings = workspace.settings()
    wanted = {"region": "Bretagne", "agence": "ARS Bretagne", "edition": "2026", "mois_edition": "novembre 2026"}
    assert wanted.items() <= settings.items()
    assert settings["copyright"] == "IGN, Insee, OpenStreetMap"
    assert "démonstration" in settings["reseau_mention"]
    assert (DEMO / settings["reseau_fichier"]).is_file()


def test_files_are_light():
    assert sum((DEMO / name).stat().st_size for name in ("bretagne.gpkg", "routes.gpkg")) < 7_300_000


def test_the_script_builds_the_committed_tables(tmp_path, workspace):
    if not (ROOT / "build" / "demo-sources" / "parquet").exists():
        pytest.skip("the demo's sources have not been fetched here: python3 data/build_demo.py fetches them")
    from data.build_demo import main

    main(tmp_path)
    built = Workspace.open(tmp_path / "bretagne.gpkg")
    for name in FILLED:
        committed, again = workspace.read(name), built.read(name)
        assert committed.drop(columns="geom", errors="ignore").equals(again.drop(columns="geom", errors="ignore"))
        if "geom" in committed:
            assert all(a.equals_exact(b, 0.01) for a, b in zip(committed["geom"], again["geom"], strict=True))
