"""``atlas_soins:territory_chart``: one chart of a territory, as a picture or as its numbers."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..core.questions.chart_kinds import KINDS
from . import import_steps as steps
from . import question_steps as questions
from .base import AtlasAlgorithm


class TerritoryChart(AtlasAlgorithm):
    """Age bands, curve of access, cooperations, ranks, points, series or objectives of a territory."""

    ID = "territory_chart"
    GROUP = "indicators"
    PACKAGES = ("pandas", "scipy", "shapely", "yaml")

    CHART, MEASURE, OTHER, REFERENCE, RESULT = "CHART", "MEASURE", "OTHER", "REFERENCE", "RESULT"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Chart of a territory")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """The territory, which chart of it, of what measure."""
        steps.add_workspace(self)
        questions.add_territory(self)
        words = [
            self.tr("Population by age"), self.tr("Population by access time"), self.tr("Cooperations by modality"),
            self.tr("Ranks by a measure"), self.tr("Two measures against each other"), self.tr("Indicators over time"),
            self.tr("Existing against target (OQOS)"),
        ]
        self.addParameter(QgsProcessingParameterEnum(self.CHART, self.tr("Chart"), words, defaultValue=0))
        label = self.tr("Measure: kind of sites, key of the profile, indicators (a; b) or activity")
        self.addParameter(QgsProcessingParameterString(self.MEASURE, label, optional=True))
        label = self.tr("Second measure, or the indicator that is a part of the first")
        self.addParameter(QgsProcessingParameterString(self.OTHER, label, optional=True))
        label = self.tr("Reference (type:code, as in departement:35; empty: the whole region)")
        self.addParameter(QgsProcessingParameterString(self.REFERENCE, label, optional=True))
        label = self.tr("Chart as a file (SVG, PNG or CSV), small numbers of persons hidden")
        self.addParameter(
            QgsProcessingParameterFileDestination(
                questions.FILE, label, "SVG (*.svg);;PNG (*.png);;CSV (*.csv);;XLSX (*.xlsx);;ODS (*.ods)",
                optional=True, createByDefault=False,
            )
        )
        label = self.tr("Least number of persons published (empty: that of the edition, else 11)")
        self.addParameter(QgsProcessingParameterString(questions.LEAST_COUNT, label, optional=True))
        self.addOutput(QgsProcessingOutputString(self.RESULT, self.tr("Chart as data (JSON)")))

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a workspace without communes."""
        self.require_communes(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Make the chart; what leaves QGIS as a file is masked."""
        from ..core.questions.region import WHOLE
        from ..core.questions.territory_charts import Asked, chart_text, territory_chart
        from ..gis.charter import Charter
        from ..gis.charts.files import write_chart
        from ..gis.question_store import load_region

        workspace = steps.open_workspace(self, parameters, context)
        least = questions.threshold(self, parameters, context, workspace)
        region = load_region(workspace)
        members, kind = questions.chosen_territory(self, parameters, context, feedback, region, workspace)
        codes = members.codes[0].split("+") if kind else []
        if kind == WHOLE and "region" in region.kinds:
            codes = [str(code) for code in region.kinds["region"].codes[:1]]
        reference = self.parameterAsString(parameters, self.REFERENCE, context).strip()
        beside = None
        if reference:
            kind_of_reference, _, code = reference.partition(":")
            beside = region.territory(kind_of_reference, (code,) if code else ())
        asked = Asked(
            KINDS[self.parameterAsEnum(parameters, self.CHART, context)],
            self.parameterAsString(parameters, self.MEASURE, context).strip(),
            self.parameterAsString(parameters, self.OTHER, context).strip(),
        )
        path = self.parameterAsFileOutput(parameters, questions.FILE, context)
        if path:
            public = territory_chart(region, members, kind, codes, asked, beside, least)
            write_chart(public, path, Charter.load(workspace.settings().get("charte") or None))
        chart = territory_chart(region, members, kind, codes, asked, beside)
        result = {self.RESULT: chart_text(chart)}
        return {**result, questions.FILE: path} if path else result
