"""``atlas_soins:import_agency_table``: a table the agency keeps itself, in the columns of its template."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputNumber, QgsProcessingParameterEnum

from . import import_steps as steps
from .base import AtlasAlgorithm


class ImportAgencyTable(AtlasAlgorithm):
    """Fills the table of a template: practices, contracts, responders, zonings, blood depots, devices."""

    ID = "import_agency_table"
    GROUP = "import"
    PACKAGES = ("pandas", "shapely", "yaml")

    TEMPLATE = "TEMPLATE"
    ROWS = "ROWS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import a table of the agency")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, template, file."""
        from ..core.establishments.template_titles import template_titles

        steps.add_workspace(self)
        self.addParameter(
            QgsProcessingParameterEnum(self.TEMPLATE, self.tr("Kind of table"), [*template_titles().values()])
        )
        steps.add_file(self, self.tr("Table (CSV, XLSX, ODS)"))
        steps.add_mapping(self)
        steps.add_source(self)
        self.addOutput(QgsProcessingOutputNumber(self.ROWS, self.tr("Rows written")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the table, place its points, replace the rows of the same kind."""
        from ..core.establishments.agency_tables import read_agency_table, templates
        from ..core.establishments.checks import check_reference_hospitals
        from ..core.establishments.merging import overwrite_columns
        from ..core.establishments.template_titles import template_titles
        from ..core.schema import TABLES
        from ..gis.projection import project_points, with_geometry

        workspace = steps.open_workspace(self, parameters, context)
        key = [*template_titles()][self.parameterAsEnum(parameters, self.TEMPLATE, context)]
        target = templates()[key].target
        source = steps.source_of(self, parameters, context)
        rows, report = read_agency_table(source.fichier, key, steps.mapping_of(self, parameters, context))
        if "srid" in rows:
            rows = project_points(rows, workspace.crs, report)
        elif TABLES[target].geometry and target != "etablissement":
            rows = rows.assign(geom=None)
        with workspace.writing() as write:
            if target == "etablissement":  # the agency's columns of sites a register already gave
                existing = workspace.read(target).drop(columns="geom")
                sites = overwrite_columns(existing, rows, report)
                health = workspace.read("territoire", ["id_territoire"], where={"type": "territoire_sante"})
                check_reference_hospitals(sites, health["id_territoire"].tolist(), report)
                write.replace(target, with_geometry(sites), steps.joined(workspace.sources(target), source))
            else:
                steps.replace_kind(write, workspace, target, rows, source)
        self.tell(report, feedback)
        feedback.pushInfo(self.tr("{} rows written in the table {}.").format(len(rows), target))
        return {self.ROWS: len(rows)}
