"""The catalogue of sheets: YAML files a cartographer can read, extend and correct."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..core.findings import Finding, InputError
from ..core.yaml_text import read_yaml
from ..gis.resources import DATA
from .catalogue_schema import BLOCK, LIST, WORDS, family_faults, sheet_faults

FOLDER = DATA / "catalogue"

_LISTS = ("feuilles", "familles")


@dataclass(frozen=True)
class Family:
    """A part of the book; its colour fills the strip of its sheets."""

    id: str
    title: str
    colour: str


@dataclass(frozen=True)
class Sheet:
    """One sheet as the catalogue words it. ``layers`` stand in drawing order, the topmost first.

    ``template`` is empty where the sheet leaves the choice to the edition.
    ``islands`` asks for a strip of insets of the small islands, ``illegible`` says what cannot be read in the document
    the sheet was taken from, ``extent`` is the type and code of the one territory a sub-regional sheet is about.
    """

    id: str
    family: Family
    title: str
    subtitle: str
    layers: tuple[dict[str, Any], ...]
    limits: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    template: str
    islands: bool
    illegible: str = ""
    extent: tuple[str, str] | None = None


@dataclass(frozen=True)
class Catalogue:
    """Families in the book's order and sheets in the order they print."""

    families: tuple[Family, ...]
    sheets: tuple[Sheet, ...]

    def sheet(self, sheet_id: str) -> Sheet:
        """The sheet of an id.

        Raises:
            InputError: CAT03 when the catalogue has no such sheet.
        """
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise InputError.of("CAT03", feuille=sheet_id, liste=", ".join(sheet.id for sheet in self.sheets))


def load_catalogue(*folders: Path | str) -> Catalogue:
    """Read our catalogue, then the given folders, whose sheets and families replace ours of the same id or add to them.

    A sheet without ``couches`` only changes the keys it gives of the one that is there.

    Raises:
        InputError: FIC01 for a folder that is not there, CAT01/CAT02 naming every file, sheet and key at fault.
    """
    families: dict[str, Family] = {}
    entries: dict[str, tuple[Path, dict[str, Any]]] = {}
    faults: list[Finding] = []
    for folder in (FOLDER, *map(Path, folders)):
        if not folder.is_dir():
            raise InputError.of("FIC01", chemin=str(folder))
        for path in sorted(folder.glob("*.yaml")):
            content = _read(path, faults)
            for number, entry in _blocks(path, content, "familles", faults):
                problems = list(family_faults(entry, f"familles[{number}]."))
                faults += [_fault(path, entry, *problem) for problem in problems]
                if not problems:
                    families[entry["id"]] = Family(entry["id"], entry["titre"], entry["couleur"])
            for number, entry in _blocks(path, content, "feuilles", faults):
                if not isinstance(entry.get("id"), str):
                    faults.append(_fault(path, entry, f"feuilles[{number}].id", WORDS))
                    continue
                entry = _on_ours(entry, entries)
                problems = list(sheet_faults(entry))
                faults += [_fault(path, entry, *problem) for problem in problems]
                if not problems:
                    entries[entry["id"]] = (path, entry)
    faults += [
        _fault(path, entry, "famille", ", ".join(families))
        for path, entry in entries.values()
        if entry["famille"] not in families
    ]
    if faults:
        raise InputError(*faults)
    order = list(families)
    sheets = sorted(
        (_sheet(entry, families) for _, entry in entries.values()),
        key=lambda sheet: (order.index(sheet.family.id), sheet.id),
    )
    return Catalogue(tuple(families.values()), tuple(sheets))


def _blocks(
    path: Path, content: dict[str, Any], key: str, faults: list[Finding]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The blocks of a list with their numbers; what is no block is a fault."""
    blocks = content.get(key) or []
    if not isinstance(blocks, list):
        faults.append(_fault(path, {}, key, LIST))
        return
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, dict):
            yield number, block
        else:
            faults.append(_fault(path, {}, f"{key}[{number}]", BLOCK))


def _fault(path: Path, entry: dict[str, Any], key: str, expected: str) -> Finding:
    return Finding(
        "CAT01", params={"fichier": path.name, "feuille": str(entry.get("id", "?")), "cle": key, "attendu": expected}
    )


def _on_ours(entry: dict[str, Any], known: dict[str, tuple[Path, dict[str, Any]]]) -> dict[str, Any]:
    """An entry without layers changes the sheet of its id that is known already, key by key."""
    if "couches" in entry or entry.get("id") not in known:
        return entry
    return {**known[entry["id"]][1], **entry}


def _read(path: Path, faults: list[Finding]) -> dict[str, Any]:
    try:
        content = read_yaml(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.append(Finding("CAT02", params={"fichier": path.name, "detail": str(error)}))
        return {}
    if content is not None and not isinstance(content, dict):
        faults.append(_fault(path, {}, _LISTS[0], BLOCK))
    known = content if isinstance(content, dict) else {}
    faults += [_fault(path, {}, str(key), ", ".join(_LISTS)) for key in known if key not in _LISTS]
    return known


def _sheet(entry: dict[str, Any], families: dict[str, Family]) -> Sheet:
    return Sheet(
        id=entry["id"],
        family=families[entry["famille"]],
        title=entry["titre"],
        subtitle=entry.get("sous_titre", ""),
        layers=tuple(entry["couches"]),
        limits=tuple(entry.get("limites", ())),
        notes=tuple(entry.get("notes", ())),
        sources=tuple(entry.get("sources", ())),
        template=entry.get("gabarit", ""),
        islands=entry.get("iles", False),
        illegible=entry.get("illisible", ""),
        extent=(entry["emprise"]["type"], str(entry["emprise"]["id"])) if "emprise" in entry else None,
    )
