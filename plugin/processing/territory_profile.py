"""``atlas_soins:territory_profile``: what the workspace knows of a territory, beside a reference, with its rank."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
)

from . import import_steps as steps
from . import question_steps as questions
from .base import AtlasAlgorithm


class TerritoryProfile(AtlasAlgorithm):
    """Measures of one or several territories or of a drawn area, as a table, a text to paste and a file."""

    ID = "territory_profile"
    GROUP = "indicators"
    PACKAGES = ("pandas", "scipy", "shapely", "yaml")

    REFERENCE, OUTPUT, TEXT, SENTENCES, POPULATION = "REFERENCE", "OUTPUT", "TEXT", "SENTENCES", "POPULATION"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Profile of a territory")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """The workspace, the territory and what it is set beside."""
        steps.add_workspace(self)
        questions.add_territory(self)
        label = self.tr("Reference (type:code, as in departement:35; empty: the whole region)")
        self.addParameter(QgsProcessingParameterString(self.REFERENCE, label, optional=True))
        questions.add_export(self)
        self.addParameter(
            QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Profile"), QgsProcessing.SourceType.TypeVector)
        )
        self.addOutput(QgsProcessingOutputString(self.TEXT, self.tr("Table to paste")))
        self.addOutput(QgsProcessingOutputString(self.SENTENCES, self.tr("Sentences to paste")))
        self.addOutput(QgsProcessingOutputNumber(self.POPULATION, self.tr("Population")))

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a workspace without communes."""
        self.require_communes(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Measure the territory, its reference and its peers; what leaves QGIS as a file or text is masked."""
        from ..core.questions.export import write_answer
        from ..core.questions.profile import masked, profile, profile_sentences, profile_text, table
        from ..gis.question_store import load_region
        from .frame_output import write_frame

        workspace = steps.open_workspace(self, parameters, context)
        least = questions.threshold(self, parameters, context, workspace)
        region = load_region(workspace)
        self.tell(region.report, feedback)
        members, kind = questions.chosen_territory(self, parameters, context, feedback, region, workspace)
        reference = self.parameterAsString(parameters, self.REFERENCE, context).strip()
        beside = None
        if reference:
            kind_of_reference, _, code = reference.partition(":")
            beside = region.territory(kind_of_reference, (code,) if code else ())
        peers = region.kinds.get(kind) if kind else None
        found = profile(region, members, beside, peers, kind)
        public = masked(found, least)
        destination = write_frame(self, parameters, self.OUTPUT, context, table(found))
        path = self.parameterAsFileOutput(parameters, questions.FILE, context)
        if path:
            write_answer(table(public), path)
        text, sentences = profile_text(public), profile_sentences(public)
        feedback.pushInfo(sentences)
        people = float(found.lines.set_index("cle").at["population", "valeur"])
        result = {self.TEXT: text, self.SENTENCES: sentences, self.POPULATION: people, self.OUTPUT: destination}
        return {**result, questions.FILE: path} if path else result
