"""The page of Atlas Soins in QGIS's options: what holds for every atlas of this user."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise

from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ..gis.resources import icon
from ..gis.settings import BOUNDS, Settings, locked, read_settings, save_settings, variable
from .session import Session


class SettingsFactory(QgsOptionsWidgetFactory):
    """Makes the page when the options are opened."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self.setTitle("Atlas Soins")

    def icon(self) -> QIcon:
        """The icon in the list of pages."""
        return icon("atlas_soins")

    def createWidget(self, parent: QWidget | None = None) -> SettingsPage:
        """The page, as QGIS asks for it."""
        return SettingsPage(self.session, parent)


class SettingsPage(QgsOptionsPageWidget):
    """One field a setting; what the environment fixes is shown and cannot be changed."""

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(parent)
        self.session = session
        values, report = read_settings()
        self.faults = QLabel()
        self.faults.setWordWrap(True)
        self._tell(report)
        self.fields: dict[str, QWidget] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.faults)
        layout.addWidget(self._new_atlases(values))
        layout.addWidget(self._work(values))
        layout.addWidget(self._cache())
        layout.addStretch()
        for name in locked():
            self.fields[name].setEnabled(False)
            text = self.tr("Set by your IT department (variable {name})").format(name=variable(name))
            self.fields[name].setToolTip(text)
            self.fields[name].setAccessibleDescription(text)
        for before, after in pairwise([*self.fields.values(), self.empty_button]):
            QWidget.setTabOrder(before, after)

    def settings(self) -> Settings:
        """What the fields hold."""
        return Settings(**{field.name: self._value(field.name) for field in fields(Settings)})

    def apply(self) -> None:
        """Keep the settings: QGIS calls it on OK."""
        save_settings(self.settings())

    def _tell(self, report) -> None:
        from ..gis.messages import sentences

        self.faults.setText(sentences(report))
        self.faults.setVisible(bool(len(report)))

    def _value(self, name: str):
        field = self.fields[name]
        if isinstance(field, QSpinBox):
            return field.value()
        if isinstance(field, QComboBox):
            return field.currentData()
        return (field.filePath() if isinstance(field, QgsFileWidget) else field.text()).strip()

    def _add(self, form: QFormLayout, label: str, name: str, field: QWidget) -> None:
        self.fields[name] = field
        form.addRow(label, field)
        field.setAccessibleName(label.replace("&", "").rstrip(": "))

    def _new_atlases(self, values: Settings) -> QGroupBox:
        box = QGroupBox(self.tr("What a new atlas starts with"))
        form = QFormLayout(box)
        self._add(form, self.tr("&Agency:"), "agence", QLineEdit(values.agence))
        self._add(form, self.tr("A&uthor:"), "auteur", QLineEdit(values.auteur))
        self._add(form, self.tr("C&opyright of the base map:"), "copyright", QLineEdit(values.copyright))
        self._add(form, self.tr("&Tool named on the pages:"), "outil", QLineEdit(values.outil))
        self._add(form, self.tr("&Logo:"), "logo", _file(values.logo, "(*.svg *.png *.jpg)"))
        self._add(form, self.tr("C&harter:"), "charte", _file(values.charte, "YAML (*.yaml *.yml)"))
        from ..atlas.edition_settings import BY_KEY

        template = _choice(dict.fromkeys((*BY_KEY["gabarit"].choices(), values.gabarit)), values.gabarit)
        template.setItemText(0, self.tr("as the plugin has it"))
        self._add(form, self.tr("Layout te&mplate:"), "gabarit", template)
        press = _choice(BY_KEY["impression"].choices(), values.impression)
        press.setItemText(0, self.tr("office printer or screen"))
        press.setItemText(1, self.tr("printer’s profile (bleed, crop marks)"))
        self._add(form, self.tr("&Press:"), "impression", press)
        self._add(form, self.tr("Folder of your &catalogue:"), "catalogue", _folder(values.catalogue))
        self._add(form, self.tr("Least number of &persons published:"), "seuil_secret", _number(values, "seuil_secret"))
        return box

    def _work(self, values: Settings) -> QGroupBox:
        box = QGroupBox(self.tr("Your work"))
        form = QFormLayout(box)
        self._add(form, self.tr("&Folder of your atlases:"), "dossier", _folder(values.dossier))
        self._add(form, self.tr("Routing &server:"), "moteur", _choice(("osrm", "valhalla"), values.moteur))
        self.fields["moteur"].setItemText(0, "OSRM")
        self.fields["moteur"].setItemText(1, "Valhalla")
        address = QLineEdit(values.adresse)
        address.setPlaceholderText(self.tr("http://host:port – none: times are computed on this computer"))
        self._add(form, self.tr("A&ddress of the server:"), "adresse", address)
        self._add(form, self.tr("Processes of an e&xport:"), "processus", _number(values, "processus"))
        return box

    def _cache(self) -> QGroupBox:
        box = QGroupBox(self.tr("Road networks kept ready"))
        row = QHBoxLayout(box)
        self.cache_size = QLabel()
        self.cache_size.setWordWrap(True)
        self.empty_button = QPushButton(self.tr("&Empty"))
        self.empty_button.clicked.connect(self.empty_cache)
        row.addWidget(self.cache_size, 1)
        row.addWidget(self.empty_button)
        self._measure()
        return box

    def empty_cache(self) -> None:
        """Delete the networks kept beside the open atlas; they are built again when they are needed."""
        for path in self._kept():
            path.unlink(missing_ok=True)
        self._measure()

    def _kept(self) -> list:
        from ..gis.road_cache import kept_networks

        return kept_networks(self.session.path) if self.session.path is not None else []

    def _measure(self) -> None:
        kept = self._kept()
        self.empty_button.setEnabled(bool(kept))
        if self.session.path is None:
            self.cache_size.setText(self.tr("No atlas is open: networks are kept beside the atlas."))
            return
        size = QLocale().formattedDataSize(sum(path.stat().st_size for path in kept))
        text = self.tr("{count} beside the atlas “{name}”, {size}")
        self.cache_size.setText(text.format(count=len(kept), name=self.session.path.stem, size=size))


def _file(value: str, kinds: str) -> QgsFileWidget:
    field = QgsFileWidget()
    field.setFilter(kinds)
    field.setFilePath(value)
    return field


def _folder(value: str) -> QgsFileWidget:
    field = QgsFileWidget()
    field.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
    field.setFilePath(value)
    return field


def _choice(values, chosen: str) -> QComboBox:
    field = QComboBox()
    for value in values:
        field.addItem(value, value)
    field.setCurrentIndex(field.findData(chosen))
    return field


def _number(values: Settings, name: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(*BOUNDS[name])
    field.setValue(getattr(values, name))
    return field
