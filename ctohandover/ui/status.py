"""The status bar: that everything is saved, when the last backup was made, and who sits here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QStatusBar, QToolButton

from ctohandover import messages
from ctohandover.ui.widgets.basics import label, opens, plain_tip

if TYPE_CHECKING:
    from ctohandover.errors import AppError
    from ctohandover.services.views import Head
    from ctohandover.ui.context import Ui


class StatusBar(QStatusBar):
    who_chosen = Signal(str)
    people_asked = Signal()

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._t = ui.t
        self._today = ui.today
        self._head: Head | None = None
        self._actor: str | None = None
        self.read_only = False
        self.setSizeGripEnabled(False)
        self.saved = label(name="muted")
        self.backup = label(name="muted")
        self.who = QToolButton()
        self.who.setAutoRaise(True)
        self.who.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.who.setAccessibleDescription(self._t("Choose who sits at this computer"))
        self._menu = QMenu(self.who)
        opens(self.who, self._menu)
        self.addWidget(self.saved)
        self.addWidget(self.backup)
        self.addPermanentWidget(self.who)
        self.setContentsMargins(12, 0, 8, 0)
        self.show_session(None, read_only=False, none=True)

    def show_session(self, actor_id: str | None, *, read_only: bool, none: bool = False) -> None:
        t = self._t
        self._actor = actor_id
        self.read_only = read_only
        if none:
            self._head = None
        self.saved.setText("" if none else t("Read-only") if read_only else t("All saved"))
        self.backup.setText("")
        self.backup.setToolTip("")
        self.who.setVisible(not none)
        self._refresh_who()

    def show_saved(self) -> None:
        self.saved.setText(self._t("All saved, {time}", time=datetime.now().strftime("%H:%M")))

    def show_backup(self, at: datetime | None) -> None:
        if at is None:
            return
        t, local = self._t, at.astimezone()
        day = "" if local.date() == self._today() else f"{t.date(local.date())} "
        self.backup.setText("·  " + t("Last backup {when}", when=f"{day}{local.strftime('%H:%M')}"))
        self.backup.setToolTip(plain_tip(at.astimezone(UTC).isoformat(timespec="seconds")))

    def show_backup_trouble(self, error: AppError) -> None:
        self.backup.setText("·  " + self._t("No backup could be made"))
        self.backup.setToolTip(plain_tip(messages.error(error, self._t)))

    def show_head(self, head: Head) -> None:
        self._head = head
        self._refresh_who()

    def show_actor(self, actor_id: str | None) -> None:
        self._actor = actor_id
        self._refresh_who()

    def _refresh_who(self) -> None:
        t = self._t
        people = self._head.crew.everybody if self._head else ()
        name = next((person.name for person in people if person.id == self._actor), "")
        self.who.setText(t("You: {name}", name=name) if name else t("Who is at this computer?"))
        self._menu.clear()
        for person in people:
            action = self._menu.addAction(person.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(person.id == self._actor)
            action.triggered.connect(lambda _=False, key=person.id: self.who_chosen.emit(key))
        if not people:
            self._menu.addAction(t("Nobody here yet: add the people…")).triggered.connect(self.people_asked)
        self.who.setEnabled(self._head is not None)
