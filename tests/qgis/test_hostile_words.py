"""Names that are SQL, an expression or HTML print as they are, on every kind of sheet, and change nothing."""

from __future__ import annotations

import shutil

import pytest
from atlas_pages import page_text
from sheet_reading import context_of

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.export.files import export_pdf
from plugin.atlas.sheet import build_sheet, prepare
from plugin.core.schema import Source
from plugin.gis.resources import DATA
from plugin.gis.workspace import Workspace

SQL, EXPRESSION, HTML = "L'Hôp'; DROP TABLE x", "Ville [% 1+41 %]", "<b>Gras</b> & <script>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The demo with hostile names: of a site, a commune, territories, a source, the region."""
    path = tmp_path_factory.mktemp("hostile") / "bretagne.gpkg"
    shutil.copy(DATA / "demo" / "bretagne.gpkg", path)
    workspace = Workspace.open(path)
    sites = workspace.read("etablissement")
    sites.loc[sites["commune"] == "Rennes", "commune"] = EXPRESSION
    brest = sites.index[sites["nom_court"].fillna("").str.contains("Morvan|Cavale")]
    sites.loc[brest, ["rs", "nom_court"]] = SQL
    carhaix = sites.index[sites["commune"].fillna("").str.startswith("Carhaix")]
    sites.loc[carhaix, ["rs", "nom_court"]] = HTML
    communes = workspace.read("commune")
    communes.loc[communes["insee"] == "35238", "nom"] = EXPRESSION
    communes.loc[communes["insee"] == "29019", "nom"] = SQL
    territories = workspace.read("territoire")
    kinds = territories["type"] == "territoire_sante"
    territories.loc[territories.index[kinds][:3], "libelle"] = [SQL, EXPRESSION, HTML]
    source = Source("<script>.csv", mention=f"{HTML} {EXPRESSION}", date_donnees="2025-01-01")
    with workspace.writing() as write:
        write.replace("etablissement", sites, source)
        write.replace("commune", communes, source)
        write.replace("territoire", territories, source)
        write.setting("agence", f"ARS {EXPRESSION}")
    return path


@pytest.mark.parametrize("sheet_id", ["T01", "H08", "H22", "C09"])
def test_hostile_names_print_as_they_are(hostile, tmp_path, sheet_id):
    before = hostile.stat().st_size
    context = context_of(hostile)
    layout = build_sheet(context, prepare(context, load_catalogue().sheet(sheet_id)), 1)
    path = tmp_path / "page.pdf"
    export_pdf(layout, path)
    text = page_text(path, 1)
    assert "Ville 42" not in text
    assert "ARS 42" not in text
    assert "[% 1+41 %]" in text, text
    assert "&lt;" not in text
    assert "<script>" in text
    if sheet_id == "T01":
        assert "DROP TABLE x" in text
    assert hostile.stat().st_size == before
