"""The checklist on the overview: how much is signed, what is late, what comes next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from ctohandover.ui.widgets.basics import Card, ElidedLabel, button, clear, label, row
from ctohandover.ui.widgets.chips import flow

if TYPE_CHECKING:
    from ctohandover.services.checklist import Checklist, ItemLine
    from ctohandover.ui.context import Ui

NEXT = 3
"""How many of the items that are due next are shown."""


class ChecklistCard(Card):
    """Its height stays the same whatever it shows, so that nothing moves when its figures come in."""

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui.t("Checklist of the handover"))
        self._ui = ui
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        line = self.fontMetrics().lineSpacing()
        self.setMinimumHeight(line * (NEXT + 3) + 78)

    def show_found(self, found: Checklist) -> None:
        from ctohandover.ui.transition.model import Filter

        clear(self._rows)
        t = self._ui.t
        if not found.lines:
            text = t("None yet. The template has 66 items; 13 of them to begin with.")
            self._rows.addWidget(label(text, name="muted", wrap=True))
            self._rows.addWidget(button(t("Begin the checklist"), partial(self._ui.go, "transition"), name="link"))
            return
        done, applicable = found.verified
        self._rows.addWidget(
            label(t("{done} of {all} signed.", done=t.number(done), all=t.number(applicable)), bold=True)
        )
        overdue = sum(1 for item in found.lines if item.overdue)
        to_sign = sum(1 for item in found.lines if item.awaits_signature)
        blocking = sum(1 for item in found.lines if item.item.blocker and not item.done)
        links = []
        for count, chosen, text in (
            (overdue, Filter.OVERDUE, t.plural("{n} overdue", "{n} overdue", overdue)),
            (to_sign, Filter.TO_SIGN, t.plural("{n} waits for a sign-off", "{n} wait for a sign-off", to_sign)),
            (blocking, Filter.BLOCKERS, t.plural("{n} blocks the leaving", "{n} block the leaving", blocking)),
        ):
            if count:
                links.append(button(text, partial(self._ui.go, "transition", {"filter": chosen}), name="link"))
        if links:
            self._rows.addWidget(flow(*links, spacing=10))
        for item in _next(found):
            title = ElidedLabel(item.item.title)
            day = label(t.date(item.due) if item.due else "", name="bad" if item.overdue else "muted")
            open_it = button(t("Open"), partial(self._ui.go, "transition", {"item": item.item.id}), name="link")
            open_it.setAccessibleName(t("Open “{title}”", title=item.item.title))
            self._rows.addWidget(row(title, day, open_it))


def _next(found: Checklist) -> list[ItemLine]:
    """What is due soonest and can be done now."""
    waiting = [item for item in found.lines if not item.done and item.due is not None and not item.held_up_by]
    return sorted(waiting, key=lambda item: (str(item.due), not item.item.blocker))[:NEXT]
