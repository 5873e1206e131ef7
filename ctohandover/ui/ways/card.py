"""Three ways forward on the overview: what each costs over the horizon, how much of a CTO it gives, its main risk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from ctohandover import gap_words, messages, way_words
from ctohandover.domain.gaps import TextKind
from ctohandover.domain.scenarios import HORIZON, LIMITS, Way, cash, presence
from ctohandover.errors import AppError
from ctohandover.ui.widgets.basics import Card, button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.services.ways import Ways
    from ctohandover.ui.context import Ui


class WaysCard(Card):
    """Made anew from what was read: the founder's figures, or why they could not be."""

    def __init__(
        self,
        ui: Ui,
        found: Ways | AppError,
        open_asked: Callable[[], object],
        text_asked: Callable[[TextKind], object],
    ) -> None:
        t = ui.t
        super().__init__(t("Three ways forward, over {n} months", n=t.number(HORIZON)))
        self.found = found
        if isinstance(found, AppError):
            self.body.addWidget(label(messages.error(found, t), name="bad", wrap=True))
            return
        told, grid = found.told, QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for column, head in enumerate((t("Way"), t("Cash"), t("Presence"), t("Main risk"))):
            grid.addWidget(label(head, name="muted"), 0, column)
        self.sums = {way: sum(cash(way, told)) for way in Way}
        for row, way in enumerate(Way, start=1):
            days = way_words.days_there(way, told, presence(way, told), t)
            name, amount = way_words.way_name(way, told, t), way_words.thousands(self.sums[way], t)
            for column, text in enumerate((name, amount, days, t(way_words.RISK[way]))):
                made = label(text, name="muted" if column == 3 else "", wrap=column != 1)
                grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 2)
        grid.setColumnStretch(3, 4)
        self.body.addLayout(grid)
        self.body.addWidget(label(way_words.break_even(told, t), wrap=True))
        left = len(LIMITS) - len(found.own)
        if left:
            about = t.plural("{n} assumption is a default", "{n} assumptions are defaults", left)
            self.body.addWidget(label(about, name="care", wrap=True))
        self.change = button(t("Assumptions, chart, what if…"), open_asked, name="link")
        self.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_texts(ui, text_asked)

    def _add_texts(self, ui: Ui, text_asked: Callable[[TextKind], object]) -> None:
        t = ui.t
        self.body.addWidget(label(t("Written from what is lacking, for you to edit:"), name="muted", wrap=True))
        self.texts = {
            kind: button(t("{title}…", title=t(gap_words.TEXT[kind])), partial(text_asked, kind), name="link")
            for kind in TextKind
        }
        for link in self.texts.values():
            self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
