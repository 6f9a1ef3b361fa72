"""Import of the survey: columns, values, names, and every finding at once with its line."""

from pathlib import Path

import pandas as pd
import pytest

from plugin.core.cooperations.columns import guess_columns
from plugin.core.cooperations.matching import decision_key
from plugin.core.cooperations.survey import Context, read_survey
from plugin.core.cooperations.theme_table import ThemeTable
from plugin.core.cooperations.themes import THEMES
from plugin.core.findings import InputError, Severity

ROOT = Path(__file__).resolve().parents[2]
HEADER = "theme;finess_a;finess_b;modalite;etp;pdses;premier_atlas;objet;type;date_etat;edition"


@pytest.fixture
def establishments():
    rows = [
        ("290000017", "CHU de Brest – La Cavale Blanche", "Brest", "public", True, "TS1"),
        ("290000025", "CH de Landerneau", "Landerneau", "public", False, "TS1"),
        ("290000033", "CH de Morlaix", "Morlaix", "public", False, "TS1"),
        ("350000022", "CHU de Rennes – Pontchaillou", "Rennes", "public", True, "TS5"),
        ("350000030", "Clinique privée de Rennes", "Rennes", "prive_lucratif", False, "TS5"),
        ("560000011", "Clinique associative", "Vannes", "espic", False, "TS4"),
        ("010000024", "Hôpital du Bugey", "Belley", "public", False, None),
        ("220000012", "Hôpital sans statut", "Lannion", None, False, "TS7"),
    ]
    columns = ["finess_et", "rs", "commune", "statut", "ch_referent", "territoire_sante"]
    return pd.DataFrame(rows, columns=columns).assign(nom_court=None)


def read(tmp_path, establishments, lines, header=HEADER, **more):
    path = tmp_path / "enquete.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    options = {key: more.pop(key) for key in list(more) if key in ("edition", "date_etat", "mapping")}
    return read_survey(path, Context(establishments, **more), **options)


def found(survey, code):
    return [finding for finding in survey.report if finding.code == code]


BREST, LANDERNEAU, MORLAIX, RENNES = "290000017", "290000025", "290000033", "350000022"


def test_a_good_row_becomes_a_row_of_the_workspace(tmp_path, establishments):
    line = f"urgences;{BREST};{LANDERNEAU};B;0,8;oui;non;consultations;temps_medical;01/06/2015;2015"
    survey = read(tmp_path, establishments, [line])
    row = survey.table.iloc[0]
    assert not survey.report.errors
    assert (row.edition, row.date_etat, row.type, row.theme) == (2015, "2015-06-01", "temps_medical", "urgences")
    assert (row.modalite, row.etp, row.pdses, row.objet) == ("B", 0.8, "oui", "consultations")
    assert not row.premier_atlas
    assert row.affichee
    assert "R7" in row.motif_affichage
    assert row.id == "2015-L2"


@pytest.mark.parametrize("written", ["0,2", "0.2", " 0,20 ", "0,2 ETP"])
def test_v015_comma_and_point_are_the_same_value(tmp_path, establishments, written):
    survey = read(tmp_path, establishments, [f"urgences;{BREST};{LANDERNEAU};A;{written};non;;;;;2015"])
    assert survey.table.etp[0] == 0.2
    assert survey.table.affichee[0]


def test_v010_a_modality_is_an_error_in_chemotherapy(tmp_path, establishments):
    survey = read(tmp_path, establishments, [f"chimiotherapie;{BREST};{LANDERNEAU};A;0,5;non;;;;;2015"])
    assert [(f.code, f.row) for f in survey.report.errors] == [("COO02", 2)]
    assert len(survey.table) == 0


