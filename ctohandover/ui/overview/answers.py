"""The three answers side by side: the question, the answer, and its reasons, each of which opens its rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ctohandover import answer_words
from ctohandover.domain.answers import Grip, Verdict
from ctohandover.domain.growth import Need
from ctohandover.domain.subjects import Kind
from ctohandover.ui.widgets.basics import button, column, label, scaled
from ctohandover.ui.widgets.chips import flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.domain.answers import Search
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

    def _answer(self, text: str, run: Callable[[], object], name: str = "answer") -> QWidget:
        made = button(text, run, name=name)
        made.setFont(scaled(made.font(), 1.6, bold=True))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        return flow(made)

    def _links(self, *reasons: tuple[str, Callable[[], object]]) -> QWidget:
        return flow(*(button(text, run, name="link") for text, run in reasons), spacing=4)

    def _go(self, page: str, what: Any = None) -> Callable[[], object]:
        return partial(self._ui.go, page, what)

    def _leave(self) -> tuple[str, QWidget, QWidget]:
        t, found = self._ui.t, self._found
        names = [found.crew.short[person.id] for person in found.leavers]
        question, leaving = answer_words.first_question(found.leaving, names, t), found.leaving
        if leaving is None:
            where, told = ("people", t("Say who leaves…")) if not names else ("preferences", t("Set the last day…"))
            return question, self._answer(t("Not known yet"), self._go(where)), self._links((told, self._go(where)))
        reasons = [
            (answer_words.vital_part(grip, len(held), names, t), self._rows([one.subject.id for one in held]))
            for grip, held in leaving.by_grip.items()
            if held and (grip is not Grip.PROVEN or leaving.verdict is Verdict.YES)
        ]
        blocking = len(leaving.blockers)
        if blocking:
            told = t.plural("{n} blocking item open by then", "{n} blocking items open by then", blocking)
            reasons.insert(1, (told, self._go("transition", {"items": leaving.blockers})))
        if not leaving.vital:
            reasons.append((t("Nothing is marked vital: say what the company cannot do without."), self._go("skills")))
        first = reasons[0][1] if reasons else self._go("dependencies")
        return question, self._answer(t(answer_words.VERDICT[leaving.verdict]), first), self._links(*reasons)

    def _rows(self, ids: list[str]) -> Callable[[], object]:
        return self._go("dependencies", {"subjects": ids})

    def _need(self) -> tuple[str, QWidget, QWidget]:
        t, growth = self._ui.t, self._found.growth
        met, unknown = growth.met, growth.unknown
        reasons = []
        if growth.need is Need.NOT_KNOWN:
            reasons.append((t("Say how the company has grown…"), self._grow))
        else:
            told = t("{met} of {known} signals met", met=t.number(len(met)), known=t.number(len(growth.known)))
            more = t.plural("{n} unknown", "{n} unknown", unknown)
            first = f"{more} · {told}" if growth.mostly_unknown else f"{told} · {more}" if unknown else told
            reasons.append((first, self._grow))
            reasons += [(answer_words.signal_part(one, t), self._grow) for one in met[:SHOWN_SIGNALS]]
        answer = self._answer(t(answer_words.NEED[growth.need]), self._grow)
        return t("Do we need a permanent CTO?"), answer, self._links(*reasons)

    def _search(self) -> tuple[str, QWidget, QWidget]:
        t, search, open_days = self._ui.t, self._found.search, self._go("preferences")
        if not search.wanted:
            text = t("Say when")
            told = t("begun today: an arrival on {day}", day=t.date(search.arrival))
        else:
            late = search.start < self._found.as_of
            text = t("Now") if late else t("By {day}", day=t.date(search.start))
            told = t("for an arrival on {day}", day=t.date(search.arrival))
        reasons = [(told, open_days), (self._months(search), open_days)]
        if search.wanted and search.start < self._found.as_of:
            reasons.insert(0, (t("was due on {day}", day=t.date(search.start)), open_days))
        if search.interim_from is not None:
            days = (search.arrival - search.interim_from).days
            interim = t.plural("{n} day without a CTO: who decides?", "{n} days without a CTO: who decides?", days)
            reasons.append((interim, self._go("dependencies", {"kind": Kind.DUTY})))
        return t("When must the search start?"), self._answer(text, open_days), self._links(*reasons)

    def _months(self, search: Search) -> str:
        t = self._ui.t
        return t(
            "{search} months of search, {notice} of notice",
            search=t.number(search.search_months),
            notice=t.number(search.notice_months),
        )
