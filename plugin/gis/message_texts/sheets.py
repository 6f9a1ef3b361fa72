"""Sheets, their symbols and names, and what is printed. Words by code."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

TEXTS: dict[str, str] = {
    "CAT01": QT_TRANSLATE_NOOP("Messages", "{fichier}, sheet {feuille}: key “{cle}” ({attendu} expected)."),
    "CAT02": QT_TRANSLATE_NOOP("Messages", "{fichier} is not valid YAML: {detail}."),
    "CAT03": QT_TRANSLATE_NOOP("Messages", "The catalogue has no sheet {feuille}. Sheets: {liste}."),
    "CAT12": QT_TRANSLATE_NOOP("Messages", "“{v}” is no list of bounds: numbers with semicolons, as in 10; 20."),
    "CAT13": QT_TRANSLATE_NOOP(
        "Messages", "{chemin} holds several indicators and none is named “{v}”. Name one of: {liste}."
    ),
    "CHA01": QT_TRANSLATE_NOOP("Messages", "{chemin} is not a charter: police, texte, fond or limites is missing."),
    "MEP01": QT_TRANSLATE_NOOP(
        "Messages", "The layout template of {gabarit} has no item “{item}” of the kind expected."
    ),
    "EXP01": QT_TRANSLATE_NOOP("Messages", "No sheet can be printed: the workspace has no rows in {manquant}."),
    "EXP02": QT_TRANSLATE_NOOP("Messages", "{chemin} could not be written: {cause}."),
    "EXP20": QT_TRANSLATE_NOOP("Messages", "No territory {v} of type {type} in the workspace. Known: {liste}."),
    "EXP03": QT_TRANSLATE_NOOP(
        "Messages", "File names “{motif}”: {inconnu} is not a field. Fields: {champs}, each between braces."
    ),
    "EXP04": QT_TRANSLATE_NOOP(
        "Messages", "File names “{motif}”: {feuilles} would all be called “{nom}”. Add the sheet’s id or its page."
    ),
    "EXP05": QT_TRANSLATE_NOOP(
        "Messages", "The second process did not start ({detail}): this one does all the work and takes longer."
    ),
    "EXP06": QT_TRANSLATE_NOOP(
        "Messages", "The second process ended early ({detail}): this one did the rest."
    ),
    "EXP07": QT_TRANSLATE_NOOP(
        "Messages", "This QGIS cannot write GeoPDF (its GDAL has no PDF library): the sheets are plain PDFs."
    ),
    "EXP09": QT_TRANSLATE_NOOP("Messages", "{partie} took other pages than counted: the numbers after it are wrong."),
    "EXP10": QT_TRANSLATE_NOOP(
        "Messages",
        "The check stops {n} sheets ({feuilles}): there is no book. Mend what follows, or print despite the check."
    ),
    "EXP08": QT_TRANSLATE_NOOP("Messages", "The Python package pypdf is missing: the PDF has no bookmarks."),
    "FEU01": QT_TRANSLATE_NOOP("Messages", "Cooperations not drawn, one end has no coordinates ({n}): {liste}."),
    "FEU02": QT_TRANSLATE_NOOP("Messages", "Sheet {feuille}: the legend does not fit its column."),
    "FEU03": QT_TRANSLATE_NOOP("Messages", "The project was closed while its sheets were drawn: draw them again."),
    "RET01": QT_TRANSLATE_NOOP("Messages", "Sheet {feuille}, held by hand: item “{sujet}” ({aspect})."),
    "RET02": QT_TRANSLATE_NOOP("Messages", "Sheet {feuille}, held by hand: item added, {aspect}."),
    "RET03": QT_TRANSLATE_NOOP("Messages", "Sheet {feuille}, held by hand: “{sujet}” taken away."),
    "RET04": QT_TRANSLATE_NOOP("Messages", "Sheet {feuille}, held by hand: look of the class “{aspect}” ({sujet})."),
    "RET05": QT_TRANSLATE_NOOP("Messages", "Sheet {feuille}, held by hand: place of the name “{aspect}”."),
    "RET06": QT_TRANSLATE_NOOP("Messages", "Sheet {feuille}, held by hand: curve of the link {aspect}."),
    "RET07": QT_TRANSLATE_NOOP("Messages", "Sheet {feuille}, held by hand: text “{sujet}” ({aspect})."),
    "RET08": QT_TRANSLATE_NOOP("Messages", "Sheet {feuille}, held by hand: look of the layer “{aspect}”."),
    "RET09": QT_TRANSLATE_NOOP(
        "Messages", "Sheet {feuille}: “{sujet}” ({aspect}), held by hand, has no place in the new drawing."
    ),
    "SYM01": QT_TRANSLATE_NOOP(
        "Messages", "No free place for the symbols of site {v} in the frame “{cadre}”: they overlap others."
    ),
    "SYM02": QT_TRANSLATE_NOOP("Messages", "“{cle}” is not in the book of symbols (styles/symbols.yaml)."),
    "SYM03": QT_TRANSLATE_NOOP("Messages", "No room for the name “{v}” in the frame “{cadre}”: it is left out."),
    "SYM04": QT_TRANSLATE_NOOP("Messages", "Site {v} has no circle: its value is {valeur}."),
    "SYM05": QT_TRANSLATE_NOOP("Messages", "The parts do not add up to the whole at these sites: {sites}."),
}
