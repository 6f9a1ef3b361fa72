"""What all algorithms of the plugin share: help text, early checks, and one place where user errors become messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsFeature,
    QgsFeatureSink,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsProviderRegistry,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QFileInfo
from qgis.PyQt.QtGui import QIcon

from ..core.findings import InputError, Report, Severity
from ..core.pause import Stopped, stoppable
from ..gis.messages import sentence, sentences
from ..gis.packages import obstacle
from ..gis.resources import RESOURCES, icon, language

HELP = RESOURCES / "help"
_LAYERS = (
    QgsProcessingParameterVectorLayer,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterRasterLayer,
)


class AtlasAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of the plugin.

    A subclass gives ``ID``, ``GROUP``, ``displayName``, ``initAlgorithm``, ``compute`` for ``processAlgorithm``, and
    ``check`` for what can be refused before it runs. An ``InputError`` raised in ``check`` or ``compute`` is shown as
    sentences, never as a traceback.
    """

    ID = ""
    GROUP = ""  # one of GROUPS
    PACKAGES: tuple[str, ...] = ()  # Python packages without which the algorithm cannot run

    GROUPS = {
        "atlas": QT_TRANSLATE_NOOP("Groups", "Atlas"),
        "import": QT_TRANSLATE_NOOP("Groups", "Import"),
        "territories": QT_TRANSLATE_NOOP("Groups", "Territories"),
        "access": QT_TRANSLATE_NOOP("Groups", "Access to care"),
        "cooperations": QT_TRANSLATE_NOOP("Groups", "Cooperations"),
        "indicators": QT_TRANSLATE_NOOP("Groups", "Indicators"),
        "tools": QT_TRANSLATE_NOOP("Groups", "Tools"),
    }

    # What a subclass writes

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The work: returns the outputs by name (not ``run``: QGIS has a method of that name)."""
        raise NotImplementedError

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse parameters by raising ``InputError``. Files and layers are already known to exist."""

    # What QGIS calls

    def createInstance(self) -> AtlasAlgorithm:
        """A fresh copy, as QGIS asks for each run."""
        return type(self)()

    def name(self) -> str:
        """The id in the provider."""
        return self.ID

    def groupId(self) -> str:
        """The group's id."""
        return self.GROUP

    def group(self) -> str:
        """The group's name in the language of QGIS."""
        return QCoreApplication.translate("Groups", self.GROUPS[self.GROUP])

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return icon("atlas_soins")

    def shortHelpString(self) -> str:
        """The help text, from ``resources/help/<id>.md`` (``<id>.fr.md`` in French)."""
        return help_html(self.ID)

    def canExecute(self) -> tuple[bool, str]:
        """False with the reason where a Python package this algorithm needs cannot be used."""
        reason = obstacle(self.PACKAGES)
        return not reason, reason

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse early, naming the file: QGIS's own message for a bad value names none."""
        try:
            for definition in self.parameterDefinitions():
                self._check_exists(definition, parameters, context)
            self.check(parameters, context)
        except InputError as error:
            return False, sentences(error.findings)
        return super().checkParameterValues(parameters, context)

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the work; what the user can mend becomes a message, what only a developer can stays an exception.

        Cancelled, the work stops at its next `pause` and there are no outputs. What draws in the main thread hears of
        it only where it gives the window its turn, and stops there by itself.
        """
        try:
            with stoppable(feedback.isCanceled if self._in_any_thread() else lambda: False):
                return self.compute(parameters, context, feedback)
        except Stopped:
            return {}
        except InputError as error:
            raise QgsProcessingException(sentences(error.findings)) from None
        except OSError as error:
            known = InputError.of("FIC23", chemin=error.filename, cause=error.strerror or str(error))
            raise QgsProcessingException(sentences(known.findings)) from None

    def _in_any_thread(self) -> bool:
        return not self.flags() & Qgis.ProcessingAlgorithmFlag.NoThreading

    # Helpers for subclasses

    def tr(self, text: str) -> str:
        """The text in the language of QGIS; the context is the class whose source holds the literal."""
        for owner in type(self).__mro__:
            if owner is QgsProcessingAlgorithm:  # its own words are not asked for here: hundreds of looks at each start
                break
            found = QCoreApplication.translate(owner.__name__, text)
            if found != text:
                return found
        return text

    def tell(self, report: Report, feedback: QgsProcessingFeedback) -> None:
        """Show every finding of a report in the log of the run, errors in red; stops nothing.

        A page that runs the algorithm is given the findings themselves as well.
        """
        keep = getattr(feedback, "keep_findings", None)
        if keep is not None:
            keep(report)
        show = {
            Severity.ERROR: lambda text: feedback.reportError(text, fatalError=False),
            Severity.WARNING: feedback.pushWarning,
            Severity.INFO: feedback.pushInfo,
        }
        for finding in report:
            show[finding.severity](sentence(finding))

    def require_crs(self, layer: QgsMapLayer) -> None:
        """Raise ``InputError`` for a layer whose coordinate reference system is unknown."""
        if not layer.crs().isValid():
            raise InputError.of("FIC22", chemin=path_or_name(layer))

    def require_communes(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Raise ``InputError`` (TER29) where the workspace holds no commune: nothing can be measured."""
        from ..gis.workspace import Workspace

        path = self.parameterAsFile(parameters, "WORKSPACE", context)
        if path and not Workspace.open(path).count("commune"):
            raise InputError.of("TER29")

    def write(self, feature: QgsFeature, sink: QgsFeatureSink, parameters: dict[str, Any], output: str) -> None:
        """Add a feature to an output; one that cannot be written (a full disk, a wrong type) ends the run."""
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(self.writeFeatureError(sink, parameters, output))

    def _check_exists(
        self, definition: QgsProcessingParameterDefinition, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> None:
        """Raise ``InputError`` where an input file or layer was named and is absent, empty or unreadable."""
        value = parameters.get(definition.name())
        if value in (None, ""):
            return
        if isinstance(definition, QgsProcessingParameterFile):
            path = Path(self.parameterAsFile(parameters, definition.name(), context))
            require_file(path, folder=definition.behavior() == QgsProcessingParameterFile.Behavior.Folder)
            if definition.extension() and path.suffix.lower() != f".{definition.extension()}":
                raise InputError.of("FIC24", chemin=path, extension=f".{definition.extension()}")
        elif isinstance(definition, _LAYERS) and isinstance(value, str):
            if QgsProcessingUtils.mapLayerFromString(value, context, False):  # a layer of the project
                return
            source = value.split("|")[0]
            if "://" not in source and "=" not in source:  # a file, not a database
                require_file(Path(source))
            if QgsProcessingUtils.mapLayerFromString(value, context) is None:
                raise InputError.of("FIC21", chemin=value)


def require_file(path: Path, *, folder: bool = False) -> None:
    """Raise ``InputError`` when ``path`` is not a file with something in it (or not a folder)."""
    if not (path.is_dir() if folder else path.is_file()):
        raise InputError.of("FIC01", chemin=path)
    if not folder and path.stat().st_size == 0:
        raise InputError.of("FIC06", chemin=path)


def help_html(algorithm_id: str) -> str:
    """The help text of an algorithm as HTML, in the language of QGIS, else English; empty where there is none."""
    from qgis.PyQt.QtGui import QTextDocument

    for name in (f"{algorithm_id}.{language()}.md", f"{algorithm_id}.md"):
        path = HELP / name
        if path.exists():
            document = QTextDocument()
            document.setMarkdown(path.read_text(encoding="utf-8"))
            _, _, body = document.toHtml().partition("</head>")  # QGIS shows the style sheet of a head as text
            return body.removesuffix("</html>")
    return ""


def path_or_name(layer: QgsMapLayer) -> str:
    """The file of a layer; the name of one without a file: the address of a database may hold a password."""
    path = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path") or ""
    return path if path and QFileInfo.exists(path) else layer.name()
