"""Establishments: 10,000 and 100,000 rows read, checked and held against outlines; SAE tables; selections.

The rows are the real ones of Occitanie, set down as often as it takes under fresh FINESS numbers; the outlines are
squares of 6 km around the middle of each commune's sites.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import shapely
from rows import Row, timed
from shared_data import SHARED

from plugin.core.establishments.activities import activities
from plugin.core.establishments.authorisations import read_authorisations
from plugin.core.establishments.checks import check_distance
from plugin.core.establishments.codes import luhn_valid
from plugin.core.establishments.finess import read_establishments
from plugin.core.establishments.sae import read_sae
from plugin.core.establishments.selection import practising
from plugin.core.findings import Report

REGISTER = SHARED / "data" / "finess" / "etalab-cs1100507-stock-20240110-occitanie.csv"
AUTHORISATIONS = SHARED / "data" / "finess" / "finess_activites_soin.csv"
SAE = SHARED / "data" / "sae2023"


def finess_numbers() -> Iterator[str]:
    """Numbers with a right key, in order."""
    stem = 31_000_000
    while True:
        digits = [int(digit) for digit in f"{stem:08d}"]
        total = sum(digit if place % 2 == 0 else digit * 2 - 9 * (digit > 4) for place, digit in enumerate(digits))
        yield f"{stem:08d}{-total % 10}"
        stem += 1


def register(path: Path, count: int) -> Path:
    """A file of ``count`` establishments in the two-section layout."""
    lines = REGISTER.read_text(encoding="utf-8").splitlines()
    sites = [line.split(";", 2) for line in lines if line.startswith("structureet")]
    places = {line.split(";", 2)[1]: line.split(";", 2)[2] for line in lines if line.startswith("geolocalisation")}
    numbers = finess_numbers()
    chosen = [(next(numbers), *sites[rank % len(sites)][1:]) for rank in range(count)]
    path.write_text(
        "\n".join(
            [lines[0]]
            + [f"structureet;{number};{rest}" for number, _, rest in chosen]
            + [f"geolocalisation;{number};{places[old]}" for number, old, _ in chosen]
        ),
        encoding="utf-8",
    )
    return path


def outlines(sites: pd.DataFrame) -> pd.DataFrame:
    """A square of 6 km around the middle of each commune's sites."""
    middle = sites.groupby("insee")[["x", "y"]].median().dropna()
    x, y = middle["x"].to_numpy(), middle["y"].to_numpy()
    squares = shapely.box(x - 3000, y - 3000, x + 3000, y + 3000)
    return pd.DataFrame({"insee": middle.index, "geom": squares})


def run() -> list[Row]:
    """All steps."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for count, size in ((10_000, "10,000 rows"), (100_000, "100,000 rows")):
            path = register(Path(folder) / "finess.csv", count)
            communes = outlines(read_establishments(path)[0])
            seconds, (sites, report) = timed(lambda path=path, communes=communes: _checked(path, communes), repeats=3)
            assert len(sites) == count
            assert luhn_valid(sites["finess_et"]).all()
            found.append(Row("register read, checked, held against outlines", size, seconds, f"{len(report)} findings"))
    seconds, (sae, _) = timed(lambda: read_sae([SAE], departments=["22", "29", "35", "56"]))
    found.append(Row("19 SAE tables, four departments", f"{len(sae.capacite):,} capacities", seconds))
    seconds, (rows, _) = timed(lambda: read_authorisations(AUTHORISATIONS, state="2024-01-10"))
    found.append(Row("national authorisations", f"{len(rows):,} rows", seconds))
    tables = {"etablissement": sae.etablissement, "capacite": sae.capacite, "autorisation": rows}
    seconds, total = timed(lambda: sum(len(practising(tables, key)[0]) for key in activities()))
    found.append(Row("sites of every activity", f"{len(activities())} activities", seconds, f"{total} symbols"))
    return found


def _checked(path: Path, communes: pd.DataFrame) -> tuple[pd.DataFrame, Report]:
    sites, report, _ = read_establishments(path)
    check_distance(sites, communes, report)
    return sites, report
