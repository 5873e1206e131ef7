"""What the skills page does less often: the catalogue, tables in and out, planned sessions for a calendar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ctohandover.domain.subjects import Kind
from ctohandover.ui.widgets.basics import Entry, more_button

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class More:
    """`kind` and `day` say what the page shows at the moment. `button` opens the menu."""

    def __init__(
        self, ui: Ui, session: Session, page: QWidget, kind: Callable[[], Kind], day: Callable[[], date]
    ) -> None:
        self._ui, self._session, self._page, self._kind, self._day = ui, session, page, kind, day
        t, write = ui.t, not session.read_only
        self.button = more_button(
            t,
            Entry("skills-catalogue", t("Skills from the catalogue…"), partial(self.open_catalogue, Kind.SKILL), write),
            Entry("", t("Duties from the catalogue…"), partial(self.open_catalogue, Kind.DUTY), write),
            Entry("levels-import", t("Import levels from a spreadsheet…"), self.import_levels, write, "Ctrl+I"),
            None,
            Entry("matrix-export", t("Export this matrix…"), self.export_matrix),
            Entry("levels-export", t("Export the levels of today as a list…"), self.export_levels),
            Entry("history-export", t("Export all levels ever given…"), partial(self.export_levels, history=True)),
            Entry("skills-export", t("Export the list of skills…"), self.export_skills),
            None,
            Entry("sessions-calendar", t("Planned sessions to the calendar (.ics)…"), self.export_sessions),
        )

    def open_catalogue(self, kind: Kind | None = None) -> None:
        from ctohandover.ui.skills.catalogue import CatalogueDialog

        chosen = kind or self._kind()
        if not self._session.read_only:
            CatalogueDialog(
                self._ui, self._session, chosen if chosen is Kind.DUTY else Kind.SKILL, self._page
            ).open()  # fmt: skip

    def import_levels(self) -> None:
        from ctohandover.formats.tables import What  # what tables need comes in with the first one
        from ctohandover.ui.tables.opening import import_table

        import_table(self._ui, self._session, self._page, first=What.ASSESSMENTS)

    def export_matrix(self) -> None:
        from ctohandover.formats.tables import What
        from ctohandover.ui.tables.opening import export_table

        export_table(
            self._ui, self._session, self._page, What.ASSESSMENTS, kind=self._kind(), matrix=True, as_of=self._day()
        )  # fmt: skip

    def export_levels(self, *, history: bool = False) -> None:
        """Those that count today, or all that were ever given."""
        from ctohandover.formats.tables import What
        from ctohandover.ui.tables.opening import export_table

        export_table(self._ui, self._session, self._page, What.ASSESSMENTS, history=history)

    def export_skills(self) -> None:
        from ctohandover.formats.tables import What
        from ctohandover.ui.tables.opening import export_table

        export_table(self._ui, self._session, self._page, What.SKILLS)

    def export_sessions(self) -> None:
        from ctohandover.ui.sessions.saving import save_sessions

        save_sessions(self._ui, self._session, self._page)
