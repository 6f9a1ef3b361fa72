"""An atlas open here, its layers in the project, while another QGIS process writes the same file."""

from __future__ import annotations

import re
import shutil

import pytest
from demo_tables import WORKSPACE
from gui_window import Window, reads, wait_for
from long_jobs import table
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject

from plugin.gis.own_commits import by_others, own_commit, state_of
from plugin.gis.workspace import Workspace
from plugin.gui.dock import AtlasDock
from plugin.gui.session import Session


@pytest.fixture
def path(tmp_path):
    return shutil.copy(WORKSPACE, tmp_path / "atlas.gpkg")


@pytest.fixture
def dock(provider, path):
    QgsProject.instance().clear()
    session = Session(Window())
    dock = AtlasDock(session)
    session.open(path)
    dock.show()
    dock.show_job("home").show_layers()
    wait_for(lambda: not reads(dock))
    yield dock
    session.close()
    dock.deleteLater()
    QgsProject.instance().clear()


@pytest.fixture
def sites(tmp_path):
    """Three sites as a list to import."""
    rows = [(f"2900000{number}7", f"Site {number}", "29019", -4.4 - number / 100, 48.4) for number in range(3)]
    return table(tmp_path / "fichiers" / "sites.csv", "finess rs insee lon lat", rows)


def imported(path, sites) -> list[str]:
    """What another process is told to do: the register of the atlas becomes the three sites."""
    return [
        "run", "atlas_soins:import_establishments", f"--WORKSPACE={path}", f"--FILE={sites}", "--LAYOUT=1",
        "--MENTION=essai", "--DEPARTMENTS=29",
    ]  # fmt: skip


def shown(dock) -> dict[str, str]:
    home = dock.show_job("home")
    wait_for(lambda: not home.reading.busy)
    rows = [home.table.topLevelItem(row) for row in range(home.table.topLevelItemCount())]
    return {row.text(0): re.sub(r"\D", "", row.text(1)) for row in rows}


def test_pages_and_layers_show_what_another_qgis_imported(dock, path, sites, qgis_process):
    (layer,) = QgsProject.instance().mapLayersByName("Establishments")
    before = layer.featureCount()
    assert shown(dock)["etablissement"] == str(before)
    half_read = layer.getFeatures()
    next(half_read)
    done = qgis_process(*imported(path, sites))
    assert done.returncode == 0 and "Traceback" not in done.stdout, done.stdout[-2000:]
    held = Workspace.open(path).count("etablissement")
    assert held == 3
    wait_for(lambda: "Another program changed the atlas" in dock.session.iface.said(), 10)
    assert shown(dock)["etablissement"] == str(held)
    del half_read
    assert len(list(layer.getFeatures())) == layer.featureCount() == held
    with Workspace.open(path).writing() as write:  # and this one writes in its turn
        write.setting("agence", "ARS")
    assert Workspace.open(path).count("etablissement") == held


def test_its_own_commits_are_not_told(dock, path):
    dock.session.iface.bar.clearWidgets()
    with Workspace.open(path).writing() as write:
        write.setting("agence", "ARS")
        dock.session.others.look()
    dock.session.others.look()
    assert dock.session.iface.said() == ""


def test_a_second_writer_in_another_process_gets_one_sentence(path, sites, qgis_process, provider):
    workspace = Workspace.open(path)
    before = workspace.read("etablissement")
    with workspace.writing() as write:
        write.setting("agence", "ARS")
        refused = qgis_process(*imported(path, sites))
        assert refused.returncode != 0
        told = [line for line in refused.stdout.splitlines() if "nothing was changed" in line]
        assert told and all(str(path) in line for line in told)
        assert "Traceback" not in refused.stdout and "database is locked" not in refused.stdout
    assert Workspace.open(path).settings()["agence"] == "ARS"
    assert Workspace.open(path).read("etablissement").equals(before)


def test_what_another_process_wrote_meanwhile_is_not_overwritten(path, sites, qgis_process, provider):
    class Meanwhile(QgsProcessingFeedback):
        """Once this import has read the register, another process changes it."""

        errors = ()

        def setProgress(self, percent: float) -> None:  # noqa: N802
            if percent >= 70 and not self.errors:
                self.errors = ("begun",)
                assert qgis_process(*imported(path, sites)).returncode == 0

        def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N802, N803
            self.errors = (*self.errors, error)

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("atlas_soins:import_establishments")
    parameters = {"WORKSPACE": str(path), "FILE": sites, "LAYOUT": 1, "COMPLETE": True, "DEPARTMENTS": "29"}
    feedback = Meanwhile()
    _, succeeded = algorithm.run(parameters, QgsProcessingContext(), feedback)
    assert not succeeded
    _, told = feedback.errors
    assert "etablissement" in told and "nothing was written" in told and "\n" not in told
    (source,) = Workspace.open(path).sources("etablissement")["mention"]
    assert source == "essai"


def test_the_state_of_a_file_tells_whose_commit_it_was(tmp_path, qgis_app):
    path = tmp_path / "atlas.gpkg"
    Workspace.create(path)
    seen = state_of(path)
    assert by_others(path, seen) == (False, seen)
    with Workspace.open(path).writing() as write:
        write.setting("a", "1")
    own, seen_then = by_others(path, seen)
    assert not own and seen_then != seen
    with own_commit(path):
        assert by_others(path, seen) == (False, seen)  # one under way: wait and see
    path.write_bytes(path.read_bytes()[:24] + b"\xff\xff\xff\xff" + path.read_bytes()[28:])
    assert by_others(path, seen_then)[0]
    path.unlink()
    assert state_of(path) is None and not by_others(path, seen_then)[0]
