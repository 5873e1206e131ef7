"""How the list of the plan is painted: as other lists, with a line across for each block."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from ctohandover.ui.plan.model import HEAD, Column, Head, PlanModel
from ctohandover.ui.widgets.basics import scaled
from ctohandover.ui.widgets.painting import ELIDE, MIDDLE_LEFT, colour, ground
from ctohandover.ui.widgets.rows import TONE
from ctohandover.ui.widgets.table import PADDING, RowDelegate, Table

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

    from ctohandover.ui.context import Ui
    from ctohandover.ui.theme import Theme


class PlanDelegate(RowDelegate):
    def __init__(self, theme: Theme) -> None:
        chips = (Column.CRITICALITY.value, Column.TIME.value, Column.STATE.value)
        super().__init__(theme, tone_role=int(TONE), chips=chips, wide=Column.TITLE.value)
        self._colours = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        head = index.data(HEAD)
        if not isinstance(head, Head):
            super().paint(painter, option, index)
            return
        colours, view = self._colours.colours, cast("QAbstractItemView", option.widget)
        rect: QRect = option.rect
        painter.save()
        ground(painter, rect, colours.tint if view.selectionModel().isSelected(index) else colours.hover)
        painter.setPen(colour(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(colour(colours.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        inside = rect.adjusted(PADDING, 4, -PADDING, -4)
        half = inside.height() // 2
        painter.setFont(scaled(option.font, 1.0, bold=True))
        painter.setPen(colour(colours.bad if head.key == "unfit" else colours.text))
        painter.drawText(QRect(inside.x(), inside.y(), inside.width(), half), MIDDLE_LEFT, head.text)
        painter.setFont(option.font)
        painter.setPen(colour(colours.muted))
        below = painter.fontMetrics().elidedText(head.below, ELIDE, inside.width())
        painter.drawText(QRect(inside.x(), inside.y() + half, inside.width(), half), MIDDLE_LEFT, below)
        painter.restore()


def plan_table(ui: Ui, model: PlanModel) -> Table:
    """The list, in the order of the plan: there is nothing to sort by."""
    table = Table(ui.t("The plan"))
    table.setSortingEnabled(False)
    table.setModel(model)
    table.setItemDelegate(PlanDelegate(ui.theme))
    table.stretch(
        Column.TITLE.value,
        {
            Column.CRITICALITY.value: 12,
            Column.WHO.value: 18,
            Column.HOW.value: 24,
            Column.TIME.value: 10,
            Column.STATE.value: 12,
        },
        least=24,
        spare=(Column.HOW.value, Column.CRITICALITY.value),
    )
    table.keep_widths(ui, "plan")
    table.horizontalHeader().setSectionsClickable(False)
    table.setSelectionMode(Table.SelectionMode.SingleSelection)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    return table


def span_heads(table: Table, model: PlanModel) -> None:
    """The line of a block goes across all columns."""
    table.clearSpans()
    for number in model.heads():
        table.setSpan(number, 0, 1, len(Column))
