"""Establishments: sites and their checks, authorisations, equipment, selections, changes between two extracts."""

import csv
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely
from shared_data import shared_file

from plugin.core.establishments.agency_tables import read_agency_table, templates, templates_for_sheet
from plugin.core.establishments.authorisations import of_register, read_authorisations
from plugin.core.establishments.checks import (
    check_closed,
    check_distance,
    check_legal_entities,
    check_reference_hospitals,
    check_scatter,
)
from plugin.core.establishments.equipment import read_equipment, read_places
from plugin.core.establishments.extract_diff import compare_authorisations, compare_establishments
from plugin.core.establishments.filtering import SiteFilter, select_sites
from plugin.core.establishments.places import group_sites, place_at_town_halls
from plugin.core.establishments.practitioners import read_practitioners
from plugin.core.establishments.selection import practising
from plugin.core.establishments.sites import read_sites
from plugin.core.findings import InputError, Report
from plugin.core.schema import TABLES


def write(folder: Path, text: str, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def found(report: Report) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.row) for finding in report]


# Sites and checks


def test_the_real_list_of_sites_of_bretagne():
    path = shared_file("finess/sites_hospitaliers_bretagne.csv")
    with path.open(encoding="utf-8", newline="") as file:
        raw = {row["fi"]: row for row in csv.DictReader(file)}
    frame, report = read_sites(path)
    assert set(frame["finess_et"]) == set(raw)
    for row in frame.itertuples():
        expected = raw[row.finess_et]
        assert (row.rs, row.insee) == (expected["rs"], expected["COMINSEE"])
        assert (row.localisation == "géocodé") == bool(expected["lat"])
        if expected["lat"]:
            assert (row.x, row.y, row.srid) == (float(expected["lon"]), float(expected["lat"]), 4326)
    assert [(finding.code, finding.params["n"]) for finding in report] == [("ETA04", 76)]


def test_a_point_more_than_five_km_from_its_commune_is_a_finding():
    commune = shapely.box(0, 0, 10_000, 10_000)
    sites = pd.DataFrame(
        {
            "finess_et": ["a", "b", "c", "d", "e"],
            "rs": ["in", "near", "far", "nowhere", "unknown commune"],
            "insee": ["35238", "35238", "35238", "35238", "99999"],
            "x": [5_000.0, 14_999.0, 16_000.0, np.nan, 5_000.0],
            "y": [5_000.0, 5_000.0, 5_000.0, np.nan, 5_000.0],
        }
    )
    report = Report()
    distances = check_distance(sites, pd.DataFrame({"insee": ["35238"], "geom": [commune]}), report)
    assert distances[:3].tolist() == [0, 4_999, 6_000]
    assert distances[3:].isna().all()
    assert [(finding.code, finding.value) for finding in report] == [("ETA05", "c"), ("ETA11", None)]
    assert report.findings[0].params == {"rs": "far", "d": 6.0, "insee": "35238"}
    assert report.findings[1].params == {"n": 1, "communes": ["99999"]}


def test_a_site_far_from_the_others_of_its_commune_is_a_finding():
    sites = pd.DataFrame(
        {
            "finess_et": list("abcd"),
            "rs": list("abcd"),
            "insee": ["35238"] * 3 + ["35001"],
            "x": [0.0, 100.0, 30_000.0, 9e5],
            "y": [0.0, 0.0, 0.0, 0.0],
        }
    )
    report = Report()
    assert check_scatter(sites, report)[:3].tolist() == [100, 0, 29_900]
    assert [(finding.code, finding.value) for finding in report] == [("ETA17", "c")]


def test_closed_sites_legal_entities_and_reference_hospitals():
    sites = pd.DataFrame(
        {
            "finess_et": ["1", "2", "3"],
            "finess_ej": ["10", "20", None],
            "rs": ["A", "B", "C"],
            "date_ferm": ["2020-01-01", None, "2030-01-01"],
            "ch_referent": [True, True, False],
            "territoire_sante": ["1", "1", "2"],
        }
    )
    report = Report()
    check_closed(sites, "2023-12-31", report)
    check_legal_entities(sites, np.array([2, 3, 4]), ["10"], report)
    check_reference_hospitals(sites, ["1", "2"], report)
    assert [(finding.code, finding.row) for finding in report] == [
        ("ETA07", None),
        ("ETA08", 3),
        ("ETA09", None),
        ("ETA10", None),
    ]
    assert report.findings[2].params == {"t": "1", "liste": ["A", "B"]}


