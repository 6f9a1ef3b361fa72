"""Where a site of the demo stands: so many metres on one side of its commune's town hall."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

COMPASS = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SO": 225, "O": 270, "NO": 315}
COMPASS_NAMES = {
    "N": "au nord", "NE": "au nord-est", "E": "à l’est", "SE": "au sud-est", "S": "au sud", "SO": "au sud-ouest",
    "O": "à l’ouest", "NO": "au nord-ouest",
}


def places(communes: pd.DataFrame, names: pd.Series, aside: pd.Series) -> pd.DataFrame:
    """The place of each name of a commune (``"Le Faouët (56)"`` where two communes share it).

    Args:
        communes: the table ``commune``, and any further column that is wanted.
        names: names of communes (n,).
        aside: side and metres, ``"NO:1400"``; missing at the town hall.

    Returns:
        The communes' columns, ``x``, ``y`` and ``localisation`` in words, with the index of ``names``.

    Raises:
        KeyError: a name is no commune's.
    """
    name = communes["nom"]
    labels = name.where(~name.duplicated(keep=False), name + " (" + communes["dep"] + ")")
    table = communes.set_index(labels.to_numpy()).loc[names].set_index(names.index)
    parts = aside.fillna("N:0").str.split(":", expand=True)
    side, metres = parts[0], parts[1]
    angle = np.radians(side.map(COMPASS).to_numpy(dtype=float))
    halls = table[["x_mairie", "y_mairie"]].to_numpy(dtype=float)
    away = np.stack([np.sin(angle), np.cos(angle)], axis=1)
    metres = _within(table["geom"].to_numpy(), halls, away, metres.to_numpy(dtype=float))
    table[["x", "y"]] = (halls + metres[:, None] * away).round()
    words = pd.Series(metres.round().astype(int).astype(str), index=table.index)
    table["localisation"] = "approchée : " + words + " m " + side.map(COMPASS_NAMES) + " de la mairie"
    return table


def _within(outlines: np.ndarray, halls: np.ndarray, away: np.ndarray, metres: np.ndarray) -> np.ndarray:
    """The distances, shortened by steps until they stay in the commune: its outline here is a simplified one.

    Where the town hall itself lies off the outline they stay as they are.
    """
    apart = ~shapely.contains_xy(outlines, *halls.T)
    for _ in range(10):
        inside = apart | shapely.contains_xy(outlines, *(halls + metres[:, None] * away).T)
        metres = np.where(inside, metres, metres * 0.8)
    return metres
