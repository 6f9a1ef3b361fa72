"""Communes moved by hand: the decisions, on a composition."""

import pandas as pd

from plugin.core.findings import Report
from plugin.core.territories.hand_moves import apply_moves

COMPOSITION = pd.DataFrame(
    {
        "commune": ["35001", "35002", "350030101", "350030102", "35004"],
        "type": "pays",
        "id_territoire": ["A", "A", "B", "A", "B"],
    }
)
COMMUNES = ["35001", "35002", "35003", "35004", "35005"]


def decisions(*moves, table="composition", kind="pays"):
    return pd.DataFrame(
        [{"table_nom": table, "cle": commune, "champ": kind, "valeur": territory} for commune, territory in moves],
        columns=["table_nom", "cle", "champ", "valeur"],
    )


def moved(corrections):
    report = Report()
    rows = apply_moves(COMPOSITION, corrections, "pays", COMMUNES, report)
    return dict(zip(rows["commune"], rows["id_territoire"], strict=True)), report


def test_a_commune_goes_where_it_was_put():
    members, report = moved(decisions(("35001", "B")))
    assert members == {"35001": "B", "35002": "A", "350030101": "B", "350030102": "A", "35004": "B"}
    assert report.codes() == ["COR01"]
    assert report.findings[0].params["n"] == 1


def test_a_commune_in_parts_moves_whole():
    members, _ = moved(decisions(("35003", "A")))
    assert members == {"35001": "A", "35002": "A", "35003": "A", "35004": "B"}


def test_a_commune_that_lay_nowhere_is_added():
    members, _ = moved(decisions(("35005", "B")))
    assert members["35005"] == "B"
    assert len(members) == len(COMPOSITION) + 1


def test_what_is_no_longer_there_is_told():
    members, report = moved(decisions(("35999", "A"), ("35001", "Z")))
    assert members["35001"] == "A"
    assert [(finding.code, finding.params["cle"]) for finding in report] == [("COR02", "35999"), ("COR02", "35001")]


def test_other_types_and_tables_are_left_alone():
    members, report = moved(decisions(("35001", "B"), kind="epci"))
    assert members["35001"] == "A"
    assert not report.findings
    assert moved(decisions(("35001", "B"), table="constat"))[0]["35001"] == "A"