# Places


def test_numbers_at_one_address_form_one_site():
    sites = pd.DataFrame(
        {
            "finess_et": ["3", "1", "2", "5", "4"],
            "x": [0.0, 20.0, 40.0, 500.0, np.nan],
            "y": [0.0, 0.0, 0.0, 0.0, np.nan],
        }
    )
    assert group_sites(sites).tolist() == ["1", "1", "1", "5", "4"]


def test_town_halls_are_used_on_request_and_marked():
    sites = pd.DataFrame(
        {
            "finess_et": ["1", "2", "3"],
            "insee": ["35238", "35238", "35001"],
            "x": [np.nan, 5.0, np.nan],
            "y": [np.nan, 6.0, np.nan],
            "localisation": ["absente", "géocodé", "absente"],
        }
    )
    communes = pd.DataFrame({"insee": ["35238", "35001"], "x_mairie": [100.0, np.nan], "y_mairie": [200.0, np.nan]})
    report = Report()
    placed = place_at_town_halls(sites, communes, report)
    assert placed[["x", "y"]].iloc[:2].values.tolist() == [[100, 200], [5, 6]]
    assert placed["localisation"].tolist() == ["mairie", "géocodé", "absente"]
    assert [(finding.code, finding.params["n"]) for finding in report] == [("ETA16", 1)]


# Authorisations and equipment


def test_the_national_file_of_authorisations():
    path = shared_file("finess/finess_activites_soin.csv")
    with path.open(encoding="utf-8", newline="") as file:
        raw = list(csv.DictReader(file, delimiter=";"))
    frame, report = read_authorisations(path, state="2024-01-10")
    columns = ["finess_et", "activite", "modalite", "forme"]
    assert frame[columns].values.tolist() == [
        [row["nofinesset"], row["activite"], row["modalite"], row["forme"]] for row in raw
    ]
    counts = pd.Series(report.codes()).value_counts()
    assert counts["AUT03"] == sum(1 for row in raw if row["datefin"] and row["datefin"] < "2024-01-10")
    assert counts["AUT04"] == sum(1 for row in raw if not row["datemeo"])
    assert counts["AUT02"] == sum(
        1 for row in raw if row["datefin"] and row["dateautor"] and row["datefin"] < row["dateautor"]
    )
    assert set(frame["reforme"]) == {"avant"}
    assert "AUT01" not in counts


def test_an_activity_without_a_row_is_said(tmp_path):
    path = write(tmp_path, "nofinesset;activite;modalite;forme\n120000039;14;23;14\n120000039;ZZ;23;14\n;14;23;14\n")
    frame, report = read_authorisations(path)
    assert len(frame) == 2
    assert found(report) == [("FIC05", 4), ("AUT01", 3), ("AUT07", None)]
    assert "14 Médecine d’urgence" not in report.findings[2].params["liste"]
    assert "15 Réanimation" in report.findings[2].params["liste"]


def test_the_flow_without_a_header_and_an_arhgos_workbook_by_mapping(tmp_path):
    record = [
        "activiteoffresoin",
        "120780044",
        "CH",
        "14",
        "Urgences",
        "23",
        "SU",
        "14",
        "Non saisonnier",
        "1",
        "2010-01-02",
    ]
    record += ["120000039", "CH RODEZ", "", "", "", "", "", "", "2011-01-01", "2030-01-01"]
    path = write(tmp_path, "finess;etalab;98;2025-07-03\n" + ";".join(record) + "\n")
    expected = ["120000039", "14", "23", "14", "2010-01-02", "2011-01-01", "2030-01-01", "avant"]
    assert read_authorisations(path)[0].iloc[0, :8].tolist() == expected
    book = openpyxl.Workbook()
    book.active.append(["N° FINESS ET", "Activité", "Modalité", "Mention"])
    book.active.append(["120000039", "QA015", "MO006", "ME016"])
    book.save(tmp_path / "arhgos.xlsx")
    mapping = {"finess_et": "N° FINESS ET", "activite": "Activité", "modalite": "Modalité", "mention": "Mention"}
    frame, report = read_authorisations(tmp_path / "arhgos.xlsx", mapping)
    assert frame.loc[0, ["activite", "mention", "reforme"]].tolist() == ["QA015", "ME016", "apres"]
    assert "AUT01" not in report.codes()


