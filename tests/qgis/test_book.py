"""Text pages, contents and method of a book: nothing lost, numbers true, boxes of the printer's profile."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata

import pytest
from atlas_pages import page_count
from qgis.core import QgsProject

from plugin.atlas.book.markdown import HEADING, ITEM, PARAGRAPH, blocks
from plugin.atlas.book.plan import BookOptions, book_plan
from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.context import AtlasContext
from plugin.atlas.export.files import export_pdf
from plugin.atlas.parts import CONTENTS, FAMILY, METHOD, SHEET
from plugin.core.findings import InputError
from plugin.gis.resources import DATA
from plugin.gis.workspace import Workspace

SHEETS = ("T01", "T02", "C09", "C10", "C11")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A copy of the demo workspace."""
    path = tmp_path_factory.mktemp("livre") / "bretagne.gpkg"
    shutil.copy(DATA / "demo" / "bretagne.gpkg", path)
    return path


@pytest.fixture(scope="module")
def catalogue():
    """Our catalogue."""
    return load_catalogue()


def context_of(path, **settings) -> AtlasContext:
    context = AtlasContext(Workspace.open(path), QgsProject())
    context.settings.update(settings)
    return context


def words(text: str) -> list[str]:
    """Its words, marks and kinds of spaces left aside."""
    return re.findall(r"\w+", text.replace("’", "'"))


def text_of(path) -> str:
    """The text of a PDF in the order it was drawn, ligatures and runs of spaces undone."""
    command = ["pdftotext", "-raw", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))


def said(words: str, text: str) -> bool:
    """Whether a text holds the words, spaces aside: not every poppler sees those that are narrow."""
    return re.sub(r"\s", "", words) in re.sub(r"\s", "", text)


def printed(plan, kind: str, folder) -> dict[str, object]:
    """The parts of a kind as PDF, by id."""
    numbers, files = plan.numbers(), {}
    for part in plan.parts:
        if part.kind == kind:
            files[part.id] = folder / f"{part.id}.pdf"
            export_pdf(part.build(numbers[part.id]), files[part.id])
            assert page_count(files[part.id]) == part.pages
    return files


def test_blocks_of_markdown():
    text = "# Un titre\n\nDu *texte* et un [lien](http://x.fr) : 70 000.\n\n- un\n- deux\n\n"
    text += "| a | b |\n|---|---|\n| c | d |\n"
    assert [(block.kind, block.text) for block in blocks(text)] == [
        (HEADING, "Un titre"),
        (PARAGRAPH, "Du texte et un lien\u202f: 70\u202f000."),
        (ITEM, "un"),
        (ITEM, "deux"),
        (PARAGRAPH, "a – b"),
        (PARAGRAPH, "c – d"),
    ]


@pytest.mark.parametrize("template", ["a4_paysage", "a4_portrait", "a3_paysage"])
def test_no_word_of_a_long_text_is_lost(demo, catalogue, tmp_path, template):
    paragraphs = [
        f"Paragraphe mot{n}a " + " ".join(f"mot{n}x{i}" for i in range(10 + 37 * n % 150)) + f" fin{n}."
        for n in range(40)
    ]
    items = "\n".join(f"- point{n} " + "long " * (n % 30) for n in range(20))
    long_word = "https://exemple.fr/" + "tres-long-" * 20
    text = "# Territoires d’action\n\n" + "\n\n".join(
        [f"## Titre{n}\n\n{p}" for n, p in enumerate(paragraphs)] + [items, long_word]
    )
    own = tmp_path / "textes"
    own.mkdir()
    (own / "T.md").write_text(text, encoding="utf-8")
    context = context_of(demo, textes=str(own), gabarit=template)
    plan = book_plan(context, catalogue, [catalogue.sheet("T01")], BookOptions(frozenset({FAMILY})))
    (path,) = printed(plan, FAMILY, tmp_path).values()
    assert page_count(path) > 1
    found = text_of(path)
    missing = set(words(text)) - set(words(found)) - {"https", "exemple", "fr", "tres", "long"}
    assert not missing
    # Cut at the ends of lines, the address is whole.
    assert "exemple" in found.replace(" ", "") and found.replace(" ", "").count("tres-long-") >= 15


def test_the_contents_say_the_real_pages(demo, catalogue, tmp_path):
    context = context_of(demo)
    plan = book_plan(context, catalogue, [catalogue.sheet(name) for name in SHEETS])
    (path,) = printed(plan, CONTENTS, tmp_path).values()
    text = text_of(path)
    page = 1
    for part in plan.parts:
        title = part.title.rpartition(" – ")[2]
        if part.kind == SHEET:
            assert f"{page} {title}" in text, part.id
        elif part.kind in (FAMILY, METHOD):
            assert f"{title}, p. {page}" in text, part.id
        page += part.pages
    (family,) = (one for one in printed(plan, FAMILY, tmp_path).items() if one[0] == "famille_C")
    opening = text_of(family[1])
    for name in ("C09", "C10", "C11"):
        assert re.search(rf"\b{plan.numbers()[name]} ", opening), name


def test_cooperations_open_with_the_method_of_the_census(demo, catalogue, tmp_path):
    context = context_of(demo, seuil_etp="0,3")
    plan = book_plan(context, catalogue, [catalogue.sheet("C09")])
    path = printed(plan, FAMILY, tmp_path)["famille_C"]
    text = text_of(path)
    for rule in (
        "privés d’intérêt collectif", "partage de temps médical", "coordonne le recueil", "ne sont pas de référence",
        "n’en portent aucune", "Cinq modalités", "n’est pas dessiné", "est reconduit", "ni « oui » ni « non »",
        "ne pas être exhaustif", "n’est donc pas celle de l’édition",
    ):  # fmt: skip
        assert said(rule, text), rule
    assert said("1er juin 2015", text) and said("0,3 ETP", text) and "{" not in text
    method = printed(plan, METHOD, tmp_path)["methode"]
    text = text_of(method)
    assert said("0,3 équivalent temps plein au lieu de 0,2", text)
    for named in (
        "communes, 1 202 lignes", "territoires de santé, 8 lignes", "EPCI, 61 lignes", "praticiens, 128 lignes",
        "leur composition en communes, 1 202 lignes", "dispositifs (csapa), 22 lignes", "coopérations, 94 lignes",
    ):  # fmt: skip
        assert said(named, text), named
    for row in context.sources.itertuples():
        assert row.table_nom not in text or ":" not in row.table_nom, row.table_nom
        if row.lignes_retenues > 1:
            assert said(f"{row.lignes_retenues} lignes", text), row.table_nom
        for word in words(row.mention):
            assert said(word, text), row.mention


def test_a_folder_of_texts_that_is_not_there_is_said(demo, catalogue):
    context = context_of(demo, textes="nulle_part")
    with pytest.raises(InputError) as caught:
        book_plan(context, catalogue, [catalogue.sheet("T01")])
    assert caught.value.findings[0].code == "FIC01"
