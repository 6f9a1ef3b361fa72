"""The official code lists (``data/nomenclatures``): labels of activities, modalities, forms, equipment, categories."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).resolve().parents[2] / "data" / "nomenclatures"
KINDS = (
    "activites",
    "modalites",
    "formes",
    "equipements",
    "categories",
    "activites_apres",
    "modalites_apres",
    "mentions",
    "declarations",  # after the reform of 2022-2023
)


@cache
def labels(kind: str) -> dict[str, str]:
    """Codes and French labels of one list, ``kind`` being one of ``KINDS``."""
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["libelle"] for row in csv.DictReader(file, delimiter=";")}


def label(kind: str, code: str) -> str:
    """The label of a code, or the code itself where the list does not know it."""
    return labels(kind).get(code, code)


def unknown(kind: str, codes: pd.Series) -> pd.Series:
    """True where a code is present and absent from the list."""
    return codes.notna() & ~codes.isin(list(labels(kind)))
