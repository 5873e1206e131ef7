"""What each way has cost up to each month, as lines; the same values stand in the table beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ctohandover import way_words
from ctohandover.ui.widgets.basics import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from ctohandover.domain.scenarios import Way
    from ctohandover.ui.context import Ui

TONES = ("accent", "care", "good")
STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
"""A line is known by its dashes too, not by its colour alone."""


class CashChart(QWidget):
    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self._lines: list[tuple[str, list[float]]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(ui.t("What each way has cost, month by month"))
        ui.theme.changed.connect(self.update)

    def show_lines(self, lines: Sequence[tuple[Way, str, Sequence[float]]]) -> None:
        """(way, its name, what each month costs)."""
        self._lines = []
        for _, name, spent in lines:
            sums, total = [0.0], 0.0
            for amount in spent:
                total += amount
                sums.append(total)
            self._lines.append((name, sums))
        t = self._ui.t
        said = [t("{what}: {why}", what=name, why=way_words.thousands(sums[-1], t)) for name, sums in self._lines]
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(320, self.fontMetrics().lineSpacing() * 11)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(220, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self._lines:
            return
        colours, t, painter = self._ui.theme.colours, self._ui.t, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled(self.font(), 0.85))
        metrics = painter.fontMetrics()
        most = max(sums[-1] for _, sums in self._lines) or 1.0
        months = len(self._lines[0][1]) - 1
        left = metrics.horizontalAdvance(way_words.thousands(most, t)) + 8
        area = QRectF(left, 8, self.width() - left - 8, self.height() - 3 * metrics.lineSpacing() - 14)
        painter.setPen(QPen(QColor(colours.line), 1))
        for share in (0.0, 0.5, 1.0):
            y = area.bottom() - area.height() * share
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.muted))
            box = QRectF(0, y - metrics.height() / 2, left - 6, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, way_words.thousands(most * share, t))
        under = QRectF(area.left(), area.bottom() + 2, area.width(), metrics.lineSpacing())
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft, t("today"))
        painter.drawText(under, Qt.AlignmentFlag.AlignRight, t.plural("in {n} month", "in {n} months", months))
        for (_, sums), tone, style in zip(self._lines, TONES, STYLES, strict=False):
            line = QPolygonF()
            for month, value in enumerate(sums):
                x = area.left() + area.width() * month / max(1, months)
                line.append(QPointF(x, area.bottom() - area.height() * value / most))
            painter.setPen(QPen(QColor(getattr(colours, tone)), 2, style))
            painter.drawPolyline(line)
        self._paint_legend(painter, area)

    def _paint_legend(self, painter: QPainter, area: QRectF) -> None:
        colours, metrics = self._ui.theme.colours, painter.fontMetrics()
        x, y = area.left(), area.bottom() + 1.5 * metrics.lineSpacing() + 6
        for (name, _), tone, style in zip(self._lines, TONES, STYLES, strict=False):
            wide = metrics.horizontalAdvance(name)
            if x + wide + 30 > self.width() and x > area.left():
                x, y = area.left(), y + metrics.lineSpacing()
            painter.setPen(QPen(QColor(getattr(colours, tone)), 2, style))
            painter.drawLine(QPointF(x, y), QPointF(x + 22, y))
            painter.setPen(QColor(colours.text))
            painter.drawText(QPointF(x + 28, y + metrics.ascent() / 2 - 1), name)
            x += wide + 46
