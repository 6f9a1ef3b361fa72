"""The guide followed to the letter in a real QGIS Desktop, from the zip to the book, on a profile that begins empty."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import own_qgis
import pytest
from atlas_pages import page_count, page_text
from guide_files import DEPARTMENT, communes, write_files
from own_qgis import ROOT

pytestmark = [pytest.mark.long, pytest.mark.timeout(640)]  # a whole session stands before the first test

HERE = ROOT / "tests" / "desktop"
PICTURES = ROOT / "build" / "guide-pictures"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The home folder of a user whose QGIS has never had the plugin; the zip is in it."""
    for program in ("qgis", "xvfb-run"):
        if shutil.which(program, path="/usr/bin") is None:
            pytest.skip(f"{program} is not installed: make setup installs it")
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    folder = tmp_path_factory.mktemp("maison") / "Élodie Martin"
    settings = folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[locale]\noverrideFlag=true\nuserLocale=fr\n", encoding="utf-8")
    package = ["/usr/bin/python3", str(ROOT / ".ci" / "package.py"), "--zip", str(folder / "atlas_soins.zip")]
    subprocess.run(package, check=True, capture_output=True)
    libraries = ROOT / "build" / "pylibs"
    if (libraries / "shapely").is_dir():  # Debian 12, as installation.md says
        shutil.copytree(libraries, folder / "profiles" / "default" / "python")
    return folder


@pytest.fixture(scope="module")
def demonstration(home) -> dict:
    """What was seen of ``demonstration.md``, after the installation by zip."""
    return run_qgis(home, "guide_demo.py")


@pytest.fixture(scope="module")
def region(home, demonstration) -> dict:
    """What was seen of ``votre-region.md``, QGIS started once more."""
    folder = home / "Mes atlas"
    folder.mkdir()
    write_files(folder)
    return run_qgis(home, "guide.py") | {"folder": folder}


def run_qgis(home, script: str) -> dict:
    """Run a script inside QGIS Desktop on a virtual screen and read the facts it wrote."""
    written = home / f"{script}.json"
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    environ = {name: os.environ[name] for name in ("LANG", "TMPDIR") if name in os.environ} | {
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "PYTHONPATH": str(HERE),
        "QT_QPA_PLATFORM": "xcb",
        "XDG_RUNTIME_DIR": str(runtime),
        "ATLAS_SOINS_FACTS": str(written),
        "ATLAS_SOINS_FOLDER": str(home / "Mes atlas"),
        "ATLAS_SOINS_PICTURES": str(PICTURES),
    }
    screen = ["timeout", "-k", "10", "480", "xvfb-run", "-a", "-s", "-screen 0 1600x1000x24 -dpi 96"]
    qgis = ["qgis", "--profiles-path", str(home), "--profile", "default", "--nologo", "--noversioncheck"]
    run = own_qgis.run([*screen, *qgis, "--code", str(HERE / script)], environ, timeout=500)
    assert written.exists(), run.stdout[-3000:]
    seen = json.loads(written.read_text(encoding="utf-8"))
    shutil.copy(written, PICTURES)
    assert "traceback" not in seen, f"{seen['traceback']}\n{seen['on_screen']}"
    assert "errors" not in seen, seen.get("errors")
    assert run.returncode != 124, "QGIS did not close by itself: it asks something"
    return seen


def test_the_zip_installs_and_the_demonstration_opens(demonstration):
    assert demonstration["installed"]
    assert demonstration["atlas"] == "Documents/atlas_soins_demo/bretagne.gpkg"
    assert {"Communes", "Établissements", "Territoires de santé"} <= set(demonstration["layers"])
    assert any(line.startswith("commune  1") and "IGN" in line for line in demonstration["tables"])


def test_what_the_demonstration_promises_is_seen(demonstration):
    assert demonstration["sheets"]["H08"] == "prête"
    assert demonstration["designer"].startswith("H08")
    assert demonstration["found"] == demonstration["moved"], "a retouch is still there"
    assert "Erreurs : 0" in demonstration["findings"]
    assert demonstration["roads"].endswith("routes.gpkg|layername=troncon")
    assert any("30" in line for line in demonstration["classes"])
    assert len(demonstration["closed"]) == 2
    assert "communes plus loin" in demonstration["what_if"]
    assert "plus loin : <b>0</b>" not in demonstration["what_if"]
    assert demonstration["slide"] == [1920, 1080]


def test_the_demonstration_prints_its_book(home, demonstration):
    assert demonstration["folder"] == "Documents/atlas_soins_demo/bretagne_pdf"
    (said,) = [text for text in demonstration["said"]["Exporter l’atlas"] if "imprimé" in text][:1]
    assert "atlas.pdf" in said
    pages = book_of(home / demonstration["folder"])
    assert "Sommaire" in pages[1]
    assert any("territoires de santé" in page.lower() for page in pages[2:])


def test_every_import_of_the_region_says_how_much_came_in(region):
    said = {job: " ".join(texts) for job, texts in region["said"].items()}
    assert f"{_communes_of_35()} communes chargées" in said["Charger dans l’atlas"]
    assert "territoires construits" in said["Construire"]
    assert said["Importer dans l’atlas"].count("lignes importées") == 5
    assert "4 lignes importées sur 4" in said["Importer l’enquête"]
    assert said["Calculer"].count("communes atteintes") == 2
    assert region["opened"][0].endswith("referents.csv")


def test_the_home_page_ticks_what_was_done(region):
    assert "2. <b>Communes : → ensuite</b>" in region["steps_after_edition"]
    steps = region["steps_at_the_end"]
    for number in range(1, 8):
        (step,) = [line for line in steps.split(" | ") if line.startswith(f"{number}. ")]
        assert "✓" in step, step


def test_a_sheet_that_waits_says_for_what(region):
    sheet, words = region["waiting"]
    assert region["sheets"][sheet] == "données absentes"
    assert "Attend :" in words


def test_the_region_prints_its_book(region):
    folder = region["folder"] / "Ille-et-Vilaine_pdf"
    assert region["export_folder"] == str(folder)
    pages = book_of(folder)
    assert "Atlas des soins d’Ille-et-Vilaine" in pages[0] and "ARS Bretagne" in pages[0]
    assert "Sommaire" in pages[1]
    assert any("Sites de maternité" in page for page in pages[2:])
    assert (folder / "atlas.qgz").is_file() and (folder / "atlas.json").is_file()


def book_of(folder) -> list[str]:
    """The text of the pages of the book; the last tells method and sources."""
    book = folder / "atlas.pdf"
    pages = [page_text(book, number) for number in range(1, page_count(book) + 1)]
    assert any("Méthode" in page for page in pages[-3:])
    return pages


def _communes_of_35() -> int:
    return sum(row["dep"] == DEPARTMENT for row in communes())
