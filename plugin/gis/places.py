"""Sites and territories of a workspace as places to go to: found by words, with their outline."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY

from ..core.decoding import fold
from ..core.finding_subjects import COMMUNE, SITE, TERRITORY, Subject
from .workspace import Workspace

_KEYS = {TERRITORY: "id_territoire", COMMUNE: "insee", SITE: "finess_et"}


@dataclass(frozen=True)
class Place:
    """One answer of a search: ``subject`` leads to it, ``label`` names it, ``detail`` tells it from its like."""

    subject: Subject
    label: str
    detail: str
    words: str = ""


def geometry_of(workspace: Workspace, subject: Subject) -> QgsGeometry:
    """Point or outline of a subject in the workspace's system; a site without coordinates lies in its commune.

    Empty where the workspace has no such row, or the row no place.
    """
    where: dict[str, object] = {_KEYS[subject.table]: subject.key}
    if subject.table == TERRITORY and subject.kind:
        where["type"] = subject.kind
    if subject.table == SITE:
        rows = workspace.read(SITE, ["x", "y", "insee"], where)
        if rows.empty:
            return QgsGeometry()
        x, y, insee = rows.iloc[0]
        if not (math.isnan(x) or math.isnan(y)):
            return QgsGeometry.fromPointXY(QgsPointXY(x, y))
        return geometry_of(workspace, Subject(COMMUNE, insee)) if insee else QgsGeometry()
    outlines = workspace.read(subject.table, ["geom"], where)["geom"].dropna()
    geometry = QgsGeometry()
    if len(outlines):
        geometry.fromWkb(outlines.iloc[0].wkb)
    return geometry


def system_of(workspace: Workspace) -> QgsCoordinateReferenceSystem:
    """The reference system of all places of a workspace."""
    return QgsCoordinateReferenceSystem(workspace.crs)


class PlaceIndex:
    """Answers searches in one workspace; reads its tables again when the file has changed. Safe in several threads."""

    def __init__(self, path: Path):
        self.path = path
        self._lock = Lock()
        self._state: tuple[int, int] | None = None
        self._sites: list[Place] = []
        self._territories: list[Place] = []

    def sites(self, text: str, most: int = 30) -> list[Place]:
        """Establishments whose FINESS number, name or commune hold every word, the best first."""
        self._refresh()
        return _matching(self._sites, text, most)

    def territories(self, text: str, most: int = 30) -> list[Place]:
        """Territories and communes whose code or name hold every word, the best first."""
        self._refresh()
        return _matching(self._territories, text, most)

    def _refresh(self) -> None:
        with self._lock:
            status = self.path.stat()
            state = (status.st_mtime_ns, status.st_size)
            if state == self._state:
                return
            workspace = Workspace.open(self.path)
            self._sites = list(_sites(workspace))
            self._territories = list(_territories(workspace))
            self._state = state


def _sites(workspace: Workspace) -> Iterable[Place]:
    names = workspace.read(COMMUNE, ["insee", "nom"]).set_index("insee")["nom"].to_dict()
    for row in workspace.read(SITE, ["finess_et", "rs", "nom_court", "insee", "commune"]).itertuples():
        commune = row.commune or names.get(row.insee) or ""
        label = row.nom_court or row.rs
        detail = " · ".join(part for part in (row.finess_et, commune) if part)
        words = " ".join(part for part in (row.finess_et, row.rs, row.nom_court, commune) if part)
        yield Place(Subject(SITE, row.finess_et), label, detail, fold(words))


def _territories(workspace: Workspace) -> Iterable[Place]:
    from .territory_store import territory_types

    types = territory_types(workspace)
    for row in workspace.read(TERRITORY, ["id_territoire", "type", "libelle"]).itertuples():
        kind = types[row.type].libelle if row.type in types else row.type
        words = fold(f"{row.libelle} {row.id_territoire}")
        subject = Subject(TERRITORY, row.id_territoire, row.type)
        yield Place(subject, row.libelle, f"{kind} · {row.id_territoire}", words)
    for row in workspace.read(COMMUNE, ["insee", "nom"]).itertuples():
        yield Place(Subject(COMMUNE, row.insee), row.nom, f"Commune · {row.insee}", fold(f"{row.nom} {row.insee}"))


def _matching(places: list[Place], text: str, most: int) -> list[Place]:
    """Those that hold every word, names that begin with the text before the others, then by name."""
    words = [fold(word) for word in text.split() if fold(word)]
    if not words:
        return []
    found = [place for place in places if all(word in place.words for word in words)]
    whole = fold(text)

    def rank(place: Place) -> tuple[bool, bool, str]:
        return place.subject.key != text.strip(), not fold(place.label).startswith(whole), place.label

    return sorted(found, key=rank)[:most]
