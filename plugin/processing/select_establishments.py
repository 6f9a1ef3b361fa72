"""``atlas_soins:select_establishments``: the establishments of the workspace that answer a question, as a layer."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from . import import_steps as steps
from .base import AtlasAlgorithm

STATUSES = ("public", "espic", "prive_non_lucratif", "prive_lucratif")


class SelectEstablishments(AtlasAlgorithm):
    """Filters by activity, authorisation, category, status, territory, opening date, capacity, at a date."""

    ID = "select_establishments"
    GROUP = "tools"
    PACKAGES = ("pandas", "yaml")

    ACTIVITIES, AUTHORISATIONS, CATEGORIES, STATUS = "ACTIVITIES", "AUTHORISATIONS", "CATEGORIES", "STATUS"
    TERRITORY, OPENED_FROM, OPENED_TO, MINIMUM = "TERRITORY", "OPENED_FROM", "OPENED_TO", "MINIMUM"
    OUTPUT, FOUND, UNLOCATED = "OUTPUT", "FOUND", "UNLOCATED"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Find establishments")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """One parameter a criterion; those left empty do not limit."""
        steps.add_workspace(self)
        texts = {
            self.ACTIVITIES: self.tr("Activities (su smur maternites irm ...)"),
            self.AUTHORISATIONS: self.tr("Authorisations (14/23|24 18/67 QA014/MO032 ...)"),
            self.CATEGORIES: self.tr("FINESS categories (355 500 ...)"),
            self.TERRITORY: self.tr("Territory (type:code, as in epci:243500139)"),
            self.OPENED_FROM: self.tr("Opened from (YYYY-MM-DD)"),
            self.OPENED_TO: self.tr("Opened to (YYYY-MM-DD)"),
            steps.DATE: self.tr("Date of the map (YYYY-MM-DD)"),
        }
        for name, label in texts.items():
            self.addParameter(QgsProcessingParameterString(name, label, optional=True))
        labels = [
            self.tr("Public"), self.tr("Private of collective interest (ESPIC)"), self.tr("Other private non-profit"),
            self.tr("Private for-profit"),
        ]
        self.addParameter(
            QgsProcessingParameterEnum(self.STATUS, self.tr("Status"), labels, allowMultiple=True, optional=True)
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                self.MINIMUM, self.tr("Least beds, places or devices"), QgsProcessingParameterNumber.Type.Double,
                optional=True, minValue=0.0
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Establishments found"), QgsProcessing.SourceType.TypeVectorPoint
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.FOUND, self.tr("Number found")))
        self.addOutput(QgsProcessingOutputNumber(self.UNLOCATED, self.tr("Without coordinates")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the tables a criterion needs, filter, write the layer."""
        from ..core.establishments.checks import report_each_unlocated
        from ..core.establishments.filtering import SiteFilter, select_sites

        workspace = steps.open_workspace(self, parameters, context)
        needed = ("autorisation", "capacite", "equipement", "effecteur_urgence", "msp", "dispositif")
        tables = {name: workspace.read(name) for name in needed if workspace.count(name)}
        tables["etablissement"] = workspace.read("etablissement")
        chosen = SiteFilter(
            activities=self._words(parameters, self.ACTIVITIES, context),
            authorisations=self._words(parameters, self.AUTHORISATIONS, context),
            categories=self._words(parameters, self.CATEGORIES, context),
            statuses=self._statuses(parameters, context),
            communes=self._communes(workspace, self.parameterAsString(parameters, self.TERRITORY, context)),
            opened_from=self._date(parameters, self.OPENED_FROM, context),
            opened_to=self._date(parameters, self.OPENED_TO, context),
            minimum=None if parameters.get(self.MINIMUM) is None else self.parameterAsDouble(
                parameters, self.MINIMUM, context
            ),
            date=self._date(parameters, steps.DATE, context) or workspace.settings().get("date_reference"),
        )
        sites, report = select_sites(tables, chosen)
        communes = workspace.read("commune", ["insee", "nom"]).set_index("insee")["nom"]
        report_each_unlocated(sites, communes, report)
        destination = self._write(sites, workspace, parameters, context)
        self.tell(report, feedback)
        return {self.OUTPUT: destination, self.FOUND: len(sites), self.UNLOCATED: int(sites["x"].isna().sum())}

    def _words(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> tuple[str, ...]:
        text = self.parameterAsString(parameters, name, context)
        return tuple(text.replace(",", " ").replace(";", " ").split())

    def _statuses(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[str, ...]:
        if parameters.get(self.STATUS) in (None, ""):  # QGIS reads an absent choice as the first one
            return ()
        return tuple(STATUSES[rank] for rank in self.parameterAsEnums(parameters, self.STATUS, context))

    def _date(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str | None:
        import pandas as pd

        from ..core.findings import InputError
        from ..core.tables import to_date

        dates, bad = to_date(pd.Series([self.parameterAsString(parameters, name, context).strip() or None], name=name))
        if len(bad):
            raise InputError(*bad)
        return dates.iloc[0]

    def _communes(self, workspace: Any, text: str) -> frozenset[str] | None:
        """The communes of a territory ``type:code``, by the table ``composition``."""
        from ..core.findings import InputError

        if not text.strip():
            return None
        kind, _, code = text.strip().partition(":")
        communes = workspace.read("composition", ["commune"], where={"type": kind, "id_territoire": code})["commune"]
        if communes.empty:
            raise InputError.of("FIL02", type=kind, code=code)
        return frozenset(communes)

    def _write(self, sites: Any, workspace: Any, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        kinds = {name: QMetaType.Type.QString for name in ("finess_et", "rs", "categ", "statut", "commune", "origine")}
        fields = QgsFields()
        for name, kind in {**kinds, "valeur": QMetaType.Type.Double}.items():
            fields.append(QgsField(name, kind))
        sink, destination = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, QgsWkbTypes.Type.Point,
            QgsCoordinateReferenceSystem(workspace.crs)
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        ready = sites.reindex(columns=[*kinds, "valeur", "x", "y"]).astype(object)
        for *values, x, y in ready.where(ready.notna(), None).itertuples(index=False, name=None):
            feature = QgsFeature(fields)
            feature.setAttributes(values)
            if x is not None:
                feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
            self.write(feature, sink, parameters, self.OUTPUT)
        return destination
