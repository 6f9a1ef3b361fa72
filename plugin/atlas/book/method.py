"""The method: rules applied, thresholds changed against the defaults, source and provenance of every table used."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ...core.cooperations.display import THRESHOLD
from ...core.territories.types import KNOWN
from ..catalogue import Catalogue, Sheet, load_catalogue
from ..context import AtlasContext
from ..edition import french_date, french_number, joined, typeset
from ..parts import METHOD, BookPart
from .flow import Paragraph, paragraphs
from .text_pages import TextPages
from .texts import short_number, text_blocks, threshold

TITLE = "Méthode et sources"
_BOUNDS = ("bornes", "fermeture", "population", "methode")
_WORDS = {"bornes": "bornes des classes", "fermeture": "fermeture des classes", "population": "population de référence",
          "methode": "méthode des temps"}  # fmt: skip
# What a reader calls the tables of a workspace.
_TABLES = {
    "commune": "communes",
    "composition": "leur composition en communes",
    "etablissement": "établissements",
    "autorisation": "autorisations d’activités",
    "equipement": "équipements matériels lourds",
    "capacite": "capacités et activité",
    "effecteur_urgence": "effecteurs de l’urgence",
    "cooperation": "coopérations",
    "praticien": "praticiens",
    "zonage_ps": "zonages des professions",
    "contrat": "contrats",
    "msp": "maisons de santé",
    "pta": "plates-formes d’appui",
    "cls": "contrats locaux de santé",
    "dispositif": "dispositifs",
    "temps_acces": "temps d’accès",
    "oqos": "OQOS",
}


def method(context: AtlasContext, sheets: Sequence[Sheet]) -> BookPart:
    """The method as a part of the book; ``sheets`` are those that are printed."""
    colour = context.charter.values["livre"]["bande"]
    content = [
        *paragraphs(text_blocks(context, "methode")),
        *_changed(context, sheets),
        *_sources(context.sources),
    ]
    text = TextPages(TITLE, colour, "", content)
    size = text.pages(context)
    return BookPart("methode", METHOD, TITLE, "", size, lambda page: text.build(context, TITLE, page))


def _heading(words: str) -> Paragraph:
    return Paragraph(typeset(words), "texte_titre", 5.0, keep=True, whole=True)


def _changed(context: AtlasContext, sheets: Sequence[Sheet]) -> list[Paragraph]:
    """What this edition sets otherwise than we do, a line each; one line where it sets nothing otherwise."""
    words = [*_changed_settings(context), *_changed_sheets(sheets, load_catalogue())]
    lines = words or ["Aucun : les seuils sont ceux proposés par défaut."]
    return [
        _heading("Seuils modifiés"),
        *(Paragraph(typeset(line), "texte", 1.6, 4.5, "–", "texte") for line in lines),
    ]


def _changed_settings(context: AtlasContext) -> list[str]:
    own = threshold(context)
    if own == THRESHOLD:
        return []
    default = short_number(THRESHOLD)
    return [f"Coopérations : affichées à partir de {short_number(own)} équivalent temps plein au lieu de {default}."]


def _changed_sheets(sheets: Sequence[Sheet], ours: Catalogue) -> list[str]:
    """Sheets whose bounds differ from those of our catalogue."""
    known = {sheet.id: sheet for sheet in ours.sheets}
    lines = []
    for sheet in sheets:
        before = known.get(sheet.id)
        if before is None:
            continue
        for number, layer in enumerate(sheet.layers):
            default = before.layers[number] if number < len(before.layers) else {}
            for key in _BOUNDS:
                if layer.get(key) != default.get(key):
                    was = f" au lieu de {_shown(default[key])}" if key in default else ""
                    lines.append(f"{sheet.id}, {_WORDS[key]} : {_shown(layer.get(key))}{was}.")
    return lines


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return joined(_shown(one) for one in value)
    if isinstance(value, dict):
        return joined(f"{key} {_shown(one)}" for key, one in value.items())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return french_number(value, 0 if float(value).is_integer() else 1)
    return "valeur par défaut" if value is None else str(value)


def _sources(sources: pd.DataFrame) -> list[Paragraph]:
    """A paragraph for each source: what it says of itself, then the tables it fills with their rows."""
    lines = [_heading("Sources et provenance")]
    keys = ["mention", "producteur", "date_donnees", "licence", "cog_annee", "illustratif"]
    known = sources.assign(**{key: sources[key].astype(object).where(sources[key].notna(), None) for key in keys})
    for _, rows in known.groupby(known[keys].astype(str).agg("|".join, axis=1), sort=False):
        row = rows.iloc[0]
        about = [
            row["producteur"],
            f"état au {french_date(row['date_donnees'])}" if row["date_donnees"] else "sans date",
            f"code officiel géographique {int(row['cog_annee'])}" if row["cog_annee"] else "",
            f"licence : {row['licence']}" if row["licence"] else "",
            "données illustratives" if row["illustratif"] and "illustrati" not in row["mention"] else "",
        ]
        tables = " ; ".join(_table(one) for one in rows.itertuples())
        lines.append(Paragraph(typeset(row["mention"]), "petit_titre", 2.6, keep=True, whole=True))
        lines.append(
            Paragraph(typeset(" ; ".join(part for part in about if part) + "."), "petit_texte", 0.2, keep=True)
        )
        lines.append(Paragraph(typeset(f"Données : {tables}."), "petit_texte", 0.2))
    return lines


def _table(row) -> str:
    """A table in words and its rows: "praticiens, 128 lignes", or kept of read where some were left out."""
    kept, read = row.lignes_retenues, row.lignes_lues
    words = _in_words(str(row.table_nom))
    if pd.isna(kept):
        return words
    rows = french_number(float(kept))
    if not pd.isna(read) and read > kept:
        rows += f" lignes sur {french_number(float(read))} lues"
    else:
        rows += " lignes" if kept > 1 else " ligne"
    return f"{words}, {rows}"


def _in_words(table: str) -> str:
    """A table as a reader calls it: ``territoire:epci`` is "EPCI", ``dispositif:dar`` "dispositifs (dar)"."""
    name, _, part = table.partition(":")
    words = _TABLES.get(name, name.replace("_", " "))
    if not part or name == "composition":
        return words
    if name != "territoire":
        return f"{words} ({part.replace('_', ' ')})"
    label = KNOWN[part].libelle if part in KNOWN else part.replace("_", " ")
    return label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"
