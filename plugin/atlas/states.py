"""What can be said of a sheet without drawing it: whether it is ready, what it lacks, whether its data has changed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsExpressionContextUtils, QgsPrintLayout, QgsProject

from .catalogue import Catalogue, Sheet
from .context import AtlasContext
from .provenance import data_state as data_state
from .provenance import speaking_for
from .sheet import DATA_VARIABLE, SHEET_VARIABLE, prepare

# How makers name the template that fills a table: "praticien (cardiologue ; modèle data/templates/praticiens.csv)".
_TEMPLATE = re.compile(r"(?: ; |(?<=\())modèle data/templates/([\w-]+\.csv)")

READY, MISSING, STALE, ILLEGIBLE = "ready", "missing", "stale", "illegible"


@dataclass(frozen=True)
class SheetState:
    """The state of a sheet: READY, MISSING, STALE or ILLEGIBLE.

    ``lacking`` names the tables it waits for ("dispositif", "territoire:pays"): it can be drawn when there are none.
    ``templates`` are the files of ``data/templates`` that fill them. A sheet is STALE when it was drawn or printed from
    data that has changed since, ILLEGIBLE when the source it was taken from cannot be read and the workspace has no
    data of its own for it: an illustrative table prints, but does not make it READY.
    """

    id: str
    state: str
    lacking: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()


def sheet_states(
    context: AtlasContext, catalogue: Catalogue, drawn: Mapping[str, str] | None = None
) -> list[SheetState]:
    """The state of every sheet, in the catalogue's order. Nothing is drawn.

    Args:
        context: the workspace, and the project whose layouts tell from which data a sheet was drawn.
        catalogue: the sheets.
        drawn: the data hash by sheet id; by default `drawn_states` of the context's project.
    """
    known = drawn_states(context.project) if drawn is None else drawn
    return [_state(context, sheet, known.get(sheet.id)) for sheet in catalogue.sheets]


def drawn_states(project: QgsProject, manifest: Path | None = None) -> dict[str, str]:
    """From which data each sheet was last drawn, by its id: the manifest of an export, then the project's layouts."""
    states: dict[str, str] = {}
    if manifest is not None and manifest.is_file():
        entries = json.loads(manifest.read_text(encoding="utf-8"))["feuilles"]
        states = {entry["id"]: entry["donnees"] for entry in entries if entry.get("donnees")}
    for layout in project.layoutManager().layouts():
        if isinstance(layout, QgsPrintLayout):
            sheet_id, state = sheet_and_data(layout)
            if sheet_id and state:
                states[sheet_id] = state
    return states


def sheet_and_data(layout: QgsPrintLayout) -> tuple[str | None, str | None]:
    """The id of the sheet a layout is, and the hash of the data it was drawn from; None where it says neither."""
    scope = QgsExpressionContextUtils.layoutScope(layout)
    return scope.variable(f"atlas_{SHEET_VARIABLE}") or None, scope.variable(f"atlas_{DATA_VARIABLE}") or None


def _state(context: AtlasContext, sheet: Sheet, drawn: str | None) -> SheetState:
    told = prepare(context, sheet).lacking
    lacking = tuple(_TEMPLATE.sub("", words).replace("()", "").rstrip() for words in told)
    templates = tuple(dict.fromkeys(name for words in told for name in _TEMPLATE.findall(words)))
    if sheet.illegible and (lacking or _illustrative(context, sheet)):
        return SheetState(sheet.id, ILLEGIBLE, lacking, templates)
    if lacking:
        return SheetState(sheet.id, MISSING, lacking, templates)
    stale = drawn is not None and drawn != data_state(context, sheet)
    return SheetState(sheet.id, STALE if stale else READY)


def _illustrative(context: AtlasContext, sheet: Sheet) -> bool:
    """Whether the sheet's own tables are but illustrations."""
    return any(speaking_for(context.sources, wanted)["illustratif"].fillna(False).any() for wanted in sheet.sources)
