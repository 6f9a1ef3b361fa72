"""The plugin, the atlas, its catalogue and the output in folders named with accents, spaces and an apostrophe."""

from __future__ import annotations

import json
import shutil

import own_qgis
from own_qgis import ROOT

NAME = "Région é à l’Est, l'été"
PARTS = ("__init__.py", "metadata.txt", "plugin", "resources", "styles", "data")
SHEET = """
feuilles:
  - id: X01
    famille: T
    titre: Une feuille à nous
    sous_titre: "{nombre:epci} EPCI"
    couches: [{type: zonage, zonage: epci, legende: EPCI}]
    notes: [Une note]
    sources: ["territoire:epci"]
"""

# In an interpreter of its own, with the plugin taken from such a folder.
SCRIPT = """
import json, sys
from pathlib import Path
folder = Path(sys.argv[1])
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback
application = QgsApplication([], True)
application.initQgis()
import atlas_soins
from atlas_soins.plugin.processing.provider import AtlasProvider

provider = AtlasProvider()
QgsApplication.processingRegistry().addProvider(provider)


def run(name, **parameters):
    algorithm = provider.algorithm(name).create()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    good, message = algorithm.checkParameterValues(parameters, context)
    if not good:
        raise SystemExit(message)
    outputs, _ = algorithm.run(parameters, context, feedback, catchExceptions=False)
    return outputs


atlas = str(folder / "L'atlas à été.gpkg")
run("create_workspace", FILE=atlas, CRS="EPSG:2154")
given = f"{folder / 'données d’été.gpkg'}|layername=commune"
communes = run("import_communes", WORKSPACE=atlas, LAYER=given, MENTION="Insee")
run("build_territories", WORKSPACE=atlas, TYPE="epci", COMMUNE_COLUMN="epci", MENTION="Insee")
responders = str(folder / "démo é.gpkg")
times = run("access_times", WORKSPACE=responders, ROADS=str(folder / "routes à nous.gpkg"))
run("edit_settings", WORKSPACE=atlas, SETTINGS="catalogue = Feuilles à nous\\nregion = Bretagne")
printed = run("export_atlas", WORKSPACE=atlas, SHEETS="X01", OUTPUT_FOLDER=str(folder / "Sortie d'été"), PROCESSES=1)
print("RESULT" + json.dumps({
    "plugin": str(Path(atlas_soins.__file__).parent), "communes": communes["COMMUNES"], "reached": times["REACHED"],
    "pdf": printed["PDF"],
}))
"""


def test_import_compute_and_export(tmp_path):
    folder = tmp_path / NAME
    environ = own_qgis.environment(tmp_path)
    installed = folder / "python" / "plugins" / "atlas_soins"
    installed.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "demo", "demo_build")
            shutil.copytree(source, installed / part, ignore=ignored)
        else:
            shutil.copy(source, installed / part)
    demo = ROOT / "data" / "demo"
    for name, copies in (("bretagne", ("données d’été", "démo é")), ("routes", ("routes à nous",))):
        for copy in copies:
            shutil.copy(demo / f"{name}.gpkg", folder / f"{copy}.gpkg")
    own = folder / "Feuilles à nous"
    own.mkdir()
    (own / "les nôtres.yaml").write_text(SHEET, encoding="utf-8")
    environ["PYTHONPATH"] += f":{installed.parent}"
    run = own_qgis.run(["/usr/bin/python3", "-c", SCRIPT, str(folder)], environ)
    assert run.returncode == 0, run.stdout[-3000:]
    seen = json.loads(run.stdout.rpartition("RESULT")[2].splitlines()[0])
    assert seen["plugin"] == str(installed)
    assert (seen["communes"], seen["reached"] > 1000) == (1202, True)
    text = own_qgis.run(["pdftotext", seen["pdf"], "-"], environ).stdout
    assert "Une feuille à nous" in text
