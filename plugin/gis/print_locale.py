"""What is printed is French whatever the language of QGIS: 3 449 370,5."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.PyQt.QtCore import QLocale


@contextmanager
def printed_in_french() -> Iterator[None]:
    """Numbers that QGIS writes inside are French ones."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    try:
        yield
    finally:
        QLocale.setDefault(before)
