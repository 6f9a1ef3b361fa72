"""``atlas_soins:build_territories``: territories by dissolving the communes of a workspace."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterString,
)

from .territory_algorithm import TerritoryAlgorithm


class BuildTerritories(TerritoryAlgorithm):
    """Makes the outlines of a type from its composition, or from a column of the communes (département, EPCI)."""

    ID = "build_territories"

    COMMUNE_COLUMN = "COMMUNE_COLUMN"
    TERRITORIES = "TERRITORIES"

    # Columns of the table ``commune`` that say a territory, and those of their names.
    COLUMNS_OF_COMMUNES = {"dep": None, "epci": "epci_nom"}

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Build territories from communes")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and type in; a column of the communes where there is no composition."""
        self.add_workspace()
        self.add_type()
        self.addParameter(
            QgsProcessingParameterString(
                self.COMMUNE_COLUMN,
                self.tr("Column of the communes (dep or epci); none: the composition"),
                optional=True,
            )
        )
        self.add_source()
        self.addOutput(QgsProcessingOutputNumber(self.TERRITORIES, self.tr("Territories")))

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a column the communes do not have."""
        from ..core.findings import InputError

        super().check(parameters, context)
        column = self.parameterAsString(parameters, self.COMMUNE_COLUMN, context).strip()
        if column and column not in self.COLUMNS_OF_COMMUNES:
            raise InputError.of("FIC04", col=column, liste=list(self.COLUMNS_OF_COMMUNES))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Composition to outlines, one transaction. Names a former import gave are kept."""
        import pandas as pd

        from ..core.findings import Report
        from ..gis.territory_moves import obeyed
        from ..gis.territory_store import built_territories, composition_of, save_territories

        workspace = self.workspace(parameters, context)
        kind = self.kind(parameters, context, workspace)
        column = self.parameterAsString(parameters, self.COMMUNE_COLUMN, context).strip()
        labels = workspace.read("territoire", ["id_territoire", "libelle", "nature", "parent"], {"type": kind.code})
        if column:
            names = self.COLUMNS_OF_COMMUNES[column]
            communes = workspace.read("commune", ["insee", column, *([names] if names else [])])
            belonging = communes[communes[column].notna()]
            rows = pd.DataFrame({"commune": belonging["insee"], "id_territoire": belonging[column], "type": kind.code})
            rows["cog_annee"] = pd.Series(self.year(parameters, context), index=rows.index, dtype="Int64")
            if names:
                labels = belonging.rename(columns={column: "id_territoire", names: "libelle"})
        else:
            rows = composition_of(workspace, kind.code)
        feedback.setProgress(20)
        report = Report()
        rows = obeyed(workspace, kind.code, rows, report)
        territories = built_territories(workspace, kind.code, rows, labels, self.year(parameters, context), report)
        self.tell(report, feedback)
        feedback.setProgress(80)
        if feedback.isCanceled():
            return {}
        source = self.source(parameters, context, "")
        save_territories(workspace, kind.code, source, territories, rows if column else None)
        return {self.TERRITORIES: len(territories)}
