"""A grid of small cells that is painted by itself: thousands of cells to a page, at the speed of scrolling.

It is a QTableView, so that cursor, selection, scrolling and what screen readers ask come from Qt; only the painting is
ours. A cell is a number (its look), and each look is drawn once and kept as a picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ctohandover.ui.widgets.basics import label, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractTableModel
    from PySide6.QtGui import QPaintEvent

    from ctohandover.ui.theme import Theme

LONGEST_NAME = 13
"""Heights of a line that a column's name may take; longer ones are cut."""


class Look(NamedTuple):
    """How one kind of cell is drawn. `dashed`: held outside only; `corner`: said, and not shown yet."""

    text: str
    back: str
    fore: str
    bold: bool = True
    dashed: bool = False
    corner: bool = False


class Total(NamedTuple):
    """What stands under a column's name: a short text and its tone."""

    text: str
    tone: str


class MatrixData(Protocol):
    """What the view asks of its model, besides what every model answers."""

    def codes(self, row: int) -> Sequence[int]: ...
    def look(self, code: int) -> Look: ...
    def band(self, column: int) -> str: ...
    def total(self, column: int) -> Total: ...
    def column_name(self, column: int) -> str: ...
    def row_name(self, row: int) -> tuple[str, bool]:
        """(name, whether it is printed weaker)."""
        ...


