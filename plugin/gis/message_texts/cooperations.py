"""Cooperations. Words by code."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

TEXTS: dict[str, str] = {
    "COO01": QT_TRANSLATE_NOOP("Messages", "Line {n}: unknown modality “{v}” (A, B, C, D, E or ND)."),
    "COO02": QT_TRANSLATE_NOOP("Messages", "Line {n}: modalities A to E do not apply to chemotherapy cooperations."),
    "COO03": QT_TRANSLATE_NOOP("Messages", "Line {n}: a {type} cooperation carries no modality, ETP or PDSES."),
    "COO04": QT_TRANSLATE_NOOP("Messages", "Line {n}: medical time of {v} ETP is out of range (0 to 20)."),
    "COO05": QT_TRANSLATE_NOOP("Messages", "Line {n}: medical time “{v}” is not a number (example: 0.2)."),
    "COO06": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: the establishment {finess} is not in the loaded FINESS register."
    ),
    "COO07": QT_TRANSLATE_NOOP("Messages", "Line {n}: an establishment cannot cooperate with itself."),
    "COO08": QT_TRANSLATE_NOOP(
        "Messages", "Lines {a} and {b}: same pair, same theme, same edition, same object and same modality."
    ),
    "COO09": QT_TRANSLATE_NOOP("Messages", "Line {n}: modality E (PDSES only) but PDSES is “non”."),
    "COO10": QT_TRANSLATE_NOOP("Messages", "Line {n}: modality E without PDSES: read as a shared PDSES."),
    "COO11": QT_TRANSLATE_NOOP(
        "Messages",
        "Line {n}: medical time missing, cooperation not in the first atlas and PDSES not shared: not shown, to be "
        "completed with the reference hospital."
    ),
    "COO12": QT_TRANSLATE_NOOP("Messages", "Line {n}: the establishment {finess} is neither public nor ESPIC."),
    "COO13": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: both establishments are in one territory and neither is its reference hospital."
    ),
    "COO14": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: the date of the data ({date}) does not fit the edition {edition}, or differs within it."
    ),
    "COO16": QT_TRANSLATE_NOOP("Messages", "Line {n}: “{v}” was recognised by its name as {rs} ({finess}); check it."),
    "COO17": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: “{v}” ({commune}) is not one establishment for sure. Candidates: {candidats}."
    ),
    "COO18": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: “first atlas” contradicts the first edition in the workspace; the declaration is kept."
    ),
    "COO19": QT_TRANSLATE_NOOP("Messages", "Line {n}: the identifier {v} stands more than once in its edition."),
    "COO20": QT_TRANSLATE_NOOP("Messages", "Line {n}: modality E (PDSES only) but a medical time of {v} ETP."),
    "COO21": QT_TRANSLATE_NOOP("Messages", "Line {n}: PDSES left blank: read as not shared, printed “ND”."),
    "COO22": QT_TRANSLATE_NOOP(
        "Messages", "Status unknown (public, ESPIC or other) for the establishments {liste}: their links are kept."
    ),
    "COO23": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: the theme “{v}” (object: “{objet}”) belongs to no sheet; complete the table of themes."
    ),
    "COO24": QT_TRANSLATE_NOOP(
        "Messages",
        "{n} cooperations are without a place on the map, one of their sites having no coordinates: {liste}."
    ),
    "COO25": QT_TRANSLATE_NOOP(
        "Messages", "{n} errors in {lues} rows: nothing was written. Mend the file, or ask for the valid rows alone."
    ),
    "COO26": QT_TRANSLATE_NOOP(
        "Messages", "The workspace holds no establishment: import FINESS first, then the survey of cooperations."
    ),
    "COO27": QT_TRANSLATE_NOOP(
        "Messages", "No cooperation to draw: none of this theme and edition is shown and located."
    ),
    "COO28": QT_TRANSLATE_NOOP(
        "Messages", "The workspace holds no cooperation of the edition {edition} (editions found: {liste})."
    ),
    "COO29": QT_TRANSLATE_NOOP("Messages", "Declared alike by two hospitals, kept once: {a} and {b}."),
    "COO30": QT_TRANSLATE_NOOP(
        "Messages", "Declared otherwise by two hospitals: {a} and {b}. Neither is kept until one of them is chosen."
    ),
}
