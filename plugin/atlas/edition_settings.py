"""The settings of an edition that a person may write: their kinds, and the check of what was typed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..core.findings import Finding, InputError, Report
from ..gis.resources import RESOURCES
from .own_catalogue import SETTING as CATALOGUE
from .press import PRINTER

TEXT, FILE, FOLDER, CHOICE, WHOLE, NUMBER, DATE = "text", "file", "folder", "choice", "whole", "number", "date"


@dataclass(frozen=True)
class EditionSetting:
    """One row of the table ``edition``: ``label`` is marked for translation, ``filter`` is that of a file dialog."""

    key: str
    label: str
    kind: str = TEXT
    filter: str = ""
    group: str = ""

    def choices(self) -> tuple[str, ...]:
        """The values of a CHOICE; the empty one is the plugin's own."""
        if self.key == "impression":
            return ("", PRINTER)
        return ("", *sorted(path.stem for path in (RESOURCES / "layouts").glob("*.qpt")))


PRINTED = QT_TRANSLATE_NOOP("EditionSettings", "What is printed")
LOOK = QT_TRANSLATE_NOOP("EditionSettings", "Look of the pages")
RULES = QT_TRANSLATE_NOOP("EditionSettings", "Rules and folders")

SETTINGS: tuple[EditionSetting, ...] = (
    EditionSetting("titre", QT_TRANSLATE_NOOP("EditionSettings", "Title"), group=PRINTED),
    EditionSetting("sous_titre", QT_TRANSLATE_NOOP("EditionSettings", "Subtitle"), group=PRINTED),
    EditionSetting("region", QT_TRANSLATE_NOOP("EditionSettings", "Region"), group=PRINTED),
    EditionSetting("agence", QT_TRANSLATE_NOOP("EditionSettings", "Agency"), group=PRINTED),
    EditionSetting("edition", QT_TRANSLATE_NOOP("EditionSettings", "Edition (year)"), group=PRINTED),
    EditionSetting(
        "mois_edition", QT_TRANSLATE_NOOP("EditionSettings", "Month of the edition (“mars 2026”)"), group=PRINTED
    ),
    EditionSetting("date_reference", QT_TRANSLATE_NOOP("EditionSettings", "Date of the maps"), DATE, group=PRINTED),
    EditionSetting("auteur", QT_TRANSLATE_NOOP("EditionSettings", "Author"), group=PRINTED),
    EditionSetting("copyright", QT_TRANSLATE_NOOP("EditionSettings", "Copyright of the base map"), group=PRINTED),
    EditionSetting("outil", QT_TRANSLATE_NOOP("EditionSettings", "Tool named on the pages"), group=PRINTED),
    EditionSetting("logo", QT_TRANSLATE_NOOP("EditionSettings", "Logo"), FILE, "(*.svg *.png *.jpg)", LOOK),
    EditionSetting("logo_2", QT_TRANSLATE_NOOP("EditionSettings", "Second logo"), FILE, "(*.svg *.png *.jpg)", LOOK),
    EditionSetting("charte", QT_TRANSLATE_NOOP("EditionSettings", "Charter"), FILE, "YAML (*.yaml *.yml)", LOOK),
    EditionSetting("gabarit", QT_TRANSLATE_NOOP("EditionSettings", "Layout template"), CHOICE, group=LOOK),
    EditionSetting("impression", QT_TRANSLATE_NOOP("EditionSettings", "Press"), CHOICE, group=LOOK),
    EditionSetting(
        CATALOGUE, QT_TRANSLATE_NOOP("EditionSettings", "Folder of your catalogue"), FOLDER, group=RULES
    ),
    EditionSetting("textes", QT_TRANSLATE_NOOP("EditionSettings", "Folder of your texts"), FOLDER, group=RULES),
    EditionSetting(
        "seuil_secret",
        QT_TRANSLATE_NOOP("EditionSettings", "Statistical secrecy: least number of persons published"),
        WHOLE,
        group=RULES,
    ),
    EditionSetting(
        "seuil_etp",
        QT_TRANSLATE_NOOP("EditionSettings", "Cooperations: least medical time drawn (ETP)"),
        NUMBER,
        group=RULES,
    ),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}


def as_lines(values: Mapping[str, str]) -> str:
    """Settings as `read_lines` takes them."""
    return "\n".join(f"{key} = {value}" for key, value in values.items())


def read_lines(text: str, folder: Path) -> dict[str, str]:
    """The settings of a text with one ``key = value`` a line; an empty value takes the setting back.

    Args:
        text: what was typed; lines that are empty or begin with # are left out.
        folder: that of the workspace, from which files and folders are named.

    Raises:
        InputError: EDI01 to EDI07, every fault of every line.
    """
    report, values = Report(), {}
    for row, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, equals, value = (part.strip() for part in line.partition("="))
        if not equals:
            report.add("EDI02", row=row, value=line.strip())
        elif key not in BY_KEY:
            report.add("EDI01", row=row, value=key, liste=list(BY_KEY))
        else:
            values[key] = value
            report.extend(_faults(BY_KEY[key], value, folder, row))
    if report.errors:
        raise InputError(*report.errors)
    return values


def _faults(setting: EditionSetting, value: str, folder: Path, row: int) -> Iterable[Finding]:
    if not value:
        return
    fault = {"row": row, "column": setting.key, "value": value}
    if setting.kind == DATE and not _is_date(value):
        yield Finding("EDI03", **fault)
    elif setting.kind == WHOLE and not value.isdecimal():
        yield Finding("EDI04", **fault)
    elif setting.kind == NUMBER and not _is_number(value):
        yield Finding("EDI05", **fault)
    elif setting.kind == CHOICE and value not in setting.choices():
        own_template = setting.key == "gabarit" and value.endswith(".qpt")
        if not own_template:
            yield Finding("EDI06", **fault, params={"liste": [choice for choice in setting.choices() if choice]})
        elif not (folder / value).is_file():
            yield Finding("EDI07", **fault)
    elif setting.kind == FILE and not (folder / value).is_file():
        yield Finding("EDI07", **fault)
    elif setting.kind == FOLDER and setting.key != CATALOGUE and not (folder / value).is_dir():
        yield Finding("EDI07", **fault)  # a catalogue of one's own is made with its first sheet


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_number(text: str) -> bool:
    whole, _, decimals = text.replace(",", ".").partition(".")
    return whole.isdecimal() and (not decimals or decimals.isdecimal())
