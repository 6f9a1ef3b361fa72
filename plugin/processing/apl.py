"""``atlas_soins:apl``: local potential accessibility to a profession, by commune and territory."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from .road_algorithm import RoadAlgorithm


class Apl(RoadAlgorithm):
    """Computes APL into the table ``indicateur`` of a workspace."""

    ID = "apl"

    PROFESSION = "PROFESSION"
    ACTS = "ACTS"
    STEPS = "STEPS"
    RATES = "RATES"
    COMMUNES = "COMMUNES"
    MEAN = "MEAN"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Local potential accessibility (APL)")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and roads in, the regional mean out."""
        self.add_roads()
        self.addParameter(
            QgsProcessingParameterString(self.PROFESSION, self.tr("Profession"), defaultValue="medecin_generaliste")
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                self.ACTS,
                self.tr("Consultations a year and practitioner"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=5400,
                minValue=1,
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                self.STEPS, self.tr("Steps (minutes:weight)"), defaultValue="10:1 15:0.3 20:0.1"
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                self.RATES, self.tr("Need by age (column:rate, empty: all alike)"), optional=True
            )
        )
        self.add_advanced()
        self.addOutput(QgsProcessingOutputNumber(self.COMMUNES, self.tr("Communes")))
        self.addOutput(QgsProcessingOutputNumber(self.MEAN, self.tr("Regional mean")))

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse steps and rates that cannot be read."""
        from ..core.access.apl import read_steps

        super().check(parameters, context)
        read_steps(self.parameterAsString(parameters, self.STEPS, context))
        self._rates(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Practitioners and roads to APL, by commune and by every type of territory."""
        import numpy as np
        import pandas as pd

        from ..core.access.apl import UNIT, AplOptions, apl_of_communes, indicator_rows, read_steps
        from ..core.findings import InputError, Report
        from ..gis.access_store import save_indicator

        workspace = self.workspace(parameters, context)
        profession = self.parameterAsString(parameters, self.PROFESSION, context).strip()
        practitioners = workspace.read("praticien")
        known = sorted(practitioners["profession"].dropna().unique())
        practitioners = practitioners[practitioners["profession"] == profession]
        if practitioners.empty:
            raise InputError.of("APL02", profession=profession, liste=known)
        year = practitioners["annee"].max()
        if not pd.isna(year):
            practitioners = practitioners[practitioners["annee"] == year]
        communes, lacks = workspace.read("commune"), Report()
        roads, file, profile = self.roads(parameters, context, feedback, workspace, communes, lacks)
        if feedback.isCanceled():
            return {}
        options = self.options(parameters, context)
        frame, report = apl_of_communes(
            communes,
            practitioners,
            roads,
            acts=self.parameterAsDouble(parameters, self.ACTS, context),
            options=AplOptions(read_steps(self.parameterAsString(parameters, self.STEPS, context))),
            access=options,
            rates=self._rates(parameters, context),
            canceled=feedback.isCanceled,
        )
        self.tell(Report([*lacks, *report]), feedback)
        if feedback.isCanceled():
            return {}
        rows = indicator_rows(frame["insee"], frame["apl"], frame["population"], workspace.read("composition"))
        result = rows.assign(
            indicateur=f"apl_{profession}",
            periode=options.date[:4] if pd.isna(year) else str(int(year)),
            statut="valeur",
            unite=UNIT,
            source="Atlas Soins",
        )
        save_indicator(workspace, result, file, profile, options.date)
        mean = float(np.average(frame["apl"], weights=frame["population"].fillna(0)))
        return {self.COMMUNES: len(frame), self.MEAN: mean}

    def _rates(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, float] | None:
        """Need by age column, None where none is given."""
        from ..core.findings import InputError

        text = self.parameterAsString(parameters, self.RATES, context).strip()
        try:
            pairs = [part.split(":") for part in text.replace(";", " ").split()]
            return {name: float(rate.replace(",", ".")) for name, rate in pairs} or None
        except ValueError:
            raise InputError.of("APL01", value=text) from None
