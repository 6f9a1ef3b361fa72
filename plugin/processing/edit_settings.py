"""``atlas_soins:edit_settings``: what an edition says of itself, changed in the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from .base import AtlasAlgorithm


class EditSettings(AtlasAlgorithm):
    """Writes rows of the table ``edition`` in one transaction; settings not named stay."""

    ID = "edit_settings"
    GROUP = "atlas"
    PACKAGES = ("numpy", "pandas", "shapely", "yaml")

    WORKSPACE, SETTINGS, CHANGED = "WORKSPACE", "SETTINGS", "CHANGED"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Settings of the edition")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and lines in, the number of settings changed out."""
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterString(
                self.SETTINGS, self.tr("Settings, one “key = value” a line (an empty value removes it)"), multiLine=True
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.CHANGED, self.tr("Settings changed")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Check every line, then write; nothing is written where one is wrong."""
        from ..atlas.edition_settings import read_lines
        from ..gis.charter import Charter
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        folder = Path(workspace.path).parent
        wanted = read_lines(self.parameterAsString(parameters, self.SETTINGS, context), folder)
        if wanted.get("charte"):
            Charter.load(folder / wanted["charte"])
        before = workspace.settings()
        changed = {key: value for key, value in wanted.items() if (before.get(key) or "") != value}
        if changed:
            with workspace.writing() as write:
                for key, value in changed.items():
                    write.setting(key, value)
                    feedback.pushInfo(f"{key} = {value}")
        return {self.CHANGED: len(changed)}
