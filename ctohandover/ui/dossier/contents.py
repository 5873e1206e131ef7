"""What the dossier will hold: its sections, what is worth doing before it goes out, the decisions in reading order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ctohandover import words
from ctohandover.ui.decisions.model import SITUATION_TONE
from ctohandover.ui.dossier.missing import MissingCard
from ctohandover.ui.dossier.sections import Sections
from ctohandover.ui.overview.parts import ItemRow
from ctohandover.ui.widgets.basics import Card, clear, label

if TYPE_CHECKING:
    from ctohandover.i18n import Translator
    from ctohandover.render.dossier import Dossier
    from ctohandover.ui.context import Ui

SHOWN = 60


class Contents(QWidget):
    opened = Signal(object)
    """What the decisions page is to show."""

    def __init__(self, ui: Ui, workspace_id: str) -> None:
        super().__init__()
        self._ui = ui
        self.rows: list[ItemRow] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        self.sections = Sections(ui, workspace_id)
        chosen = Card(ui.t("What goes in, in this order"))
        chosen.body.addWidget(self.sections)
        chosen.body.addStretch(1)
        self.missing = MissingCard(ui)
        order = Card(ui.t("Decisions, in reading order"))
        self._order_rows = QVBoxLayout()
        self._order_rows.setSpacing(0)
        order.body.addLayout(self._order_rows)
        order.body.addStretch(1)
        grid.addWidget(chosen, 0, 0)
        grid.addWidget(self.missing, 0, 1)
        grid.addWidget(order, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)

    def show_dossier(self, found: Dossier) -> None:
        self._show_order(found)
        self.missing.show_dossier(found, _holds(found, self._ui.t))

    def _show_order(self, found: Dossier) -> None:
        clear(self._order_rows)
        self.rows = []
        t = self._ui.t
        column = [words.known_by(item.standing, found.short, t) for item in found.decisions]
        for item, known in zip(found.decisions[:SHOWN], column, strict=False):
            tone = SITUATION_TONE[item.standing.situation] or "plain"
            made = ItemRow(self._ui, item.line.subject, known, beside=column, title=item.line.label, tone=tone)
            made.clicked.connect(partial(self.opened.emit, {"decision": item.line.id}))
            self._order_rows.addWidget(made)
            self.rows.append(made)
        more = len(found.decisions) - SHOWN
        if more > 0:
            self._order_rows.addWidget(label(t.plural("and {n} more", "and {n} more", more), name="muted"))
        if not found.decisions:
            self._order_rows.addWidget(label(t("No standing decision yet."), name="muted", wrap=True))


def _holds(found: Dossier, t: Translator) -> str:
    """What there is to put in, as a sentence: the ticks above say what of it goes out."""
    always = [
        t.plural("{n} person", "{n} people", len(found.people)),
        t.plural("{n} standing decision", "{n} standing decisions", len(found.decisions)),
        t.plural("{n} that does not stand", "{n} that do not stand", len(found.others)),
        t.plural("{n} image", "{n} images", _pictures(found)),
    ]
    skills, charges, items, sessions, questions = (
        len(found.skills), len(found.charges), len(found.items), len(found.sessions) + len(found.planned),
        len(found.questions),
    )  # fmt: skip
    more = (
        (skills, t.plural("{n} skill", "{n} skills", skills)),
        (charges, t.plural("{n} system or duty", "{n} systems and duties", charges)),
        (items, t.plural("{n} item of the checklist", "{n} items of the checklist", items)),
        (sessions, t.plural("{n} session", "{n} sessions", sessions)),
        (questions, t.plural("{n} question", "{n} questions", questions)),
    )
    return t("In the workspace: {parts}.", parts=t.join([*always, *(text for count, text in more if count)]))


def _pictures(found: Dossier) -> int:
    return len({(item.line.source_id, path) for item in (*found.decisions, *found.others) for path in item.images})
