"""All a question needs of a region, read once from the workspace's tables into arrays with one place a commune."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import shapely

from ..access.methods import chosen_times
from ..establishments.activities import activities, activity
from ..establishments.places import group_sites
from ..establishments.selection import practising
from ..findings import InputError, Report, Severity
from ..indicators.series import UNDATED
from ..pause import pause
from ..stacking import stacked
from .members import Members

AGES = {"pop_0_19": "0 à 19 ans", "pop_20_64": "20 à 64 ans", "pop_65p": "65 ans et plus"}
COMMUNE, WHOLE = "commune", "ensemble"
# What the model reads; ``commune`` must hold rows, any other may be empty.
TABLES = (
    "commune", "territoire", "composition", "etablissement", "autorisation", "equipement", "capacite", "cooperation",
    "effecteur_urgence", "temps_acces", "zonage_ps", "indicateur", "oqos", "oqos_correspondance", "praticien", "msp",
    "dispositif",
)
_OWN_SITES = ("msp", "effecteur_urgence", "dispositif")
_UNITS = {"LIT": "lits", "PLA": "places", "CAP": "places", "PAL": "lits", "NB": "appareils", "PAS": "passages",
          "ACC": "accouchements", "SOR": "sorties"}


@dataclass(frozen=True)
class SiteList:
    """The (s,) sites.

    ``id`` is a FINESS number or the agency's id, ``commune`` a position (-1: unknown), ``xy`` (s, 2); sites at one
    place share a number in ``place``.
    """

    id: np.ndarray
    name: np.ndarray
    category: np.ndarray
    status: np.ndarray
    commune: np.ndarray
    xy: np.ndarray
    place: np.ndarray


@dataclass(frozen=True)
class Practised:
    """The sites that practise an activity: positions in the list, and each one's beds, devices or visits (NaN)."""

    site: np.ndarray
    value: np.ndarray
    unit: str


@dataclass(frozen=True)
class Times:
    """(n,) ``minutes`` to the nearest site of a kind, NaN where not reached; ``known`` where the table has a row."""

    minutes: np.ndarray
    known: np.ndarray


@dataclass(frozen=True)
class Links:
    """The (c,) cooperations of the latest edition that are displayed.

    Positions of the communes of both ends (-1: unknown), the modality ("" without one), and whether the link goes from
    the first to the second only.
    """

    first: np.ndarray
    second: np.ndarray
    modality: np.ndarray
    directed: np.ndarray
    edition: int | None


@dataclass(frozen=True)
class Figure:
    """An indicator or a number by commune: (n,) ``values`` (NaN unknown), its period or year, its unit."""

    values: np.ndarray
    period: str
    unit: str = ""


@dataclass(frozen=True)
class Zoning:
    """Classes of a profession's zoning: (n,) ``code``, a position in ``classes``, -1 outside."""

    classes: tuple[str, ...]
    code: np.ndarray
    year: str


@dataclass(frozen=True)
class RegionTables:
    """The model. Arrays (n,) follow ``insee``; populations in inhabitants, ``area`` in km², ``xy`` in metres."""

    insee: np.ndarray
    name: np.ndarray
    population: np.ndarray
    ages: dict[str, np.ndarray]
    area: np.ndarray
    xy: np.ndarray
    position: pd.Series
    kinds: dict[str, Members]
    times: dict[str, Times]
    sites: SiteList
    practised: dict[str, Practised]
    practitioners: dict[str, Figure]
    indicators: dict[str, Figure]
    zonings: dict[str, Zoning]
    links: Links
    frames: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    report: Report = field(default_factory=Report)

    @property
    def whole(self) -> Members:
        """The whole region as one territory; it bears the name of the only ``region`` there is, if there is one."""
        regions = self.kinds.get("region")
        name = str(regions.names[0]) if regions is not None and len(regions) == 1 else "Ensemble"
        return Members.one(np.arange(len(self.insee)), WHOLE, name)

    def members(self, kind: str) -> Members:
        """All territories of a type.

        Raises:
            InputError: QST01, no territory of that type.
        """
        if kind not in self.kinds:
            raise InputError.of("QST01", value=kind, liste=sorted(self.kinds))
        return self.kinds[kind]

    def territory(self, kind: str, codes: tuple[str, ...]) -> Members:
        """The territories of a type and of these codes (or names) as one; no code: all of them.

        Raises:
            InputError: QST01 unknown type, QST02 unknown territories.
        """
        if kind == WHOLE:
            return self.whole
        every = self.members(kind)
        by_name = {str(name).casefold(): str(code) for code, name in zip(every.codes, every.names, strict=True)}
        known = set(every.codes)
        found = [code if code in known else by_name.get(code.casefold(), "") for code in codes]
        wrong = [code for code, there in zip(codes, found, strict=True) if not there]
        if wrong:
            raise InputError.of("QST02", value=wrong, type=kind, proches=_close(wrong, every))
        return every.union(found or list(every.codes))


