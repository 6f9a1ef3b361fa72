"""The scripts that follow the guide in a real QGIS quote it: their quotes stand in it, in that order."""

from __future__ import annotations

import ast

import pytest
from own_qgis import ROOT


def _quotes(script: str) -> list[str]:
    """What a script hands to ``reads``, from top to bottom."""
    tree = ast.parse((ROOT / "tests" / "desktop" / script).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    read = sorted((call.lineno, ast.literal_eval(call.args[0])) for call in calls if call.func.id == "reads")
    return [words for _, words in read]


@pytest.mark.parametrize(("script", "page"), [("guide.py", "votre-region.md"), ("guide_demo.py", "demonstration.md")])
def test_the_scripts_follow_the_guide_as_it_is_written(script, page):
    text = " ".join((ROOT / "docs" / "guide" / page).read_text(encoding="utf-8").split())
    quotes = _quotes(script)
    assert len(quotes) > 12
    at, lost = 0, []
    for quote in quotes:
        found = text.find(" ".join(quote.split()), at)
        if found < 0:
            lost.append(quote)
        else:
            at = found
    assert lost == []