class Matrix(QTableView):
    """`digit_typed` comes for a digit on the chosen cells, `opened` for Enter or a double click on one."""

    digit_typed = Signal(int)
    opened = Signal(QModelIndex)
    pasted = Signal(str)
    menu_asked = Signal(QPoint)
    column_chosen = Signal(int)
    row_chosen = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._pictures: dict[int, QPixmap] = {}
        self._foot_label = label(name="muted", size=0.92)
        self._foot_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._foot_label.setParent(self)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_asked)
        tall = self.fontMetrics().height()
        self.setHorizontalHeader(ColumnNames(theme, self))
        self.setVerticalHeader(RowNames(theme, self))
        for head, size in ((self.horizontalHeader(), tall * 2 + 8), (self.verticalHeader(), tall + 14)):
            head.setMinimumSectionSize(size)
            head.setDefaultSectionSize(size)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setSectionsClickable(True)
            head.setHighlightSections(True)
        self.horizontalHeader().sectionClicked.connect(self.column_chosen)
        self.verticalHeader().sectionClicked.connect(self.row_chosen)
        self.doubleClicked.connect(self.opened)
        theme.changed.connect(self._forget_pictures)

    def name_totals(self, text: str) -> None:
        """What the row of totals under the names of the columns says."""
        self._foot_label.setText(text)

    def totals_width(self) -> int:
        return self._foot_label.sizeHint().width() + 10

    def updateGeometries(self) -> None:  # noqa: N802
        super().updateGeometries()
        wide, foot = self.verticalHeader().width(), self.fontMetrics().height() + 8
        self._foot_label.setGeometry(0, self.horizontalHeader().height() - foot, wide - 6, foot)
        self._foot_label.raise_()

    def setModel(self, model: QAbstractTableModel) -> None:  # type: ignore[override] # noqa: N802
        super().setModel(model)
        model.modelReset.connect(self.refresh_heads)
        self.refresh_heads()

    @property
    def data_model(self) -> MatrixData:
        return cast("MatrixData", self.model())

    def refresh_heads(self) -> None:
        """Names may have come that need more room, or less."""
        self._pictures.clear()
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.updateGeometry()
        self.updateGeometries()
        self.viewport().update()

    def _forget_pictures(self) -> None:
        self._pictures.clear()
        self.viewport().update()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        model = self.model()
        if model is None or not model.rowCount() or not model.columnCount():
            return
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        wide, tall = columns.defaultSectionSize(), rows.defaultSectionSize()
        left, top = columns.offset(), rows.offset()
        area = event.rect()
        first_column, last_column = _span(area.left() + left, area.right() + left, wide, model.columnCount())
        first_row, last_row = _span(area.top() + top, area.bottom() + top, tall, model.rowCount())
        picture, codes = self._picture, self.data_model.codes
        for row in range(first_row, last_row + 1):
            y = row * tall - top
            line = codes(row)
            for column in range(first_column, last_column + 1):
                painter.drawPixmap(column * wide - left, y, picture(line[column]))
        self._paint_selection(painter, QRect(-left, -top, wide, tall))

    def _paint_selection(self, painter: QPainter, origin: QRect) -> None:
        colours = self._theme.colours
        wide, tall = origin.width(), origin.height()
        shade = QColor(colours.accent)
        shade.setAlphaF(0.28)
        selection = self.selectionModel()
        ranges = selection.selection()
        for chosen in (ranges.at(number) for number in range(ranges.size())):
            if chosen.width() * chosen.height() > 1:
                rect = QRect(
                    origin.x() + chosen.left() * wide,
                    origin.y() + chosen.top() * tall,
                    chosen.width() * wide,
                    chosen.height() * tall,
                )
                painter.fillRect(rect, shade)
                painter.setPen(QPen(QColor(colours.accent), 1))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        current = self.currentIndex()
        if current.isValid():
            rect = QRect(origin.x() + current.column() * wide, origin.y() + current.row() * tall, wide, tall)
            painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.muted), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _picture(self, code: int) -> QPixmap:
        found = self._pictures.get(code)
        if found is None:
            found = self._pictures[code] = self._draw(self.data_model.look(code))
        return found

    def _draw(self, look: Look) -> QPixmap:
        colours = self._theme.colours
        size = QSize(self.horizontalHeader().defaultSectionSize(), self.verticalHeader().defaultSectionSize())
        ratio = self.devicePixelRatioF()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(colours.surface))
        painter = QPainter(picture)
        rect = QRectF(1, 1, size.width() - 2, size.height() - 2)
        painter.fillRect(rect, QColor(look.back))
        if look.dashed:
            edge = rect.adjusted(1.5, 1.5, -1.5, -1.5)
            painter.setPen(QPen(QColor(colours.edge_inner), 3))
            painter.drawRect(edge)
            pen = QPen(QColor(colours.edge), 2)
            pen.setDashPattern([2.5, 1.5])
            painter.setPen(pen)
            painter.drawRect(edge)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.fore))
        if look.corner:
            side = max(4.0, size.height() / 7)
            painter.drawEllipse(QRectF(rect.right() - side - 4, rect.top() + 4, side, side))
        font = QFont(self.font())
        font.setBold(look.bold)
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, look.text)
        painter.end()
        return picture

    # --- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        text = event.text()
        if text in ("0", "1", "2", "3", "4") and self.currentIndex().isValid():
            self.digit_typed.emit(int(text))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Menu:
            self.menu_asked.emit(self.visualRect(self.currentIndex()).center())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Digits set levels; nothing is searched by typing."""

    def chosen(self) -> list[tuple[int, int]]:
        """(row, column) of the chosen cells; the one under the cursor where there is no selection."""
        found = [(index.row(), index.column()) for index in self.selectionModel().selectedIndexes()]
        current = self.currentIndex()
        return found or ([(current.row(), current.column())] if current.isValid() else [])

    def as_text(self) -> str:
        """The chosen block as spreadsheets take it: a row a line, tabs between."""
        cells = self.chosen()
        if not cells:
            return ""
        rows = range(min(row for row, _ in cells), max(row for row, _ in cells) + 1)
        columns = range(min(column for _, column in cells), max(column for _, column in cells) + 1)
        wanted, model = set(cells), self.model()
        return "\n".join(
            "\t".join(
                str(model.index(row, column).data() or "") if (row, column) in wanted else "" for column in columns
            )
            for row in rows
        )

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, and bring it into view."""
        index = self.model().index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)


