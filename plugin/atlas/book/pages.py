"""Pages without a template: those of text, as large as the sheets and with the same strip and foot."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsExpressionContextUtils,
    QgsFillSymbol,
    QgsLayoutItemPage,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsReadWriteContext,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtXml import QDomDocument

from ...core.pause import pause
from ...gis.charter import Charter
from .. import press
from ..context import AtlasContext
from ..layout import DEFAULT_TEMPLATE, template_path
from ..layout_items import MM, Place, add_block, add_expression, add_label

_SHORT_SIDE = 210.0


@dataclass(frozen=True)
class PageFormat:
    """Size of a book's page in millimetres, and how much larger than the charter's its text is."""

    width: float
    height: float
    text: float

    @classmethod
    def of(cls, context: AtlasContext) -> PageFormat:
        """The format of the edition's template."""
        pause()
        path = template_path(context.edition.gabarit or DEFAULT_TEMPLATE)
        layout = QgsPrintLayout(context.project)
        document = QDomDocument()
        document.setContent(path.read_text(encoding="utf-8"))
        layout.loadFromTemplate(document, QgsReadWriteContext())
        size = layout.pageCollection().page(0).pageSize()
        scale = QgsExpressionContextUtils.layoutScope(layout).variable("atlas_taille_texte")
        return cls(size.width(), size.height(), float(scale or 1.0))

    @property
    def unit(self) -> float:
        """What a millimetre of A4 is on this page."""
        return min(self.width, self.height) / _SHORT_SIDE

    @property
    def landscape(self) -> bool:
        """Wider than high."""
        return self.width > self.height

    def place(self, x: float, y: float, width: float, height: float) -> Place:
        """A place given in millimetres of A4."""
        return Place(x * self.unit, y * self.unit, width * self.unit, height * self.unit)

    @property
    def right(self) -> float:
        """Right edge of the text, in millimetres of A4."""
        return self.width / self.unit - 7.0

    @property
    def foot(self) -> float:
        """Lower edge of the text, in millimetres of A4."""
        return self.height / self.unit - 24.0

    def columns(self, left: float, top: float, count: int, gap: float = 8.0) -> list[Place]:
        """Columns of one width from ``left`` to the right edge and down to the foot, in millimetres of A4."""
        width = (self.right - left - (count - 1) * gap) / count
        return [self.place(left + n * (width + gap), top, width, self.foot - top) for n in range(count)]


class BookPages:
    """A layout of pages of text: strip, foot and numbers stand; the content is added by its maker."""

    def __init__(self, context: AtlasContext, name: str, pages: int, page_format: PageFormat | None = None):
        self.context = context
        self.format = page_format or PageFormat.of(context)
        self.charter: Charter = context.charter.scaled(self.format.text)
        self.layout = QgsPrintLayout(context.project)
        self.layout.setName(name)
        self.layout.initializeDefaults()
        collection = self.layout.pageCollection()
        collection.clear()
        for _ in range(pages):
            page = QgsLayoutItemPage(self.layout)
            page.setPageSize(QgsLayoutSize(self.format.width, self.format.height, MM))
            collection.addPage(page)
        collection.setPageStyleSymbol(QgsFillSymbol.createSimple({"color": "#ffffff", "outline_style": "no"}))

    def frame(self, colour: str, family: str, first_page: int) -> None:
        """Strip, family and foot of every page."""
        form, edition = self.format, self.context.edition
        variables = edition.variables() | {"famille": family, "page": str(first_page)}
        for name, value in variables.items():
            QgsExpressionContextUtils.setLayoutVariable(self.layout, f"atlas_{name}", value)
        bottom = form.height / form.unit
        for page in range(self.layout.pageCollection().pageCount()):
            mark = "" if page == 0 else f"_{page + 1}"
            add_block(self.layout, f"bandeau_famille{mark}", colour, form.place(0, 0, 4, bottom), page)
            upright = form.place(0, bottom - 24, 150, 4)
            label = add_expression(
                self.layout, f"famille{mark}", "[% @atlas_famille %]", self.charter.text("famille"), upright, page
            )
            label.setItemRotation(-90)
            label.setVAlign(Qt.AlignmentFlag.AlignVCenter)
            foot = bottom - 19 if form.landscape else bottom - 11
            self._foot(
                f"edition{mark}", "[% @atlas_edition %]", "source", Place(form.right - 46, foot + 0.6, 34, 5), page
            )
            number = f"[% @atlas_page + {page} %]" if page else "[% @atlas_page %]"
            self._foot(f"page{mark}", number, "page", Place(form.right - 10, foot, 10, 6), page)

    def _foot(self, item_id: str, text: str, role: str, place: Place, page: int) -> None:
        where = self.format.place(place.x, place.y, place.width, place.height)
        label = add_expression(self.layout, item_id, text, self.charter.text(role), where, page)
        label.setHAlign(Qt.AlignmentFlag.AlignRight)

    def label(self, item_id: str, text: str, role: str, place: Place, page: int = 0) -> None:
        """A text at a place given in millimetres of A4."""
        where = self.format.place(place.x, place.y, place.width, place.height)
        add_label(self.layout, item_id, text, self.charter.text(role), where, page)

    def finish(self, first_page: int) -> QgsPrintLayout:
        """The printer's profile where the edition asks for it; the layout enters the project."""
        if self.context.edition.impression == press.PRINTER:
            press.dress(self.layout, first_page)
        manager = self.context.project.layoutManager()
        before = manager.layoutByName(self.layout.name())
        if before is not None:
            manager.removeLayout(before)
        manager.addLayout(self.layout)
        return self.layout
