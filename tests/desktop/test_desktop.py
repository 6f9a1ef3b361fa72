"""The plugin in a real QGIS Desktop on a virtual screen, with a profile that begins empty."""

from __future__ import annotations

import json
import shutil

import own_qgis
import pytest
from own_qgis import ROOT

pytestmark = pytest.mark.long

PICTURES = ROOT / "build" / "desktop-pictures"


@pytest.fixture(scope="module")
def facts(tmp_path_factory) -> dict:
    """What ``session.py`` saw."""
    for program in ("qgis", "xvfb-run"):
        if shutil.which(program, path="/usr/bin") is None:
            pytest.skip(f"{program} is not installed: make setup installs it")
    folder = tmp_path_factory.mktemp("desktop")
    shutil.rmtree(PICTURES, ignore_errors=True)
    settings = folder / "qgis" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        "[PythonPlugins]\natlas_soins=true\n[locale]\noverrideFlag=true\nuserLocale=fr\n", encoding="utf-8"
    )
    return run_qgis(folder, "session.py") | {"folder": folder}


@pytest.fixture(scope="module")
def again(facts) -> dict:
    """What ``again.py`` saw: QGIS started once more on the same profile with the project saved."""
    return run_qgis(facts["folder"], "again.py", str(facts["folder"] / "atlas" / "projet.qgz"))


def run_qgis(folder, script: str, *more: str) -> dict:
    """Run a script inside QGIS Desktop on a virtual screen and read the facts it wrote."""
    written = folder / f"{script}.json"
    environ = own_qgis.environment(
        folder,
        ATLAS_SOINS_FACTS=str(written),
        ATLAS_SOINS_FOLDER=str(folder / "atlas"),
        ATLAS_SOINS_PICTURES=str(PICTURES),
        QT_QPA_PLATFORM="xcb",
    )
    screen = ["timeout", "-k", "10", "240", "xvfb-run", "-a", "-s", "-screen 0 1400x900x24"]
    qgis = ["qgis", "--profiles-path", str(folder / "qgis"), "--profile", "default", "--nologo", "--noversioncheck"]
    code = ["--code", str(ROOT / "tests" / "desktop" / script)]
    run = own_qgis.run([*screen, *qgis, *code, *more], environ, timeout=280)
    assert written.exists(), run.stdout[-3000:]
    assert run.returncode != 124, "QGIS did not close by itself: it asks something"  # timeout stopped it
    seen = json.loads(written.read_text(encoding="utf-8"))
    assert "traceback" not in seen, seen.get("traceback")
    return seen


def test_one_of_everything_also_after_a_reload(facts):
    assert facts["at_start"] == {"docks": 1, "buttons": 1, "providers": 1}
    assert facts["after_reload"] == facts["at_start"]


def test_the_button_shows_and_hides_the_dock(facts):
    assert facts["hidden_at_first"]
    assert facts["shown_by_the_button"]
    assert facts["hidden_by_the_button"]


def test_pages_are_reached_by_keyboard(facts):
    assert facts["page_by_keyboard"] == facts["pages"][1]


def test_the_demo_region_opens(facts):
    assert facts["tables"]["commune"].replace("\u202f", "") == "1202"
    crs = {name: crs for name, (crs, _) in facts["layers"].items()}
    assert set(crs.values()) == {"EPSG:2154"}
    assert facts["layers"]["Communes"][1] == 1202
    assert facts["layers"]["Territoires de santé"][1] == 8
    assert facts["in_project"].endswith("bretagne.gpkg")


def test_every_control_has_a_name(facts):
    assert facts["nameless"] == []


def test_enter_on_a_sheet_draws_it_and_opens_its_designer(facts):
    assert len(facts["designer"]) == 1
    assert facts["designer"][0].startswith("T01")


def test_the_check_of_a_demo_sheet_finds_only_demonstration_data(facts):
    assert facts["preflight"] == [["PRE19", "INFO"]]


def test_the_export_button_prints_the_ticked_sheet(facts):
    assert facts["chosen"] == ["T01"]
    assert facts["export_enabled"]
    assert facts["ended"]
    assert "imprimé" in facts["message"], facts["message"]
    assert "atlas.pdf" in facts["message"]
    pdf = facts["folder"] / "atlas" / "bretagne_pdf" / "atlas.pdf"
    assert pdf.read_bytes().startswith(b"%PDF")


def test_pictures_of_every_page_are_kept(facts):
    assert set(facts["pages"]) <= {path.stem for path in PICTURES.glob("*.png")}
    assert {"home", "cooperations", "access", "atlas"} <= set(facts["pages"])


def test_each_page_ran_its_job(facts):
    assert set(facts["jobs"]) == {"territories", "establishments", "cooperations", "access"}
    assert all(text and "Aucun atlas" not in text for text in facts["jobs"].values())
    assert len(facts["saved_layers"]) > len(facts["layers"])  # the links drawn


def test_everything_is_found_again_after_a_restart(facts, again):
    assert again["atlas"] == str(facts["folder"] / "atlas" / "bretagne.gpkg")
    assert again["layers"] == facts["saved_layers"]
    assert again["invalid"] == []
    assert again["states"]["access"] == facts["jobs"]["access"]
    assert "✓" in again["steps"]["book"]
