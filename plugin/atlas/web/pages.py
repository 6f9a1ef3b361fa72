"""The HTML of the web pages: plain documents, every text escaped, nothing fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from ..edition import typeset

STYLE = "atlas.css"
SCRIPT = "recherche.js"
INDEX = "index.html"
Words = Mapping[str, Any]
# Nothing comes from elsewhere and no text of the data can run: the browser holds to it too.
_POLICY = "default-src 'none'; img-src 'self' file:; style-src 'self' file:; script-src 'self' file:"


def sheet_page(sheet: Words, atlas: str, picture: str, before: Words | None, after: Words | None) -> str:
    """The page of a sheet: picture, legend, table, notes and source. ``sheet`` is as `extract.content` gives it."""
    title = _text(sheet["titre"])
    body = f"""<nav aria-label="Feuilles"><ul class="chemin">
<li><a href="{INDEX}">Toutes les feuilles</a></li>
{_neighbour(before, "prev", "Précédente")}{_neighbour(after, "next", "Suivante")}</ul></nav>
<main id="contenu">
<p class="famille">{_text(sheet["famille"])}</p>
<h1>{title}</h1>
{_paragraphs(sheet["sous_titre"], "sous-titre")}
<figure>
<a href="{escape(picture)}"><img src="{escape(picture)}" width="1754" height="1240" alt="{_alternative(sheet)}"></a>
<figcaption>Feuille {_text(sheet["feuille"])}. L’image s’agrandit d’un clic.</figcaption>
</figure>
<section aria-labelledby="legende"><h2 id="legende">Légende</h2>
<div class="legende">
{_legend(sheet["legende"])}</div></section>
{_table(sheet["tableau"])}
<section aria-labelledby="source"><h2 id="source">Source et notes</h2>
{_paragraphs(sheet["source"], "source")}
{_paragraphs(sheet["notes"], "notes")}</section>
</main>"""
    return _document(f"{sheet['titre']} – {atlas}", body)


def index_page(sheets: Sequence[Words], atlas: str, edition: str) -> str:
    """The list of all sheets by family, with a field that narrows it."""
    families: dict[str, list[Words]] = {}
    for sheet in sheets:
        families.setdefault(sheet["famille"], []).append(sheet)
    sections = "\n".join(
        f'<section class="groupe"><h2>{_text(family)}</h2>\n<ul class="feuilles">\n'
        + "\n".join(_entry(sheet) for sheet in own)
        + "\n</ul></section>"
        for family, own in families.items()
    )
    body = f"""<main id="contenu">
<h1>{_text(atlas)}</h1>
<p class="sous-titre">{_text(edition)}</p>
<form role="search" class="recherche" hidden>
<label for="recherche">Chercher une feuille, un établissement, une commune</label>
<input id="recherche" type="search" autocomplete="off">
<p id="compte" role="status" aria-live="polite"></p>
</form>
{sections}
</main>
<script src="{SCRIPT}"></script>"""
    return _document(atlas, body)


def page_name(sheet: Words) -> str:
    """The file of a sheet's page."""
    return f"{sheet['fichier']}.html"


def _document(title: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{_text(title)}</title>
<link rel="stylesheet" href="{STYLE}">
</head>
<body>
<a class="saut" href="#contenu">Aller au contenu</a>
{body}
</body>
</html>
"""


def _entry(sheet: Words) -> str:
    words = {word for row in sheet["tableau"] for word in row[:3] if word}
    words |= {line[0] for part in sheet["legende"] for line in part["lignes"]}
    return (
        f'<li data-mots="{escape(" ".join(sorted(words)))}"><a href="{escape(page_name(sheet))}">'
        f'<span class="numero">{_text(sheet["feuille"])}</span> <span class="titre">{_text(sheet["titre"])}</span></a>'
        f'<span class="detail">{_text(sheet["sous_titre"])}</span></li>'
    )


def _neighbour(sheet: Words | None, relation: str, word: str) -> str:
    if sheet is None:
        return ""
    return (
        f'<li><a rel="{relation}" href="{escape(page_name(sheet))}">{typeset(word + " :")} {_text(sheet["titre"])}</a>'
        "</li>\n"
    )


def _alternative(sheet: Words) -> str:
    """What the picture shows, for who does not see it; the numbers stand in the tables below."""
    where = "Les valeurs sont dans la légende et le tableau qui suivent"
    parts = [f"Carte : {sheet['titre']}", sheet["sous_titre"], where if sheet["tableau"] else ""]
    return _text(". ".join(part.rstrip(".") for part in parts if part) + ".")


def _legend(sections: Sequence[Words]) -> str:
    """A table a section: its classes, and their counts where it has any."""
    return "\n".join(_legend_table(section) for section in sections if section["lignes"])


def _legend_table(section: Words) -> str:
    counted = any(count for _, count in section["lignes"])
    number = '<th scope="col" class="nombre">Nombre</th>' if counted else ""
    rows = "\n".join(
        f'<tr><th scope="row">{_text(words)}</th>{_number(count) if counted else ""}</tr>'
        for words, count in section["lignes"]
    )
    return f"""<table><caption>{_text(section["titre"])}</caption>
<thead><tr><th scope="col">Classe</th>{number}</tr></thead>
<tbody>
{rows}
</tbody></table>"""


def _number(count: str) -> str:
    return f'<td class="nombre">{_text(count)}</td>'


def _table(rows: Sequence[Sequence[str]]) -> str:
    """What is drawn, a row each; columns that are empty throughout are left out."""
    if not rows:
        return ""
    heads = ("Classe", "Nom", "Commune", "Valeur")
    used = [column for column in range(len(heads)) if any(row[column] for row in rows)]
    head = "".join(f'<th scope="col">{heads[column]}</th>' for column in used)
    lines = "\n".join("<tr>" + "".join(f"<td>{_text(row[column])}</td>" for column in used) + "</tr>" for row in rows)
    return f"""<section aria-labelledby="donnees"><h2 id="donnees">Données</h2>
<div class="defile" tabindex="0" role="region" aria-labelledby="donnees">
<table><caption>{len(rows)} lignes</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{lines}
</tbody></table></div></section>"""


def _paragraphs(text: str, kind: str) -> str:
    return "\n".join(f'<p class="{kind}">{_text(line)}</p>' for line in text.split("\n") if line.strip())


def _text(text: object) -> str:
    return escape(typeset(str(text)))
