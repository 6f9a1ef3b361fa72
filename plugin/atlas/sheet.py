"""A sheet of the catalogue becomes a print layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely
from qgis.core import QgsPrintLayout, QgsVectorLayer

from ..core.findings import Severity
from ..core.map_frame import MapFrame
from ..core.pause import stoppable
from ..core.steps import exhausted
from ..gis.pinned_labels import text_size
from .catalogue import Sheet
from .chart_sheet import is_chart_sheet, lay_out_charts
from .content import Drawing, LegendItem, LegendSection
from .context import AtlasContext, ScopedContext
from .edition import NARROW_SPACE, french_date, joined, source_line, typeset
from .focus import Focus, without_count_note, without_counts
from .islands import island_strip, small_islands
from .layout import DEFAULT_TEMPLATE, SheetLayout
from .makers import Maker, maker
from .makers.series import SeriesMaker
from .overseas import main_frame, overseas_insets
from .page import MAIN, Inset, crowded_places, frame_names, place_insets
from .press import PRINTER
from .provenance import data_state, of_table, speaking_for
from .retouch.held import HeldFrame
from .retouch.keep import finish, name_items
from .retouch.layers import add_layers, keep_styles, keyed_layers, remove_former, shared_base
from .retouch.review import Review, review, say_lost_texts

# Layout variables that tell which sheet a layout is and from which data it was drawn.
SHEET_VARIABLE, DATA_VARIABLE = "feuille", "donnees"
# The setting of an edition that gives the territory of sub-regional sheets: ``emprise_departement``.
EXTENT_SETTING = "emprise"
_DEMONSTRATION = "Données illustratives ou approchées : à ne pas diffuser comme un état réel de l’offre."


# Layers whose fills ask for darker limits.
_FILLED = ("zonage", "zonage_ps", "choroplethe", "recouvrements", "surbrillance", "oqos")
# Layers whose areas are what the sheet is about: their legend comes first.
_THEMES = ("acces", "scenario", "zonage_ps", "choroplethe", "recouvrements", "surbrillance", "oqos")


@dataclass(frozen=True)
class Prepared:
    """A sheet with its makers; ``lacking`` names the tables it waits for, empty when it can be drawn.

    ``context`` is the run, cut to one territory where the sheet is sub-regional.
    """

    sheet: Sheet
    makers: list[Maker]
    lacking: list[str]
    context: AtlasContext


def prepare(context: AtlasContext, sheet: Sheet) -> Prepared:
    """Read what the sheet needs and say what the workspace lacks for it."""
    if "commune" not in context.filled:
        return Prepared(sheet, [], ["commune"], context)
    if sheet.extent:
        kind, code = sheet.extent
        # Another territory than the catalogue's is an agency's choice for all its sheets.
        code = context.settings.get(f"{EXTENT_SETTING}_{kind}", code)
        cut = context.within(kind, code)
        if cut is None:
            return Prepared(sheet, [], [f"territoire:{kind} {code} ({EXTENT_SETTING}_{kind})"], context)
        context = cut
    makers = [maker(context, spec, sheet) for spec in sheet.layers]
    lacking = list(dict.fromkeys(table for one in makers for table in one.missing()))
    return Prepared(sheet, makers, lacking, context)


def build_sheet(
    context: AtlasContext,
    prepared: Prepared,
    page_number: int,
    released: frozenset[str] = frozenset(),
    focus: Focus | None = None,
    before: Review | None = None,
) -> QgsPrintLayout:
    """Draw a sheet whose data is complete as a print layout of the context's project; with ``focus``, of one territory.

    Where the project (or the one of the context's ``retouched``) holds the sheet already, what the user did to it is
    kept (`retouch`), but for the retouches whose keys are ``released``. ``before`` says what steers the drawing where
    the sheet is in a project of another process.

    Raises:
        Stopped: the job was asked to stop; the project is as it was.
    """
    sheet, context = prepared.sheet, prepared.context
    if before is None:
        before = review(context.retouched or context.project, sheet.id, released)
    context.begin_sheet(sheet.id, before.files)
    context.held = before.held
    press_page = page_number if context.edition.impression == PRINTER and focus is None else 0
    template = sheet.template or context.edition.gabarit or DEFAULT_TEMPLATE
    name = f"{sheet.id} – {sheet.title}"
    page = SheetLayout(context.project, template, name, context.charter, press_page)
    title = sheet.title if focus is None or focus.whole else f"{sheet.title} – {focus.name}"
    page.set_words({"titre": typeset(title)})
    page.fit_title()
    if is_chart_sheet(sheet):
        return _finish_charts(context, prepared, page, before, page_number, focus)
    maps = _draw_maps(context, prepared, page, focus)
    with stoppable(lambda: False):  # a sheet that has begun to enter the project is finished
        return _lay_out(context, prepared, page, maps, before, page_number, focus)


@dataclass(frozen=True)
class _Maps:
    """What the maps of a sheet show, before any of it is in the project. ``own``: its layers by `keyed_layers`."""

    main: MapFrame
    insets: list[Inset]
    drawings: list[Drawing]
    own: dict[str, QgsVectorLayer]
    limits: list[QgsVectorLayer]
    base: list[QgsVectorLayer]  # coast, communes, ground


def _draw_maps(context: AtlasContext, prepared: Prepared, page: SheetLayout, focus: Focus | None) -> _Maps:
    sheet, makers = prepared.sheet, prepared.makers
    main = _main_frame(context, page) if focus is None else focus.frame(MAIN, *page.map_size)
    insets = _insets(context, makers, main, sheet.islands, page) if focus is None else []
    drawings = [one.draw(main, insets) for one in makers]
    own = keyed_layers(sheet.id, drawings, frame_names(main, insets))
    limits = context.base.limit_layers(sheet.limits, on_colour=any(spec["type"] in _FILLED for spec in sheet.layers))
    base = [context.base.coast_layer(), context.base.limit_layer("commune"), *context.base.ground_layers()]
    return _Maps(main, insets, drawings, own, limits, base)


def _lay_out(
    context: AtlasContext,
    prepared: Prepared,
    page: SheetLayout,
    maps: _Maps,
    before: Review,
    page_number: int,
    focus: Focus | None,
) -> QgsPrintLayout:
    """Put layers and page into the project, in the place of those drawn before."""
    sheet, project, drawings = prepared.sheet, context.project, maps.drawings
    styles = exhausted(keep_styles(before, maps.own))
    say_lost_texts(before, maps.own)
    exhausted(add_layers(project, before, page.layout.name(), maps.own, context.movable))
    remove_former(project, before)
    shared = shared_base(project, [*maps.limits, *maps.base], before.released, context.retouched)
    limits, (coast, communes, *ground) = shared[: len(maps.limits)], shared[len(maps.limits) :]
    edge, veil = _around(context, focus)
    for number, frame in enumerate(frame_names(maps.main, maps.insets)):
        over = [layer for drawing in drawings for layer in drawing.over.get(frame, ())]
        under = [layer for drawing in drawings for layer in drawing.under.get(frame, ())]
        if number == 0:
            page.set_map(maps.main, [*over, *edge, *limits, coast, *veil, *under, *ground])
        else:
            # At an inset's scale communes give the eye its bearings.
            page.add_inset(number, maps.insets[number - 1], [*over, *limits, coast, communes, *under, *ground])
    if focus is None and isinstance(context, ScopedContext):
        _set_locator(context.whole, page)
    page.set_family(sheet.family.colour)
    words = _words(context, sheet, drawings, page_number)
    sections = _sections(sheet, drawings, limits)
    charted = next((drawing for drawing in drawings if drawing.chart), Drawing())
    if focus is not None:
        words |= {"page": ""}
        del words["titre"]  # the territory's, set before
    if focus is not None and not focus.whole:
        # Counts and shares are the region's: on the map of a territory they would be read as its own.
        sections, charted = without_counts(sections), Drawing()
        words["notes"] = without_count_note(words["notes"])
        page.set_locator(focus.locator_frame(context, *page.locator_size), [*edge, coast, *ground])
    page.set_words(words)
    if not page.fill_column(sections, charted.chart, charted.chart_height):
        context.report.add("FEU02", Severity.WARNING, feuille=sheet.id)
    page.set_logo(context.edition.logo or context.charter.logo, context.edition.logo_2)
    name_items(page.layout, maps.insets)
    finish(before, page.layout, styles, context.report)
    _replace(context, before, page)
    return page.layout


def _finish_charts(
    context: AtlasContext,
    prepared: Prepared,
    page: SheetLayout,
    before: Review,
    page_number: int,
    focus: Focus | None,
) -> QgsPrintLayout:
    """A sheet of charts alone: of the region, or of the territory in focus."""
    sheet = prepared.sheet
    territory = "" if focus is None or focus.whole else focus.code
    found = [one.charts(territory) for one in prepared.makers if isinstance(one, SeriesMaker)]
    page.set_family(sheet.family.colour)
    words = _words(context, sheet, [Drawing(notes=notes) for _, notes in found], page_number)
    page.set_words({key: value for key, value in words.items() if key != "titre"})
    lay_out_charts(context, page, sheet, [chart for charts, _ in found for chart in charts])
    page.set_logo(context.edition.logo or context.charter.logo, context.edition.logo_2)
    name_items(page.layout, [])
    finish(before, page.layout, {}, context.report)
    _replace(context, before, page)
    return page.layout


def _replace(context: AtlasContext, before: Review, page: SheetLayout) -> None:
    if before.layout is not None and context.retouched is None:
        context.project.layoutManager().removeLayout(before.layout)
    context.project.layoutManager().addLayout(page.layout)


def _around(context: AtlasContext, focus: Focus | None) -> tuple[list[QgsVectorLayer], list[QgsVectorLayer]]:
    """The outline of the territory a map is about, and the veil over what lies around it."""
    layers = focus.layers(context) if focus is not None else []
    for layer in layers:
        context.project.addMapLayer(layer, False)
    return layers[:1], layers[1:]


def _set_locator(context: AtlasContext, page: SheetLayout) -> None:
    """The region with its départements, in which the main map's frame is marked."""
    base = context.base
    layers = [*base.limit_layers(["departement"]), base.coast_layer(), *base.ground_layers()]
    x_min, y_min, x_max, y_max = shapely.bounds(base.region)
    margin = 0.04 * max(x_max - x_min, y_max - y_min)
    frame = MapFrame("localisateur", x_min - margin, y_min - margin, x_max + margin, y_max + margin, 1.0)
    page.set_locator(frame, shared_base(context.project, layers))


def _main_frame(context: AtlasContext, page: SheetLayout) -> MapFrame:
    """The main map: fitted to the region, unless the user moved, resized or zoomed it."""
    held = context.held.frames.get(MAIN, HeldFrame())
    if held.place:
        page.place_map(*held.place)
    if held.extent:
        return MapFrame(MAIN, *held.extent, page.map_size[0])
    return main_frame(context.base.mainland, context.base.overseas, page.map_size)


def _insets(context: AtlasContext, makers: list[Maker], main: MapFrame, islets: bool, page: SheetLayout) -> list[Inset]:
    """Insets for the places where the sheet's sites stand too close to be read, and a strip of the small islands.

    Those the user took away stay away, those the user moved, resized or zoomed stand as they were put.
    """
    sites = [one.sites() for one in makers]
    population = context.base.communes.dropna(subset=["population"]).groupby("nom")["population"].max().to_dict()
    xy = np.concatenate([s.xy for s in sites]) if sites else np.empty((0, 2))
    names = [name for s in sites for name in s.communes]
    if context.base.overseas:
        near = [place for place, (x, y) in enumerate(xy) if main.holds(x, y)]
        xy, names = xy[near], [names[place] for place in near]
    # Among communes of as many sites the most populated names the inset.
    order = np.argsort([-population.get(name, 0.0) for name in names], kind="stable").astype(int)
    places = crowded_places(xy[order], [names[i] for i in order], main)
    places = [place for place in places if place[0] not in context.held.dropped]
    # What an inset may cover is sea and neighbouring land; the outline is enough at this scale.
    land = shapely.simplify(context.base.region, main.unit_per_mm / 2)
    islands = _strip(context, land, main) if islets else []
    islands += overseas_insets(context.base.overseas, main, context.workspace.crs)
    islands = [inset for inset in islands if inset.title not in context.held.dropped]
    automatic = place_insets(places, land, main, others=islands)
    mine = [inset for inset in automatic if inset.title in context.held.frames]
    if mine:
        fixed = [_as_put(context.held.frames[inset.title], inset, page) for inset in mine]
        rest = [place for place in places if place[0] not in context.held.frames]
        automatic = [*fixed, *place_insets(rest, land, main, others=[*islands, *fixed])]
    islands = [
        _as_put(context.held.frames[inset.title], inset, page) if inset.title in context.held.frames else inset
        for inset in islands
    ]
    return [*automatic, *islands]


def _as_put(held: HeldFrame, inset: Inset, page: SheetLayout) -> Inset:
    """An inset where and how the user put it."""
    frame, x, y = inset.frame, inset.x, inset.y
    width = held.place[2] if held.place else frame.width_mm
    bounds = held.extent or frame.bounds
    if held.place:
        x, y = (place - origin for place, origin in zip(held.place, page.map_place, strict=False))
    return replace(inset, frame=MapFrame(frame.name, *bounds, width), x=x, y=y)


def _strip(context: AtlasContext, land: shapely.Geometry, main: MapFrame) -> list[Inset]:
    """The insets of the small islands."""
    islands = small_islands(context.base.mainland, context.base.communes, main)
    name = context.charter.text("carton")
    return island_strip(islands, land, main, lambda text: text_size(text, name).width)


def _sections(sheet: Sheet, drawings: list[Drawing], limits: list[QgsVectorLayer]) -> list[LegendSection]:
    """The legend in its order: the theme's areas, symbols and links, limits, then zones that are but a background."""
    theme, signs, zones = [], [], []
    for spec, drawing in zip(sheet.layers, drawings, strict=True):
        if spec["type"] in _THEMES or (spec["type"] == "zonage" and len(drawings) == 1):
            theme += drawing.legend
        else:
            (zones if spec["type"] == "zonage" else signs).extend(drawing.legend)
    drawn = [_limit_section(limits)] if limits else []
    return [*theme, *signs, *drawn, *zones]


def _limit_section(limits: list[QgsVectorLayer]) -> LegendSection:
    """The limits in the legend, the finest first, each as wide as on the map."""
    by_width = sorted(limits, key=lambda layer: layer.renderer().symbol().width())
    return LegendSection("Limites", [LegendItem(layer) for layer in by_width])


def _words(context: AtlasContext, sheet: Sheet, drawings: list[Drawing], page_number: int) -> dict[str, str]:
    """The values of the layout's variables."""
    edition = context.edition
    values = {"region": context.place, "agence": edition.agence, "edition": edition.edition}
    for drawing in drawings:
        values |= drawing.words
    sources = _sources(context, sheet, drawings)
    notes = [_fill(context, note, values) for note in sheet.notes]
    notes += [note for drawing in drawings for note in drawing.notes]
    if len(sources) and sources["illustratif"].fillna(False).any():
        notes.append(_DEMONSTRATION)
    return edition.variables() | {
        "titre": typeset(sheet.title),
        "sous_titre": typeset(_fill(context, sheet.subtitle, values)),
        "famille": sheet.family.title,
        "notes": typeset("\n".join(notes)),
        "source": source_line(sources, edition, mapped=not is_chart_sheet(sheet)),
        "page": str(page_number),
        SHEET_VARIABLE: sheet.id,
        DATA_VARIABLE: data_state(context, sheet),
    }


def _sources(context: AtlasContext, sheet: Sheet, drawings: list[Drawing]) -> pd.DataFrame:
    """Rows of the table ``source`` for what the sheet draws, in the catalogue's order; the latest import of each."""
    rows = context.sources
    drawn = {table: part for drawing in drawings for table, part in drawing.parts.items()}
    found = [speaking_for(rows, drawn.get(name, name)) for name in sheet.sources]
    return pd.concat([rows.iloc[:0], *found]).drop_duplicates("mention")


def _outside(context: AtlasContext, kind: str) -> list[str]:
    """Names of the communes that lie in no territory of a type."""
    communes = context.base.communes
    inside = shapely.point_on_surface(communes["geom"].to_numpy())
    tree = shapely.STRtree(context.base.zoning(kind)["geom"].to_numpy())
    covered = np.unique(tree.query(inside, predicate="intersects")[0])
    return sorted(communes["nom"].drop(communes.index[covered]))


def _fill(context: AtlasContext, text: str, values: dict[str, str]) -> str:
    """Fill in a text of the catalogue.

    ``{name}`` becomes its value, ``{nombre:type}`` a count of territories, ``{date:table}`` the date of a table's
    source, ``{hors:type}`` the communes outside every territory of a type.
    """

    def replace(match: re.Match[str]) -> str:
        kind, _, argument = match[1].partition(":")
        if kind == "nombre":
            return f"{len(context.base.zoning(argument)):,}".replace(",", NARROW_SPACE)
        if kind == "date":
            dates = of_table(context.sources, argument)["date_donnees"].dropna()
            return french_date(dates.max()) if len(dates) else "(date inconnue)"
        if kind == "hors":
            return joined(_outside(context, argument)) or "aucune"
        return values.get(match[1], match[0])

    return re.sub(r"\{([^{}]+)\}", replace, text)