def _span(first: int, last: int, size: int, count: int) -> tuple[int, int]:
    """The first and the last section that have something of the pixels `first` to `last`."""
    return max(0, first // size), min(count - 1, last // size)


class ColumnNames(QHeaderView):
    """Bands (categories) at the top, names that stand upright, and under each what the column comes to."""

    def __init__(self, theme: Theme, matrix: Matrix) -> None:
        super().__init__(Qt.Orientation.Horizontal, matrix)
        self._theme, self._matrix = theme, matrix
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:  # noqa: N802
        model = self.model()
        line = self.fontMetrics().height()
        longest = line * 3
        if model is not None:
            data = cast("MatrixData", self.model())
            for column in range(model.columnCount()):
                longest = max(longest, self.fontMetrics().horizontalAdvance(data.column_name(column)) + 10)
        return QSize(super().sizeHint().width(), self._band() + min(longest, line * LONGEST_NAME) + self._foot())

    def _band(self) -> int:
        return self.fontMetrics().height() + 6

    def _foot(self) -> int:
        return self.fontMetrics().height() + 8

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        colours = self._theme.colours
        painter.fillRect(event.rect(), QColor(colours.surface))
        model = self.model()
        if model is None or not model.columnCount():
            return
        wide, left = self.defaultSectionSize(), self.offset()
        first, last = _span(left, left + self.viewport().width(), wide, model.columnCount())
        data, metrics = cast("MatrixData", self.model()), self.fontMetrics()
        name_height = self.height() - self._band() - self._foot()
        current = self._matrix.currentIndex().column() if self._matrix.hasFocus() else -1
        for column in range(first, last + 1):
            x = column * wide - left
            painter.save()
            painter.translate(x, self._band() + name_height)
            painter.rotate(-90)
            painter.setFont(scaled(self.font(), 1.0, bold=column == current))
            painter.setPen(QColor(colours.text if column == current else colours.muted))
            shown = metrics.elidedText(data.column_name(column), Qt.TextElideMode.ElideRight, name_height - 6)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(4, 0, name_height - 4, wide), flags, shown)
            painter.restore()
            self._paint_total(painter, QRect(x, self.height() - self._foot(), wide, self._foot()), data.total(column))
        self._paint_bands(painter, first, last)

    def _paint_total(self, painter: QPainter, rect: QRect, total: Total) -> None:
        fore, back = self._theme.colours.pair(total.tone)
        painter.fillRect(rect.adjusted(1, 1, -1, -2), QColor(back))
        painter.setPen(QColor(fore))
        painter.setFont(scaled(self.font(), 0.92, bold=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, total.text)

    def _paint_bands(self, painter: QPainter, first: int, last: int) -> None:
        """One word over the columns of a category; it stays in view while any of them is."""
        colours, wide, left = self._theme.colours, self.defaultSectionSize(), self.offset()
        data = cast("MatrixData", self.model())
        painter.setFont(scaled(self.font(), 0.92))
        metrics = painter.fontMetrics()
        start = first
        while start <= last:
            end = start
            while end < last and data.band(end + 1) == data.band(start):
                end += 1
            rect = QRect(start * wide - left, 0, (end - start + 1) * wide, self._band())
            seen = rect.intersected(self.viewport().rect()).adjusted(2, 0, -3, 0)
            name = data.band(start)
            if name:
                painter.setPen(QPen(QColor(colours.field_line)))
                painter.drawLine(rect.left() + 1, rect.bottom(), rect.right() - 2, rect.bottom())
                painter.setPen(QColor(colours.muted))
                shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, seen.width())
                painter.drawText(seen, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            start = end + 1


class RowNames(QHeaderView):
    """The people, at the left."""

    def __init__(self, theme: Theme, matrix: Matrix) -> None:
        super().__init__(Qt.Orientation.Vertical, matrix)
        self._theme, self._matrix = theme, matrix
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = QFontMetrics(scaled(self.font(), 1.0, bold=True))  # as the row of the cursor is written
        model, unit = self.model(), self.fontMetrics().averageCharWidth()
        widest = unit * 12
        if model is not None:
            names = {cast("MatrixData", self.model()).row_name(row)[0] for row in range(model.rowCount())}
            for name in names:
                widest = max(widest, metrics.horizontalAdvance(name) + 24)
            widest = max(widest, self._matrix.totals_width())
        return QSize(min(widest, unit * 32), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        colours = self._theme.colours
        painter.fillRect(event.rect(), QColor(colours.surface))
        model = self.model()
        if model is None or not model.rowCount():
            return
        tall, top = self.defaultSectionSize(), self.offset()
        first, last = _span(top, top + self.viewport().height(), tall, model.rowCount())
        current = self._matrix.currentIndex().row() if self._matrix.hasFocus() else -1
        metrics = self.fontMetrics()
        for row in range(first, last + 1):
            name, weak = cast("MatrixData", self.model()).row_name(row)
            rect = QRect(8, row * tall - top, self.width() - 14, tall)
            painter.setFont(scaled(self.font(), 1.0, bold=row == current))
            painter.setPen(QColor(colours.muted if weak and row != current else colours.text))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
