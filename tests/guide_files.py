"""The files somebody who follows the guide has at hand: real open data, and the tables an agency fills itself."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

from osgeo import osr
from own_qgis import ROOT
from shared_data import shared_file

DEPARTMENT = "35"


def write_files(folder: Path) -> dict[str, str]:
    """Name of the file each step of the guide asks for, and ``files.json`` with them in ``folder``."""
    files = {
        "communes": shared_file("territoires/bretagne_communes.gpkg"),
        "cantons": shared_file("territoires/bretagne_cantons.gpkg"),
        "autorisations": shared_file("finess/finess_activites_soin.csv"),
        "equipements": shared_file("finess/finess_equipements_lourds.csv"),
        "sae": shared_file("sae2023/ID_2023r.csv").parent,
        "routes": f"{ROOT / 'data' / 'demo' / 'routes.gpkg'}|layername=troncon",
        "composition": _composition(folder / "zones d’emploi.csv"),
        "finess": _national_register(folder / "etalab-cs1100507-stock.csv"),
        "referents": _referents(folder / "référents.csv"),
        "enquete": _survey(folder / "enquête.csv"),
    }
    named = {name: str(path) for name, path in files.items()}
    (folder / "files.json").write_text(json.dumps(named), encoding="utf-8")
    return named


def communes() -> list[sqlite3.Row]:
    """The rows of the layer of communes."""
    path = shared_file("territoires/bretagne_communes.gpkg")
    with sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute("select code, nom_cog, ze2020, lib_ze2020, dep from communes").fetchall()


def _sites() -> list[dict[str, str]]:
    with shared_file("finess/sites_hospitaliers_bretagne.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def hospitals() -> list[dict[str, str]]:
    """The public hospitals of the département that have a place."""
    return [site for site in _sites() if site["dep"] == DEPARTMENT and site["stjr"] == "1" and site["lat"]]


def _composition(path: Path) -> Path:
    rows = [(row["code"], row["ze2020"], row["lib_ze2020"]) for row in communes() if row["dep"] == DEPARTMENT]
    return _write(path, ["code_insee", "id_territoire", "libelle"], rows)


def _national_register(path: Path) -> Path:
    """The national flow: the extract of another region as it is, and the hospitals of ours in the same columns."""
    extract = shared_file("finess/etalab-cs1100507-stock-20240110-occitanie.csv").read_text(encoding="utf-8")
    head, *lines = extract.splitlines()
    to_lambert = _to_lambert()
    structures, places = [], []
    for site in _sites():
        row = [""] * 33
        row[:5] = "structureet", site["fi"], site["fi_ej"], site["rs"][:38], site["rs"]
        row[12:16] = site["COMINSEE"][2:], site["dep"], "", f"{site['CPO']} {site['LIBCOM']}"
        row[18:20] = site["cat"], site["facility_type"]
        row[28:31] = "1980-01-01", "1980-01-01", "2024-01-09"
        structures.append(";".join(row))
        if site["lat"]:
            x, y, _ = to_lambert.TransformPoint(float(site["lat"]), float(site["lon"]))
            system = "EPSG:2154 RGF93 / Lambert-93 (Métropole)"
            places.append(f"geolocalisation;{site['fi']};{x:.1f};{y:.1f};1,ATLASANTE,96,BAN,{system};2024-01-09")
    of_structures = [line for line in lines if line.startswith("structureet")]
    others = [line for line in lines if not line.startswith("structureet")]
    path.write_text("\n".join([head, *of_structures, *structures, *others, *places]) + "\n", encoding="utf-8")
    return path


def _to_lambert() -> osr.CoordinateTransformation:
    """From latitude and longitude to Lambert-93."""
    systems = [osr.SpatialReference(), osr.SpatialReference()]
    for system, code in zip(systems, (4326, 2154), strict=True):
        system.ImportFromEPSG(code)
    return osr.CoordinateTransformation(*systems)


def _referents(path: Path) -> Path:
    rows = [(site["fi"], site["rs"].title()[:30], "oui") for site in hospitals()[:3]]
    return _write(path, ["finess_et", "nom_court", "ch_referent"], rows)


def _survey(path: Path) -> Path:
    """Links in the columns of the template between real hospitals, one a modality."""
    sites = [site["fi"] for site in hospitals()]
    qualities = [("A", "0,3", "non"), ("D", "1,5", "oui"), ("B", "0,8", "non"), ("C", "1", "oui")]
    rows = [("urgences", sites[0], sites[number + 1], *quality, "non") for number, quality in enumerate(qualities)]
    return _write(path, ["theme", "finess_a", "finess_b", "modalite", "etp", "pdses", "premier_atlas"], rows)


def _write(path: Path, header: list[str], rows: list[tuple]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])
    return path