def test_sites_of_other_departments_are_counted_and_unknown_ones_named():
    numbers = pd.Series(["120000039", "120000054", "750000001", "750000001"])
    report = Report()
    assert of_register(numbers, ["120000039"], report).tolist() == [True, False, False, False]
    assert [(finding.code, finding.value, finding.params.get("n")) for finding in report] == [
        ("AUT05", "120000054", None),
        ("AUT06", None, 2),
    ]


def test_columns_beside_their_header_are_put_right_by_content():
    path = shared_file("finess/finess_equipements_lourds.csv")
    raw = [line.split(";") for line in path.read_text("utf-8").splitlines()[1:]]
    frame, report = read_equipment(path)
    assert frame[["finess_et", "code"]].values.tolist() == [[row[7], row[1]] for row in raw]
    assert frame["date_meo"].tolist() == [row[8] or None for row in raw]
    assert [(finding.code, finding.params["decalage"]) for finding in report] == [("FIC11", -1)]


def test_equipment_under_its_own_header_is_left_alone(tmp_path):
    path = write(
        tmp_path, "nofinessej;eml;nofinesset;datemeo\n120780044;05602;120000039;2020-01-01\n120780044;99999;;\n"
    )
    frame, report = read_equipment(path)
    assert frame[["finess_et", "code", "nombre"]].values.tolist() == [["120000039", "05602", 1]]
    assert found(report) == [("EQU02", 3)]


def test_places_of_medico_social_sites_become_capacities(tmp_path):
    path = write(
        tmp_path, "nofinesset;de;ta;client;capinstot;capautot\n120000039;924;11;711;80;84\n120000039;924;21;711;;6\n"
    )
    frame, report = read_places(path, 2023)
    assert frame[["unite", "variable", "valeur"]].values.tolist() == [
        ["924/11/711", "CAPINSTOT", 80],
        ["924/11/711", "CAPAUTOT", 84],
        ["924/21/711", "CAPAUTOT", 6],
    ]
    assert set(frame.columns) == set(TABLES["capacite"].columns)
    assert len(report) == 0


# Which sites practise an activity


def authorisations(*rows: tuple[str, ...]) -> pd.DataFrame:
    names = ["finess_et", "activite", "modalite", "forme", "mention", "reforme", "date_autor", "date_fin"]
    return pd.DataFrame([[*row, *[None] * (len(names) - len(row))] for row in rows], columns=names, dtype=object)


def practised(tables, key, **options):
    sites, report = practising(tables, key, **options)
    return sites["id"].tolist(), report.codes()


def test_the_level_of_a_maternity_is_its_highest_authorisation():
    table = authorisations(
        ("1", "03", "01", "01"), ("2", "03", "01", "01"), ("2", "03", "02", "01"), ("3", "03", "01", "01"),
        ("3", "03", "02", "01"), ("3", "03", "03", "01"), ("4", "03", "01", "01"), ("4", "03", "04", "01"),
        ("5", "03", "05", "00"), ("6", "QA003", "MO016", None, "ME000", "apres"),
        ("7", "QA003", "MO016", None, "ME000", "apres"),
        ("7", "QA003", "MO018", None, "ME000", "apres"),
    )  # fmt: skip
    expected = {
        "maternite_1": ["1", "6"],
        "maternite_2a": ["2"],
        "maternite_2b": ["3", "7"],
        "maternite_3": ["4"],
        "cpp": ["5"],
    }
    assert {key: practised({"autorisation": table}, key)[0] for key in expected} == expected


