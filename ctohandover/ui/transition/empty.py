"""What belongs on an empty checklist, and the ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ctohandover.ui.widgets.basics import button
from ctohandover.ui.widgets.empty import Empty

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui


class NoItems(Empty):
    template_asked = Signal()
    add_asked = Signal()
    import_asked = Signal()

    def __init__(self, ui: Ui, *, read_only: bool) -> None:
        t = ui.t
        self.template = button(t("Begin with the template…"), lambda: self.template_asked.emit(), name="primary")
        self.importing = button(t("Import a spreadsheet…"), lambda: self.import_asked.emit())
        self.add = button(t("Add an item…"), lambda: self.add_asked.emit())
        super().__init__(
            t("No checklist yet"),
            t(
                "The checklist proves a handover: what to do from three months before the handover day to three"
                " months after it, with evidence and a signature of somebody who did not do it. The template has 66"
                " items; begin with the 13 essentials, and take the rest when there is time."
            ),
            self.template,
            self.importing,
            self.add,
        )
        self.allow(not read_only)
