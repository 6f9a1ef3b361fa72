"""The imports of establishments on real files, into a workspace with real communes."""

from __future__ import annotations

import csv

import numpy as np
import pandas as pd
import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from shared_data import shared_file

from plugin.core.establishments.agency_tables import templates
from plugin.core.findings import Report
from plugin.core.schema import Source
from plugin.gis.projection import project_points
from plugin.gis.workspace import Workspace
from plugin.processing.compare_establishments import CompareEstablishments
from plugin.processing.import_agency_table import ImportAgencyTable
from plugin.processing.import_authorisations import ImportAuthorisations
from plugin.processing.import_establishments import ImportEstablishments
from plugin.processing.import_medico_social import ImportMedicoSocial
from plugin.processing.import_practitioners import ImportPractitioners
from plugin.processing.import_sae import ImportSae
from plugin.processing.select_establishments import SelectEstablishments


class Log(QgsProcessingFeedback):
    """Keeps every line of the log."""

    def __init__(self):
        super().__init__()
        self.lines: list[str] = []

    def pushInfo(self, info):  # noqa: N802
        self.lines.append(info)

    def pushWarning(self, warning):  # noqa: N802
        self.lines.append(warning)

    def reportError(self, error, fatalError=False):  # noqa: N802, N803 - QGIS's own name
        self.lines.append(error)


def run(algorithm_class, log=None, **parameters):
    algorithm = algorithm_class().create()
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    good, message = algorithm.checkParameterValues(parameters, context)
    if not good:
        raise QgsProcessingException(message)
    results, ok = algorithm.run(parameters, context, log or Log(), {}, False)
    assert ok
    return results, context


@pytest.fixture(scope="module")
def communes(qgis_app):
    """The 1,202 communes of Bretagne, in Lambert 93."""
    layer = QgsVectorLayer(str(shared_file("territoires/bretagne_communes.gpkg")), "communes", "ogr")
    rows = []
    for feature in layer.getFeatures():
        shape = shapely.from_wkb(bytes(feature.geometry().asWkb()))
        middle = shape.representative_point()
        rows.append([feature["code"], feature["nom_cog"], middle.x, middle.y, shape])
    return pd.DataFrame(rows, columns=["insee", "nom", "x_mairie", "y_mairie", "geom"])


@pytest.fixture
def workspace(tmp_path, communes):
    made = Workspace.create(tmp_path / "atlas.gpkg")
    with made.writing() as write:
        write.replace("commune", communes, Source(fichier="", mention="IGN"))
    return made


def sites_file():
    return str(shared_file("finess/sites_hospitaliers_bretagne.csv"))


def test_the_sites_of_bretagne_are_points_within_five_km_of_their_commune_or_findings(workspace, communes):
    log = Log()
    results, _ = run(
        ImportEstablishments, log, WORKSPACE=workspace.path, FILE=sites_file(), LAYOUT=1, MENTION="SAE 2023"
    )
    assert (results["ESTABLISHMENTS"], results["UNLOCATED"]) == (208, 76)
    sites = workspace.read("etablissement")
    outlines = dict(zip(communes["insee"], communes["geom"], strict=True))
    with shared_file("finess/sites_hospitaliers_bretagne.csv").open(encoding="utf-8", newline="") as file:
        raw = {row["fi"]: row for row in csv.DictReader(file)}
    to_lambert = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:2154"), QgsProject.instance()
    )
    said = "\n".join(log.lines)
    for site in sites.itertuples():
        row = raw[site.finess_et]
        if not row["lat"]:
            assert site.geom is None
            continue
        point = to_lambert.transform(QgsPointXY(float(row["lon"]), float(row["lat"])))
        assert np.hypot(site.x - point.x(), site.y - point.y()) < 0.01
        assert (site.geom.x, site.geom.y) == (site.x, site.y)
        far = site.insee not in outlines or outlines[site.insee].distance(site.geom) > 5_000
        assert not far or site.rs in said or site.insee in said
    source = workspace.sources("etablissement").iloc[0]
    assert (source["mention"], source["lignes_lues"], source["lignes_retenues"]) == ("SAE 2023", 208, 208)


