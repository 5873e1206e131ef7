"""The three answers side by side: the question, the answer, and its reasons, each of which opens its rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from ctohandover import answer_words, plan_words
from ctohandover.domain.growth import Need
from ctohandover.domain.subjects import Kind
from ctohandover.ui.widgets.basics import Link, button, column, label, scaled
from ctohandover.ui.widgets.chips import flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.services.answers import Answers
    from ctohandover.ui.context import Ui

SHOWN_SIGNALS = 4


class ThreeAnswers(QWidget):
    """Made anew from what was read; `grow_asked` is called when the second answer is to be worked on."""

    def __init__(self, ui: Ui, found: Answers, grow_asked: Callable[[], object]) -> None:
        super().__init__()
        self._ui, self._found, self._grow = ui, found, grow_asked
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        columns = (self._leave(), self._need(), self._search())
        self.answers = tuple(answer for _, answer, _ in columns)
        for place, (question, answer, reasons) in enumerate(columns):
            above = column(label(question, bold=True, wrap=True), answer, spacing=2)
            grid.addWidget(above, 0, place, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(reasons, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(1, 1)
        self.links = self.findChildren(QPushButton)
        """The answers and their reasons, in reading order of the columns."""

    def focused(self) -> int | None:
        """Which of the links has the focus of this window, be it that a dialog is in front of it."""
        here = self.window().focusWidget()
        return next((number for number, link in enumerate(self.links) if link is here), None)

    def focus(self, number: int) -> None:
        """Give the focus to a link, or the last one where there are fewer now."""
        self.links[min(number, len(self.links) - 1)].setFocus()

    def _answer(self, text: str, run: Callable[[], object], name: str = "answer") -> QWidget:
        made = button(text, run, name=name)
        made.setFont(scaled(made.font(), 1.6, bold=True))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        return flow(made)

    def _links(self, *reasons: tuple[str, Callable[[], object]]) -> QWidget:
        return column(*(Link(text, run) for text, run in reasons), spacing=2)

    def _go(self, page: str, what: Any = None) -> Callable[[], object]:
        return partial(self._ui.go, page, what)

    def _leave(self) -> tuple[str, QWidget, QWidget]:
        t, found = self._ui.t, self._found
        names = [found.crew.short[person.id] for person in found.leavers]
        question, leaving = answer_words.first_question(found.leaving, names, t), found.leaving
        if leaving is None:
            where, told = ("people", t("Say who leaves…")) if not names else ("preferences", t("Set the last day…"))
            go = self._go(where, {"field": "last_day"} if names else None)
            return question, self._answer(t("Not known yet"), go), self._links((told, go))
        blockers = self._go("transition", {"items": leaving.blockers})
        reasons = [
            (text, blockers if grip is None else self._rows([one.subject.id for one in leaving.by_grip[grip]]))
            for text, grip in answer_words.leave_reasons(leaving, names, t)
        ]
        if found.plan is not None and found.plan.short:
            open_plan = self._go("plan", {"back": "overview"})
            reasons.append((plan_words.covers_of_these(found.plan, t), open_plan))
        if not leaving.vital:
            reasons.append((t("Nothing is marked vital: say what the company cannot do without."), self._go("skills")))
        first = reasons[0][1] if reasons else self._go("dependencies")
        return question, self._answer(t(answer_words.VERDICT[leaving.verdict]), first), self._links(*reasons)

    def _rows(self, ids: list[str]) -> Callable[[], object]:
        return self._go("dependencies", {"subjects": ids})

    def _need(self) -> tuple[str, QWidget, QWidget]:
        t, growth = self._ui.t, self._found.growth
        if growth.need is Need.NOT_KNOWN:
            reasons = [(t("Say how the company has grown…"), self._grow)]
        else:
            shown = [answer_words.signal_part(one, t) for one in growth.met[:SHOWN_SIGNALS]]
            reasons = [(text, self._grow) for text in (answer_words.signals_part(growth, t), *shown)]
        answer = self._answer(t(answer_words.NEED[growth.need]), self._grow)
        return t("Do we need a permanent CTO?"), answer, self._links(*reasons)

    def _search(self) -> tuple[str, QWidget, QWidget]:
        t, search, as_of = self._ui.t, self._found.search, self._found.as_of
        open_days = self._go("preferences", {"field": "arrival_day"})
        reasons = [(text, open_days) for text in answer_words.search_reasons(search, as_of, t)]
        interim = self._found.interim
        if interim is not None:
            names = [self._found.crew.short[key] for key in interim.stand_in]
            told = answer_words.interim_part(search, t, names)
            stands_in = {"person": interim.stand_in[0]} if names else {"kind": Kind.DUTY}
            reasons.append((told, self._go("people" if names else "dependencies", stands_in)))
            if interim.ownerless:
                reasons.append(
                    (answer_words.ownerless_part(len(interim.ownerless), t), self._rows(list(interim.ownerless)))
                )
        answer = self._answer(answer_words.search_answer(search, as_of, t), open_days)
        return t("When must the search start?"), answer, self._links(*reasons)
