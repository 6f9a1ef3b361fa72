"""What a sheet of the catalogue may say: the keys of a sheet, of each type of layer and of what stands within."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtGui import QColor

from ..core.cooperations.themes import THEMES
from ..core.indicators.discretise import METHODS, THRESHOLDS

# A key that must be there ends in "!", "couleur|parts!" wants one of the two. What a key holds is one of the words
# below, a tuple of the values it may have, [what each item of a list is], or a block of keys of its own.
WORDS, CODE, COLOUR = "texte", "texte ou code", "couleur"
NUMBER, WHOLE, FLAG = "nombre", "nombre entier", "true ou false"


@dataclass(frozen=True)
class Each:
    """A block whose keys are free; what each of them holds."""

    value: Any


@dataclass(frozen=True)
class Either:
    """One of two forms: a word, or a block."""

    word: str
    block: dict[str, Any]


_CLASS = {"valeur!": CODE, "libelle": WORDS, "couleur": COLOUR}
_ACTIVITIES = {"activites!": [WORDS], "libelle": WORDS, "symbole": WORDS, "indispensable": FLAG}
_PART = {"champ!": WORDS, "libelle!": WORDS, "couleur!": COLOUR}
_TIMES = {
    "bornes!": [NUMBER], "fermeture": ("droite", "gauche"), "legende": WORDS, "methode": WORDS, "parts": FLAG,
}  # fmt: skip
_LABELS = ("sites", "villes")

LAYERS: dict[str, dict[str, Any]] = {
    "zonage": {
        "zonage!": WORDS, "legende": WORDS, "etiquettes": WORDS, "etiquettes_de": WORDS, "taille_etiquettes": NUMBER,
        "classes": {"champ!": WORDS, "valeurs!": [_CLASS]},
        "points": {"legende!": WORDS, "dispositif": WORDS, "symbole": WORDS, "communes": FLAG},
        "population": {"reference": NUMBER, "tolerance": NUMBER},
    },
    "couverture": {
        "table!": WORDS, "legende!": WORDS, "taille_etiquettes": NUMBER,
        "classes!": {"champ!": WORDS, "passe": WORDS, "valeurs!": [_CLASS | {"motif": ("hachures",)}]},
    },
    "sites": {
        "symboles!": [Either(WORDS, _ACTIVITIES)], "legende": WORDS, "etiquettes": _LABELS, "effectifs": WORDS,
        "sauf": Each([WORDS]),
        "tailles": {
            "activites!": [WORDS], "legende!": WORDS, "unite!": WORDS,
            "capacite": {"bordereau!": WORDS, "variable!": WORDS},
        },
    },
    "rosaces": {
        "secteurs!": [_ACTIVITIES | {"libelle!": WORDS, "couleur!": COLOUR}],
        "sites": _ACTIVITIES | {"libelle!": WORDS}, "legende": WORDS, "etiquettes": _LABELS, "taille": NUMBER,
    },
    "cercles": {
        "series!": [
            _ACTIVITIES
            | {"libelle!": WORDS, "couleur|parts!": None, "couleur": COLOUR, "parts": [_PART], "toutes": FLAG,
               "urgences": ("GEN", "PED")}
        ],
        "unite!": WORDS, "legende": WORDS, "etiquettes": _LABELS,
    },
    "acces": {"effecteurs!": WORDS, **_TIMES},
    "scenario": {"scenario!": WORDS, **_TIMES},
    "cooperations": {"theme!": tuple(THEMES), "edition": WHOLE},
    "zonage_ps": {"profession!": WORDS, "annee": WHOLE, "legende": WORDS},
    "effectifs": {
        "table!": ("praticien", "contrat"), "territoires!": WORDS, "unite!": WORDS, "annee": WHOLE, "legende": WORDS,
        "categories!": [_CLASS | {"libelle!": WORDS, "couleur!": COLOUR}], "etiquettes": _LABELS,
    },
    "dispositifs": {"legende!": WORDS, "libelles": Each(WORDS), "sauf": [WORDS], "etiquettes": _LABELS},
    "points": {
        "points!": WORDS, "legende!": WORDS, "libelle": WORDS, "champ": ("libelle", "commentaire"), "couleur": COLOUR,
        "classes": [_CLASS], "taille": NUMBER,
    },
    "choroplethe": {
        "indicateur!": WORDS, "territoires!": WORDS, "methode!": METHODS, "periode": CODE, "classes": WHOLE,
        "bornes": [NUMBER], "decimales": WHOLE, "legende": WORDS, "couleurs": [COLOUR],
        "etiquettes": FLAG, "taille_etiquettes": NUMBER,
    },
    "recouvrements": {"zonage!": WORDS, "legende!": WORDS},
    "surbrillance": {
        "zonage!": WORDS, "legende!": WORDS, "villes": [WORDS],
        "territoires!": [{"trouver!": [WORDS], "libelle!": WORDS, "couleur!": COLOUR}],
    },
    "graphiques": {
        "territoire": CODE,
        "graphiques!": [
            {"titre!": WORDS, "indicateurs!": [WORDS], "forme": ("barres", "lignes"), "libelles": [WORDS],
             "periodes": [CODE], "unite": WORDS, "note": WORDS}
        ],
    },
    "oqos": {"zones!": WORDS, "tableau": CODE, "nom_tableau": WORDS, "filieres": [WORDS], "legende": WORDS},
    "question": {"question!": WORDS, "couleur": COLOUR, "legende": WORDS},
}  # fmt: skip

SHEET: dict[str, Any] = {
    "id!": WORDS, "famille!": WORDS, "titre!": WORDS, "sous_titre": WORDS, "couches!": [LAYERS], "limites": [WORDS],
    "notes": [WORDS], "sources": [WORDS], "gabarit": WORDS, "iles": FLAG, "illisible": WORDS,
    "emprise": {"type!": WORDS, "id!": CODE},
}  # fmt: skip

FAMILY: dict[str, Any] = {"id!": WORDS, "titre!": WORDS, "couleur!": COLOUR}

_PRESENT, LIST, BLOCK = "présent", "liste", "bloc de clés"
_KINDS: dict[str, Callable[[Any], bool]] = {
    WORDS: lambda value: isinstance(value, str),
    CODE: lambda value: isinstance(value, str | int) and not isinstance(value, bool),
    NUMBER: lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    WHOLE: lambda value: isinstance(value, int) and not isinstance(value, bool),
    FLAG: lambda value: isinstance(value, bool),
    COLOUR: lambda value: isinstance(value, str) and QColor(value).isValid(),
}


def family_faults(entry: dict[str, Any], place: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a family's entry: each key at fault after ``place``, with what is expected of it."""
    yield from _block(entry, FAMILY, place)


