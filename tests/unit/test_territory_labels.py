"""Names broken into lines and placed inside."""

import pytest
import shapely
from territory_samples import squares, voronoi

from plugin.core.territories.labels import place_labels, wrappings
from plugin.core.territories.names import short_epci_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Vitré", ["Vitré"]),
        ("Vannes-Auray", ["Vannes-Auray", "Vannes-\nAuray"]),
        ("Saint-Malo-Dinan", ["Saint-Malo-Dinan", "Saint-Malo-\nDinan"]),
        (
            "Rennes-Redon-Fougères-Vitré",
            [
                "Rennes-Redon-Fougères-Vitré", "Rennes-Redon-\nFougères-Vitré", "Rennes-Redon-\nFougères-\nVitré",
                "Rennes-\nRedon-\nFougères-\nVitré",
            ],
        ),
        ("Cap Sizun - Pointe du Raz", None),
        ("", [""]),
    ],
)
def test_names_break_at_spaces_and_after_hyphens_but_never_after_a_small_word(name, expected):
    found = wrappings(name)
    if expected is not None:
        assert found == expected
    for option in found:
        assert option.replace("-\n", "-").replace("\n", " ").replace("- ", "-") == name.replace("- ", "-")
        for line in option.split("\n")[:-1]:
            assert line.rstrip("- ").split(" ")[-1].split("-")[-1].lower() not in {"du", "de", "saint"}


def test_a_label_that_fits_lies_inside_on_one_line():
    cells = squares(3, 3, side=50_000.0)
    labels = place_labels(cells, ["Pays de Dinan"] * 9, unit_per_mm=1000, size_pt=7)
    assert (labels["etiquette"] == "Pays de Dinan").all()
    assert shapely.contains(cells, shapely.points(labels["x"], labels["y"])).all()
    assert (labels["aisance"] >= 1).all()


def test_a_narrow_territory_gets_more_lines():
    narrow = shapely.box(0, 0, 16_000, 60_000)
    labels = place_labels([narrow], ["Brest-Morlaix-Carhaix"], unit_per_mm=1000, size_pt=7)
    assert labels["etiquette"].tolist() == ["Brest-\nMorlaix-\nCarhaix"]


def test_no_label_lies_on_another():
    cells = voronoi(80, seed=5, size=200_000.0)
    names = [f"Territoire numéro {index}" for index in range(80)]
    width = 2.0
    labels = place_labels(cells, names, unit_per_mm=1000, size_pt=7, width=lambda text: width * len(text))
    placed = labels[labels["placee"]]
    lines = placed["etiquette"].str.split("\n")
    half_width = lines.map(lambda parts: max(map(len, parts))).to_numpy() * width * 1000 / 2
    half_height = lines.map(len).to_numpy() * 1.25 * 7 * 25.4 / 72 * 1000 / 2
    x, y = placed["x"].to_numpy(), placed["y"].to_numpy()
    boxes = shapely.box(x - half_width, y - half_height, x + half_width, y + half_height)
    one, other = shapely.STRtree(boxes).query(boxes, predicate="overlaps")
    shared = shapely.area(shapely.intersection(boxes[one], boxes[other])) / shapely.area(boxes[one])
    assert len(placed) > 40
    assert (shared < 0.03).all()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("CA Lannion-Trégor Communauté", "Lannion-Trégor"),
        ("CC du Kreiz-Breizh (CCKB)", "Kreiz-Breizh"),
        ("CA de la Presqu'île de Guérande Atlantique (Cap Atlantique)", "Cap Atlantique"),
        ("Rennes Métropole", "Rennes Métropole"),
        ("CC de l'Oust à Brocéliande", "L'Oust à Brocéliande"),
        ("CC Communauté Lesneven Côte des Légendes", "Lesneven Côte des Légendes"),
        ("Communauté d'agglomération Pau Béarn Pyrénées", "Pau Béarn Pyrénées"),
        ("CC Presqu'île de Crozon-Aulne maritime", "Presqu'île de Crozon-Aulne maritime"),
        ("Brest Métropole", "Brest Métropole"),
    ],
)
def test_short_epci_names(name, short):
    assert short_epci_name(name) == short
