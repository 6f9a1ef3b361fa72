"""Which sites a layer of the catalogue draws, where they stand, and which tables could name them when none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from ...core.establishments.activities import Activity, activity
from ...core.establishments.agency_tables import templates_for_sheet
from ...core.establishments.places import group_sites
from ...core.establishments.selection import practising
from ...core.map_frame import MapFrame
from ...core.placement.sites import PlacedSites, place_sites
from ...core.stacking import stacked
from ..context import AtlasContext
from ..edition import french_date, french_number, joined
from ..page import Inset, reserved_boxes

# Where the sites of an activity may be read, besides the register of establishments.
_TABLES = ("autorisation", "capacite", "equipement", "etablissement", "effecteur_urgence", "msp", "dispositif")
_AGENCY_TABLES = ("effecteur_urgence", "msp", "dispositif")
# What the date of each origin is the date of.
_STATES = {"autorisation": "autorisations", "equipement": "équipements", "categorie": "FINESS"}
_TABLE_OF = {"categorie": "etablissement"}
# Up to so many sites go by their own names; beyond, the map names the main towns.
_NAMED_SITES = 35
_NAMED_IN_NOTES = 6


@dataclass(frozen=True)
class Entry:
    """What a sheet shows by one sign: activities of ``activites_atlas.yaml`` under one key of the drawing.

    ``label`` replaces the sign's own words in the legend. Without a site of a ``required`` entry no sheet is drawn.
    """

    activities: tuple[str, ...]
    key: str
    label: str | None = None
    required: bool = False

    @classmethod
    def of(cls, spec: str | dict[str, Any], key: str | None = None) -> Entry:
        """From the catalogue: an activity, or ``activites`` with ``symbole``, ``libelle`` and ``indispensable``.

        Raises:
            InputError: ACT01 for an activity the nomenclature does not know.
        """
        if isinstance(spec, str):
            spec = {"activites": [spec]}
        names = tuple(spec["activites"])
        symbol = key or spec.get("symbole") or activity(names[0]).symbol
        return cls(names, symbol, spec.get("libelle"), bool(spec.get("indispensable")))


class SiteRegister:
    """What all sheets of a run read of sites: where they are, and which practise an activity."""

    def __init__(self, context: AtlasContext):
        self.context = context
        self._tables = {name: context.table(name) for name in _TABLES if name in context.filled}
        self._practising: dict[str, pd.DataFrame] = {}

    def practising(self, name: str) -> pd.DataFrame:
        """The sites of an activity at the edition's date; what is found wrong is reported once."""
        if name not in self._practising:
            rows, report = practising(self._tables, name, self.context.settings.get("date_reference"))
            self.context.report.extend(report)
            self._practising[name] = rows
        return self._practising[name]

    @cached_property
    def site_of(self) -> pd.Series:
        """The site géographique of each FINESS number or agency's id: numbers at one place go by the lowest."""
        places = self.places.rename(columns={"id": "finess_et"})
        return pd.Series(group_sites(places).to_numpy(), index=places["finess_et"])

    @cached_property
    def places(self) -> pd.DataFrame:
        """Name, commune and point of every establishment and of the agency's own sites that are none."""
        columns = ["id", "nom_court", "insee", "x", "y"]
        parts = [pd.DataFrame(columns=columns)]
        if "etablissement" in self._tables:
            parts.append(self._tables["etablissement"].rename(columns={"finess_et": "id"})[columns])
        own = [self._tables[name] for name in _AGENCY_TABLES if name in self._tables]
        parts += [table.rename(columns={"libelle": "nom_court"})[columns] for table in own]
        places = stacked(parts).drop_duplicates("id").astype({"x": float, "y": float})
        return places.assign(commune=places["insee"].map(self.context.base.communes.set_index("insee")["nom"]))


