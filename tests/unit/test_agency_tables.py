"""Practitioners and the tables the agency keeps itself."""

import openpyxl
import pytest
import yaml
from establishment_samples import found, write

from plugin.core.establishments.agency_tables import read_agency_table, templates, templates_for_sheet
from plugin.core.establishments.authorisations import read_authorisations
from plugin.core.establishments.equipment import read_equipment
from plugin.core.establishments.practitioners import read_practitioners
from plugin.core.establishments.selection import practising
from plugin.core.establishments.sites import read_sites
from plugin.core.establishments.template_titles import FILE, template_titles
from plugin.core.findings import InputError
from plugin.core.schema import TABLES


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
    sites, _ = practising({"autorisation": frame}, "depot_delivrance")
    assert sites["id"].tolist() == ["220000012"]
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


def test_titles_read_without_yaml_are_those_yaml_reads():
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert template_titles() == {key: entry["titre"] for key, entry in entries.items()}
    assert list(template_titles()) == list(entries)
