"""The checks by name, with what a person calls them, in the order they are run. Light: QGIS reads it when it starts."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

TITLES: dict[str, str] = {
    "source": QT_TRANSLATE_NOOP("Preflight", "Source and date"),
    "words": QT_TRANSLATE_NOOP("Preflight", "Unfinished texts"),
    "stale": QT_TRANSLATE_NOOP("Preflight", "Stale data"),
    "demonstration": QT_TRANSLATE_NOOP("Preflight", "Demonstration data"),
    "readable": QT_TRANSLATE_NOOP("Preflight", "Layers that cannot be read"),
    "empty": QT_TRANSLATE_NOOP("Preflight", "Empty layers"),
    "classes": QT_TRANSLATE_NOOP("Preflight", "Classes without features"),
    "crs": QT_TRANSLATE_NOOP("Preflight", "Reference systems"),
    "unlocated": QT_TRANSLATE_NOOP("Preflight", "Sites not located"),
    "outside": QT_TRANSLATE_NOOP("Preflight", "Sites outside the frame"),
    "hidden": QT_TRANSLATE_NOOP("Preflight", "Sites hidden by an item"),
    "labels": QT_TRANSLATE_NOOP("Preflight", "Labels cut"),
    "secrecy": QT_TRANSLATE_NOOP("Preflight", "Small counts"),
    "page": QT_TRANSLATE_NOOP("Preflight", "Items off the page"),
    "overlaps": QT_TRANSLATE_NOOP("Preflight", "Overlapping items"),
    "texts": QT_TRANSLATE_NOOP("Preflight", "Texts that do not fit"),
    "small_texts": QT_TRANSLATE_NOOP("Preflight", "Texts too small"),
    "fonts": QT_TRANSLATE_NOOP("Preflight", "Missing fonts"),
    "colours": QT_TRANSLATE_NOOP("Preflight", "Colours that cannot be told apart"),
    "scale_bars": QT_TRANSLATE_NOOP("Preflight", "Scale bars"),
    "north_arrows": QT_TRANSLATE_NOOP("Preflight", "North arrows"),
    "overviews": QT_TRANSLATE_NOOP("Preflight", "Overviews"),
    "pictures": QT_TRANSLATE_NOOP("Preflight", "Pictures"),
}
# Those QGIS's desktop makes itself, under its own name: in its export they are not said twice.
OF_QGIS = {
    "scale_bars": "layout_scalebar_check",
    "north_arrows": "layout_northarrow_check",
    "overviews": "layout_overview_check",
    "pictures": "layout_picture_source_check",
}