def test_blank_nd_and_non_stay_three_things(tmp_path, establishments):
    lines = [
        f"urgences;{BREST};{LANDERNEAU};A;ND;ND;;;;;2015",
        f"urgences;{BREST};{MORLAIX};A;;;;;;;2015",
        f"urgences;{LANDERNEAU};{MORLAIX};A;0;non;;;;;2015",
    ]
    table = read(tmp_path, establishments, lines).table
    assert table.etp_nd.tolist() == [True, False, False]
    assert table.etp.isna().tolist() == [True, True, False]
    assert table.pdses.tolist() == ["ND", None, "non"]


def test_every_finding_at_once_with_its_line(tmp_path, establishments):
    lines = [
        f"urgences;{BREST};{LANDERNEAU};F;0,5;non;;;;;2015",  # 2 COO01
        f"chimiotherapie;{BREST};{LANDERNEAU};B;0,5;non;;;;;2015",  # 3 COO02
        f"logistique;{BREST};{LANDERNEAU};;0,5;;;blanchisserie;;;2015",  # 4 COO03
        f"neurologie;{BREST};{LANDERNEAU};A;25;non;;;;;2015",  # 5 COO04
        f"neurologie;{BREST};{MORLAIX};A;environ un;non;;;;;2015",  # 6 COO05
        f"neurologie;{BREST};999999999;A;1;non;;;;;2015",  # 7 COO06
        f"neurologie;{BREST};{BREST};A;1;non;;;;;2015",  # 8 COO07
        f"cardiologie;{BREST};{LANDERNEAU};A;1;non;;avis;;;2015",  # 9
        f"cardiologie;{LANDERNEAU};{BREST};A;2;oui;;Avis;;;2015",  # 10 COO08 with 9
        f"imagerie;{BREST};{LANDERNEAU};E;;non;;;;;2015",  # 11 COO09
        f"imagerie;{BREST};{MORLAIX};E;;;;;;;2015",  # 12 COO10
        f"biologie;{BREST};{LANDERNEAU};A;;non;;;;;2015",  # 13 COO11
        f"biologie;{RENNES};350000030;A;1;non;;;;;2015",  # 14 COO12
        f"biologie;{LANDERNEAU};{MORLAIX};A;1;non;;;;;2015",  # 15 COO13
        f"biologie;{BREST};{RENNES};A;1;non;;;;2016-03-01;2015",  # 16 COO14
        f"perinatalite;{BREST};{RENNES};A;7;non;;;;;2015",  # 17 COO04 doubtful
        f"urgences;{BREST};{RENNES};A;1;peut-être;;;;;2015",  # 18 FIC05
        f"inconnu;{BREST};{RENNES};A;1;oui;;;;;2015",  # 19 COO23
        f"imagerie;{BREST};{RENNES};E;0,5;oui;;;;;2015",  # 20 COO20
        f"imagerie;{LANDERNEAU};{RENNES};A;0,5;;;;;;2015",  # 21 COO21
        f"imagerie;{LANDERNEAU};220000012;A;0,5;oui;;;;;2015",  # 22 COO22
    ]
    survey = read(tmp_path, establishments, lines)
    told = {(finding.code, finding.row) for finding in survey.report}
    expected = {
        ("COO01", 2),
        ("COO02", 3),
        ("COO03", 4),
        ("COO04", 5),
        ("COO05", 6),
        ("COO06", 7),
        ("COO07", 8),
        ("COO08", 10),
        ("COO09", 11),
        ("COO10", 12),
        ("COO11", 13),
        ("COO12", 14),
        ("COO13", 15),
        ("COO14", 16),
        ("COO04", 17),
        ("FIC05", 18),
        ("COO23", 19),
        ("COO20", 20),
        ("COO21", 21),
        ("COO22", None),
    }
    assert expected <= told
    assert told == expected
    weights = {(finding.code, finding.row): finding.severity for finding in survey.report}
    assert weights["COO04", 5] is Severity.ERROR
    assert weights["COO04", 17] is Severity.WARNING
    assert weights["COO13", 15] is Severity.INFO
    twin = next(finding for finding in survey.report if finding.code == "COO08")
    assert (twin.params["a"], twin.params["b"]) == (9, 10)
    errors = {finding.row for finding in survey.report.errors}
    assert errors == {2, 3, 4, 5, 6, 7, 8, 10, 11, 18, 19}
    assert len(survey.table) == len(lines) - len(errors)
    assert survey.read == len(lines)
    hidden = survey.table.set_index("id").loc["2015-L14"]
    assert not hidden.affichee
    assert "hors champ" in hidden.motif_affichage


