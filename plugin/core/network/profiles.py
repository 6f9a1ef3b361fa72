"""Speed profiles: how the columns of a road layer become seconds.

The profiles themselves are YAML files in ``data/profiles``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from ..findings import InputError, Report, Severity
from ..yaml_text import read_yaml

ROLES = (
    "speed",
    "class",
    "direction",
    "state",
    "access",
    "vehicle",
    "urban",
    "length",
    "roundabout",
    "surface",
    "route",
)
_MPH = 1.609344


@dataclass(frozen=True)
class Profile:
    """One way of reading speeds from a road layer.

    ``columns`` gives for each role the names it may have (the first found wins, case ignored). Speeds are km/h, waits
    and penalties seconds. ``missing_speed`` says what a missing speed becomes: "impassable", "class" or "default".
    """

    id: str
    label: str
    columns: Mapping[str, tuple[str, ...]]
    length_units: Mapping[str, float] = field(default_factory=dict)
    impassable_speeds: frozenset[float] = frozenset({0.0})
    missing_speed: str = "impassable"
    speed_words: Mapping[str, float] = field(default_factory=dict)
    speed_factor: float = 1.0
    speed_by_class: Mapping[str, float] = field(default_factory=dict)
    default_speed: float | None = None
    unknown_class: str = "default"
    both: frozenset[str] = frozenset()
    direct: frozenset[str] = frozenset()
    inverse: frozenset[str] = frozenset()
    one_way_classes: frozenset[str] = frozenset()
    states_kept: frozenset[str] = frozenset()
    access_dropped: frozenset[str] = frozenset()
    surfaces_dropped: frozenset[str] = frozenset()
    urban: frozenset[str] = frozenset()
    urban_penalty: float = 0.0
    ferry_values: frozenset[str] = frozenset()
    with_ferries: bool = False
    ferry_speed: float = 20.0
    ferry_wait: float = 0.0

    @classmethod
    def load(cls, path: Path | str) -> Profile:
        """Read a YAML profile. Raises InputError FIC01 or RES11 where the file is absent or not a profile."""
        path = Path(path)
        if not path.is_file():
            raise InputError.of("FIC01", chemin=str(path))
        try:
            return cls.from_dict(read_yaml(path.read_text(encoding="utf-8")))
        except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError.of("RES11", chemin=str(path), detail=str(error)) from error

    @classmethod
    def from_dict(cls, data: dict) -> Profile:
        """A profile from the content of its file; KeyError or ValueError where something is missing or unknown."""
        unknown = set(data["columns"]) - set(ROLES)
        if unknown:
            raise ValueError(f"columns: {sorted(unknown)}")
        speed, direction, ferry = data.get("speed", {}), data.get("direction", {}), data.get("ferry", {})
        urban = data.get("urban", {})
        return cls(
            id=data["id"],
            label=data["label"],
            columns={role: tuple(names) for role, names in data["columns"].items()},
            length_units={name.lower(): float(unit) for name, unit in data.get("length_units", {}).items()},
            impassable_speeds=frozenset(float(value) for value in speed.get("impassable", [0])),
            missing_speed=speed.get("missing", "impassable"),
            speed_words={_fold(word): float(value) for word, value in speed.get("words", {}).items()},
            speed_factor=float(speed.get("factor", 1.0)),
            speed_by_class={_fold(name): float(value) for name, value in speed.get("by_class", {}).items()},
            default_speed=None if speed.get("default") is None else float(speed["default"]),
            unknown_class=speed.get("unknown_class", "default"),
            both=_folded(direction.get("both", ())),
            direct=_folded(direction.get("direct", ())),
            inverse=_folded(direction.get("inverse", ())),
            one_way_classes=_folded(direction.get("one_way_classes", ())),
            states_kept=_folded(data.get("states_kept", ())),
            access_dropped=_folded(data.get("access_dropped", ())),
            surfaces_dropped=_folded(data.get("surfaces_dropped", ())),
            urban=_folded(urban.get("values", ())),
            urban_penalty=float(urban.get("penalty_s", 0.0)),
            ferry_values=_folded(ferry.get("values", ())),
            ferry_speed=float(ferry.get("speed_kmh", 20.0)),
            ferry_wait=60.0 * float(ferry.get("wait_min", 0.0)),
        )

    def changed(self, **changes: object) -> Profile:
        """The same profile with some values replaced (``default_speed=70``, ``with_ferries=True``)."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def find_columns(self, available: Iterable[str]) -> dict[str, str]:
        """Which column of the layer plays which role. Raises InputError RES01 where nothing can give a speed."""
        by_name = {name.lower(): name for name in available}
        found = {}
        for role, names in self.columns.items():
            match = next((by_name[name.lower()] for name in names if name.lower() in by_name), None)
            if match is not None:
                found[role] = match
        by_class = "class" in found and bool(self.speed_by_class)
        if "speed" not in found and not by_class and self.default_speed is None:
            wanted = ", ".join(
                [*self.columns.get("speed", ()), *(self.columns.get("class", ()) if self.speed_by_class else ())]
            )
            raise InputError.of("RES01", profil=self.label, col=wanted, liste=", ".join(by_name.values()))
        return found


