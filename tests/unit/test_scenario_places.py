"""New sites told in words, and where known sites stand."""

from __future__ import annotations

import pandas as pd
import pytest

from plugin.core.access.places import located
from plugin.core.access.scenario import NewSite


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SMUR 35238", NewSite("SMUR", "35238")),
        (" maternites 2A004 ", NewSite("maternites", "2A004")),
        ("SU 352134,6789001", NewSite("SU", point=(352134.0, 6789001.0))),
        ("SU -12.5,7", NewSite("SU", point=(-12.5, 7.0))),
        ("35238", None),
        ("SU Rennes", None),
        ("SU 12,", None),
    ],
)
def test_a_new_site_in_words(text, expected):
    assert NewSite.read(text) == expected


def test_its_id_can_be_read_again():
    for site in (NewSite("SMUR", "35238"), NewSite("SU", point=(352134.0, 6789001.0))):
        assert NewSite.read(site.id) == site


def test_sites_are_found_by_finess_number_or_id():
    tables = {
        "etablissement": pd.DataFrame({"finess_et": ["350000001"], "insee": ["35238"], "x": [1.0], "y": [2.0]}),
        "msp": pd.DataFrame({"id": ["m1"], "finess_et": ["350000001"], "insee": ["29019"], "x": [3.0], "y": [4.0]}),
    }
    found = located(pd.DataFrame({"id": ["m1", "350000001", "absent"]}), tables)
    assert found["x"].tolist()[:2] == [3.0, 1.0]
    assert found["insee"].tolist()[:2] == ["29019", "35238"]
    assert pd.isna(found["x"].iloc[2])
    assert located(pd.DataFrame({"id": ["m1"]}), {})["x"].isna().all()
