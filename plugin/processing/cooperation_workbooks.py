"""``atlas_soins:cooperation_workbooks``: one pre-filled survey workbook a reference hospital."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
)

from .base import AtlasAlgorithm


class CooperationWorkbooks(AtlasAlgorithm):
    """Writes the workbooks the reference hospitals complete, with the links of the latest edition."""

    ID = "cooperation_workbooks"
    GROUP = "cooperations"
    PACKAGES = ("pandas", "openpyxl")

    WORKSPACE = "WORKSPACE"
    EDITION = "EDITION"
    FOLDER = "FOLDER"
    WORKBOOKS = "WORKBOOKS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Workbooks of the survey of cooperations")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and edition in, a folder of workbooks out."""
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterNumber(self.EDITION, self.tr("Edition to collect (year)"), minValue=1990)
        )
        self.addParameter(QgsProcessingParameterFolderDestination(self.FOLDER, self.tr("Folder of the workbooks")))
        self.addOutput(QgsProcessingOutputNumber(self.WORKBOOKS, self.tr("Workbooks")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Check that each territory has its reference hospital, then write."""
        from ..core.cooperations.collect import write_workbooks
        from ..core.establishments.checks import check_reference_hospitals
        from ..core.findings import InputError, Report
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        if not workspace.count("etablissement"):
            raise InputError.of("COO26")
        establishments = workspace.read("etablissement")
        report = Report()
        check_reference_hospitals(establishments, sorted(establishments["territoire_sante"].dropna().unique()), report)
        self.tell(report, feedback)
        folder = Path(self.parameterAsString(parameters, self.FOLDER, context))
        folder.mkdir(parents=True, exist_ok=True)
        edition = self.parameterAsInt(parameters, self.EDITION, context)
        files = write_workbooks(workspace.read("cooperation"), establishments, edition, folder)
        for path in files.values():
            feedback.pushInfo(path.name)
        return {self.FOLDER: str(folder), self.WORKBOOKS: len(files)}
