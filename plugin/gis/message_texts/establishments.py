"""Establishments, authorisations, equipment, capacities, practitioners, activities, agency tables. Words by code."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

TEXTS: dict[str, str] = {
    "ETA01": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: FINESS number “{v}” is malformed (9 characters expected, leading zero lost?)."
    ),
    "ETA02": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: the check digit of the FINESS number {v} is wrong; check the entry."
    ),
    "ETA03": QT_TRANSLATE_NOOP("Messages", "Line {n}: the FINESS number {v} stands more than once."),
    "ETA04": QT_TRANSLATE_NOOP(
        "Messages", "{n} establishments without coordinates: they are not on the map (list in the report)."
    ),
    "ETA05": QT_TRANSLATE_NOOP(
        "Messages",
        "{rs}: coordinates {d} km away from the commune {insee}; check the coordinate system or swapped X/Y."
    ),
    "ETA06": QT_TRANSLATE_NOOP("Messages", "Line {n}: unknown category of establishment “{v}”."),
    "ETA07": QT_TRANSLATE_NOOP("Messages", "{rs} ({finess}) is closed since {date}, before the date of the map."),
    "ETA08": QT_TRANSLATE_NOOP("Messages", "Line {n}: the legal entity {v} was not found."),
    "ETA09": QT_TRANSLATE_NOOP("Messages", "The health territory {t} has several reference hospitals: {liste}."),
    "ETA10": QT_TRANSLATE_NOOP("Messages", "The health territory {t} has no designated reference hospital."),
    "ETA11": QT_TRANSLATE_NOOP(
        "Messages",
        "{n} establishments are in communes without an outline here: their place was not checked ({communes})."
    ),
    "ETA12": QT_TRANSLATE_NOOP("Messages", "{rs} ({v}): coordinates {x}, {y} cannot be transformed from EPSG:{srid}."),
    "ETA13": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: {rs} ({v}) names no coordinate system; its values are those of EPSG:{srid}."
    ),
    "ETA14": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: the coordinates of {rs} ({v}) were swapped; they were turned round."
    ),
    "ETA15": QT_TRANSLATE_NOOP(
        "Messages",
        "Line {n}: {rs} ({v}): coordinates {x}, {y} lie outside the territory of its commune; they are not used."
    ),
    "ETA16": QT_TRANSLATE_NOOP(
        "Messages",
        "{n} establishments without coordinates were placed at the town hall of their commune (list in the report)."
    ),
    "ETA17": QT_TRANSLATE_NOOP("Messages", "{rs} ({v}): {d} km from the other establishments of the commune {insee}."),
    "ETA18": QT_TRANSLATE_NOOP(
        "Messages", "{n} establishments had their coordinates in the wrong fields; they were put right ({finess})."
    ),
    "ETA19": QT_TRANSLATE_NOOP(
        "Messages", "{n} rows concern other departments than those kept ({departements}): left out."
    ),
    "ETA20": QT_TRANSLATE_NOOP("Messages", "{n} INSEE codes of communes had lost their leading zero; it was put back."),
    "ETA21": QT_TRANSLATE_NOOP(
        "Messages",
        "No départements were given and the atlas has no communes yet: the rows of the whole file are kept. Load the "
        "communes first, or name the départements."
    ),
    "ETA40": QT_TRANSLATE_NOOP(
        "Messages", "{rs} ({v}), in {commune} ({insee}), has no coordinates: it is not on the map."
    ),
    "AUT01": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: activity, modality and form {v} are not in the nomenclature; the code is kept."
    ),
    "AUT02": QT_TRANSLATE_NOOP("Messages", "Line {n}: the authorisation ends ({fin}) before it begins ({debut})."),
    "AUT03": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: the authorisation expired on {fin}, before the date of the data."
    ),
    "AUT04": QT_TRANSLATE_NOOP("Messages", "Line {n}: the authorisation has not been put into operation."),
    "AUT05": QT_TRANSLATE_NOOP("Messages", "Line {n}: the establishment {v} is not in the loaded FINESS register."),
    "AUT06": QT_TRANSLATE_NOOP("Messages", "{n} rows concern other departments than those of the register: left out."),
    "AUT07": QT_TRANSLATE_NOOP(
        "Messages", "Activities without a single row ({n}): the national files are partial since FINESS+. {liste}."
    ),
    "AUT08": QT_TRANSLATE_NOOP("Messages", "The workspace has no establishments: import the register first."),
    "AUT09": QT_TRANSLATE_NOOP("Messages", "No file of authorisations or of heavy equipment was given."),
    "AUT10": QT_TRANSLATE_NOOP("Messages", "Authorisations are compared with those of another date: give both files."),
    "EQU01": QT_TRANSLATE_NOOP("Messages", "Line {n}: equipment code “{v}” is not in the nomenclature; it is kept."),
    "EQU02": QT_TRANSLATE_NOOP("Messages", "Line {n}: equipment without a FINESS number or a code: left out."),
    "MSO01": QT_TRANSLATE_NOOP(
        "Messages", "{n} rows say no number of installed places: unknown is not 0 (lines {lignes}…)."
    ),
    "CAP01": QT_TRANSLATE_NOOP("Messages", "Line {n}, column {c}: empty is not 0; the value is kept as missing."),
    "SAE01": QT_TRANSLATE_NOOP("Messages", "{chemin} is not a SAE table; columns found: {colonnes}."),
    "SAE02": QT_TRANSLATE_NOOP("Messages", "Choosing departments ({departements}) needs the SAE table ID."),
    "SAE03": QT_TRANSLATE_NOOP("Messages", "The SAE table {table} of {annee} is given twice: this file is set aside."),
    "FIN01": QT_TRANSLATE_NOOP(
        "Messages", "{chemin} is in none of the known FINESS layouts; columns found: {colonnes}."
    ),
    "FPL01": QT_TRANSLATE_NOOP("Messages", "{chemin} is not a FINESS+ file: {cause}."),
    "FPL02": QT_TRANSLATE_NOOP(
        "Messages", "{chemin}: natures of activity that are not care authorisations were left out: {natures}."
    ),
    "FPL03": QT_TRANSLATE_NOOP(
        "Messages",
        "{chemin}: {n} values are not of the kind FINESS+ describes and were left out; the first is {endroit}."
    ),
    "PRA01": QT_TRANSLATE_NOOP("Messages", "{n} rows of practitioners have no commune: they are not counted."),
    "PRA02": QT_TRANSLATE_NOOP(
        "Messages",
        "{chemin}: the columns are neither those of the Annuaire santé nor insee, profession, nombre. Columns found: "
        "{colonnes}."
    ),
    "AGE01": QT_TRANSLATE_NOOP("Messages", "Line {n}, column {c}: “{v}” is not among the values expected ({liste})."),
    "AGE02": QT_TRANSLATE_NOOP("Messages", "Unknown table template “{cle}”. Templates: {liste}."),
    "ACT01": QT_TRANSLATE_NOOP("Messages", "Unknown activity “{cle}”. Closest: {proches}."),
    "ACT02": QT_TRANSLATE_NOOP(
        "Messages", "The activity “{cle}” of activites_atlas.yaml has wrong or missing fields: {champs}."
    ),
    "ACT03": QT_TRANSLATE_NOOP("Messages", "No site matches “{libelle}” (tables searched: {tables})."),
    "ACT04": QT_TRANSLATE_NOOP("Messages", "“{libelle}”: no table to look in; one of these is needed: {tables}."),
    "ACT05": QT_TRANSLATE_NOOP(
        "Messages",
        "“{libelle}”: {lignes} authorisations are in the codes after the reform, for which this activity has no rule."
    ),
    "ACT06": QT_TRANSLATE_NOOP(
        "Messages", "“{libelle}”: sites left out because the register of establishments lacks them: {sites}."
    ),
    "ACT10": QT_TRANSLATE_NOOP("Messages", "Neither an activity nor a sheet was named."),
    "ACT11": QT_TRANSLATE_NOOP("Messages", "There is nothing to draw: the workspace has no rows in {tables}."),
    "ACT12": QT_TRANSLATE_NOOP("Messages", "Sheet {feuille} draws no sites."),
    "FIL01": QT_TRANSLATE_NOOP("Messages", "No establishment answers every criterion (left after each: {etapes})."),
    "FIL03": QT_TRANSLATE_NOOP(
        "Messages", "A least capacity needs an activity: its beds, places or devices are what is counted."
    ),
    "FIL04": QT_TRANSLATE_NOOP("Messages", "Nothing opens from {debut} to {fin}: the first date is after the second."),
    "FIL05": QT_TRANSLATE_NOOP("Messages", "The workspace has no authorisations: import them to find sites by them."),
    "SYM10": QT_TRANSLATE_NOOP("Messages", "One symbol for several activities ({activites}): give each its own."),
    "CAT10": QT_TRANSLATE_NOOP("Messages", "“{v}” cannot be the id of a sheet: letters, digits and hyphens only."),
    "CAT11": QT_TRANSLATE_NOOP(
        "Messages", "The sheet {feuille} is already one of the catalogue: choose another id, or have it replaced."
    ),
    "FIL02": QT_TRANSLATE_NOOP("Messages", "No commune is in the territory {code} of type {type}."),
}
