"""``atlas_soins:import_apl``: the APL that DREES publishes, into the workspace."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from . import import_steps as steps
from .base import AtlasAlgorithm


class ImportApl(AtlasAlgorithm):
    """Fills ``indicateur`` with DREES's APL of the workspace's communes and, by their means, of its territories."""

    ID = "import_apl"
    GROUP = "import"
    PACKAGES = ("pandas",)

    PROFESSION = "PROFESSION"
    YEAR = "YEAR"
    COMMUNES = "COMMUNES"
    INDICATORS = "INDICATORS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import DREES APL tables")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, table, profession and year."""
        steps.add_workspace(self)
        steps.add_file(self, self.tr("APL table of DREES (xlsx, ods, csv)"))
        self.addParameter(
            QgsProcessingParameterString(self.PROFESSION, self.tr("Profession"), defaultValue="medecin_generaliste")
        )
        label = self.tr("Year (empty: the latest of the workbook)")
        self.addParameter(QgsProcessingParameterNumber(self.YEAR, label, optional=True, minValue=1990, maxValue=2100))
        steps.add_mapping(self)
        steps.add_source(self, "DREES")
        self.addOutput(QgsProcessingOutputNumber(self.COMMUNES, self.tr("Communes")))
        self.addOutput(QgsProcessingOutputString(self.INDICATORS, self.tr("Indicators written")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, keep the workspace's communes, write one indicator a variant; other years stay."""
        import pandas as pd

        from ..core.access.apl import UNIT, indicator_rows
        from ..core.access.drees import read_apl
        from ..core.findings import InputError, Severity

        workspace = steps.open_workspace(self, parameters, context)
        source = steps.source_of(self, parameters, context)
        year = self.parameterAsInt(parameters, self.YEAR, context) if parameters.get(self.YEAR) else None
        table, report = read_apl(source.fichier, year, steps.mapping_of(self, parameters, context))
        communes = workspace.read("commune", ["insee"])["insee"]
        known = table.frame[table.frame["insee"].isin(communes)]
        if known.empty:
            raise InputError.of("APL09", n=len(table.frame))
        lacking = sorted(set(communes) - set(known["insee"]))
        if lacking:
            report.add("APL08", Severity.WARNING, n=len(lacking), liste=lacking)
        self.tell(report, feedback)
        profession = self.parameterAsString(parameters, self.PROFESSION, context).strip()
        composition = workspace.read("composition")
        written = []
        with workspace.writing() as write:
            for variant in table.variants:
                name = f"{variant.replace('apl', f'apl_{profession}', 1)}_drees"
                rows = indicator_rows(known["insee"], known[variant], known["population"], composition).assign(
                    indicateur=name, periode=str(table.year), unite=UNIT, source="DREES"
                )
                rows["statut"] = rows["valeur"].notna().map({True: "valeur", False: "ND"})
                stored = workspace.read("indicateur", where={"indicateur": name})
                others = stored[stored["periode"] != str(table.year)]
                write.replace("indicateur", pd.concat([others, rows], ignore_index=True), source, part=name)
                written.append(name)
        feedback.pushInfo(", ".join(written))
        return {self.COMMUNES: len(known), self.INDICATORS: ", ".join(written)}
