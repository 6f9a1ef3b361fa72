"""``atlas_soins:background_job``: what another process does for a window that must not wait. Not for the toolbox."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterFile

from .base import AtlasAlgorithm


class BackgroundJob(AtlasAlgorithm):
    """Does what a file of ours describes: an export or a share of one, the drawing of sheets, a map."""

    ID = "background_job"
    GROUP = "atlas"
    PACKAGES = ("pandas", "shapely", "yaml")

    JOB = "JOB"

    def displayName(self) -> str:
        """The name, where it is shown at all."""
        return self.tr("Work in the background")

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        """Another process calls it, nobody else."""
        return super().flags() | Qgis.ProcessingAlgorithmFlag.HideFromToolbox | Qgis.ProcessingAlgorithmFlag.NoThreading

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """The file that describes the job."""
        self.addParameter(QgsProcessingParameterFile(self.JOB, self.tr("Job")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Work until the job is done or the process that wants it ends."""
        from ..atlas import express
        from ..atlas.drawing import elsewhere as drawing
        from ..atlas.export import follow, share
        from ..atlas.processes.jobs import take
        from ..atlas.processes.second import end_with_parent

        end_with_parent()
        works = {
            follow.JOB: follow.export_for_other,
            share.JOB: share.share_for_other,
            drawing.JOB: drawing.draw_for_other,
            express.JOB: express.express_for_other,
        }
        take(Path(self.parameterAsFile(parameters, self.JOB, context)), works)
        return {}