def test_several_links_of_a_pair_with_another_object_or_modality_are_normal(tmp_path, establishments):
    lines = [
        f"urgences;{BREST};{LANDERNEAU};A;1;non;;avis;;;2015",
        f"urgences;{BREST};{LANDERNEAU};B;1;non;;avis;;;2015",
        f"urgences;{BREST};{LANDERNEAU};A;1;non;;SMUR;;;2015",
        f"urgences;{BREST};{LANDERNEAU};A;1;non;;avis;;;2014",
    ]
    assert not found(read(tmp_path, establishments, lines), "COO08")


def test_v012_two_non_reference_hospitals_ticked(tmp_path, establishments):
    header = HEADER + ";cas_deux_non_referents"
    survey = read(tmp_path, establishments, [f"urgences;{LANDERNEAU};{MORLAIX};A;1;non;;;;;2015;oui"], header)
    assert not found(survey, "COO13")
    assert survey.table.affichee[0]
    assert survey.table.cas_deux_non_referents[0]


def test_headings_of_hospitals_are_recognised():
    names = ["Thématique", "FINESS support", "Établissement bénéficiaire", "Temps médical (ETP)", "PDSES partagée", "X"]
    assert guess_columns(names) == {
        "theme": "Thématique",
        "finess_a": "FINESS support",
        "nom_b": "Établissement bénéficiaire",
        "etp": "Temps médical (ETP)",
        "pdses": "PDSES partagée",
    }


def test_missing_ends_are_all_named(tmp_path, establishments):
    with pytest.raises(InputError) as error:
        read(tmp_path, establishments, ["a;b"], header="colonne 1;colonne 2")
    assert [finding.params["col"] for finding in error.value.findings] == ["theme", "finess_a", "finess_b"]


def test_names_are_matched_with_candidates_never_silently(tmp_path, establishments):
    header = "theme;nom_a;commune_a;finess_b;modalite;etp;pdses"
    lines = [
        f"urgences;Centre hospitalier de Morlaix;Morlaix;{BREST};A;1;non",
        f"urgences;CHU Rennes;Rennes;{BREST};A;1;non",
        f"urgences;Hôpital inconnu;Nulle-Part;{BREST};A;1;non",
    ]
    survey = read(tmp_path, establishments, lines, header, edition=2015)
    assert [(f.row, f.params["finess"]) for f in found(survey, "COO16")] == [(2, MORLAIX)]
    open_rows = {f.row: f.params["candidats"] for f in found(survey, "COO17")}
    assert set(open_rows) == {3, 4}
    assert "Pontchaillou" in open_rows[3][0]
    assert survey.table.finess_a.tolist() == [MORLAIX]
    assert set(survey.undecided.nom) == {"CHU Rennes", "Hôpital inconnu"}
    decisions = {decision_key("CHU Rennes", "Rennes"): RENNES}
    again = read(tmp_path, establishments, lines, header, edition=2015, decisions=decisions)
    assert again.table.finess_a.tolist() == [MORLAIX, RENNES]


def test_a_lost_leading_zero_is_mended_and_said(tmp_path, establishments):
    survey = read(tmp_path, establishments, [f"urgences;10000024;{BREST};A;1;non;;;;;2015"])
    assert survey.table.finess_a[0] == "010000024"
    assert [(f.code, f.severity) for f in survey.report if f.code == "ETA01"] == [("ETA01", Severity.WARNING)]


