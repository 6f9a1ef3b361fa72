"""Territories and their compositions in the workspace: one type at a time, in one transaction, columns remembered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ..core.findings import InputError, Report, Severity
from ..core.schema import TABLES, Source
from ..core.territories.audit import AuditTables
from ..core.territories.codes import is_iris
from ..core.territories.coverage import dissolve
from ..core.territories.types import SETTING, TerritoryType, from_setting, registry, to_setting
from .workspace import Workspace, Writing

_COLUMNS = "colonnes:"  # settings that remember which column held what


def territory_types(workspace: Workspace) -> dict[str, TerritoryType]:
    """The known types and those declared in this workspace, by code."""
    return registry(from_setting(workspace.settings().get(SETTING)))


def declare_type(workspace: Workspace, kind: TerritoryType) -> None:
    """Declare a type in this workspace, or change one of the same code."""
    declared = [one for one in from_setting(workspace.settings().get(SETTING)) if one.code != kind.code]
    with workspace.writing() as write:
        write.setting(SETTING, to_setting([*declared, kind]))


def known_type(workspace: Workspace, code: str) -> TerritoryType:
    """The type of that code; InputError TER09 where there is none."""
    types = territory_types(workspace)
    if code not in types:
        raise InputError.of("TER09", v=code)
    return types[code]


def remembered_columns(workspace: Workspace, table: str, kind: str = "") -> dict[str, str]:
    """The columns last used for a table (and type): the user's corrections need not be made again."""
    return json.loads(workspace.settings().get(f"{_COLUMNS}{table}:{kind}", "{}"))


def remember_columns(write: Writing, table: str, columns: Mapping[str, str], kind: str = "") -> None:
    """Keep the columns used, within the transaction of the import."""
    write.setting(f"{_COLUMNS}{table}:{kind}", json.dumps(dict(columns), ensure_ascii=False))


def save_communes(workspace: Workspace, frame: pd.DataFrame, source: Source, columns: Mapping[str, str]) -> None:
    """The table ``commune`` becomes the frame; columns the table does not have are left out."""
    with workspace.writing() as write:
        write.replace("commune", _only(frame, "commune"), source)
        remember_columns(write, "commune", columns)


def save_territories(
    workspace: Workspace,
    kind: str,
    source: Source,
    territories: pd.DataFrame,
    composition: pd.DataFrame | None = None,
    columns: Mapping[str, str] | None = None,
) -> None:
    """The territories of a type, and its composition if given, replace those of the same type."""
    with workspace.writing() as write:
        write.replace("territoire", _only(territories, "territoire"), source, part=kind)
        if composition is not None:
            write.replace("composition", _only(composition, "composition"), source, part=kind)
        if columns:
            remember_columns(write, "territoire" if composition is None else "composition", columns, kind)


def built_territories(
    workspace: Workspace,
    kind: str,
    composition: pd.DataFrame,
    labels: pd.DataFrame | None = None,
    year: int | None = None,
    report: Report | None = None,
) -> pd.DataFrame:
    """Territories of a type made by dissolving the workspace's communes, and its IRIS where communes are parted.

    Args:
        workspace: its communes are the units, and its territories of type ``iris``.
        kind: the type.
        composition: ``commune`` (a commune or an IRIS) and ``id_territoire``.
        labels: ``id_territoire``, ``libelle`` and, if known, ``nature``, ``parent``.
        year: COG year.
        report: receives TER32, the IRIS whose outline is not loaded: their ground is missing.

    Returns:
        Rows of the table ``territoire`` with population and outline.

    Raises:
        InputError: TER29 no communes are loaded.
    """
    communes = workspace.read("commune", ["insee", "population", "geom"])
    if communes.empty:
        raise InputError.of("TER29")
    units = pd.concat([communes, _iris_units(workspace, composition, report)], ignore_index=True)
    units = units.merge(composition, left_on="insee", right_on="commune", how="left")
    built = dissolve(units, "id_territoire", total=["population"])
    built["type"] = kind
    built["cog_annee"] = pd.Series(year, index=built.index, dtype="Int64")
    if labels is not None:
        kept = [name for name in ("libelle", "nature", "parent", "date_etat") if name in labels]
        named = labels.drop_duplicates("id_territoire")[["id_territoire", *kept]]
        built = built.merge(named, on="id_territoire", how="left")
    if "libelle" not in built:
        built["libelle"] = None
    built["libelle"] = built["libelle"].where(built["libelle"].notna(), built["id_territoire"])
    return built


