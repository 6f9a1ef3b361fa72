"""The limits of a sheet: one that has no line is neither drawn nor in the legend, which the check would refuse."""

from __future__ import annotations

import pytest
from made_up_region import make_workspace
from sheet_reading import context_of
from sheet_region import communes, territories


@pytest.mark.parametrize(("departments", "shown"), [(("W", "E"), ["Région", "Département"]), (("W",), ["Région"])])
def test_a_limit_without_a_line_is_left_out(tmp_path, qgis_app, departments, shown):
    """The two départements of the made-up region touch; one alone has no limit of its own."""
    zones = territories()
    zones = zones[zones["id_territoire"].isin(["R", *departments])]
    path = tmp_path / "atlas.gpkg"
    make_workspace(path, commune=communes(), territoire=zones)
    context = context_of(path)
    layers = context.base.limit_layers(["departement"])
    assert [layer.name() for layer in layers] == shown
    assert all(layer.featureCount() for layer in layers)
    context.project.clear()
