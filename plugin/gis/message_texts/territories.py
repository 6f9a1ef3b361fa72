"""Communes and territories. Words by code."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

TEXTS: dict[str, str] = {
    "COM01": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: INSEE code “{v}” is not valid (leading zero lost? proposed: {propose})."
    ),
    "COM02": QT_TRANSLATE_NOOP(
        "Messages",
        "The layer gives no town halls: a point inside each commune stands for its town hall ({nombre} communes)."
    ),
    "COM03": QT_TRANSLATE_NOOP("Messages", "Line {n}: the name of the commune {insee} is missing."),
    "COM04": QT_TRANSLATE_NOOP("Messages", "Line {n}: the commune {insee} stands more than once."),
    "COM05": QT_TRANSLATE_NOOP("Messages", "The commune {insee} is not among the communes of the workspace."),
    "COM06": QT_TRANSLATE_NOOP(
        "Messages",
        "The town hall of {nom} ({insee}) is {d} km away from the commune: a point inside stands for it; check the "
        "sign and order of the coordinates."
    ),
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
        "The territory of observation {a} is not on the same ground as the territory of concertation {b} ({ha} ha "
        "differ)."
    ),
    "TER11": QT_TRANSLATE_NOOP("Messages", "{nom} ({insee}, COG {annee}) has become {nouveau} (table of movements)."),
    "TER12": QT_TRANSLATE_NOOP(
        "Messages",
        "{nom} ({insee}, COG {annee}) no longer exists and no movement explains it; by the outlines it lies in "
        "{nouveau}: to be confirmed."
    ),
    "TER13": QT_TRANSLATE_NOOP(
        "Messages",
        "The former communes of {insee} lie in several territories ({a}, {b}) of the zoning {type}: {a} is proposed."
    ),
    "TER14": QT_TRANSLATE_NOOP("Messages", "The zone {id} has no route to any pole."),
    "TER15": QT_TRANSLATE_NOOP(
        "Messages",
        "The type of territory “{v}” cannot be declared: a code, a name and roles among {attendu} are expected."
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
        "Messages", "The zone {id} is as near to {b} as to {a}: {a} is kept (larger population, then lower INSEE code)."
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
    "TER25": QT_TRANSLATE_NOOP("Messages", "The outlines of {a} and {b} overlap ({ha} ha): the ground is left to {a}."),
    "TER26": QT_TRANSLATE_NOOP("Messages", "A gap between outlines ({ha} ha) is given to {a}."),
    "TER27": QT_TRANSLATE_NOOP("Messages", "A gap between outlines ({ha} ha) next to {a} is left as it is."),
    "TER28": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: the outline of {id} is not in the layer; the territory is left out."
    ),
    "TER29": QT_TRANSLATE_NOOP("Messages", "No commune is loaded in the workspace: load the communes first."),
    "TER30": QT_TRANSLATE_NOOP("Messages", "The zoning {type} has no composition in the workspace."),
    "TER31": QT_TRANSLATE_NOOP("Messages", "No commune offers {nombre} different services: there is no pole."),
    "TER32": QT_TRANSLATE_NOOP(
        "Messages",
        "{n} IRIS have no outline in the workspace (import them as type iris): their ground is missing: {liste}."
    ),
    "TER40": QT_TRANSLATE_NOOP("Messages", "The workspace has no outlines of the zoning {type}."),
    "TER41": QT_TRANSLATE_NOOP("Messages", "Unknown limits “{type}”. Limits known: {liste}."),
    "TER42": QT_TRANSLATE_NOOP(
        "Messages", "Territories of the zoning {type} may overlap: a commune cannot be moved from one to another."
    ),
    "TER47": QT_TRANSLATE_NOOP("Messages", "Poles are expected: their INSEE codes, or a table of services."),
    "TER43": QT_TRANSLATE_NOOP("Messages", "{id} is not a territory of the zoning {type}."),
}
