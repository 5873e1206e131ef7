"""The figures and rows of the overview; each opens what is behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from ctohandover import words
from ctohandover.domain.subjects import Criticality, Subject
from ctohandover.ui.widgets.basics import label
from ctohandover.ui.widgets.painting import chip, ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctohandover.ui.context import Ui

CRITICALITY_TONE = {Criticality.VITAL: "bad", Criticality.HIGH: "care", Criticality.LOW: "plain"}


class Figure(QPushButton):
    """A count with a word; it opens the rows that were counted."""

    def __init__(self, ui: Ui, tone: str) -> None:
        super().__init__()
        self.setObjectName("figure")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._ui, self._tone = ui, tone
        self._count = label(bold=True, size=2.0)
        self._name = label(name="muted", wrap=True, size=0.95)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(4, 4, 2, 6)
        inner.setSpacing(0)
        for part in (self._count, self._name):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inner.addWidget(part)
        inner.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)

    def show_count(self, count: str, name: str, *, quiet: bool) -> None:
        self._count.setText(count)
        self._name.setText(name)
        self.setAccessibleName(f"{count} {name}")
        self.setAccessibleDescription(self._ui.t("Shows these decisions"))
        self._ui.theme.name_anew(self._count, "muted" if quiet else self._tone)

    def count(self) -> str:
        return self._count.text()

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        tall = self._count.sizeHint().height() + self._name.fontMetrics().lineSpacing() * 2 + 14
        return QSize(self.fontMetrics().averageCharWidth() * 10, tall)


class ItemRow(QPushButton):
    """One subject of a list: its title, how critical it is, who holds it. A click opens it."""

    def __init__(
        self,
        ui: Ui,
        subject: Subject,
        known_by: str,
        *,
        beside: Sequence[str] = (),
        title: str = "",
        tone: str = "bad",
        kind: bool = False,
    ) -> None:
        """`beside` are the same words of the rows around it, so that they stand in one column; with `kind` the row says
        what its subject is, where there is the room."""
        super().__init__()
        self._beside = {known_by, *beside}
        self._ui, self._known, self._tone = ui, known_by, tone
        self._title = title or subject.title
        self._kind = ui.t(words.KIND[subject.kind]) if kind else ""
        self._critical_tone = CRITICALITY_TONE[subject.criticality]
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._critical = ui.t(words.CRITICALITY[subject.criticality])
        said = (self._title, self._kind, self._critical, known_by)
        self.setAccessibleName(", ".join(part for part in said if part))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, self.fontMetrics().height() + 14)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours, painter = self._ui.theme.colours, QPainter(self)
        rect = self.rect()
        if self.underMouse():
            ground(painter, rect, colours.hover)
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        metrics = painter.fontMetrics()
        known = max(metrics.horizontalAdvance(word) for word in self._beside) + 20
        critical = max(metrics.horizontalAdvance(self._ui.t(word)) for word in words.CRITICALITY.values()) + 22
        painter.setPen(QColor(colours.text))
        room = rect.width() - known - critical - 14
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(
            QRect(6, 0, room, rect.height()), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title
        )
        used = metrics.horizontalAdvance(title) + 14
        if self._kind and room - used >= metrics.horizontalAdvance(self._kind):
            painter.setPen(QColor(colours.muted))
            at = QRect(6 + used, 0, room - used, rect.height())
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._kind)
        tone = self._critical_tone
        chip(painter, QRect(room + 12, 0, critical, rect.height()), self._critical, *colours.pair(tone))
        chip(painter, QRect(rect.width() - known, 0, known, rect.height()), self._known, *colours.pair(self._tone))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
