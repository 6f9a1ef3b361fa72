"""``atlas_soins:query_territory``: a free question, as a layer, a text to paste and a file; kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
)

from . import question_steps as questions
from .road_algorithm import RoadAlgorithm

if TYPE_CHECKING:
    import numpy as np

    from ..core.questions.answer import Answer, MinutesFrom
    from ..core.questions.question import Question
    from ..gis.workspace import Workspace


class QueryTerritory(RoadAlgorithm):
    """Answers "sites with an activity there", "communes more than so many minutes away", and their kin."""

    ID = "query_territory"
    GROUP = "indicators"

    QUESTION, NAME, OUTPUT, COUNT = "QUESTION", "NAME", "OUTPUT", "COUNT"
    POPULATION, SENTENCE, TEXT = "POPULATION", "SENTENCE", "TEXT"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Ask a question")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """The question or the name of a saved one, an area instead of its territory, roads for minutes."""
        self.add_roads(optional=True, table=False)
        text = QgsProcessingParameterString
        label = self.tr("Question (communes de epci:243500139 à plus de 20 min de SU)")
        self.addParameter(text(self.QUESTION, label, optional=True))
        label = self.tr("Name: keeps the question, or alone asks the one kept")
        self.addParameter(text(self.NAME, label, optional=True))
        questions.add_area(self)
        questions.add_export(self)
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Answer"), QgsProcessing.SourceType.TypeVectorAnyGeometry
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, self.tr("Number found")))
        self.addOutput(QgsProcessingOutputNumber(self.POPULATION, self.tr("Inhabitants")))
        self.addOutput(QgsProcessingOutputString(self.SENTENCE, self.tr("Sentence to paste")))
        self.addOutput(QgsProcessingOutputString(self.TEXT, self.tr("Table to paste")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the question, answer it from the model, write it; what leaves QGIS as a file or text is masked."""
        from ..core.questions.answer import answer, answer_sentence, answer_text, masked_rows
        from ..core.questions.export import write_answer
        from ..core.questions.question import question_text
        from ..gis.question_store import load_region, save_question
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        least = questions.threshold(self, parameters, context, workspace)
        name = self.parameterAsString(parameters, self.NAME, context).strip()
        text = self.parameterAsString(parameters, self.QUESTION, context).strip()
        question = self._question(text, name, workspace)
        region = load_region(workspace)
        area = questions.area_members(self, parameters, context, feedback, region, workspace)
        roads = self._roads(question, workspace, parameters, context, feedback)
        found = answer(region, question, roads, area)
        self.tell(found.report, feedback)
        if text and name:
            save_question(workspace, name, question_text(question))
        destination = self._write(found, workspace, parameters, context)
        path = self.parameterAsFileOutput(parameters, questions.FILE, context)
        if path:
            write_answer(masked_rows(found, least), path)
        sentence = answer_sentence(found, least)
        feedback.pushInfo(sentence)
        people = found.population if found.population == found.population else None
        result = {
            self.OUTPUT: destination, self.COUNT: len(found.rows), self.POPULATION: people, self.SENTENCE: sentence,
            self.TEXT: answer_text(found, least),
        }
        return {**result, questions.FILE: path} if path else result

    def _question(self, text: str, name: str, workspace: Workspace) -> Question:
        """The question typed, else the one kept under the name."""
        from ..core.findings import InputError
        from ..core.questions.question import read_question
        from ..gis.question_store import saved_questions

        if text or not name:
            return read_question(text)
        kept = saved_questions(workspace).set_index("nom")["texte"]
        if name not in kept:
            raise InputError.of("QST18", value=name, liste=kept.index.tolist())
        return read_question(kept[name])

    def _roads(
        self,
        question: Question,
        workspace: Workspace,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> MinutesFrom | None:
        """Minutes by road from a point, where the question needs them and a road layer is given."""
        from ..core.questions.question import MINUTES, Within

        needed = any(
            isinstance(part, Within) and part.point is not None and part.unit == MINUTES
            for part in question.conditions
        )
        layer = self.parameterAsVectorLayer(parameters, self.ROADS, context)
        if not needed or layer is None:
            return None
        from ..core.network.search import FROM_SITE, nearest_times
        from ..core.network.snap import snap

        graph, _, _ = self.graph(parameters, context, feedback, workspace)

        def minutes(point: tuple[float, float], places: np.ndarray) -> np.ndarray:
            start, targets = snap(graph, [point]), snap(graph, places)
            found, _ = nearest_times(
                graph, start, None, targets, direction=FROM_SITE, canceled=feedback.isCanceled
            )
            return found

        return minutes

    def _write(
        self, found: Answer, workspace: Workspace, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> str | None:
        """Sites as points, communes with their outlines."""
        from ..core.questions.question import SITES
        from .frame_output import write_frame

        if found.question.subject == SITES:
            return write_frame(self, parameters, self.OUTPUT, context, found.rows, workspace.crs)
        wanted = set(found.rows["insee"])
        shapes = {
            feature["insee"]: feature.geometry()
            for feature in workspace.layer("commune").getFeatures()
            if feature["insee"] in wanted
        }
        return write_frame(self, parameters, self.OUTPUT, context, found.rows, workspace.crs, shapes)
