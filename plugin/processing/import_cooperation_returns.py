"""``atlas_soins:import_cooperation_returns``: the returned workbooks together, mirrored declarations side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from .base import AtlasAlgorithm

_SUFFIXES = (".xlsx", ".ods", ".csv")


class ImportCooperationReturns(AtlasAlgorithm):
    """Reads a folder of returns, compares what two hospitals say of one link, writes the edition."""

    ID = "import_cooperation_returns"
    GROUP = "import"
    PACKAGES = ("pandas", "openpyxl")

    WORKSPACE = "WORKSPACE"
    FOLDER = "FOLDER"
    SETTLED = "SETTLED"
    KEEP_VALID = "KEEP_VALID"
    MIRRORS = "MIRRORS"
    FILES = "FILES"
    WRITTEN = "WRITTEN"
    DIFFERENT = "DIFFERENT"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import the returned workbooks of cooperations")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and folder in; the mirrored declarations to settle and counts out."""
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterFile(
                self.FOLDER, self.tr("Folder of the returns"), QgsProcessingParameterFile.Behavior.Folder
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                self.SETTLED, self.tr("Mirrored declarations settled (column “retenir” filled)"), optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.KEEP_VALID, self.tr("Import the valid rows although others have errors"), defaultValue=False
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.MIRRORS, self.tr("Mirrored declarations that differ"), "CSV (*.csv)", optional=True
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.FILES, self.tr("Files read")))
        self.addOutput(QgsProcessingOutputNumber(self.WRITTEN, self.tr("Rows written")))
        self.addOutput(QgsProcessingOutputNumber(self.DIFFERENT, self.tr("Links declared otherwise")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read all files, tell findings file by file, write the mirrors, then the editions in one transaction."""
        from ..core.cooperations.collect import read_returns
        from ..core.cooperations.survey import FIRST_ATLAS, Context
        from ..core.findings import InputError
        from ..core.schema import Source
        from ..core.tables import read_table
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        if not workspace.count("etablissement"):
            raise InputError.of("COO26")
        folder = Path(self.parameterAsFile(parameters, self.FOLDER, context))
        paths = sorted(
            path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES and path.name[0] not in "~."
        )
        if not paths:
            raise InputError.of("FIC01", chemin=str(folder / "*.xlsx"))
        settled = self.parameterAsFile(parameters, self.SETTLED, context)
        first = workspace.read("cooperation", where={"edition": FIRST_ATLAS})
        survey_context = Context(workspace.read("etablissement"), first_atlas=first)
        returns = read_returns(paths, survey_context, settled=read_table(settled).frame if settled else None)
        for name, report in returns.reports.items():
            if name:
                feedback.pushInfo(name)
            self.tell(report, feedback)
        mirrors = self.parameterAsFileOutput(parameters, self.MIRRORS, context)
        if mirrors:
            returns.mirrors.to_csv(mirrors, sep=";", decimal=",", index=False, encoding="utf-8-sig")
        errors = sum(len(report.errors) for report in returns.reports.values())
        if errors and not self.parameterAsBool(parameters, self.KEEP_VALID, context):
            raise InputError.of("COO25", n=errors, lues=len(returns.table))
        with workspace.writing() as write:
            for edition, rows in returns.table.groupby("edition"):
                state = rows["date_etat"].dropna().max() if rows["date_etat"].notna().any() else None
                source = Source(fichier=folder.name, mention="enquête coopérations", date_donnees=state)
                write.replace("cooperation", rows.reset_index(drop=True), source, part=str(edition))
        return {
            self.FILES: len(paths),
            self.WRITTEN: len(returns.table),
            self.DIFFERENT: len(returns.mirrors),
            self.MIRRORS: mirrors,
        }
