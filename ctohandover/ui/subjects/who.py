"""Who holds a subject: one row a person with the level in a cell, set by mouse or by the digit keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from ctohandover import words
from ctohandover.domain.levels import HOLDS, Level
from ctohandover.domain.subjects import Kind
from ctohandover.services.views import outsiders_first
from ctohandover.ui.widgets.basics import ElidedLabel, breakable, clear, label, plain_tip

if TYPE_CHECKING:
    from ctohandover.domain.assessments import Assessment
    from ctohandover.domain.holders import Holding, Standing
    from ctohandover.domain.people import Person
    from ctohandover.services.views import Crew
    from ctohandover.ui.context import Ui


class LevelCell(QToolButton):
    """One level, or a dot for "not assessed". A click offers the five levels; a digit sets one."""

    level_set = Signal(int)
    more_asked = Signal()

    def __init__(self, ui: Ui, kind: Kind, name: str) -> None:
        super().__init__()
        self._ui = ui
        self._kind = kind
        self._name = name
        self._level: Level | None = None
        self._dashed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._offer)

    def show_level(self, level: Level | None, *, dashed: bool, tip: str) -> None:
        self._level, self._dashed = level, dashed
        t = self._ui.t
        word = t(words.LEVEL[self._kind][level]) if level is not None else t("not assessed")
        digit = f"{int(level)}, " if level is not None else ""
        outside = ", " + t("held outside only") if dashed else ""
        self.setAccessibleName(t("{what}: {why}", what=self._name, why=f"{digit}{word}{outside}"))
        self.setAccessibleDescription(t("Keys 0 to 4 set the level, Enter says how it is known."))
        self.setToolTip(plain_tip(tip or word))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        height = self.fontMetrics().height() + 12
        return QSize(height + 8, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = self._ui.theme.colours
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        back = colours.levels[int(self._level)] if self._level is not None else colours.hover
        painter.fillRect(rect, QColor(back))
        if self._dashed:
            edge = rect.adjusted(1.5, 1.5, -1.5, -1.5)
            painter.setPen(QPen(QColor(colours.edge_inner), 3))
            painter.drawRect(edge)
            pen = QPen(QColor(colours.edge), 2)
            pen.setDashPattern([2.5, 1.5])
            painter.setPen(pen)
            painter.drawRect(edge)
        painter.setPen(QColor(colours.digits[int(self._level)] if self._level is not None else colours.muted))
        font = self.font()
        font.setBold(self._level is not None)
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(int(self._level)) if self._level is not None else "·")
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        digit = event.text()
        if digit in ("0", "1", "2", "3", "4"):
            self.level_set.emit(int(digit))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.more_asked.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for level in Level:
            action = menu.addAction(f"{int(level)}   {self._ui.t(words.LEVEL[self._kind][level])}")
            action.setCheckable(True)
            action.setChecked(level is self._level)
            action.triggered.connect(lambda _=False, value=int(level): self.level_set.emit(value))
        menu.addSeparator()
        menu.addAction(self._ui.t("How it is known, and when…")).triggered.connect(lambda: self.more_asked.emit())
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class WhoKnows(QWidget):
    """All people who are active, with their level on one subject."""

    level_set = Signal(str, int)
    """Person id, level."""
    more_asked = Signal(str)

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self.cells: dict[str, LevelCell] = {}
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(8)
        self._rows.setVerticalSpacing(2)
        self._rows.setColumnStretch(0, 1)
        self.reason = label(wrap=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(self._rows)
        outer.addWidget(self.reason)
        self._shown: tuple[str, ...] = ()
        self._kind = Kind.DECISION
        self.nobody = label(ui.t("No people yet. Add them under People."), name="muted", wrap=True)
        outer.insertWidget(0, self.nobody)

    def show_standing(self, standing: Standing, crew: Crew, said: tuple[Assessment, ...]) -> None:
        """Fill in; rows are kept where the people are the same, so that focus stays where it is."""
        people = outsiders_first(crew.active_on(self._ui.today()))
        short = crew.short
        self._kind = standing.subject.kind
        key = (self._kind.value, *(person.id + person.name for person in people))
        if key != self._shown:
            self._shown = key
            self._rebuild(people, short, standing.subject.kind)
        self.nobody.setVisible(not people)
        holdings = {item.person_id: item for item in (*standing.inside, *standing.outside, *standing.others)}
        only_outside = bool(standing.outside) and not standing.inside
        for person in people:
            holding = holdings.get(person.id)
            dashed = only_outside and holding is not None and holding.holds
            tip = self._tip(holding, said, short) if holding else ""
            self.cells[person.id].show_level(holding.level if holding else None, dashed=dashed, tip=tip)
        reason = words.known_by_reason(standing, short, self._ui.t) if standing.subject.standing else ""
        self.reason.setText(breakable(reason))
        self.reason.setVisible(standing.subject.standing and bool(people))
        lost = only_outside or (standing.known and not standing.inside)
        self._ui.theme.name_anew(self.reason, "bad" if lost else "muted")

    def _rebuild(self, people: list[Person], short: dict[str, str], kind: Kind) -> None:
        clear(self._rows)
        self.cells = {}
        t = self._ui.t
        for number, person in enumerate(people):
            shown = short[person.id]
            text = t("{name} (external)", name=shown) if not person.internal else person.name
            name = ElidedLabel(text)
            cell = LevelCell(self._ui, kind, text)
            cell.level_set.connect(lambda level, key=person.id: self.level_set.emit(key, level))
            cell.more_asked.connect(lambda key=person.id: self.more_asked.emit(key))
            self._rows.addWidget(name, number, 0)
            self._rows.addWidget(cell, number, 1)
            self.cells[person.id] = cell

    def _tip(self, holding: Holding, said: tuple[Assessment, ...], short: dict[str, str]) -> str:
        t = self._ui.t
        entry = next((item for item in said if item.id == holding.assessment_id), None)
        if entry is None:
            return ""
        lines = [
            t(words.LEVEL[self._kind][holding.level]),
            f"{t.date(entry.day)}, {words.how(entry, short, t)}",
        ]
        if holding.level >= HOLDS:
            lines.append(t("shown") if holding.proven else t("said, not shown yet"))
        if holding.review_due:
            lines.append(t("long ago: ask again"))
        if entry.evidence:
            lines.append(entry.evidence)
        return "\n".join(lines)
