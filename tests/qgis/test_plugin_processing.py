"""The provider in ``qgis_process``: its algorithms, their help, and what a wrong input says."""

from __future__ import annotations

import json
import re

import pytest
from own_qgis import ROOT

from plugin.processing.provider import AtlasProvider, algorithm_classes


@pytest.fixture(scope="module")
def algorithms(qgis_app):
    return [algorithm_class() for algorithm_class in algorithm_classes()]


def test_qgis_process_lists_every_algorithm(qgis_process, algorithms):
    said = qgis_process("list", "--json").stdout
    listed = json.loads(said[said.index("{") :])
    ours = listed["providers"]["atlas_soins"]["algorithms"]
    assert set(ours) == {f"atlas_soins:{algorithm.name()}" for algorithm in algorithms}
    assert "atlas_soins:export_atlas" in ours


def test_every_algorithm_written_is_in_the_provider():
    written = re.compile(r'^    ID = "(\w+)"', re.MULTILINE)
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "plugin" / "processing").glob("*.py")]
    assert {name for source in sources for name in written.findall(source)} == {
        algorithm_class.ID for algorithm_class in algorithm_classes()
    }


def test_every_algorithm_is_complete(algorithms):
    for algorithm in algorithms:
        identifier = algorithm.name()
        assert algorithm.displayName(), identifier
        assert algorithm.group(), identifier
        assert algorithm.createInstance() is not None, identifier
        assert algorithm.canExecute() == (True, ""), identifier
        for language in ("", ".fr"):
            assert (ROOT / "resources" / "help" / f"{identifier}{language}.md").is_file(), f"{identifier}{language}.md"
        assert "<p" in algorithm.shortHelpString(), identifier


def test_the_provider_fills_itself(qgis_app):
    provider = AtlasProvider()
    provider.refreshAlgorithms()
    assert len(provider.algorithms()) == len(algorithm_classes())
    assert not provider.icon().isNull()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("absent.gpkg", None, "absent.gpkg was not found"),
        ("vide.gpkg", b"", "vide.gpkg is empty"),
        ("carnet.txt", b"not a GeoPackage", "carnet.txt is not a .gpkg file"),
        ("faux.gpkg", b"not a GeoPackage", "faux.gpkg"),
    ],
)
def test_a_wrong_workspace_is_named_without_a_traceback(qgis_process, tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    run = qgis_process("run", "atlas_soins:export_atlas", f"--WORKSPACE={path}", f"--OUTPUT_FOLDER={tmp_path / 'out'}")
    assert run.returncode != 0
    assert said in run.stdout.partition("ERROR:")[2]
    assert "Traceback" not in run.stdout
    assert "Incorrect parameter value" not in run.stdout
    assert not list(tmp_path.glob("out/**/*.pdf"))


def test_a_message_is_french_where_qgis_is(qgis_process, tmp_path):
    if not (ROOT / "resources" / "i18n" / "atlas_soins_fr.qm").exists():
        pytest.skip("translations not compiled: run make setup")
    arguments = ("run", "atlas_soins:export_atlas", f"--WORKSPACE={tmp_path / 'x.gpkg'}", f"--OUTPUT_FOLDER={tmp_path}")
    run = qgis_process(*arguments, LC_ALL="fr_FR.UTF-8", LANG="fr_FR.UTF-8", LANGUAGE="fr")
    assert run.returncode != 0
    assert "x.gpkg est introuvable" in run.stdout