def region_tables(tables: Mapping[str, pd.DataFrame], date: str | None = None, method: str = "") -> RegionTables:
    """Build the model.

    Args:
        tables: workspace tables by name (see ``TABLES``); those absent count as empty.
        date: ISO date of the atlas: authorisations in force, sites open.
        method: the setting ``temps_methode``.

    Raises:
        InputError: QST03, there is no commune.
    """
    if "commune" not in tables or not len(tables["commune"]):
        raise InputError.of("QST03")
    communes = tables["commune"].drop_duplicates("insee").reset_index(drop=True)
    filled = {name: frame for name, frame in tables.items() if len(frame)}
    report = Report()
    position = pd.Series(np.arange(len(communes)), index=communes["insee"])
    kinds = _kinds(communes, filled, position)
    shapes = communes["geom"].to_numpy() if "geom" in communes else np.full(len(communes), None)
    sites = _sites(filled, position, shapes, report)
    return RegionTables(
        insee=communes["insee"].to_numpy(dtype=object),
        name=communes["nom"].to_numpy(dtype=object),
        population=_numbers(communes, "population"),
        ages={name: _numbers(communes, name) for name in AGES if name in communes},
        area=shapely.area(shapes) / 1e6,
        xy=np.column_stack([_numbers(communes, "x_mairie"), _numbers(communes, "y_mairie")]),
        position=position,
        kinds=kinds,
        times=_times(filled, position, method),
        sites=sites,
        practised=_practised(filled, sites, date),
        practitioners=_practitioners(filled, position),
        indicators=_indicators(filled, position),
        zonings=_zonings(filled, kinds, position),
        links=_links(filled, sites),
        frames={name: filled[name] for name in ("indicateur", "oqos", "oqos_correspondance") if name in filled},
        report=report,
    )


def _numbers(frame: pd.DataFrame, column: str) -> np.ndarray:
    if column not in frame:
        return np.full(len(frame), np.nan)
    return pd.to_numeric(frame[column], errors="coerce").to_numpy(dtype=float, na_value=np.nan)


def _kinds(
    communes: pd.DataFrame, tables: Mapping[str, pd.DataFrame], position: pd.Series
) -> dict[str, Members]:
    places = np.arange(len(communes))
    codes, names = communes["insee"].to_numpy(dtype=object), communes["nom"].to_numpy(dtype=object)
    found = {COMMUNE: Members(codes, names, places, places)}
    if "composition" in tables:
        labels: dict[str, dict[str, str]] = {}
        if "territoire" in tables:
            for kind, rows in tables["territoire"].groupby("type"):
                labels[str(kind)] = dict(zip(rows["id_territoire"], rows["libelle"], strict=True))
        for kind, rows in tables["composition"].groupby("type"):
            found[str(kind)] = Members.of_composition(rows, labels.get(str(kind), {}), position)
    return found


def _sites(
    tables: Mapping[str, pd.DataFrame], position: pd.Series, shapes: np.ndarray, report: Report
) -> SiteList:
    """Establishments and the agency's own sites; a site whose commune is unknown is in the outline that holds it."""
    columns = ["id", "nom", "categ", "statut", "insee", "x", "y"]
    parts = [pd.DataFrame(columns=columns, dtype=object)]
    if "etablissement" in tables:
        rows = tables["etablissement"]
        parts.append(rows.assign(id=rows["finess_et"], nom=rows["nom_court"].fillna(rows["rs"])))
    for table in _OWN_SITES:
        if table in tables:
            rows = tables[table]
            parts.append(rows.assign(id=rows["finess_et"].fillna(rows["id"]), nom=rows["libelle"]))
    sites = stacked(part.reindex(columns=columns) for part in parts).drop_duplicates("id")
    sites = sites.astype({"x": float, "y": float}).reset_index(drop=True)
    commune = sites["insee"].map(position).fillna(-1).to_numpy(dtype=np.intp)
    lost = np.flatnonzero((commune < 0) & sites["x"].notna().to_numpy())
    if len(lost):
        points = shapely.points(sites[["x", "y"]].to_numpy(dtype=float)[lost])
        point, outline = shapely.STRtree(shapes).query(points, predicate="within")
        commune[lost[point]] = outline
    nowhere = sites.loc[commune < 0, "nom"].fillna("").tolist()
    if nowhere:
        report.add("QST04", Severity.WARNING, n=len(nowhere), liste=nowhere)
    place, _ = pd.factorize(group_sites(sites.rename(columns={"id": "finess_et"})[["finess_et", "x", "y"]]))
    texts = {name: sites[name].fillna("").to_numpy(dtype=object) for name in ("nom", "categ", "statut")}
    return SiteList(
        sites["id"].to_numpy(dtype=object), texts["nom"], texts["categ"], texts["statut"], commune,
        sites[["x", "y"]].to_numpy(dtype=float), place,
    )


