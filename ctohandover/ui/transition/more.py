"""What is done with the checklist as a whole: fitted to the days left, taken in, written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ctohandover.formats.tables.model import What
from ctohandover.ui.tables.opening import export_table, import_table
from ctohandover.ui.transition.saving import save_as_template, save_due_days

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.services.checklist import Checklist
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class More(QToolButton):
    """`found` gives the checklist as it is shown, None before it was read."""

    def __init__(self, ui: Ui, session: Session, page: QWidget, found: Callable[[], Checklist | None]) -> None:
        super().__init__()
        self._ui, self._session, self._page, self._found = ui, session, page, found
        t = ui.t
        self.setObjectName("button")
        self.setText(f"{t('More')} ▾")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self._fit = menu.addAction(t("Fit what is open to the days left"))
        self._fit.triggered.connect(self.fit)
        self._fit.setEnabled(not session.read_only)
        menu.addSeparator()
        take = menu.addAction(t("Import a spreadsheet…"))
        take.triggered.connect(self.import_items)
        take.setEnabled(not session.read_only)
        menu.addAction(t("Export the checklist…")).triggered.connect(self.export)
        menu.addAction(t("Due days to the calendar (.ics)…")).triggered.connect(self.export_ics)
        menu.addAction(t("Save as a template…")).triggered.connect(self.save_template)
        self.setMenu(menu)

    def show_overdue(self, overdue: bool) -> None:
        """There is something to fit only where something is late."""
        self._fit.setEnabled(overdue and not self._session.read_only)

    def fit(self) -> None:
        today = self._ui.today()
        self._session.write(lambda services: services.transition.fit(today))

    def import_items(self) -> None:
        import_table(self._ui, self._session, self._page, first=What.CHECKLIST)

    def export(self) -> None:
        export_table(self._ui, self._session, self._page, What.CHECKLIST)

    def export_ics(self) -> None:
        found = self._found()
        if found is not None:
            save_due_days(self._ui, found, self._page)

    def save_template(self) -> None:
        found = self._found()
        if found is not None:
            save_as_template(self._ui, found, self._page)
