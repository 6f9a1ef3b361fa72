"""The preflight of the printed page. Words by code; the sheet and the layout stand beside them in the report."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

TEXTS: dict[str, str] = {
    "PRE01": QT_TRANSLATE_NOOP("Messages", "The page names no source."),
    "PRE02": QT_TRANSLATE_NOOP("Messages", "The source “{source}” has no date."),
    "PRE03": QT_TRANSLATE_NOOP("Messages", "Layer “{couche}”: the legend speaks of it and it has no features."),
    "PRE04": QT_TRANSLATE_NOOP("Messages", "Layer “{couche}” cannot be read: its file is missing or damaged."),
    "PRE05": QT_TRANSLATE_NOOP("Messages", "Layer “{couche}”: the class “{classe}” has no feature on the page."),
    "PRE06": QT_TRANSLATE_NOOP("Messages", "Not on the map, for want of coordinates: {n} ({quoi})."),
    "PRE07": QT_TRANSLATE_NOOP("Messages", "Layer “{couche}”: outside the frame of “{item}” ({n}): {liste}."),
    "PRE08": QT_TRANSLATE_NOOP(
        "Messages",
        "Layer “{couche}”: counts of persons under {seuil} are a statistical secret ({n}, values: {liste})."
    ),
    "PRE09": QT_TRANSLATE_NOOP("Messages", "Items “{item}” and “{autre}” overlap."),
    "PRE10": QT_TRANSLATE_NOOP("Messages", "Item “{item}” runs off the page."),
    "PRE11": QT_TRANSLATE_NOOP("Messages", "Item “{item}”: the text does not fit its box: “{texte}”."),
    "PRE12": QT_TRANSLATE_NOOP("Messages", "Item “{item}”: text of {taille} points; under 6 it is not read."),
    "PRE13": QT_TRANSLATE_NOOP("Messages", "The font {police} is not installed: another one takes its place."),
    "PRE14": QT_TRANSLATE_NOOP(
        "Messages", "Layer “{couche}”: the classes “{classe}” and “{autre}” look alike ({vues})."
    ),
    "PRE15": QT_TRANSLATE_NOOP("Messages", "Layer “{couche}” has no coordinate reference system."),
    "PRE16": QT_TRANSLATE_NOOP(
        "Messages", "Layer “{couche}” lies far from the map “{item}”: {crs} is not the system of its coordinates?"
    ),
    "PRE17": QT_TRANSLATE_NOOP(
        "Messages", "The map “{item}” is in degrees ({crs}): shapes and scale are wrong; choose a projected system."
    ),
    "PRE18": QT_TRANSLATE_NOOP("Messages", "The data have changed since the sheet was drawn: draw it again."),
    "PRE19": QT_TRANSLATE_NOOP("Messages", "Demonstration data: {liste}."),
    "PRE20": QT_TRANSLATE_NOOP("Messages", "The scale bar “{item}” is linked to no map."),
    "PRE21": QT_TRANSLATE_NOOP("Messages", "The north arrow “{item}” is linked to no map."),
    "PRE22": QT_TRANSLATE_NOOP("Messages", "The frame “{cadre}” drawn on the map “{item}” is linked to no map."),
    "PRE23": QT_TRANSLATE_NOOP("Messages", "The picture of “{item}” is missing or damaged: {image}."),
    "PRE24": QT_TRANSLATE_NOOP("Messages", "Layer “{couche}”: names cut at the edge of “{item}” ({n}): {liste}."),
    "PRE25": QT_TRANSLATE_NOOP("Messages", "Item “{item}” hides sites of the layer “{couche}” ({n}): {liste}."),
    "PRE26": QT_TRANSLATE_NOOP("Messages", "Item “{item}”: unfinished text: {texte}"),
    "PRE27": QT_TRANSLATE_NOOP("Messages", "The check “{controle}” could not be made: {detail}"),
    "PRE28": QT_TRANSLATE_NOOP("Messages", "{titre}: {texte}"),
    "PRE30": QT_TRANSLATE_NOOP("Messages", "The project holds no drawn sheet: draw the sheets first."),
}
