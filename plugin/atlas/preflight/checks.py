"""What each check of `titles` runs. A new check is added here and there."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsLayout

from ...core.findings import Finding
from . import colours, counts, items, layers, sites, sources, texts
from .context import PreflightContext

Check = Callable[[QgsLayout, PreflightContext], list[Finding]]

CHECKS: dict[str, Check] = {
    "source": sources.source_named,
    "words": sources.words_filled,
    "stale": sources.data_fresh,
    "demonstration": sources.demonstration,
    "readable": layers.layers_readable,
    "empty": layers.layers_filled,
    "classes": layers.classes_filled,
    "crs": layers.layers_in_place,
    "unlocated": sites.sites_located,
    "outside": sites.sites_in_frame,
    "hidden": sites.sites_uncovered,
    "labels": sites.labels_whole,
    "secrecy": counts.small_counts,
    "page": items.on_the_page,
    "overlaps": items.apart,
    "texts": texts.texts_fit,
    "small_texts": texts.texts_readable,
    "fonts": texts.fonts_installed,
    "colours": colours.colours_apart,
    "scale_bars": items.scale_bars_linked,
    "north_arrows": items.north_arrows_linked,
    "overviews": items.overviews_linked,
    "pictures": items.pictures_found,
}
