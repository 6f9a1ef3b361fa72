"""The workspace and the hand corrections it keeps. Words by code."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

TEXTS: dict[str, str] = {
    "ESP01": QT_TRANSLATE_NOOP("Messages", "{chemin} is not an Atlas Soins workspace."),
    "ESP02": QT_TRANSLATE_NOOP("Messages", "{chemin} already exists: open it, or choose another name."),
    "ESP03": QT_TRANSLATE_NOOP(
        "Messages",
        "{chemin} was made by a newer version of the plugin (tables {version}, this plugin knows {connue}): update "
        "the plugin."
    ),
    "ESP04": QT_TRANSLATE_NOOP(
        "Messages",
        "{chemin} is in use, perhaps by {detenteurs}: nothing was changed. Finish the work there and try again."
    ),
    "ESP05": QT_TRANSLATE_NOOP("Messages", "Table {table}: unknown column {c}. Columns known: {liste}."),
    "ESP06": QT_TRANSLATE_NOOP("Messages", "Table {table}: required column missing: {c}. Columns found: {liste}."),
    "ESP07": QT_TRANSLATE_NOOP("Messages", "Line {n}: the column {c} of the table {table} is required and empty."),
    "ESP08": QT_TRANSLATE_NOOP("Messages", "Line {n}: geometry of type {v} in the table {table} ({attendu} expected)."),
    "ESP09": QT_TRANSLATE_NOOP("Messages", "Unknown coordinate reference system: {crs}."),
    "ESP10": QT_TRANSLATE_NOOP("Messages", "{chemin} could not be read or written; nothing was changed: {detail}"),
    "ESP11": QT_TRANSLATE_NOOP("Messages", "The table {table} of {chemin} cannot be opened as a layer."),
    "ESP12": QT_TRANSLATE_NOOP("Messages", "{chemin} cannot be made: the folder {dossier} does not exist."),
    "ESP13": QT_TRANSLATE_NOOP("Messages", "Unknown table {table}. Tables known: {liste}."),
    "ESP14": QT_TRANSLATE_NOOP("Messages", "The filter of the table {table} is not understood: {filtre}"),
    "ESP15": QT_TRANSLATE_NOOP("Messages", "The database {chemin} cannot be reached: {detail}"),
    "ESP16": QT_TRANSLATE_NOOP("Messages", "The schema cannot be made in {chemin}: {detail}"),
    "ESP17": QT_TRANSLATE_NOOP("Messages", "“{schema}” cannot name a schema: lower-case letters, digits and _ only."),
    "ESP18": QT_TRANSLATE_NOOP(
        "Messages", "{chemin} is in use by another program or person: nothing was changed. Try again in a moment."
    ),
    "ESP19": QT_TRANSLATE_NOOP("Messages", "There is no connection “{connexion}” to PostgreSQL in QGIS."),
    "ESP20": QT_TRANSLATE_NOOP(
        "Messages",
        "Meanwhile somebody else has changed {liste} in {chemin}: nothing was written, so that their work stays. "
        "Start again, and it will be taken into account."
    ),
    "COR01": QT_TRANSLATE_NOOP("Messages", "{n} hand corrections applied."),
    "COR02": QT_TRANSLATE_NOOP(
        "Messages", "The hand correction of {cle} (column {c}, value “{v}”) could not be applied."
    ),
    "COR03": QT_TRANSLATE_NOOP("Messages", "A hand correction needs an author and a reason."),
}
