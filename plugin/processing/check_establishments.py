"""``atlas_soins:check_establishments``: all findings on the establishments of a workspace, each with its site."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterString,
)

from . import import_steps as steps
from .base import AtlasAlgorithm


class CheckEstablishments(AtlasAlgorithm):
    """Sites without a point, far from their commune or closed; legal entities; reference hospitals. Changes nothing."""

    ID = "check_establishments"
    GROUP = "tools"
    PACKAGES = ("pandas", "shapely", "yaml")

    UNLOCATED, REMARKS = "UNLOCATED", "REMARKS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Check establishments")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and date of the map in, findings out."""
        steps.add_workspace(self)
        label = self.tr("Date of the map (YYYY-MM-DD; that of the edition by default)")
        self.addParameter(QgsProcessingParameterString(steps.DATE, label, optional=True))
        self.addOutput(QgsProcessingOutputNumber(self.UNLOCATED, self.tr("Establishments without coordinates")))
        self.addOutput(QgsProcessingOutputNumber(self.REMARKS, self.tr("Remarks")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """One report of every check the tables of the workspace allow."""
        import numpy as np
        import pandas as pd

        from ..core.establishments import checks
        from ..core.findings import InputError, Report
        from ..core.tables import to_date

        workspace = steps.open_workspace(self, parameters, context)
        sites, communes = workspace.read("etablissement"), workspace.read("commune", ["insee", "nom", "geom"])
        if sites.empty:
            raise InputError.of("AUT08")
        given = self.parameterAsString(parameters, steps.DATE, context).strip()
        dates, bad = to_date(pd.Series([given or workspace.settings().get("date_reference")], name="DATE"))
        if len(bad):
            raise InputError(*bad)
        report = Report()
        lost = checks.report_each_unlocated(sites, communes.set_index("insee")["nom"], report)
        feedback.setProgress(30)
        if len(communes):
            checks.check_distance(sites, communes, report)
        else:
            checks.check_scatter(sites, report)
        if dates.iloc[0]:
            checks.check_closed(sites, dates.iloc[0], report)
        legal = workspace.read("etablissement_juridique", ["finess_ej"])["finess_ej"]
        if len(legal):
            checks.check_legal_entities(sites, np.arange(len(sites)) + 2, set(legal), report)
        if sites["ch_referent"].notna().any():
            territories = workspace.read("territoire", ["id_territoire"], {"type": "territoire_sante"})
            checks.check_reference_hospitals(sites, list(territories["id_territoire"]), report)
        self.tell(report, feedback)
        return {self.UNLOCATED: lost, self.REMARKS: len(report)}
