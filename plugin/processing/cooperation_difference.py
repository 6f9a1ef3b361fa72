"""``atlas_soins:cooperation_difference``: what changed between two editions, as a table and a map."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ..core.cooperations.themes import THEMES
from .base import AtlasAlgorithm
from .layer_output import show_layers


class CooperationDifference(AtlasAlgorithm):
    """Compares two editions link by link and draws what is new, ended or changed."""

    ID = "cooperation_difference"
    GROUP = "cooperations"
    PACKAGES = ("numpy", "pandas", "scipy", "shapely", "yaml")

    WORKSPACE = "WORKSPACE"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    THEME = "THEME"
    UNCHANGED = "UNCHANGED"
    WIDTH = "WIDTH"
    OUTPUT = "OUTPUT"
    TABLE = "TABLE"
    LINES = "LINES"
    MARKS = "MARKS"
    NEW = "NEW"
    ENDED = "ENDED"
    CHANGED = "CHANGED"
    SAME = "SAME"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Difference between two editions of cooperations")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and two editions in; table, layers and counts out."""
        number = QgsProcessingParameterNumber
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addParameter(number(self.BEFORE, self.tr("Earlier edition (year)"), defaultValue=2014, minValue=1990))
        self.addParameter(number(self.AFTER, self.tr("Later edition (year)"), defaultValue=2015, minValue=1990))
        self.addParameter(
            QgsProcessingParameterEnum(
                self.THEME,
                self.tr("Theme (all by default)"),
                [f"{theme.sheet} – {theme.label}" for theme in THEMES.values()],
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(self.UNCHANGED, self.tr("Draw the unchanged links too"), defaultValue=True)
        )
        self.addParameter(
            number(
                self.WIDTH, self.tr("Width of the map on paper (mm)"), number.Type.Double, defaultValue=212, minValue=20
            )
        )
        self.addParameter(QgsProcessingParameterFileDestination(self.OUTPUT, self.tr("Changes"), "GeoPackage (*.gpkg)"))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.TABLE, self.tr("Table of changes"), "CSV (*.csv)", optional=True, createByDefault=False
            )
        )
        self.addOutput(
            QgsProcessingOutputVectorLayer(self.LINES, self.tr("Changes"), QgsProcessing.SourceType.TypeVectorLine)
        )
        self.addOutput(
            QgsProcessingOutputVectorLayer(
                self.MARKS, self.tr("Labels and marks"), QgsProcessing.SourceType.TypeVectorPoint
            )
        )
        for name, label in (
            (self.NEW, self.tr("New links")),
            (self.ENDED, self.tr("Ended links")),
            (self.CHANGED, self.tr("Changed links")),
            (self.SAME, self.tr("Unchanged links")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Compare, count, write the table, draw."""
        from ..core.cooperations import difference as change
        from ..core.findings import InputError
        from ..gis.cooperation_sheet import draw_links
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        table = workspace.read("cooperation")
        if parameters.get(self.THEME) not in (None, ""):
            theme = list(THEMES)[self.parameterAsEnum(parameters, self.THEME, context)]
            table = table[table["theme"] == theme]
        years = [self.parameterAsInt(parameters, name, context) for name in (self.BEFORE, self.AFTER)]
        known = sorted(set(table["edition"].astype(int)))
        for year in years:
            if year not in known:
                raise InputError.of("COO28", edition=year, liste=known)
        changes = change.difference(table, *years)
        counts = changes["evolution"].value_counts()
        for name in change.PENS:
            feedback.pushInfo(f"{name} : {counts.get(name, 0)}")
        path = self.parameterAsFileOutput(parameters, self.TABLE, context)
        if path:
            changes.to_csv(path, sep=";", decimal=",", index=False, encoding="utf-8-sig")
        drawn = changes
        if not self.parameterAsBool(parameters, self.UNCHANGED, context):
            drawn = changes[changes["evolution"] != change.SAME].reset_index(drop=True)
        sheet = draw_links(
            change.difference_links(drawn),
            workspace.read("etablissement"),
            self.parameterAsFileOutput(parameters, self.OUTPUT, context),
            "cooperations_evolution",
            workspace.crs,
            self.parameterAsDouble(parameters, self.WIDTH, context),
            pens=change.PENS,
        )
        self.tell(sheet.report, feedback)
        title = self.tr("Cooperations, {} to {}").format(*years)
        lines, marks = show_layers(sheet.layers, [title, self.tr("Labels and marks")], context)
        return {
            self.LINES: lines,
            self.MARKS: marks,
            self.NEW: int(counts.get(change.NEW, 0)),
            self.ENDED: int(counts.get(change.ENDED, 0)),
            self.SAME: int(counts.get(change.SAME, 0)),
            self.CHANGED: int(
                len(changes) - sum(counts.get(name, 0) for name in (change.NEW, change.ENDED, change.SAME))
            ),
        }
