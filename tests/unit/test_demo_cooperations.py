"""The demo's cooperations exercise every line of the decision table, and the sheets' difficult cases."""

import re

import pandas as pd
import pytest
from demo_tables import DEMO, read_table

THEMES = 16


@pytest.fixture(scope="module")
def links() -> pd.DataFrame:
    table = read_table("cooperation")
    table["premier_atlas"] = table["premier_atlas"].astype(bool)
    table["affichee"] = table["affichee"].astype(bool)
    sites = read_table("etablissement").set_index("finess_et")["statut"]
    table["prive"] = (table["finess_a"].map(sites) == "prive") | (table["finess_b"].map(sites) == "prive")
    return table


LINES = {
    "ETP of 0.2 or more": ("etp >= 0.2 and not prive", True),
    "ETP of exactly 0.2": ("etp == 0.2 and not prive", True),
    "under 0.2, PDSES shared": ("etp < 0.2 and pdses == 'oui' and modalite != 'E'", True),
    "under 0.2, PDSES not shared": ("etp < 0.2 and pdses == 'non'", False),
    "under 0.2, PDSES ND": ("etp < 0.2 and pdses == 'ND'", False),
    "under 0.2, PDSES blank": ("etp < 0.2 and pdses.isna() and modalite != 'E'", False),
    "no ETP, PDSES shared": ("etp.isna() and pdses == 'oui' and modalite != 'E'", True),
    "no ETP, not shared, first atlas": ("etp.isna() and pdses == 'non' and premier_atlas", True),
    "no ETP, ND, first atlas": ("etp.isna() and pdses == 'ND' and premier_atlas", True),
    "no ETP, not shared, not in the first atlas": ("etp.isna() and pdses == 'non' and not premier_atlas", False),
    "no ETP, ND, not in the first atlas": ("etp.isna() and pdses == 'ND' and not premier_atlas", False),
    "E, no ETP, shared": ("modalite == 'E' and etp.isna() and pdses == 'oui'", True),
    "E, ETP 0, shared": ("modalite == 'E' and etp == 0 and pdses == 'oui'", True),
    "E, PDSES blank": ("modalite == 'E' and pdses.isna()", True),
    "E with an ETP": ("modalite == 'E' and etp > 0", True),
    "chemotherapy, enough ETP": ("theme == 'chimiotherapie' and etp >= 0.2", True),
    "chemotherapy, under 0.2": ("theme == 'chimiotherapie' and etp < 0.2", False),
    "logistic": ("type == 'logistique'", True),
    "administrative": ("type == 'administrative'", True),
    "a private for-profit site": ("prive", False),
    "modality ND": ("modalite == 'ND' and etp >= 0.2", True),
    "ETP ND": ("etp_nd == 1 and not premier_atlas", False),
}


@pytest.mark.parametrize("line", LINES)
def test_every_line_is_there(links, line):
    condition, shown = LINES[line]
    found = links.query(condition, engine="python")
    assert len(found) >= 1
    assert (found["affichee"] == shown).all()
    assert found["motif_affichage"].notna().all()


def test_themes_and_editions(links):
    latest = links[links["edition"] == 2015]
    assert latest["theme"].nunique() == THEMES
    assert latest.groupby("theme")["affichee"].sum().min() >= 2
    assert links.groupby("edition")["date_etat"].unique().map(list).to_dict() == {
        2012: ["2012-03-31"], 2014: ["2013-12-31"], 2015: ["2015-06-01"],
    }
    assert links["id"].is_unique and 80 <= len(links) <= 110
    assert (links["source"] == "données illustratives").all()
    # Editions differ: links that came, went and changed.
    key = ["finess_a", "finess_b", "theme", "objet"]
    old = links[links["edition"] == 2014].merge(latest, on=key, how="left", suffixes=("", "_2015"))
    assert old["id_2015"].isna().any() and (old["modalite"] != old["modalite_2015"]).any()


def test_qualities_only_where_they_apply(links):
    bare = links[links["type"] != "temps_medical"]
    assert bare[["modalite", "etp", "pdses"]].isna().to_numpy().all()
    assert links.loc[links["theme"] == "chimiotherapie", "modalite"].isna().all()
    medical = links[(links["type"] == "temps_medical") & (links["theme"] != "chimiotherapie")]
    assert set(medical["modalite"]) == {"A", "B", "C", "D", "E", "ND"}


def test_the_emergency_sheet_has_its_difficult_cases(links):
    shown = links[(links["theme"] == "urgences") & (links["edition"] == 2015) & links["affichee"]]
    assert 10 <= len(shown) <= 15
    assert set(shown["modalite"]) == {"A", "B", "C", "D", "E", "ND"}
    assert (shown["sens"] == "a_vers_b").sum() == 1
    pairs = shown.groupby(["finess_a", "finess_b"])["modalite"].nunique()
    assert (pairs >= 2).sum() >= 3


def test_ends_are_sites_of_the_demo(links):
    known = set(read_table("etablissement")["finess_et"])
    assert set(links["finess_a"]) | set(links["finess_b"]) <= known
    assert (links["finess_a"] != links["finess_b"]).all()


def test_no_link_twice(links):
    key = links[["edition", "theme", "objet"]].assign(
        pair=[frozenset(pair) for pair in zip(links["finess_a"], links["finess_b"], strict=True)],
        modalite=links["modalite"].fillna(""),
    )
    assert not key.duplicated().any()


def test_the_readme_names_the_right_rows(links):
    """Each line of the README's table: the rows it names are there, and shown or not as it says."""
    text = (DEMO / "README.md").read_text(encoding="utf-8").split("| temps médical (ETP) |")[1].split("\n\n")[0]
    shown = links.set_index("id")["affichee"]
    lines = [line.strip("| ").split(" | ") for line in text.splitlines()[2:]]
    assert len(lines) >= 20
    for *_, said, names in lines:
        wanted = [word.split(" : ")[-1].strip() for word in said.replace("indéfini : ", "").split(";")]
        groups = names.split(";") if len(wanted) > 1 else [names]
        for verdict, group in zip(wanted, groups, strict=True):
            for name in re.findall(r"[A-Z]+\d+", group.replace("2015-", "")):
                assert shown[f"2015-{name}"] == (not verdict.startswith("non"))
