"""``atlas_soins:export_job``: the part of an export that another process does. Not for the toolbox."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProject,
)

from .base import AtlasAlgorithm


class ExportJob(AtlasAlgorithm):
    """Does what a file of ours describes: a whole export, or the second process's share of one."""

    ID = "export_job"
    GROUP = "atlas"
    PACKAGES = ("pandas", "shapely", "yaml")

    JOB = "JOB"

    def displayName(self) -> str:
        """The name, where it is shown at all."""
        return self.tr("Export in the background")

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
        from ..atlas.context import AtlasContext
        from ..atlas.export.desk import Desk
        from ..atlas.export.follow import do_job
        from ..atlas.export.second import end_with_parent
        from ..atlas.export.share import second_share
        from ..gis.workspace import Workspace

        end_with_parent()
        path = Path(self.parameterAsFile(parameters, self.JOB, context))
        job = json.loads(path.read_text(encoding="utf-8"))
        if "desk" in job:
            atlas = AtlasContext(Workspace.open(job["workspace"]), QgsProject(), process="_2")
            second_share(atlas, Desk(Path(job["desk"])))
        else:
            do_job(path)
        return {}
