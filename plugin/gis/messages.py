"""The words of the findings: a code of ``core.findings`` becomes a sentence. French stands in ``resources/i18n``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from ..core.findings import Finding, Severity

# One section a family. {n} is the line, {c} the column, {v} the value; the other names are the finding's own params.
# A missing param prints "?"; "Line {n}: " is left out where a finding has no line; a param "chemin" that the text does
# not name is put before it.
MESSAGES: dict[str, str] = {
    # Responders
    "URG05": QT_TRANSLATE_NOOP("Messages", "Responders without coordinates ({n}): {liste}."),
    "URG06": QT_TRANSLATE_NOOP("Messages", "The workspace has no establishments with authorisations or SAE capacities."),
    # Sheets
    "CAT01": QT_TRANSLATE_NOOP("Messages", "{fichier}, sheet {feuille}: key “{cle}” ({attendu} expected)."),
    "CAT02": QT_TRANSLATE_NOOP("Messages", "{fichier} is not valid YAML: {detail}."),
    "CAT03": QT_TRANSLATE_NOOP("Messages", "The catalogue has no sheet {feuille}. Sheets: {liste}."),
    "CHA01": QT_TRANSLATE_NOOP("Messages", "{chemin} is not a charter: police, texte, fond or limites is missing."),
    "MEP01": QT_TRANSLATE_NOOP("Messages", "The layout template of {gabarit} has no item “{item}” of the kind expected."),
    "EXP01": QT_TRANSLATE_NOOP("Messages", "No sheet can be printed: the workspace has no rows in {manquant}."),
    "EXP02": QT_TRANSLATE_NOOP("Messages", "{chemin} could not be written: {cause}."),
    "FEU02": QT_TRANSLATE_NOOP("Messages", "Sheet {feuille}: the legend does not fit its column."),
    "FEU01": QT_TRANSLATE_NOOP("Messages", "Cooperations not drawn, one end has no coordinates ({n}): {liste}."),
    # Files and tables
    "FIC01": QT_TRANSLATE_NOOP("Messages", "The file {chemin} was not found."),
    "FIC02": QT_TRANSLATE_NOOP("Messages", "Unknown encoding: neither UTF-8 nor Windows-1252."),
    "FIC03": QT_TRANSLATE_NOOP("Messages", "Unknown delimiter: semicolon, comma, tab or vertical bar expected."),
    "FIC04": QT_TRANSLATE_NOOP("Messages", "Required column missing: {col}. Columns found: {liste}."),
    "FIC05": QT_TRANSLATE_NOOP("Messages", "Line {n}, column {c}: value “{v}” is not valid ({attendu})."),
    "FIC06": QT_TRANSLATE_NOOP("Messages", "The file {chemin} is empty."),
    "FIC21": QT_TRANSLATE_NOOP("Messages", "{chemin} holds no layer or table that can be read."),
    "FIC22": QT_TRANSLATE_NOOP("Messages", "The layer {chemin} has no coordinate reference system."),
    "FIC23": QT_TRANSLATE_NOOP("Messages", "{chemin} cannot be read or written: {cause}."),
    "FIC24": QT_TRANSLATE_NOOP("Messages", "{chemin} is not a {extension} file."),
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
    # Symbols and names on a map
    "SYM01": QT_TRANSLATE_NOOP(
        "Messages", "No free place for the symbols of site {v} in the frame “{cadre}”: they overlap others."
    ),
    "SYM02": QT_TRANSLATE_NOOP("Messages", "“{cle}” is not in the book of symbols (styles/symbols.yaml)."),
    "SYM03": QT_TRANSLATE_NOOP("Messages", "No room for the name “{v}” in the frame “{cadre}”: it is left out."),
    "SYM04": QT_TRANSLATE_NOOP("Messages", "Site {v} has no circle: its value is {valeur}."),
    "SYM05": QT_TRANSLATE_NOOP("Messages", "The parts do not add up to the whole at these sites: {sites}."),
    # The workspace
    "ESP01": QT_TRANSLATE_NOOP("Messages", "{chemin} is not an Atlas Soins workspace."),
    "ESP02": QT_TRANSLATE_NOOP("Messages", "{chemin} already exists: open it, or choose another name."),
    "ESP03": QT_TRANSLATE_NOOP(
        "Messages",
        "{chemin} was made by a newer version of the plugin (tables {version}, this plugin knows "
        "{connue}): update the plugin."
    ),
    "ESP04": QT_TRANSLATE_NOOP(
        "Messages",
        "{chemin} is in use, perhaps by {detenteurs}: nothing was changed. Finish the work there and " "try again."
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
    # Communes
    "COM01": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: INSEE code “{v}” is not valid (leading zero lost? proposed: {propose})."
    ),
    "COM02": QT_TRANSLATE_NOOP(
        "Messages",
        "The layer gives no town halls: a point inside each commune stands for its town hall ({nombre} "
        "communes)."
    ),
    "COM03": QT_TRANSLATE_NOOP("Messages", "Line {n}: the name of the commune {insee} is missing."),
    "COM04": QT_TRANSLATE_NOOP("Messages", "Line {n}: the commune {insee} stands more than once."),
    "COM05": QT_TRANSLATE_NOOP("Messages", "The commune {insee} is not among the communes of the workspace."),
    "COM06": QT_TRANSLATE_NOOP(
        "Messages",
        "The town hall of {nom} ({insee}) is {d} km away from the commune: a point inside stands for it; "
        "check the sign and order of the coordinates.",
    ),
    # Territories
    "TER01": QT_TRANSLATE_NOOP("Messages", "Line {n}: the code {v} stands more than once in the zoning {type}."),
    "TER02": QT_TRANSLATE_NOOP("Messages", "Line {n}: the commune {insee} is not in the COG of {annee}."),
    "TER03": QT_TRANSLATE_NOOP(
        "Messages", "The commune {insee} is assigned to two territories ({a}, {b}) of the zoning {type}."
    ),
    "TER04": QT_TRANSLATE_NOOP("Messages", "The commune {insee} belongs to no territory of the zoning {type}."),
    "TER05": QT_TRANSLATE_NOOP("Messages", "The geometry of the territory {id} is not valid: {cause}."),
    "TER06": QT_TRANSLATE_NOOP(
        "Messages", "The territory of action {a} reaches outside the territory of concertation {b} ({ha} ha)."
    ),
    "TER07": QT_TRANSLATE_NOOP(
        "Messages", "Psychiatric sector {s}: {pop} inhabitants, the reference being about 70,000."
    ),
    "TER08": QT_TRANSLATE_NOOP("Messages", "The territory {id} is in {parts} separate parts."),
    "TER09": QT_TRANSLATE_NOOP("Messages", "Line {n}: unknown type of territory “{v}”."),
    "TER10": QT_TRANSLATE_NOOP(
        "Messages",
        "The territory of observation {a} is not on the same ground as the territory of concertation {b} "
        "({ha} ha differ)."
    ),
    "TER11": QT_TRANSLATE_NOOP("Messages", "{nom} ({insee}, COG {annee}) has become {nouveau} (table of movements)."),
    "TER12": QT_TRANSLATE_NOOP(
        "Messages",
        "{nom} ({insee}, COG {annee}) no longer exists and no movement explains it; by the outlines it lies "
        "in {nouveau}: to be confirmed."
    ),
    "TER13": QT_TRANSLATE_NOOP(
        "Messages",
        "The former communes of {insee} lie in several territories ({a}, {b}) of the zoning {type}: {a} is "
        "proposed."
    ),
    "TER14": QT_TRANSLATE_NOOP("Messages", "The zone {id} has no route to any pole."),
    "TER15": QT_TRANSLATE_NOOP(
        "Messages",
        "The type of territory “{v}” cannot be declared: a code, a name and roles among {attendu} are "
        "expected."
    ),
    "TER16": QT_TRANSLATE_NOOP("Messages", "Line {n}: no territory is given; the line is left out."),
    "TER17": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: the commune {insee} stands twice in the same territory of the zoning {type}."
    ),
    "TER18": QT_TRANSLATE_NOOP(
        "Messages", "{nom} ({insee}) has kept only {part} % of its ground of {annee}: split or redrawn."
    ),
    "TER19": QT_TRANSLATE_NOOP(
        "Messages", "{v} ({type}) lies in several territories of the zoning {parent}: {a}, {b}."
    ),
    "TER20": QT_TRANSLATE_NOOP(
        "Messages",
        "The zone {id} is as near to {b} as to {a}: {a} is kept (larger population, then lower INSEE code)."
    ),
    "TER21": QT_TRANSLATE_NOOP(
        "Messages", "{lignes} lines of flows ({actifs} workers) name units that are not loaded: they are left out."
    ),
    "TER22": QT_TRANSLATE_NOOP(
        "Messages", "The territory {id} stays below the least population ({pop} inhabitants): it has no neighbour."
    ),
    "TER23": QT_TRANSLATE_NOOP(
        "Messages", "Commune {insee}: the population of its IRIS is unknown; it is shared equally among them."
    ),
    "TER24": QT_TRANSLATE_NOOP("Messages", "The population of {insee} is unknown: it counts as none."),
    "TER25": QT_TRANSLATE_NOOP(
        "Messages", "The outlines of {a} and {b} overlap ({ha} ha): the ground is left to {a}."
    ),
    "TER26": QT_TRANSLATE_NOOP("Messages", "A gap between outlines ({ha} ha) is given to {a}."),
    "TER27": QT_TRANSLATE_NOOP("Messages", "A gap between outlines ({ha} ha) next to {a} is left as it is."),
    "TER28": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: the outline of {id} is not in the layer; the territory is left out."
    ),
    "TER29": QT_TRANSLATE_NOOP("Messages", "No commune is loaded in the workspace: load the communes first."),
    "TER30": QT_TRANSLATE_NOOP("Messages", "The zoning {type} has no composition in the workspace."),
    "TER31": QT_TRANSLATE_NOOP("Messages", "No commune offers {nombre} different services: there is no pole."),
    "ANN01": QT_TRANSLATE_NOOP("Messages", "The job was stopped; nothing was changed."),
    # Establishments
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
        "{n} establishments are in communes without an outline here: their place was not checked "
        "({communes})."
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
        "Line {n}: {rs} ({v}): coordinates {x}, {y} lie outside the territory of its commune; they are not "
        "used."
    ),
    "ETA16": QT_TRANSLATE_NOOP(
        "Messages",
        "{n} establishments without coordinates were placed at the town hall of their commune (list in the "
        "report)."
    ),
    "ETA18": QT_TRANSLATE_NOOP(
        "Messages", "{n} establishments had their coordinates in the wrong fields; they were put right ({finess})."
    ),
    "ETA17": QT_TRANSLATE_NOOP("Messages", "{rs} ({v}): {d} km from the other establishments of the commune {insee}."),
    # Authorisations
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
    # Equipment, SAE, FINESS+, practitioners, tables of the agency, activities
    "EQU01": QT_TRANSLATE_NOOP("Messages", "Line {n}: equipment code “{v}” is not in the nomenclature; it is kept."),
    "EQU02": QT_TRANSLATE_NOOP("Messages", "Line {n}: equipment without a FINESS number or a code: left out."),
    "SAE01": QT_TRANSLATE_NOOP("Messages", "{chemin} is not a SAE table; columns found: {colonnes}."),
    "SAE02": QT_TRANSLATE_NOOP("Messages", "Choosing departments ({departements}) needs the SAE table ID."),
    "FIN01": QT_TRANSLATE_NOOP(
        "Messages", "{chemin} is in none of the known FINESS layouts; columns found: {colonnes}."
    ),
    "FPL01": QT_TRANSLATE_NOOP("Messages", "{chemin} is not a FINESS+ file: {cause}."),
    "FPL02": QT_TRANSLATE_NOOP(
        "Messages", "{chemin}: natures of activity that are not care authorisations were left out: {natures}."
    ),
    "PRA01": QT_TRANSLATE_NOOP("Messages", "{n} rows of practitioners have no commune: they are not counted."),
    "PRA02": QT_TRANSLATE_NOOP(
        "Messages",
        "{chemin}: the columns are neither those of the Annuaire santé nor insee, profession, nombre. Columns "
        "found: {colonnes}."
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
        "“{libelle}”: {lignes} authorisations are in the codes after the reform, for which this activity has no "
        "rule."
    ),
    "ACT06": QT_TRANSLATE_NOOP(
        "Messages", "“{libelle}”: sites left out because the register of establishments lacks them: {sites}."
    ),
    "ETA19": QT_TRANSLATE_NOOP(
        "Messages", "{n} rows concern other departments than those kept ({departements}): left out."
    ),
    "COR01": QT_TRANSLATE_NOOP("Messages", "{n} hand corrections applied."),
    "COR02": QT_TRANSLATE_NOOP(
        "Messages", "The hand correction of {cle} (column {c}, value “{v}”) could not be applied."
    ),
    "AUT08": QT_TRANSLATE_NOOP("Messages", "The workspace has no establishments: import the register first."),
    "AUT09": QT_TRANSLATE_NOOP("Messages", "No file of authorisations or of heavy equipment was given."),
    "FIL01": QT_TRANSLATE_NOOP("Messages", "No establishment answers every criterion (left after each: {etapes})."),
    "FIL02": QT_TRANSLATE_NOOP("Messages", "No commune is in the territory {code} of type {type}."),
    "ETA20": QT_TRANSLATE_NOOP("Messages", "{n} INSEE codes of communes had lost their leading zero; it was put back."),
    # Capacities
    "CAP01": QT_TRANSLATE_NOOP("Messages", "Line {n}, column {c}: empty is not 0; the value is kept as missing."),
    # Cooperations
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
        "Line {n}: medical time missing, cooperation not in the first atlas and PDSES not shared: "
        "not shown, to be completed with the reference hospital."
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
        "Messages", "{n} cooperations are without a place on the map, one of their sites having no coordinates: {liste}."
    ),
    "COO25": QT_TRANSLATE_NOOP(
        "Messages", "{n} errors in {lues} rows: nothing was written. Mend the file, or ask for the valid rows alone."
    ),
    "COO26": QT_TRANSLATE_NOOP(
        "Messages", "The workspace holds no establishment: import FINESS first, then the survey of cooperations."
    ),
    "COO27": QT_TRANSLATE_NOOP("Messages", "No cooperation to draw: none of this theme and edition is shown and located."),
    "COO28": QT_TRANSLATE_NOOP(
        "Messages", "The workspace holds no cooperation of the edition {edition} (editions found: {liste})."
    ),
    "COO29": QT_TRANSLATE_NOOP("Messages", "Declared alike by two hospitals, kept once: {a} and {b}."),
    "COO30": QT_TRANSLATE_NOOP(
        "Messages", "Declared otherwise by two hospitals: {a} and {b}. Neither is kept until one of them is chosen."
    ),
    # Emergency responders
    "URG01": QT_TRANSLATE_NOOP("Messages", "Line {n}: unknown type of emergency responder “{v}”."),
    "URG02": QT_TRANSLATE_NOOP("Messages", "The SAMU correspondent {id} has no territory to cover."),
    # Travel times
    "TPS01": QT_TRANSLATE_NOOP("Messages", "Line {n}: negative travel time ({v} min)."),
    "TPS02": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: time within the commune {insee} is {v} min, whereas the METRIC convention is 0."
    ),
    "TPS03": QT_TRANSLATE_NOOP(
        "Messages", "{n} communes without a route to a responder: classed “non accessible”, not “> 35 min”."
    ),
    "URG03": QT_TRANSLATE_NOOP("Messages", "Sites without coordinates ({n}): {liste}."),
    "URG04": QT_TRANSLATE_NOOP("Messages", "Helicopters: {n} without {c}, taken as {v}."),
    "TPS04": QT_TRANSLATE_NOOP("Messages", "Communes without a town-hall point ({n}): {liste}."),
    "TPS05": QT_TRANSLATE_NOOP("Messages", "Bounds “{v}”: rising numbers of minutes expected, for example 30 35."),
    # APL
    "APL01": QT_TRANSLATE_NOOP("Messages", "Steps “{v}”: rising minutes and weights from 0 expected."),
    "APL02": QT_TRANSLATE_NOOP(
        "Messages", "The workspace has no practitioners of “{profession}”. Professions found: {liste}."
    ),
    # Road networks
    "RES01": QT_TRANSLATE_NOOP(
        "Messages", "No column gives a speed for the profile “{profil}”. Looked for: {col}. Columns found: {liste}."
    ),
    "RES02": QT_TRANSLATE_NOOP("Messages", "Road segments left out ({motif}): {n}, {km} km."),
    "RES03": QT_TRANSLATE_NOOP("Messages", "Road segments without a speed ({n}, {km} km): taken as {motif}."),
    "RES04": QT_TRANSLATE_NOOP(
        "Messages", "The network is in {n} separate parts; the largest holds {part} % of its length."
    ),
    "RES05": QT_TRANSLATE_NOOP("Messages", "One-way dead ends: {n}."),
    "RES06": QT_TRANSLATE_NOOP("Messages", "Too far from any road ({objet}, {n}): {liste}."),
    "RES09": QT_TRANSLATE_NOOP("Messages", "Road segments of unknown direction ({n}, {km} km): open both ways."),
    "RES10": QT_TRANSLATE_NOOP("Messages", "No road segment can be used."),
    "RES11": QT_TRANSLATE_NOOP("Messages", "{chemin} is not a speed profile: {detail}."),
    "RES13": QT_TRANSLATE_NOOP("Messages", "Times need a reference system in metres, not {crs}."),
    "RES14": QT_TRANSLATE_NOOP("Messages", "Road segments kept: {n} of {lus} read, {km} km."),
    "RES15": QT_TRANSLATE_NOOP(
        "Messages", "The network could not be kept in {chemin}: {cause}. It will be read again next time."
    ),
    # Health-professional zonings
    "ZON01": QT_TRANSLATE_NOOP("Messages", "Line {n}: unknown zoning class “{v}”."),
    "ZON02": QT_TRANSLATE_NOOP("Messages", "The unit {id} is missing from the zoning."),
    # OQOS
    "OQO01": QT_TRANSLATE_NOOP("Messages", "Line {n}: target “{v}”: the lower bound is above the upper bound."),
    "OQO02": QT_TRANSLATE_NOOP("Messages", "Line {n}: target “{v}” is not a number."),
    "OQO03": QT_TRANSLATE_NOOP(
        "Messages",
        "Existing (before the reform) and target (after it) cannot be compared for {filière} without a table of "
        "correspondence."
    ),
}
_UNKNOWN = QT_TRANSLATE_NOOP("Messages", "Remark {code}: {details}")
_IN_FILE = QT_TRANSLATE_NOOP("Messages", "{chemin}: {texte}")
_LISTED = 12  # a sentence names at most so many values, then an ellipsis
_LINE_PREFIX = re.compile(r"^[^\W\d]+ \{n\}(?:\s?:|,)\s*")


class _Params(dict):
    """A missing name prints as "?" rather than raising."""

    def __missing__(self, key: str) -> str:
        return "?"


def sentence(finding: Finding) -> str:
    """The sentence of a finding, in the language of QGIS. Never raises: what is missing prints as "?"."""
    template = MESSAGES.get(finding.code)
    if template is None:
        details = {"n": finding.row, "c": finding.column, "v": finding.value, **finding.params}
        shown = ", ".join(f"{name} = {_shown(value)}" for name, value in details.items() if value is not None)
        return _translated(_UNKNOWN).format(code=finding.code, details=shown or "?")

    values = _Params(n=finding.row, c=finding.column, col=finding.column, v=finding.value)
    values.update(finding.params)
    text = _translated(template)
    if values["n"] is None:
        text = _LINE_PREFIX.sub("", text)
        text = text[:1].upper() + text[1:] if not text.startswith("{") else text
    text = Formatter().vformat(text, (), _Params({name: _shown(value) for name, value in values.items()}))
    if "chemin" in finding.params and "{chemin}" not in template:
        text = _translated(_IN_FILE).format(chemin=_shown(finding.params["chemin"]), texte=text)
    return text


def sentences(findings: Iterable[Finding]) -> str:
    """The sentences of several findings, one a line."""
    return "\n".join(sentence(finding) for finding in findings)


def severity_name(severity: Severity) -> str:
    """The word for a severity, in the language of QGIS."""
    return {
        Severity.ERROR: QCoreApplication.translate("Messages", "Error"),
        Severity.WARNING: QCoreApplication.translate("Messages", "Warning"),
        Severity.INFO: QCoreApplication.translate("Messages", "Information"),
    }[severity]


def _translated(source: str) -> str:
    return QCoreApplication.translate("Messages", source)


def _shown(value: object) -> str:
    """A value as a person reads it: lists joined and cut, the locale's decimal mark, "?" for what is missing."""
    if value is None or value != value:  # NaN is what differs from itself
        return "?"
    if isinstance(value, float):
        return f"{value:.6g}".replace(".", QLocale().decimalPoint())
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(map(str, value)) if isinstance(value, set | frozenset) else [_shown(item) for item in value]
        return ", ".join(items[:_LISTED]) + (", …" if len(items) > _LISTED else "")
    return str(value)
