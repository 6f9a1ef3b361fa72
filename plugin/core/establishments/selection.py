"""Which sites practise an activity, by whichever tables the workspace holds: authorisations, SAE, equipment, FINESS."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from ..findings import Report, Severity
from ..pause import pause
from .activities import AFTER, ANY, Activity, AuthorisationRule, SaeRule, activity

AUTHORISATION, SAE, EQUIPMENT, CATEGORY, AGENCY = "autorisation", "sae", "equipement", "categorie", "agence"
ORIGINS = (AUTHORISATION, SAE, EQUIPMENT, CATEGORY, AGENCY)
COLUMNS = ["id", "finess_et", "activite", "valeur", "origine"]


def practising(
    tables: Mapping[str, pd.DataFrame],
    key: str,
    date: str | None = None,
    origins: Sequence[str] | None = None,
    year: int | None = None,
) -> tuple[pd.DataFrame, Report]:
    """The sites that practise an activity of ``activites_atlas.yaml``.

    Args:
        tables: workspace tables by name; any of autorisation, capacite, equipement, etablissement, effecteur_urgence,
            msp, dispositif. Where ``etablissement`` is there, only its sites count, and those open at ``date``.
        key: the activity.
        date: ISO date of the map: it decides which authorisations are in force and which sites are open; None: all.
        origins: what to read, by preference (see ``ORIGINS``); by default every origin with a rule, in that order.
        year: SAE year; by default the latest there.

    Returns:
        One row a site: ``id`` (FINESS number, else the responder's id), ``finess_et``, ``activite`` (the key),
        ``valeur`` (beds, devices, visits, places of the rule; missing where none), ``origine`` (the
        origins that name the site, by preference, joined by " + "). Findings: ACT03 nothing matches; ACT04 no table to
        look in; ACT05 rows after the reform and no rule for them; ACT06 sites left out because the register lacks them.

    Raises:
        InputError: ACT01 unknown key.
    """
    pause()
    wanted, report = activity(key), Report()
    readers = {
        AUTHORISATION: ("autorisation", wanted.before or wanted.after, _authorised(wanted, date, report)),
        SAE: ("capacite", wanted.sae, _in_sae(wanted, year)),
        EQUIPMENT: ("equipement", wanted.equipment, _equipped(wanted)),
        CATEGORY: ("etablissement", wanted.categories, _of_category(wanted)),
    }
    found: list[pd.DataFrame] = []
    looked_in, needed = [], []
    for origin in origins or ORIGINS:
        if origin == AGENCY:
            for table, types in wanted.tables.items():
                needed.append(table)
                if table in tables:
                    looked_in.append(table)
                    found.append(_typed(tables[table], types, table))
            continue
        table, rule, reader = readers[origin]
        if rule:
            needed.append(table)
            if table in tables:
                looked_in.append(table)
                found.append(reader(tables[table]))
    if not looked_in:
        report.add("ACT04", Severity.WARNING, cle=key, libelle=wanted.label, tables=needed)
        return pd.DataFrame(columns=COLUMNS), report
    sites = _one_row_a_site(pd.concat(found, ignore_index=True), key)
    if wanted.places and "capacite" in tables:
        sites["valeur"] = sites["valeur"].fillna(sites["finess_et"].map(_places(tables["capacite"], wanted, year)))
    if "etablissement" in tables:
        sites = _known_and_open(sites, tables["etablissement"], date, wanted, report)
    if sites.empty:
        report.add("ACT03", Severity.WARNING, cle=key, libelle=wanted.label, tables=looked_in)
    return sites, report


def matches(authorisations: pd.DataFrame, rules: Sequence[AuthorisationRule]) -> pd.Series:
    """True where an authorisation fits one of the rules; a blank modality, form or mention is "00"."""
    absent = pd.Series("00", index=authorisations.index)
    codes = {
        name: authorisations[name].fillna("00") if name in authorisations else absent
        for name in ("activite", "modalite", "forme", "mention")
    }
    result = pd.Series(data=False, index=authorisations.index)
    for rule in rules:
        hit = pd.Series(data=True, index=authorisations.index)
        allowed = (rule.activities, rule.modalities, rule.forms, rule.mentions)
        for column, wanted in zip(codes.values(), allowed, strict=True):
            if wanted != ANY:
                hit &= column.isin(wanted)
        result |= hit
    return result


def in_force(authorisations: pd.DataFrame, date: str | None) -> pd.Series:
    """True where an authorisation had begun and not ended at the date; a missing bound does not limit; no date: all."""
    if date is None:
        return pd.Series(data=True, index=authorisations.index)
    begun = authorisations["date_autor"].fillna("0000") <= date
    return begun & (authorisations["date_fin"].fillna("9999") >= date)


def _authorised(wanted: Activity, date: str | None, report: Report) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def read(authorisations: pd.DataFrame) -> pd.DataFrame:
        valid = authorisations[in_force(authorisations, date)]
        after = valid["reforme"] == AFTER if "reforme" in valid else pd.Series(data=False, index=valid.index)
        if after.any() and not wanted.after:
            report.add("ACT05", Severity.INFO, cle=wanted.key, libelle=wanted.label, lignes=int(after.sum()))
        sites = valid.loc[matches(valid, (*wanted.before, *wanted.after)), "finess_et"]
        excluded = valid.loc[matches(valid, wanted.except_with), "finess_et"]
        return _rows(sites[~sites.isin(excluded)], np.nan, AUTHORISATION)

    return read


def _in_sae(wanted: Activity, year: int | None) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def read(capacities: pd.DataFrame) -> pd.DataFrame:
        parts: list[pd.DataFrame] = []
        seen: set[str] = set()
        for rule in wanted.sae:
            rows = capacities[capacities["bordereau"].isin(rule.tables)]
            if rows.empty:
                continue
            chosen = year if year is not None else rows["annee"].max()
            part = _sae_rows(rows[rows["annee"] == chosen], rule, f"SAE {chosen}")
            parts.append(part[~part["finess_et"].isin(seen)])
            seen |= set(part["finess_et"])
        return pd.concat(parts, ignore_index=True) if parts else _rows(pd.Series(dtype=object), np.nan, SAE)

    return read


def _sae_rows(rows: pd.DataFrame, rule: SaeRule, origin: str) -> pd.DataFrame:
    if rule.units:
        rows = rows[rows["unite"].isin(rule.units)]
    sites = rows["finess_et"].drop_duplicates()
    if rule.condition:
        sites = sites[sites.isin(_positive(rows, rule.condition))]
    if rule.exclusion:
        sites = sites[~sites.isin(_positive(rows, rule.exclusion))]
    values = rows[rows["variable"].isin(rule.values)].groupby("finess_et")["valeur"].sum(min_count=1)
    return _rows(sites, sites.map(values).to_numpy(dtype=float), origin)


def _places(capacities: pd.DataFrame, wanted: Activity, year: int | None) -> pd.Series:
    """The places of each site by FINESS number, in a year, the latest by default."""
    table, variable = wanted.places or ("", "")
    rows = capacities[(capacities["bordereau"] == table) & (capacities["variable"] == variable)]
    rows = rows[rows["annee"] == (year if year is not None else rows["annee"].max())]
    return rows.groupby("finess_et")["valeur"].sum(min_count=1).astype(float)


def _positive(rows: pd.DataFrame, variable: str) -> pd.Series:
    return rows.loc[(rows["variable"] == variable) & (rows["valeur"] > 0), "finess_et"]


def _equipped(wanted: Activity) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def read(equipment: pd.DataFrame) -> pd.DataFrame:
        rows = equipment[equipment["code"].isin(wanted.equipment)]
        counts = rows["nombre"].fillna(1).groupby(rows["finess_et"]).sum()
        return _rows(pd.Series(counts.index, dtype=object), counts.to_numpy(dtype=float), EQUIPMENT)

    return read


def _of_category(wanted: Activity) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def read(establishments: pd.DataFrame) -> pd.DataFrame:
        return _rows(establishments.loc[establishments["categ"].isin(wanted.categories), "finess_et"], np.nan, CATEGORY)

    return read


def _typed(table: pd.DataFrame, types: tuple[str, ...], name: str) -> pd.DataFrame:
    rows = table[table["type"].isin(types)]
    finess = rows["finess_et"] if "finess_et" in rows else pd.Series(None, index=rows.index, dtype=object)
    result = _rows(finess, np.nan, name)
    if "id" in rows:
        result["id"] = finess.fillna(rows["id"]).to_numpy()
    return result


def _rows(sites: pd.Series, values: object, origin: str) -> pd.DataFrame:
    finess = sites.to_numpy(dtype=object)
    return pd.DataFrame({"id": finess, "finess_et": finess, "valeur": values, "origine": origin})


def _one_row_a_site(found: pd.DataFrame, key: str) -> pd.DataFrame:
    """Origins joined in their order; the first value there is."""
    by_site = found.drop_duplicates(["id", "origine"]).sort_values("id", kind="stable")
    grouped = by_site.groupby("id", sort=True)
    result = grouped[["finess_et", "valeur"]].first().reset_index()
    origins: dict[str, str] = {}
    for site, origin in zip(by_site["id"], by_site["origine"], strict=True):
        origins[site] = f"{origins[site]} + {origin}" if site in origins else origin
    return result.assign(origine=result["id"].map(origins).astype(object), activite=key)[COLUMNS]


def _known_and_open(
    sites: pd.DataFrame, establishments: pd.DataFrame, date: str | None, wanted: Activity, report: Report
) -> pd.DataFrame:
    known = sites["finess_et"].isna() | sites["finess_et"].isin(establishments["finess_et"])
    if not known.all():
        report.add("ACT06", Severity.WARNING, cle=wanted.key, libelle=wanted.label, sites=list(sites.loc[~known, "id"]))
    kept = sites[known]
    if date is not None:
        closed = establishments.loc[~open_at(establishments, date), "finess_et"]
        kept = kept[~kept["finess_et"].isin(closed)]
    return kept.reset_index(drop=True)


def open_at(establishments: pd.DataFrame, date: str) -> pd.Series:
    """True where a site had opened and not closed at the date; a missing date does not limit."""
    result = pd.Series(data=True, index=establishments.index)
    if "date_ouv" in establishments:
        result &= establishments["date_ouv"].fillna("0000") <= date
    if "date_ferm" in establishments:
        result &= establishments["date_ferm"].fillna("9999") > date
    return result
