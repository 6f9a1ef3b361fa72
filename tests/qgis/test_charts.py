"""Every form of chart against a picture that was looked at, and the rules a printed chart keeps."""

from __future__ import annotations

import os
import re

import numpy as np
import pytest
from chart_pictures import REFERENCES, rendered, same_picture
from chart_samples import samples
from qgis.PyQt.QtGui import QImage

from plugin.core import charts
from plugin.gis.charter import Charter
from plugin.gis.charts import paint
from plugin.gis.charts.looks import look
from plugin.gis.charts.rows import Bar, draw_bars
from plugin.gis.charts.sheet import scale

_UNITS_PER_POINT = 10 * 25.4 / 72


@pytest.mark.parametrize("name", samples())
def test_looks_as_it_was_looked_at(qgis_app, tmp_path, name):
    chart, width, height = samples()[name]
    image = rendered(paint(chart, tmp_path / f"{name}.svg", width, height, Charter.load()), width, height)
    if os.environ.get("ATLAS_SOINS_NEW_REFERENCES"):
        image.convertToFormat(QImage.Format.Format_Indexed8).save(str(REFERENCES / f"{name}.png"))
    assert same_picture(image, name)


def test_all_forms_are_sampled():
    forms = {value for name, value in vars(charts).items() if name.isupper() and isinstance(value, str)}
    painted = {chart.form for chart, _, _ in samples().values()}
    assert painted == forms & {
        "barres", "barres_empilees", "lignes", "pyramide", "courbe", "rangs", "nuage", "existant_cible"
    }


@pytest.mark.parametrize("name", samples())
def test_no_text_is_under_six_points(qgis_app, tmp_path, name):
    chart, width, height = samples()[name]
    svg = paint(chart, tmp_path / "a.svg", width, height, Charter.load()).read_text(encoding="utf-8")
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', svg) if float(size) > 0]
    assert sizes and min(sizes) >= 6 * _UNITS_PER_POINT - 0.5


def test_headings_are_heavier_where_the_picture_is_drawn_again(qgis_app, tmp_path):
    chart, width, height = samples()["barres_nd"]
    path = paint(chart, tmp_path / "a.svg", width, height, Charter.load())
    plain = tmp_path / "plain.svg"
    plain.write_text(re.sub(r'font-weight="\d+"', 'font-weight="400"', path.read_text("utf-8")), encoding="utf-8")
    assert rendered(path, width, height) != rendered(plain, width, height)


def test_unknown_and_hidden_values_are_told_apart(qgis_app, tmp_path):
    chart, width, height = samples()["barres_nd"]
    svg = paint(chart, tmp_path / "a.svg", width, height, Charter.load()).read_text(encoding="utf-8")
    assert svg.count(">n. d.<") == 2 and svg.count(">secret<") == 1 and "stroke-dasharray" in svg


def test_series_differ_without_their_colour():
    for roles in ([f"serie:{rank}" for rank in range(6)], [f"modalite:{letter}" for letter in ("B", "C", "D", "ND")]):
        assert len({(look(role).pattern, look(role).dash) for role in roles}) == len(roles)


def test_axes_hold_their_values_on_round_steps():
    for values in ([0, 80], [451, 535], [-3.2, 9.9], [0.004], [5, 5], []):
        axis = scale(values, 0, 100)
        steps = np.diff(axis.ticks)
        assert np.allclose(steps, steps[0])
        assert all(axis.low <= value <= axis.high for value in values)
    assert scale([17.3, 21.9], 0, 100, zero=False).low > 10
    assert scale([0, 1200], 0, 100).words(1000) == "1\u202f000"


def test_a_charter_gives_its_own_colour():
    charter = Charter(Charter.load().values | {"graphiques": {charts.SUBSET: "#123456"}})
    assert look(charts.SUBSET, charter).colour == "#123456" and look(charts.TOTAL, charter).colour == "#9db4c8"


def test_an_empty_chart_says_so(qgis_app, tmp_path):
    chart = charts.Chart(charts.LINES, "CESP", (), (), ())
    assert "Aucune donnée" in paint(chart, tmp_path / "a.svg", 60, 30, Charter.load()).read_text(encoding="utf-8")


def test_few_have_a_bar_and_nobody_has_none(qgis_app, tmp_path):
    bars = [Bar(label, value, "", "#a63a2b") for label, value in (("tous", 99.99), ("peu", 0.01), ("personne", 0.0))]
    draw_bars(tmp_path / "parts.svg", "Part de la population", bars, 66.0, Charter.load())
    svg = (tmp_path / "parts.svg").read_text(encoding="utf-8")
    widths = [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"', svg)]
    assert sorted(widths) == [3.0, 510.0]  # tenths of a millimetre: 0.3, and all the room but the figure's