def test_a_re_import_keeps_what_the_agency_wrote_and_hand_corrections(workspace):
    run(ImportEstablishments, WORKSPACE=workspace.path, FILE=sites_file(), LAYOUT=1)
    sites = workspace.read("etablissement").drop(columns="geom")
    first, second = sites["finess_et"].iloc[:2]
    sites.loc[sites["finess_et"] == first, ["nom_court", "territoire_sante"]] = ["CH Yves Le Foll", "7"]
    corrections = pd.DataFrame(
        [["etablissement", second, "x", "327000,5", "C. M.", "entrée principale"]],
        columns=["table_nom", "cle", "champ", "valeur", "auteur", "motif"],
    )
    with workspace.writing() as write:
        write.replace("etablissement", sites, Source(fichier="", mention="main"))
        write.replace("correction", corrections, Source(fichier="", mention="main"))
    run(ImportEstablishments, WORKSPACE=workspace.path, FILE=sites_file(), LAYOUT=1)
    again = workspace.read("etablissement").set_index("finess_et")
    assert again.loc[first, ["nom_court", "territoire_sante"]].tolist() == ["CH Yves Le Foll", "7"]
    assert again.loc[second, "x"] == again.loc[second, "geom"].x == 327000.5


def test_unlocated_sites_go_to_the_town_hall_only_on_request(workspace, communes):
    results, _ = run(ImportEstablishments, WORKSPACE=workspace.path, FILE=sites_file(), LAYOUT=1, TOWN_HALLS=True)
    sites = workspace.read("etablissement")
    marked = sites[sites["localisation"] == "mairie"]
    halls = communes.set_index("insee")
    assert len(marked) + results["UNLOCATED"] == 76
    assert len(marked) > 60
    assert (marked["x"].to_numpy() == halls.loc[marked["insee"], "x_mairie"].to_numpy()).all()


def test_sae_then_authorisations_and_equipment(workspace):
    results, _ = run(ImportSae, WORKSPACE=workspace.path, FOLDER=str(shared_file("sae2023")))
    assert results["ADDED"] == 208
    assert workspace.sources("capacite").iloc[0]["mention"] == "SAE 2023"
    known = set(workspace.read("etablissement", ["finess_et"])["finess_et"])
    activities, equipment = (
        shared_file(f"finess/{name}.csv") for name in ("finess_activites_soin", "finess_equipements_lourds")
    )
    log = Log()
    run(
        ImportAuthorisations,
        log,
        WORKSPACE=workspace.path,
        FILE=str(activities),
        EQUIPMENT_FILE=str(equipment),
        DATE="2024-01-10",
    )
    with activities.open(encoding="utf-8", newline="") as file:
        expected = [row["nofinesset"] for row in csv.DictReader(file, delimiter=";") if row["nofinesset"] in known]
    assert expected
    assert workspace.read("autorisation", ["finess_et"])["finess_et"].tolist() == expected
    rows = [line.split(";") for line in equipment.read_text("utf-8").splitlines()[1:]]
    assert workspace.read("equipement", ["finess_et"])["finess_et"].tolist() == [
        row[7] for row in rows if row[7] in known
    ]
    assert any("FINESS+" in line for line in log.lines)
    results, _ = run(ImportEstablishments, WORKSPACE=workspace.path, FILE=sites_file(), LAYOUT=1, COMPLETE=True)
    assert results["ESTABLISHMENTS"] == 208
    completed = workspace.read("etablissement")
    assert completed["geom"].notna().sum() == 132
    assert (completed["geom"].notna() == (completed["localisation"] == "géocodé")).all()


def test_the_register_of_another_region_leaves_nothing_but_says_so(workspace):
    log = Log()
    path = shared_file("finess/etalab-cs1100507-stock-20240110-occitanie.csv")
    results, _ = run(ImportEstablishments, log, WORKSPACE=workspace.path, FILE=str(path))
    assert results["ESTABLISHMENTS"] == 0
    assert any("9340" in line.replace(",", "").replace("\u202f", "").replace("\u00a0", "") for line in log.lines)
    results, _ = run(ImportEstablishments, log, WORKSPACE=workspace.path, FILE=str(path), DEPARTMENTS="48, 09")
    assert results["ESTABLISHMENTS"] == 301 + 315
    assert workspace.sources("etablissement").iloc[0]["date_donnees"] == "2024-01-10"


