"""The display rule against the decision table of domain.md 1.3, read row by row, and the numeric truths V001-V014."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from plugin.core.cooperations.display import display, undefined_cases
from plugin.core.cooperations.themes import THEMES

BLANK = None
ETP = (np.nan, 0.0, 0.1, 0.19, 0.2, 0.5, 12.0)
PDSES = ("oui", "non", "ND", BLANK)
MODALITIES = ("A", "B", "C", "D", "E", "ND", BLANK)
KINDS = ("temps_medical", "logistique", "administrative")
SAMPLE_THEMES = {
    "temps_medical": ("urgences", "chimiotherapie"),
    "logistique": ("logistique",),
    "administrative": ("administratif",),
}

# The decision table, a row a line: ETP band, PDSES, first atlas -> shown. Blank PDSES is "not shared".
TABLE = {
    ("at least", "oui", True): True,
    ("at least", "oui", False): True,
    ("at least", "not shared", True): True,
    ("at least", "not shared", False): True,
    ("less", "oui", True): True,
    ("less", "oui", False): True,
    ("less", "not shared", True): False,
    ("less", "not shared", False): False,
    ("absent", "oui", True): True,
    ("absent", "oui", False): True,
    ("absent", "not shared", True): True,
    ("absent", "not shared", False): False,
}


def one(**values):
    row = {"type": "temps_medical", "theme": "urgences", "modalite": "A", "etp": np.nan, "pdses": BLANK}
    row["premier_atlas"] = False
    shown = display(pd.DataFrame([{**row, **values}]))
    return bool(shown.affichee[0]), shown.motif_affichage[0]


def expected(kind, theme, modality, etp, pdses, first, outside):
    if outside:
        return False
    if kind != "temps_medical":
        return True
    band = "absent" if etp != etp else ("less" if etp < 0.2 else "at least")
    reading = "oui" if pdses == "oui" else "not shared"
    if modality == "E" and theme != "chimiotherapie" and pdses is BLANK:
        reading = "oui"  # row "modalité E ... oui (implied)"
    return TABLE[band, reading, first]


def test_every_combination_follows_the_decision_table():
    rows = [
        (kind, theme, modality, etp, pdses, first, outside)
        for kind, modality, etp, pdses, first, outside in product(
            KINDS, MODALITIES, ETP, PDSES, (True, False), (True, False)
        )
        for theme in SAMPLE_THEMES[kind]
    ]
    columns = ["type", "theme", "modalite", "etp", "pdses", "premier_atlas", "hors_champ"]
    shown = display(pd.DataFrame(rows, columns=columns))
    wanted = [expected(*row) for row in rows]
    assert len(rows) == 4 * len(MODALITIES) * len(ETP) * len(PDSES) * 2 * 2
    assert shown.affichee.tolist() == wanted
    assert shown.motif_affichage.str.len().min() > 10
    assert (shown.groupby("motif_affichage").affichee.nunique() == 1).all()


def test_order_of_rows_and_index_do_not_matter():
    rng = np.random.default_rng(3)
    frame = pd.DataFrame(
        {
            "type": "temps_medical",
            "theme": "urgences",
            "modalite": rng.choice(["A", "E"], 50),
            "etp": rng.choice([np.nan, 0.1, 0.2], 50),
            "pdses": rng.choice(["oui", "non", "ND"], 50),
            "premier_atlas": rng.random(50) > 0.5,
        },
        index=rng.permutation(50) + 7,
    )
    whole = display(frame)
    shuffled = display(frame.sample(frac=1, random_state=1)).loc[frame.index]
    pd.testing.assert_frame_equal(whole, shuffled)
    assert "affichee" not in frame.columns


@pytest.mark.parametrize(
    ("truth", "values", "shown", "rule"),
    [
        ("V001", {"etp": 0.19, "pdses": "non"}, False, "R7"),
        ("V002", {"etp": 0.2, "pdses": "non"}, True, "R7"),
        ("V003", {"modalite": "B", "etp": 0.1, "pdses": "oui"}, True, "R7"),
        ("V004 blank", {"modalite": "E", "pdses": "oui"}, True, "R6"),
        ("V004 zero", {"modalite": "E", "etp": 0.0, "pdses": "oui"}, True, "R6"),
        ("V005 non", {"premier_atlas": True, "pdses": "non"}, True, "R8"),
        ("V005 ND", {"premier_atlas": True, "pdses": "ND"}, True, "R8"),
        ("V006", {"pdses": "oui"}, True, "R7"),
        ("V007 non", {"pdses": "non"}, False, "COO11"),
        ("V007 ND", {"pdses": "ND"}, False, "COO11"),
        ("V008", {"modalite": "ND", "etp": 0.5}, True, "R7"),
        ("V009", {"etp": 0.1, "pdses": "ND"}, False, "R7"),
        ("V011 logistic", {"type": "logistique", "theme": "logistique", "modalite": BLANK}, True, "R5"),
        ("V011 administrative", {"type": "administrative", "theme": "administratif", "modalite": BLANK}, True, "R5"),
        ("V013", {"etp": 1.0, "hors_champ": True}, False, "R1"),
    ],
)
def test_truths(truth, values, shown, rule):
    verdict, reason = one(**values)
    assert verdict is shown, truth
    assert rule in reason


def test_two_non_reference_hospitals_are_included():
    """V012: the flag never hides a link."""
    assert one(etp=0.5, cas_deux_non_referents=True)[0]


def test_another_threshold_is_named_in_the_reason():
    frame = pd.DataFrame(
        [
            {
                "type": "temps_medical",
                "theme": "urgences",
                "modalite": "A",
                "etp": 0.4,
                "pdses": "non",
                "premier_atlas": False,
            }
        ]
    )
    shown = display(frame, threshold=0.5)
    assert not shown.affichee[0]
    assert "0,5 ETP" in shown.motif_affichage[0]


def test_unknown_type_is_hidden_with_its_reason():
    assert one(type="autre", etp=3.0) == (False, "type de coopération inconnu")


def test_undefined_cases_are_the_rows_of_coo11():
    frame = display(
        pd.DataFrame(
            {
                "type": "temps_medical",
                "theme": "urgences",
                "modalite": "A",
                "etp": [np.nan, np.nan, 0.1],
                "pdses": ["non", "oui", "non"],
                "premier_atlas": False,
            }
        )
    )
    assert undefined_cases(frame).tolist() == [True, False, False]


def test_sixteen_sheets():
    """V014: 16 sheets, 14 with medical time, one administrative, one logistic; chemotherapy alone lacks modality."""
    kinds = [theme.kind for theme in THEMES.values()]
    assert len(kinds) == 16
    assert (kinds.count("temps_medical"), kinds.count("administrative"), kinds.count("logistique")) == (14, 1, 1)
    assert [theme.sheet for theme in THEMES.values()] == [f"C{number:02d}" for number in range(1, 17)]
    assert [theme.code for theme in THEMES.values() if theme.has_medical_time and not theme.has_modality] == [
        "chimiotherapie"
    ]
