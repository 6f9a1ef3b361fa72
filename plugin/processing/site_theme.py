"""A theme of one's own on establishments: parameters of the algorithms that draw it or keep it as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean, QgsProcessingParameterString
from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from .base import AtlasAlgorithm

ACTIVITIES, SYMBOLS, TITLE, NAMES = "ACTIVITIES", "SYMBOLS", "TITLE", "NAMES"
SIZED, SIZE_VARIABLE = "SIZED", "SIZE_VARIABLE"


def add_theme(algorithm: AtlasAlgorithm, optional: bool = False) -> None:
    """Activities, their symbols, title of the legend, names, sizes."""
    translate = QCoreApplication.translate
    text, flag = QgsProcessingParameterString, QgsProcessingParameterBoolean
    label = translate("SiteTheme", "Activities (su smur maternites irm …)")
    algorithm.addParameter(text(ACTIVITIES, label, optional=optional))
    label = translate("SiteTheme", "Other symbols than their own (activity=symbol; activity=symbol)")
    algorithm.addParameter(text(SYMBOLS, label, optional=True))
    label = translate("SiteTheme", "Title in the legend")
    algorithm.addParameter(text(TITLE, label, "Sites", optional=True))
    label = translate("SiteTheme", "Write the names of the sites")
    algorithm.addParameter(flag(NAMES, label, defaultValue=True))
    label = translate("SiteTheme", "Symbols as large as the capacity (beds, places, devices)")
    algorithm.addParameter(flag(SIZED, label, defaultValue=False))
    label = translate("SiteTheme", "Capacity that sizes them (table:variable, as in MCO:LIT_MED; the activity's own)")
    algorithm.addParameter(text(SIZE_VARIABLE, label, optional=True))


def names_of(algorithm: AtlasAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """What is named, in the catalogue's word: the sites, or the towns."""
    return "sites" if algorithm.parameterAsBool(parameters, NAMES, context) else "villes"


def theme_of(algorithm: AtlasAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
    """The layer of sites as the catalogue words it.

    Raises:
        InputError: ACT01 unknown activity, SYM02 unknown symbol, SYM10 one symbol for several activities.
    """
    from ..core.establishments.activities import activity
    from ..core.findings import InputError
    from ..gis.symbol_book import SymbolBook

    text = algorithm.parameterAsString(parameters, ACTIVITIES, context)
    activities = list(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))
    given = algorithm.parameterAsString(parameters, SYMBOLS, context)
    pairs = (part.partition("=") for part in given.split(";") if "=" in part)
    symbols = {name.strip(): symbol.strip() for name, _, symbol in pairs if symbol.strip()}
    book = SymbolBook.load()
    entries: list[str | dict[str, Any]] = []
    users: dict[str, list[str]] = {}
    for key in activities:
        known = activity(key)
        symbol = book[symbols.get(key, known.symbol)].key
        users.setdefault(symbol, []).append(known.label)
        own = symbol == known.symbol
        entries.append(key if own else {"activites": [key], "symbole": symbol, "libelle": known.label})
    # Activities that share a symbol by the nomenclature stand for one another; one chosen by hand must be told apart.
    for symbol, labels in users.items():
        if len(labels) > 1 and symbol in symbols.values():
            raise InputError.of("SYM10", activites=labels)
    title = algorithm.parameterAsString(parameters, TITLE, context).strip() or "Sites"
    spec: dict[str, Any] = {
        "type": "sites", "symboles": entries, "legende": title, "etiquettes": names_of(algorithm, parameters, context),
    }
    if algorithm.parameterAsBool(parameters, SIZED, context):
        places = all(activity(key).places for key in activities)
        unit, heading = ("places", "Places installées") if places else ("lits, places ou appareils", "Capacité")
        spec["tailles"] = {"activites": activities, "unite": unit, "legende": heading}
        table, _, variable = algorithm.parameterAsString(parameters, SIZE_VARIABLE, context).strip().partition(":")
        if variable:
            spec["tailles"]["capacite"] = {"bordereau": table, "variable": variable}
            spec["tailles"]["legende"] = f"{table} {variable}"
    return spec
