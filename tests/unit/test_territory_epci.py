"""The kind and the proper name of an EPCI, read from the names INSEE gives them."""

import pytest

from plugin.core.territories.epci import kind_of_epci, proper_name


@pytest.mark.parametrize(
    ("name", "kind", "proper"),
    [
        ("CC du Pays d'Iroise", "CC", "Pays d'Iroise"),
        ("CA Lannion-Trégor Communauté", "CA", "Lannion-Trégor Communauté"),
        ("CA de la Presqu'île de Guérande Atlantique (Cap Atlantique)", "CA", "Presqu'île de Guérande Atlantique"),
        ("CC de l’Oust à Brocéliande", "CC", "Oust à Brocéliande"),
        ("CU d'Alençon", "CU", "Alençon"),
        ("Rennes Métropole", "METRO", "Rennes Métropole"),
        ("Brest Métropole", "METRO", "Brest Métropole"),
        ("Communauté d'agglomération du Cotentin", "CA", "Cotentin"),
        ("Caen la Mer", None, "Caen la Mer"),
        ("CCAS de Redon", None, "CCAS de Redon"),
    ],
)
def test_names(name, kind, proper):
    assert kind_of_epci(name) == kind
    assert proper_name(name) == proper
