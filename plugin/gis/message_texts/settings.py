"""Settings of the user and of an edition, and what is missing in QGIS. Words by code."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

TEXTS: dict[str, str] = {
    "PAQ01": QT_TRANSLATE_NOOP("Messages", "The atlas cannot be opened. {texte}"),
    "REG01": QT_TRANSLATE_NOOP(
        "Messages", "Setting {reglage}: “{v}” has no effect (a whole number from {min} to {max} expected)."
    ),
    "REG02": QT_TRANSLATE_NOOP("Messages", "Setting {reglage}: “{v}” has no effect (possible: {liste})."),
    "EDI01": QT_TRANSLATE_NOOP("Messages", "Line {n}: an edition has no setting “{v}”. Settings: {liste}."),
    "EDI02": QT_TRANSLATE_NOOP("Messages", "Line {n}: “{v}” is not of the form key = value."),
    "EDI03": QT_TRANSLATE_NOOP("Messages", "Line {n}: {c}, “{v}” is not a date (example: 2026-01-31)."),
    "EDI04": QT_TRANSLATE_NOOP("Messages", "Line {n}: {c}, “{v}” is not a whole number."),
    "EDI05": QT_TRANSLATE_NOOP("Messages", "Line {n}: {c}, “{v}” is not a number (example: 0.2)."),
    "EDI06": QT_TRANSLATE_NOOP("Messages", "Line {n}: {c}, “{v}” is not possible. Possible: {liste}."),
    "EDI07": QT_TRANSLATE_NOOP("Messages", "Line {n}: {c}, there is no {v}."),
}
