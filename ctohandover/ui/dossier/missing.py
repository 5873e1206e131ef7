"""What is missing before the dossier is good: each line opens the place where it is mended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from ctohandover import dossier_words
from ctohandover.services.dossier_missing import Missing, missing
from ctohandover.ui.decisions.narrowing import Filter
from ctohandover.ui.widgets.basics import Card, button, clear, label

if TYPE_CHECKING:
    from ctohandover.render.dossier import Dossier
    from ctohandover.ui.context import Ui

_DECISIONS = {
    "decisions-lost": Filter.LOST, "decisions-unknown": Filter.UNKNOWN, "decisions-unstated": Filter.UNSTATED,
}  # fmt: skip
_PEOPLE = frozenset({"no-people", "no-outgoing", "no-founder", "no-successor"})
_ACCESSES = frozenset({"accesses-untold", "secrets-waiting"})
_ITEMS = frozenset({"blockers", "to-sign"})


class MissingCard(Card):
    def __init__(self, ui: Ui) -> None:
        super().__init__(ui.t("Before it goes out"))
        self._ui = ui
        self.links: dict[str, QPushButton] = {}
        """By code."""
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_dossier(self, found: Dossier, holds: str) -> None:
        """`holds` says what is in it."""
        clear(self._rows)
        self.links = {}
        t = self._ui.t
        asked = {one.id: one.to_id for one in found.questions}
        for one in missing(found):
            page, what = place(one, asked)
            link = button(
                dossier_words.missing(one.code, len(one.ids), t), partial(self._ui.go, page, what), name="link"
            )
            self._rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self.links[one.code] = link
        if not self.links:
            self._rows.addWidget(label(t("Nothing is missing."), name="good", wrap=True))
        self._rows.addSpacing(8)
        self._rows.addWidget(label(holds, name="muted", wrap=True))


def place(one: Missing, asked: dict[str, str]) -> tuple[str, Any]:
    """(page, what to show there). `asked` are whom questions were asked of, by question."""
    if one.code in _DECISIONS:
        return "decisions", {"filter": _DECISIONS[one.code]}
    if one.code in _PEOPLE:
        return "people", None
    if one.code == "questions":
        return "people", {"person": asked[one.ids[0]]}  # from where they are asked again
    if one.code in _ITEMS:
        return "transition", {"items": one.ids}
    if one.code in _ACCESSES:
        return "access", {"accesses": one.ids}
    if one.code == "no-checklist":
        return "transition", None
    if one.code == "no-day":
        return "preferences", {"field": "last_day"}
    if one.code == "sessions-past":
        return "skills", {"sessions": True, "session": one.ids[0]}
    return "dependencies", {"subjects": one.ids}
