"""What each person does next, in columns: whoever sits here first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from ctohandover import words
from ctohandover.services.next_actions import Action, Move
from ctohandover.ui.sessions.opening import begin_session
from ctohandover.ui.widgets.basics import Card, ElidedLabel, Link, button, clear, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ctohandover.domain.people import Person, Role
    from ctohandover.services.answers import Answers
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

COLUMNS = 3
SHOWN = 4
"""Actions of one person, and so many persons, unless all are wanted."""
ALL = "next:all"
"""Where it is kept that they are."""


class NextCard(Card):
    """Made anew from what was read. Who sits here comes first among those with the role that it is `first` for. Each
    line opens the form or the row where it is done."""

    def __init__(self, ui: Ui, session: Session, page: QWidget, found: Answers, first: Role) -> None:
        super().__init__(ui.t("Next, for each of us"))
        self._ui, self._session, self._page, self._found = ui, session, page, found
        self.links: list[Link] = []
        self._here = sorted(found.next, key=lambda entry: (entry[0].role is not first, entry[0].id != session.actor_id))
        self._people = QVBoxLayout()
        self._people.setSpacing(12)
        self.body.addLayout(self._people)
        self.more = button("", self._turn, name="link")
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._fill()

    def _fill(self) -> None:
        """All of them in rows of columns, or the first ones with how many lines are not shown."""
        clear(self._people)
        self.links = []
        everybody, t = self._ui.layout(ALL) == "1", self._ui.t
        for begin in range(0, len(self._here) if everybody else min(COLUMNS, len(self._here)), COLUMNS):
            grid = QGridLayout()
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(2)
            for column in range(COLUMNS):
                grid.setColumnStretch(3 * column, 1)
            for column, (person, actions) in enumerate(self._here[begin : begin + COLUMNS]):
                self._show_person(grid, column, person, actions if everybody else actions[:SHOWN])
            self._people.addLayout(grid)
        hidden = sum(len(actions) for _, actions in self._here) - len(self.links)
        self.more.setText(t("Show less") if everybody else t.plural("Show {n} more", "Show {n} more", hidden))
        self.more.setVisible(hidden > 0 or (everybody and self._exceeds()))

    def _exceeds(self) -> bool:
        return len(self._here) > COLUMNS or any(len(actions) > SHOWN for _, actions in self._here)

    def _turn(self) -> None:
        self._ui.keep_layout(ALL, "" if self._ui.layout(ALL) == "1" else "1")
        self._fill()
        self.more.setFocus()

    def _show_person(self, grid: QGridLayout, column: int, person: Person, actions: tuple[Action, ...]) -> None:
        t, at = self._ui.t, 3 * column
        name, role = self._found.crew.short[person.id], t(words.ROLE[person.role])
        head = ElidedLabel(f"{name}, {role}")
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        grid.addWidget(head, 0, at, 1, 2)
        if column:
            grid.setColumnMinimumWidth(at - 1, 20)  # between one person and the next
        for number, action in enumerate(actions, start=1):
            link = Link(self._text(action), self._opens(action))
            late = action.day is not None and action.day < self._found.as_of
            day = label(t.date(action.day) if action.day else t("soon"), name="bad" if late else "muted")
            grid.addWidget(link, number, at)
            grid.addWidget(day, number, at + 1, Qt.AlignmentFlag.AlignRight)
            self.links.append(link)

    def _text(self, action: Action) -> str:
        t, short = self._ui.t, self._found.crew.short
        other = short.get(action.other_id or "", "")
        match action.move:
            case Move.GIVE:
                return t("Pass “{title}” on to {name}", title=action.title, name=other)
            case Move.TAKE:
                return t("Learn “{title}” from {name}", title=action.title, name=other)
            case Move.MOVE:
                return t("Hand “{title}” over", title=action.title)
            case Move.PLANNED:
                return t("Session: {title}", title=action.title)
            case Move.SIGN:
                return t("Sign “{title}”", title=action.title)
        return action.title

    def _opens(self, action: Action) -> Callable[[], object]:
        go = self._ui.go
        match action.move:
            case Move.GIVE | Move.TAKE if not self._session.read_only:
                # Who gives and who learns is suggested from the same levels by the form itself.
                return partial(begin_session, self._ui, self._session, self._page, subjects=(action.key,))
            case Move.GIVE | Move.TAKE:
                return partial(go, "dependencies", {"subject": action.key})
            case Move.MOVE:
                return partial(go, "access", {"access": action.key})
            case Move.PLANNED:
                return partial(go, "skills", {"sessions": True, "session": action.key})
        return partial(go, "transition", {"item": action.key})
