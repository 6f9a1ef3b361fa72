"""``atlas_soins:territoires_de_vie``: communes aggregated by commuting flows."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QMetaType

from .territory_algorithm import TerritoryAlgorithm


class TerritoiresDeVie(TerritoryAlgorithm):
    """Joins communes by the share of their workers going elsewhere, then asks for contiguity and a least population."""

    ID = "territoires_de_vie"

    FLOWS = "FLOWS"
    UNITS = "UNITS"
    THRESHOLD = "THRESHOLD"
    LEAST_POPULATION = "LEAST_POPULATION"
    WATER = "WATER"
    STEPS = "STEPS"
    TERRITORIES = "TERRITORIES"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Build territoires de vie from commuting flows")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and flows in; territories into the workspace, each step as a table."""
        number, text = QgsProcessingParameterNumber, QgsProcessingParameterString
        self.add_workspace()
        self.addParameter(text(self.TYPE, self.tr("Type to build"), defaultValue="territoire_vie"))
        self.addParameter(
            QgsProcessingParameterFile(self.FLOWS, self.tr("Commuting flows (origin, destination, workers)"))
        )
        self.addParameter(
            text(self.UNITS, self.tr("Units: a type of territories (none: the communes)"), optional=True)
        )
        self.addParameter(
            number(
                self.THRESHOLD,
                self.tr("Least share of workers going to one other unit (%)"),
                number.Type.Double,
                defaultValue=15,
                minValue=0,
                maxValue=100,
            )
        )
        self.addParameter(
            number(self.LEAST_POPULATION, self.tr("Least population of a territory"), defaultValue=5000, minValue=0)
        )
        self.addParameter(
            number(
                self.WATER,
                self.tr("Islands touch what is no farther over water than (m)"),
                number.Type.Double,
                defaultValue=20_000,
                minValue=0,
            )
        )
        self.add_source()
        self.add_columns()
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.STEPS, self.tr("Steps"), QgsProcessing.SourceType.TypeVector, optional=True, createByDefault=False
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.TERRITORIES, self.tr("Territories")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Flows to groups of communes, groups to territories named after their centre."""
        import pandas as pd

        from ..core.territories.adjacency import adjacency
        from ..core.territories.commuting import aggregate
        from ..core.territories.flows import read_flows
        from ..gis.territory_moves import obeyed
        from ..gis.territory_store import built_territories, save_territories, units_of

        workspace = self.workspace(parameters, context)
        kind = self.kind(parameters, context, workspace)
        path = self.parameterAsFile(parameters, self.FLOWS, context)
        flows, report = read_flows(path, self.corrections(parameters, context))
        units = units_of(workspace, self.parameterAsString(parameters, self.UNITS, context).strip())
        feedback.setProgress(20)
        codes = units.table["code"].to_numpy()
        water = self.parameterAsDouble(parameters, self.WATER, context)
        pairs = [(codes[a], codes[b]) for a, b in adjacency(units.table["geom"].to_numpy(), within=water or None)]
        feedback.setProgress(40)
        if feedback.isCanceled():
            return {}
        result = aggregate(
            flows,
            dict(zip(codes, units.table["population"].fillna(0).astype(float), strict=True)),
            pairs,
            self.parameterAsDouble(parameters, self.THRESHOLD, context) / 100,
            self.parameterAsInt(parameters, self.LEAST_POPULATION, context),
        )
        report.extend(result.report)
        for step in result.steps.itertuples():
            feedback.pushDebugInfo(f"{step.etape}. {step.motif} : {step.unite} → {step.rejoint} ({step.part:.1%})")
        feedback.setProgress(70)
        if feedback.isCanceled():
            return {}
        territory_of = dict(zip(result.membership["unite"], result.membership["id_territoire"], strict=True))
        year = self.year(parameters, context)
        rows = pd.DataFrame({
            "commune": list(units.unit_of_commune), "type": kind.code,
            "id_territoire": [territory_of.get(unit) for unit in units.unit_of_commune.values()],
        }).dropna(subset=["id_territoire"])
        rows["cog_annee"] = pd.Series(year, index=rows.index, dtype="Int64")
        rows = obeyed(workspace, kind.code, rows, report)
        self.tell(report, feedback)
        labels = units.table.rename(columns={"code": "id_territoire"})[["id_territoire", "libelle"]]
        territories = built_territories(workspace, kind.code, rows, labels, year)
        save_territories(workspace, kind.code, self.source(parameters, context, path, len(flows)), territories, rows)
        return {self.TERRITORIES: len(territories), **self._write_steps(parameters, context, result.steps)}

    def _write_steps(
        self, parameters: dict[str, Any], context: QgsProcessingContext, steps: Any
    ) -> dict[str, Any]:
        from qgis.core import QgsCoordinateReferenceSystem, QgsWkbTypes

        kinds = {"etape": QMetaType.Type.Int, "part": QMetaType.Type.Double, "population": QMetaType.Type.Double}
        fields = QgsFields()
        for name in steps.columns:
            fields.append(QgsField(name, kinds.get(name, QMetaType.Type.QString)))
        sink, destination = self.parameterAsSink(
            parameters, self.STEPS, context, fields, QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
        )
        if sink is None:
            return {}
        for row in steps.astype(object).itertuples(index=False):
            feature = QgsFeature(fields)
            feature.setAttributes(list(row))
            self.write(feature, sink, parameters, self.STEPS)
        return {self.STEPS: destination}
