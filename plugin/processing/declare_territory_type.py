"""``atlas_soins:declare_territory_type``: a type of territory of the user's own."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterString,
)

from .territory_algorithm import TerritoryAlgorithm

# In the order of core.territories.types.ROLES.
ROLES = ("décision", "concertation", "observation", "action")


class DeclareTerritoryType(TerritoryAlgorithm):
    """Adds a type to those of the workspace, or gives a known one other roles."""

    ID = "declare_territory_type"
    GROUP = "territories"

    CODE = "CODE"
    LABEL = "LABEL"
    OVERLAPS = "OVERLAPS"
    COVERS = "COVERS"
    EXCEPTIONS = "EXCEPTIONS"
    ROLES = "ROLES"
    TYPES = "TYPES"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Declare a type of territory")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Code and name, how the territories lie, what they are for."""
        self.add_workspace()
        self.addParameter(QgsProcessingParameterString(self.CODE, self.tr("Code (such as bassin_emploi)")))
        self.addParameter(QgsProcessingParameterString(self.LABEL, self.tr("Name, as sheets print it")))
        for name, text in (
            (self.OVERLAPS, self.tr("Territories may overlap")),
            (self.COVERS, self.tr("Every commune must lie in one")),
            (self.EXCEPTIONS, self.tr("A few communes may stay out")),
        ):
            self.addParameter(QgsProcessingParameterBoolean(name, text, defaultValue=False))
        self.addParameter(
            QgsProcessingParameterEnum(self.ROLES, self.tr("Roles"), list(ROLES), allowMultiple=True, optional=True)
        )
        self.addOutput(QgsProcessingOutputString(self.TYPES, self.tr("Types declared in the workspace")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Write the type among the settings of the workspace."""
        from ..core.findings import InputError, Report
        from ..core.territories.types import SETTING, declare, from_setting
        from ..gis.territory_store import declare_type

        workspace = self.workspace(parameters, context)
        # An optional list left out reads as its first entry.
        given = parameters.get(self.ROLES) not in (None, "", [])
        chosen = self.parameterAsEnums(parameters, self.ROLES, context) if given else []
        report = Report()
        kind = declare(
            {
                "code": self.parameterAsString(parameters, self.CODE, context).strip(),
                "libelle": self.parameterAsString(parameters, self.LABEL, context).strip(),
                "partition": not self.parameterAsBool(parameters, self.OVERLAPS, context),
                "couvrant": self.parameterAsBool(parameters, self.COVERS, context),
                "exceptions": self.parameterAsBool(parameters, self.EXCEPTIONS, context),
                "roles": [ROLES[index] for index in chosen],
            },
            report,
        )
        if kind is None:
            raise InputError(*report)
        declare_type(workspace, kind)
        codes = [one.code for one in from_setting(workspace.settings().get(SETTING))]
        feedback.pushInfo(self.tr("Types declared: {}").format(", ".join(codes)))
        return {self.TYPES: ", ".join(codes)}
