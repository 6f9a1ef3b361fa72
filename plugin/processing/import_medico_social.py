"""``atlas_soins:import_medico_social``: the places of medico-social establishments into the workspace."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
)

from . import import_steps as steps
from .base import AtlasAlgorithm


class ImportMedicoSocial(AtlasAlgorithm):
    """Fills the part FINESS_MS of ``capacite`` with the places of the workspace's establishments."""

    ID = "import_medico_social"
    GROUP = "import"
    PACKAGES = ("pandas", "yaml")

    YEAR = "YEAR"
    PLACES = "PLACES"
    SITES = "SITES"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import places of medico-social establishments")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, file, year."""
        steps.add_workspace(self)
        steps.add_file(self, self.tr("File of medico-social equipment (flow 1100505, or a table)"))
        self.addParameter(
            QgsProcessingParameterNumber(self.YEAR, self.tr("Year"), defaultValue=2024, minValue=1990, maxValue=2100)
        )
        steps.add_mapping(self)
        steps.add_source(self, "FINESS")
        self.addOutput(QgsProcessingOutputNumber(self.PLACES, self.tr("Installed places")))
        self.addOutput(QgsProcessingOutputNumber(self.SITES, self.tr("Establishments with places")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, keep the sites of the register, tell the publics apart, write in one transaction."""
        from ..core.establishments import medico_social as places
        from ..core.findings import InputError

        workspace = steps.open_workspace(self, parameters, context)
        register = workspace.read("etablissement", ["finess_et", "categ"])
        if register.empty:
            raise InputError.of("AUT08")
        source = steps.source_of(self, parameters, context)
        year = self.parameterAsInt(parameters, self.YEAR, context)
        mapping = steps.mapping_of(self, parameters, context)
        rows, report = places.read_places(source.fichier, year, mapping, set(register["finess_et"]))
        rows = places.with_publics(rows, register)
        with workspace.writing() as write:
            write.replace("capacite", rows, source, part=places.PLACES)
        self.tell(report, feedback)
        sums = rows.groupby("variable")["valeur"].sum()
        for public in (places.CHILDREN, places.ADULTS, places.ELDERLY, places.OTHERS):
            if sums.get(public):
                feedback.pushInfo(f"{public} : {sums[public]:.0f}")
        return {
            self.PLACES: int(sums.get(places.INSTALLED, 0)),
            self.SITES: int(rows.loc[rows["variable"] == places.INSTALLED, "finess_et"].nunique()),
        }
