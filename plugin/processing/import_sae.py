"""``atlas_soins:import_sae``: the SAE tables, and the establishments their identity table names."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
)

from . import import_steps as steps
from .base import AtlasAlgorithm


class ImportSae(AtlasAlgorithm):
    """Fills ``capacite``, completes ``etablissement`` with the sites and the legal status of the table ID."""

    ID = "import_sae"
    GROUP = "import"
    PACKAGES = ("pandas", "shapely", "yaml")

    FOLDER = "FOLDER"
    CAPACITIES = "CAPACITIES"
    ADDED = "ADDED"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import SAE tables")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, folder, departments."""
        steps.add_workspace(self)
        self.addParameter(
            QgsProcessingParameterFile(
                self.FOLDER, self.tr("Folder of the SAE tables"), behavior=QgsProcessingParameterFile.Behavior.Folder
            )
        )
        steps.add_departments(self)
        steps.add_source(self, "SAE")
        self.addOutput(QgsProcessingOutputNumber(self.CAPACITIES, self.tr("Rows of capacities")))
        self.addOutput(QgsProcessingOutputNumber(self.ADDED, self.tr("Establishments added")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the folder, keep the region's sites, write both tables in one transaction."""
        from dataclasses import replace

        from ..core.establishments import merging
        from ..core.establishments.medico_social import PLACES
        from ..core.establishments.sae import read_sae
        from ..core.findings import InputError
        from ..gis.projection import with_geometry

        workspace = steps.open_workspace(self, parameters, context)
        folder = self.parameterAsFile(parameters, self.FOLDER, context)
        departments = steps.departments_of(self, parameters, context, feedback, workspace)
        sae, report = read_sae([folder], departments=departments)
        if not sae.years:
            raise InputError(*report)
        source = steps.source_of(self, parameters, context, name=self.FOLDER)
        years = " et ".join(map(str, sae.years))
        dated = any(str(year) in source.mention for year in sae.years)
        mention = source.mention if dated else f"{source.mention} {years}"
        source = replace(source, mention=mention, date_donnees=source.date_donnees or f"{max(sae.years)}-12-31")
        existing = workspace.read("etablissement").drop(columns="geom")
        medico_social = steps.part_of(workspace, "capacite", PLACES)  # of the register, not of SAE: it stays
        feedback.setProgress(60)
        with workspace.writing() as write:
            write.replace("capacite", sae.capacite, source)
            if medico_social is not None:
                write.replace("capacite", *medico_social, part=PLACES)
            if sae.etablissement is not None:
                sites = merging.complete_register(existing, sae.etablissement)
                sites["localisation"] = sites["localisation"].fillna("absente")
                sites = merging.apply_corrections(
                    sites, workspace.read("correction"), "etablissement", "finess_et", report
                )
                origin = source if existing.empty else steps.joined(workspace.sources("etablissement"), source)
                write.replace("etablissement", with_geometry(sites), origin)
        added = 0 if sae.etablissement is None else len(sites) - len(existing)
        self.tell(report, feedback)
        feedback.pushInfo(
            self.tr("{} rows of capacities of {} sites; {} establishments added.").format(
                len(sae.capacite), sae.capacite["finess_et"].nunique(), added
            )
        )
        return {self.CAPACITIES: len(sae.capacite), self.ADDED: added}

