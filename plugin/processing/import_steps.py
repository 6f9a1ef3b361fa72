"""What the imports of establishments share: common parameters, the source recorded, the departments kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.findings import Finding, Report, Severity

if TYPE_CHECKING:
    from pandas import DataFrame

    from ..core.schema import Source
    from ..gis.workspace import Workspace, Writing
    from .base import AtlasAlgorithm

WORKSPACE, FILE, DEPARTMENTS, MAPPING = "WORKSPACE", "FILE", "DEPARTMENTS", "MAPPING"
MENTION, PRODUCER, DATE, LICENCE = "MENTION", "PRODUCER", "DATE", "LICENCE"


def add_workspace(algorithm: AtlasAlgorithm) -> None:
    """The parameter of the workspace."""
    label = QCoreApplication.translate("Imports", "Workspace")
    algorithm.addParameter(QgsProcessingParameterFile(WORKSPACE, label, extension="gpkg"))


def add_file(algorithm: AtlasAlgorithm, label: str, optional: bool = False, name: str = FILE) -> None:
    """The parameter of the file to read."""
    algorithm.addParameter(QgsProcessingParameterFile(name, label, optional=optional))


def add_departments(algorithm: AtlasAlgorithm) -> None:
    """The optional parameter of the departments to keep."""
    label = QCoreApplication.translate("Imports", "Departments to keep (22 29 35 56; those of the communes if empty)")
    algorithm.addParameter(QgsProcessingParameterString(DEPARTMENTS, label, optional=True))


def add_mapping(algorithm: AtlasAlgorithm, label: str = "", name: str = MAPPING) -> None:
    """The optional advanced parameter of a column mapping."""
    label = label or QCoreApplication.translate("Imports", "Other column names (ours=theirs; ours=theirs)")
    parameter = QgsProcessingParameterString(name, label, optional=True)
    parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    algorithm.addParameter(parameter)


def add_source(algorithm: AtlasAlgorithm, mention: str = "") -> None:
    """The parameters of the source a sheet prints: mention, producer, date of the data, licence."""
    labels = {
        MENTION: (QCoreApplication.translate("Imports", "Source, as a sheet prints it"), mention),
        PRODUCER: (QCoreApplication.translate("Imports", "Producer"), ""),
        DATE: (QCoreApplication.translate("Imports", "Date of the data (YYYY-MM-DD)"), ""),
        LICENCE: (QCoreApplication.translate("Imports", "Licence"), ""),
    }
    for name, (label, default) in labels.items():
        optional = name != MENTION or bool(mention)
        algorithm.addParameter(QgsProcessingParameterString(name, label, default, optional=optional))


def source_of(
    algorithm: AtlasAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext,
    date: str | None = None, read: int | None = None, name: str = FILE,
) -> Source:
    """The provenance of an import; ``date`` is what the file says of itself, the parameter comes first.

    Raises:
        InputError: FIC05 where the date given is no date.
    """
    import pandas as pd

    from ..core.findings import InputError
    from ..core.schema import Source
    from ..core.tables import to_date

    keys = (MENTION, PRODUCER, DATE, LICENCE)
    texts = {key: algorithm.parameterAsString(parameters, key, context).strip() for key in keys}
    dates, bad = to_date(pd.Series([texts[DATE] or None], name="DATE"))
    if len(bad):
        raise InputError(*bad)
    return Source(
        fichier=algorithm.parameterAsFile(parameters, name, context), mention=texts[MENTION],
        producteur=texts[PRODUCER], date_donnees=dates.iloc[0] or date, licence=texts[LICENCE], lignes_lues=read,
    )


def mapping_of(
    algorithm: AtlasAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, name: str = MAPPING
) -> dict[str, str]:
    """The column mapping a user typed, empty where none."""
    text = algorithm.parameterAsString(parameters, name, context)
    pairs = (part.partition("=") for part in text.split(";") if "=" in part)
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def departments_of(
    algorithm: AtlasAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    workspace: Workspace,
) -> list[str]:
    """The departments to keep: those typed, else those of the workspace's communes; ETA21 tells where neither says."""
    text = algorithm.parameterAsString(parameters, DEPARTMENTS, context)
    typed = [part for part in text.replace(",", " ").replace(";", " ").split() if part]
    if typed:
        return typed
    if not workspace.count("commune"):
        algorithm.tell(Report([Finding("ETA21", Severity.WARNING)]), feedback)
        return []
    codes = workspace.read("commune", ["insee"])["insee"]
    return sorted({code[:3] if code.startswith(("97", "98")) else code[:2] for code in codes})


def open_workspace(
    algorithm: AtlasAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Workspace:
    """The workspace named by the parameters."""
    from ..gis.workspace import Workspace

    return Workspace.open(algorithm.parameterAsFile(parameters, WORKSPACE, context))


# Columns that tell one kind of rows from another in a table several imports share; other tables are replaced whole.
_KINDS = {
    "dispositif": ["type"], "effecteur_urgence": ["type"], "zonage_ps": ["profession", "annee"],
    "autorisation": ["activite"], "indicateur": ["indicateur"],
}


def replace_kind(write: Writing, workspace: Workspace, table: str, rows: DataFrame, source: Source) -> None:
    """Replace the rows of a table that are of the same kinds as the new ones; the other rows stay."""
    from ..core.schema import TABLES

    kinds = _KINDS.get(table)
    if kinds == [TABLES[table].part]:
        for kind, part in rows.groupby(kinds[0]):
            write.replace(table, part, source, part=str(kind))
        return
    if kinds is None or not workspace.count(table):
        write.replace(table, rows, source)
        return
    import pandas as pd

    existing = workspace.read(table)
    new_kinds = pd.MultiIndex.from_frame(rows[kinds].astype(str))
    others = existing[~pd.MultiIndex.from_frame(existing[kinds].astype(str)).isin(new_kinds)]
    origin = joined(workspace.sources(table), source) if len(others) else source
    write.replace(table, pd.concat([others, rows], ignore_index=True), origin)


def part_of(workspace: Workspace, table: str, part: str) -> tuple[DataFrame, Source] | None:
    """The rows of one part of a table with their provenance, to be written back beside new ones; None where none."""
    from dataclasses import fields

    from ..core.schema import TABLES, Source

    rows = workspace.read(table, where={TABLES[table].part: part})
    origins = workspace.sources(table)
    origins = origins[origins["table_nom"] == f"{table}:{part}"]
    if rows.empty or origins.empty:
        return None
    names = [field.name for field in fields(Source)]
    row = origins[names].astype(object)
    known = {name: value for name, value in row.where(row.notna(), None).iloc[-1].items() if value is not None}
    return rows, Source(**known)


def joined(before: DataFrame, source: Source) -> Source:
    """The provenance of rows completed by another file: both mentions; illustrative if either is."""
    from dataclasses import replace

    mentions = dict.fromkeys([*before["mention"].dropna(), source.mention])
    illustrative = source.illustratif or bool(before["illustratif"].fillna(value=False).any())
    return replace(source, mention=" ; ".join(mentions), illustratif=illustrative)