class Practice:
    """The sites of a layer's entries; ``exclusions`` maps an activity to those that say the same more exactly."""

    def __init__(
        self,
        context: AtlasContext,
        sheet_id: str,
        entries: Sequence[Entry],
        exclusions: dict[str, list[str]] | None = None,
    ):
        self.context = context
        self.sheet_id = sheet_id
        self.entries = list(entries)
        self.exclusions = exclusions or {}
        self._register = context.once(SiteRegister, lambda: SiteRegister(context))

    @cached_property
    def rows(self) -> pd.DataFrame:
        """A row a site and key: ``id``, ``cle``, ``valeur``, ``origine``, ``nom_court``, ``commune``, ``x``, ``y``."""
        found = [
            self._register.practising(name).assign(cle=entry.key) for entry in self.entries for name in entry.activities
        ]
        rows = _without(pd.concat(found, ignore_index=True), self.exclusions)
        one_origin = rows.drop_duplicates(["id", "cle", "activite"])
        one_place = one_origin.assign(id=one_origin["id"].map(self.site_of).fillna(one_origin["id"]))
        grouped = one_place.groupby(["id", "cle"], sort=False)
        merged = grouped["valeur"].sum(min_count=1).to_frame().join(grouped["origine"].first()).reset_index()
        return merged.merge(self._register.places, on="id", how="left")

    @property
    def site_of(self) -> pd.Series:
        """The site géographique of each FINESS number or agency's id."""
        return self._register.site_of

    @cached_property
    def located(self) -> pd.DataFrame:
        """The rows that have a point."""
        return self.rows.dropna(subset=["x", "y"]).reset_index(drop=True)

    @cached_property
    def places(self) -> pd.DataFrame:
        """The located sites, each once."""
        return self.located.drop_duplicates("id")

    def counts(self) -> dict[str, int]:
        """How many located sites show each key."""
        return self.located.groupby("cle")["id"].nunique().to_dict()

    def named(self, wanted: str | None) -> pd.DataFrame | None:
        """The sites to name (``sites``), None for the towns (``villes``); few sites go by their names by default."""
        by_site = len(self.places) <= _NAMED_SITES if wanted is None else wanted == "sites"
        return self.places if by_site else None

    def missing(self) -> list[str]:
        """The tables that could name the sites, in one phrase, when there is none to draw."""
        shown = set(self.located["cle"])
        lacking = [entry for entry in self.entries if not shown or (entry.required and entry.key not in shown)]
        if not lacking:
            return []
        if len(self.rows) and not len(self.located):
            return ["etablissement (coordonnées)"]
        tables = [table for entry in lacking for name in entry.activities for table in self._sources(activity(name))]
        return [" ou ".join(dict.fromkeys(tables))]

    def _sources(self, wanted: Activity) -> list[str]:
        """The tables an activity is read from, each with the template that fills it for this sheet."""
        files = {
            template.target: f"data/templates/{template.file.name}" for template in templates_for_sheet(self.sheet_id)
        }
        names = ["autorisation"] if wanted.before or wanted.after else []
        names += ["capacite"] if wanted.sae else []
        names += ["equipement"] if wanted.equipment else []
        names += list(wanted.tables)
        texts = [f"{name} (modèle {files[name]})" if name in files else name for name in names]
        if wanted.categories:
            codes = ", ".join(wanted.categories[:3]) + ("…" if len(wanted.categories) > 3 else "")
            texts.append(f"etablissement (catégories FINESS {codes})")
        return texts

    def words(self) -> dict[str, str]:
        """For the texts of the sheet: ``sites``, how many are drawn; ``etat``, the state of their tables."""
        origins = dict.fromkeys(origin.split(" + ")[0] for origin in self.located["origine"])
        return {"sites": french_number(len(self.places)), "etat": joined(map(self._state, origins))}

    def _state(self, origin: str) -> str:
        """An origin with its date: "autorisations au 1er janvier 2026", "SAE 2023"."""
        if origin.startswith("SAE "):
            return origin
        sources = self.context.sources
        dates = sources.loc[
            sources["table_nom"].str.split(":").str[0] == _TABLE_OF.get(origin, origin), "date_donnees"
        ].dropna()
        word = _STATES.get(origin, f"données {self.context.edition.agence}".strip())
        if not len(dates):
            return word
        return (
            f"{word} au {french_date(dates.max())}" if len(dates.max()) == 10 else f"{word} {french_date(dates.max())}"
        )

    def notes(self) -> list[str]:
        """What the map cannot show: the sites without coordinates."""
        lost = self.rows.loc[self.rows["x"].isna(), "id"].nunique()
        s = "s" if lost > 1 else ""
        return [f"{lost} site{s} sans coordonnées : absent{s} de la carte."] if lost else []


def names_of(sites: pd.DataFrame) -> str:
    """Names of sites in a note: the first ones in order, then how many more."""
    names = sorted(set(sites["nom_court"].fillna(sites["commune"]).fillna(sites["id"])))
    if len(names) <= _NAMED_IN_NOTES:
        return joined(names)
    return joined([*names[:_NAMED_IN_NOTES], f"{len(names) - _NAMED_IN_NOTES} autres"])


def _without(rows: pd.DataFrame, exclusions: dict[str, list[str]]) -> pd.DataFrame:
    """The rows less those of an activity at sites that practise one of the activities that say it better."""
    for key, better in exclusions.items():
        known = rows.loc[rows["activite"].isin(better), "id"]
        rows = rows[(rows["activite"] != key) | ~rows["id"].isin(known)]
    return rows.reset_index(drop=True)


def placed_in_frames(
    sites: pd.DataFrame, symbols: pd.DataFrame, main: MapFrame, insets: Sequence[Inset]
) -> list[tuple[MapFrame, PlacedSites]]:
    """Each frame with its strips; the main one leaves to the insets the sites of their ground."""
    frames = [inset.frame for inset in insets]
    return [
        (frame, place_sites(sites, symbols, frame, frames if frame is main else (), reserved_boxes(frame, insets)))
        for frame in (main, *frames)
    ]
