"""Layers of communes and territories as frames, brought to the columns of the workspace and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from ..findings import Report, Severity
from .checks import check_duplicates, check_geometries
from .codes import check_codes

# ADMIN EXPRESS writes these where there is no code.
_NO_CODE = {"NC", "NR", "SANS OBJET", "ZZZZZZZZZ"}
# A town hall farther than this from its commune's outline is elsewhere (metres): a lost minus sign, swapped axes.
_TOWN_HALL_AWAY = 5_000.0
_NUMBERS = ("population", "pop_0_19", "pop_20_64", "pop_65p", "x_mairie", "y_mairie")


@dataclass(frozen=True)
class LayerTable:
    """``frame`` in the columns of a table of the workspace (with ``geom``), ``report``, and how many rows were read."""

    frame: pd.DataFrame
    report: Report
    lines: int


def commune_table(frame: pd.DataFrame, columns: Mapping[str, str], accept_proposals: bool = False) -> LayerTable:
    """The table ``commune`` from a layer.

    Args:
        frame: the layer's rows with ``geom`` (shapely, in the workspace's system), values as the layer has them.
        columns: {wanted: column of the layer}, as `columns.chosen_columns` gives them; ``insee`` and ``nom`` at
        least.
        accept_proposals: apply the corrections proposed for malformed codes.

    Findings: COM01 malformed code, COM02 no town hall, COM06 town hall elsewhere, COM03 no name, COM04 code twice,
    TER05 outline mended, TER28 no outline. Rows of an error are left out. Department: the layer's, else that of the
    code.
    """
    report = Report()
    lines = np.arange(len(frame)) + 2
    picked = _picked(frame, columns).assign(ligne=lines)
    codes, wrong = check_codes(picked["insee"].rename(columns["insee"]), lines, accept_proposals)
    report.extend(wrong)
    picked["insee"] = codes
    rows = picked[codes.notna()]
    twice = rows["insee"].duplicated()
    for line, code in zip(rows.loc[twice, "ligne"], rows.loc[twice, "insee"], strict=True):
        report.add("COM04", row=int(line), column=columns["insee"], value=code, insee=code)
    nameless = rows["nom"].isna() & ~twice
    for line, code in zip(rows.loc[nameless, "ligne"], rows.loc[nameless, "insee"], strict=True):
        report.add("COM03", row=int(line), column=columns["nom"], insee=code)
    rows = _with_outlines(rows[~twice & ~nameless], "insee", "commune", report)
    rows["dep"] = rows["dep"].fillna(_department(rows["insee"])) if "dep" in rows else _department(rows["insee"])
    _place_town_halls(rows, report)
    return LayerTable(rows.drop(columns="ligne").reset_index(drop=True), report, len(frame))


def territory_table(
    frame: pd.DataFrame,
    kind: str,
    columns: Mapping[str, str],
    cog_annee: int | None = None,
    date_etat: str | None = None,
) -> LayerTable:
    """The rows of the table ``territoire`` of one type from a layer.

    Args:
        frame: the layer's rows with ``geom`` (shapely, in the workspace's system).
        kind: the type.
        columns: {wanted: column of the layer}; ``id_territoire`` at least. Where there is a column ``type``, only
        its rows
            of this type are kept.
        cog_annee: year of the communes it is made of.
        date_etat: ISO date of the data.

    Findings: TER01 code twice, TER05 outline mended, TER08 disjoint parts, TER28 no outline or no code.
    """
    report = Report()
    picked = _picked(frame, columns).assign(ligne=np.arange(len(frame)) + 2)
    if "type" in picked:
        picked = picked[picked["type"] == kind]
    picked["type"] = kind
    label = picked["libelle"] if "libelle" in picked else picked["id_territoire"]
    picked["libelle"] = label.where(label.notna(), picked["id_territoire"])
    codeless = picked["id_territoire"].isna()
    for line in picked.loc[codeless, "ligne"]:
        report.add("TER28", row=int(line), column=columns["id_territoire"], id="?", type=kind)
    rows = picked[~codeless]
    report.extend(check_duplicates(rows))
    rows = _with_outlines(rows.drop_duplicates("id_territoire"), "id_territoire", kind, report)
    report.extend(check_geometries(rows))
    rows["cog_annee"] = pd.Series(cog_annee, index=rows.index, dtype="Int64")
    rows["date_etat"] = date_etat
    return LayerTable(rows.drop(columns="ligne").reset_index(drop=True), report, len(frame))


def _picked(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The chosen columns under our names: codes and names as text, numbers as numbers, blanks missing."""
    picked = pd.DataFrame({"geom": frame["geom"]} if "geom" in frame else {}, index=frame.index)
    for wanted, column in columns.items():
        picked[wanted] = _numbers(frame[column]) if wanted in _NUMBERS else _texts(frame[column])
    if "epci" in picked:
        # BD TOPO may list several bodies: the first is the one with its own taxes.
        picked["epci"] = picked["epci"].str.split("[/;,]").str[0].str.strip()
        picked["epci"] = picked["epci"].where(~picked["epci"].isin(_NO_CODE), None)
    if "population" in picked:
        picked["population"] = picked["population"].round().astype("Int64")
    return picked