def sheet_faults(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with a sheet's entry: each key at fault, as ``couches[1].bornes``, with what is expected of it."""
    yield from _block(entry, SHEET, "")
    for number, layer in enumerate(entry["couches"] if isinstance(entry.get("couches"), list) else (), start=1):
        if isinstance(layer, dict) and layer.get("methode") == THRESHOLDS and not layer.get("bornes"):
            yield f"couches[{number}].bornes", _PRESENT


def _block(block: dict[str, Any], known: dict[str, Any], place: str) -> Iterator[tuple[str, str]]:
    names = {key.rstrip("!"): held for key, held in known.items()}
    for key in known:
        wanted = key.rstrip("!")
        if key.endswith("!") and not any(name in block for name in wanted.split("|")):
            yield f"{place}{wanted}", _PRESENT
    for key, value in block.items():
        if key not in names:
            yield f"{place}{key}", ", ".join(name for name in names if "|" not in name)
        else:
            yield from _value(value, names[key], f"{place}{key}")


def _value(value: Any, held: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(held, Either):
        held = held.block if isinstance(value, dict) else held.word
    if held is LAYERS:
        yield from _layer(value, place)
    elif isinstance(held, str):
        if not _KINDS[held](value):
            yield place, held
    elif isinstance(held, tuple):
        if value not in held:
            yield place, ", ".join(held)
    elif isinstance(held, list):
        if not isinstance(value, list):
            yield place, LIST
            return
        for rank, item in enumerate(value, start=1):
            yield from _value(item, held[0], f"{place}[{rank}]")
    elif not isinstance(value, dict):
        yield place, BLOCK
    elif isinstance(held, Each):
        for key, item in value.items():
            yield from _value(item, held.value, f"{place}.{key}")
    else:
        yield from _block(value, held, f"{place}.")


def _layer(layer: Any, place: str) -> Iterator[tuple[str, str]]:
    kind = layer.get("type") if isinstance(layer, dict) else None
    if kind not in LAYERS:
        yield f"{place}.type", ", ".join(LAYERS)
    else:
        yield from _block(layer, {"type": WORDS, **LAYERS[kind]}, f"{place}.")
