"""Killed in the middle of an import (kill -9), a workspace opens and holds one whole import: the last one committed."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pandas as pd
import pytest
from postgis_cluster import running_cluster
from shapely import box

from plugin.core.findings import InputError
from plugin.core.schema import Source
from plugin.gis.workspace import Workspace

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
ROWS = 6000
IMPORTS = textwrap.dedent('''
    """Imports commune and territoire over and over; prints the number of each import once it is committed."""
    import sys

    import pandas as pd
    from qgis.core import QgsApplication
    from shapely import box

    sys.path.insert(0, sys.argv[1])
    from plugin.core.schema import Source
    from plugin.gis.workspace import Workspace

    application = QgsApplication([], False)
    application.initQgis()
    rows, first = int(sys.argv[3]), int(sys.argv[4])
    shapes = [box(i, 0, i + 1, 1) for i in range(rows)]
    workspace = Workspace.open(sys.argv[2])
    print("ready", flush=True)
    for number in range(first, first + 1000):
        communes = pd.DataFrame({"insee": [f"{i:05d}" for i in range(rows)], "nom": f"import {number}", "geom": shapes})
        zones = pd.DataFrame({"id_territoire": [f"{i}" for i in range(rows // 2)], "type": "epci",
                              "libelle": f"import {number}", "geom": shapes[: rows // 2]})
        with workspace.writing() as write:
            write.replace("commune", communes, Source("communes", f"import {number}"))
            write.replace("territoire", zones, Source("zones", f"import {number}"))
            write.setting("import", str(number))
        print(number, flush=True)
''')


@pytest.fixture(scope="module")
def database():
    with running_cluster() as url:
        yield url


@pytest.fixture
def importing_script(tmp_path):
    script = tmp_path / "imports.py"
    script.write_text(IMPORTS, encoding="utf-8")
    return script


def kill_during_an_import(script, place, first, moment):
    """Runs imports numbered from ``first`` in another process, kills it; the last number it said was committed."""
    command = [sys.executable, str(script), str(ROOT), place, str(ROWS), str(first)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout.readline() == "ready\n"
        time.sleep(moment)
    finally:
        process.send_signal(signal.SIGKILL)
        said = process.communicate(timeout=30)[0].split()
    return int(said[-1]) if said else first - 1


def whole_import(place):
    """The number of the import a workspace holds, which must be one import in every table."""
    workspace = Workspace.open(place)
    communes, zones = workspace.read("commune"), workspace.read("territoire")
    mentions = set(communes["nom"]) | set(zones["libelle"]) | set(workspace.sources()["mention"])
    (mention,) = mentions
    assert len(communes) == ROWS and len(zones) == ROWS // 2
    assert communes["geom"].notna().all()
    assert len(workspace.sources()) == 2
    number = int(mention.removeprefix("import "))
    assert workspace.settings() == {"import": str(number)}
    return number


def prepared(place):
    workspace = Workspace.create(place)
    shapes = [box(i, 0, i + 1, 1) for i in range(ROWS)]
    codes = [f"{i:05d}" for i in range(ROWS)]
    communes = pd.DataFrame({"insee": codes, "nom": "import 0", "geom": shapes})
    zones = communes.rename(columns={"insee": "id_territoire", "nom": "libelle"}).assign(type="epci")[: ROWS // 2]
    with workspace.writing() as write:
        write.replace("commune", communes, Source("communes", "import 0"))
        write.replace("territoire", zones, Source("zones", "import 0"))
        write.setting("import", "0")


def killed_several_times(script, place, times, seed):
    """Kills at random moments of an import; after each the workspace holds one whole import and can be written."""
    prepared(place)
    moments = random.Random(seed)
    held = whole_import(place)
    for _ in range(times):
        said = kill_during_an_import(script, place, held + 1, moments.uniform(0.02, 0.9))
        found = whole_import(place)
        assert found in (said, said + 1)  # committed, and killed before it could say so
        held = found
        yield held


def test_a_geopackage_killed_at_random_moments(importing_script, tmp_path, qgis_app, monkeypatch):
    place = tmp_path / "atlas.gpkg"
    cut_off = []
    opened = Workspace.open

    def watching(path):
        cut_off.append(Path(f"{path}-journal").exists())
        return opened(path)

    monkeypatch.setattr(Workspace, "open", watching)
    held = list(killed_several_times(importing_script, str(place), 6, seed=3))[-1]
    assert any(cut_off), "no kill fell into an import"
    with opened(place).writing() as write:
        write.setting("import", "fin")
    assert opened(place).settings() == {"import": "fin"}
    assert opened(place).read("commune")["nom"][0] == f"import {held}"
    assert list(tmp_path.glob("atlas.gpkg-*")) == []


def test_a_file_left_half_written_is_put_back(tmp_path, qgis_app):
    """As the kill leaves it during the commit itself: new pages in the file, the old ones in its journal."""
    place = tmp_path / "atlas.gpkg"
    prepared(place)
    with closing(sqlite3.connect(place, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 10")
        writer.execute("BEGIN")
        writer.execute("UPDATE edition SET valeur = '1' WHERE cle = 'import'")
        writer.execute("UPDATE source SET mention = 'import 1'")
        writer.executemany(
            "INSERT INTO composition (commune, type, id_territoire) VALUES (?, 'HALF WRITTEN', '1')",
            ((f"{i:05d}",) for i in range(20_000)),
        )
        for suffix in ("", "-journal"):
            shutil.copy(f"{place}{suffix}", f"{tmp_path / 'killed.gpkg'}{suffix}")
        writer.execute("ROLLBACK")
    assert b"HALF WRITTEN" in (tmp_path / "killed.gpkg").read_bytes()
    assert whole_import(tmp_path / "killed.gpkg") == 0
    assert Workspace.open(tmp_path / "killed.gpkg").tables() == ["commune", "territoire"]
    assert not (tmp_path / "killed.gpkg-journal").exists()


def test_a_database_whose_client_is_killed_at_random_moments(importing_script, database, qgis_app):
    place = f"{database}?schema=atlas_{uuid4().hex[:12]}"
    for _ in killed_several_times(importing_script, place, 4, seed=5):
        deadline = time.monotonic() + 20
        while True:  # the server notices the lost client after a moment
            try:
                with Workspace.open(place).writing():
                    break
            except InputError:
                assert time.monotonic() < deadline
                time.sleep(0.2)


@pytest.mark.parametrize("kind", ["geopackage", "postgis"])
def test_readers_and_a_second_writer_beside_a_process_that_imports(importing_script, kind, request, tmp_path, qgis_app):
    """Each table read is one import, whole; a second writer writes in its turn or is told in one sentence."""
    if kind == "geopackage":
        place = str(tmp_path / "atlas.gpkg")
    else:
        place = f"{request.getfixturevalue('database')}?schema=atlas_{uuid4().hex[:12]}"
    prepared(place)
    command = [sys.executable, str(importing_script), str(ROOT), place, str(ROWS), "1"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    seen, written, told = set(), 0, set()
    try:
        assert process.stdout.readline() == "ready\n"
        deadline = time.monotonic() + 120
        while (len(seen) < 4 or not written or len(told) < 1) and time.monotonic() < deadline:
            workspace = Workspace.open(place)
            for table, column, rows in (("commune", "nom", ROWS), ("territoire", "libelle", ROWS // 2)):
                frame = workspace.read(table, [column])
                assert len(frame) == rows
                (name,) = set(frame[column])
                seen.add(name)
            try:
                with Workspace.open(place).writing() as write:
                    write.setting("essai", str(written))
                written += 1
                with workspace.writing() as write:  # on rows that may be of an import ago
                    write.setting("essai", "lu")
            except InputError as error:
                told |= {finding.code for finding in error.findings}
    finally:
        process.kill()
        process.communicate(timeout=30)
    assert len(seen) >= 4 and written and told
    assert told <= {"ESP04", "ESP18", "ESP20"}
