"""The agency's charter (``styles/charte.yaml``): colours, widths and text of the printed page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from qgis.core import Qgis, QgsTextBufferSettings, QgsTextFormat, QgsUnitTypes
from qgis.PyQt.QtGui import QColor, QFont

from ..core.findings import InputError
from ..core.yaml_text import read_yaml
from .fonts import font_families
from .resources import STYLES

_LIKE = "pays"


class Charter:
    """The values of a charter file, as Qt and QGIS objects."""

    def __init__(self, values: dict[str, Any]):
        self.values = values
        self.family = self._installed_family()

    @classmethod
    def load(cls, path: Path | str | None = None) -> Charter:
        """Read a charter file, ours by default; what another does not say is as in ours.

        Raises:
            InputError: FIC01 when the file is not there, CHA01 when it is not a charter.
        """
        ours = _read(STYLES / "charte.yaml")
        if not path:
            return cls(ours)
        own = _read(Path(path))
        if not own.get("logo"):
            return cls(_over(ours, own))
        # A logo is named from where the charter lies.
        return cls(_over(ours, {**own, "logo": str(Path(path).parent / own["logo"])}))

    def scaled(self, factor: float) -> Charter:
        """The same charter with all text ``factor`` times as large."""
        texts = {role: {**spec, "taille": spec["taille"] * factor} for role, spec in self.values["texte"].items()}
        return Charter({**self.values, "texte": texts})

    def _installed_family(self) -> str:
        wanted = self.values["police"]
        installed = set(font_families())
        return next((family for family in wanted if family in installed), wanted[-1])

    @property
    def missing_font(self) -> str | None:
        """The wanted font, when another one stands in for it."""
        wanted = self.values["police"][0]
        return None if self.family == wanted else wanted

    @property
    def logo(self) -> str:
        """Path of the agency's logo, empty where the charter has none."""
        return str(self.values.get("logo") or "")

    def colour(self, section: str, key: str) -> QColor:
        """A colour of a section: ``colour("fond", "mer")``."""
        value = self.limit(key) if section == "limites" else self.values[section][key]
        return QColor(value["couleur"] if isinstance(value, dict) else value)

    def limit(self, kind: str) -> dict[str, Any]:
        """``couleur``, ``epaisseur`` and ``libelle`` of a kind of limit; a type of one's own looks as pays do."""
        known = self.values["limites"]
        words = kind.replace("_", " ")
        return known.get(kind) or {**known[_LIKE], "libelle": f"{words[:1].upper()}{words[1:]}"}

    def width(self, limit: str) -> float:
        """Line width of a kind of limit, in millimetres."""
        return float(self.limit(limit)["epaisseur"])

    def label(self, limit: str) -> str:
        """The legend's word for a kind of limit."""
        return str(self.limit(limit)["libelle"])

    def text(self, role: str, halo_mm: float = 0.0) -> QgsTextFormat:
        """The text format of a role ("titre", "legende", "ville", ...), with a white halo where asked."""
        spec = self.values["texte"][role]
        font = QFont(self.family)
        text_format = QgsTextFormat()
        if spec.get("gras"):
            font.setWeight(QFont.Weight.DemiBold)
            text_format.setNamedStyle("SemiBold" if self.family == "Open Sans" else "Bold")
        text_format.setFont(font)
        text_format.setSize(float(spec["taille"]))
        text_format.setSizeUnit(Qgis.RenderUnit.Points)
        text_format.setColor(QColor(spec["couleur"]))
        if halo_mm:
            halo = QgsTextBufferSettings()
            halo.setEnabled(True)
            halo.setSize(halo_mm)
            halo.setSizeUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
            halo.setColor(QColor("#ffffff"))
            text_format.setBuffer(halo)
        return text_format


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise InputError.of("FIC01", chemin=str(path))
    try:
        values = read_yaml(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError.of("CHA01", chemin=str(path)) from error
    if not isinstance(values, dict) or not {"police", "texte", "fond", "limites"} & set(values):
        raise InputError.of("CHA01", chemin=str(path))
    return values


def _over(ours: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Values of ``own`` over ours, section by section."""
    return ours | {
        key: _over(ours[key], value) if isinstance(value, dict) and isinstance(ours.get(key), dict) else value
        for key, value in own.items()
    }
