"""Emergency responders, roads, travel times, zonings of health professions, OQOS. Words by code."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

TEXTS: dict[str, str] = {
    "URG01": QT_TRANSLATE_NOOP("Messages", "Line {n}: unknown type of emergency responder “{v}”."),
    "URG02": QT_TRANSLATE_NOOP("Messages", "The SAMU correspondent {id} has no territory to cover."),
    "URG03": QT_TRANSLATE_NOOP("Messages", "Sites without coordinates ({n}): {liste}."),
    "SCE01": QT_TRANSLATE_NOOP("Messages", "Sites to close that are not known: {sites}. Sites: {liste}."),
    "SCE02": QT_TRANSLATE_NOOP("Messages", "The scenario has no site: none in the workspace, none opened."),
    "URG07": QT_TRANSLATE_NOOP("Messages", "Seasonal emergency departments not counted, no season being named: {n}."),
    "URG04": QT_TRANSLATE_NOOP("Messages", "Helicopters: {n} without {c}, taken as {v}."),
    "URG05": QT_TRANSLATE_NOOP("Messages", "Responders without coordinates ({n}): {liste}."),
    "URG06": QT_TRANSLATE_NOOP(
        "Messages", "The workspace has no establishments with authorisations or SAE capacities."
    ),
    "TPS01": QT_TRANSLATE_NOOP("Messages", "Line {n}: negative travel time ({v} min)."),
    "TPS02": QT_TRANSLATE_NOOP(
        "Messages", "Line {n}: time within the commune {insee} is {v} min, whereas the METRIC convention is 0."
    ),
    "TPS03": QT_TRANSLATE_NOOP(
        "Messages", "{n} communes without a route to a responder: classed “non accessible”, not “> 35 min”."
    ),
    "TPS04": QT_TRANSLATE_NOOP("Messages", "Communes without a town-hall point ({n}): {liste}."),
    "TPS05": QT_TRANSLATE_NOOP("Messages", "Bounds “{value}”: rising numbers of minutes expected, for example 30 35."),
    "TPS06": QT_TRANSLATE_NOOP(
        "Messages",
        "No times to “{value}” by the method “{methode}”. Methods found: {methodes}. Times are there for: {liste}. "
        "Where several methods stand side by side, choose one (setting temps_methode)."
    ),
    "TPS07": QT_TRANSLATE_NOOP(
        "Messages", "Communes of the table that the workspace does not have, left out ({n}): {liste}."
    ),
    "TPS08": QT_TRANSLATE_NOOP("Messages", "Communes without a row of times to “{type}” in the table ({n}): {liste}."),
    "TPS09": QT_TRANSLATE_NOOP("Messages", "Rows of communes of other departments, left out: {n}."),
    "TPS10": QT_TRANSLATE_NOOP("Messages", "No time of a commune of the workspace was read."),
    "TPS11": QT_TRANSLATE_NOOP(
        "Messages",
        "{n} of {total} communes are at 0 minute from themselves: does the table go to every commune rather than to "
        "sites? Then count only the communes that hold a site."
    ),
    "TPS12": QT_TRANSLATE_NOOP(
        "Messages", "Pairs of a commune and a site ({type}) that the table of times lacks, counted as not reached: {n}."
    ),
    "TPS13": QT_TRANSLATE_NOOP("Messages", "Sites ({type}) that the table of times does not know ({n}): {liste}."),
    "TPS14": QT_TRANSLATE_NOOP(
        "Messages", "Pairs ({type}) that the table gives one way only, taken for the other way too: {n}."
    ),
    "TPS15": QT_TRANSLATE_NOOP("Messages", "Either a road layer or a table of times is expected, one and not both."),
    "TPS16": QT_TRANSLATE_NOOP("Messages", "Pairs given several times in the table, the quickest kept: {n}."),
    "TPS20": QT_TRANSLATE_NOOP(
        "Messages", "New site “{value}”: a kind, then the INSEE code of a commune of the workspace, is expected."
    ),
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
    "SRV01": QT_TRANSLATE_NOOP("Messages", "“{value}” is not the address of a server: http://… or https://… expected."),
    "SRV02": QT_TRANSLATE_NOOP("Messages", "The server {hote} cannot be reached: {cause}."),
    "SRV03": QT_TRANSLATE_NOOP("Messages", "The server {hote} refuses: {reponse}."),
    "SRV04": QT_TRANSLATE_NOOP(
        "Messages", "The server {hote} did not answer with a table of times but with: {reponse}."
    ),
    "SRV05": QT_TRANSLATE_NOOP("Messages", "Pairs too far apart for the server {hote}, counted as not reached: {n}."),
    "SRV06": QT_TRANSLATE_NOOP("Messages", "The server {hote} did not answer within {s} s (attempts: {essais})."),
    "APL01": QT_TRANSLATE_NOOP("Messages", "Steps “{value}”: rising minutes and weights from 0 expected."),
    "APL02": QT_TRANSLATE_NOOP(
        "Messages", "The workspace has no practitioners of “{profession}”. Professions found: {liste}."
    ),
    "APL03": QT_TRANSLATE_NOOP("Messages", "The workbook has no APL sheet of {annee}. Years found: {liste}."),
    "APL04": QT_TRANSLATE_NOOP("Messages", "The table does not say its year: give it."),
    "APL05": QT_TRANSLATE_NOOP("Messages", "No indicator “{value}” by commune. Indicators found: {liste}."),
    "APL06": QT_TRANSLATE_NOOP("Messages", "Line {n}: the commune {insee} stands twice; the first is kept."),
    "APL07": QT_TRANSLATE_NOOP("Messages", "No commune has a value of both indicators."),
    "APL08": QT_TRANSLATE_NOOP("Messages", "Communes of the workspace that the APL table lacks ({n}): {liste}."),
    "APL09": QT_TRANSLATE_NOOP("Messages", "No commune of the workspace is in the APL table ({n} communes read)."),
    "ZON01": QT_TRANSLATE_NOOP("Messages", "Line {n}: unknown zoning class “{v}”."),
    "ZON02": QT_TRANSLATE_NOOP("Messages", "The unit {id} is missing from the zoning."),
    "OQO01": QT_TRANSLATE_NOOP("Messages", "Line {n}: target “{v}”: the lower bound is above the upper bound."),
    "OQO02": QT_TRANSLATE_NOOP("Messages", "Line {n}: target “{v}” is not a number."),
    "OQO03": QT_TRANSLATE_NOOP(
        "Messages",
        "Existing (before the reform) and target (after it) cannot be compared for {filière} without a table of "
        "correspondence."
    ),
}
