"""Letters that tie a link to its object in the notes."""

import pandas as pd

from plugin.core.cooperations.objects import keyed_objects


def links(objects, **more):
    count = len(objects)
    table = pd.DataFrame({"id": [f"L{n}" for n in range(count)], "objet": objects})
    values = {"type": "temps_medical", "theme": "urgences", "modalite": "A", "etp": 0.5, "pdses": "non", **more}
    return table.assign(**values)


def test_one_letter_an_object_in_alphabetical_order():
    drawn, key = keyed_objects(links(["SMUR", "Garde", "SMUR", None]))
    assert drawn.etiquette.tolist() == ["A 0,5 b", "A 0,5 a", "A 0,5 b", "A 0,5"]
    assert key == [("a", "Garde"), ("b", "SMUR")]


def test_one_object_for_all_needs_no_letter():
    drawn, key = keyed_objects(links(["Garde", "Garde"]))
    assert drawn.etiquette.tolist() == ["A 0,5", "A 0,5"]
    assert key == [("", "Garde")]


def test_one_object_known_of_two_links_needs_a_letter():
    drawn, key = keyed_objects(links(["Garde", None]))
    assert drawn.etiquette.tolist() == ["A 0,5 a", "A 0,5"]
    assert key == [("a", "Garde")]


def test_letters_go_on_after_z():
    _drawn, key = keyed_objects(links([f"objet {number:02d}" for number in range(54)]))
    assert [key[place][0] for place in (0, 25, 26, 27, 52)] == ["a", "z", "aa", "ab", "ba"]


def test_links_without_medical_time_show_their_object_by_their_pen():
    drawn, key = keyed_objects(links(["Blanchisserie", "Restauration"], type="logistique", theme="logistique"))
    assert drawn.etiquette.tolist() == ["", ""]
    assert key == []
