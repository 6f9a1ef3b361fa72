"""QGIS's layout designer opened on a sheet, with an item selected."""

from __future__ import annotations

from qgis.core import QgsExpressionContextUtils, QgsPrintLayout, QgsProject

from .session import Session


def layout_named(name: str) -> QgsPrintLayout | None:
    """The print layout of the open project that bears a name."""
    found = QgsProject.instance().layoutManager().layoutByName(name)
    return found if isinstance(found, QgsPrintLayout) else None


def drawn_layouts() -> dict[str, QgsPrintLayout]:
    """The sheets drawn in the open project, by their ids."""
    found = {}
    for layout in QgsProject.instance().layoutManager().printLayouts():
        sheet = QgsExpressionContextUtils.layoutScope(layout).variable("atlas_feuille")
        if sheet:
            found[str(sheet)] = layout
    return found


def open_designer(session: Session, layout: QgsPrintLayout, uuid: str = "") -> None:
    """Open a layout in the designer; the item of ``uuid`` is selected."""
    session.iface.openLayoutDesigner(layout)
    item = layout.itemByUuid(uuid) if uuid else None
    if item is not None:
        layout.setSelectedItem(item)