def _texts(values: pd.Series) -> pd.Series:
    if pd.api.types.is_float_dtype(values):
        whole = values.dropna() == values.dropna().round()
        values = values.astype("Int64") if whole.all() else values
    text = values.astype("string").str.strip()
    return text.astype(object).where(text.notna() & (text != ""), None)


def _numbers(values: pd.Series) -> pd.Series:
    if pd.api.types.is_numeric_dtype(values):
        return values.astype("Float64").astype(float)
    text = values.astype("string").str.replace(r"[\s\u00a0\u202f]", "", regex=True).str.replace(",", ".", regex=False)
    return pd.to_numeric(text, errors="coerce").astype(float)


def _department(codes: pd.Series) -> pd.Series:
    return codes.str[:3].where(codes.str[:2].isin(["97", "98"]), codes.str[:2])


def _with_outlines(rows: pd.DataFrame, key: str, kind: str, report: Report) -> pd.DataFrame:
    """Rows with a polygon, mended where it is not valid (TER05, a warning); TER28 for those without."""
    outlines = shapely.force_2d(rows["geom"].to_numpy(dtype=object))
    names = rows["libelle"] if "libelle" in rows else rows["nom"]
    empty = shapely.is_missing(outlines) | shapely.is_empty(outlines)
    for line, code in zip(rows.loc[empty, "ligne"], rows.loc[empty, key], strict=True):
        report.add("TER28", row=int(line), column="geom", id=code, type=kind)
    invalid = ~empty & ~shapely.is_valid(outlines)
    for position in np.flatnonzero(invalid):
        report.add(
            "TER05", Severity.WARNING, row=int(rows["ligne"].iloc[position]), column="geom", type=kind,
            id=names.iloc[position], id_territoire=rows[key].iloc[position],
            cause=shapely.is_valid_reason(outlines[position]),
        )
    outlines[invalid] = [_only_polygons(outline) for outline in shapely.make_valid(outlines[invalid])]
    kept = rows[~empty].copy()
    kept["geom"] = pd.Series(outlines[~empty], index=kept.index, dtype=object)
    return kept


def _only_polygons(outline: shapely.Geometry) -> shapely.MultiPolygon:
    """The polygons of a mended outline: making valid may leave stray lines and points."""
    parts = shapely.get_parts(shapely.get_parts(outline))
    return shapely.multipolygons([part for part in parts if part.geom_type == "Polygon"])


def _place_town_halls(rows: pd.DataFrame, report: Report) -> None:
    """Where the layer gives no town hall, a point inside the commune stands for it, and that is told."""
    for axis in ("x_mairie", "y_mairie"):
        if axis not in rows:
            rows[axis] = np.nan
    outlines = rows["geom"].to_numpy()
    absent = (rows["x_mairie"].isna() | rows["y_mairie"].isna()).to_numpy()
    away = shapely.distance(outlines, shapely.points(rows[["x_mairie", "y_mairie"]].fillna(0.0).to_numpy(dtype=float)))
    far = ~absent & (away > _TOWN_HALL_AWAY)
    for position in np.flatnonzero(far):
        row = rows.iloc[position]
        report.add(
            "COM06", Severity.WARNING, row=int(row["ligne"]), column="x_mairie", insee=row["insee"], nom=row["nom"],
            d=round(away[position] / 1000),
        )
    if absent.any():
        report.add("COM02", Severity.INFO, nombre=int(absent.sum()))
    inside = shapely.get_coordinates(shapely.point_on_surface(outlines[absent | far]))
    rows.loc[absent | far, ["x_mairie", "y_mairie"]] = inside
