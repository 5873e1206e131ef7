"""What the skills page does less often: the catalogue, tables in and out, planned sessions for a calendar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ctohandover.domain.subjects import Kind
from ctohandover.ui.widgets.basics import more_button

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
            (t("Skills from the catalogue…"), partial(self.open_catalogue, Kind.SKILL), write),
            (t("Duties from the catalogue…"), partial(self.open_catalogue, Kind.DUTY), write),
            (t("Import a spreadsheet…"), self.import_levels, write),
            None,
            (t("Export this matrix…"), self.export_matrix, True),
            (t("Export the levels of today as a list…"), self.export_levels, True),
            (t("Export all levels ever given…"), partial(self.export_levels, history=True), True),
            (t("Export the list of skills…"), self.export_skills, True),
            None,
            (t("Planned sessions to the calendar (.ics)…"), self.export_sessions, True),
        )

    def add_actions(self) -> None:
        """For the keyboard and for Ctrl+K."""
        add, group, t = self._ui.actions.add, self._ui.t("Skills"), self._ui.t
        add("skills-catalogue", group, t("Choose from the catalogue…"), self.open_catalogue, window=self._page)
        add(
            "skills-import", group, t("Import a spreadsheet…"), self.import_levels, shortcut="Ctrl+I", window=self._page
        )
        add("skills-export", group, t("Export this matrix…"), self.export_matrix, window=self._page)
        self._ui.actions.enable(not self._session.read_only, "skills-catalogue", "skills-import")

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