@dataclass
class Tally:
    """What happened to the segments while they were read: counts and kilometres by reason."""

    segments: Counter[str] = field(default_factory=Counter)
    metres: dict[str, float] = field(default_factory=dict)

    def add(self, reason: str, chosen: np.ndarray, length: np.ndarray) -> None:
        """Count the segments of a boolean mask under a reason."""
        number = int(np.count_nonzero(chosen))
        if number:
            self.segments[reason] += number
            self.metres[reason] = self.metres.get(reason, 0.0) + float(length[chosen].sum())

    def report(self) -> Report:
        """RES02 for each reason to drop, RES03 for each replaced speed, RES09 for unknown directions."""
        report = Report()
        for reason, number in (+self.segments).items():
            code, _, detail = reason.partition(":")
            severity = Severity.INFO if code == "RES02" else Severity.WARNING
            report.add(code, severity, n=number, km=round(self.metres.get(reason, 0.0) / 1000, 1), motif=detail)
        return report


@dataclass(frozen=True)
class Costs:
    """Seconds along each segment and back (inf: closed), metres, ferries, and which segments to keep at all.

    All (n,).
    """

    forward: np.ndarray
    backward: np.ndarray
    length: np.ndarray
    ferry: np.ndarray
    keep: np.ndarray


def costs(profile: Profile, columns: Mapping[str, np.ndarray], length: np.ndarray, tally: Tally) -> Costs:
    """Seconds of each segment: ``t = length / speed * 3.6`` (+ penalty in town), as IGN's route-graph-generator does.

    Args:
        profile: the speed profile.
        columns: role -> values (n,), numbers, text or bytes; masked or NaN or empty where missing.
        length: (n,) metres.
        tally: where dropped segments and replaced speeds are counted.
    """
    number = len(length)
    keep = np.ones(number, dtype=bool)
    classes = _Text(columns["class"]) if "class" in columns else None
    ferry = np.zeros(number, dtype=bool)
    for role in ("class", "route"):
        if role in columns and profile.ferry_values:
            ferry |= _Text(columns[role]).isin(profile.ferry_values)

    def drop(reason: str, chosen: np.ndarray) -> None:
        tally.add(f"RES02:{reason}", keep & chosen, length)
        keep[chosen] = False

    if "state" in columns and profile.states_kept:
        drop("hors service", ~_Text(columns["state"]).isin(profile.states_kept))
    if not profile.with_ferries:
        drop("bac ou liaison maritime", ferry)
    if "access" in columns and profile.access_dropped:
        denied = _Text(columns["access"]).isin(profile.access_dropped)
        if "vehicle" in columns:  # what is said of cars goes before what is said of all
            vehicle = _Text(columns["vehicle"])
            denied = np.where(vehicle.isin(frozenset({""})), denied, vehicle.isin(profile.access_dropped))
        drop("accès interdit aux voitures", denied & ~ferry)
    if "surface" in columns and profile.surfaces_dropped:
        drop("non revêtu", _Text(columns["surface"]).isin(profile.surfaces_dropped) & ~ferry)
    if profile.unknown_class == "drop" and classes is not None:
        # A layer that holds more than car roads (footways, rivers): only the listed classes are roads.
        drop("pas une route pour les voitures", np.isnan(classes.mapped(profile.speed_by_class)) & ~ferry)
    drop("longueur nulle", ~(length > 0))

    speed = _speeds(profile, columns, classes, ferry, keep, length, tally)
    drop("vitesse nulle ou absente", np.isnan(speed))
    with np.errstate(divide="ignore", invalid="ignore"):
        seconds = length / speed * 3.6
    if "urban" in columns and profile.urban:
        seconds += np.where(_Text(columns["urban"]).isin(profile.urban) & ~ferry, profile.urban_penalty, 0.0)
    seconds[ferry] += profile.ferry_wait
    open_direct, open_inverse = _directions(profile, columns, classes, keep, length, tally)
    return Costs(np.where(open_direct, seconds, np.inf), np.where(open_inverse, seconds, np.inf), length, ferry, keep)


