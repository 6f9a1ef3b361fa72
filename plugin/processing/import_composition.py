"""``atlas_soins:import_composition``: a table commune -> territory into the workspace, and the territories it makes."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from .territory_algorithm import TerritoryAlgorithm


class ImportComposition(TerritoryAlgorithm):
    """Reads a correspondence table, follows its communes to today's, checks it and dissolves the communes."""

    ID = "import_composition"
    GROUP = "import"

    TABLE = "TABLE"
    SHEET = "SHEET"
    UNITS = "UNITS"
    MOVEMENTS = "MOVEMENTS"
    OLD_COMMUNES = "OLD_COMMUNES"
    TERRITORIES = "TERRITORIES"
    REMARKS = "REMARKS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import territories from a table of communes")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, type and table in; movements of communes if the table is older than the communes."""
        text, file = QgsProcessingParameterString, QgsProcessingParameterFile
        self.add_workspace()
        self.add_type()
        self.addParameter(
            file(self.TABLE, self.tr("Table"), fileFilter=self.tr("Tables (*.csv *.txt *.xlsx *.xlsm *.ods)"))
        )
        self.addParameter(text(self.SHEET, self.tr("Sheet of the workbook"), optional=True))
        self.addParameter(
            text(self.UNITS, self.tr("The table lists territories of this type, not communes"), optional=True)
        )
        self.addParameter(
            file(self.MOVEMENTS, self.tr("Table of movements of communes (INSEE)"), extension="csv", optional=True)
        )
        self.addParameter(
            QgsProcessingParameterVectorLayer(
                self.OLD_COMMUNES,
                self.tr("Communes of the table's year, for what no movement explains"),
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            )
        )
        self.add_source()
        self.add_columns()
        self.add_accept()
        self.add_findings()
        self.addOutput(QgsProcessingOutputNumber(self.TERRITORIES, self.tr("Territories")))
        self.addOutput(QgsProcessingOutputNumber(self.REMARKS, self.tr("Remarks")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Table to rows, rows to today's communes, checks, outlines, one transaction."""
        import pandas as pd

        from ..core.findings import Report
        from ..core.territories.checks import check_composition
        from ..core.territories.composition import read_composition
        from ..gis.territory_moves import obeyed
        from ..gis.territory_store import built_territories, expanded, save_territories

        workspace = self.workspace(parameters, context)
        kind = self.kind(parameters, context, workspace)
        path = self.parameterAsFile(parameters, self.TABLE, context)
        year = self.year(parameters, context)
        units = self.parameterAsString(parameters, self.UNITS, context).strip()
        read = read_composition(
            path,
            kind.code,
            year,
            self.corrections(parameters, context),
            self.parameterAsString(parameters, self.SHEET, context).strip() or None,
            self.parameterAsBool(parameters, self.ACCEPT, context),
            units=bool(units),
        )
        self.tell_columns(read.columns, feedback)
        report, rows = Report(read.report), read.rows
        if units:
            rows = expanded(workspace, units, rows, report).assign(type=kind.code)
        feedback.setProgress(30)
        rows = self._in_todays_communes(parameters, context, workspace, rows, report)
        rows = obeyed(workspace, kind.code, rows, report)
        communes = workspace.read("commune", ["insee", "geom"])
        report.extend(check_composition(rows, communes["insee"], kind, year))
        rows = rows[rows["commune"].str[:5].isin(communes["insee"])].drop_duplicates(["commune", "id_territoire"])
        if kind.partition:
            rows = rows.drop_duplicates("commune")
        feedback.setProgress(50)
        if feedback.isCanceled():
            return {}
        territories = built_territories(workspace, kind.code, rows, read.territories, year, report)
        self.tell(report, feedback)
        source = self.source(parameters, context, path, read.lines)
        save_territories(workspace, kind.code, source, territories, rows.assign(type=kind.code), read.columns)
        places = pd.DataFrame({"type": None, "code": communes["insee"], "geom": communes["geom"]})
        return {
            self.TERRITORIES: len(territories),
            self.REMARKS: len(report),
            **self.write_findings(parameters, context, report, places, workspace.crs),
        }

    def _in_todays_communes(
        self, parameters: dict[str, Any], context: QgsProcessingContext, workspace: Any, rows: Any, report: Any
    ) -> Any:
        """The rows in today's communes, by the movements and old outlines given; without any they stay as they are."""
        import pandas as pd

        from ..core.territories.movements import read_movements, reconcile, transfer

        path = self.parameterAsFile(parameters, self.MOVEMENTS, context)
        layer = self.parameterAsVectorLayer(parameters, self.OLD_COMMUNES, context)
        year = self.year(parameters, context)
        if not (path or layer) or year is None:
            return rows
        movements = None
        if path:
            movements, wrong = read_movements(path)
            report.extend(wrong)
        whole = rows["commune"].str.len() == 5
        old = pd.DataFrame({"insee": rows.loc[whole, "commune"].unique()})
        if layer is not None:
            old = self._with_outlines(layer, old, workspace, report)
        links, told = reconcile(old, workspace.read("commune", ["insee", "geom"]), year, movements)
        report.extend(told)
        kind = str(rows["type"].iloc[0]) if len(rows) else ""
        today = workspace.sources("commune")["cog_annee"].dropna()
        moved, conflicts = transfer(rows[whole], links, kind, int(today.max()) if len(today) else year)
        report.extend(conflicts)
        return pd.concat([moved, rows[~whole].drop(columns="ligne", errors="ignore")], ignore_index=True)

    def _with_outlines(self, layer: Any, old: Any, workspace: Any, report: Any) -> Any:
        """The old communes the table names with their name and outline; those the layer lacks stay without."""
        from ..core.territories.columns import chosen_columns, guess_commune_columns
        from ..core.territories.layers import commune_table
        from ..gis.territory_layers import layer_frame

        frame = layer_frame(layer, workspace.crs)
        columns = chosen_columns(guess_commune_columns(frame), {}, ("insee", "nom"), list(frame.columns))
        table = commune_table(frame, {name: columns[name] for name in ("insee", "nom")})
        report.extend(finding for finding in table.report if finding.code not in ("COM02", "COM06"))
        return old.merge(table.frame[["insee", "nom", "geom"]], on="insee", how="left")
