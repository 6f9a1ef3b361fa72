"""What stands in the project against what was generated: the user's retouches of a sheet."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import NULL, QgsExpressionContextUtils, QgsLayoutItemMap, QgsPrintLayout, QgsProject, QgsVectorLayer

from ...core.findings import InputError
from ...core.steps import exhausted
from ...gis.link_handles import link_of
from ...gis.pinned_labels import HELD, MARK, moved_texts
from ..page import MAIN
from .held import Held, HeldFrame, Kind, Retouch, subjects
from .items import added, aspects, changes, frame_of, standing
from .record import SHEET, DrawnFrame, Record, file_of, layers_of, layout_of
from .styles import class_labels, held_classes, style_text

if TYPE_CHECKING:
    import pandas as pd

MAP, INSET = "carte", "carton:"
_NEAR_MM, _NEAR_SHARE = 0.05, 1e-4
_TITLE_LENGTH = 40
_ITEMS_A_STEP = 8


@dataclass
class Review:
    """A sheet that was drawn before: its layout, what was generated, what the user holds. Nothing where it was not.

    ``files`` are the GeoPackages its layers are read from: a new drawing does not write to them.
    """

    sheet: str
    layout: QgsPrintLayout | None = None
    record: Record | None = None
    layers: dict[str, QgsVectorLayer] = field(default_factory=dict)
    retouches: list[Retouch] = field(default_factory=list)
    held: Held = field(default_factory=Held)
    released: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    def holds(self, kind: Kind, subject: str) -> bool:
        """Whether the user holds this."""
        return any(one.kind is kind and one.subject == subject for one in self.retouches)

    def of(self, kind: Kind) -> set[str]:
        """What the user holds of a kind."""
        return subjects(self.retouches, kind)

    def say_lost(self, kind: Kind, lost: set[str]) -> None:
        """Mark retouches the new drawing has no place for."""
        self.retouches = [
            replace(one, applied=False) if one.kind is kind and one.subject in lost else one for one in self.retouches
        ]


def review(project: QgsProject, sheet: str, released: frozenset[str] = frozenset()) -> Review:
    """Compare a sheet of a project with what was generated for it; retouches whose key is ``released`` are let go."""
    return exhausted(review_steps(project, sheet, released))


def review_steps(
    project: QgsProject, sheet: str, released: frozenset[str] = frozenset()
) -> Generator[None, None, Review]:
    """`review`, a little at a time: the window of QGIS has its turn at each step."""
    layout = layout_of(project, sheet)
    record = Record.of(layout) if layout is not None else None
    layers = layers_of(project, sheet)
    files = frozenset(file_of(layer) for layer in layers.values())
    found = Review(sheet, layout, record, layers, released=released, files=files)
    yield
    if layout is None or record is None:
        return found
    for look in (_items, _absent, _added, _words, _classes, _texts):
        for one in look(found):
            if one is None:
                yield
            elif one.key not in released:
                found.retouches.append(one)
        yield
    _steer(found)
    return found


def saved_retouches(path: str | Path) -> QgsProject:
    """The project of a file, to be read for what the user did to its sheets.

    Raises:
        InputError: FIC01 where it is no project that can be read.
    """
    project = QgsProject()
    if not Path(path).is_file() or not project.read(str(path)):
        raise InputError.of("FIC01", chemin=str(path))
    return project


def retouched(project: QgsProject) -> list[Retouch]:
    """All retouches of the sheets of a project."""
    return exhausted(retouched_steps(project))


def retouched_steps(
    project: QgsProject, sheets: Collection[str] | None = None
) -> Generator[None, None, list[Retouch]]:
    """`retouched`, a little at a time; with ``sheets`` of those alone."""
    found: list[Retouch] = []
    for sheet in drawn_sheets(project):
        if sheets is None or sheet in sheets:
            found += (yield from review_steps(project, sheet)).retouches
    return found


def drawn_sheets(project: QgsProject) -> list[str]:
    """The ids of the sheets a project holds."""
    sheets = {str(layout.customProperty(SHEET) or "") for layout in project.layoutManager().printLayouts()}
    return sorted(sheets - {""})


def retouch_table(retouches: Sequence[Retouch]) -> pd.DataFrame:
    """Retouches as rows: ``feuille``, ``nature``, ``sujet``, ``detail``, and ``cle``, by which one is let go."""
    import pandas as pd

    rows = [(one.sheet, one.kind.value, one.subject, ", ".join(one.aspects), one.key) for one in retouches]
    return pd.DataFrame(rows, columns=["feuille", "nature", "sujet", "detail", "cle"])


def _items(found: Review) -> Iterator[Retouch | None]:
    for place, (key, item) in enumerate(standing(found.layout, found.record.items).items()):
        if place % _ITEMS_A_STEP == 0:
            yield None
        changed = list(aspects(changes(found.record.items[key].xml, item)))
        if key in found.record.frames and _extent_apart(found.record.frames[key], frame_of(item)):
            changed.append("emprise")
        if changed:
            yield Retouch(found.sheet, Kind.ITEM, key, tuple(dict.fromkeys(changed)))


def _absent(found: Review) -> list[Retouch]:
    there = standing(found.layout, found.record.items)
    gone = [key for key in found.record.items if key not in there]
    # The name and the bar of an inset go with it.
    whole = [key for key in gone if key.rpartition(":")[0] not in gone]
    gone_layers = [key for key in found.record.styles if key not in found.layers]
    return [Retouch(found.sheet, Kind.ABSENT, key) for key in [*whole, *gone_layers, *found.record.absent]]


def _added(found: Review) -> list[Retouch]:
    return [
        Retouch(found.sheet, Kind.ADDED, item.uuid(), (_title(item),))
        for item in added(found.layout, found.record.items)
    ] + [
        Retouch(found.sheet, Kind.ADDED, table.frame(0).uuid(), (table.displayName(),))
        for table in found.layout.multiFrames()
        if table.frameCount()
    ]


def _words(found: Review) -> list[Retouch]:
    drawn = found.record.words
    return [
        Retouch(found.sheet, Kind.WORDS, name, (value,))
        for name, value in words_of(found.layout).items()
        if drawn.get(name, "") != value
    ]


def words_of(layout: QgsPrintLayout) -> dict[str, str]:
    """The variables of a layout that are not QGIS's own; one without a value is empty, as it is read from a file."""
    scope = QgsExpressionContextUtils.layoutScope(layout)
    values = {name: scope.variable(name) for name in scope.variableNames() if not scope.isReadOnly(name)}
    return {
        name: "" if value is None or value == NULL else str(value)
        for name, value in values.items()
        if not name.startswith("layout_")
    }


