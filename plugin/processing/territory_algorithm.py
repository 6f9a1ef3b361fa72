"""What the algorithms on territories share: workspace, type, source, columns chosen by hand, findings as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QMetaType

from ..core.findings import InputError
from .base import AtlasAlgorithm

if TYPE_CHECKING:
    import pandas as pd

    from ..core.findings import Report
    from ..core.schema import Source
    from ..core.territories.types import TerritoryType
    from ..gis.workspace import Workspace


class TerritoryAlgorithm(AtlasAlgorithm):
    """An algorithm that reads or writes the territories of a workspace."""

    GROUP = "territories"
    PACKAGES = ("numpy", "pandas", "scipy", "shapely", "yaml")

    WORKSPACE = "WORKSPACE"
    TYPE = "TYPE"
    COLUMNS = "COLUMNS"
    COG_YEAR = "COG_YEAR"
    MENTION = "MENTION"
    DATA_DATE = "DATA_DATE"
    ACCEPT = "ACCEPT_PROPOSALS"
    ILLUSTRATIVE = "ILLUSTRATIVE"
    FINDINGS = "FINDINGS"

    def add_workspace(self) -> None:
        """The workspace."""
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))

    def add_type(self) -> None:
        """The type of territories, by its code: types are the workspace's, so they are no fixed list."""
        self.addParameter(QgsProcessingParameterString(self.TYPE, self.tr("Type of territories (code, such as epci)")))

    def add_columns(self) -> None:
        """Columns the user chose instead of the guesses: ``nom=LIBELLE; insee=COM``."""
        self.addParameter(
            QgsProcessingParameterString(
                self.COLUMNS, self.tr("Columns chosen by hand (wanted=column; …)"), optional=True
            )
        )

    def add_source(self) -> None:
        """What is printed as the source, and the state of the data."""
        text, number = QgsProcessingParameterString, QgsProcessingParameterNumber
        self.addParameter(text(self.MENTION, self.tr("Source as printed on the sheets")))
        self.addParameter(
            number(self.COG_YEAR, self.tr("Year of the communes (COG)"), optional=True, minValue=1943, maxValue=2100)
        )
        self.addParameter(text(self.DATA_DATE, self.tr("Date of the data (YYYY-MM-DD)"), optional=True))
        flag = QgsProcessingParameterBoolean(
            self.ILLUSTRATIVE, self.tr("Approximate or invented data: every sheet says so"), defaultValue=False
        )
        flag.setFlags(flag.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(flag)

    def add_accept(self) -> None:
        """Whether the corrections proposed for malformed codes are made."""
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.ACCEPT, self.tr("Correct malformed INSEE codes as proposed"), defaultValue=False
            )
        )

    def add_findings(self) -> None:
        """The findings as a layer to zoom to."""
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.FINDINGS,
                self.tr("Findings"),
                QgsProcessing.SourceType.TypeVectorAnyGeometry,
                optional=True,
                createByDefault=False,
            )
        )

    def workspace(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Workspace:
        """The workspace, opened."""
        from ..gis.workspace import Workspace

        return Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))

    def kind(self, parameters: dict[str, Any], context: QgsProcessingContext, workspace: Workspace) -> TerritoryType:
        """The type chosen; InputError TER09 where the workspace knows none of that code."""
        from ..gis.territory_store import known_type

        return known_type(workspace, self.parameterAsString(parameters, self.TYPE, context).strip())

    def corrections(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """The columns chosen by hand, as {wanted: column}."""
        text = self.parameterAsString(parameters, self.COLUMNS, context)
        pairs = (part.partition("=") for part in text.split(";") if part.strip())
        return {wanted.strip(): column.strip() for wanted, _, column in pairs}

    def year(self, parameters: dict[str, Any], context: QgsProcessingContext) -> int | None:
        """The COG year, None where it is not given."""
        given = parameters.get(self.COG_YEAR)
        return None if given in (None, "") else self.parameterAsInt(parameters, self.COG_YEAR, context)

    def source(
        self, parameters: dict[str, Any], context: QgsProcessingContext, file: str, lines: int | None = None
    ) -> Source:
        """Where the rows come from, as the workspace keeps it."""
        from ..core.schema import Source

        return Source(
            fichier=file,
            mention=self.parameterAsString(parameters, self.MENTION, context).strip(),
            date_donnees=self.parameterAsString(parameters, self.DATA_DATE, context).strip() or None,
            cog_annee=self.year(parameters, context),
            illustratif=self.parameterAsBool(parameters, self.ILLUSTRATIVE, context),
            lignes_lues=lines,
        )

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a date that is none."""
        import re

        text = self.parameterAsString(parameters, self.DATA_DATE, context).strip()
        if text and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise InputError.of("FIC05", n="?", c=self.DATA_DATE, v=text, attendu="AAAA-MM-JJ")

    def progress(self, feedback: QgsProcessingFeedback, last: float = 60.0) -> Any:
        """A callback for readers: shows progress, and is False once the user cancelled."""

        def step(part: float) -> bool:
            feedback.setProgress(last * part)
            return not feedback.isCanceled()

        return step

    def tell_columns(self, columns: dict[str, str], feedback: QgsProcessingFeedback) -> None:
        """Say in the log which column was taken for what."""
        for wanted, column in columns.items():
            feedback.pushInfo(self.tr("{wanted}: column {column}").format(wanted=wanted, column=column))

    def write_findings(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        report: Report,
        places: pd.DataFrame,
        crs: str,
    ) -> dict[str, Any]:
        """The findings as a layer, if asked for: code, severity, line, column, value, message, and where to zoom.

        ``places`` has ``type`` (None for communes), ``code`` and ``geom``.
        """
        from qgis.core import QgsCoordinateReferenceSystem, QgsWkbTypes

        from ..gis.messages import sentence, severity_name

        names = ("code", "gravite", "ligne", "colonne", "valeur", "message", "type", "objet")
        fields = QgsFields()
        for name in names:
            fields.append(QgsField(name, QMetaType.Type.Int if name == "ligne" else QMetaType.Type.QString))
        system = QgsCoordinateReferenceSystem(crs)
        sink, destination = self.parameterAsSink(
            parameters, self.FINDINGS, context, fields, QgsWkbTypes.Type.MultiPolygon, system
        )
        if sink is None:
            return {}
        outlines = {(row.type, row.code): row.geom for row in places.itertuples()}
        for finding in report:
            kind = finding.params.get("type")
            target = finding.params.get("id_territoire") or finding.params.get("insee")
            outline = outlines.get((kind, target), outlines.get((None, str(target)[:5])))
            feature = QgsFeature(fields)
            feature.setAttributes([
                finding.code, severity_name(finding.severity),
                None if finding.row is None else int(finding.row), finding.column,
                None if finding.value is None else str(finding.value), sentence(finding), kind, target,
            ])
            if outline is not None:
                geometry = QgsGeometry()
                geometry.fromWkb(outline.wkb)
                feature.setGeometry(geometry)
            self.write(feature, sink, parameters, self.FINDINGS)
        return {self.FINDINGS: destination}
