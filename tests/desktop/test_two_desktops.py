"""Two real QGIS Desktops on one atlas at the same time: each shows what the other wrote, and nothing is lost."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import own_qgis
import pytest
from long_jobs import table
from own_qgis import ROOT

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def facts(tmp_path_factory) -> dict[str, dict]:
    """What ``two.py`` saw in each of them."""
    for program in ("qgis", "xvfb-run"):
        if shutil.which(program, path="/usr/bin") is None:
            pytest.skip(f"{program} is not installed: make setup installs it")
    shared = tmp_path_factory.mktemp("partagé")
    rows = [(f"2900000{number}7", f"Site {number}", "29019", -4.4 - number / 100, 48.4) for number in range(3)]
    table(shared / "sites.csv", "finess rs insee lon lat", rows)
    homes = {role: tmp_path_factory.mktemp(role) for role in ("first", "second")}
    with ThreadPoolExecutor(2) as pool:
        seen = dict(zip(homes, pool.map(lambda role: run_qgis(homes[role], shared, role), homes), strict=True))
    return seen | {"folder": shared}


def run_qgis(home, shared, role: str) -> dict:
    settings = home / "qgis" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        "[PythonPlugins]\natlas_soins=true\n[locale]\noverrideFlag=true\nuserLocale=fr\n", encoding="utf-8"
    )
    written = home / "facts.json"
    environ = own_qgis.environment(
        home,
        ATLAS_SOINS_FACTS=str(written),
        ATLAS_SOINS_FOLDER=str(shared),
        ATLAS_SOINS_PICTURES=str(ROOT / "build" / "desktop-pictures"),
        ATLAS_SOINS_ROLE=role,
        QT_QPA_PLATFORM="xcb",
    )
    screen = ["timeout", "-k", "10", "240", "xvfb-run", "-a", "-s", "-screen 0 1400x900x24"]
    qgis = ["qgis", "--profiles-path", str(home / "qgis"), "--profile", "default", "--nologo", "--noversioncheck"]
    run = own_qgis.run([*screen, *qgis, "--code", str(ROOT / "tests" / "desktop" / "two.py")], environ, timeout=280)
    assert written.exists(), run.stdout[-3000:]
    assert run.returncode != 124, "QGIS did not close by itself: it asks something"  # timeout stopped it
    seen = json.loads(written.read_text(encoding="utf-8"))
    assert "traceback" not in seen, seen.get("traceback")
    assert "database is locked" not in run.stdout and "Traceback" not in run.stdout, run.stdout[-3000:]
    return seen


def test_each_is_told_once_what_the_other_wrote(facts):
    for role in ("first", "second"):
        (words,) = facts[role]["heard"]
        assert "a modifié l’atlas" in words
        assert not any("Traceback" in text or "locked" in text for text in facts[role]["messages"])


def test_both_show_the_same_and_nothing_is_lost(facts):
    first, second = facts["first"], facts["second"]
    assert first["after"] == second["after"]
    assert first["after"]["etablissement"] == "3" and first["drawn"]["Établissements"] == 3
    assert first["drawn"] == second["drawn"]
    untouched = first["before"].keys() - {"etablissement"}
    assert all(first["after"][name] == first["before"][name] for name in untouched)
    with sqlite3.connect(facts["folder"] / "bretagne.gpkg") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (communes,) = connection.execute("SELECT count(*) FROM commune").fetchone()
        (agency,) = connection.execute("SELECT valeur FROM edition WHERE cle = 'agence'").fetchone()
    assert str(communes) == re.sub(r"\D", "", first["before"]["commune"])
    assert agency == "ARS du premier"
    assert not list(facts["folder"].glob("bretagne.gpkg-*"))
