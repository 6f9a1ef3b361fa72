"""``atlas_soins:emergency_responders``: the establishments' emergency departments and SMUR as responders."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
)

from .base import AtlasAlgorithm


class EmergencyResponders(AtlasAlgorithm):
    """Fills ``effecteur_urgence`` from authorisations or SAE; MCS and helicopters of the agency's own table stay."""

    ID = "emergency_responders"
    GROUP = "access"
    PACKAGES = ("pandas", "shapely")

    WORKSPACE = "WORKSPACE"
    RESPONDERS = "RESPONDERS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Emergency responders from establishments")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """The workspace is all it needs."""
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addOutput(QgsProcessingOutputNumber(self.RESPONDERS, self.tr("Responders")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the tables, replace the responders that come from establishments."""
        from ..core.access.responders import KIND_OF_ACTIVITY, responders_of_sites
        from ..core.findings import InputError
        from ..core.schema import Source
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        names = [name for name in ("etablissement", "autorisation", "capacite") if workspace.count(name)]
        if "etablissement" not in names or len(names) == 1:
            raise InputError.of("URG06")
        rows, report = responders_of_sites(
            {name: workspace.read(name) for name in names}, workspace.settings().get("date_reference")
        )
        self.tell(report, feedback)
        sources = workspace.sources()
        used = sources[sources["table_nom"].str.partition(":")[0].isin(names[1:])]
        mention = " ; ".join(dict.fromkeys(used["mention"])) or "Établissements"
        source = Source(
            fichier="",
            mention=mention,
            date_donnees=used["date_donnees"].dropna().max() if len(used) else None,
            illustratif=bool(used["illustratif"].fillna(False).any()),
            lignes_lues=len(rows),
        )
        with workspace.writing() as write:
            for kind in KIND_OF_ACTIVITY.values():
                write.replace("effecteur_urgence", rows[rows["type"] == kind], source, part=kind)
        feedback.pushInfo(self.tr("{} responders written.").format(len(rows)))
        return {self.RESPONDERS: len(rows)}
