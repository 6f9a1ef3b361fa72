"""``atlas_soins:draw_sheets``: sheets of the catalogue become layouts of the open project."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
)

from ..gis.print_locale import printed_in_french
from . import import_steps as steps
from . import sheet_choice as choice
from .base import AtlasAlgorithm
from .frame_output import write_frame

_TURN = 0.02  # seconds


class DrawSheets(AtlasAlgorithm):
    """Draws chosen sheets as print layouts of the project and keeps what the user did to those drawn before."""

    ID = "draw_sheets"
    GROUP = "atlas"
    PACKAGES = ("pandas", "shapely", "yaml")

    WORKSPACE = steps.WORKSPACE
    SHEETS = choice.SHEETS
    CATALOGUE = choice.CATALOGUE
    RELEASE = "RELEASE"
    RETOUCHES = "RETOUCHES"
    LAYOUTS = "LAYOUTS"
    DRAWN = "DRAWN"
    SKIPPED = "SKIPPED"
    HELD = "HELD"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Draw sheets in the project")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and sheets in, layouts in the project and the list of what is held by hand out."""
        steps.add_workspace(self)
        self.addParameter(QgsProcessingParameterString(self.SHEETS, self.tr("Sheets (ids separated by commas)")))
        choice.add_catalogue(self)
        self.addParameter(
            QgsProcessingParameterString(
                self.RELEASE,
                self.tr("Retouches to let go (keys of the table of retouches, one a line)"),
                multiLine=True,
                optional=True,
                defaultValue="",
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.RETOUCHES,
                self.tr("Held by hand"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            )
        )
        self.addOutput(QgsProcessingOutputString(self.LAYOUTS, self.tr("Names of the layouts, one a line")))
        self.addOutput(QgsProcessingOutputNumber(self.DRAWN, self.tr("Sheets drawn")))
        self.addOutput(QgsProcessingOutputNumber(self.SKIPPED, self.tr("Sheets skipped")))
        self.addOutput(QgsProcessingOutputNumber(self.HELD, self.tr("Retouches held")))

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        """Layouts belong to the project: the run stays on the thread it was called from."""
        flag = Qgis.ProcessingAlgorithmFlag
        return super().flags() | flag.NoThreading | flag.RequiresProject

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw the sheets one by one; between two the window of QGIS has its turn."""
        from ..atlas.context import AtlasContext
        from ..atlas.own_catalogue import catalogue_of
        from ..atlas.retouch.layers import base_retouches
        from ..atlas.retouch.review import retouch_table, retouched
        from ..atlas.sheet import build_sheet, prepare
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        own = self.parameterAsFile(parameters, self.CATALOGUE, context)
        catalogue = catalogue_of(workspace, *([own] if own else []))
        sheets = [catalogue.sheet(name) for name in choice.sheet_ids(self, parameters, context)]
        released = frozenset(self.parameterAsString(parameters, self.RELEASE, context).splitlines())
        atlas = AtlasContext(workspace, context.project(), movable=True)
        ranks = {sheet.id: rank for rank, sheet in enumerate(catalogue.sheets, start=1)}
        names, skipped = [], 0
        kinds = sorted({"commune", *(kind for sheet in sheets for kind in sheet.limits)})
        if "commune" in atlas.filled:
            _beside(lambda: atlas.base.compute(kinds), feedback)
        with printed_in_french():
            for done, sheet in enumerate(sheets):
                feedback.setProgress(100 * done / len(sheets))
                if feedback.isCanceled():  # the sheets drawn so far stay, each of them whole
                    return {}
                feedback.pushInfo(self.tr("Sheet {}").format(sheet.id))
                prepared = prepare(atlas, sheet)
                if prepared.lacking:
                    skipped += 1
                    feedback.pushWarning(
                        self.tr("Sheet {} not drawn: no rows in {}.").format(sheet.id, ", ".join(prepared.lacking))
                    )
                    continue
                names.append(build_sheet(atlas, prepared, ranks[sheet.id], released).name())
        self.tell(atlas.report, feedback)
        drawn = {sheet.id for sheet in sheets}
        held = [one for one in retouched(context.project()) if one.sheet in drawn]
        held += base_retouches(context.project())
        outputs = {
            self.LAYOUTS: "\n".join(names),
            self.DRAWN: len(names),
            self.SKIPPED: skipped,
            self.HELD: len(held),
        }
        table = write_frame(self, parameters, self.RETOUCHES, context, retouch_table(held))
        return outputs | ({self.RETOUCHES: table} if table else {})


def _beside(work: Callable[[], None], feedback: QgsProcessingFeedback) -> None:
    """Do in another thread what touches nothing of QGIS, and tell the progress meanwhile: the window has its turns."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        done = pool.submit(work)
        while not wait([done], timeout=_TURN).done:
            feedback.progressChanged.emit(feedback.progress())
        done.result()