def test_a_file_kept_whole_for_want_of_communes_is_told(tmp_path, qgis_app):
    path = tmp_path / "neuf.gpkg"
    Workspace.create(path)
    for departments, told in (("", 1), ("22 29 35 56", 0)):
        log = Log()
        given = {"WORKSPACE": str(path), "FILE": sites_file(), "LAYOUT": 1, "MENTION": "SAE"}
        run(ImportEstablishments, log, **given, DEPARTMENTS=departments)
        assert sum("départements were given" in line for line in log.lines) == told


@pytest.mark.parametrize("key", list(templates()))
def test_every_template_is_imported(workspace, tmp_path, key):
    run(ImportEstablishments, WORKSPACE=workspace.path, FILE=sites_file(), LAYOUT=1)
    template = templates()[key]
    path = tmp_path / "t.csv"
    cells = ["oui" if column.kind == "flag" else column.example for column in template.columns]
    path.write_text(
        ";".join(column.name for column in template.columns) + "\n" + ";".join(cells) + "\n", encoding="utf-8"
    )
    before = workspace.count(template.target)
    arguments = {
        "WORKSPACE": workspace.path,
        "FILE": str(path),
        "TEMPLATE": list(templates()).index(key),
        "MENTION": "ARS",
    }
    for _ in range(2):  # a second import replaces the first
        assert run(ImportAgencyTable, **arguments)[0] == {"ROWS": 1}
    assert workspace.count(template.target) == (before if template.target == "etablissement" else 1)
    assert "ARS" in workspace.sources(template.target).iloc[-1]["mention"]


def test_reference_hospitals_are_checked_against_the_health_territories(workspace, tmp_path):
    run(ImportEstablishments, WORKSPACE=workspace.path, FILE=sites_file(), LAYOUT=1)
    square = shapely.multipolygons([shapely.box(0, 0, 1, 1)])
    territories = pd.DataFrame(
        {
            "id_territoire": ["7", "8"],
            "type": ["territoire_sante"] * 2,
            "libelle": ["Saint-Brieuc", "Centre"],
            "geom": square,
        }
    )
    with workspace.writing() as write:
        write.replace("territoire", territories, Source(fichier="", mention="ARS"))
    path = tmp_path / "t.csv"
    path.write_text(
        "finess_et;ch_referent;territoire_sante\n220000012;oui;7\n220000095;oui;7\n999999999;non;8\n", encoding="utf-8"
    )
    log = Log()
    run(
        ImportAgencyTable,
        log,
        WORKSPACE=workspace.path,
        FILE=str(path),
        TEMPLATE=list(templates()).index("referents"),
        MENTION="ARS",
    )
    assert workspace.read("etablissement", where={"ch_referent": True})["finess_et"].tolist() == [
        "220000012",
        "220000095",
    ]
    said = "\n".join(log.lines)
    assert "CTRE HOSPITALIER DINAN" in said
    assert "999999999" in said
    assert sum("reference hospital" in line or "établissement de référence" in line for line in log.lines) == 2


