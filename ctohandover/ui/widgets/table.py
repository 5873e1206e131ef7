"""How lists are painted: own painting, two lines at most a cell, chips where a word has a tone."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ctohandover.ui.widgets.basics import excerpt_in, scaled
from ctohandover.ui.widgets.columns import Columns
from ctohandover.ui.widgets.painting import ELIDE, MIDDLE_LEFT, chip, colour, ground, two_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ctohandover.ui.context import Ui
    from ctohandover.ui.theme import Theme

__all__ = ["PADDING", "RowDelegate", "Table", "chip", "two_lines"]

PADDING = 8
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class RowDelegate(QStyledItemDelegate):
    """`chips` are the columns whose words may have a tone, `wide` the one whose text may take two lines and below which
    the snippet of a search stands, `bold` none or one that is printed stronger."""

    def __init__(
        self, theme: Theme, *, tone_role: int, chips: tuple[int, ...] = (), wide: int = -1, snippet_role: int = -1
    ) -> None:
        super().__init__()
        self._theme = theme
        self._tone_role = tone_role
        self._chips = chips
        self._wide = wide
        self._snippet_role = snippet_role

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = self._theme.colours
        rect: QRect = option.rect
        view = cast("QAbstractItemView", option.widget)
        column = index.column()
        painter.save()
        if view.selectionModel().isSelected(index):
            ground(painter, rect, colours.tint)
        painter.setPen(colour(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(colour(colours.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        text = str(index.data(_DISPLAY) or "")
        tone = str(index.data(self._tone_role) or "") if column in self._chips else ""
        inside = rect.adjusted(PADDING, 2, -PADDING, -3)
        painter.setFont(option.font)
        if tone and text:
            chip(painter, inside, text, *colours.pair(tone))
        elif column == self._wide:
            snippet = str(index.data(self._snippet_role) or "") if self._snippet_role >= 0 else ""
            painter.setPen(colour(colours.text))
            if snippet:
                self._with_snippet(painter, inside, text, snippet)
            else:
                two_lines(painter, inside, text)
        elif text:
            painter.setPen(colour(colours.text if column in self._chips else colours.muted))
            painter.drawText(inside, MIDDLE_LEFT, painter.fontMetrics().elidedText(text, ELIDE, inside.width()))
        painter.restore()

    def _with_snippet(self, painter: QPainter, rect: QRect, text: str, snippet: str) -> None:
        half = rect.height() // 2
        metrics = painter.fontMetrics()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRect(rect.x(), rect.y(), rect.width(), half),
            left,
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width()),
        )
        painter.setFont(scaled(painter.font(), 0.88))
        painter.setPen(QColor(self._theme.colours.muted))
        shown = excerpt_in(snippet, rect.width(), QFontMetrics(painter.font()))
        painter.drawText(QRect(rect.x(), rect.y() + half, rect.width(), rect.height() - half), left, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        metrics: QFontMetrics = option.fontMetrics
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        around = 4 if index.column() in self._chips else 3  # a chip has a ground around its word
        return QSize(metrics.horizontalAdvance(text) + around * PADDING, metrics.lineSpacing() * 2 + 10)


class Table(QTableView):
    """A list: rows of one height, no grid, sorted by any column, copied as text."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._columns = Columns(self)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(36)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * 2 + 10)

    def stretch(self, column: int, widths: dict[int, int], *, least: int = 0, spare: Sequence[int] = ()) -> None:
        """One column takes what is left; the others have widths in average characters, as has `least`: see Columns."""
        unit = self.fontMetrics().averageCharWidth()
        first = {number: chars * unit + 2 * PADDING for number, chars in widths.items()}
        self._columns.stretch(column, first, least * unit, spare)

    def keep_widths(self, ui: Ui, name: str) -> None:
        """Columns as wide as the user last dragged them, after `stretch`. `name` is where that is kept."""
        self._columns.keep(ui, name)

    def keep_sort(self, ui: Ui, name: str) -> None:
        """Sort as the user last did, and remember when it changes. `name` is where it is kept."""
        head = self.horizontalHeader()
        column, _, order = ui.layout(f"sort:{name}").partition(",")
        if column.isdigit() and int(column) < head.count():
            self.sortByColumn(int(column), Qt.SortOrder(int(order == "1")))
        head.sortIndicatorChanged.connect(
            lambda at, way: ui.keep_layout(f"sort:{name}", f"{at},{1 if way is Qt.SortOrder.DescendingOrder else 0}")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        # The event is the viewport's. To ask for the viewport itself would make PySide know all kinds of widgets first.
        self._columns.fit(event.size().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        from PySide6.QtGui import QKeySequence  # slow to come in, and not needed for the first paint

        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
            return
        super().keyPressEvent(event)

    def as_text(self) -> str:
        """The chosen rows with tabs between the cells, as spreadsheets take them."""
        model = self.model()
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = []
        for row in rows:
            cells = [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            lines.append("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in cells))
        return "\n".join(lines)
