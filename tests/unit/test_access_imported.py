"""Imported tables of times: the nearest kept, every remark at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from plugin.core.access.imported import IMPORT, matched, read_times
from plugin.core.access.methods import chosen_method, chosen_times
from plugin.core.findings import InputError, Report


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_of_several_destinations_and_the_remarks(tmp_path):
    path = write(
        tmp_path / "metric.csv",
        "codgeo;destination;duree\n35238;35238;0\n29019;35238;140,5\n29019;29232;52\n"
        "1001;01001;3\n56009;29232;-4\n56010;29232;abc\n56011;;\n56012;56012;2\n",
    )
    frame, report = read_times(path, "SU", date="2024-01-01")
    assert frame["origine"].tolist() == ["35238", "29019", "56011", "56012"]
    np.testing.assert_allclose(frame["minutes"], [0, 52, np.nan, 2])
    assert frame.loc[1, ["site", "type_effecteur", "methode", "date"]].tolist() == [
        "29232",
        "SU",
        "metric",
        "2024-01-01",
    ]
    assert sorted(report.codes()) == ["COM01", "FIC05", "TPS01", "TPS02"]
    assert {finding.code: finding.row for finding in report} == {"TPS02": 9, "TPS01": 6, "FIC05": 7, "COM01": 5}


def test_columns_by_mapping_and_refusal_by_name(tmp_path):
    path = write(tmp_path / "t.csv", "lieu;t_min\n35238;12\n")
    frame, report = read_times(path, "tous", IMPORT, {"origine": "lieu", "minutes": "t_min"})
    assert frame["minutes"].tolist() == [12]
    assert not len(report)
    with pytest.raises(InputError) as caught:
        read_times(path, "tous")
    assert caught.value.findings[0].code == "FIC04"
    assert "lieu" in caught.value.findings[0].params["liste"]


def test_a_kind_by_row_keeps_both(tmp_path):
    path = write(tmp_path / "t.csv", "insee;minutes;type_effecteur\n35238;12;SU\n35238;9;SMUR\n")
    frame, _ = read_times(path, "tous", IMPORT)
    assert frame[["type_effecteur", "minutes"]].to_dict("records") == [
        {"type_effecteur": "SU", "minutes": 12},
        {"type_effecteur": "SMUR", "minutes": 9},
    ]
    assert pd.isna(frame["site"]).all()


def test_of_several_methods_one_counts():
    times = pd.DataFrame(
        [
            ("29019", "SU", 10.0, "metric"),
            ("29019", "SU", 12.0, "reseau"),
            ("29019", "MCS", 3.0, "metric"),
            ("29019", "tous", 1.0, "metric"),
            ("29019", "tous", 2.0, "import"),
        ],
        columns=["origine", "type_effecteur", "minutes", "methode"],
    )
    assert chosen_method(times, "SU") == "reseau"
    assert chosen_method(times, "SU", "metric") == "metric"
    assert chosen_method(times, "SU", "import") is None
    assert chosen_method(times, "MCS") == "metric"
    assert chosen_method(times, "tous") is None  # nobody chose between two imports
    assert chosen_method(times, "absent") is None
    assert chosen_times(times, "SU", "metric")["minutes"].tolist() == [10]
    assert chosen_times(times, "tous").empty


def test_titles_above_the_header_and_the_words_of_a_published_table(tmp_path):
    path = write(
        tmp_path / "drees.csv",
        "Diagnostic urgences;;\nÉtat au 31/12/2019;;\nCode commune INSEE;Libellé;Temps d’accès (en minutes)\n"
        "35238;Rennes;4,5\n29155;Ouessant;non accessible\n22113;Lannion;1\u202f000,5\n56001;Allaire;NA\n",
    )
    frame, report = read_times(path, "tous", IMPORT)
    assert frame["origine"].tolist() == ["35238", "29155", "22113", "56001"]
    np.testing.assert_allclose(frame["minutes"], [4.5, np.nan, 1000.5, np.nan])
    assert not report.codes()


@pytest.mark.parametrize(
    "header", ["idSrc;idDst;duree", "Commune_depart;Commune_arrivee;Temps_HC", "CODGEO;CODGEO_DEST;DUREE_HC"]
)
def test_off_peak_minutes_of_a_distance_table(tmp_path, header):
    columns = header + ";Temps_HP"
    path = write(tmp_path / "metric.csv", f"{columns}\n35238;35238;0;0\n35238;29019;130;150\n29019;35238;131,5;155\n")
    frame, report = read_times(path, "maternites")
    assert frame[["origine", "minutes", "site"]].to_numpy().tolist() == [
        ["35238", 0, "35238"],
        ["29019", 131.5, "35238"],
    ]
    assert not report.codes()


def test_every_commune_is_matched_or_listed():
    times = pd.DataFrame(
        {
            "origine": ["35238", "35001", "35999", "75056", "97209", "35238"],
            "type_effecteur": ["SU"] * 5 + ["SMUR"],
            "minutes": [1.0, np.nan, 3, 4, 5, 6],
        }
    )
    report = Report()
    kept = matched(times, ["35238", "35001", "35002", "97411"], report)
    assert kept[["origine", "type_effecteur"]].to_numpy().tolist() == [
        ["35238", "SU"],
        ["35001", "SU"],
        ["35238", "SMUR"],
    ]
    found = {(finding.code, finding.params.get("type"), tuple(finding.params.get("liste", ()))) for finding in report}
    assert found == {
        ("TPS07", None, ("35999",)),
        ("TPS09", None, ()),
        ("TPS08", "SU", ("35002", "97411")),
        ("TPS08", "SMUR", ("35001", "35002", "97411")),
    }
    assert next(finding.params["n"] for finding in report if finding.code == "TPS09") == 2


def test_a_table_of_another_region_lists_all_communes():
    report = Report()
    kept = matched(pd.DataFrame({"origine": ["75056"], "type_effecteur": ["SU"], "minutes": [1.0]}), ["35238"], report)
    assert kept.empty
    assert sorted(report.codes()) == ["TPS08", "TPS09"]


def test_a_table_to_every_commune_counts_only_the_communes_with_a_site(tmp_path):
    codes = ("35238", "29019", "56260")
    away = {frozenset(("35238", "29019")): 150, frozenset(("35238", "56260")): 75, frozenset(("29019", "56260")): 120}
    lines = [f"{one};{other};{away.get(frozenset((one, other)), 0)}" for one in codes for other in codes]
    path = write(tmp_path / "metric.csv", "\n".join(["origine;destination;temps", *lines]))
    frame, report = read_times(path, "maternites")
    assert frame["minutes"].tolist() == [0, 0, 0]
    assert [(finding.code, finding.params) for finding in report] == [("TPS11", {"n": 3, "total": 3})]
    frame, report = read_times(path, "maternites", destinations=["35238", "29019"])
    assert frame[["origine", "minutes", "site"]].to_numpy().tolist() == [
        ["35238", 0, "35238"],
        ["29019", 0, "29019"],
        ["56260", 75, "35238"],
    ]
    assert not report.codes()
