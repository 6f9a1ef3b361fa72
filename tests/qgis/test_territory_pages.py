"""A page a territory: its own figures on its own page, charts by a path, and the printer's sides and boxes."""

from __future__ import annotations

import re
import subprocess
import unicodedata

import numpy as np
import pandas as pd
import pytest
import shapely
from atlas_pages import page_count, page_image, page_text
from made_up_region import communes_at, make_workspace
from qgis.core import QgsProject

from plugin.atlas import press
from plugin.atlas.book.territory_pages import territory_part
from plugin.atlas.context import AtlasContext
from plugin.atlas.export.files import export_pdf
from plugin.core.findings import InputError
from plugin.gis.question_store import forget_region

PLACES = {
    "35001": (350.0, 6790.0, 1000), "35002": (352.0, 6790.0, 3000), "35003": (350.0, 6792.0, 400),
    "35004": (360.0, 6790.0, 20000), "35005": (362.0, 6791.0, 9), "35006": (364.0, 6790.0, 5000),
}  # fmt: skip
MEMBERS = {"A": ("35001", "35002", "35003"), "B": ("35004", "35005"), "C": ("35006",)}
NAMES = {"A": "Pays d'Alpha", "B": "Bêta Communauté", "C": "Gamma"}
MINUTES = {"35001": 10.0, "35002": 32.0, "35003": 50.0, "35004": 5.0, "35005": 31.0, "35006": np.nan}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Six communes in three EPCI, one of nine inhabitants, two emergency departments."""
    communes = communes_at(PLACES)
    communes["geom"] = shapely.buffer(shapely.points(communes[["x_mairie", "y_mairie"]].to_numpy()), 950, quad_segs=2)
    people = communes["population"].astype(float)
    communes = communes.assign(pop_0_19=people * 0.25, pop_20_64=people * 0.5, pop_65p=people * 0.25)
    outline = communes.set_index("insee")["geom"]
    territories = pd.DataFrame(
        {
            "id_territoire": list(NAMES),
            "type": "epci",
            "libelle": list(NAMES.values()),
            "geom": [shapely.union_all(outline.loc[list(codes)].to_numpy()) for codes in MEMBERS.values()],
        }
    )
    composition = pd.DataFrame(
        [(commune, "epci", code) for code, communes_of in MEMBERS.items() for commune in communes_of],
        columns=["commune", "type", "id_territoire"],
    )
    times = pd.DataFrame(
        [(code, kind, minutes, "SU-1", "essai") for code, minutes in MINUTES.items() for kind in ("tous", "SU")],
        columns=["origine", "type_effecteur", "minutes", "site", "methode"],
    )
    sites = pd.DataFrame(
        {
            "id": ["SU-1", "SU-2"],
            "libelle": ["Un", "Deux"],
            "type": "SU",
            "insee": ["35001", "35004"],
            "x": [350000.0, 360000.0],
            "y": [6790000.0, 6790000.0],
        }
    )
    sites["geom"] = shapely.points(sites[["x", "y"]].to_numpy())
    path = tmp_path_factory.mktemp("fiches") / "region.gpkg"
    yield make_workspace(
        path, commune=communes, territoire=territories, composition=composition, temps_acces=times,
        effecteur_urgence=sites,
    )  # fmt: skip
    forget_region()


def pages_of(workspace, path, **settings):
    """The pages as a PDF whose first bears the number 12, and their layout."""
    context = AtlasContext(workspace, QgsProject())
    context.settings.update({"region": "Essai", "edition": "2026", **settings})
    part = territory_part(context, "epci")
    layout = part.build(12)
    export_pdf(layout, path)
    assert page_count(path) == part.pages == 3
    return context, layout


def test_each_page_has_its_own_figures(workspace, tmp_path):
    path = tmp_path / "fiches.pdf"
    context, layout = pages_of(workspace, path)
    pages = [unicodedata.normalize("NFKC", page_text(path, number)) for number in (1, 2, 3)]
    # In the order of their names: Bêta, Gamma, Pays d'Alpha.
    expected = (
        ("Bêta Communauté", "20 009", "2", "1"),
        ("Gamma", "5 000", "1", "0"),
        ("Pays d’Alpha", "4 400", "3", "1"),
    )
    for number, (text, (name, population, communes, sites)) in enumerate(zip(pages, expected, strict=True), start=12):
        assert name in text
        assert f"Population {population}" in text
        assert re.search(rf"Communes {communes}\b", text)
        assert re.search(rf"Structures d’urgence {sites}\b", text)
        assert "Territoires" not in name and re.search(rf"\b{number}$", text.strip()), text[-80:]
    area = shapely.area(shapely.buffer(shapely.Point(0, 0), 950, quad_segs=2)) / 1e6
    assert f"Superficie {area:.1f}".replace(".", ",") in pages[1]
    # Half of Alpha's 4 400 are at 32 minutes at most; Gamma's never get there.
    assert "Soins urgents 32,0" in pages[2] and "Soins urgents n. d." in pages[1]
    charts = sorted(context.picture_folder.glob("fiche_epci_*_2.svg"))
    assert len(charts) == 3 and all("%" in chart.read_text(encoding="utf-8") for chart in charts)
    assert layout.atlas().coverageLayer().featureCount() == 3


def test_the_chart_and_the_small_number_are_those_of_the_territory(workspace, tmp_path):
    context, _ = pages_of(workspace, tmp_path / "fiches.pdf")
    text = (context.picture_folder / "fiche_epci_A_2.svg").read_text(encoding="utf-8")
    for part in (1000 / 44, 3000 / 44, 400 / 44):
        assert f"{part:.1f}".replace(".", ",") in text
    # Nine people at 31 minutes: hidden, and with them those that would give them away.
    hidden = (context.picture_folder / "fiche_epci_B_2.svg").read_text(encoding="utf-8")
    assert hidden.count("secret") == 2


def test_a_type_without_territories_is_said(workspace):
    context = AtlasContext(workspace, QgsProject())
    with pytest.raises(InputError) as caught:
        territory_part(context, "pays")
    assert caught.value.findings[0].code == "QST01"


def test_the_printers_pages_turn(workspace, tmp_path):
    path = tmp_path / "presse.pdf"
    context, layout = pages_of(workspace, path, impression="imprimeur")
    assert press.boxes(layout) == (press.MARGIN, press.BLEED)
    info = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    width, height = (
        float(value) * 25.4 / 72 for value in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups()
    )
    assert (width, height) == pytest.approx((317, 230), abs=0.3)
    strip = np.array([context.charter.colour("livre", "bande").getRgb()[:3]])
    for page, side in ((1, "left"), (2, "right"), (3, "left")):
        image = page_image(path, page, tmp_path, dpi=72).astype(int)
        millimetre = image.shape[1] / width

        def is_strip(x: float, y: float, image=image, millimetre=millimetre) -> bool:
            return bool(abs(image[round(y * millimetre), round(x * millimetre)] - strip).max() < 12)

        # From the bleed to the strip's inner edge, top to bottom of the bleed, and nothing on the other side.
        edges = (8.0, 12.5) if side == "left" else (304.5, 309.0)
        assert all(is_strip(x, y) for x in edges for y in (8.5, 100.0, 221.5)), (page, side)
        assert not any(is_strip(317 - x, y) for x in edges for y in (8.5, 100.0)), (page, side)
        # A crop mark at the upper left corner, along the trim.
        mark = image[round(10 * millimetre) - 1 : round(10 * millimetre) + 2, round(2 * millimetre)]
        assert mark.min() < 160, page
