"""After a sheet was drawn anew: its items as the user left the former ones, and the record for the next time."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from qgis.core import QgsExpressionContextUtils, QgsLayoutItemMap, QgsPrintLayout, QgsVectorLayer

from ...core.findings import Report, Severity
from ...core.steps import exhausted
from ..page import MAIN, Inset
from .held import HeldFrame, Kind
from .items import (
    carry_added,
    carry_pages,
    frame_of,
    item_xml,
    keep_item,
    keyed_items,
    order_of,
    snapshot,
    stack,
    standing,
)
from .merge import parsed, text_of
from .record import KEY, DrawnFrame, Record
from .review import INSET, MAP, Review, words_of

CODES = {
    Kind.ITEM: "RET01",
    Kind.ADDED: "RET02",
    Kind.ABSENT: "RET03",
    Kind.CLASS: "RET04",
    Kind.LABEL: "RET05",
    Kind.LINK: "RET06",
    Kind.WORDS: "RET07",
    Kind.LAYER: "RET08",
}
LOST = "RET09"


def name_items(layout: QgsPrintLayout, insets: Sequence[Inset]) -> None:
    """Write on each item what it is: an inset goes by its place, not by its number."""
    titles = {f"carton_{number}": inset.title for number, inset in enumerate(insets, start=1)}
    for item in layout.items():
        item_id = item.id() if hasattr(item, "id") else ""
        if not item_id:
            continue
        stem, number, part = (*item_id.split("_"), "", "")[:3]
        title = titles.get(f"{stem}_{number}")
        key = f"{INSET}{title}" + (f":{part}" if part else "") if title is not None else item_id
        item.setCustomProperty(KEY, key)


def finish(found: Review, layout: QgsPrintLayout, styles: dict[str, str], report: Report) -> None:
    """Record what was generated, then put back what the user did."""
    record_drawn(found, layout, styles)
    exhausted(put_back(found, layout, report))


def record_drawn(found: Review, layout: QgsPrintLayout, styles: dict[str, str]) -> None:
    """Keep in a layout what was generated."""
    record = Record(found.sheet, layout.name(), words_of(layout), snapshot(layout), styles=styles)
    record.frames = {
        key: frame_of(item) for key, item in keyed_items(layout).items() if isinstance(item, QgsLayoutItemMap)
    }
    absent = found.of(Kind.ABSENT)
    record.absent = sorted(absent)
    record.items = {key: item for key, item in record.items.items() if key not in absent}
    record.frames = {key: frame for key, frame in record.frames.items() if key not in absent}
    record.styles = {key: style for key, style in styles.items() if key not in absent}
    for key, held in found.held.frames.items():
        if found.record is not None:
            _as_generated(record, key, held, found.record)
    record.store(layout)


def put_back(found: Review, layout: QgsPrintLayout, report: Report) -> Generator[None, None, None]:
    """Put into a layout what the user did to the one before it, an item a step, and say so."""
    if found.record is not None and found.layout is not None:
        yield from _put_back(found, layout)
        _say(found, report)


def _as_generated(record: Record, name: str, held: HeldFrame, former: Record) -> None:
    """A map drawn where and how the user wants it was not generated so: the record keeps what was."""
    key = MAP if name == MAIN else f"{INSET}{name}"
    if key not in record.frames or key not in former.frames:
        return
    frame, before = record.frames[key], former.frames[key]
    record.frames[key] = DrawnFrame(
        before.place if held.place else frame.place, before.extent if held.extent else frame.extent
    )
    xml, drawn = parsed(record.items[key].xml), parsed(former.items[key].xml)
    for attribute in ("positionOnPage", "size") if held.place else ():
        xml.setAttribute(attribute, drawn.attribute(attribute))
    record.items[key].xml = text_of(xml)


def _put_back(found: Review, layout: QgsPrintLayout) -> Generator[None, None, None]:
    old, drawn = found.layout, found.record.items
    new = keyed_items(layout)
    there = standing(old, drawn)
    mine = found.of(Kind.ITEM)
    found.say_lost(Kind.ITEM, mine - set(new))
    for key in found.of(Kind.ABSENT) & set(new):
        layout.removeLayoutItem(new.pop(key))
    for key in mine & set(new):
        keep_item(new[key], drawn[key].xml, item_xml(there[key]))
        yield
    for retouch in found.retouches:
        if retouch.kind is Kind.WORDS:
            QgsExpressionContextUtils.setLayoutVariable(layout, retouch.subject, retouch.aspects[0])
    yield
    carry_pages(old, layout)
    kept = found.of(Kind.ADDED)
    carry_added(old, layout, drawn, skip=lambda uuid: uuid not in kept)
    if kept:
        stack(layout, order_of(old))
    yield
    _carry_layers(old, layout)
    if found.layout.name() != found.record.name:
        layout.setName(found.layout.name())
    yield
    if found.retouches:
        layout.refresh()


def _carry_layers(old: QgsPrintLayout, new: QgsPrintLayout) -> None:
    """Show in each map the layers of the user's own that were put into it, above what they stood on."""
    maps = {key: item for key, item in keyed_items(new).items() if isinstance(item, QgsLayoutItemMap)}
    for key, item in keyed_items(old).items():
        if key not in maps:
            continue
        layers = list(maps[key].layers())
        shown = item.layers()
        for place, layer in enumerate(shown):
            if _ours(layer) or new.project().mapLayer(layer.id()) is not layer:
                continue
            below = next((name for name in map(_name, shown[place + 1 :]) if name in map(_name, layers)), None)
            at = [_name(one) for one in layers].index(below) if below else len(layers)
            layers.insert(at, layer)
        if len(layers) != len(maps[key].layers()):
            maps[key].setLayers(layers)


def _ours(layer: QgsVectorLayer) -> bool:
    return any(str(name).startswith("atlas_soins/") for name in layer.customPropertyKeys())


def _name(layer: QgsVectorLayer) -> str:
    return str(layer.customProperty(KEY) or layer.id())


def _say(found: Review, report: Report) -> None:
    for retouch in found.retouches:
        words = {"feuille": retouch.sheet, "sujet": retouch.subject, "aspect": ", ".join(retouch.aspects)}
        if retouch.applied:
            report.add(CODES[retouch.kind], Severity.INFO, **words)
        else:
            report.add(LOST, Severity.WARNING, **words)
