"""For whom the overview is: each of the four sees first what is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal

from ctohandover import words
from ctohandover.domain.people import Person, Role
from ctohandover.services.next_actions import FIRST_ROLES
from ctohandover.ui.widgets.basics import named
from ctohandover.ui.widgets.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class ForWhom(Choice):
    """Who sits here is who it is for, until somebody chooses another reader; that is kept for the workspace."""

    reader_changed = Signal()

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__()
        self._ui, self._session = ui, session
        t = ui.t
        for role in FIRST_ROLES:
            self.addItem(t("For: {who}", who=t(words.ROLE[role])), role)
        self.setMinimumContentsLength(18)
        named(self, t("For whom the overview is"), t("Puts first what is theirs"))
        self._key = f"overview-for:{session.workspace_id}"
        self.activated.connect(self._choose)

    def _choose(self, _: int) -> None:
        self._ui.keep_layout(self._key, str(self.currentData()))
        self.reader_changed.emit()

    def show_people(self, people: Sequence[Person]) -> None:
        """What was chosen before, else the role of who sits here, else the founder."""
        kept = self._ui.layout(self._key)
        here = next((person.role for person in people if person.id == self._session.actor_id), Role.FOUNDER)
        role = Role(kept) if kept in FIRST_ROLES else here if here in FIRST_ROLES else Role.FOUNDER
        with QSignalBlocker(self):
            self.setCurrentIndex(FIRST_ROLES.index(role))

    def role(self) -> Role:
        return FIRST_ROLES[max(0, self.currentIndex())]
