"""Two filters of QGIS's locator bar: ``fin `` finds an establishment of the open atlas, ``ter `` a territory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsFeedback, QgsLocatorContext, QgsLocatorFilter, QgsLocatorResult
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QCoreApplication

from ..core.findings import InputError
from ..gis.log import log
from ..gis.messages import sentences
from ..gis.resources import icon
from .session import Session

if TYPE_CHECKING:
    from ..gis.places import Place, PlaceIndex

_LEAST_LETTERS = 2
_MOST = 30


class _Places:
    """The index of the open atlas, shared by the filters and their copies, made at the first search."""

    def __init__(self, session: Session):
        self.session = session
        self._index: PlaceIndex | None = None

    def index(self) -> PlaceIndex | None:
        from ..gis.places import PlaceIndex

        path = self.session.path
        if path is None:
            return None
        if self._index is None or self._index.path != path:
            self._index = PlaceIndex(path)
        return self._index


class PlaceFilter(QgsLocatorFilter):
    """Searches in another thread, goes to the place chosen in the main one."""

    NAME = ""
    PREFIX = ""
    ICON = ""

    def __init__(self, places: _Places):
        super().__init__()
        self.places = places
        self.setUseWithoutPrefix(False)

    def clone(self) -> PlaceFilter:
        """A copy for one search."""
        return type(self)(self.places)

    def name(self) -> str:
        """The id of the filter."""
        return self.NAME

    def prefix(self) -> str:
        """What is typed before the words."""
        return self.PREFIX

    def priority(self) -> QgsLocatorFilter.Priority:
        """Among the others, in the middle."""
        return QgsLocatorFilter.Priority.Medium

    def found(self, index: PlaceIndex, text: str) -> list[Place]:
        """The places that answer."""
        raise NotImplementedError

    def fetchResults(self, string: str, context: QgsLocatorContext, feedback: QgsFeedback) -> None:
        """Answer a search; runs in another thread."""
        if len(string.strip()) < _LEAST_LETTERS:
            return
        index = self.places.index()
        if index is None:
            return
        try:
            places = self.found(index, string)
        except (InputError, OSError) as error:  # nothing must be raised here: it would end QGIS's search for good
            log(sentences(error.findings) if isinstance(error, InputError) else str(error))
            return
        for rank, place in enumerate(places):
            if feedback.isCanceled():
                return
            subject = place.subject
            # Plain texts: a Python object would be copied between threads.
            result = QgsLocatorResult(self, place.label, [subject.table, subject.key, subject.kind or ""])
            result.description = place.detail
            result.icon = icon(self.ICON)
            result.score = 1 - rank / (2 * _MOST)
            self.resultFetched.emit(result)

    def triggerResult(self, result: QgsLocatorResult) -> None:
        """Bring the place into the map."""
        from ..core.finding_subjects import Subject
        from .findings_table import zoom_to

        session = self.places.session
        table, key, kind = result.userData
        with session.errors_told():
            if not zoom_to(session, [Subject(table, key, kind or None)]):
                session.say(QCoreApplication.translate("Locator", "This has no place in the workspace."))


class SiteFilter(PlaceFilter):
    """Establishments by FINESS number, name or commune."""

    NAME, PREFIX, ICON = "atlas_soins_sites", "fin", "page_establishments"

    def displayName(self) -> str:
        """The name in the list of filters."""
        return QCoreApplication.translate("Locator", "Establishments of the atlas (FINESS, name or commune)")

    def found(self, index: PlaceIndex, text: str) -> list[Place]:
        """Sites."""
        return index.sites(text, _MOST)


class TerritoryFilter(PlaceFilter):
    """Territories of every type, and communes, by code or name."""

    NAME, PREFIX, ICON = "atlas_soins_territories", "ter", "page_territories"

    def displayName(self) -> str:
        """The name in the list of filters."""
        return QCoreApplication.translate("Locator", "Territories and communes of the atlas")

    def found(self, index: PlaceIndex, text: str) -> list[Place]:
        """Territories and communes."""
        return index.territories(text, _MOST)


def add_filters(iface: QgisInterface, session: Session) -> list[QgsLocatorFilter]:
    """Put both filters in the locator bar of QGIS, which owns them until `remove_filters`."""
    places = _Places(session)
    filters = [SiteFilter(places), TerritoryFilter(places)]
    for one in filters:
        iface.registerLocatorFilter(one)
    return filters


def remove_filters(iface: QgisInterface, filters: list[QgsLocatorFilter]) -> None:
    """Take them out again."""
    for one in reversed(filters):
        iface.deregisterLocatorFilter(one)
