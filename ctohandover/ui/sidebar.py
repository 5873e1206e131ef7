"""At the left: the company, the days left, the views with their counts, people and preferences at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from ctohandover.ui.widgets.basics import ElidedLabel, label, line, scaled

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from ctohandover.domain.workspace import Workspace
    from ctohandover.i18n import Translator


def days_left(workspace: Workspace, today: date, t: Translator) -> str:
    """ "47 days to 9 Jan 2027": relative only beside the absolute day."""
    day = workspace.counted_day
    return t("No last day set") if day is None else days_to(day, today, t)


def days_to(day: date, today: date, t: Translator) -> str:
    left = (day - today).days
    when = t.date(day)
    if left > 0:
        return t.plural("{n} day to {day}", "{n} days to {day}", left, day=when)
    if left == 0:
        return t("Today is the last day, {day}", day=when)
    return t.plural("{n} day since {day}", "{n} days since {day}", -left, day=when)


class NavButton(QPushButton):
    """One view, with its open count at the right."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setObjectName("nav")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._count = ""

    def set_count(self, count: str, meaning: str = "") -> None:
        self._count = count
        self.setAccessibleDescription(meaning)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._count:
            painter = QPainter(self)
            # The program's palette: the style sheet gives the button's own a paler one.
            painter.setPen(QGuiApplication.palette().placeholderText().color())
            room = self.rect().adjusted(0, 0, -10, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._count)


class Sidebar(QWidget):
    chosen = Signal(str)
    search_asked = Signal()

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 29)
        self._t = t
        self.company = ElidedLabel()
        self.company.setFont(scaled(self.company.font(), 1.05, bold=True))
        self.days = label(name="muted", wrap=True, size=0.92)
        self.keeper = label(name="muted", wrap=True, size=0.92)
        self.buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 14, 8, 12)
        outer.setSpacing(2)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 8)
        head.setSpacing(3)
        head.addWidget(self.company)
        head.addWidget(self.days)
        outer.addLayout(head)
        outer.addWidget(line())
        outer.addSpacing(4)
        self.search = NavButton(t("Search…"))
        self.search.setCheckable(False)
        self.search.setObjectName("search")
        self.search.set_count(t("Ctrl K"), t("Decisions, skills, people, items, systems, duties, actions"))
        self.search.clicked.connect(self.search_asked)
        outer.addWidget(self.search)
        outer.addSpacing(6)
        self._views = QVBoxLayout()
        self._views.setSpacing(2)
        outer.addLayout(self._views)
        outer.addStretch(1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(2)
        outer.addLayout(self._foot)
        keeper = QVBoxLayout()
        keeper.setContentsMargins(8, 6, 8, 0)
        keeper.addWidget(self.keeper)
        outer.addLayout(keeper)

    def show_workspace(self, workspace: Workspace, today: date) -> None:
        self.company.set_whole(workspace.company)
        self.days.setText(days_left(workspace, today, self._t))

    def add(self, name: str, text: str, *, foot: bool = False) -> None:
        made = NavButton(text)
        made.clicked.connect(lambda: self.chosen.emit(name))
        self.buttons[name] = made
        self._group.addButton(made)
        (self._foot if foot else self._views).addWidget(made)

    def select(self, name: str) -> None:
        self.buttons[name].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up and Down go through the views."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        ordered = list(self.buttons.values())
        focused = self.focusWidget()
        if step and isinstance(focused, NavButton) and focused in ordered:
            ordered[(ordered.index(focused) + step) % len(ordered)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def focus_selected(self) -> None:
        checked = self._group.checkedButton()
        if checked is not None:
            checked.setFocus(Qt.FocusReason.TabFocusReason)
