"""A line of steps through time: the level of one person, or how many hold something."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ctohandover.ui.widgets.basics import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from ctohandover.ui.context import Ui

SPAN_DAYS = 365
LEFT = 18


class Step(NamedTuple):
    """From that day on it was that much."""

    day: date
    value: int


class GrowthLine(QWidget):
    """`steps` in time order; drawn from a year ago (or the first step, if that is later) to `until`. The values can be
    heard too: they are in the accessible description."""

    def __init__(self, ui: Ui, *, most: int = 4) -> None:
        super().__init__()
        self._ui = ui
        self._most = most
        self._steps: tuple[Step, ...] = ()
        self._until = date.today()
        self._target: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ui.theme.changed.connect(self.update)

    def show_steps(self, steps: Sequence[Step], until: date, *, most: int = 4, target: int | None = None) -> None:
        self._steps, self._until, self._target = tuple(steps), until, target
        self._most = max([most, target or 0, *(step.value for step in steps)])
        t = self._ui.t
        self.setAccessibleDescription(
            ", ".join(t("{what}: {why}", what=t.date(step.day), why=str(step.value)) for step in self._steps)
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, self.fontMetrics().lineSpacing() * 5)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self._steps:
            return
        colours, painter = self._ui.theme.colours, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled(self.font(), 0.85))
        foot = painter.fontMetrics().lineSpacing() + 2
        area = QRectF(LEFT, 6, self.width() - LEFT - 6, self.height() - foot - 8)
        first = max(self._steps[0].day, self._until - timedelta(days=SPAN_DAYS))
        days = max(1, (self._until - first).days)

        def at(day: date, value: float) -> QPointF:
            x = area.left() + area.width() * max(0, (day - first).days) / days
            return QPointF(x, area.bottom() - area.height() * value / max(1, self._most))

        self._paint_scale(painter, area, first)
        if self._target is not None:
            painter.setPen(QPen(QColor(colours.muted), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), at(first, self._target).y()), at(self._until, self._target))
        line = QPolygonF()
        value: int | None = None
        for step in self._steps:
            if step.day <= first:
                value = step.value
                continue
            if value is not None:
                line.append(at(first, value)) if line.isEmpty() else None
                line.append(at(step.day, value))
            line.append(at(step.day, step.value))
            value = step.value
        if value is not None:
            if line.isEmpty():
                line.append(at(first, value))
            line.append(at(self._until, value))
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawPolyline(line)

    def _paint_scale(self, painter: QPainter, area: QRectF, first: date) -> None:
        colours, t = self._ui.theme.colours, self._ui.t
        painter.setPen(QPen(QColor(colours.line), 1))
        for value in (0, self._most):
            y = area.bottom() - area.height() * value / max(1, self._most)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(colours.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in (0, self._most):
            y = area.bottom() - area.height() * value / max(1, self._most)
            painter.drawText(QRectF(0, y - 8, LEFT - 5, 16), right, str(value))
        under = QRectF(area.left(), area.bottom() + 2, area.width(), self.height() - area.bottom() - 2)
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, t.date(first))
        painter.drawText(under, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, t.date(self._until))
