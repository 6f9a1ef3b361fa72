"""``atlas_soins:access_shares``: the share of the population in each class of access time, by territory."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
)

from . import import_steps as steps
from .base import AtlasAlgorithm
from .frame_output import write_frame

# Columns of the table ``commune``; the order is that of the parameter's values.
POPULATIONS = ("population", "pop_0_19", "pop_20_64", "pop_65p")


class AccessShares(AtlasAlgorithm):
    """Counts who lives in each class, from times computed or imported before."""

    ID = "access_shares"
    GROUP = "access"
    PACKAGES = ("numpy", "pandas")

    KIND = "KIND"
    METHOD = "METHOD"
    BREAKS = "BREAKS"
    CLOSED = "CLOSED"
    POPULATION = "POPULATION"
    OUTPUT = "OUTPUT"
    FIRST = "FIRST"
    SUMMARY = "SUMMARY"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Population by class of access time")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and classes in, table out."""
        steps.add_workspace(self)
        text = QgsProcessingParameterString
        self.addParameter(text(self.KIND, self.tr("Times to (tous, SU, maternites, ...)"), defaultValue="tous"))
        self.addParameter(
            text(
                self.METHOD,
                self.tr("Method of the times (reseau, metric, import; empty: as the sheets)"),
                optional=True,
            )
        )
        self.addParameter(text(self.BREAKS, self.tr("Bounds (minutes)"), defaultValue="30 35"))
        self.addParameter(
            QgsProcessingParameterEnum(
                self.CLOSED,
                self.tr("A time on a bound"),
                [self.tr("is in the class below (0 - 30)"), self.tr("is in the class above (less than 45)")],
                defaultValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.POPULATION,
                self.tr("Population"),
                [self.tr("whole"), self.tr("under 20"), self.tr("20 to 64"), self.tr("65 and over")],
                defaultValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Shares"), QgsProcessing.SourceType.TypeVector)
        )
        self.addOutput(QgsProcessingOutputNumber(self.FIRST, self.tr("Population in the first class (%)")))
        self.addOutput(QgsProcessingOutputString(self.SUMMARY, self.tr("Summary")))

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse bounds that do not rise, and a workspace without communes."""
        from ..core.access.classes import read_bounds

        read_bounds(self.parameterAsString(parameters, self.BREAKS, context))
        self.require_communes(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Times of one method into classes, people summed by territory of every type."""
        from ..core.access.classes import LEFT, RIGHT, class_labels, classify, read_bounds
        from ..core.access.methods import SETTING, chosen_times, methods_of
        from ..core.access.shares import ALL_TERRITORIES, zonal_shares
        from ..core.findings import InputError

        workspace = steps.open_workspace(self, parameters, context)
        kind = self.parameterAsString(parameters, self.KIND, context).strip()
        wanted = self.parameterAsString(parameters, self.METHOD, context).strip()
        wanted = wanted or workspace.settings().get(SETTING) or ""
        stored = workspace.read("temps_acces")
        times = chosen_times(stored, kind, wanted)
        if times.empty:
            there, kinds = methods_of(stored, kind), list(dict.fromkeys(stored["type_effecteur"]))
            raise InputError.of("TPS06", value=kind, methode=wanted or "-", methodes=there, liste=kinds)
        column = POPULATIONS[self.parameterAsEnum(parameters, self.POPULATION, context)]
        communes = workspace.read("commune", ["insee", column])
        bounds = read_bounds(self.parameterAsString(parameters, self.BREAKS, context))
        closed = (RIGHT, LEFT)[self.parameterAsEnum(parameters, self.CLOSED, context)]
        minutes = communes["insee"].map(times.set_index("origine")["minutes"]).to_numpy(dtype=float)
        table = zonal_shares(
            classify(minutes, bounds, closed),
            communes["insee"],
            communes[column],
            workspace.read("composition", ["commune", "type", "id_territoire"]),
            class_labels(bounds, closed),
        )
        keys = ["type", "id_territoire"]
        names = workspace.read("territoire", [*keys, "libelle"]).drop_duplicates(keys)
        table = table.merge(names, how="left", on=keys)
        order = ["type", "id_territoire", "libelle", "code", "classe", "communes", "population", "part"]
        destination = write_frame(self, parameters, self.OUTPUT, context, table[order])
        whole = table[table["type"] == ALL_TERRITORIES]
        lines = [f"{row.classe} : {row.part:.1f} %".replace(".", ",") for row in whole.itertuples()]
        for line in lines:
            feedback.pushInfo(line)
        return {self.OUTPUT: destination, self.FIRST: float(whole["part"].iloc[0]), self.SUMMARY: "\n".join(lines)}
