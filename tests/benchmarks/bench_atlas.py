"""The atlas: one process and two, each sheet's time and size, the book.

The whole book of the embedded region, as ``make atlas`` prints it but for the access times. The promises are 0.6 of one
process's time for two, and a book under 60 MB. ``ATLAS_SHEETS=T01,H22`` measures some sheets only.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from pathlib import Path

import own_qgis
from rows import Row

DEMO = own_qgis.ROOT / "data" / "demo" / "bretagne.gpkg"
SHEETS = os.environ.get("ATLAS_SHEETS", "")


def run() -> list[Row]:
    """Both ways, then the sheets of the first."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = own_qgis.environment(folder)
        own_qgis.run(["qgis_process.bin", "plugins", "enable", "atlas_soins"], environ)
        alone, manifest, size = _export(folder, environ, processes=1)
        shared, of_two, _ = _export(folder, environ, processes=2)
    sheets = [part for part in manifest["feuilles"] if part["kind"] == "feuille" and not part["lacking"]]
    pages = sum(part["pages"] for part in manifest["feuilles"])
    by_second = sum(part["process"] == 2 for part in of_two["feuilles"])
    what = f"{len(sheets)} sheets, {pages} pages"
    ratio = shared / alone
    rows = [
        Row("the book, one process", what, alone, f"{size / 1e6:.1f} MB, {'under' if size < 60e6 else 'over'} 60 MB"),
        Row("the book, two processes", what, shared, f"{ratio:.2f} of one's time; {by_second} sheets by the second"),
    ]
    for part in sheets:
        seconds = part["seconds"]
        words = f"{part['bytes'] / 1e3:.0f} kB; drawn {seconds['dessin']:.2f} s, PDF {seconds['fichiers']:.2f} s"
        rows.append(Row(f"sheet {part['id']}", "1 page", sum(seconds.values()), words))
    return rows


def _export(folder: Path, environ: dict[str, str], processes: int) -> tuple[float, dict, int]:
    """Seconds, manifest and bytes of the book of one export into a fresh folder."""
    place = folder / str(processes)
    place.mkdir()
    shutil.copy(DEMO, place / "bretagne.gpkg")
    command = ["qgis_process.bin", "run", "atlas_soins:export_atlas", f"--WORKSPACE={place / 'bretagne.gpkg'}"]
    command += [f"--OUTPUT_FOLDER={place / 'out'}", f"--PROCESSES={processes}", f"--SHEETS={SHEETS}"]
    start = time.perf_counter()
    done = own_qgis.run(command, environ, timeout=3600)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stdout)
    manifest = json.loads((place / "out" / "atlas.json").read_text(encoding="utf-8"))
    return seconds, manifest, (place / "out" / "atlas.pdf").stat().st_size
