"""Empty classes: what is imported beside plain Qt, and not used by charts and plain-Qt widgets."""

from __future__ import annotations


class QgsFontUtils:
    """The one thing charts ask of QGIS."""

    @staticmethod
    def fontFamilyOnSystem(family: str) -> bool:  # noqa: N802
        """Whether Qt would draw with this very family."""
        from PyQt6.QtGui import QFontDatabase

        return family in QFontDatabase.families()


def __getattr__(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (), {})
