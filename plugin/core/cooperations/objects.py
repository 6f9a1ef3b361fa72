"""The objects of a sheet's cooperations, by a letter on the link: lines are too short for the words themselves (R5)."""

from __future__ import annotations

import string

import pandas as pd

from .pen import with_qualities
from .themes import MEDICAL_TIME


def keyed_objects(links: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Put a letter after the label of each link, one an object, in alphabetical order of the objects.

    Args:
        links: those of one sheet, columns of the workspace's table.

    Returns:
        The links with the columns of ``with_qualities``, and the (letter, object) pairs. Where all links share one
        object the letter is empty and labels stay as they are. Links without medical time are left alone: their
        object is their pen.
    """
    links = with_qualities(links)
    keyed = (links["type"] == MEDICAL_TIME) & links["objet"].notna()
    objects = sorted(links.loc[keyed, "objet"].unique())
    if len(objects) == 1 and keyed.all():
        return links, [("", objects[0])]
    letters = {name: _letter(place) for place, name in enumerate(objects)}
    letter = links["objet"].where(keyed).map(letters)
    text = links["etiquette"] + (" " + letter.astype(object)).fillna("") if objects else links["etiquette"]
    return links.assign(etiquette=text), [(letter, name) for name, letter in letters.items()]


def _letter(place: int) -> str:
    """Letters a to z, then aa, ab, and so on."""
    first, last = divmod(place, 26)
    return (_letter(first - 1) if first else "") + string.ascii_lowercase[last]
