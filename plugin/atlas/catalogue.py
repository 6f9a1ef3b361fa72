"""The catalogue of sheets: YAML files a cartographer can read, extend and correct."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..core.findings import Finding, InputError
from ..core.indicators.discretise import METHODS, THRESHOLDS
from ..core.yaml_text import read_yaml
from ..gis.resources import DATA

FOLDER = DATA / "catalogue"

_SHEET_KEYS = {
    "id": str,
    "famille": str,
    "titre": str,
    "sous_titre": str,
    "couches": list,
    "limites": list,
    "notes": list,
    "sources": list,
    "gabarit": str,
    "iles": bool,
    "illisible": str,
    "emprise": dict,
}
_FAMILY_KEYS = ("id", "titre", "couleur")
_REQUIRED = ("id", "famille", "titre", "couches")
_LAYER_TYPES = {
    "zonage": ("zonage",),
    "couverture": ("table", "classes", "legende"),
    "sites": ("symboles",),
    "rosaces": ("secteurs",),
    "cercles": ("series", "unite"),
    "acces": ("effecteurs", "bornes"),
    "scenario": ("scenario", "bornes"),
    "cooperations": ("theme",),
    "zonage_ps": ("profession",),
    "effectifs": ("table", "territoires", "unite", "categories"),
    "dispositifs": ("legende",),
    "points": ("points", "legende"),
    "choroplethe": ("indicateur", "territoires", "methode"),
    "recouvrements": ("zonage", "legende"),
    "surbrillance": ("zonage", "territoires", "legende"),
    "graphiques": ("graphiques",),
    "oqos": ("zones",),
    "question": ("question",),
}
# What each item of a layer's list must say; "couleur|parts" is one of the two.
_ITEM_KEYS = {
    "secteurs": ("activites", "libelle", "couleur"),
    "series": ("activites", "libelle", "couleur|parts"),
    "categories": ("valeur", "libelle", "couleur"),
    "surbrillance.territoires": ("trouver", "libelle", "couleur"),
    "graphiques": ("titre", "indicateurs"),
}


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
            for entry in _blocks(path, content, "familles", _FAMILY_KEYS, faults):
                families[entry["id"]] = Family(entry["id"], entry["titre"], entry["couleur"])
            for entry in _blocks(path, content, "feuilles", ("id",), faults):
                entry = _on_ours(entry, entries)
                problems = list(_faults(path, entry))
                faults += problems
                if not problems:
                    entries[entry["id"]] = (path, entry)
    faults += [
        Finding(
            "CAT01",
            params={"fichier": path.name, "feuille": entry["id"], "cle": "famille", "attendu": ", ".join(families)},
        )
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
    path: Path, content: dict[str, Any], key: str, needed: Sequence[str], faults: list[Finding]
) -> Iterator[dict[str, Any]]:
    """The blocks of a list that have the keys without which nothing can be said of them; the others are faults."""
    blocks = content.get(key) or []
    if not isinstance(blocks, list):
        faults.append(Finding("CAT01", params={"fichier": path.name, "feuille": "?", "cle": key, "attendu": "list"}))
        return
    for number, block in enumerate(blocks, start=1):
        known = block if isinstance(block, dict) else {}
        lost = [name for name in needed if not known.get(name)]
        faults += [
            Finding(
                "CAT01",
                params={
                    "fichier": path.name,
                    "feuille": str(known.get("id", "?")),
                    "cle": f"{key}[{number}].{name}",
                    "attendu": "présent",
                },
            )
            for name in lost
        ]
        if not lost:
            yield known


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
    return content if isinstance(content, dict) else {}


def _faults(path: Path, entry: dict[str, Any]) -> Iterable[Finding]:
    """What is wrong with a sheet's entry: a key missing, unknown or of the wrong kind, a layer of no known type."""

    def fault(key: str, expected: str) -> Finding:
        sheet = str(entry.get("id", "?"))
        return Finding("CAT01", params={"fichier": path.name, "feuille": sheet, "cle": key, "attendu": expected})

    for key in _REQUIRED:
        if key not in entry:
            yield fault(key, "présent")
    for key, value in entry.items():
        if key not in _SHEET_KEYS:
            yield fault(key, ", ".join(_SHEET_KEYS))
        elif not isinstance(value, _SHEET_KEYS[key]):
            yield fault(key, _SHEET_KEYS[key].__name__)
    yield from _extent_faults(entry, fault)
    for number, layer in enumerate(entry.get("couches") or (), start=1):
        kind = layer.get("type") if isinstance(layer, dict) else None
        if kind not in _LAYER_TYPES:
            yield fault(f"couches[{number}].type", ", ".join(_LAYER_TYPES))
            continue
        if kind == "choroplethe":
            yield from _discretisation_faults(layer, f"couches[{number}]", fault)
        for key in _LAYER_TYPES[kind]:
            if key not in layer:
                yield fault(f"couches[{number}].{key}", "présent")
            items = _ITEM_KEYS.get(f"{kind}.{key}", _ITEM_KEYS.get(key, ()))
            for rank, item in enumerate(layer.get(key) or () if items else (), start=1):
                for wanted in items:
                    if not any(choice in item for choice in wanted.split("|")):
                        yield fault(f"couches[{number}].{key}[{rank}].{wanted}", "présent")


def _extent_faults(entry: dict[str, Any], fault: Callable[[str, str], Finding]) -> Iterable[Finding]:
    extent = entry.get("emprise")
    for key in ("type", "id"):
        if isinstance(extent, dict) and key not in extent:
            yield fault(f"emprise.{key}", "présent")


def _discretisation_faults(
    layer: dict[str, Any], place: str, fault: Callable[[str, str], Finding]
) -> Iterable[Finding]:
    """A method that is none, or fixed thresholds that are not given."""
    method = layer.get("methode")
    if method is not None and method not in METHODS:
        yield fault(f"{place}.methode", ", ".join(METHODS))
    if method == THRESHOLDS and not layer.get("bornes"):
        yield fault(f"{place}.bornes", "présent")


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
