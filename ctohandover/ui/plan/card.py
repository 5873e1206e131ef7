"""Beside the plan: the row that is chosen, and what can be decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ctohandover import plan_words, words
from ctohandover.domain.levels import HOLDS
from ctohandover.domain.plan import Apart, Course, Hurdle, Lesson, PlanChoice, Week
from ctohandover.domain.sessions import Session
from ctohandover.ui.plan.model import Head, Row
from ctohandover.ui.widgets.basics import Card, button, clear, label
from ctohandover.ui.widgets.chips import flow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from ctohandover.services.planning import Planned
    from ctohandover.ui.context import Ui
    from ctohandover.ui.plan.model import PlanModel


class RowCard(Card):
    """Every signal is about the row that is shown."""

    accept_asked = Signal()
    accept_week_asked = Signal()
    change_asked = Signal()
    effort_asked = Signal()
    refuse_asked = Signal()
    rule_asked = Signal()
    open_asked = Signal()
    session_asked = Signal()

    def __init__(self, ui: Ui, *, read_only: bool) -> None:
        super().__init__(" ")
        self._ui, self._read_only = ui, read_only
        self.title.setWordWrap(True)
        self._inner = QVBoxLayout()
        self._inner.setSpacing(6)
        self.body.addLayout(self._inner)
        self.buttons: dict[str, QPushButton] = {}
        """By name; of the row that is shown."""

    def show_row(self, row: Row, model: PlanModel, found: Planned) -> None:
        clear(self._inner)
        self.buttons = {}
        if isinstance(row, Head):
            self.title.setText(row.text)
            if row.week is not None:
                self._show_week(row.week, found)
            else:
                self._say(row.below)
            return
        subject = model.about(row)
        self.title.setText(row.title if isinstance(row, Session) and row.title else subject.title if subject else "")
        if subject is not None:
            t = self._ui.t
            parts = (t(words.KIND[subject.kind]), subject.area, t(words.CRITICALITY[subject.criticality]))
            self._say(" · ".join(part for part in parts if part), "muted")
        if isinstance(row, Lesson | Session):
            self._show_session(row, model)
        if isinstance(row, Apart):
            self._show_apart(row)
        course = model.course(row)
        if course is not None:
            self._show_course(course, found, whole=isinstance(row, Course))
        self._add_buttons(row, course, found)

    def _say(self, text: str, name: str = "", *, bold: bool = False) -> None:
        self._inner.addWidget(label(text, name=name, wrap=True, bold=bold))

    def _show_session(self, row: Lesson | Session, model: PlanModel) -> None:
        t = self._ui.t
        self._say(model.who(row), bold=True)
        self._say(words.sentence(t(words.SESSION_METHOD[row.method])))
        length = t("{n} min", n=t.number(row.minutes))
        when = t("{time} on {day}", time=length, day=t.date(row.day))
        if isinstance(row, Lesson) and row.count > 1:
            number = t("proposal {n} of {all}", n=t.number(row.number), all=t.number(row.count))
            when = f"{when} · {number}"
        self._say(when)
        if isinstance(row, Session):
            self._say(t("Planned already. Its day and time are changed in its own form."), "muted")

    def _show_apart(self, one: Apart) -> None:
        t = self._ui.t
        texts = {
            Hurdle.NOT_KNOWN: t("Nobody was asked who holds it. Say who does, and it finds its place in the plan."),
            Hurdle.NO_RECEIVER: t(
                "Nobody is left inside who could learn it by the last day. Take a refusal back, or say that somebody"
                " has hours to spare."
            ),
        }
        nobody = t(
            "Nobody who is still there holds it, so no session can pass it on. It has to be worked out anew, or bought."
        )
        self._say(texts.get(one.hurdle, nobody))

    def _show_course(self, course: Course, found: Planned, *, whole: bool) -> None:
        t, short = self._ui.t, found.crew.short
        name, level = short[course.receiver_id], course.level
        was = t("not assessed") if level is None else t("level {n}", n=int(level))
        self._say(
            t("{name} learns it: {was} today, {n} is to be reached, {time} in all.", name=name, was=was, n=int(HOLDS),
              time=plan_words.hours(course.missing, t))
        )  # fmt: skip
        if course.planned:
            self._say(t("{time} of it in sessions that are planned", time=plan_words.hours(course.planned, t)), "muted")
        if course.left_out:
            missing = t("{time} missing", time=plan_words.hours(course.left_out, t))
            why = plan_words.reason(course, short, t)
            self._say(t("{what}: {why}", what=missing, why=why), "bad")
            if whole and course.hurdle is Hurdle.RECEIVER_HOURS:
                self._say(t("Somebody else may have the time: change who receives it."), "muted")
        if course.choice is not None and course.choice.choice is PlanChoice.PINNED:
            self._say(self._pinned(course), "muted")

    def _pinned(self, course: Course) -> str:
        t, choice = self._ui.t, course.choice
        parts = [t("Pinned")]
        if choice is not None and choice.week is not None:
            parts.append(t("not before {day}", day=t.date(choice.week)))
        if choice is not None and choice.minutes is not None:
            parts.append(t("{time} in all", time=plan_words.hours(choice.minutes, t)))
        return " · ".join(parts)

    def _show_week(self, week: Week, found: Planned) -> None:
        t, names, grid = self._ui.t, found.crew.by_id, QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        self._say(t("{first} to {last}", first=t.date(week.first), last=t.date(week.last)), "muted")
        for number, load in enumerate(week.loads):
            figures = {"used": plan_words.figure(load.used, t), "there": plan_words.hours(load.there, t)}
            told = label(t("{used} of {there}", **figures), name="bad" if load.used > load.there else "")
            grid.addWidget(label(names[load.person_id].name, wrap=True), number, 0)
            grid.addWidget(told, number, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        self._inner.addLayout(grid)
        if not week.loads:
            self._say(t("No session is proposed for this week."))
        if week.lessons and not self._read_only:
            text = t.plural("Accept the {n} proposal of this week", "Accept the {n} proposals of this week",
                            len(week.lessons))  # fmt: skip
            self._inner.addWidget(flow(self._button("week", text, self.accept_week_asked)))

    def _button(self, name: str, text: str, signal: object) -> QPushButton:
        self.buttons[name] = button(text, signal.emit)  # type: ignore[attr-defined]
        return self.buttons[name]

    def _add_buttons(self, row: Row, course: Course | None, found: Planned) -> None:
        t, made, write = self._ui.t, list[QWidget](), not self._read_only
        if isinstance(row, Lesson) and write:
            made.append(self._button("accept", t("Accept"), self.accept_asked))
            made.append(self._button("week", t("Accept the week"), self.accept_week_asked))
        if isinstance(row, Session):
            made.append(self._button("session", t("Session…"), self.session_asked))
        if course is not None and write:
            name = found.crew.short[course.receiver_id]
            made.append(self._button("change", t("Change…"), self.change_asked))
            made.append(self._button("refuse", t("Not to {name}", name=name), self.refuse_asked))
            if course.choice is not None:
                made.append(self._button("rule", t("By the rule"), self.rule_asked))
            made.append(self._button("effort", t("Hours a level…"), self.effort_asked))
        made.append(self._button("open", t("Who holds it"), self.open_asked))
        self._inner.addWidget(flow(*made))
