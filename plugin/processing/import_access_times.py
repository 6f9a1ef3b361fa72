"""``atlas_soins:import_access_times``: times computed elsewhere (METRIC, DREES) into the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterString,
)

from . import import_steps as steps
from .base import AtlasAlgorithm

if TYPE_CHECKING:
    from ..gis.workspace import Workspace


class ImportAccessTimes(AtlasAlgorithm):
    """Fills ``temps_acces`` from a table of communes and minutes; computed times stay."""

    ID = "import_access_times"
    GROUP = "import"
    PACKAGES = ("pandas",)

    KIND = "KIND"
    METHOD = "METHOD"
    ONLY_SITES = "ONLY_SITES"
    FOR_SHEETS = "FOR_SHEETS"
    ROWS = "ROWS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import access times")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, table, what the times lead to."""
        steps.add_workspace(self)
        steps.add_file(self, self.tr("Table of communes and minutes"))
        self.addParameter(
            QgsProcessingParameterString(
                self.KIND, self.tr("What the times lead to (SU, tous, maternites, ...)"), defaultValue="tous"
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.METHOD, self.tr("Origin of the times"), ["METRIC", self.tr("another")], defaultValue=0
            )
        )
        steps.add_mapping(self)
        steps.add_source(self, "METRIC")
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.ONLY_SITES,
                self.tr("The table goes to every commune: count only those that hold such a site"),
                defaultValue=False,
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.FOR_SHEETS, self.tr("Sheets draw these times (setting temps_methode)"), defaultValue=False
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.ROWS, self.tr("Communes")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, keep the nearest and the workspace's communes, write beside the times of other kinds and methods."""
        from dataclasses import replace
        from pathlib import Path

        import pandas as pd

        from ..core.access.imported import IMPORT, METRIC, matched, read_times
        from ..core.access.methods import SETTING
        from ..core.findings import InputError

        workspace = steps.open_workspace(self, parameters, context)
        source = steps.source_of(self, parameters, context)
        kind = self.parameterAsString(parameters, self.KIND, context).strip()
        method = (METRIC, IMPORT)[self.parameterAsEnum(parameters, self.METHOD, context)]
        mapping = steps.mapping_of(self, parameters, context)
        only = self.parameterAsBool(parameters, self.ONLY_SITES, context)
        places = self._communes_of_sites(workspace, kind, feedback) if only else None
        frame, report = read_times(source.fichier, kind, method, mapping, source.date_donnees, places)
        if workspace.count("commune"):
            frame = matched(frame, workspace.read("commune", ["insee"])["insee"], report)
        self.tell(report, feedback)
        if frame.empty:
            raise InputError.of("TPS10", chemin=source.fichier)
        if method == IMPORT and parameters.get(steps.MENTION) in (None, "", "METRIC"):
            source = replace(source, mention=f"temps de parcours importés ({Path(source.fichier).stem})")
        kept = workspace.read("temps_acces", where={"methode": method})
        kept = kept[~kept["type_effecteur"].isin(frame["type_effecteur"])]
        with workspace.writing() as write:
            write.replace("temps_acces", pd.concat([kept, frame], ignore_index=True), source, part=method)
            if self.parameterAsBool(parameters, self.FOR_SHEETS, context):
                write.setting(SETTING, method)
        return {self.ROWS: len(frame)}

    def _communes_of_sites(self, workspace: Workspace, kind: str, feedback: QgsProcessingFeedback) -> list[str]:
        """INSEE codes of the communes that hold a site of the kind: responders, or the sites of an activity."""
        from ..core.access.times import ALL_KINDS, KINDS, AccessOptions, counted
        from ..core.findings import Report
        from ..gis.activity_sites import activity_sites

        if kind == ALL_KINDS or kind in KINDS:
            report = Report()
            sites = counted(workspace.read("effecteur_urgence"), AccessOptions(), report)
            sites = sites if kind == ALL_KINDS else sites[sites["type"] == kind]
        else:
            sites, report = activity_sites(workspace, kind)
        self.tell(report, feedback)
        return sites["insee"].dropna().astype(str).unique().tolist()
