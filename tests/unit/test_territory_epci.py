"""The nature of an EPCI, read from the name INSEE gives it."""

import pytest

from plugin.core.territories.names import kind_of_epci


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("CC du Pays d'Iroise", "CC"),
        ("CA Lannion-Trégor Communauté", "CA"),
        ("CA de la Presqu'île de Guérande Atlantique (Cap Atlantique)", "CA"),
        ("CC de l’Oust à Brocéliande", "CC"),
        ("CU d'Alençon", "CU"),
        ("Rennes Métropole", "METRO"),
        ("Brest Métropole", "METRO"),
        ("Communauté d'agglomération du Cotentin", "CA"),
        ("Caen la Mer", None),
        ("CCAS de Redon", None),
    ],
)
def test_nature(name, kind):
    assert kind_of_epci(name) == kind
