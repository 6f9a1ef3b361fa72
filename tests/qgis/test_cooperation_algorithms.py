"""The cooperation algorithms as QGIS runs them: import, the decision table in the layer, the difference."""

import shutil

import pandas as pd
import pytest
from own_qgis import ROOT
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject

from plugin.core.schema import Source
from plugin.gis.workspace import Workspace
from plugin.processing.cooperation_difference import CooperationDifference
from plugin.processing.cooperation_lines import CooperationLines
from plugin.processing.cooperation_workbooks import CooperationWorkbooks
from plugin.processing.flow_lines import FlowLines
from plugin.processing.import_cooperation_returns import ImportCooperationReturns
from plugin.processing.import_cooperations import ImportCooperations

HEADER = "theme;finess_a;finess_b;modalite;etp;pdses;premier_atlas;type;edition;date_etat"
CHU, CH, OTHER, CLINIC = "290000017", "290000025", "290000033", "290000041"


@pytest.fixture
def workspace(tmp_path, qgis_app):
    path = tmp_path / "atlas.gpkg"
    made = Workspace.create(path)
    sites = pd.DataFrame(
        {
            "finess_et": [CHU, CH, OTHER, CLINIC],
            "rs": ["CHU", "CH de l’Elorn", "CH de la Côte", "Clinique"],
            "x": [145000.0, 190000.0, 160000.0, 150000.0],
            "y": [6836000.0, 6850000.0, 6790000.0, 6830000.0],
            "statut": ["public", "public", "espic", "prive_lucratif"],
            "ch_referent": [True, False, False, False],
            "territoire_sante": "TS1",
            "commune": ["Brest", "Landerneau", "Crozon", "Brest"],
        }
    )
    with made.writing() as write:
        write.replace("etablissement", sites.assign(geom=None), Source(fichier="", mention="essai"))
    return path


class Log(QgsProcessingFeedback):
    def __init__(self):
        super().__init__(False)
        self.lines = []

    def reportError(self, error, fatalError=False):  # noqa: N802, N803
        self.lines.append(error)

    def pushInfo(self, info):  # noqa: N802
        self.lines.append(info)

    def pushWarning(self, warning):  # noqa: N802
        self.lines.append(warning)


def run(algorithm_class, parameters):
    log = Log()
    context = QgsProcessingContext()
    algorithm = algorithm_class().create()
    fine, reason = algorithm.checkParameterValues(parameters, context)
    assert fine, reason
    results, ok = algorithm.run(parameters, context, log)
    return results, ok, log.lines, context


def survey(tmp_path, *lines):
    path = tmp_path / "enquete.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return str(path)


TRUTHS = [
    ("V001", f"urgences;{CHU};{CH};A;0,19;non;non;;2015;", False),
    ("V002", f"cardiologie;{CHU};{CH};A;0,2;non;;;2015;", True),
    ("V003", f"neurologie;{CHU};{CH};B;0,1;oui;;;2015;", True),
    ("V004", f"imagerie;{CHU};{CH};E;;oui;;;2015;", True),
    ("V004", f"biologie;{CHU};{CH};E;0;oui;;;2015;", True),
    ("V005", f"perinatalite;{CHU};{CH};A;;non;oui;;2015;", True),
    ("V005", f"perinatalite;{CHU};{OTHER};A;;ND;oui;;2015;", True),
    ("V006", f"urgences;{CHU};{OTHER};A;;oui;non;;2015;", True),
    ("V007", f"cardiologie;{CHU};{OTHER};A;;non;non;;2015;", False),
    ("V007", f"neurologie;{CHU};{OTHER};A;;ND;non;;2015;", False),
    ("V008", f"imagerie;{CHU};{OTHER};ND;0,5;non;;;2015;", True),
    ("V009", f"biologie;{CHU};{OTHER};A;0,1;ND;;;2015;", False),
    ("V011", f"logistique;{CHU};{CH};;;;;logistique;2015;", True),
    ("V011", f"administratif;{CHU};{CH};;;;;administrative;2015;", True),
    ("V012", f"urgences;{CH};{OTHER};A;0,5;non;;;2015;", True),
    ("V013", f"urgences;{CHU};{CLINIC};A;1;non;;;2015;", False),
    ("V015", f"radiotherapie;{CHU};{CH};A;0.2;non;;;2015;", True),
]


