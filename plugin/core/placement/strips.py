"""A site's symbols side by side: one centred row, two when there are more than four."""

from __future__ import annotations

import numpy as np
import pandas as pd

GAP = 0.0  # mm between two symbols of a strip: their white edges part them
LONGEST_ROW = 4


def lay_out(symbols: pd.DataFrame, gap: float = GAP) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Places the symbols of each site around the strip's centre.

    Args:
        symbols: one row a symbol: ``id`` (site), ``cle``, ``ordre``, ``taille`` (mm) and, where a count stands at its
            right, ``texte_mm``, the width of that text.
        gap: millimetres between two symbols.

    Returns:
        The symbols in order with ``sx``, ``sy`` (mm, y upwards) from the centre of their strip, and the strips: ``id``,
        ``largeur``, ``hauteur`` (mm), one row a site, sorted by id.
    """
    ordered = symbols.sort_values(["id", "ordre", "cle"], kind="mergesort").reset_index(drop=True)
    sizes = ordered["taille"].to_numpy(dtype=float)
    texts = ordered["texte_mm"].fillna(0.0).to_numpy(dtype=float) if "texte_mm" in ordered else np.zeros(len(ordered))
    offsets = np.zeros((len(ordered), 2))
    strips = []
    for site, rows in ordered.groupby("id", sort=True).indices.items():
        lines = [rows] if len(rows) <= LONGEST_ROW else np.array_split(rows, 2)
        heights = [sizes[line].max() for line in lines]
        widths = [(sizes[line] + texts[line]).sum() + gap * (len(line) - 1) for line in lines]
        height = sum(heights) + gap * (len(lines) - 1)
        top = height / 2
        for line, line_height, width in zip(lines, heights, widths, strict=True):
            left = -width / 2 + np.concatenate([[0.0], np.cumsum(sizes[line] + texts[line] + gap)[:-1]])
            offsets[line, 0] = left + sizes[line] / 2
            offsets[line, 1] = top - line_height / 2
            top -= line_height + gap
        strips.append((site, max(widths), height))
    ordered["sx"], ordered["sy"] = offsets[:, 0], offsets[:, 1]
    return ordered, pd.DataFrame(strips, columns=["id", "largeur", "hauteur"])
