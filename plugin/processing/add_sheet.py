"""``atlas_soins:add_sheet``: points or an indicator of one's own as a sheet of one's own catalogue."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from . import import_steps as steps
from .base import AtlasAlgorithm

if TYPE_CHECKING:
    import pandas as pd

    from ..core.findings import Report
    from ..gis.workspace import Workspace

POINTS, INDICATOR = range(2)
METHODS = ("quantiles", "jenks", "amplitudes", "ecart_type", "seuils")
_HEAD = "Feuille ajoutée par Atlas Soins (assistant). Elle peut être complétée à la main : docs/layouts.md."


class AddSheet(AtlasAlgorithm):
    """Takes a table in, where one is given, and writes the sheet that draws it."""

    ID = "add_sheet"
    GROUP = "atlas"
    PACKAGES = ("pandas", "shapely", "yaml")

    KIND, SHEET, SHEET_TITLE, SUBTITLE, FAMILY, LEGEND = "KIND", "SHEET", "SHEET_TITLE", "SUBTITLE", "FAMILY", "LEGEND"
    CODE, LAYER, X_FIELD, Y_FIELD, NAME_FIELD, CLASS_FIELD = (
        "CODE", "LAYER", "X_FIELD", "Y_FIELD", "NAME_FIELD", "CLASS_FIELD"
    )  # fmt: skip
    COLOUR, TERRITORY_TYPE, PERIOD, UNIT, METHOD, CLASSES, BOUNDS, DECIMALS, LABELS = (
        "COLOUR", "TERRITORY_TYPE", "PERIOD", "UNIT", "METHOD", "CLASSES", "BOUNDS", "DECIMALS", "LABELS"
    )  # fmt: skip
    FOLDER, REPLACE, OUTPUT, SHEET_ID, ROWS = "FOLDER", "REPLACE", "OUTPUT", "SHEET_ID", "ROWS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Add a sheet of your own")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """The words of the sheet, its table, how it is drawn, where it is kept."""
        steps.add_workspace(self)
        kinds = [self.tr("Points"), self.tr("Indicator by territory")]
        self.addParameter(QgsProcessingParameterEnum(self.KIND, self.tr("What the sheet shows"), kinds))
        self._add_text(self.SHEET, self.tr("Id of the sheet (letters and digits, as in P01)"), required=True)
        self._add_text(self.SHEET_TITLE, self.tr("Title of the sheet"), required=True)
        self._add_text(self.SUBTITLE, self.tr("Line under the title"))
        self._add_text(self.FAMILY, self.tr("Family of the catalogue (T, H, A, C, O…)"), "A")
        self._add_text(self.LEGEND, self.tr("Heading of the legend"))
        self._add_text(
            self.CODE, self.tr("Type of the points, or name of the indicator, in the workspace (empty: the id)")
        )
        steps.add_file(self, self.tr("Table (CSV, XLSX, ODS), where it is not in the workspace yet"), optional=True)
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.LAYER, self.tr("or a layer of points"), [QgsProcessing.SourceType.TypeVectorPoint], optional=True
            )
        )
        self._add_text(self.X_FIELD, self.tr("Points: column of the longitude"), "longitude")
        self._add_text(self.Y_FIELD, self.tr("Points: column of the latitude"), "latitude")
        self._add_text(self.NAME_FIELD, self.tr("Points: column of the name"))
        self._add_text(self.CLASS_FIELD, self.tr("Points: column that tells kinds, a colour each"))
        self._add_text(self.COLOUR, self.tr("Points: colour"), "#0072B2")
        self._add_text(self.TERRITORY_TYPE, self.tr("Indicator: type of the territories"), "departement")
        self._add_text(self.PERIOD, self.tr("Indicator: period (empty: the latest)"))
        self._add_text(self.UNIT, self.tr("Indicator: unit, where the table does not say it"))
        self.addParameter(
            QgsProcessingParameterEnum(
                self.METHOD, self.tr("Indicator: how classes are cut"), self._method_words(), defaultValue=0
            )
        )
        number = QgsProcessingParameterNumber
        self.addParameter(
            number(self.CLASSES, self.tr("Indicator: number of classes"), defaultValue=5, minValue=2, maxValue=7)
        )
        self._add_text(self.BOUNDS, self.tr("Indicator: inner bounds, for thresholds (10; 20; 30)"))
        self.addParameter(
            number(self.DECIMALS, self.tr("Indicator: decimals of the bounds"), defaultValue=0, minValue=0, maxValue=4)
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.LABELS, self.tr("Indicator: write names and values on the map"), defaultValue=True
            )
        )
        steps.add_source(self, "Table de l’agence")  # printed on the sheet
        self._add_text(self.FOLDER, self.tr("Folder of your catalogue (empty: the atlas's own)"))
        self.addParameter(
            QgsProcessingParameterBoolean(self.REPLACE, self.tr("Replace a sheet of this id"), defaultValue=False)
        )
        self.addOutput(QgsProcessingOutputFile(self.OUTPUT, self.tr("File of the sheet")))
        self.addOutput(QgsProcessingOutputString(self.SHEET_ID, self.tr("Id of the sheet")))
        self.addOutput(QgsProcessingOutputNumber(self.ROWS, self.tr("Rows written")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Write the sheet, then its table: a sheet that is not right leaves the workspace as it was."""
        from ..atlas.own_catalogue import own_folder, write_sheet
        from ..core.findings import Report

        workspace = steps.open_workspace(self, parameters, context)
        points = self.parameterAsEnum(parameters, self.KIND, context) == POINTS
        named = self._text(parameters, self.FOLDER, context)
        folder = Path(named) if named else own_folder(workspace)
        report = Report()
        read = self._read_points if points else self._read_indicator
        rows = read(parameters, context, workspace, report)
        code = self._text(parameters, self.CODE, context) or (
            self._text(parameters, self.SHEET, context).lower()
            if points or rows is None
            else rows["indicateur"].iloc[0]
        )
        entry = self._entry(parameters, context, points, code)
        path = write_sheet(folder, entry, self.parameterAsBool(parameters, self.REPLACE, context), _HEAD)
        if rows is not None:
            self._save(parameters, context, workspace, points, rows)
        self.tell(report, feedback)
        feedback.pushInfo(self.tr("Sheet {} written: {}").format(entry["id"], path))
        return {self.OUTPUT: str(path), self.SHEET_ID: entry["id"], self.ROWS: 0 if rows is None else len(rows)}

    # The sheet

    def _entry(
        self, parameters: dict[str, Any], context: QgsProcessingContext, points: bool, code: str
    ) -> dict[str, Any]:
        """The sheet as the catalogue words it."""
        title = self._text(parameters, self.SHEET_TITLE, context)
        part = f"{'dispositif' if points else 'indicateur'}:{code}"
        subtitle = self._text(parameters, self.SUBTITLE, context)
        layer = self._points_layer if points else self._indicator_layer
        return {
            "id": self._text(parameters, self.SHEET, context),
            "famille": self._text(parameters, self.FAMILY, context) or "A",
            "titre": title,
            "sous_titre": subtitle or ("{sites} points, {region}" if points else "{region}"),
            "couches": [layer(parameters, context, code, self._text(parameters, self.LEGEND, context) or title)],
            "limites": ["departement", "territoire_sante"] if points else ["departement"],
            "sources": [part],
        }

    def _points_layer(
        self, parameters: dict[str, Any], context: QgsProcessingContext, code: str, legend: str
    ) -> dict[str, Any]:
        layer = {"type": "points", "points": code, "legende": legend}
        if self._text(parameters, self.CLASS_FIELD, context):
            return layer | {"champ": "commentaire"}
        return layer | {"couleur": self._text(parameters, self.COLOUR, context)}

    def _indicator_layer(
        self, parameters: dict[str, Any], context: QgsProcessingContext, code: str, legend: str
    ) -> dict[str, Any]:
        from ..core.findings import InputError

        method = METHODS[self.parameterAsEnum(parameters, self.METHOD, context)]
        layer: dict[str, Any] = {
            "type": "choroplethe",
            "indicateur": code,
            "territoires": self._text(parameters, self.TERRITORY_TYPE, context),
            "methode": method,
            "legende": legend,
            "decimales": self.parameterAsInt(parameters, self.DECIMALS, context),
            "etiquettes": self.parameterAsBool(parameters, self.LABELS, context),
        }
        period = self._text(parameters, self.PERIOD, context)
        layer |= {"periode": period} if period else {}
        if method != "seuils":
            return layer | {"classes": self.parameterAsInt(parameters, self.CLASSES, context)}
        texts = re.split(r"[;\s]+", self._text(parameters, self.BOUNDS, context).strip(" ;"))
        try:
            return layer | {"bornes": sorted(float(text.replace(",", ".")) for text in texts)}
        except ValueError as error:
            raise InputError.of("CAT12", v=self._text(parameters, self.BOUNDS, context)) from error

    # Its table

    def _read_points(
        self, parameters: dict[str, Any], context: QgsProcessingContext, workspace: Workspace, report: Report
    ) -> pd.DataFrame | None:
        """The points of the table or layer given, in the workspace's system; None where none is given."""
        from ..core.establishments.own_points import PointColumns, points_table
        from ..core.findings import InputError
        from ..core.tables import read_table
        from ..gis.projection import project_points
        from .vector_table import point_frame

        code = self._text(parameters, self.CODE, context) or self._text(parameters, self.SHEET, context).lower()
        name, kind = (self._text(parameters, field, context) for field in (self.NAME_FIELD, self.CLASS_FIELD))
        source = self.parameterAsSource(parameters, self.LAYER, context)
        file = self.parameterAsFile(parameters, steps.FILE, context)
        if source is not None:
            if not source.sourceCrs().isValid():
                raise InputError.of("FIC22", chemin=source.sourceName())
            frame, (x, y) = point_frame(source, context)
        elif file:
            table = read_table(file, titles=True)
            report.extend(table.report)
            frame = table.frame
            x, y = (self._text(parameters, field, context) for field in (self.X_FIELD, self.Y_FIELD))
        else:
            return None
        rows, found = points_table(frame, PointColumns(x, y, name, kind), code)
        report.extend(found)
        return project_points(rows, workspace.crs, report)

    def _read_indicator(
        self, parameters: dict[str, Any], context: QgsProcessingContext, workspace: Workspace, report: Report
    ) -> pd.DataFrame | None:
        """The values of the table given, of one indicator; None where none is given."""
        from ..core.findings import InputError
        from ..core.indicators.series import Places, read_indicators

        file = self.parameterAsFile(parameters, steps.FILE, context)
        if not file:
            return None
        places = Places.of(
            workspace.read("commune", ["insee", "nom"]),
            workspace.read("territoire", ["id_territoire", "type", "libelle"]),
        )
        text = {name: self._text(parameters, name, context) for name in (self.TERRITORY_TYPE, self.PERIOD, self.UNIT)}
        source = steps.source_of(self, parameters, context)
        found = read_indicators(
            file, places, text[self.TERRITORY_TYPE], text[self.PERIOD], text[self.UNIT], source.mention
        )
        report.extend(found.report)
        names = list(dict.fromkeys(found.rows["indicateur"]))
        code = self._text(parameters, self.CODE, context) or (names[0] if len(names) == 1 else "")
        if code not in names:
            raise InputError.of("CAT13", chemin=file, v=code, liste=names)
        return found.rows[found.rows["indicateur"] == code].reset_index(drop=True)

    def _save(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        workspace: Workspace,
        points: bool,
        rows: pd.DataFrame,
    ) -> None:
        from ..gis.indicator_store import save_indicators

        source = steps.source_of(self, parameters, context)
        if not points:
            save_indicators(workspace, rows, source)
            return
        with workspace.writing() as write:
            steps.replace_kind(write, workspace, "dispositif", rows, source)

    def _add_text(self, name: str, label: str, default: str = "", required: bool = False) -> None:
        self.addParameter(QgsProcessingParameterString(name, label, default or None, optional=not required))

    def _text(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        return self.parameterAsString(parameters, name, context).strip()

    def _method_words(self) -> list[str]:
        return [
            self.tr("Quantiles"),
            self.tr("Natural breaks (Jenks)"),
            self.tr("Equal intervals"),
            self.tr("Mean and standard deviations"),
            self.tr("Thresholds of your own"),
        ]
