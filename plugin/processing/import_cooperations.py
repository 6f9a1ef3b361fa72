"""``atlas_soins:import_cooperations``: the survey of hospital cooperations into the workspace, edition by edition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from .base import AtlasAlgorithm
from .import_steps import add_mapping, mapping_of


class ImportCooperations(AtlasAlgorithm):
    """Reads a survey, says every finding, and replaces the editions it holds in the table ``cooperation``."""

    ID = "import_cooperations"
    GROUP = "import"
    PACKAGES = ("pandas", "shapely")

    WORKSPACE = "WORKSPACE"
    INPUT = "INPUT"
    SHEET = "SHEET"
    EDITION = "EDITION"
    STATE_DATE = "STATE_DATE"
    THRESHOLD = "THRESHOLD"
    THEMES = "THEMES"
    DECISIONS = "DECISIONS"
    KEEP_VALID = "KEEP_VALID"
    MENTION = "MENTION"
    ILLUSTRATIVE = "ILLUSTRATIVE"
    UNDECIDED = "UNDECIDED"
    READ = "READ"
    WRITTEN = "WRITTEN"
    SHOWN = "SHOWN"
    ERRORS = "ERRORS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import the survey of cooperations")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and survey in, counts out."""
        number = QgsProcessingParameterNumber
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addParameter(QgsProcessingParameterFile(self.INPUT, self.tr("Survey (CSV, XLSX, ODS)")))
        self.addParameter(
            number(self.EDITION, self.tr("Edition of rows that name none (year)"), optional=True, minValue=1990)
        )
        self.addParameter(
            QgsProcessingParameterString(
                self.STATE_DATE, self.tr("State date of rows that give none (DD/MM/YYYY)"), optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.KEEP_VALID, self.tr("Import the valid rows although others have errors"), defaultValue=False
            )
        )
        for parameter in (
            QgsProcessingParameterString(self.SHEET, self.tr("Sheet of the workbook"), optional=True),
            number(
                self.THRESHOLD,
                self.tr("Medical time below which a link is not shown (ETP)"),
                number.Type.Double,
                defaultValue=0.2,
                minValue=0,
            ),
            QgsProcessingParameterFile(
                self.THEMES, self.tr("Table of themes of your own (CSV)"), extension="csv", optional=True
            ),
            QgsProcessingParameterFile(
                self.DECISIONS, self.tr("Establishments decided by hand (CSV: nom, commune, finess)"), optional=True
            ),
            QgsProcessingParameterString(
                self.MENTION, self.tr("Source as printed"), defaultValue="enquête coopérations", optional=True
            ),
            QgsProcessingParameterBoolean(self.ILLUSTRATIVE, self.tr("Illustrative data"), defaultValue=False),
            QgsProcessingParameterFileDestination(
                self.UNDECIDED,
                self.tr("Candidates for uncertain names"),
                "CSV (*.csv)",
                optional=True,
                createByDefault=False,
            ),
        ):
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            self.addParameter(parameter)
        add_mapping(self)
        self.addOutput(QgsProcessingOutputNumber(self.READ, self.tr("Rows read")))
        self.addOutput(QgsProcessingOutputNumber(self.WRITTEN, self.tr("Rows written")))
        self.addOutput(QgsProcessingOutputNumber(self.SHOWN, self.tr("Rows the sheets show")))
        self.addOutput(QgsProcessingOutputNumber(self.ERRORS, self.tr("Errors")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, check, write the editions in one transaction; with errors nothing is written unless asked."""
        from ..core.cooperations.survey import read_survey
        from ..core.findings import InputError
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        path = Path(self.parameterAsFile(parameters, self.INPUT, context))
        survey = read_survey(
            path,
            self._context(workspace, parameters, context),
            edition=self._edition(parameters, context),
            date_etat=self._state_date(parameters, context),
            sheet=self.parameterAsString(parameters, self.SHEET, context) or None,
            mapping=mapping_of(self, parameters, context),
        )
        self.tell(survey.report, feedback)
        self._write_undecided(survey.undecided, parameters, context)
        errors = survey.report.errors
        if errors and not self.parameterAsBool(parameters, self.KEEP_VALID, context):
            raise InputError.of("COO25", n=len(errors), lues=survey.read)
        self._write(workspace, survey, path, parameters, context)
        self._tell_territories(workspace.read("etablissement"), survey.table, feedback)
        shown = int(survey.table["affichee"].sum())
        feedback.pushInfo(
            self.tr("{read} rows read, {written} written, {shown} shown on the sheets.").format(
                read=survey.read, written=len(survey.table), shown=shown
            )
        )
        return {
            self.READ: survey.read,
            self.WRITTEN: len(survey.table),
            self.SHOWN: shown,
            self.ERRORS: len(errors),
            self.UNDECIDED: self.parameterAsFileOutput(parameters, self.UNDECIDED, context),
        }

    def _context(self, workspace: Any, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:
        """What the survey is read against: the register, the first atlas, the tables of the user."""
        from ..core.cooperations.matching import read_decisions
        from ..core.cooperations.survey import FIRST_ATLAS, Context
        from ..core.cooperations.theme_table import ThemeTable
        from ..core.findings import InputError

        if not workspace.count("etablissement"):
            raise InputError.of("COO26")
        themes = self.parameterAsFile(parameters, self.THEMES, context)
        decisions = self.parameterAsFile(parameters, self.DECISIONS, context)
        return Context(
            establishments=workspace.read("etablissement"),
            first_atlas=workspace.read("cooperation", where={"edition": FIRST_ATLAS}),
            themes=ThemeTable.load(themes) if themes else ThemeTable.default(),
            decisions=read_decisions(decisions) if decisions else {},
            threshold=self.parameterAsDouble(parameters, self.THRESHOLD, context),
        )

    def _edition(self, parameters: dict[str, Any], context: QgsProcessingContext) -> int | None:
        given = parameters.get(self.EDITION)
        return None if given in (None, "") else self.parameterAsInt(parameters, self.EDITION, context)

    def _state_date(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str | None:
        """The date in ISO; FIC05 for text that is no date."""
        import pandas as pd

        from ..core.findings import InputError
        from ..core.tables import to_date

        text = self.parameterAsString(parameters, self.STATE_DATE, context).strip()
        if not text:
            return None
        dates, report = to_date(pd.Series([text], name=self.STATE_DATE))
        if len(report):
            raise InputError(*report)
        return dates[0]

    def _write(
        self, workspace: Any, survey: Any, path: Path, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> None:
        """One replacement an edition, in one transaction; the other editions stay."""
        from ..core.schema import Source

        mention = self.parameterAsString(parameters, self.MENTION, context) or path.stem
        with workspace.writing() as write:
            for edition, rows in survey.table.groupby("edition"):
                source = Source(
                    fichier=str(path),
                    mention=mention,
                    date_donnees=rows["date_etat"].dropna().max() if rows["date_etat"].notna().any() else None,
                    illustratif=self.parameterAsBool(parameters, self.ILLUSTRATIVE, context),
                    lignes_lues=survey.read,
                )
                write.replace("cooperation", rows.reset_index(drop=True), source, part=str(edition))

    def _tell_territories(self, establishments: Any, table: Any, feedback: QgsProcessingFeedback) -> None:
        """Territories without a reference hospital or with several, and how many links stay inside one."""
        from ..core.cooperations.relations import ACROSS, INSIDE, relations
        from ..core.establishments.checks import check_reference_hospitals
        from ..core.findings import Report

        report = Report()
        check_reference_hospitals(establishments, sorted(establishments["territoire_sante"].dropna().unique()), report)
        self.tell(report, feedback)
        territory = establishments.drop_duplicates("finess_et").set_index("finess_et")["territoire_sante"]
        classes = relations(table, territory)["relation"].value_counts()
        feedback.pushInfo(
            self.tr("{inside} links inside a health territory, {across} between two.").format(
                inside=classes.get(INSIDE, 0), across=classes.get(ACROSS, 0)
            )
        )

    def _write_undecided(self, undecided: Any, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """The candidates as a table to complete: keep one line a name and give the file back as decisions."""
        path = self.parameterAsFileOutput(parameters, self.UNDECIDED, context)
        if path:
            undecided.to_csv(path, sep=";", index=False, encoding="utf-8-sig")