def test_seasonal_and_paediatric_emergencies_do_not_count_as_general():
    table = authorisations(
        ("1", "14", "23", "14"), ("2", "14", "23", "13"), ("3", "14", "24", "14"), ("4", "14", "23", None),
        ("5", "QA014", "MO032", "DE017", "ME000", "apres"), ("6", "QA014", "MO032", "DE018", "ME065", "apres"),
    )  # fmt: skip
    assert practised({"autorisation": table}, "su") == (["1", "4", "6"], [])
    assert practised({"autorisation": table}, "su_sais") == (["2", "5"], [])
    assert practised({"autorisation": table}, "su_ped") == (["3"], [])


def test_the_date_of_the_map_decides():
    table = authorisations(
        ("1", "14", "23", "14", None, None, "2010-01-01", "2020-01-01"),
        ("2", "14", "23", "14", None, None, "2021-01-01", None),
    )
    places = pd.DataFrame({"finess_et": ["1", "2"], "categ": ["355"] * 2, "date_ferm": [None, "2022-06-30"]})
    assert practised({"autorisation": table}, "su", date="2015-01-01")[0] == ["1"]
    assert practised({"autorisation": table}, "su", date="2022-01-01")[0] == ["2"]
    tables = {"autorisation": table, "etablissement": places}
    assert practised(tables, "su", date="2022-12-31") == ([], ["ACT03"])


def test_origins_are_joined_and_can_be_chosen():
    sae = pd.DataFrame(
        [
            ["1", 2023, "IMAGES", "IRM", "NB", 2.0],
            ["2", 2023, "IMAGES", "IRM", "NB", 1.0],
            ["2", 2019, "IMAGES", "IRM", "NB", 9.0],
        ],
        columns=list(TABLES["capacite"].columns),
    )
    devices = pd.DataFrame({"finess_et": ["1", "3", "3"], "code": ["06201"] * 3, "nombre": [1, 1, 1]})
    sites, _ = practising({"capacite": sae, "equipement": devices}, "irm")
    assert sites[["id", "valeur", "origine"]].values.tolist() == [
        ["1", 2.0, "SAE 2023 + equipement"],
        ["2", 1.0, "SAE 2023"],
        ["3", 2.0, "equipement"],
    ]
    sites, _ = practising({"capacite": sae, "equipement": devices}, "irm", origins=["equipement"])
    assert sites[["id", "valeur"]].values.tolist() == [["1", 1.0], ["3", 2.0]]
    assert practising({"capacite": sae}, "irm", year=2019)[0]["valeur"].tolist() == [9.0]


def test_what_matches_nothing_or_cannot_be_looked_for_is_said():
    empty = authorisations(("1", "01", "00", "01"))
    assert practised({"autorisation": empty}, "su") == ([], ["ACT03"])
    assert practised({}, "su") == ([], ["ACT04"])
    after = authorisations(("1", "QA001", "MO000", None, "ME000", "apres"))
    assert practised({"autorisation": after}, "usc") == ([], ["ACT05", "ACT03"])
    register = pd.DataFrame({"finess_et": ["9"], "categ": ["355"]})
    assert practised({"autorisation": authorisations(("1", "14", "23", "14")), "etablissement": register}, "su") == (
        [],
        ["ACT06", "ACT03"],
    )
    with pytest.raises(InputError) as error:
        practising({}, "smurs")
    assert error.value.findings[0].code == "ACT01"
    assert "smur" in error.value.findings[0].params["proches"]


def test_responders_and_agency_tables_count_too():
    responders = pd.DataFrame({"id": ["MCS-1", "H1"], "type": ["MCS", "HELISMUR"], "finess_et": [None, "290000017"]})
    houses = pd.DataFrame({"id": ["a", "b"], "finess_et": [None, None], "type": ["mono_site", "multi_sites"]})
    assert practised({"effecteur_urgence": responders}, "mcs")[0] == ["MCS-1"]
    assert practised({"effecteur_urgence": responders}, "helismur")[0] == ["290000017"]
    assert practised({"msp": houses}, "msp_multi")[0] == ["b"]


# Practitioners and agency tables