def _speeds(
    profile: Profile,
    columns: Mapping[str, np.ndarray],
    classes: _Text | None,
    ferry: np.ndarray,
    keep: np.ndarray,
    length: np.ndarray,
    tally: Tally,
) -> np.ndarray:
    """Speed (n,) in km/h, NaN where a car cannot pass."""
    number = len(length)
    by_class = np.full(number, np.nan)
    known_class = np.zeros(number, dtype=bool)
    if classes is not None and profile.speed_by_class:
        by_class = classes.mapped(profile.speed_by_class)
        known_class = ~np.isnan(by_class)
    if "speed" in columns:
        speed = _numbers(columns["speed"], profile.speed_words)
        missing = np.isnan(speed)
        speed[np.isin(speed, list(profile.impassable_speeds)) | (speed < 0)] = np.nan
        speed *= profile.speed_factor
    else:
        speed, missing = np.full(number, np.nan), np.ones(number, dtype=bool)
    if profile.missing_speed == "class":
        filled = missing & known_class
        if "speed" in columns:
            tally.add("RES03:vitesse de la classe", filled & keep & ~ferry, length)
        speed[filled] = by_class[filled]
        missing &= ~known_class
    if profile.missing_speed != "impassable" and profile.default_speed is not None:
        tally.add(f"RES03:{profile.default_speed:g} km/h", missing & keep & ~ferry, length)
        speed[missing] = profile.default_speed
    speed[ferry] = profile.ferry_speed
    return speed


def _directions(
    profile: Profile,
    columns: Mapping[str, np.ndarray],
    classes: _Text | None,
    keep: np.ndarray,
    length: np.ndarray,
    tally: Tally,
) -> tuple[np.ndarray, np.ndarray]:
    """Whether each segment may be driven along its drawing, and against it.

    An unknown value counts as both and is reported.
    """
    direct = np.ones(len(length), dtype=bool)
    inverse = direct.copy()
    if "direction" in columns:
        text = _Text(columns["direction"])
        only_direct, only_inverse = text.isin(profile.direct), text.isin(profile.inverse)
        direct[only_inverse] = False
        inverse[only_direct] = False
        unknown = ~(only_direct | only_inverse | text.isin(profile.both) | text.isin(frozenset({""})))
        tally.add("RES09:sens inconnu", unknown & keep, length)
        implied = text.isin(frozenset({""}))
    else:
        implied = np.ones(len(length), dtype=bool)
    for source in (classes, _Text(columns["roundabout"]) if "roundabout" in columns else None):
        if source is not None and profile.one_way_classes:
            inverse[implied & source.isin(profile.one_way_classes)] = False
    return direct, inverse


class _Text:
    """A column as codes into its distinct folded values.

    Rules are then applied to a few values, not to a million rows.
    """

    def __init__(self, values: np.ndarray):
        mask = np.ma.getmaskarray(values)
        data = np.ma.getdata(values)
        if data.dtype.kind in "SUO":
            codes, distinct = pd.factorize(data.astype(object), use_na_sentinel=False)
        else:
            codes, distinct = pd.factorize(data, use_na_sentinel=False)
        self.values = np.array([_fold(value) for value in distinct] + [""], dtype=object)
        self.codes = np.where(mask, len(distinct), codes)

    def isin(self, wanted: frozenset[str]) -> np.ndarray:
        """Boolean (n,): the value is one of those."""
        return np.array([value in wanted for value in self.values], dtype=bool)[self.codes]

    def mapped(self, table: Mapping[str, float]) -> np.ndarray:
        """Float (n,): the value's number, NaN where the table has none."""
        return np.array([table.get(value, np.nan) for value in self.values])[self.codes]


def _numbers(values: np.ndarray, words: Mapping[str, float]) -> np.ndarray:
    if np.ma.getdata(values).dtype.kind in "iuf":
        return np.ma.filled(np.ma.asarray(values).astype(float), np.nan)
    text = _Text(values)
    return np.array([_number(value, words) for value in text.values])[text.codes]


def _number(text: str, words: Mapping[str, float]) -> float:
    """Read "50", "50,5", "30 mph" or a word of the profile; NaN for anything else."""
    if text in words:
        return words[text]
    match = re.match(r"^(\d+(?:[.,]\d+)?)\s*(mph)?(?:\s*km/h)?(?:$|\s*[;|])", text)
    if match is None:
        return float("nan")
    return float(match[1].replace(",", ".")) * (_MPH if match[2] else 1.0)


def _fold(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, bool | np.bool_):
        return "oui" if value else "non"
    return str(value).strip().lower()


def _folded(values: Iterable[object]) -> frozenset[str]:
    return frozenset(_fold(value) for value in values)
