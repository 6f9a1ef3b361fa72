"""The words printed from an edition: French dates, numbers, spaces, source lines."""

import pandas as pd
import pytest

from plugin.atlas.edition import Edition, french_date, french_number, joined, source_line, typeset

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2024-01-01", "1er janvier 2024"),
        ("2015-06-01", "1er juin 2015"),
        ("2016-12-31", "31 décembre 2016"),
        ("2016-08", "août 2016"),
        ("2023", "2023"),
        (None, ""),
    ],
)
def test_dates_in_words(iso, words):
    assert french_date(iso) == words


def test_numbers():
    assert french_number(3449370) == f"3{NARROW}449{NARROW}370"
    assert french_number(1234.56, 1) == f"1{NARROW}234,6"
    assert french_number(0.2, 1) == "0,2"


def test_spaces_before_double_punctuation():
    assert typeset("Source : l'ARS ; « ND » 95 %") == f"Source{NARROW}: l’ARS{NARROW}; «{NARROW}ND{NARROW}» 95{NARROW}%"


def test_lists():
    assert joined([]) == ""
    assert joined(["SU"]) == "SU"
    assert joined(["SU", "SMUR", "MCS"]) == "SU, SMUR et MCS"


def sources(*rows: tuple[str, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["mention", "date_donnees"])


def test_the_source_line_of_the_agencies():
    edition = Edition(agence="ARS Bretagne", mois_edition="mars 2024", copyright="IGN, Insee")
    line = source_line(sources(("FINESS", "2024-01-01")), edition)
    assert line.replace(NARROW, " ") == (
        "Source : FINESS au 1er janvier 2024 – réalisation ARS Bretagne, mars 2024\nFond : IGN, Insee"
    )


def test_each_source_keeps_its_own_date_and_none_is_said_twice():
    line = source_line(
        sources(("SAE", "2023"), ("SAE", "2023"), ("FINESS au 1er janvier 2024", "2024-01-01")), Edition()
    )
    assert line.replace(NARROW, " ") == "Sources : SAE, 2023 ; FINESS au 1er janvier 2024"


def test_settings_the_edition_does_not_know_are_left_aside():
    assert Edition.of({"region": "Bretagne", "autre": "x", "agence": None}) == Edition(region="Bretagne")