def test_the_first_atlas_decides_the_carry_over(tmp_path, establishments):
    first = pd.DataFrame({"theme": ["urgences"], "finess_a": [LANDERNEAU], "finess_b": [BREST]})
    lines = [
        f"urgences;{BREST};{LANDERNEAU};A;;non;;;;;2015",
        f"urgences;{BREST};{MORLAIX};A;;non;;;;;2015",
        f"neurologie;{BREST};{LANDERNEAU};A;;non;oui;;;;2015",
    ]
    survey = read(tmp_path, establishments, lines, first_atlas=first)
    assert survey.table.premier_atlas.tolist() == [True, False, True]
    assert survey.table.affichee.tolist() == [True, False, True]
    assert [f.row for f in found(survey, "COO18")] == [4]


def test_the_first_edition_in_the_same_file_decides_too(tmp_path, establishments):
    lines = [
        f"urgences;{LANDERNEAU};{BREST};A;;non;;;;;2012",
        f"urgences;{BREST};{LANDERNEAU};B;;non;;;;;2015",
        f"urgences;{BREST};{MORLAIX};B;;non;;;;;2015",
    ]
    survey = read(tmp_path, establishments, lines)
    assert survey.table.premier_atlas.tolist() == [True, True, False]
    assert survey.table.affichee.tolist() == [True, True, False]


def test_coarse_themes_go_to_sheets_by_the_editable_table(tmp_path, establishments):
    lines = [
        f"Cancérologie;{BREST};{LANDERNEAU};;0,5;non;;Consultations de chimiothérapie;;;2015",
        f"Cancérologie;{BREST};{MORLAIX};A;0,5;non;;Radiothérapie;;;2015",
        f"Chirurgie;{BREST};{MORLAIX};A;0,5;non;;Chirurgie vasculaire;;;2015",
        f"C09;{BREST};{MORLAIX};A;0,5;non;;;;;2015",
        f"Imagerie médicale;{BREST};{MORLAIX};A;0,5;non;;;;;2015",
        f"Chirurgie;{BREST};{MORLAIX};A;0,5;non;;ophtalmologie;;;2015",
    ]
    survey = read(tmp_path, establishments, lines)
    assert survey.table.theme.tolist() == [
        "chimiotherapie",
        "radiotherapie",
        "chirurgie_vasculaire",
        "urgences",
        "imagerie",
    ]
    assert [f.row for f in found(survey, "COO23")] == [7]
    own = tmp_path / "themes.csv"
    own.write_text("theme_enquete;mot_objet;theme\nChirurgie;ophtalmo;C04\n", encoding="utf-8")
    again = read(tmp_path, establishments, lines[-1:], themes=ThemeTable.load(own))
    assert again.table.theme.tolist() == ["chirurgie_digestive"]


def test_a_wrong_theme_table_names_its_lines(tmp_path):
    own = tmp_path / "themes.csv"
    own.write_text("theme_enquete;mot_objet;theme\nChirurgie;;C04\nAutre;;C99\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        ThemeTable.load(own)
    assert [finding.row for finding in error.value.findings] == [3]


def test_the_table_of_themes_reaches_every_sheet():
    assert {code for _said, _word, code in ThemeTable.default().rules} == set(THEMES)


def test_the_template_has_every_column_and_reads(establishments):
    path = ROOT / "data" / "templates" / "cooperations.csv"
    survey = read_survey(path, Context(establishments))
    assert survey.read == 0
    header = path.read_text(encoding="utf-8").strip().split(";")
    assert set(guess_columns(header)) == set(header)


def test_a_workbook_reads_like_a_text(tmp_path, establishments):
    path = tmp_path / "enquete.xlsx"
    pd.DataFrame(
        {
            "Thème": ["urgences"],
            "FINESS a": [BREST],
            "FINESS b": [LANDERNEAU],
            "ETP": [0.8],
            "PDSES": ["oui"],
            "Modalité": ["B"],
            "Année": [2015],
        }
    ).to_excel(path, index=False)
    table = read_survey(path, Context(establishments)).table
    assert (table.etp[0], table.edition[0], table.affichee[0]) == (0.8, 2015, True)
