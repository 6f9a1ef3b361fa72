"""Cooperations: 20,000 links imported, checked and turned to curves.

Three editions of the sixteen themes between 130 synthetic sites: the file is a CSV as hospitals send it, the curves are
those of 48 sheets. Everything is seeded. The promise is 5 seconds for the whole.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from rows import Row

from plugin.core.cooperations.curves import curves
from plugin.core.cooperations.pen import with_qualities
from plugin.core.cooperations.survey import Context, Survey, read_survey
from plugin.core.cooperations.themes import THEMES
from plugin.core.map_frame import MapFrame

LINKS, SITES, EDITIONS = 20_000, 130, (2012, 2014, 2015)
FRAME = MapFrame("principale", 0, 0, 300_000, 230_000, 212)


def run() -> list[Row]:
    """Import with checks and display rule, then the curves of every sheet."""
    rng = np.random.default_rng(20)
    sites = pd.DataFrame(
        {
            "finess_et": [f"{290000000 + number:09d}" for number in range(SITES)],
            "nom": [f"Site {number}" for number in range(SITES)],
            "x": rng.uniform(10_000, 290_000, SITES),
            "y": rng.uniform(10_000, 220_000, SITES),
            "rayon_mm": 1.2,
        }
    )
    register = sites.assign(
        rs=sites["nom"], nom_court=None, commune="Commune", statut="public", ch_referent=False, territoire_sante=None
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "enquete.csv"
        _survey(rng, sites).to_csv(path, sep=";", index=False)
        start = time.perf_counter()
        survey = read_survey(path, Context(register))
        imported = time.perf_counter() - start
    start = time.perf_counter()
    drawn = _draw(survey, sites)
    curved = time.perf_counter() - start
    size = f"{LINKS:,} links"
    return [
        Row("survey read, checked, display rule", size, imported, f"{len(survey.report):,} findings"),
        Row("curves of all sheets", size, curved, f"{drawn:,} curves on {len(EDITIONS) * len(THEMES)} sheets"),
        Row("whole way", size, imported + curved, "under 5 s" if imported + curved < 5 else "over 5 s"),
    ]


def _survey(rng: np.random.Generator, sites: pd.DataFrame) -> pd.DataFrame:
    """A file of links: mostly to near partners, several links a pair, all qualities, decimal commas."""
    places = sites[["x", "y"]].to_numpy()
    near = np.argsort(np.hypot(*(places[:, None] - places[None, :]).transpose(2, 0, 1)), axis=1)
    start = rng.integers(0, SITES, LINKS)
    end = near[start, rng.integers(1, 40, LINKS)]
    themes = np.array(list(THEMES))[rng.integers(0, len(THEMES), LINKS)]
    medical = np.array([THEMES[theme].has_medical_time for theme in themes])
    lettered = np.array([THEMES[theme].has_modality for theme in themes])
    etp = rng.choice(["0,1", "0,2", "0,5", "1", "2,5", "ND", ""], LINKS)
    return pd.DataFrame(
        {
            "theme": themes,
            "finess_a": sites["finess_et"].to_numpy()[start],
            "finess_b": sites["finess_et"].to_numpy()[end],
            "objet": [f"objet {number}" for number in rng.integers(0, 30, LINKS)],
            "modalite": np.where(lettered, rng.choice([*"ABCD", "ND"], LINKS), ""),
            "etp": np.where(medical, etp, ""),
            "pdses": np.where(medical, rng.choice(["oui", "non", "ND"], LINKS), ""),
            "sens": rng.choice(["a_vers_b", "reciproque"], LINKS),
            "edition": np.array(EDITIONS)[rng.integers(0, len(EDITIONS), LINKS)],
            "date_etat": "01/06/2012",
        }
    )


def _draw(survey: Survey, sites: pd.DataFrame) -> int:
    table = with_qualities(survey.table)
    return sum(len(curves(sheet, sites, FRAME)) for _key, sheet in table.groupby(["edition", "theme"]))
