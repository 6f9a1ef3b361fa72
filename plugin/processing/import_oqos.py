"""``atlas_soins:import_oqos``: objectives of care supply by zone, existing and target, into ``oqos``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
)

from . import import_steps as steps
from .base import AtlasAlgorithm

if TYPE_CHECKING:
    import pandas as pd


class ImportOqos(AtlasAlgorithm):
    """Keeps a range, a dash, a blank and 0 apart; gives the sums and, where two figures compare, the gap."""

    ID = "import_oqos"
    GROUP = "indicators"
    PACKAGES = ("pandas",)

    ZONE, NOMENCLATURE, CORRESPONDENCE = "ZONE", "NOMENCLATURE", "CORRESPONDENCE"
    TOTALS, GAPS, ROWS = "TOTALS", "GAPS", "ROWS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import objectives of care supply (OQOS)")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, table, what it does not say, correspondence of the two nomenclatures."""
        steps.add_workspace(self)
        steps.add_file(self, self.tr("Table of OQOS (CSV, XLSX, ODS)"))
        for name, label in (
            (self.ZONE, self.tr("Zone, where the table has no column for it")),
            (self.NOMENCLATURE, self.tr("Nomenclature, where the table does not say it (avant, apres, identique)")),
        ):
            self.addParameter(QgsProcessingParameterString(name, label, optional=True))
        label = self.tr("Correspondence of the lines before and after the reform")
        steps.add_file(self, label, optional=True, name=self.CORRESPONDENCE)
        steps.add_mapping(self)
        steps.add_source(self)
        table = QgsProcessing.SourceType.TypeVector
        for name, label in ((self.TOTALS, self.tr("Sums by zone and activity")), (self.GAPS, self.tr("Gaps"))):
            self.addParameter(
                QgsProcessingParameterFeatureSink(name, label, table, optional=True, createByDefault=False)
            )
        self.addOutput(QgsProcessingOutputNumber(self.ROWS, self.tr("Rows written")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, write the zones of the table, sum and compare."""
        from dataclasses import replace

        from ..core.indicators.oqos import gaps, read_oqos, totals
        from ..gis.indicator_store import save_oqos
        from .frame_output import write_frame

        workspace = steps.open_workspace(self, parameters, context)
        source = steps.source_of(self, parameters, context)
        rows, report = read_oqos(
            source.fichier,
            self.parameterAsString(parameters, self.ZONE, context).strip(),
            self.parameterAsString(parameters, self.NOMENCLATURE, context).strip(),
            steps.mapping_of(self, parameters, context),
        )
        rows["date_etat"] = rows["date_etat"].where(rows["date_etat"].notna(), source.date_donnees)
        correspondence = self._correspondence(parameters, context)
        save_oqos(workspace, rows, correspondence, replace(source, lignes_lues=len(rows)))
        compared, remarks = gaps(rows, workspace.read("oqos_correspondance"))
        report.extend(remarks)
        self.tell(report, feedback)
        sums = totals(rows, ("zone", "filiere", "nomenclature", "modalite"))
        results = {
            self.TOTALS: write_frame(self, parameters, self.TOTALS, context, sums),
            self.GAPS: write_frame(self, parameters, self.GAPS, context, compared),
        }
        return {self.ROWS: len(rows), **{name: made for name, made in results.items() if made is not None}}

    def _correspondence(self, parameters: dict[str, Any], context: QgsProcessingContext) -> pd.DataFrame | None:
        from ..core.schema import TABLES
        from ..core.tables import read_table

        path = self.parameterAsFile(parameters, self.CORRESPONDENCE, context)
        if not path:
            return None
        columns = list(TABLES["oqos_correspondance"].columns)
        return read_table(path, columns=columns, required=["filiere", "modalite_avant", "modalite_apres"]).frame
