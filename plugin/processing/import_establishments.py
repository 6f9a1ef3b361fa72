"""``atlas_soins:import_establishments``: the FINESS register, or a list of sites, into the workspace."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
)

from . import import_steps as steps
from .base import AtlasAlgorithm


class ImportEstablishments(AtlasAlgorithm):
    """Fills ``etablissement``: what the agency wrote there and hand corrections stay."""

    ID = "import_establishments"
    GROUP = "import"
    PACKAGES = ("pandas", "scipy", "shapely", "yaml")

    LAYOUT = "LAYOUT"
    LEGAL_ENTITIES = "LEGAL_ENTITIES"
    TOWN_HALLS = "TOWN_HALLS"
    COMPLETE = "COMPLETE"
    ESTABLISHMENTS = "ESTABLISHMENTS"
    UNLOCATED = "UNLOCATED"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import establishments")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, file, layout, what to do with sites that have no coordinates."""
        layouts = [self.tr("FINESS register (any layout)"), self.tr("List of sites with longitude and latitude")]
        steps.add_workspace(self)
        steps.add_file(self, self.tr("File of establishments"))
        self.addParameter(QgsProcessingParameterEnum(self.LAYOUT, self.tr("Layout"), layouts, defaultValue=0))
        steps.add_file(self, self.tr("File of legal entities"), optional=True, name=self.LEGAL_ENTITIES)
        steps.add_departments(self)
        for name, label in (
            (self.TOWN_HALLS, self.tr("Place sites without coordinates at the town hall")),
            (self.COMPLETE, self.tr("Add to the establishments already there instead of replacing them")),
        ):
            self.addParameter(QgsProcessingParameterBoolean(name, label, defaultValue=False))
        steps.add_mapping(self)
        steps.add_source(self, "FINESS")
        self.addOutput(QgsProcessingOutputNumber(self.ESTABLISHMENTS, self.tr("Establishments")))
        self.addOutput(QgsProcessingOutputNumber(self.UNLOCATED, self.tr("Establishments without coordinates")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, bring into the workspace's system, check against the communes, write in one transaction."""
        from ..core.establishments import checks, merging, places
        from ..core.establishments.finess import read_establishments, read_legal_entities
        from ..core.establishments.sites import read_sites
        from ..gis.projection import project_points, with_geometry

        workspace = steps.open_workspace(self, parameters, context)
        path = self.parameterAsFile(parameters, steps.FILE, context)
        if self.parameterAsEnum(parameters, self.LAYOUT, context) == 0:
            sites, report, date = read_establishments(path)
        else:
            sites, report = read_sites(path, steps.mapping_of(self, parameters, context))
            date = None
        read = len(sites)
        departments = steps.departments_of(self, parameters, context, feedback, workspace)
        sites = merging.keep_departments(sites, departments, report)
        feedback.setProgress(30)
        sites = project_points(sites, workspace.crs, report)
        communes = workspace.read("commune")
        if len(communes):
            checks.check_distance(sites, communes, report)
        else:
            checks.check_scatter(sites, report)
        if self.parameterAsBoolean(parameters, self.TOWN_HALLS, context):
            sites = places.place_at_town_halls(sites, communes, report)
        existing = workspace.read("etablissement")
        add = self.parameterAsBoolean(parameters, self.COMPLETE, context)
        merge = merging.complete_register if add else merging.replace_register
        sites = merge(existing.drop(columns="geom"), sites.drop(columns="geom"))
        sites = merging.apply_corrections(sites, workspace.read("correction"), "etablissement", "finess_et", report)
        source = steps.source_of(self, parameters, context, date, read)
        legal_path = self.parameterAsFile(parameters, self.LEGAL_ENTITIES, context)
        legal = None
        if legal_path:
            legal, findings = read_legal_entities(legal_path)
            report.extend(findings)
            checks.check_legal_entities(sites, sites.index.to_numpy() + 2, set(legal["finess_ej"]), report)
        feedback.setProgress(70)
        with workspace.writing() as write:
            write.replace("etablissement", with_geometry(sites), source)
            if legal is not None:
                origin = steps.source_of(self, parameters, context, date, name=self.LEGAL_ENTITIES)
                write.replace("etablissement_juridique", legal, origin)
        self.tell(report, feedback)
        unlocated = int(sites["x"].isna().sum())
        feedback.pushInfo(self.tr("{} establishments, {} of them without coordinates.").format(len(sites), unlocated))
        return {self.ESTABLISHMENTS: len(sites), self.UNLOCATED: unlocated}
