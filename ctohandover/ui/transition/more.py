"""What is done with the checklist as a whole: fitted to the days left, taken in, written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.ui.transition.saving import save_as_template, save_due_days
from ctohandover.ui.widgets.basics import Entry, more_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ctohandover.services.checklist import Checklist
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class More:
    """`found` gives the checklist as it is shown, None before it was read. `button` opens the menu."""

    def __init__(self, ui: Ui, session: Session, page: QWidget, found: Callable[[], Checklist | None]) -> None:
        self._ui, self._session, self._page, self._found = ui, session, page, found
        t, write = ui.t, not session.read_only
        self.button = more_button(
            t,
            Entry("items-fit", t("Fit what is open to the days left"), self.fit, write),
            None,
            Entry("items-import", t("Import items from a spreadsheet…"), self.import_items, write, "Ctrl+I"),
            Entry("items-export", t("Export the checklist…"), self.export),
            Entry("items-calendar", t("Due days to the calendar (.ics)…"), self.export_ics),
            Entry("items-save", t("Save the checklist as a template…"), self.save_template),
        )

    def fit(self) -> None:
        today, nothing = self._ui.today(), self._ui.t("Nothing had to move: all of it fits the days that are left.")
        self._session.write(
            lambda services: services.transition.fit(today), lambda moved: None if moved else self._ui.say(nothing)
        )

    def import_items(self) -> None:
        from ctohandover.formats.tables import What  # what tables need comes in with the first one
        from ctohandover.ui.tables.opening import import_table

        import_table(self._ui, self._session, self._page, first=What.CHECKLIST)

    def export(self) -> None:
        from ctohandover.formats.tables import What
        from ctohandover.ui.tables.opening import export_table

        export_table(self._ui, self._session, self._page, What.CHECKLIST)

    def export_ics(self) -> None:
        found = self._found()
        if found is not None:
            save_due_days(self._ui, found, self._page)

    def save_template(self) -> None:
        found = self._found()
        if found is not None:
            save_as_template(self._ui, found, self._page)
