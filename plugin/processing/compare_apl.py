"""``atlas_soins:compare_apl``: two APL of the same communes side by side, computed and published for example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
)

from . import import_steps as steps
from .base import AtlasAlgorithm
from .frame_output import write_frame

if TYPE_CHECKING:
    import pandas as pd

    from ..gis.workspace import Workspace

_SHOWN = 10  # largest differences said in the log


class CompareApl(AtlasAlgorithm):
    """Compares two indicators by commune: table of both, correlations, largest differences."""

    ID = "compare_apl"
    GROUP = "access"
    PACKAGES = ("numpy", "pandas")

    FIRST = "FIRST"
    SECOND = "SECOND"
    OUTPUT = "OUTPUT"
    COMMUNES = "COMMUNES"
    CORRELATION = "CORRELATION"
    RANKS = "RANKS"
    MEAN_FIRST = "MEAN_FIRST"
    MEAN_SECOND = "MEAN_SECOND"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Compare two APL tables")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and two indicators in, table out."""
        steps.add_workspace(self)
        text, number = QgsProcessingParameterString, QgsProcessingOutputNumber
        self.addParameter(text(self.FIRST, self.tr("First indicator"), defaultValue="apl_medecin_generaliste"))
        self.addParameter(text(self.SECOND, self.tr("Second indicator"), defaultValue="apl_medecin_generaliste_drees"))
        self.addParameter(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Comparison"), QgsProcessing.SourceType.TypeVector)
        )
        self.addOutput(number(self.COMMUNES, self.tr("Communes")))
        self.addOutput(number(self.CORRELATION, self.tr("Correlation")))
        self.addOutput(number(self.RANKS, self.tr("Correlation of ranks")))
        self.addOutput(number(self.MEAN_FIRST, self.tr("Mean of the first")))
        self.addOutput(number(self.MEAN_SECOND, self.tr("Mean of the second")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The latest period of each, communes that have both."""
        from ..core.access.drees import compare_indicators

        workspace = steps.open_workspace(self, parameters, context)
        first, second = (
            self._values(workspace, self.parameterAsString(parameters, name, context).strip(), feedback)
            for name in (self.FIRST, self.SECOND)
        )
        communes = workspace.read("commune", ["insee", "nom", "population"]).drop_duplicates("insee")
        people = communes.set_index("insee")["population"].astype("Float64").astype(float)
        result = compare_indicators(first, second, people)
        rows = result.rows.merge(communes, how="left", on="insee")
        rows["population"] = rows["population"].astype("Float64").astype(float)
        order = ["insee", "nom", "population", "premier", "second", "ecart", "ecart_pct"]
        destination = write_frame(self, parameters, self.OUTPUT, context, rows[order])
        said = self.tr("{name} ({insee}): {first} and {second}")
        for row in rows.head(_SHOWN).itertuples():
            feedback.pushInfo(
                said.format(name=row.nom, insee=row.insee, first=f"{row.premier:.2f}", second=f"{row.second:.2f}")
            )
        return {
            self.OUTPUT: destination,
            self.COMMUNES: len(rows),
            self.CORRELATION: result.correlation,
            self.RANKS: result.rank_correlation,
            self.MEAN_FIRST: result.mean_first,
            self.MEAN_SECOND: result.mean_second,
        }

    def _values(self, workspace: Workspace, name: str, feedback: QgsProcessingFeedback) -> pd.Series:
        """Values by commune of the latest period of an indicator.

        Raises:
            InputError: APL05, no such indicator by commune.
        """
        from ..core.findings import InputError

        rows = workspace.read("indicateur", where={"type": "commune"})
        found = rows[rows["indicateur"] == name]
        if found.empty:
            raise InputError.of("APL05", value=name, liste=sorted(rows["indicateur"].dropna().unique()))
        period = found["periode"].max()
        feedback.pushInfo(f"{name} : {period}")
        return found[found["periode"] == period].drop_duplicates("territoire").set_index("territoire")["valeur"]
