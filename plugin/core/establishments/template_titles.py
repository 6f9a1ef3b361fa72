"""Keys and titles of the agency's templates, without pandas: the toolbox lists them when QGIS starts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..yaml_text import read_yaml

FILE = Path(__file__).resolve().parents[3] / "data" / "templates" / "modeles.yaml"


@cache
def template_titles() -> dict[str, str]:
    """Title of each template by key, in the order of ``modeles.yaml``; empty where PyYAML is missing."""
    try:
        entries = read_yaml(FILE.read_text(encoding="utf-8"))
    except ImportError:
        return {}
    return {key: entry["titre"] for key, entry in entries.items()}
