"""Small files and tables for the tests of establishments."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from plugin.core.findings import Report


def write(folder: Path, text: str, name: str = "t.csv") -> Path:
    """A text file in the folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def found(report: Report) -> list[tuple[str, int | None]]:
    """Code and line of each finding."""
    return [(finding.code, finding.row) for finding in report]


def authorisations(*rows: tuple[str, ...]) -> pd.DataFrame:
    """Rows of ``autorisation``; what is left out is missing."""
    names = ["finess_et", "activite", "modalite", "forme", "mention", "reforme", "date_autor", "date_fin"]
    return pd.DataFrame([[*row, *[None] * (len(names) - len(row))] for row in rows], columns=names, dtype=object)
