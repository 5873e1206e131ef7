"""What belongs on an empty page of decisions, and the two ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ctohandover.ui.widgets.basics import button
from ctohandover.ui.widgets.empty import Empty

if TYPE_CHECKING:
    from ctohandover.i18n import Translator


class NoDecisions(Empty):
    import_asked = Signal()
    new_asked = Signal()

    def __init__(self, t: Translator, *, read_only: bool) -> None:
        self.importing = button(t("Import a folder…"), lambda: self.import_asked.emit(), name="primary")
        self.writing = button(t("Write the first one"), lambda: self.new_asked.emit())
        super().__init__(
            t("No decisions yet"),
            t(
                "Decision records (ADR) say what was chosen and why: the database, the hosting, what was turned"
                " down. Most repositories keep them under docs/adr. Import that folder, or drop it"
                " or some of its files here: the files stay as they are, and you see first what would come in. Or write"
                " one from a template."
            ),
            self.importing,
            self.writing,
        )
        self.allow(not read_only)
