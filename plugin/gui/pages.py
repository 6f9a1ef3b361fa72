"""The pages of the dock, one a job, in the order they are shown. A new page is added here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP
from qgis.PyQt.QtWidgets import QWidget

from .session import Session


@dataclass(frozen=True)
class PageEntry:
    """A page: ``title`` is marked for translation, ``icon`` names one of our icons, ``make`` builds the page."""

    key: str
    title: str
    icon: str
    make: Callable[[Session], QWidget]


def _home(session: Session) -> QWidget:
    from .home_page import HomePage

    return HomePage(session)


def _atlas(session: Session) -> QWidget:
    from .atlas_page import AtlasPage

    return AtlasPage(session)


def _cooperations(session: Session) -> QWidget:
    from .cooperations_page import CooperationsPage

    return CooperationsPage(session)


def _access(session: Session) -> QWidget:
    from .access_page import AccessPage

    return AccessPage(session)


def _territories(session: Session) -> QWidget:
    from .territories_page import TerritoriesPage

    return TerritoriesPage(session)


def _establishments(session: Session) -> QWidget:
    from .establishments_page import EstablishmentsPage

    return EstablishmentsPage(session)


def _questions(session: Session) -> QWidget:
    from .questions_page import QuestionsPage

    return QuestionsPage(session)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("home", QT_TRANSLATE_NOOP("Pages", "Home"), "page_home", _home),
    PageEntry("territories", QT_TRANSLATE_NOOP("Pages", "Territories"), "page_territories", _territories),
    PageEntry("establishments", QT_TRANSLATE_NOOP("Pages", "Establishments"), "page_establishments", _establishments),
    PageEntry("cooperations", QT_TRANSLATE_NOOP("Pages", "Cooperations"), "page_cooperations", _cooperations),
    PageEntry("access", QT_TRANSLATE_NOOP("Pages", "Access times"), "page_access", _access),
    PageEntry("questions", QT_TRANSLATE_NOOP("Pages", "Questions"), "page_questions", _questions),
    PageEntry("atlas", QT_TRANSLATE_NOOP("Pages", "Atlas"), "page_atlas", _atlas),
)
