"""The user's settings of the plugin, as plain typed values; an IT department fixes them by environment variables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from qgis.core import QgsSettings

from ..core.findings import Finding, Report, Severity

_GROUP = "atlas_soins/reglages"
_PREFIX = "ATLAS_SOINS_"


@dataclass(frozen=True)
class Settings:
    """What holds for every atlas of this user. Names are those of the table ``edition`` where both have one.

    ``agence`` to ``seuil_secret`` are what a new atlas starts with (`for_new_atlas`). ``dossier`` is where file dialogs
    begin, ``moteur`` and ``adresse`` are the routing server's, ``processus`` is the number of processes of an export.
    """

    agence: str = ""
    auteur: str = ""
    copyright: str = ""
    outil: str = "Atlas Soins (QGIS)"
    logo: str = ""
    charte: str = ""
    gabarit: str = ""
    impression: str = ""
    catalogue: str = ""
    seuil_secret: int = 11
    dossier: str = ""
    moteur: str = "osrm"
    adresse: str = ""
    processus: int = 2


CHOICES: dict[str, tuple[str, ...]] = {"moteur": ("osrm", "valhalla"), "impression": ("", "imprimeur")}
BOUNDS: dict[str, tuple[int, int]] = {"seuil_secret": (0, 1000), "processus": (1, 2)}
_OF_EDITION = (
    "agence", "auteur", "copyright", "outil", "logo", "charte", "gabarit", "impression", "catalogue", "seuil_secret"
)


def variable(name: str) -> str:
    """The environment variable that fixes a setting: ``ATLAS_SOINS_AGENCE``."""
    return f"{_PREFIX}{name.upper()}"


def locked(environ: Mapping[str, str] = os.environ) -> frozenset[str]:
    """The settings the environment fixes: the user cannot change them."""
    return frozenset(field.name for field in fields(Settings) if variable(field.name) in environ)


def read_settings(environ: Mapping[str, str] = os.environ) -> tuple[Settings, Report]:
    """The settings in force, and what is wrong with those of the environment or the profile (REG01, REG02).

    A value that is not valid is told and has no effect.
    """
    stored, report, values = QgsSettings(), Report(), {}
    for field in fields(Settings):
        key = f"{_GROUP}/{field.name}"
        fixed = environ.get(variable(field.name))
        if fixed is None and not stored.contains(key):
            continue
        text = str(stored.value(key, "")) if fixed is None else fixed
        value = _value(field.name, text)
        if value is None:
            where = key if fixed is None else variable(field.name)
            report.findings.append(_fault(where, field.name, text))
        else:
            values[field.name] = value
    return Settings(**values), report


def current_settings() -> Settings:
    """The settings in force; what is wrong with some was told when the plugin started."""
    return read_settings()[0]


def save_settings(settings: Settings, environ: Mapping[str, str] = os.environ) -> None:
    """Keep settings in the user's profile; those the environment fixes are left as they were."""
    stored, default = QgsSettings(), Settings()
    for field in fields(Settings):
        if field.name in locked(environ):
            continue
        value, key = getattr(settings, field.name), f"{_GROUP}/{field.name}"
        if value == getattr(default, field.name):
            stored.remove(key)
        else:
            stored.setValue(key, str(value))


def for_new_atlas(settings: Settings) -> dict[str, str]:
    """The rows a new atlas gets in its table ``edition``."""
    return {name: str(getattr(settings, name)) for name in _OF_EDITION if getattr(settings, name) != ""}


def start_folder(settings: Settings) -> str:
    """Where file dialogs begin when nothing was opened yet: the folder of the settings, else the user's own."""
    return settings.dossier if settings.dossier and Path(settings.dossier).is_dir() else str(Path.home())


def _value(name: str, text: str) -> str | int | None:
    """The typed value of a text, None where it is not valid."""
    text = text.strip()
    if name in BOUNDS:
        least, most = BOUNDS[name]
        return int(text) if text.isdecimal() and least <= int(text) <= most else None
    return text if name not in CHOICES or text in CHOICES[name] else None


def _fault(where: str, name: str, text: str) -> Finding:
    if name in BOUNDS:
        least, most = BOUNDS[name]
        return Finding("REG01", Severity.WARNING, value=text, params={"reglage": where, "min": least, "max": most})
    choices = ", ".join(choice for choice in CHOICES[name] if choice)
    return Finding("REG02", Severity.WARNING, value=text, params={"reglage": where, "liste": choices})
