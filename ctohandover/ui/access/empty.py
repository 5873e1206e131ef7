"""What belongs in an empty register, and the ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ctohandover.ui.widgets.basics import button
from ctohandover.ui.widgets.empty import Empty

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui


class NoAccesses(Empty):
    add_asked = Signal()
    import_asked = Signal()

    def __init__(self, ui: Ui, *, read_only: bool) -> None:
        t = ui.t
        self.bring = button(t("From a password manager or a table…"), lambda: self.import_asked.emit(), name="primary")
        self.add = button(t("Add an access…"), lambda: self.add_asked.emit())
        super().__init__(
            t("No access is written down yet"),
            t(
                "Domains, cloud accounts, app stores, contracts, keys: what the company is locked out of when the wrong"
                " person leaves. For each: who administers it, and whose e-mail, phone and card it hangs on."
                " Passwords do not belong here: they are dropped while an export is read."
            ),
            self.bring,
            self.add,
        )
        self.allow(not read_only)