def test_practitioners_are_counted_once_a_commune(tmp_path):
    header = (
        "Identification nationale PP|Libellé profession|Libellé savoir-faire|Code mode exercice|Libellé mode exercice|"
    )
    header += "Code commune (coord. structure)\n"
    rows = [
        "1|Médecin|Cardiologie et maladies vasculaires|L|Libéral|35238",
        "1|Médecin|Cardiologie et maladies vasculaires|L|Libéral|35238",
    ]
    rows += ["1|Médecin|Cardiologie et maladies vasculaires|L|Libéral|35288", "2|Médecin|Ophtalmologie|S|Salarié|35238"]
    rows += ["3|Médecin|Spécialiste en Médecine Générale|L|Libéral|35238", "4|Médecin|Ophtalmologie|L|Libéral|"]
    frame, report = read_practitioners(write(tmp_path, header + "\n".join(rows) + "\n"), 2016)
    assert frame.values.tolist() == [
        ["35238", "cardiologue", 1, 2016],
        ["35238", "medecin_generaliste", 1, 2016],
        ["35288", "cardiologue", 1, 2016],
    ]
    assert [(finding.code, finding.params["n"]) for finding in report] == [("PRA01", 1)]
    frame, report = read_practitioners(
        write(tmp_path, "INSEE;Profession;Nombre\n35238;cardiologue;12\n3523;cardiologue;1\n"), 2016
    )
    assert frame.values.tolist() == [["35238", "cardiologue", 12, 2016]]
    assert found(report) == [("COM01", 3)]


@pytest.mark.parametrize("key", list(templates()))
def test_a_template_filled_with_its_own_examples_reads_without_a_finding(tmp_path, key):
    template = templates()[key]
    assert template.file.read_text("utf-8").strip().split(";") == [column.name for column in template.columns]
    book = openpyxl.Workbook()
    book.active.append([column.name for column in template.columns])
    book.active.append(["oui" if column.kind == "flag" else column.example for column in template.columns])
    book.save(tmp_path / "t.xlsx")
    frame, report = read_agency_table(tmp_path / "t.xlsx", key)
    assert len(frame) == 1
    assert len(report) == 0
    allowed = set(TABLES[template.target].columns) | {"srid"}
    assert set(frame.columns) <= allowed
    assert {name for name in TABLES[template.target].required if name != "rs"} <= set(frame.columns)


def test_every_bad_cell_of_an_agency_table_is_reported(tmp_path):
    text = (
        "id;type;insee;longitude;latitude\n1;Mono site;22113;-3,4;48,7\n2;trio;2211;x;48\n;multi_sites;22113;;\n;;;;\n"
    )
    frame, report = read_agency_table(write(tmp_path, text), "msp")
    assert frame[["id", "type", "insee", "x", "y", "srid"]].values.tolist() == [
        ["1", "mono_site", "22113", -3.4, 48.7, 4326]
    ]
    assert sorted(found(report)) == [("AGE01", 3), ("COM01", 3), ("FIC05", 3), ("FIC05", 4)]


def test_blood_depots_become_authorisations_and_sheets_name_their_templates(tmp_path):
    frame, _ = read_agency_table(write(tmp_path, "finess_et;type\n220000012;délivrance\n"), "depots_sang")
    assert practised({"autorisation": frame}, "depot_delivrance")[0] == ["220000012"]
    assert [template.key for template in templates_for_sheet("A05")] == ["msp", "zonages"]


@pytest.mark.parametrize(
    "read",
    [read_authorisations, read_equipment, read_sites, lambda *given: read_agency_table(given[0], "msp", given[1])],
)
def test_a_column_named_by_the_user_must_be_there(tmp_path, read):
    header = "nofinesset;finess_et;activite;eml;code;rs;id;type"
    path = write(tmp_path, f"{header}\n1;1;1;1;1;1;1;mono_site\n")
    with pytest.raises(InputError) as error:
        read(path, {"libelle": "Nom absent"})
    assert [finding.params["col"] for finding in error.value.findings] == ["Nom absent"]


# Two extracts


