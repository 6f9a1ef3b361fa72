"""The texts of the book: Markdown of the edition, else ours, with the values of the workspace filled in."""

from __future__ import annotations

import re
from pathlib import Path

from ...core.cooperations.display import THRESHOLD
from ...core.decoding import decode, read_bytes
from ...core.findings import InputError
from ...gis.resources import DATA
from ..context import AtlasContext
from ..edition import french_date, french_number
from .markdown import Block, blocks

OURS = DATA / "catalogue" / "textes"
_UNKNOWN = "(date inconnue)"


def text_blocks(context: AtlasContext, name: str) -> list[Block]:
    """The blocks of a text; none where neither the edition nor we have it.

    The edition's stand in the folder of its setting ``textes``, or in ``<workspace>_textes`` beside the workspace.

    Raises:
        InputError: FIC01 the folder named is not there; FIC02, FIC06 a file that is no text.
    """
    workspace = Path(context.workspace.path)
    named = context.edition.textes
    own = workspace.parent / named if named else workspace.with_name(f"{workspace.stem}_textes")
    if named and not own.is_dir():
        raise InputError.of("FIC01", chemin=str(own))
    for path in (own / f"{name}.md", OURS / f"{name}.md"):
        if path.is_file():
            text, _ = decode(read_bytes(path), path)
            return blocks(_filled(context, text))
    return []


def threshold(context: AtlasContext) -> float:
    """Medical time, in ETP, below which a cooperation is not drawn."""
    return float(str(context.settings.get("seuil_etp") or THRESHOLD).replace(",", "."))


def short_number(value: float) -> str:
    """A number with the decimals it has, two at most: "0,2"."""
    return french_number(value, 2).rstrip("0").rstrip(",")


def _filled(context: AtlasContext, text: str) -> str:
    """Placeholders replaced by their values; what is none of them stays."""
    edition = context.edition
    values = {
        "region": edition.region,
        "agence": edition.agence,
        "edition": edition.edition,
        "mois_edition": edition.mois_edition,
        "date_reference": french_date(context.settings.get("date_reference")) or _UNKNOWN,
        "seuil_etp": short_number(threshold(context)),
    }

    def replace(match: re.Match[str]) -> str:
        kind, _, argument = match[1].partition(":")
        if kind == "nombre":
            return french_number(len(context.base.zoning(argument)))
        if kind == "date":
            own = context.sources["table_nom"].str.partition(":")[0] == argument
            dates = context.sources.loc[own, "date_donnees"].dropna()
            return french_date(dates.max()) if len(dates) else _UNKNOWN
        return values.get(match[1], match[0])

    return re.sub(r"\{([^{}\n]+)\}", replace, text)
