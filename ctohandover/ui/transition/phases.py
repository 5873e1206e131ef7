"""The six phases as cards: name, day, progress; a click narrows the list to one, another click widens it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ctohandover import transition_words
from ctohandover.domain.transition import PHASE_OFFSET, Phase
from ctohandover.ui.widgets.basics import scaled

if TYPE_CHECKING:
    from ctohandover.i18n import Translator
    from ctohandover.services.checklist import PhaseProgress
    from ctohandover.ui.context import Ui


def phase_name(phase: Phase, t: Translator) -> str:
    """ "T−60 · Write and shadow", as the language writes it."""
    offset = PHASE_OFFSET[phase]
    if offset == 0:
        day = t("Day 0")
    elif offset < 0:
        day = t("T−{n}", n=-offset)
    else:
        day = t("T+{n}", n=offset)
    return f"{day} · {t(transition_words.PHASE[phase])}"


class PhaseCard(QPushButton):
    def __init__(self, ui: Ui, phase: Phase) -> None:
        super().__init__()
        self._ui, self.phase = ui, phase
        self._progress: PhaseProgress | None = None
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(ui.t("Shows the items of this phase; once more shows all"))

    def show_progress(self, progress: PhaseProgress) -> None:
        self._progress = progress
        t = self._ui.t
        name, done, total = phase_name(self.phase, t), progress.done, progress.applicable
        self.setAccessibleName(t("{phase}: {done} of {all} signed", phase=name, done=done, all=total))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.fontMetrics().averageCharWidth() * 22, self.fontMetrics().lineSpacing() * 3 + 34)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.fontMetrics().averageCharWidth() * 13, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours, t, painter = self._ui.theme.colours, self._ui.t, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if strong else colours.line), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(colours.hover if self.underMouse() else colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        line = self.fontMetrics().lineSpacing()
        inside = self.rect().adjusted(12, 10, -12, -8)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.text))
        painter.setFont(scaled(self.font(), 0.95, bold=True))
        name = phase_name(self.phase, t)
        if painter.fontMetrics().horizontalAdvance(name) > inside.width():
            name = t(transition_words.PHASE[self.phase])  # the cards are in the order of their days
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(QRect(inside.x(), inside.y(), inside.width(), line), left, name)
        if self._progress is None:
            return
        done, total = self._progress.done, self._progress.applicable
        bar = QRectF(inside.x(), inside.y() + line + 6, inside.width(), 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.plain_back))
        painter.drawRoundedRect(bar, 3.5, 3.5)
        if done and total:
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(QRectF(bar.x(), bar.y(), bar.width() * done / total, bar.height()), 3.5, 3.5)
        painter.setFont(scaled(self.font(), 0.95))
        foot = QRect(inside.x(), round(bar.bottom()) + 4, inside.width(), line)
        painter.setPen(QColor(colours.muted))
        painter.drawText(foot, left, f"{t.number(done)}/{t.number(total)}")
        if self._progress.overdue:
            painter.setPen(QColor(colours.bad))
            late = t.plural("{n} overdue", "{n} overdue", self._progress.overdue)
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, late)
        elif self._progress.day is not None:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            day = t.date(self._progress.day)
            room = inside.width() - painter.fontMetrics().horizontalAdvance(f"{done}/{total}  ")
            if painter.fontMetrics().horizontalAdvance(day) <= room:
                painter.drawText(foot, right, day)


class PhaseCards(QWidget):
    """`chosen` has the phase that is on, or None."""

    chosen = Signal(object)

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self.cards = {phase: PhaseCard(ui, phase) for phase in Phase}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for card in self.cards.values():
            card.clicked.connect(lambda _=False, card=card: self._clicked(card))
            layout.addWidget(card, 1)

    def _clicked(self, card: PhaseCard) -> None:
        for other in self.cards.values():
            if other is not card:
                other.setChecked(False)
        self.chosen.emit(card.phase if card.isChecked() else None)

    def select(self, phase: Phase | None) -> None:
        for card in self.cards.values():
            card.setChecked(card.phase is phase)

    def show_progress(self, phases: list[PhaseProgress]) -> None:
        for progress in phases:
            self.cards[progress.phase].show_progress(progress)
