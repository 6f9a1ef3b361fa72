"""A sheet drawn by another process enters the project of this one, with what the user did to the one before it."""

from __future__ import annotations

from collections.abc import Generator

from qgis.core import QgsProject

from ...core.findings import Report
from ..retouch.held import Held
from ..retouch.keep import put_back, record_drawn
from ..retouch.layers import add_layers, keep_styles, remove_former, remove_layer, shared_base
from ..retouch.record import KEY
from ..retouch.review import review_steps, say_lost_texts
from .as_text import read_layer, read_layout
from .parcel import Parcel


def arrive(
    project: QgsProject, parcel: Parcel, sent: Held, released: frozenset[str], report: Report
) -> Generator[None, None, str | None]:
    """Put a drawn sheet in the place of the one before it, a little a step; what was not finished is taken back.

    Args:
        project: holds the sheets drawn before.
        parcel: the sheet.
        sent: what steered its drawing.
        released: keys of retouches to let go.
        report: receives what is held by hand (RET01 to RET09).

    Returns:
        The name of the layout; None where the user has moved something meanwhile that steers the drawing.
    """
    own = {}
    for text in parcel.layers:
        layer = read_layer(text)
        own[str(layer.customProperty(KEY))] = layer
        yield
    base = []
    for text in parcel.base:
        base.append(read_layer(text))
        yield
    before = yield from review_steps(project, parcel.sheet, released)
    if before.held != sent:
        return None
    styles = yield from keep_styles(before, own)
    say_lost_texts(before, own)
    known = set(project.mapLayers())
    try:
        # The former drawing is there until all of the new one is.
        yield from add_layers(project, before, parcel.title, own, movable=True)
        written = parcel.layout
        for theirs, ours in zip(base, shared_base(project, base, released), strict=True):
            written = written.replace(theirs.id(), ours.id())
        yield
        layout = yield from read_layout(project, written)
        record_drawn(before, layout, styles)
        yield
        yield from put_back(before, layout, report)
        yield
        remove_former(project, before)
        if before.layout is not None:
            project.layoutManager().removeLayout(before.layout)
        project.layoutManager().addLayout(layout)
        own.clear()
    finally:
        for layer_id in {layer.id() for layer in own.values()} & set(project.mapLayers()) - known:
            remove_layer(project, project.mapLayer(layer_id))
    return layout.name()
