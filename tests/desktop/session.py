"""Runs inside a real QGIS Desktop (``qgis --code``): uses the plugin as a person would, and writes what it saw as JSON.

ATLAS_SOINS_FACTS is the JSON file, ATLAS_SOINS_FOLDER where the atlas goes, ATLAS_SOINS_PICTURES where pictures go.
"""

import json
import os
import traceback
from pathlib import Path

from atlas_soins.plugin.gui.dock import PAGES
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QDockWidget, QLabel, QToolBar
from qgis.utils import iface, plugins, reloadPlugin

FACTS = Path(os.environ["ATLAS_SOINS_FACTS"])
FOLDER = Path(os.environ["ATLAS_SOINS_FOLDER"])
PICTURES = Path(os.environ["ATLAS_SOINS_PICTURES"])
PROJECT = FOLDER / "projet.qgz"
window = iface.mainWindow()
facts = {}


def presence() -> dict[str, int]:
    """How many of our things QGIS shows: one of each, before and after a reload."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    providers = [provider.id() for provider in QgsApplication.processingRegistry().providers()]
    return {
        "docks": len([dock for dock in window.findChildren(QDockWidget) if dock.objectName() == "AtlasSoinsDock"]),
        "buttons": sum(
            action.objectName() == "AtlasSoinsAction"
            for bar in window.findChildren(QToolBar)
            for action in bar.actions()
        ),
        "providers": providers.count("atlas_soins"),
    }


def use_it() -> None:
    """The steps, in order; each fact is something a person would see."""
    window.showNormal()
    window.setGeometry(0, 0, 1400, 900)
    facts["at_start"] = presence()
    facts["pages"] = [entry.key for entry in PAGES]
    reloadPlugin("atlas_soins")
    facts["after_reload"] = presence()

    plugin = plugins["atlas_soins"]
    facts["hidden_at_first"] = not plugin.dock.isVisible()
    plugin.action.trigger()
    facts["shown_by_the_button"] = plugin.dock.isVisible() and plugin.action.isChecked()
    plugin.action.trigger()
    facts["hidden_by_the_button"] = not plugin.dock.isVisible() and not plugin.action.isChecked()
    plugin.action.trigger()

    plugin.dock.list.setFocus()
    QTest.keyClick(plugin.dock.list, Qt.Key.Key_Down)
    facts["page_by_keyboard"] = PAGES[plugin.dock.stack.currentIndex()].key

    home = plugin.dock.show_job("home")
    home.open_demo(FOLDER)
    wait_until(lambda: not reads(plugin.dock), lambda: demo_read(plugin, home.table))


def demo_read(plugin, table) -> None:
    """What the first page says of the region, and the map; then the jobs."""
    facts["tables"] = {
        table.topLevelItem(row).text(0): table.topLevelItem(row).text(1) for row in range(table.topLevelItemCount())
    }
    layers = QgsProject.instance().mapLayers().values()
    facts["layers"] = {layer.name(): [layer.crs().authid(), layer.featureCount()] for layer in layers}
    facts["in_project"] = QgsProject.instance().readEntry("atlas_soins", "workspace")[0]

    run_jobs(plugin, list(JOBS))


# page: what is pressed there, and how one sees that it is done
JOBS = {
    "territories": lambda page: page.check.check(),
    "establishments": lambda page: page.check.check(),
    "cooperations": lambda page: page.links.draw(),
    "access": lambda page: page.setup.compute(),
}


def run_jobs(plugin, left: list[str]) -> None:
    """The job of each page, one after the other; then the export."""
    if not left:
        print_one_sheet(plugin)
        return
    page = plugin.dock.show_job(left[0])
    wait_until(lambda: not reads(page), lambda: run_job(plugin, page, left))


def run_job(plugin, page, left: list[str]) -> None:
    """The job of a page that has read the atlas."""
    JOBS[left[0]](page)
    wait_until(lambda: page.bar.run is None and not reads(page), lambda: job_done(plugin, page, left))


def job_done(plugin, page, left: list[str]) -> None:
    """What a job left behind on its page, and the next one."""
    facts.setdefault("jobs", {})[left[0]] = page.state.text()
    if left[0] == "access":
        page.tabs.setCurrentIndex(1)
    QTest.qWait(200)
    PICTURES.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(PICTURES / f"done_{left[0]}.png"))
    run_jobs(plugin, left[1:])


def print_one_sheet(plugin) -> None:
    """The page Atlas: a layout in the designer, the check, the export."""
    page = plugin.dock.show_job("atlas")
    wait_until(lambda: not page.sheets_tab.reading.busy, lambda: print_listed_sheet(plugin, page))


def print_listed_sheet(plugin, page) -> None:
    """What follows once the sheets are listed."""
    for item in page.items():
        item.setCheckState(0, Qt.CheckState.Checked if item.text(0).startswith("T01") else Qt.CheckState.Unchecked)
    facts["chosen"] = page.chosen()
    facts["nameless"] = nameless(plugin.dock)
    page.sheets_tab.tree.setCurrentItem(page.items()[0])
    QTest.keyClick(page.sheets_tab.tree, Qt.Key.Key_Return)
    wait_until(lambda: page.bar.run is None, lambda: check_and_print(plugin, page))


def check_and_print(plugin, page) -> None:
    """What follows once another process has drawn the sheet."""
    designers = iface.openLayoutDesigners()
    facts["designer"] = [designer.masterLayout().name() for designer in designers]
    for designer in designers:
        designer.close()
    page.preflight_tab.check()
    wait_until(lambda: page.bar.run is None, lambda: print_ticked(plugin, page))


def print_ticked(plugin, page) -> None:
    """What the check said; then the export of the sheets that are ticked."""
    facts["preflight"] = [[finding.code, finding.severity.name] for finding in page.preflight_tab.findings.shown()]
    facts["export_enabled"] = page.export_button.isEnabled()
    page.export_button.click()
    wait_until(lambda: page.run is None, lambda: printed(plugin))


def nameless(dock: QDockWidget) -> list[str]:
    """The controls a screen reader could say nothing of: no text, no name, no label bound to them."""
    labelled = {label.buddy() for label in dock.findChildren(QLabel) if label.buddy() is not None}
    page = dock.stack.currentWidget().widget()
    return [
        type(widget).__name__
        for widget in page.children()
        if widget.isWidgetType()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and widget not in labelled
    ]


def reads(page) -> bool:
    """Whether a page is reading the atlas."""
    return bool(page.session.tasks)


def wait_until(ended, then, tries: int = 600) -> None:
    """Look five times a second whether something has ended, and go on."""
    if not ended() and tries:
        QTimer.singleShot(200, lambda: guarded(lambda: wait_until(ended, then, tries - 1)))
        return
    facts["ended"] = bool(ended())
    then()


def printed(plugin) -> None:
    """What the message bar says at the end of the export; QGIS adds a message of its own."""
    facts["message"] = "\n".join(item.text() for item in iface.messageBar().items())
    QTimer.singleShot(1500, lambda: guarded(lambda: finish(plugin)))


def finish(plugin) -> None:
    """Pictures of the window with each page, the options, the project saved; then leave."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for entry in PAGES:
        page = plugin.dock.show_job(entry.key)
        while reads(page):
            QTest.qWait(50)
        QCoreApplication.processEvents()
        window.grab().save(str(PICTURES / f"{entry.key}.png"))
    QgsProject.instance().write(str(PROJECT))
    facts["saved_layers"] = sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())
    leave()


def leave() -> None:
    """Write the facts and quit without being asked to save."""
    FACTS.write_text(json.dumps(facts), encoding="utf-8")
    QgsProject.instance().clear()  # QGIS asks before it closes layers that lie under /tmp
    iface.actionExit().trigger()


def guarded(step) -> None:
    """Run a step; an exception becomes a fact, so that QGIS never waits with a dialog."""
    try:
        step()
    except Exception:
        facts["traceback"] = traceback.format_exc()
        leave()


QTimer.singleShot(1000, lambda: guarded(use_it))
