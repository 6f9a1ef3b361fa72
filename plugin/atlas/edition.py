"""What an edition says of itself: region, agency, dates; and the words printed from them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ..core.french import NARROW_SPACE as NARROW_SPACE
from ..core.french import french_number as french_number
from ..core.french import typeset as typeset

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


@dataclass(frozen=True)
class Edition:
    """The settings of an atlas (table ``edition``) that its pages print or are made by.

    ``gabarit`` is the template of every sheet that names none; ``impression`` "imprimeur" asks for the printer's
    profile; ``textes`` is a folder of Markdown that replaces our words.
    """

    titre: str = ""
    sous_titre: str = ""
    region: str = ""
    agence: str = ""
    edition: str = ""
    mois_edition: str = ""
    auteur: str = ""
    copyright: str = ""
    outil: str = ""
    logo: str = ""
    logo_2: str = ""
    charte: str = ""
    gabarit: str = ""
    impression: str = ""
    textes: str = ""

    @classmethod
    def of(cls, settings: dict[str, str], folder: Path = Path()) -> Edition:
        """From the rows of the table ``edition``; keys it does not know are left aside.

        Logos, charter and a template of one's own are named from ``folder`` on, that of the workspace.
        """
        values = {key: settings[key] for key in cls.__dataclass_fields__ if settings.get(key)}
        for key in ("logo", "logo_2", "charte", "gabarit"):
            if key in values and (key != "gabarit" or values[key].endswith(".qpt")):
                values[key] = str(folder / values[key])
        return cls(**values)


    def variables(self) -> dict[str, str]:
        """What it gives the variables of a layout, by name; the region goes by ``@atlas_region``."""
        return {
            "region": self.region,
            "agence": self.agence,
            "mois_edition": self.mois_edition,
            "auteur": self.auteur,
            "copyright": self.copyright,
            "outil": self.outil,
            "edition": typeset(f"Atlas {self.edition}".strip()),
        }


def french_date(date: str | None) -> str:
    """An ISO date (or year, or month) in words: 2024-01-01 is "1er janvier 2024"."""
    if not date:
        return ""
    parts = str(date).split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    day = datetime.date.fromisoformat(str(date)[:10]).day
    return f"{'1er' if day == 1 else day} {month} {parts[0]}"


def source_line(sources: pd.DataFrame, edition: Edition, mapped: bool = True) -> str:
    """The source block: "Source : SAE au 31 décembre 2023 – réalisation ARS Bretagne, mars 2026", then the base map.

    ``sources`` are rows of the table ``source``, in the order the sheet names them. Each keeps its own date. Where
    nothing is ``mapped`` there is no base map.
    """
    mentions = list(dict.fromkeys(_mention(row) for row in sources.itertuples()))
    head = ("Sources" if len(mentions) > 1 else "Source") + f" : {' ; '.join(mentions)}"
    maker = ", ".join(part for part in (edition.agence, edition.mois_edition) if part)
    first = f"{head} – réalisation {maker}" if maker else head
    ground = f"Fond : {edition.copyright}" if edition.copyright and mapped else ""
    second = " – ".join(part for part in (ground, _tool(edition, "carte" if mapped else "page")) if part)
    return typeset("\n".join(part for part in (first, second) if part))


def _mention(row) -> str:
    date = french_date(row.date_donnees) if isinstance(row.date_donnees, str) else ""
    if not date or date in row.mention:
        return row.mention
    return f"{row.mention} au {date}" if len(row.date_donnees) == 10 else f"{row.mention}, {date}"


def _tool(edition: Edition, made: str) -> str:
    return f"{made} réalisée avec {edition.outil}" if edition.outil else ""


def joined(words: Iterable[str]) -> str:
    """A list in a sentence: "SU, SMUR et MCS"."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} et {words[-1]}" if words else ""
