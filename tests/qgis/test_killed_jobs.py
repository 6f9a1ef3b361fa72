"""kill -9 in the middle of a computation or an export: the atlas holds what it held, no half file has a final name."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from random import Random

import own_qgis
import pytest
from own_qgis import ROOT
from pypdf import PdfReader

from plugin.gis.workspace import Workspace

pytestmark = pytest.mark.long

DEMO = ROOT / "data" / "demo"


@pytest.fixture(scope="module")
def environ(tmp_path_factory) -> dict[str, str]:
    found = own_qgis.environment(tmp_path_factory.mktemp("killed"))
    assert own_qgis.run(["qgis_process.bin", "plugins", "enable", "atlas_soins"], found).returncode == 0
    return found


@pytest.fixture
def atlas(tmp_path) -> Path:
    for name in ("bretagne.gpkg", "routes.gpkg"):
        shutil.copy(DEMO / name, tmp_path)
    return tmp_path / "bretagne.gpkg"


def killed(environ: dict[str, str], algorithm: str, begun: str, seconds: float, **parameters: object) -> str:
    """Run an algorithm, kill it some time after it says ``begun``; what it said."""
    arguments = [f"--{name}={value}" for name, value in parameters.items()]
    command = ["qgis_process.bin", "run", f"atlas_soins:{algorithm}", *arguments]
    process = subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    said = ""
    for line in process.stdout:
        said += line
        if begun in line:
            time.sleep(seconds)
            os.kill(process.pid, signal.SIGKILL)
            break
    process.wait(60)
    return said


def rows(atlas: Path) -> dict[str, int]:
    workspace = Workspace.open(atlas)
    return {table: workspace.count(table) for table in (*workspace.tables(), "source")}


@pytest.mark.parametrize("moment", [0.0, 0.5])
def test_times_killed(environ, atlas, moment, qgis_app):
    before = rows(atlas)
    times = Workspace.open(atlas).read("temps_acces")
    killed(environ, "access_times", "Inputs", moment, WORKSPACE=atlas, ROADS=atlas.with_name("routes.gpkg"))
    after = Workspace.open(atlas).read("temps_acces")
    assert rows(atlas).keys() == before.keys()
    assert len(after) in (len(times), before["temps_acces"])
    assert sorted(after.groupby("type_effecteur").size()) == sorted(times.groupby("type_effecteur").size())
    with Workspace.open(atlas).writing() as write:
        write.setting("agence", "ARS")


def test_an_export_killed(environ, atlas, qgis_app):
    before, folder = rows(atlas), atlas.parent / "pdf"
    for seed in (1, 2):
        moment = Random(seed).uniform(0.2, 3.0)
        killed(environ, "export_atlas", "T01", moment, WORKSPACE=atlas, OUTPUT_FOLDER=folder, SHEETS="T01,T02,T03")
        assert rows(atlas) == before
        for path in folder.rglob("[!.]*.pdf"):
            if not any(part.startswith(".") for part in path.relative_to(folder).parts):
                assert len(PdfReader(path).pages) >= 1, path
    again = own_qgis.run(
        ["qgis_process.bin", "run", "atlas_soins:export_atlas", f"--WORKSPACE={atlas}", f"--OUTPUT_FOLDER={folder}",
         "--SHEETS=T01"], environ,
    )  # fmt: skip
    assert again.returncode == 0, again.stdout[-2000:]
    assert len(PdfReader(folder / "atlas.pdf").pages) >= 1
    assert not list(folder.glob(".atlas-*")), "what the killed runs left is cleared by the next"
