"""Files and tables, and jobs that were stopped. Words by code."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

TEXTS: dict[str, str] = {
    "FIC01": QT_TRANSLATE_NOOP("Messages", "The file {chemin} was not found."),
    "FIC02": QT_TRANSLATE_NOOP("Messages", "Unknown encoding: neither UTF-8 nor Windows-1252."),
    "FIC03": QT_TRANSLATE_NOOP("Messages", "Unknown delimiter: semicolon, comma, tab or vertical bar expected."),
    "FIC04": QT_TRANSLATE_NOOP("Messages", "Required column missing: {col}. Columns found: {liste}."),
    "FIC05": QT_TRANSLATE_NOOP("Messages", "Line {n}, column {c}: value “{v}” is not valid ({attendu})."),
    "FIC06": QT_TRANSLATE_NOOP("Messages", "The file {chemin} is empty."),
    "FIC07": QT_TRANSLATE_NOOP("Messages", "{chemin} is too large once unpacked ({octets} bytes, limit {limite})."),
    "FIC08": QT_TRANSLATE_NOOP("Messages", "{chemin} is not a workbook that can be read."),
    "FIC09": QT_TRANSLATE_NOOP("Messages", "{chemin} has no sheet “{feuille}”. Sheets: {feuilles}."),
    "FIC10": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: two columns are named “{c}”; the second is read under another name."
    ),
    "FIC11": QT_TRANSLATE_NOOP(
        "Messages",
        "{chemin}: values stand {decalage} columns beside their header; they were put right by their content "
        "({colonnes})."
    ),
    "FIC21": QT_TRANSLATE_NOOP("Messages", "{chemin} holds no layer or table that can be read."),
    "FIC22": QT_TRANSLATE_NOOP("Messages", "The layer {chemin} has no coordinate reference system."),
    "FIC23": QT_TRANSLATE_NOOP("Messages", "{chemin} cannot be read or written: {cause}."),
    "FIC24": QT_TRANSLATE_NOOP("Messages", "{chemin} is not a {extension} file."),
    "FIC25": QT_TRANSLATE_NOOP(
        "Messages", "{chemin}, line {ligne}: {nombre} characters in one line, which no table has (limit {limite})."
    ),
    "FIC26": QT_TRANSLATE_NOOP(
        "Messages", "{chemin}, line {ligne}: {nombre} cells in one row, which no table has (limit {limite})."
    ),
}
