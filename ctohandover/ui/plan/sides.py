"""Beside the plan: the hours that it is made of, and who was refused."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from ctohandover import plan_words
from ctohandover.domain.plan import TRANSFER_SHARE
from ctohandover.domain.plan_hours import spare
from ctohandover.ui.widgets.basics import Card, ElidedLabel, button, clear, label

if TYPE_CHECKING:
    from ctohandover.domain.people import Person
    from ctohandover.services.planning import Planned
    from ctohandover.ui.context import Ui

SHOWN = 12
"""People whose hours are listed; the form has them all."""


def teams(found: Planned) -> tuple[list[Person], list[Person]]:
    """(those whose days are shared out, those whose spare hours are): all who are there or still come."""
    here = [person for person in found.crew.everybody if not person.has_left(found.as_of)]
    outside = [person for person in here if not person.internal or person in found.leavers]
    return outside, [person for person in here if person not in outside]


class HoursCard(Card):
    change_asked = Signal()

    def __init__(self, ui: Ui, *, read_only: bool) -> None:
        super().__init__(ui.t("Hours"))
        self._ui = ui
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.change = button(ui.t("Change the hours…"), self.change_asked.emit, name="link")
        self.change.setVisible(not read_only)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)

    def show_found(self, found: Planned) -> None:
        clear(self._grid)
        t, workspace = self._ui.t, found.workspace
        share = TRANSFER_SHARE if workspace.transfer_share is None else workspace.transfer_share
        aftercare = t("{n} h", n=t.number(workspace.aftercare_hours)) if workspace.aftercare_hours else t("none")
        outside, inside = teams(found)
        rows = [
            (t("Free for passing things on"), t("{n} %", n=t.number(share)), ""),
            (t("Set aside for after-care"), aftercare, ""),
        ]
        for person in outside:
            days = person.days_a_month
            told = t("days not said") if days is None else plan_words.days_a_month(days, t)
            rows.append((person.name, told, "care" if days is None else ""))
        for person in inside[:SHOWN]:
            told = t("{n} h a week", n=t.number(spare(person)))
            rows.append((person.name, told, "muted" if person.spare_hours is None else ""))
        if len(inside) > SHOWN:
            rows.append((t.plural("and {n} more", "and {n} more", len(inside) - SHOWN), "", "muted"))
        for number, (name, value, tone) in enumerate(rows):
            self._grid.addWidget(ElidedLabel(name), number, 0)
            self._grid.addWidget(label(value, name=tone), number, 1, Qt.AlignmentFlag.AlignRight)


class RefusedCard(Card):
    rule_asked = Signal(str, str)
    """(subject id, receiver id)."""

    def __init__(self, ui: Ui, *, read_only: bool) -> None:
        super().__init__(ui.t("Refused"))
        self._ui, self._read_only = ui, read_only
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.hide()

    def show_found(self, found: Planned) -> None:
        clear(self._grid)
        t, short = self._ui.t, found.crew.short
        shown = [one for one in found.refused if one.subject_id in found.subjects]
        self.setVisible(bool(shown) and found.plan is not None)
        for number, one in enumerate(shown):
            title = found.subjects[one.subject_id].title
            said = t("{title}: not to {name}", title=title, name=short[one.receiver_id])
            self._grid.addWidget(ElidedLabel(said), number, 0)
            if not self._read_only:
                back = button(
                    t("By the rule"), partial(self.rule_asked.emit, one.subject_id, one.receiver_id), name="link"
                )
                back.setAccessibleName(t("{what}: {why}", what=t("By the rule"), why=said))
                self._grid.addWidget(back, number, 1)
