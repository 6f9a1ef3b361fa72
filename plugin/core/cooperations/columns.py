"""The columns of a cooperation survey: their names as hospitals write them, found again under the table's own."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..decoding import fold
from ..findings import InputError

# The table's column, then other headings seen for it. The first that is there is taken.
HEADINGS: dict[str, tuple[str, ...]] = {
    "id": ("id", "identifiant", "numero", "n°"),
    "edition": ("edition", "annee", "annee d’edition", "atlas"),
    "date_etat": ("date_etat", "date d’etat", "etat au", "date", "situation au"),
    "type": ("type", "type de cooperation", "nature"),
    "theme": ("theme", "thematique", "activite", "domaine", "specialite"),
    "finess_a": (
        "finess_a",
        "finess a",
        "finess support",
        "finess etablissement support",
        "finess prestataire",
        "finess et a",
        "finess etablissement a",
        "n° finess a",
        "finess etablissement 1",
        "finess 1",
    ),
    "nom_a": (
        "nom_a",
        "etablissement a",
        "etablissement support",
        "support",
        "prestataire",
        "etablissement prestataire",
        "etablissement 1",
        "raison sociale a",
        "rs_a",
    ),
    "commune_a": ("commune_a", "ville a", "commune support", "commune etablissement support", "ville support"),
    "finess_b": (
        "finess_b",
        "finess b",
        "finess beneficiaire",
        "finess etablissement beneficiaire",
        "finess et b",
        "finess etablissement b",
        "n° finess b",
        "finess etablissement 2",
        "finess 2",
    ),
    "nom_b": (
        "nom_b",
        "etablissement b",
        "etablissement beneficiaire",
        "beneficiaire",
        "etablissement partenaire",
        "partenaire",
        "etablissement 2",
        "raison sociale b",
        "rs_b",
    ),
    "commune_b": (
        "commune_b",
        "ville b",
        "commune beneficiaire",
        "commune etablissement beneficiaire",
        "ville beneficiaire",
    ),
    "objet": ("objet", "objet de la cooperation", "intitule", "fonction", "forme juridique"),
    "modalite": ("modalite", "modalite de cooperation", "modalite de la cooperation"),
    "etp": (
        "etp",
        "temps medical",
        "temps medical (etp)",
        "temps medical dedie",
        "temps medical dedie (etp)",
        "temps medical partage",
        "quotite",
        "quotite de temps medical",
        "nombre d’etp",
    ),
    "pdses": ("pdses", "pdses partagee", "partage de la pdses", "permanence des soins"),
    "premier_atlas": ("premier_atlas", "1er atlas", "premier atlas", "atlas 2012", "presente au premier atlas"),
    "sens": ("sens", "sens de la cooperation", "direction"),
    "cas_deux_non_referents": (
        "cas_deux_non_referents",
        "deux non referents",
        "deux ch non referents",
        "entre deux ch non referents",
    ),
    "source": ("source", "declarant", "ch referent declarant"),
    "commentaire": ("commentaire", "commentaires", "remarque", "remarques", "observations"),
}


def guess_columns(names: list[str]) -> dict[str, str]:
    """The heading of a file for each column of the table that is recognised, ``{"etp": "Temps médical (ETP)"}``.

    Names are compared without case, accents or punctuation; a heading is used once.
    """
    by_fold = {fold(name): name for name in reversed(names)}
    found: dict[str, str] = {}
    for column, headings in HEADINGS.items():
        for heading in headings:
            name = by_fold.get(fold(heading))
            if name is not None and name not in found.values():
                found[column] = name
                break
    return found


def recognised(frame: pd.DataFrame, mapping: Mapping[str, str] | None, path: object) -> pd.DataFrame:
    """The survey under the table's column names; columns that are not there are empty, others are dropped.

    Args:
        frame: the file, all text.
        mapping: ``{column: heading}`` chosen by the user; it goes before the guesses.
        path: named in the error.

    Raises:
        InputError: FIC04 for each column without which no link can be read: theme, and for both ends FINESS or name.
    """
    chosen = {**guess_columns(list(frame.columns)), **{c: h for c, h in (mapping or {}).items() if h in frame.columns}}
    ends = [("theme",), ("finess_a", "nom_a"), ("finess_b", "nom_b")]
    absent = [end[0] for end in ends if not any(column in chosen for column in end)]
    if absent:
        raise InputError(
            *(
                finding
                for column in absent
                for finding in InputError.of("FIC04", chemin=str(path), col=column, liste=list(frame.columns)).findings
            )
        )
    blank = pd.Series(None, index=frame.index, dtype=object)
    return pd.DataFrame({column: frame[chosen[column]] if column in chosen else blank for column in HEADINGS})
