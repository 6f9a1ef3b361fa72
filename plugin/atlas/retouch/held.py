"""What the user holds of a sheet, as far as it steers the drawing; and its list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Kind(Enum):
    """What a retouch is about; the value is the word of its key."""

    ITEM = "element"
    ADDED = "ajout"
    ABSENT = "absent"
    CLASS = "classe"
    LABEL = "nom"
    LINK = "lien"
    WORDS = "texte"
    LAYER = "couche"


@dataclass(frozen=True)
class Retouch:
    """One thing held by hand. ``subject`` is what the user knows it by, ``aspects`` what was changed of it.

    ``applied`` is False for what the new drawing no longer has.
    """

    sheet: str
    kind: Kind
    subject: str
    aspects: tuple[str, ...] = ()
    applied: bool = True

    @property
    def key(self) -> str:
        """By which it can be let go: "H08/classe/principal:h08_sites_symboles:maternite_3"."""
        return f"{self.sheet}/{self.kind.value}/{self.subject}"


@dataclass(frozen=True)
class HeldFrame:
    """A map the user moved, resized or zoomed; what is None is as generated."""

    place: Box | None = None  # x, y, width, height on the page, mm
    extent: Box | None = None


@dataclass
class Held:
    """What steers the drawing: maps, insets taken away, names and links moved.

    ``labels`` and ``links`` are in map units, by frame and key: the beginning of a text's base line, and a point the
    curve goes through.
    """

    frames: dict[str, HeldFrame] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    labels: dict[tuple[str, str], Point] = field(default_factory=dict)
    links: dict[tuple[str, str], Point] = field(default_factory=dict)

    def bends(self, frame: str) -> dict[str, Point]:
        """The links bent by hand in a frame: a point each goes through, by the link's id."""
        return {key: at for (name, key), at in self.links.items() if name == frame}

    def names(self, frame: str) -> dict[str, Point]:
        """The names moved by hand in a frame, by their key."""
        return {key: at for (name, key), at in self.labels.items() if name == frame}

    def values(self) -> dict[str, Any]:
        """For a JSON file; `of_values` reads it again."""
        return {
            "frames": {key: [frame.place, frame.extent] for key, frame in self.frames.items()},
            "dropped": sorted(self.dropped),
            "labels": [[*key, *at] for key, at in self.labels.items()],
            "links": [[*key, *at] for key, at in self.links.items()],
        }

    @classmethod
    def of_values(cls, values: dict[str, Any]) -> Held:
        """From a JSON file."""
        frames = {
            key: HeldFrame(*(tuple(box) if box else None for box in boxes)) for key, boxes in values["frames"].items()
        }
        places = ({(frame, key): (x, y) for frame, key, x, y in values[name]} for name in ("labels", "links"))
        return cls(frames, set(values["dropped"]), *places)


def subjects(retouches: Iterable[Retouch], kind: Kind) -> set[str]:
    """The subjects of the retouches of a kind."""
    return {one.subject for one in retouches if one.kind is kind}
