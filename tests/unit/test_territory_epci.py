"""The nature of an EPCI, read from the name INSEE gives it; the short name of a pays."""

import pytest

from plugin.core.territories.names import kind_of_epci, short_pays_name


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


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Pays de Brest", "Brest"),
        ("Pays du Centre Ouest Bretagne", "Centre Ouest Bretagne"),
        ("Pays des Vallons de Vilaine", "Vallons de Vilaine"),
        ("Pays d’Auray", "Auray"),
        ("Pays de l’Odet", "L’Odet"),
        ("Pays de la Mée", "Mée"),
        ("Bassin de Pompey", "Bassin de Pompey"),
        ("Pays", "Pays"),
    ],
)
def test_short_name_of_a_pays(name, short):
    assert short_pays_name(name) == short
