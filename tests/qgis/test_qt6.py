"""Charts and plain-Qt widgets under PyQt6, in a process of its own: no QGIS on Qt 6 can be had from Debian today."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from chart_pictures import rendered, same_picture
from chart_samples import samples
from own_qgis import ROOT

QT6 = ROOT / "build" / "qt6"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> tuple[dict, object]:
    """What ``tests/qt6/draw.py`` said, and the folder of its pictures."""
    if not (QT6 / "PyQt6").is_dir():
        pytest.skip("PyQt6 is not in build/qt6: make test installs it there")
    out = tmp_path_factory.mktemp("qt6")
    path = [str(ROOT / "tests" / "qt6"), str(QT6), str(ROOT / "build" / "pylibs"), str(ROOT), str(ROOT / "tests")]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(path), "QT_QPA_PLATFORM": "offscreen"}
    script = ROOT / "tests" / "qt6" / "draw.py"
    run = subprocess.run(
        [sys.executable, str(script), str(out)], env=environ, capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    assert "Traceback" not in run.stderr, run.stderr[-3000:]
    return json.loads(run.stdout.splitlines()[-1]), out


def test_it_ran_on_qt_6(drawn):
    assert drawn[0]["qt"].startswith("6.")


@pytest.mark.parametrize("name", samples())
def test_a_chart_looks_as_on_qt_5(qgis_app, drawn, name):
    _, width, height = samples()[name]
    assert same_picture(rendered(drawn[1] / f"{name}.svg", width, height), name)


def test_charts_on_screen_are_walked_and_chosen_from_by_keyboard(drawn):
    facts, out = drawn
    assert facts["pyqtgraph"] and facts["plots"].keys() == samples().keys()
    for name, did in facts["plots"].items():
        assert did["said"] and did["chosen"], name
        assert (out / f"ecran_{samples()[name][0].form}.png").stat().st_size > 2000


def test_widgets_of_plain_qt_work(drawn):
    facts, out = drawn
    assert facts["table"] == ["b", "10", "9"]
    assert facts["steps"]["wanted"] == ["establishments"] and facts["steps"]["wraps"]
    assert "✓" in facts["steps"]["states"][0]
    assert (out / "barres_300.png").stat().st_size > 5000
