"""The graph of a road layer, kept in a file beside the workspace, built again when the layer or the profile changes."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, fields
from glob import escape
from pathlib import Path

import numpy as np

from ..core.findings import Finding, Report, Severity
from ..core.network.diagnose import diagnose
from ..core.network.graph import TOLERANCE, Graph, build_graph
from ..core.network.profiles import Profile
from ..core.network.reduce import Reduced
from ..core.network.roads import RoadArrays
from .roads import read_roads

FORMAT = 1  # raised when what is kept, or how it is built, changes
_ROADS = ("coords", "offsets", "forward", "backward", "length", "ferry")
_GRAPH = ("nodes", "tail", "head", "low", "high", "up", "down")
_REDUCED = tuple(field.name for field in fields(Reduced))


def road_graph(
    source: str | Path,
    profile: Profile,
    crs: str = "EPSG:2154",
    *,
    beside: str | Path | None = None,
    subset: str = "",
    progress: Callable[[float], bool] = lambda part: True,
) -> tuple[Graph, Report]:
    """The graph of a road layer and all findings about it, from the cache where neither layer nor profile has changed.

    Args:
        source: path of the layer, as `read_roads` takes it.
        profile: the speed profile.
        crs: the metric CRS wanted.
        beside: the workspace; None keeps nothing.
        subset: an SQL condition on the layer.
        progress: called with the part done (0 to 1); False stops.

    Raises:
        InputError: as `read_roads` and `build_graph`.
    """
    path = Path(str(source).partition("|")[0])
    cache = None
    if beside is not None and Path(beside).is_file() and path.exists():
        key = _digest([str(source), subset, crs, TOLERANCE, _plain(profile)])
        state = _digest([FORMAT, key, _state(path)])
        cache = Path(beside).with_name(f"{Path(beside).stem}_reseau_{key[:8]}.npz")
        kept = _load(cache, state)
        if kept is not None:
            return kept
    roads, report = read_roads(source, profile, crs, subset=subset, progress=progress)
    graph = build_graph(roads)
    report.extend(diagnose(graph))
    if cache is not None and progress(1.0):
        try:
            _save(cache, state, graph, report)
        except OSError as error:
            report.add("RES15", Severity.INFO, chemin=str(cache), cause=error.strerror or str(error))
    return graph, report


def kept_networks(workspace: str | Path) -> list[Path]:
    """The networks kept beside a workspace: files that may be deleted at any time."""
    path = Path(workspace)
    return sorted(path.parent.glob(f"{escape(path.stem)}_reseau_*.npz"))


def _state(path: Path) -> list[list[object]]:
    """Name, size and time of change of the layer's file and of those that belong to it (.dbf, .shx; unsaved -wal)."""
    family = sorted(other for other in path.parent.glob(f"{escape(path.stem)}.*") if other.suffix != ".npz")
    journal = path.with_name(path.name + "-wal")
    if journal.is_file() and journal.stat().st_size:  # an empty one only says that somebody looks at the layer
        family.append(journal)
    return [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in family if file.is_file()]


def _plain(profile: Profile) -> dict[str, object]:
    return {
        name: sorted(map(str, value)) if isinstance(value, frozenset) else value
        for name, value in asdict(profile).items()
    }


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _save(cache: Path, state: str, graph: Graph, report: Report) -> None:
    """Write beside, then rename: a reader never meets half a file."""
    arrays = {f"roads_{name}": getattr(graph.roads, name) for name in _ROADS}
    arrays |= {f"graph_{name}": getattr(graph, name) for name in _GRAPH}
    arrays |= {f"reduced_{name}": getattr(graph.reduced, name) for name in _REDUCED}
    said = [[item.code, item.severity.name, item.params] for item in report]
    about = json.dumps({"state": state, "crs": graph.roads.crs, "note": graph.roads.note, "findings": said})
    draft = cache.with_name(f"{cache.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as stream:
            np.savez(stream, about=np.frombuffer(about.encode(), dtype=np.uint8), **arrays)
        draft.replace(cache)
    finally:
        draft.unlink(missing_ok=True)


def _load(cache: Path, state: str) -> tuple[Graph, Report] | None:
    """The kept graph, or None where there is none, an outdated one or a damaged one: it is then built again."""
    if not cache.is_file():
        return None
    try:
        with np.load(cache, allow_pickle=False) as kept:
            about = json.loads(kept["about"].tobytes())
            if about["state"] != state:
                return None
            roads = RoadArrays(*(kept[f"roads_{name}"] for name in _ROADS), about["crs"], about["note"])
            reduced = Reduced(*(kept[f"reduced_{name}"] for name in _REDUCED))
            graph = Graph(roads, *(kept[f"graph_{name}"] for name in _GRAPH), reduced)
    except (OSError, ValueError, KeyError, EOFError):
        return None
    return graph, Report(Finding(code, Severity[level], params=params) for code, level, params in about["findings"])