def test_kinds_that_share_a_table_stand_side_by_side(workspace, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("id;type;libelle\n1;mmg;A\n2;sos_medecins;B\n", encoding="utf-8")
    keys = list(templates())
    run(ImportAgencyTable, WORKSPACE=workspace.path, FILE=str(path), TEMPLATE=keys.index("gardes"), MENTION="ARS")
    path.write_text("id;libelle\n3;C\n", encoding="utf-8")
    run(
        ImportAgencyTable, WORKSPACE=workspace.path, FILE=str(path), TEMPLATE=keys.index("centres_sante"), MENTION="ARS"
    )
    assert sorted(workspace.read("dispositif")["type"]) == ["centre_sante", "mmg", "sos_medecins"]


def test_medico_social_places_stay_beside_the_sae(workspace, tmp_path):
    register, places = tmp_path / "sites.csv", tmp_path / "places.csv"
    register.write_text(
        "finess;nom;categ;insee\n220000012;EHPAD;500;22278\n220000020;IME;183;22278\n", encoding="utf-8"
    )
    places.write_text(
        "nofinesset;de;ta;client;capinstot;capautot\n220000012;924;11;711;80;84\n220000020;964;11;437;30;30\n",
        encoding="utf-8",
    )
    with pytest.raises(QgsProcessingException):
        run(ImportMedicoSocial, WORKSPACE=workspace.path, FILE=str(places), YEAR=2024)
    run(ImportEstablishments, WORKSPACE=workspace.path, FILE=str(register), LAYOUT=1)
    results, _ = run(
        ImportMedicoSocial, WORKSPACE=workspace.path, FILE=str(places), YEAR=2024, DATE="2024-07-01"
    )
    assert results == {"PLACES": 110, "SITES": 2}
    run(ImportSae, WORKSPACE=workspace.path, FOLDER=str(shared_file("sae2023")))
    for _ in range(2):  # a second import of each replaces its own rows alone
        table = workspace.read("capacite")
        ours = table[table["bordereau"] == "FINESS_MS"]
        assert ours.set_index(["finess_et", "variable"])["valeur"].to_dict() == {
            ("220000012", "CAPINSTOT"): 80, ("220000012", "CAPAUTOT"): 84, ("220000012", "PLACES_AGEES"): 80,
            ("220000020", "CAPINSTOT"): 30, ("220000020", "CAPAUTOT"): 30, ("220000020", "PLACES_ENFANTS"): 30,
        }
        assert len(table) > 1000
        origins = workspace.sources("capacite").set_index("table_nom")
        assert origins.loc["capacite:FINESS_MS", "date_donnees"] == "2024-07-01"
        assert origins.loc["capacite:FINESS_MS", "fichier"] == "places.csv"
        assert origins.loc["capacite", "mention"] == "SAE 2023"
        run(ImportMedicoSocial, WORKSPACE=workspace.path, FILE=str(places), YEAR=2024, DATE="2024-07-01")


def test_practitioners(workspace, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("insee;profession;nombre\n35238;cardiologue;12\n75056;cardiologue;500\n", encoding="utf-8")
    assert run(ImportPractitioners, WORKSPACE=workspace.path, FILE=str(path), YEAR=2016)[0] == {"PRACTITIONERS": 12}
    assert workspace.read("praticien").values.tolist() == [["35238", "cardiologue", 12, 2016]]


def test_establishments_found_by_activity_territory_and_status(workspace):
    run(ImportSae, WORKSPACE=workspace.path, FOLDER=str(shared_file("sae2023")))
    run(ImportEstablishments, WORKSPACE=workspace.path, FILE=sites_file(), LAYOUT=1, COMPLETE=True)
    composition = pd.DataFrame({"commune": ["35238"], "type": ["epci"], "id_territoire": ["243500139"]})
    with workspace.writing() as write:
        write.replace("composition", composition, Source(fichier="", mention="INSEE"))
    with shared_file("sae2023/MCO_2023r.csv").open(encoding="cp1252", newline="") as file:
        beds = {row["FI"]: float(row["LIT_MED"] or 0) for row in csv.DictReader(file, delimiter=";")}
    sites = workspace.read("etablissement")
    rennes = sites[(sites["insee"] == "35238") & (sites["statut"] == "public")]
    expected = {number: beds[number] for number in rennes["finess_et"] if beds.get(number, 0) >= 20}
    assert expected
    results, context = run(
        SelectEstablishments,
        WORKSPACE=workspace.path,
        ACTIVITIES="medecine_hc",
        TERRITORY="epci:243500139",
        STATUS=[0],
        MINIMUM=20,
        OUTPUT="memory:",
    )
    layer = context.getMapLayer(results["OUTPUT"])
    assert {feature["finess_et"]: feature["valeur"] for feature in layer.getFeatures()} == expected
    assert results["FOUND"] == len(expected)
    log = Log()
    results, _ = run(SelectEstablishments, log, WORKSPACE=workspace.path, CATEGORIES="999", OUTPUT="memory:")
    assert results["FOUND"] == 0
    assert any("categ" in line for line in log.lines)


def test_changes_between_two_extracts_are_points(tmp_path, qgis_app):
    path = shared_file("finess/etalab-cs1100507-stock-20240110-occitanie.csv")
    lines = path.read_text("utf-8").splitlines()
    wanted = [line.split(";")[1] for line in lines[1:4]]
    small = [line for line in lines if line.split(";")[1] in wanted]
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("\n".join([lines[0], *small]), encoding="utf-8")
    moved = [line.replace(line.split(";")[2], "800000.0") if line.startswith("geoloc") else line for line in small]
    new.write_text("\n".join([lines[0], *(line for line in moved if wanted[0] not in line)]), encoding="utf-8")
    results, context = run(CompareEstablishments, OLD=str(old), NEW=str(new), OUTPUT="memory:")
    layer = context.getMapLayer(results["OUTPUT"])
    found = {(feature["finess_et"], feature["changement"]) for feature in layer.getFeatures()}
    assert found == {(wanted[0], "fermé"), (wanted[1], "déplacé"), (wanted[2], "déplacé")}
    assert {
        feature.geometry().asPoint().x() for feature in layer.getFeatures() if feature["changement"] == "déplacé"
    } == {800000.0}


def test_the_projection_vectors_of_the_domain(qgis_app):
    """Truths V085 and V086: three codes of Guadeloupe's system agree."""
    frame = pd.DataFrame(
        {
            "x": [870215.7] + [655000.0] * 3 + [np.nan],
            "y": [6571590.5] + [1795000.0] * 3 + [np.nan],
            "srid": [2154, 5490, 4559, 32620, pd.NA],
        }
    )
    report = Report()
    placed = project_points(frame, "EPSG:4326", report)
    assert placed.loc[0, ["x", "y"]].tolist() == pytest.approx([5.2085961, 46.2227448], abs=1e-5)
    for row in (1, 2, 3):
        assert placed.loc[row, ["x", "y"]].tolist() == pytest.approx([-61.5497436, 16.2306749], abs=1e-6)
    assert placed.loc[4, "geom"] is None
    assert len(report) == 0


def test_a_wrong_file_is_named(workspace, tmp_path):
    path = tmp_path / "autre.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    algorithm = ImportEstablishments().create()
    with pytest.raises(QgsProcessingException, match=r"autre\.csv"):
        algorithm.processAlgorithm({"WORKSPACE": workspace.path, "FILE": str(path)}, QgsProcessingContext(), Log())


def test_the_imports_run_one_after_another_in_qgis_process(qgis_process, workspace, tmp_path):
    sae, sites = shared_file("sae2023"), shared_file("finess/sites_hospitaliers_bretagne.csv")
    for name, arguments in (
        ("import_sae", [f"--FOLDER={sae}", "--MENTION=SAE"]),
        ("import_establishments", [f"--FILE={sites}", "--LAYOUT=1", "--COMPLETE=true", "--MENTION=Eurostat 2020"]),
        ("select_establishments", ["--ACTIVITIES=smur", f"--OUTPUT={tmp_path / 'smur.gpkg'}"]),
    ):
        said = qgis_process("run", f"atlas_soins:{name}", f"--WORKSPACE={workspace.path}", *arguments)
        assert said.returncode == 0, said.stdout
        assert "Traceback" not in said.stdout
    with shared_file("sae2023/SMURSAMU_2023r.csv").open(encoding="cp1252", newline="") as file:
        smur = {row["FI"] for row in csv.DictReader(file, delimiter=";") if row["SMUR"] == "1"}
    known = set(workspace.read("etablissement", ["finess_et"])["finess_et"])
    layer = QgsVectorLayer(str(tmp_path / "smur.gpkg"), "smur", "ogr")
    assert {feature["finess_et"] for feature in layer.getFeatures()} == smur & known