def test_what_opened_closed_moved():
    names = ["finess_et", "rs", "x", "y", "date_ferm"]
    old = pd.DataFrame(
        [["1", "A", 0.0, 0.0, None], ["2", "B", 0.0, 0.0, None], ["3", "C", 0.0, 0.0, None], ["4", "D", 0, 0, None]],
        columns=names,
    )
    new = pd.DataFrame(
        [
            ["1", "A", 0.0, 50.0, None],
            ["2", "B2", 300.0, 400.0, None],
            ["4", "D", 0, 0, "2023-01-01"],
            ["5", "E", 1, 1, None],
        ],
        columns=names,
    )
    changes = compare_establishments(old, new)
    assert changes[["finess_et", "changement", "detail"]].values.tolist() == [
        ["5", "ouvert", None],
        ["3", "fermé", None],
        ["4", "fermé", "2023-01-01"],
        ["2", "déplacé", "500 m"],
        ["2", "renommé", "B"],
    ]


def test_authorisations_gained_and_lost():
    old = authorisations(("1", "14", "23", "14"), ("1", "01", None, "01"))
    new = authorisations(("1", "01", "00", "01"), ("2", "14", "23", "14"))
    changes = compare_authorisations(old, new)
    assert changes[["finess_et", "activite", "changement"]].values.tolist() == [
        ["1", "14", "autorisation perdue"],
        ["2", "14", "autorisation obtenue"],
    ]


# Filters


@pytest.fixture
def region() -> dict[str, pd.DataFrame]:
    sites = pd.DataFrame(
        [
            ["1", "CH", "355", "public", "35238", "1990-01-01", None, 0.0, 0.0],
            ["2", "Clinique", "365", "prive_lucratif", "35288", "2010-06-01", None, 0.0, 0.0],
            ["3", "CH fermé", "355", "public", "35238", None, "2015-12-31", np.nan, np.nan],
            ["4", "EHPAD", "500", "public", "35238", "2000-01-01", None, np.nan, np.nan],
        ],
        columns=["finess_et", "rs", "categ", "statut", "insee", "date_ouv", "date_ferm", "x", "y"],
    )
    capacities = pd.DataFrame(
        [["1", 2023, "MCO", None, "LIT_MED", 200.0], ["2", 2023, "MCO", None, "LIT_MED", 30.0]],
        columns=list(TABLES["capacite"].columns),
    )
    held = authorisations(
        ("2", "14", "23", "14", None, "avant", "2010-01-01", "2030-01-01"),
        ("3", "14", "23", "14", None, "avant", None, None),
    )
    return {"etablissement": sites, "capacite": capacities, "autorisation": held}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ["1", "2", "3", "4"]),
        ({"date": "2020-01-01"}, ["1", "2", "4"]),
        ({"categories": ("355", "500"), "date": "2020-01-01"}, ["1", "4"]),
        ({"statuses": ("prive_lucratif",)}, ["2"]),
        ({"communes": frozenset({"35288"})}, ["2"]),
        ({"opened_from": "1995-01-01", "opened_to": "2000-01-01"}, ["4"]),
        ({"authorisations": ("14/23",)}, ["2", "3"]),
        ({"authorisations": ("14/23",), "date": "2031-01-01"}, []),
        ({"activities": ("medecine_hc",)}, ["1", "2"]),
        ({"activities": ("medecine_hc",), "minimum": 100.0}, ["1"]),
        ({"activities": ("medecine_hc", "su"), "statuses": ("public",)}, ["1", "3"]),
    ],
)
def test_filters_hold_together(region, chosen, expected):
    sites, report = select_sites(region, SiteFilter(**chosen))
    assert sites["finess_et"].tolist() == expected
    assert ("FIL01" in report.codes()) == (not expected)
    unlocated = [number for number in expected if number in ("3", "4")]
    assert [finding.params["finess"] for finding in report if finding.code == "ETA04"] == (
        [unlocated] if unlocated else []
    )


def test_an_empty_selection_says_at_which_step(region):
    _, report = select_sites(region, SiteFilter(categories=("355",), statuses=("espic",)))
    assert report.findings[0].params["etapes"] == {"etablissement": 4, "categ": 2, "statut": 0}
