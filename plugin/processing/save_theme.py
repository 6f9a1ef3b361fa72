"""``atlas_soins:save_theme``: a theme on establishments kept as a sheet of a catalogue of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from . import site_theme as theme
from .base import AtlasAlgorithm

_LIMITS = ["departement", "territoire_sante"]
_HEAD = "Feuille enregistrée par Atlas Soins (thème sur les établissements). Elle peut être complétée à la main."


class SaveTheme(AtlasAlgorithm):
    """Writes one YAML file, ``<id>.yaml``, that ``export_atlas`` prints with the catalogue it stands in."""

    ID = "save_theme"
    GROUP = "atlas"
    PACKAGES = ("yaml",)

    SHEET, SHEET_TITLE, FAMILY, FOLDER, REPLACE, OUTPUT = (
        "SHEET", "SHEET_TITLE", "FAMILY", "FOLDER", "REPLACE", "OUTPUT"
    )

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Keep a theme as a sheet of your catalogue")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """The theme, the words of the sheet, the folder of the catalogue."""
        text = QgsProcessingParameterString
        theme.add_theme(self)
        self.addParameter(text(self.SHEET, self.tr("Id of the sheet (letters and digits, as in H40)")))
        self.addParameter(text(self.SHEET_TITLE, self.tr("Title of the sheet")))
        self.addParameter(text(self.FAMILY, self.tr("Family of the catalogue (T, H, A, C, O…)"), "H"))
        self.addParameter(
            QgsProcessingParameterFolderDestination(self.FOLDER, self.tr("Folder of your catalogue"))
        )
        self.addParameter(
            QgsProcessingParameterBoolean(self.REPLACE, self.tr("Replace a sheet of this id"), defaultValue=False)
        )
        self.addOutput(QgsProcessingOutputFile(self.OUTPUT, self.tr("File of the sheet")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Word the sheet, write it, and read the whole catalogue with it: what is wrong takes the file away again."""
        from ..atlas.own_catalogue import write_sheet

        identifier = self.parameterAsString(parameters, self.SHEET, context).strip()
        folder = Path(self.parameterAsString(parameters, self.FOLDER, context))
        title = self.parameterAsString(parameters, self.SHEET_TITLE, context).strip()
        layer = theme.theme_of(self, parameters, context)
        sheet = {
            "id": identifier,
            "famille": self.parameterAsString(parameters, self.FAMILY, context).strip(),
            "titre": title or layer["legende"],
            "sous_titre": "{sites} sites, {etat}, {region}",
            "couches": [layer],
            "limites": _LIMITS,
            "sources": _sources(layer),
        }
        path = write_sheet(folder, sheet, self.parameterAsBool(parameters, self.REPLACE, context), _HEAD)
        feedback.pushInfo(self.tr("Sheet {} written: {}").format(identifier, path))
        return {self.FOLDER: str(folder), self.OUTPUT: str(path)}


def _sources(layer: dict[str, Any]) -> list[str]:
    """The tables the activities of a layer may be read from: the sheet names those the workspace holds."""
    from ..core.establishments.activities import activity

    tables: dict[str, None] = {}
    for entry in layer["symboles"]:
        known = activity(entry if isinstance(entry, str) else entry["activites"][0])
        tables |= {"autorisation": None} if known.before or known.after else {}
        tables |= {"capacite:SAE": None} if known.sae else {}
        tables |= {f"capacite:{known.places[0]}": None} if known.places else {}
        tables |= {"equipement": None} if known.equipment else {}
        tables |= dict.fromkeys(known.tables)
    if "capacite" in layer.get("tailles", {}):
        tables[f"capacite:{layer['tailles']['capacite']['bordereau']}"] = None
    return [*tables, "etablissement"]
