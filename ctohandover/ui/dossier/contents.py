"""What the dossier will hold, section by section, and what is worth doing before it goes out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ctohandover import words
from ctohandover.domain.holders import Situation
from ctohandover.domain.subjects import Kind
from ctohandover.domain.transition import DONE
from ctohandover.ui.decisions.model import SITUATION_TONE
from ctohandover.ui.decisions.narrowing import Filter
from ctohandover.ui.overview.parts import ItemRow
from ctohandover.ui.widgets.basics import Card, button, clear, label

if TYPE_CHECKING:
    from ctohandover.render.dossier import Dossier
    from ctohandover.ui.context import Ui

SHOWN = 60


class Contents(QWidget):
    opened = Signal(object)
    """What the decisions page is to show."""

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        self.rows: list[ItemRow] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        self._order = Card(ui.t("Decisions, in reading order"))
        self._order_rows = QVBoxLayout()
        self._order_rows.setSpacing(0)
        self._order.body.addLayout(self._order_rows)
        self._order.body.addStretch(1)
        self._rest = Card(ui.t("Before it goes out"))
        self._rest_rows = QVBoxLayout()
        self._rest.body.addLayout(self._rest_rows)
        self._rest.body.addStretch(1)
        grid.addWidget(self._order, 0, 0)
        grid.addWidget(self._rest, 0, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)

    def show_dossier(self, found: Dossier) -> None:
        self._show_order(found)
        self._show_rest(found)

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

    def _show_rest(self, found: Dossier) -> None:
        clear(self._rest_rows)
        t = self._ui.t
        unknown = sum(1 for item in found.decisions if item.standing.situation is Situation.UNKNOWN)
        unstated = sum(1 for item in found.decisions if item.line.status is None)
        remarks: list[tuple[str, Filter | str]] = []
        """A filter of the decisions, or the page where it is mended."""
        if not found.people:
            remarks.append((t("Nobody is named yet: add the people."), "people"))
        if found.workspace.counted_day is None:
            remarks.append((t("No last day or handover day is set."), "preferences"))
        lost = sum(1 for item in found.lost if item.subject.kind is Kind.DECISION)
        if lost:
            text = t.plural("{n} decision nobody inside can explain", "{n} decisions nobody inside can explain", lost)
            remarks.append((text, Filter.LOST))
        if unknown:
            text = t.plural("{n} decision was never asked about", "{n} decisions were never asked about", unknown)
            remarks.append((text, Filter.UNKNOWN))
        if unstated:
            text = t.plural("{n} decision states no status", "{n} decisions state no status", unstated)
            remarks.append((text, Filter.UNSTATED))
        open_items = sum(1 for item in found.items if item.item.blocker and item.state not in DONE)
        others = len(found.lost) - lost
        if others:
            text = t.plural("{n} other thing nobody inside holds", "{n} other things nobody inside holds", others)
            remarks.append((text, "dependencies"))
        if open_items:
            text = t.plural("{n} blocking item is open", "{n} blocking items are open", open_items)
            remarks.append((text, "transition"))
        for text, behind in remarks:
            ask = (
                partial(self.opened.emit, {"filter": behind})
                if isinstance(behind, Filter)
                else partial(self._ui.go, behind)
            )
            self._rest_rows.addWidget(button(text, ask, name="link"))
        if not remarks:
            self._rest_rows.addWidget(label(t("Nothing is missing."), name="good", wrap=True))
        holds = [
            t.plural("{n} person", "{n} people", len(found.people)),
            t.plural("{n} standing decision", "{n} standing decisions", len(found.decisions)),
            t.plural("{n} that does not stand", "{n} that do not stand", len(found.others)),
            t.plural("{n} image", "{n} images", _pictures(found)),
        ]
        skills, charges, items, sessions = (
            len(found.skills), len(found.charges), len(found.items), len(found.sessions)
        )  # fmt: skip
        more = (
            (skills, t.plural("{n} skill", "{n} skills", skills)),
            (charges, t.plural("{n} system or duty", "{n} systems and duties", charges)),
            (items, t.plural("{n} item of the checklist", "{n} items of the checklist", items)),
            (sessions, t.plural("{n} session", "{n} sessions", sessions)),
        )
        holds += [text for count, text in more if count]
        self._rest_rows.addSpacing(8)
        self._rest_rows.addWidget(label(t("It holds {parts}.", parts=t.join(holds)), name="muted", wrap=True))


def _pictures(found: Dossier) -> int:
    return len({(item.line.source_id, path) for item in (*found.decisions, *found.others) for path in item.images})