def _classes(found: Review) -> Iterator[Retouch | None]:
    for key, layer in found.layers.items():
        yield None
        drawn = found.record.styles.get(key)
        if drawn is None:
            continue
        held = held_classes(drawn, style_text(layer))
        words = class_labels(drawn) if held else {}
        for name in held:
            kind = Kind.CLASS if name else Kind.LAYER
            subject = f"{key}:{name}" if name else key
            yield Retouch(found.sheet, kind, subject, (words.get(name) or layer.name(),))


def _texts(found: Review) -> Iterator[Retouch | None]:
    retouches: dict[str, Retouch] = {}
    for key, layer in found.layers.items():
        yield None
        if not _movable(layer):
            continue
        words: dict[str, str] = {}
        for feature in layer.getFeatures():
            name = str(feature[MARK]).rpartition("/")[0]
            words[name] = f"{words[name]} {feature['texte']}" if name in words else str(feature["texte"])
        for mark, at in moved_texts(layer).items():
            name = mark.rpartition("/")[0]
            if _of_links(layer):
                frame, link = link_of(mark)
                retouch, target, place = Retouch(found.sheet, Kind.LINK, name, (link,)), found.held.links, (frame, link)
            else:
                frame = key.partition(":")[0]
                retouch = Retouch(found.sheet, Kind.LABEL, f"{frame}/{name}", (words[name],))
                target, place = found.held.labels, (frame, mark)
            if retouch.key not in found.released:
                target[place] = at
            retouches[retouch.key] = retouch
    yield from retouches.values()


def say_lost_texts(found: Review, layers: dict[str, QgsVectorLayer]) -> None:
    """Mark the names and links moved by hand that newer data no longer draws."""
    drawn: dict[Kind, set[str]] = {Kind.LABEL: set(), Kind.LINK: set()}
    for key, layer in layers.items():
        if _movable(layer):
            for feature in layer.getFeatures():
                name = str(feature[MARK]).rpartition("/")[0]
                if _of_links(layer):
                    drawn[Kind.LINK].add(name)
                else:
                    drawn[Kind.LABEL].add(f"{key.partition(':')[0]}/{name}")
    for kind, names in drawn.items():
        found.say_lost(kind, found.of(kind) - names)


def _movable(layer: QgsVectorLayer) -> bool:
    return {MARK, HELD} <= set(layer.fields().names())


def _of_links(layer: QgsVectorLayer) -> bool:
    return "ax" in layer.fields().names()


def _steer(found: Review) -> None:
    """The maps the user moved or zoomed and the insets taken away: the drawing must know them before it begins."""
    there = standing(found.layout, found.record.items)
    for key, drawn in found.record.frames.items():
        item = there.get(key)
        if not isinstance(item, QgsLayoutItemMap) or not found.holds(Kind.ITEM, key):
            continue
        now = frame_of(item)
        found.held.frames[frame_name(key)] = HeldFrame(
            now.place if _differ(drawn.place, now.place, _NEAR_MM) else None,
            now.extent if _extent_apart(drawn, now) else None,
        )
    found.held.dropped = {
        frame_name(key)
        for key in found.of(Kind.ABSENT)
        if key.startswith(INSET) and not key.endswith((":nom", ":echelle"))
    }


def frame_name(key: str) -> str:
    """The frame a map's key speaks of."""
    return MAIN if key == MAP else key.removeprefix(INSET)


def _extent_apart(drawn: DrawnFrame, now: DrawnFrame) -> bool:
    return _differ(drawn.extent, now.extent, _NEAR_SHARE * (drawn.extent[2] - drawn.extent[0]))


def _differ(one: tuple[float, ...], other: tuple[float, ...], tolerance: float) -> bool:
    return any(abs(a - b) > tolerance for a, b in zip(one, other, strict=True))


def _title(item) -> str:
    text = item.displayName() or item.id() or item.uuid()
    return text if len(text) <= _TITLE_LENGTH else f"{text[:_TITLE_LENGTH]}…"
