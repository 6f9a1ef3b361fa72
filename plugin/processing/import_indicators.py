"""``atlas_soins:import_indicators``: figures by territory and period, from any table, into ``indicateur``."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterString,
)

from . import import_steps as steps
from .base import AtlasAlgorithm


class ImportIndicators(AtlasAlgorithm):
    """Reads series, or the exports of CartoSanté, ScanSanté, Géodes, INSEE; other periods of an indicator stay."""

    ID = "import_indicators"
    GROUP = "indicators"
    PACKAGES = ("pandas",)

    TYPE, PERIOD, UNIT, SHEET = "TYPE", "PERIOD", "UNIT", "SHEET"
    ROWS, JOINED, INDICATORS = "ROWS", "JOINED", "INDICATORS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import indicators")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, table, and what the table does not say itself."""
        steps.add_workspace(self)
        steps.add_file(self, self.tr("Table of indicators (CSV, XLSX, ODS)"))
        labels = {
            self.TYPE: self.tr("Type of its territories (commune, epci, departement ...; empty: whichever fits)"),
            self.PERIOD: self.tr("Period, where the table does not say it"),
            self.UNIT: self.tr("Unit, where the table does not say it"),
            self.SHEET: self.tr("Sheet of a workbook"),
        }
        for name, label in labels.items():
            self.addParameter(QgsProcessingParameterString(name, label, optional=True))
        steps.add_mapping(self)
        steps.add_source(self)
        self.addOutput(QgsProcessingOutputNumber(self.ROWS, self.tr("Rows written")))
        self.addOutput(QgsProcessingOutputNumber(self.JOINED, self.tr("Rows of territories of the workspace")))
        self.addOutput(QgsProcessingOutputString(self.INDICATORS, self.tr("Indicators written")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, join, write one part an indicator in one transaction."""
        from ..core.indicators.series import Places, read_indicators
        from ..gis.indicator_store import save_indicators

        workspace = steps.open_workspace(self, parameters, context)
        source = steps.source_of(self, parameters, context)
        text = {
            name: self.parameterAsString(parameters, name, context).strip()
            for name in (self.TYPE, self.PERIOD, self.UNIT, self.SHEET)
        }
        places = Places.of(
            workspace.read("commune", ["insee", "nom"]),
            workspace.read("territoire", ["id_territoire", "type", "libelle"]),
        )
        found = read_indicators(
            source.fichier, places, text[self.TYPE], text[self.PERIOD], text[self.UNIT], source.mention,
            steps.mapping_of(self, parameters, context), text[self.SHEET] or None,
        )
        save_indicators(workspace, found.rows, source)
        self.tell(found.report, feedback)
        names = list(dict.fromkeys(found.rows["indicateur"]))
        feedback.pushInfo(
            self.tr("{} values of {} indicators, {} of territories of the workspace.").format(
                len(found.rows), len(names), found.joined
            )
        )
        return {self.ROWS: len(found.rows), self.JOINED: found.joined, self.INDICATORS: "; ".join(names)}
