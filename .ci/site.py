"""Hooks of mkdocs: pages made from what the repository holds once, and links that lead out of docs/ brought inside.

``make docs`` runs it. The help of the algorithms and the templates' columns are typed in one place and shown here too.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parents[1]
# file of the repository: page of the site
MOUNTED = {
    "CHANGELOG.md": "changelog.md",
    "data/README.md": "donnees/index.md",
    "data/demo/README.md": "donnees/demonstration.md",
    "data/nomenclatures/README.md": "donnees/nomenclatures.md",
    "data/catalogue/textes/README.md": "donnees/textes.md",
    "data/templates/README.md": "modeles/index.md",
    "data/templates/territoires.md": "modeles/territoires.md",
    "data/templates/cooperations.md": "modeles/cooperations.md",
    "data/templates/indicateurs.md": "modeles/indicateurs.md",
    "resources/README.md": "donnees/ressources.md",
    "resources/symbols/README.md": "donnees/symboles.md",
}
HELP = "resources/help"
HELP_PAGE = "traitements.md"
_LINK = re.compile(r"(\]\()([^)#\s]+)((?:#[^)]*)?\))")


def on_files(files, config):
    """Add the pages that stand elsewhere in the repository."""
    for source, page in MOUNTED.items():
        text = _moved((ROOT / source).read_text(encoding="utf-8"), source, page)
        files.append(File.generated(config, page, content=text))
    files.append(File.generated(config, HELP_PAGE, content=algorithms()))
    return files


def on_page_markdown(markdown, page, config, files):
    """Links from a page of docs/ to another file of the repository lead to that file's page of the site."""
    uri = page.file.src_uri
    return markdown if page.file.generated_by else _moved(markdown, f"docs/{uri}", uri)


def algorithms() -> str:
    """The help of every algorithm, in French, by the name the toolbox shows."""
    words = _translations()
    entries = []
    for path in sorted((ROOT / HELP).glob("*.fr.md")):
        name = path.name.removesuffix(".fr.md")
        source = ROOT / "plugin" / "processing" / f"{name}.py"
        if source.exists():
            code = source.read_text(encoding="utf-8")
            found = re.search(r"def displayName.*?self\.tr\(\s*\"(.+?)\"\s*\)", code, re.DOTALL)
            title = words.get(found[1], found[1]) if found else name
            entries.append(f"## {title}\n\n`atlas_soins:{name}`\n\n{path.read_text(encoding='utf-8').strip()}\n")
    head = "# Traitements\n\nL’aide de chaque traitement, telle que la boîte à outils de QGIS la montre.\n"
    return "\n".join([head, *sorted(entries)])


def _translations() -> dict[str, str]:
    tree = ElementTree.parse(ROOT / "resources" / "i18n" / "atlas_soins_fr.ts")
    return {entry.findtext("source"): entry.findtext("translation") or "" for entry in tree.iter("message")}


def _moved(markdown: str, source: str, page: str) -> str:
    """The text of ``source`` as it stands at ``page``: relative links to mounted files lead to their pages."""

    def link(match: re.Match) -> str:
        target = match[2]
        if re.match(r"[a-z]+:", target):
            return match[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        if path == HELP:
            path = HELP_PAGE
        elif path in MOUNTED:
            path = MOUNTED[path]
        elif path.startswith("docs/"):
            path = path.removeprefix("docs/")
        else:
            return f"](https://github.com/atlas-soins/atlas-soins/blob/main/{path}{match[3]}"
        return match[1] + posixpath.relpath(path, posixpath.dirname(page) or ".") + match[3]

    return _LINK.sub(link, markdown)
