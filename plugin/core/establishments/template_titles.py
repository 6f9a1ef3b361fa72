"""Keys and titles of the agency's templates, without PyYAML: the toolbox lists them when QGIS starts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[3] / "data" / "templates" / "modeles.yaml"
_HEAD = re.compile(r"^(\w+):\n(?:  #.*\n)*  titre: (.+)$", re.MULTILINE)  # a test holds it to what PyYAML reads


@cache
def template_titles() -> dict[str, str]:
    """Title of each template by key, in the order of ``modeles.yaml``."""
    return dict(_HEAD.findall(FILE.read_text(encoding="utf-8")))