def _iris_units(workspace: Workspace, composition: pd.DataFrame, report: Report | None) -> pd.DataFrame:
    """The IRIS a composition names, as units: ``insee`` (the IRIS code), ``population``, ``geom``."""
    named = composition.loc[is_iris(composition["commune"]), "commune"].unique()
    loaded = workspace.read("territoire", ["id_territoire", "population", "geom"], {"type": "iris"})
    units = loaded[loaded["id_territoire"].isin(named)].rename(columns={"id_territoire": "insee"})
    missing = sorted(set(named) - set(units["insee"]))
    if missing and report is not None:
        report.add("TER32", Severity.WARNING, n=len(missing), liste=missing)
    return units


def composition_of(workspace: Workspace, kind: str) -> pd.DataFrame:
    """The composition of a type; InputError TER30 where it has none."""
    rows = workspace.read("composition", where={"type": kind})
    if rows.empty:
        raise InputError.of("TER30", type=kind)
    return rows


def expanded(workspace: Workspace, unit_kind: str, table: pd.DataFrame, report: Report) -> pd.DataFrame:
    """A table unit -> territory in communes: each commune follows its unit (territoire de vie -> territoire de santé).

    ``table`` has ``commune`` (the unit's code) and ``id_territoire``. TER02 for units the workspace does not have.
    """
    units = composition_of(workspace, unit_kind)
    unknown = ~table["commune"].isin(units["id_territoire"])
    for code in table.loc[unknown, "commune"]:
        report.add("TER02", column="commune", value=code, insee=code, annee="?", type=unit_kind)
    joined = units.merge(table, left_on="id_territoire", right_on="commune", suffixes=("_unite", ""))
    return pd.DataFrame({
        "commune": joined["commune_unite"], "id_territoire": joined["id_territoire"], "type": joined["type"],
        "cog_annee": joined["cog_annee_unite"],
    })


def _only(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    described = TABLES[table]
    kept = [*described.columns, *(["geom"] if described.geometry else [])]
    return frame[[name for name in kept if name in frame]]


def audit_tables(workspace: Workspace) -> AuditTables:
    """What `core.territories.audit` checks, read from the workspace."""
    return AuditTables(
        workspace.read("commune", ["insee", "nom", "population", "geom"]),
        workspace.read("territoire"),
        workspace.read("composition"),
    )


@dataclass(frozen=True)
class Units:
    """What to build of: ``table`` (``code``, ``libelle``, ``population``, ``geom``) and the unit of each commune."""

    table: pd.DataFrame
    unit_of_commune: dict[str, str]


def units_of(workspace: Workspace, kind: str = "") -> Units:
    """The communes themselves, or the territories of a type with their communes.

    Raises:
        InputError: TER29 no communes are loaded, TER30 the type has no composition.
    """
    communes = workspace.read("commune", ["insee", "nom", "population", "geom"])
    if communes.empty:
        raise InputError.of("TER29")
    if not kind:
        table = communes.set_axis(["code", "libelle", "population", "geom"], axis=1)
        return Units(table, {code: code for code in communes["insee"]})
    rows = composition_of(workspace, kind)
    labels = workspace.read("territoire", ["id_territoire", "libelle"], {"type": kind})
    built = built_territories(workspace, kind, rows, labels)
    table = built.rename(columns={"id_territoire": "code"})[["code", "libelle", "population", "geom"]]
    return Units(table, dict(zip(rows["commune"], rows["id_territoire"], strict=True)))


def zone_centres(units: Units, communes: pd.DataFrame) -> pd.DataFrame:
    """The centre of each zone, the town hall of its most populated commune: ``zone``, ``insee``, ``x``, ``y``."""
    zoned = communes.assign(zone=communes["insee"].map(units.unit_of_commune)).dropna(subset=["zone"])
    zoned["population"] = zoned["population"].fillna(0)
    largest = zoned.sort_values(["population", "insee"], ascending=[False, True]).drop_duplicates("zone")
    centres = largest.sort_values("zone").rename(columns={"x_mairie": "x", "y_mairie": "y"})
    return centres[["zone", "insee", "x", "y"]].reset_index(drop=True)
