"""Questions by territory, indicators and objectives of supply. Words by code."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

TEXTS: dict[str, str] = {
    "QST01": QT_TRANSLATE_NOOP("Messages", "The workspace has no territories of type “{value}”. Types: {liste}."),
    "QST02": QT_TRANSLATE_NOOP("Messages", "Unknown territories of type {type}: {value}. Close: {proches}."),
    "QST03": QT_TRANSLATE_NOOP("Messages", "The workspace has no communes: import them first."),
    "QST04": QT_TRANSLATE_NOOP("Messages", "Sites in no commune of the workspace, not counted ({n}): {liste}."),
    "QST05": QT_TRANSLATE_NOOP("Messages", "Give either territories or a drawn area, not both."),
    "QST06": QT_TRANSLATE_NOOP("Messages", "{chemin}: unknown format of answers. Formats: {liste}."),
    "QST07": QT_TRANSLATE_NOOP(
        "Messages", "The Python package {paquet}, which writes {chemin}, is missing: choose CSV, or install it."
    ),
    "QST08": QT_TRANSLATE_NOOP("Messages", "No town hall lies inside the drawn area."),
    "QST09": QT_TRANSLATE_NOOP(
        "Messages", "The area is made of the {n} communes whose town hall lies inside: {liste}."
    ),
    "QST10": QT_TRANSLATE_NOOP("Messages", "The question is not understood at “{value}”: {attendu} expected."),
    "QST11": QT_TRANSLATE_NOOP("Messages", "The workspace has no times to “{value}”. Kinds of times: {liste}."),
    "QST12": QT_TRANSLATE_NOOP("Messages", "No site of the workspace has the activity “{value}”. Close: {proches}."),
    "QST13": QT_TRANSLATE_NOOP("Messages", "No indicator “{value}” by commune. Indicators: {liste}."),
    "QST14": QT_TRANSLATE_NOOP("Messages", "No zoning “{value}”. Zonings: {liste}."),
    "QST15": QT_TRANSLATE_NOOP("Messages", "Minutes from a point need a road layer."),
    "QST16": QT_TRANSLATE_NOOP(
        "Messages", "Communes that cannot reach any site of “{value}”, neither nearer nor farther ({n}): {liste}."
    ),
    "QST17": QT_TRANSLATE_NOOP("Messages", "Communes without a value of “{value}”, left out ({n}): {liste}."),
    "QST18": QT_TRANSLATE_NOOP("Messages", "No question of the atlas is called “{value}”. Questions: {liste}."),
    "QST19": QT_TRANSLATE_NOOP("Messages", "Sites without coordinates, at no distance of the point ({n}): {liste}."),
    "QST20": QT_TRANSLATE_NOOP("Messages", "“{value}” is no threshold of secrecy: a whole number of persons expected."),
    "QST21": QT_TRANSLATE_NOOP("Messages", "No measure of the profile has the key “{value}”. Keys: {liste}."),
    "QST22": QT_TRANSLATE_NOOP("Messages", "An area or the whole region has no peers: choose a type of territories."),
    "QST23": QT_TRANSLATE_NOOP("Messages", "{territoire} has no objectives of “{value}”. Activities: {liste}."),
    "IND01": QT_TRANSLATE_NOOP(
        "Messages", "Territories that are not in the workspace, kept without a type ({n}): {liste}."
    ),
    "IND02": QT_TRANSLATE_NOOP("Messages", "Line {n}: “{v}” is no number: kept as ND."),
    "IND03": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: {v} of {territoire} in {periode} stands twice; the first is kept."
    ),
    "IND04": QT_TRANSLATE_NOOP("Messages", "Communes that are not in the workspace, left out ({n}): {liste}."),
    "IND05": QT_TRANSLATE_NOOP(
        "Messages", "{chemin}: no column of territories, or none of figures, is recognised. Columns: {liste}."
    ),
    "IND06": QT_TRANSLATE_NOOP("Messages", "Codes that had lost their first zero ({n}): {liste}."),
    "OQO04": QT_TRANSLATE_NOOP("Messages", "Line {n}: nomenclature “{v}” is not one of {liste}."),
}