def test_truths_through_the_public_algorithm(workspace, tmp_path):
    results, ok, lines, _context = run(
        ImportCooperations, {"WORKSPACE": str(workspace), "INPUT": survey(tmp_path, *[line for _v, line, _s in TRUTHS])}
    )
    assert ok, lines
    stored = Workspace.open(workspace).read("cooperation")
    assert stored.affichee.tolist() == [shown for _truth, _line, shown in TRUTHS]
    assert results["WRITTEN"] == results["READ"] == len(TRUTHS)
    assert results["SHOWN"] == sum(shown for *_rest, shown in TRUTHS)
    assert stored.set_index("id").etp["2015-L18"] == stored.set_index("id").etp["2015-L3"] == 0.2
    assert Workspace.open(workspace).sources("cooperation")["table_nom"].tolist() == ["cooperation:2015"]


def test_v010_errors_are_all_told_and_nothing_is_written(workspace, tmp_path):
    path = survey(
        tmp_path,
        f"chimiotherapie;{CHU};{CH};A;0,5;non;;;2015;",
        f"urgences;{CHU};{CH};Z;x;non;;;2015;",
        f"urgences;{CHU};{OTHER};A;1;oui;;;2015;",
    )
    _results, ok, lines, _context = run(ImportCooperations, {"WORKSPACE": str(workspace), "INPUT": path})
    assert not ok
    text = "\n".join(lines)
    for part in ("2", "3", "Z"):
        assert part in text
    assert Workspace.open(workspace).count("cooperation") == 0
    results, ok, _lines, _context = run(
        ImportCooperations, {"WORKSPACE": str(workspace), "INPUT": path, "KEEP_VALID": True}
    )
    assert ok
    assert (results["ERRORS"], results["WRITTEN"]) == (3, 1)


def test_an_edition_is_replaced_and_the_others_stay(workspace, tmp_path):
    for year, etp in ((2014, "0,5"), (2015, "0,8"), (2015, "0,9")):
        line = f"urgences;{CHU};{CH};A;{etp};non;;;{year};{year}-01-01"
        _results, ok, lines, _context = run(
            ImportCooperations, {"WORKSPACE": str(workspace), "INPUT": survey(tmp_path, line)}
        )
        assert ok, lines
    stored = Workspace.open(workspace)
    assert sorted(zip(stored.read("cooperation").edition, stored.read("cooperation").etp, strict=True)) == [
        (2014, 0.5),
        (2015, 0.9),
    ]
    assert sorted(stored.sources("cooperation")["date_donnees"]) == ["2014-01-01", "2015-01-01"]


def test_lines_layer_shows_what_the_rule_shows(workspace, tmp_path):
    run(
        ImportCooperations, {"WORKSPACE": str(workspace), "INPUT": survey(tmp_path, *[line for _v, line, _s in TRUTHS])}
    )
    parameters = {
        "WORKSPACE": str(workspace),
        "OUTPUT": str(tmp_path / "cartes.gpkg"),
        "OVERLAPS": str(tmp_path / "o.csv"),
    }
    results, ok, lines, context = run(CooperationLines, parameters)
    assert ok, lines
    layer = context.temporaryLayerStore().mapLayer(results["LINES"])
    urgences = [shown for _truth, line, shown in TRUTHS if line.startswith("urgences")]
    assert layer.featureCount() == sum(urgences) == results["SHOWN"]
    assert results["HIDDEN"] == len(urgences) - sum(urgences)
    assert any("R1" in line for line in lines)
    assert any("R7" in line for line in lines)
    assert (tmp_path / "o.csv").read_text(encoding="utf-8-sig").startswith("cadre;constat;id;avec;mm2")