def _practised(tables: Mapping[str, pd.DataFrame], sites: SiteList, date: str | None) -> dict[str, Practised]:
    """Every activity some site practises; what is lacking is no finding here: most activities are elsewhere."""
    where = pd.Series(np.arange(len(sites.id)), index=sites.id)
    found = {}
    for key in activities():
        pause()
        rows, _ = practising(tables, key, date)
        site = rows["id"].map(where)
        known = site.notna().to_numpy()
        if known.any():
            values = rows["valeur"].to_numpy(dtype=float)[known]
            found[key] = Practised(site[known].to_numpy(dtype=np.intp), values, _unit(key))
    return found


def _unit(key: str) -> str:
    """What the values of an activity count: the unit of its first SAE variable, devices where it is an equipment."""
    wanted = activity(key)
    variables = [name for rule in wanted.sae for name in rule.values]
    if wanted.equipment or not variables:
        return "appareils" if wanted.equipment else ""
    starts = (next((unit for start, unit in _UNITS.items() if name.startswith(start)), "") for name in variables)
    return " et ".join(dict.fromkeys(filter(None, starts)))


def _times(tables: Mapping[str, pd.DataFrame], position: pd.Series, method: str) -> dict[str, Times]:
    if "temps_acces" not in tables:
        return {}
    stored, found = tables["temps_acces"], {}
    for kind in dict.fromkeys(stored["type_effecteur"]):
        rows = chosen_times(stored, kind, method)
        if rows.empty and method:
            rows = chosen_times(stored, kind)
        if rows.empty:
            continue
        minutes = rows.set_index("origine")["minutes"].reindex(position.index).to_numpy(dtype=float)
        found[str(kind)] = Times(minutes, position.index.isin(rows["origine"]))
    return found


def _practitioners(tables: Mapping[str, pd.DataFrame], position: pd.Series) -> dict[str, Figure]:
    """Practitioners by profession in its latest year; a commune without a row has none."""
    if "praticien" not in tables:
        return {}
    found = {}
    for profession, rows in tables["praticien"].groupby("profession"):
        year = rows["annee"].max()
        kept = rows if pd.isna(year) else rows[rows["annee"] == year]
        counts = kept.groupby("insee")["nombre"].sum().reindex(position.index).fillna(0)
        found[str(profession)] = Figure(counts.to_numpy(dtype=float), "" if pd.isna(year) else str(year))
    return found


def _indicators(tables: Mapping[str, pd.DataFrame], position: pd.Series) -> dict[str, Figure]:
    """Indicators of communes, their latest period."""
    if "indicateur" not in tables:
        return {}
    rows = tables["indicateur"]
    found = {}
    for name, part in rows[rows["type"] == COMMUNE].groupby("indicateur"):
        dated = part.loc[part["periode"] != UNDATED, "periode"]
        period = dated.max() if len(dated) else UNDATED
        latest = part[part["periode"] == period].drop_duplicates("territoire").set_index("territoire")
        values = latest["valeur"].reindex(position.index).to_numpy(dtype=float)
        unit = next(iter(latest["unite"].dropna()), "")
        found[str(name)] = Figure(values, str(period), unit)
    return found


def _zonings(
    tables: Mapping[str, pd.DataFrame], kinds: Mapping[str, Members], position: pd.Series
) -> dict[str, Zoning]:
    """The classes of each profession's latest zoning, brought down to communes."""
    if "zonage_ps" not in tables:
        return {}
    found = {}
    for profession, rows in tables["zonage_ps"].groupby("profession"):
        latest = rows[rows["annee"] == rows["annee"].max()]
        classes = tuple(dict.fromkeys(latest["classe"]))
        code = np.full(len(position), -1, dtype=np.intp)
        for unit, part in latest.groupby("unite"):
            members = kinds.get(str(unit))
            if members is None:
                continue
            of_unit = dict(zip(part["id_unite"], part["classe"], strict=True))
            rank = np.array([classes.index(of_unit[item]) if item in of_unit else -1 for item in members.codes])
            code[members.commune] = rank[members.territory]
        found[str(profession)] = Zoning(classes, code, str(latest["annee"].iloc[0]))
    return found


def _links(tables: Mapping[str, pd.DataFrame], sites: SiteList) -> Links:
    if "cooperation" not in tables:
        empty = np.zeros(0, dtype=np.intp)
        return Links(empty, empty, np.zeros(0, dtype=object), np.zeros(0, dtype=bool), None)
    rows = tables["cooperation"]
    edition = int(rows["edition"].max())
    rows = rows[(rows["edition"] == edition) & rows["affichee"].fillna(value=True).astype(bool)]
    commune = pd.Series(sites.commune, index=sites.id)
    first, second = (rows[name].map(commune).fillna(-1).to_numpy(dtype=np.intp) for name in ("finess_a", "finess_b"))
    modality = rows["modalite"].fillna("").to_numpy(dtype=object)
    return Links(first, second, modality, (rows["sens"] == "a_vers_b").to_numpy(dtype=bool), edition)


def _close(wrong: list[str], members: Members) -> list[str]:
    import difflib

    words = [*map(str, members.codes), *map(str, members.names)]
    return [match for text in wrong for match in difflib.get_close_matches(text, words, n=2, cutoff=0.5)]
