"""What all pages share: they load in a job, refresh when their kind of record changes, and go stale when hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeySequence, QShowEvent
    from PySide6.QtWidgets import QToolButton

    from ctohandover.domain.journal import Change
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session
    from ctohandover.ui.widgets.table import Table


class Page(QWidget):
    """One view of the workspace. `kinds` are the tables that it shows something of."""

    kinds: ClassVar[frozenset[str]] = frozenset()
    filled = Signal()
    """After data arrived and was put on the page."""

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self.ui = ui
        self.t = ui.t
        self.session = session
        self._stale = True
        self._up_to_date = False
        self.filled.connect(self._on_filled)
        session.changed.connect(self._on_change)

    def only_to_write(self, *controls: QWidget) -> None:
        """These change the workspace: in a read-only file they are off, and say why."""
        if self.session.read_only:
            for control in controls:
                control.setEnabled(False)
                control.setToolTip(self.t("This file is read-only."))

    def offer(
        self,
        name: str,
        text: str,
        run: Callable[[], object],
        *,
        shortcut: str | QKeySequence.StandardKey | None = None,
        writes: bool = False,
        anywhere: bool = False,
    ) -> None:
        """An action of this page. One that `writes` is off in a read-only file; `anywhere`: it needs no chosen row."""
        action = self.ui.actions.add(
            name, self.title(), text, run, shortcut=shortcut, window=self, anywhere=anywhere
        )  # fmt: skip
        action.setEnabled(not (writes and self.session.read_only))

    def narrows(self, table: Table) -> None:
        """Say where a search and a filter leave no row of a list. It has its model by then."""

        def begin() -> None:
            from ctohandover.ui.widgets.nothing import say_nothing_fits

            say_nothing_fits(table, self.t("Nothing fits this search and filter."))

        self.ui.after_paint(begin)

    def offer_menu(self, button: QToolButton) -> None:
        """The lines of a menu of this page, for the keyboard and for the search for everything."""
        for action in button.menu().actions():
            if action.objectName():
                self.ui.actions.adopt(action.objectName(), self.title(), action, window=self, anywhere=True)

    def title(self) -> str:
        raise NotImplementedError

    def tools(self) -> list[QWidget]:
        """What stands at the right of the top bar while this page is shown."""
        return []

    def load(self) -> None:
        """Start reading what the page shows."""
        raise NotImplementedError

    def show_what(self, what: object) -> None:
        """Show a part of the page that somebody asked for (a row, a filter)."""

    def focus_first(self) -> None:
        """Put the focus where work on this page begins."""
        self.setFocus()

    def leave(self) -> bool:
        """Asked before another page is shown or the workspace is closed; False keeps the page."""
        return True

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in order."""
        return [self]

    def when_filled(self, run: Callable[[], object]) -> None:
        """Now, or as soon as what is being read is on the page; not if the user has gone elsewhere meanwhile."""
        if self._up_to_date:
            run()
        else:
            self.filled.connect(lambda: run() if self.isVisible() else None, Qt.ConnectionType.SingleShotConnection)

    def _on_filled(self) -> None:
        self._up_to_date = True

    def _on_change(self, change: Change) -> None:
        if change.kinds & (self.kinds | {"workspace"}):
            self._up_to_date = False
            if self.isVisible():
                self._stale = False
                self.load()
            else:
                self._stale = True

    def freshen(self) -> None:
        """Load if what is on the page is out of date, or was never loaded."""
        if self._stale:
            self._stale = False
            self.load()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.freshen()