def test_difference_counts_and_layer(workspace, tmp_path):
    path = survey(
        tmp_path,
        f"urgences;{CHU};{CH};A;0,5;non;;;2014;",
        f"urgences;{CHU};{CH};A;0,8;non;;;2015;",
        f"urgences;{CHU};{OTHER};A;0,5;non;;;2014;",
        f"cardiologie;{CHU};{OTHER};A;0,5;non;;;2015;",
    )
    run(ImportCooperations, {"WORKSPACE": str(workspace), "INPUT": path})
    parameters = {"WORKSPACE": str(workspace), "OUTPUT": str(tmp_path / "d.gpkg"), "TABLE": str(tmp_path / "d.csv")}
    results, ok, lines, context = run(CooperationDifference, parameters)
    assert ok, lines
    assert [results[name] for name in ("NEW", "ENDED", "CHANGED", "SAME")] == [1, 1, 1, 0]
    layer = context.temporaryLayerStore().mapLayer(results["LINES"])
    assert {feature["trait"] for feature in layer.getFeatures()} == {"nouvelle", "terminée", "ETP en hausse"}
    _results, ok, lines, _context = run(CooperationDifference, {**parameters, "BEFORE": 2013})
    assert not ok
    assert "2013" in "\n".join(lines)


def test_workbooks_go_out_and_come_back(workspace, tmp_path):
    line = f"urgences;{CHU};{CH};A;0,5;non;;;2014;2014-01-01"
    run(ImportCooperations, {"WORKSPACE": str(workspace), "INPUT": survey(tmp_path, line)})
    folder = tmp_path / "classeurs"
    results, ok, lines, _context = run(
        CooperationWorkbooks, {"WORKSPACE": str(workspace), "EDITION": 2015, "FOLDER": str(folder)}
    )
    assert ok, lines
    assert results["WORKBOOKS"] == len(list(folder.glob("*.xlsx"))) == 1
    parameters = {"WORKSPACE": str(workspace), "FOLDER": str(folder), "MIRRORS": str(tmp_path / "miroirs.csv")}
    results, ok, lines, _context = run(ImportCooperationReturns, parameters)
    assert ok, lines
    assert (results["FILES"], results["WRITTEN"], results["DIFFERENT"]) == (1, 1, 0)
    assert sorted(Workspace.open(workspace).read("cooperation").edition) == [2014, 2015]


def test_flows_are_drawn_in_classes(workspace, tmp_path):
    path = tmp_path / "flux.csv"
    path.write_text(
        f"de;vers;part\n{CHU};{CH};12,5\n{CHU};{CH};7,5\n{CH};{CHU};3\n{CHU};{CHU};60\n{CHU};{OTHER};0,5\n"
        f"{CHU};999999999;40\n",
        encoding="utf-8",
    )
    parameters = {
        "WORKSPACE": str(workspace), "INPUT": str(path), "ORIGIN": "de", "DESTINATION": "vers", "VALUE": "part",
        "THRESHOLD": 1, "BOUNDS": "10", "UNIT": "%", "OUTPUT": str(tmp_path / "flux.gpkg"),
    }  # fmt: skip
    results, ok, lines, context = run(FlowLines, parameters)
    assert ok, lines
    assert (results["DRAWN"], results["BELOW"], results["WITHIN"]) == (2, 1, 1)
    layer = context.temporaryLayerStore().mapLayer(results["LINES"])
    assert {feature["etiquette"]: feature["trait"] for feature in layer.getFeatures()} == {
        "20": "classe 2",
        "3": "classe 1",
    }
    assert any("999999999" in line for line in lines)  # told: a place that is not on the map
    _results, ok, lines, _context = run(FlowLines, {**parameters, "BOUNDS": "20 10"})
    assert not ok


def test_the_demo_region_draws_its_emergency_sheet(tmp_path, qgis_app):
    copy = tmp_path / "bretagne.gpkg"
    shutil.copy(ROOT / "data" / "demo" / "bretagne.gpkg", copy)
    parameters = {"WORKSPACE": str(copy), "OUTPUT": str(tmp_path / "c.gpkg"), "OVERLAPS": str(tmp_path / "o.csv")}
    results, ok, lines, _context = run(CooperationLines, parameters)
    assert ok, lines
    overlaps = pd.read_csv(tmp_path / "o.csv", sep=";", decimal=",")
    assert results["SHOWN"] > 10
    assert (overlaps.constat == "étiquette sur symbole").sum() == 0
    QgsProject.instance().clear()
