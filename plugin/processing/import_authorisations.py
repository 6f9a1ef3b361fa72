"""``atlas_soins:import_authorisations``: authorisations of care activities and heavy equipment into the workspace."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingOutputNumber

from . import import_steps as steps
from .base import AtlasAlgorithm


class ImportAuthorisations(AtlasAlgorithm):
    """Fills ``autorisation`` and ``equipement`` with the rows of the workspace's establishments."""

    ID = "import_authorisations"
    GROUP = "import"
    PACKAGES = ("pandas", "yaml")

    EQUIPMENT_FILE = "EQUIPMENT_FILE"
    EQUIPMENT_MAPPING = "EQUIPMENT_MAPPING"
    AUTHORISATIONS = "AUTHORISATIONS"
    EQUIPMENT = "EQUIPMENT"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import authorisations and heavy equipment")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and the two files, either of which may be absent."""
        steps.add_workspace(self)
        steps.add_file(self, self.tr("File of authorisations"), optional=True)
        steps.add_file(self, self.tr("File of heavy equipment"), optional=True, name=self.EQUIPMENT_FILE)
        steps.add_mapping(self, self.tr("Other column names of the authorisations (ours=theirs; ours=theirs)"))
        steps.add_mapping(
            self, self.tr("Other column names of the equipment (ours=theirs; ours=theirs)"), self.EQUIPMENT_MAPPING
        )
        steps.add_source(self, "FINESS")
        self.addOutput(QgsProcessingOutputNumber(self.AUTHORISATIONS, self.tr("Authorisations")))
        self.addOutput(QgsProcessingOutputNumber(self.EQUIPMENT, self.tr("Devices")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read both files, keep the sites of the register, write in one transaction."""
        from ..core.establishments.authorisations import read_authorisations
        from ..core.establishments.equipment import read_equipment
        from ..core.findings import InputError, Report

        workspace = steps.open_workspace(self, parameters, context)
        known = set(workspace.read("etablissement", ["finess_et"])["finess_et"])
        if not known:
            raise InputError.of("AUT08")
        report = Report()
        tables = {}
        if self.parameterAsFile(parameters, steps.FILE, context):
            source = steps.source_of(self, parameters, context)
            mapping = steps.mapping_of(self, parameters, context) or None
            frame, findings = read_authorisations(source.fichier, mapping, source.date_donnees, known)
            report.extend(findings)
            tables["autorisation"] = (frame, source)
        if self.parameterAsFile(parameters, self.EQUIPMENT_FILE, context):
            source = steps.source_of(self, parameters, context, name=self.EQUIPMENT_FILE)
            mapping = steps.mapping_of(self, parameters, context, self.EQUIPMENT_MAPPING) or None
            frame, findings = read_equipment(source.fichier, mapping, known)
            report.extend(findings)
            tables["equipement"] = (frame, source)
        if not tables:
            raise InputError.of("AUT09")
        with workspace.writing() as write:
            for name, (rows, source) in tables.items():
                write.replace(name, rows, source)
        self.tell(report, feedback)
        counts = {name: len(rows) for name, (rows, _) in tables.items()}
        for name, count in counts.items():
            feedback.pushInfo(self.tr("{}: {} rows.").format(name, count))
        return {self.AUTHORISATIONS: counts.get("autorisation", 0), self.EQUIPMENT: counts.get("equipement", 0)}
