"""A chart on screen: values under the pointer, marks chosen by click or by the arrow keys."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPointF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...core import charts
from ...core.charts import Chart
from ...core.french import french_number, typeset
from ...gis.charts.looks import CROSSED, EMPTY, FALLING, LEVEL, RISING, Look, look
from .axis import french_axis_class
from .boxes import boxes_class
from .key import Entry, Key
from .library import available, pyqtgraph
from .marks import Mark, is_flat, marks_of

_PATTERNS = {
    RISING: Qt.BrushStyle.BDiagPattern, FALLING: Qt.BrushStyle.FDiagPattern, CROSSED: Qt.BrushStyle.DiagCrossPattern,
    LEVEL: Qt.BrushStyle.HorPattern, EMPTY: Qt.BrushStyle.NoBrush,
}
_SYMBOLS = {"rond": "o", "carre": "s", "triangle": "t1", "losange": "d"}
_DASHES = {
    "continu": Qt.PenStyle.SolidLine, "tirets": Qt.PenStyle.DashLine, "points": Qt.PenStyle.DotLine,
    "mixte": Qt.PenStyle.DashDotLine, "longs": Qt.PenStyle.DashLine, "courts": Qt.PenStyle.DashDotDotLine,
}
_NEAR = 9  # pixels around a point that count as on it
_LONGEST = 24  # letters of a category
_CROWDED = 14  # categories whose names no longer fit side by side


class ChartPlot(QWidget):
    """Shows a chart of the core. ``chosen`` tells the keys of the marks chosen; ``said`` the value pointed at."""

    chosen = pyqtSignal(list)
    said = pyqtSignal(str)

    def __init__(self, name: str):
        super().__init__()
        self.chart: Chart | None = None
        self.keys: list[str] = []
        self._marks: list[Mark] = []
        self._at = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.view = None
        self.notice = QLabel(
            self.tr("Charts on screen need the Python package pyqtgraph. Tables, and charts as files, work without it.")
        )
        self.notice.setWordWrap(True)
        self.notice.setVisible(not available())
        self.layout_.addWidget(self.notice)
        self.title = QLabel()
        self.title.setWordWrap(True)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.layout_.addWidget(self.title)
        self.key = Key()
        self.key.show_entries([])
        self.layout_.addWidget(self.key)
        self.setMinimumHeight(260 if available() else 0)

    def show_chart(self, chart: Chart | None) -> None:
        """Draw another chart; None clears."""
        self.chart, self.keys, self._at = chart, [], -1
        self._marks = [] if chart is None else marks_of(chart)
        self.setAccessibleDescription("" if chart is None else chart.title)
        if not available() or (chart is None and self.view is None):
            return
        self._make_view()
        self.key.show_entries([])
        self.title.clear()
        if chart is not None:
            self._draw(chart)

    def select(self, keys: list[str]) -> None:
        """Mark these keys as chosen, without telling."""
        self.keys = [] if self.chart is None else [key for key in self.chart.keys if key in set(keys)]
        self._outline()

    # What Qt calls

    def keyPressEvent(self, event) -> None:
        """Arrows go from mark to mark, Enter or Space choose, with Ctrl one more."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self._marks:
            self._at = (self._at + steps[event.key()]) % len(self._marks) if self._at >= 0 else 0
            self._say(self._marks[self._at])
            self._outline()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at >= 0:
            self._choose(self._marks[self._at], bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event) -> None:
        """Another theme: the same chart on its ground."""
        if event.type() == event.Type.PaletteChange and self.view is not None:
            keys = self.keys
            self.show_chart(self.chart)
            self.select(keys)
        super().changeEvent(event)

    # Drawing

    def _make_view(self) -> None:
        """A new view each time.

        QGIS makes Python take an absent scene for a QVariant, at which pyqtgraph stumbles for every item taken away.
        """
        if self.view is not None:
            self.layout_.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        graph = pyqtgraph()

        axes = {side: french_axis_class()(side) for side in ("bottom", "left")}
        self.view = graph.PlotWidget(axisItems=axes)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMenuEnabled(False)
        self.view.hideButtons()
        self.view.setMouseEnabled(x=False, y=False)
        pen = graph.mkPen(self.palette().color(QPalette.ColorRole.Highlight), width=3)
        self._overlay = self.view.plot([], [], connect="finite", pen=pen)
        self._overlay.setZValue(10)
        self._rings = graph.ScatterPlotItem(size=15, brush=None, pen=pen)
        self._rings.setZValue(10)
        self.view.addItem(self._rings)
        self.view.scene().sigMouseMoved.connect(self._hover)
        self.view.scene().sigMouseClicked.connect(self._click)
        self.layout_.addWidget(self.view, 1)
        ink = self.palette().color(QPalette.ColorRole.Text)
        self.view.setBackground(self.palette().color(QPalette.ColorRole.Base))
        for side in ("bottom", "left"):
            axis = self.view.getAxis(side)
            axis.setTextPen(ink)
            axis.setPen(ink)

    def _draw(self, chart: Chart) -> None:
        graph = pyqtgraph()
        ink = self.palette().color(QPalette.ColorRole.Text)
        self.title.setText(typeset(chart.title))
        for side in ("bottom", "left"):
            self.view.getAxis(side).setTicks(None)
            self.view.getAxis(side).both_ways = chart.form == charts.PYRAMID and side == "bottom"
            self.view.setLabel(side, "")
        self.key.show_entries([] if chart.form in (charts.RANKS, charts.SCATTER) else self._entries(graph, chart))
        for number in range(len(chart.series)):
            mine = [mark for mark in self._marks if mark.series == number]
            if chart.form in (charts.LINES, charts.CURVE):
                self._draw_line(graph, number, mine)
            elif chart.form == charts.SCATTER:
                self._draw_points(graph, mine)
            elif chart.form == charts.TARGETS and number:
                self._draw_strokes(graph, number, mine)
            else:
                self._draw_boxes(graph, number, mine)
        self._draw_lines_across(graph, chart, ink)
        self._tell_lost(graph, chart, ink)
        self._name_categories(chart)
        self._make_room(chart)
        self._outline()

    def _entries(self, graph, chart: Chart) -> list[Entry]:
        """The key: a line for what is drawn as one, else a swatch."""
        entries = []
        for number, series in enumerate(chart.series):
            shown = look(series.role)
            strokes = chart.form == charts.TARGETS and number
            if chart.form in (charts.LINES, charts.CURVE) or strokes:
                pen = graph.mkPen(self._visible(shown.colour), width=3 if strokes else 2, style=_DASHES[shown.dash])
                entries.append(Entry(typeset(series.name), pen))
            else:
                pen = graph.mkPen(self._visible(shown.colour))
                entries.append(Entry(typeset(series.name), pen, self._brush(graph, shown)))
        return entries

    def _brush(self, graph, shown: Look):
        brush = graph.mkBrush(QColor(shown.colour))
        if shown.pattern in _PATTERNS:
            brush.setStyle(_PATTERNS[shown.pattern])
        return brush

    def _make_room(self, chart: Chart) -> None:
        """All marks, zero for lines, and room for a number over the highest."""
        if not self._marks:
            return
        lines = [y for _, _, y in chart.marks if y is not None]
        low = min([mark.bottom for mark in self._marks] + lines)
        high = max([mark.top for mark in self._marks] + lines)
        left = min(mark.left for mark in self._marks)
        right = max(mark.right for mark in self._marks)
        if chart.form == charts.LINES:
            low = min(low, 0.0)
        if chart.form in (charts.BARS, charts.LINES, charts.RANKS):
            left, right = -0.5, len(chart.categories) - 0.5
        elif is_flat(chart):
            low, high = -0.5, len(chart.categories) - 0.5
        wide, tall = (right - left) or 1.0, (high - low) or 1.0
        margin = 0.0 if chart.form == charts.CURVE else 0.04
        self.view.setXRange(left - margin * wide, right + (margin + 0.02) * wide, padding=0)
        self.view.setYRange(low - 0.03 * tall, high + 0.09 * tall, padding=0)

    def _draw_boxes(self, graph, number: int, marks: list[Mark]) -> None:
        series = self.chart.series[number]
        shown = look(series.role)
        if marks:
            self.view.addItem(boxes_class()(marks, self._brush(graph, shown), graph.mkPen(self._visible(shown.colour))))
        if self.chart.form == charts.BARS and len(self.chart.categories) <= _CROWDED:
            ink = self.palette().color(QPalette.ColorRole.Text)
            for mark in marks:
                dark = series.role == charts.SUBSET
                label = graph.TextItem(series.texts[mark.place], color="#ffffff" if dark else ink,
                                       anchor=(0.5, 0 if dark else 1))
                label.setPos(mark.middle[0], mark.top)
                self.view.addItem(label)

    def _draw_line(self, graph, number: int, marks: list[Mark]) -> None:
        series = self.chart.series[number]
        shown = look(series.role)
        colour = self._visible(shown.colour)
        values = [float("nan") if value is None else value for value in series.values]
        across = list(self.chart.x) if self.chart.form == charts.CURVE else list(range(len(values)))
        points = {} if self.chart.form == charts.CURVE else {
            "symbol": _SYMBOLS[shown.shape], "symbolSize": 9, "symbolBrush": colour, "symbolPen": colour,
        }
        pen = graph.mkPen(colour, width=2, style=_DASHES[shown.dash])
        if marks:
            self.view.plot(across, values, pen=pen, connect="finite", **points)

    def _draw_points(self, graph, marks: list[Mark]) -> None:
        edge = graph.mkPen(self.palette().color(QPalette.ColorRole.Base))
        fill = graph.mkBrush(self._visible("#3f6d96"))
        across, up = [mark.left for mark in marks], [mark.top for mark in marks]
        self.view.addItem(graph.ScatterPlotItem(x=across, y=up, size=9, brush=fill, pen=edge))

    def _draw_strokes(self, graph, number: int, marks: list[Mark]) -> None:
        """The ends of a target, and the span between them once both are known."""
        series = self.chart.series[number]
        across = [value for mark in marks for value in (mark.left, mark.left)]
        up = [value for mark in marks for value in (mark.bottom, mark.top)]
        pen = graph.mkPen(self._visible(look(series.role).colour), width=3)
        self.view.plot(across, up, connect="pairs", pen=pen)

    def _draw_lines_across(self, graph, chart: Chart, ink: QColor) -> None:
        for words, x, y in chart.marks:
            for angle, value in ((90, x), (0, y)):
                if value is not None:
                    pen = graph.mkPen(ink, width=1, style=Qt.PenStyle.DashLine)
                    shown = f"{typeset(words)} : {french_number(value, 1)}"
                    self.view.addItem(graph.InfiniteLine(
                        value, angle, pen, label=shown, labelOpts={
                            "position": 0.88 if angle else 0.97, "color": ink, "movable": False,
                            "anchors": [(1, 1), (1, 1)],
                        },
                    ))

    def _tell_lost(self, graph, chart: Chart, ink: QColor) -> None:
        """The words for a value that is not, where a bar or a point would stand."""
        if chart.form not in (charts.BARS, charts.LINES) or len(chart.categories) > _CROWDED:
            return
        for place in range(len(chart.categories)):
            lost = [one for one in chart.series if one.values[place] is None and one.texts[place]]
            if lost:
                label = graph.TextItem("\n".join(one.texts[place] for one in lost), color=ink, anchor=(0.5, 1))
                label.setPos(place, 0)
                self.view.addItem(label)

    def _name_categories(self, chart: Chart) -> None:
        unit = chart.unit[:1].upper() + chart.unit[1:] if chart.unit != "min" else "minutes"
        self.view.setLabel("bottom" if is_flat(chart) else "left", typeset(unit))
        if chart.form in (charts.CURVE, charts.SCATTER):
            self.view.setLabel("bottom", typeset("minutes" if chart.x_unit == "min" else chart.x_unit))
            return
        count = len(chart.categories)
        rows = range(count) if not is_flat(chart) or chart.form == charts.PYRAMID else range(count - 1, -1, -1)
        names = list(zip(rows, map(_short, chart.categories), strict=True))
        # Long names would cover one another.
        if chart.form == charts.RANKS and count > _CROWDED / 3:
            words = self.tr("{n} territories, the highest first")
            self.view.setLabel("bottom", words.format(n=count))
            names = []
        self.view.getAxis("left" if is_flat(chart) else "bottom").setTicks([names])

    def _visible(self, colour: str) -> QColor:
        """The colour, lighter where a dark ground would swallow it."""
        shown = QColor(colour)
        if self.palette().color(QPalette.ColorRole.Base).lightness() < 110 and shown.lightness() < 130:
            return shown.lighter(170)
        return shown

    def _outline(self) -> None:
        """A frame around the marks chosen, and around the one the arrow keys are at."""
        if self.view is None or self.chart is None:
            return
        keys = set(self.keys)
        shown = [
            mark for place, mark in enumerate(self._marks) if self.chart.keys[mark.place] in keys or place == self._at
        ]
        if self.chart.form in (charts.LINES, charts.CURVE, charts.SCATTER):
            self._rings.setData([mark.left for mark in shown], [mark.top for mark in shown])
            return
        across: list[float] = []
        up: list[float] = []
        nan = float("nan")
        for mark in shown:
            across += [mark.left, mark.right, mark.right, mark.left, mark.left, nan]
            up += [mark.bottom, mark.bottom, mark.top, mark.top, mark.bottom, nan]
        self._overlay.setData(across, up)

    # Pointing

    def mark_at(self, position: QPointF) -> Mark | None:
        """The mark under a position of the scene, the nearest within a few pixels; subsets win over their totals."""
        box = self.view.getPlotItem().vb
        best, least = None, float(_NEAR)
        for mark in self._marks:
            one = box.mapViewToScene(QPointF(mark.left, mark.bottom))
            other = box.mapViewToScene(QPointF(mark.right, mark.top))
            across = _outside(position.x(), one.x(), other.x())
            up = _outside(position.y(), one.y(), other.y())
            away = (across**2 + up**2) ** 0.5
            if away < least or (away == least and best is not None):
                best, least = mark, away
        return best

    def words_of(self, mark: Mark) -> str:
        """What a mark says: category, series, value with its unit."""
        series = self.chart.series[mark.series]
        unit = f" {self.chart.unit}" if self.chart.unit else ""
        words = f"{self.chart.categories[mark.place]} – {series.name} : {series.texts[mark.place]}{unit}"
        if self.chart.form == charts.RANKS:
            rank = f"{mark.place + 1} / {len(self.chart.keys)}"
            words = f"{self.chart.categories[mark.place]} : {series.texts[mark.place]}{unit} ({rank})"
        if self.chart.form == charts.SCATTER:
            words += f" ; {french_number(self.chart.x[mark.place], 1)} {self.chart.x_unit}"
        return typeset(words)

    def _hover(self, position: QPointF) -> None:
        mark = self.mark_at(position) if self._marks else None
        if mark is not None:
            self._say(mark)

    def _click(self, event) -> None:
        mark = self.mark_at(event.scenePos()) if self._marks else None
        if mark is not None:
            self._choose(mark, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _choose(self, mark: Mark, more: bool) -> None:
        key = self.chart.keys[mark.place]
        before = self.keys if more else []
        self.keys = [one for one in before if one != key] if key in before else [*before, key]
        self._say(mark)
        self._outline()
        self.chosen.emit(self.keys)

    def _say(self, mark: Mark) -> None:
        words = self.words_of(mark)
        self.setToolTip(words)
        self.said.emit(words)


def _short(name: str) -> str:
    """A category as an axis has room for it; the pointer tells it whole."""
    shown = typeset(name)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1].rstrip()}…"


def _outside(value: float, one: float, other: float) -> float:
    low, high = min(one, other), max(one, other)
    return max(low - value, 0.0, value - high)
