"""The dialog that declares a type of territories: its code, name, rules and roles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

if TYPE_CHECKING:
    from ..core.territories.types import TerritoryType

_CODE = re.compile(r"[a-z][a-z0-9_]*")


class TerritoryTypeDialog(QDialog):
    """Accepted only with a code of small letters, digits and _ and a name."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        from ..core.territories.types import ROLES

        self.setWindowTitle(self.tr("New type of territories"))
        self.code = QLineEdit()
        self.code.setPlaceholderText("zone_exemple")
        self.name = QLineEdit()
        self.partition = QCheckBox(self.tr("A commune lies in &one of them at most"))
        self.partition.setChecked(True)
        self.covering = QCheckBox(self.tr("&Every commune lies in one of them"))
        self.roles = {role: QCheckBox(role) for role in ROLES}
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        form = QFormLayout(self)
        form.addRow(self.tr("&Code (small letters, digits, _):"), self.code)
        form.addRow(self.tr("&Name:"), self.name)
        form.addRow(self.partition)
        form.addRow(self.covering)
        form.addRow(QLabel(self.tr("What they are for:")))
        for box in self.roles.values():
            form.addRow(box)
        form.addRow(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.code.textChanged.connect(self._update_state)
        self.name.textChanged.connect(self._update_state)
        self._update_state()

    def type(self) -> TerritoryType:
        """The type as described."""
        from ..core.territories.types import TerritoryType

        return TerritoryType(
            self.code.text().strip(),
            self.name.text().strip(),
            partition=self.partition.isChecked(),
            couvrant=self.covering.isChecked(),
            roles=tuple(role for role, box in self.roles.items() if box.isChecked()),
        )

    def _update_state(self) -> None:
        ready = _CODE.fullmatch(self.code.text().strip()) is not None and bool(self.name.text().strip())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)
