"""Beside the matrix: the chosen cell, column or row in words, its growth, and what would help most next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ctohandover import transition_words, words
from ctohandover.domain.holders import order
from ctohandover.domain.levels import HOLDS, Level
from ctohandover.domain.sessions import in_hand, suggestions
from ctohandover.ui.widgets.basics import Card, ElidedLabel, Link, button, clear, label, row
from ctohandover.ui.widgets.chips import flow
from ctohandover.ui.widgets.growth import GrowthLine, Step

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.assessments import Assessment
    from ctohandover.domain.people import Person
    from ctohandover.domain.sessions import Suggestion
    from ctohandover.domain.subjects import Subject
    from ctohandover.services.grid import Grid
    from ctohandover.services.stories import Story
    from ctohandover.ui.context import Ui
    from ctohandover.ui.skills.model import MatrixModel

SHOWN_SESSIONS = 5
SHOWN_HISTORY = 8


class Panel(QScrollArea):
    """`session_asked` has subject ids, receiver ids and the giver's id (or None)."""

    session_asked = Signal(tuple, tuple, object)
    assess_asked = Signal(str, str)
    change_asked = Signal(str)
    remove_asked = Signal(str)
    session_opened = Signal(str)
    person_asked = Signal(str)
    ask_asked = Signal(str)

    def __init__(self, ui: Ui, model: MatrixModel, *, read_only: bool) -> None:
        super().__init__()
        self._ui, self._model, self._read_only = ui, model, read_only
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 38)
        inside = QWidget()
        inside.setObjectName("page")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(16)
        self.setWidget(inside)

    def _begin(self, title: str) -> Card:
        clear(self._cards)
        card = Card()
        heading = ElidedLabel(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        card.body.addWidget(heading)
        self._cards.addWidget(card)
        return card

    def _end(self) -> None:
        self._add_next()
        self._cards.addStretch(1)

    @property
    def _grid(self) -> Grid:
        assert self._model.grid is not None
        return self._model.grid

    # --- a cell

    def show_cell(self, at_row: int, at_column: int, said: tuple[Assessment, ...]) -> None:
        """`said` are the assessments of that person on that subject, the latest first."""
        t, model = self._ui.t, self._model
        subject, person = model.subject(at_column), model.person(at_row)
        card = self._begin(f"{subject.title} · {self._grid.crew.short[person.id]}")
        holding = model.holding(at_row, at_column)
        if holding is None:
            card.body.addWidget(
                label(t("Not assessed yet. A digit from 0 to 4 sets the level."), name="muted", wrap=True)
            )
        else:
            text = model.level_words(at_column, holding.level)
            card.body.addWidget(row(label(str(int(holding.level)), bold=True, size=2.0), label(text, wrap=True), None))
            if holding.holds:
                shown = t("Shown, not only said.") if holding.proven else t("Said, not shown yet.")
                card.body.addWidget(label(shown, name="good" if holding.proven else "care", wrap=True))
            if holding.review_due:
                card.body.addWidget(label(t("That was long ago: ask again."), name="care", wrap=True))
        steps = level_steps(said, self._grid.as_of)
        if len(steps) > 1:
            growth = GrowthLine(self._ui)
            growth.setAccessibleName(t("Level over time"))
            growth.show_steps(steps, self._grid.as_of, target=int(HOLDS))
            card.body.addWidget(growth)
        self._add_history(card, said)
        if not self._read_only:
            plan = partial(self.session_asked.emit, (subject.id,), (person.id,) if person.internal else (), None)
            how = button(t("How it is known…"), partial(self.assess_asked.emit, subject.id, person.id))
            card.body.addWidget(flow(how, button(t("Session…"), plan)))
        self._end()

    def _add_history(self, card: Card, said: tuple[Assessment, ...]) -> None:
        t, short = self._ui.t, self._grid.crew.short
        for item in said[:SHOWN_HISTORY]:
            how = words.how(item, short, t)
            text = t("{day}: {level}, {how}", day=t.date(item.day), level=int(item.level), how=how)
            if item.by_reply:
                text = t("{text} (by reply)", text=text)
            card.body.addWidget(label(text, name="muted", wrap=True, size=0.95))
            if item.evidence:
                card.body.addWidget(label(item.evidence, wrap=True, size=0.95))
            if item.session_id:
                open_it = partial(self.session_opened.emit, item.session_id)
                card.body.addWidget(button(t("Open the session"), open_it, name="link"))

    # --- a column

    def show_subject(self, at_column: int, story: Story) -> None:
        t, model, grid = self._ui.t, self._model, self._grid
        subject, standing = model.subject(at_column), model.standing(at_column)
        card = self._begin(subject.title)
        critical = t(words.CRITICALITY[subject.criticality])
        card.body.addWidget(
            label(" · ".join(part for part in (subject.area, critical) if part), name="muted", wrap=True)
        )
        inside = label(f"{len(standing.inside)}", bold=True, size=2.0)
        of = t.plural("autonomous inside, of {n} needed", "autonomous inside, of {n} needed", subject.needed)
        card.body.addWidget(row(inside, label(of, wrap=True), None))
        bad = standing.known and not standing.inside
        reason = words.known_by_reason(standing, grid.crew.short, t)
        card.body.addWidget(label(reason, name="bad" if bad else "muted", wrap=True))
        self._add_growth(card, t("Autonomous inside over time"), story, target=subject.needed)
        skill = grid.skills.get(subject.id)
        if skill is not None:
            if skill.description:
                card.body.addWidget(label(skill.description, wrap=True))
            for level in Level:
                if skill.words(level):
                    card.body.addWidget(
                        label(f"{int(level)}  {skill.words(level)}", name="muted", wrap=True, size=0.95)
                    )
        charge = grid.charges.get(subject.id)
        if charge is not None:
            for name, key in ((t("Owner"), charge.owner_id), (t("Deputy"), charge.deputy_id)):
                who = grid.crew.by_id[key].name if key in grid.crew.by_id else t("nobody")
                card.body.addWidget(label(t("{what}: {why}", what=name, why=who), name="muted", wrap=True))
            if charge.runbook:
                card.body.addWidget(label(charge.runbook, wrap=True))
        self._add_said(card, story, by_person=True)
        self._add_subject_buttons(card, subject)
        self._add_sessions(subject.id)
        self._end()

    def _add_growth(self, card: Card, name: str, story: Story, *, target: int | None = None) -> None:
        if len(story.steps) > 1:
            growth = GrowthLine(self._ui)
            growth.setAccessibleName(name)
            growth.setToolTip(name)
            steps = tuple(Step(*step) for step in story.steps)
            growth.show_steps(steps, self._grid.as_of, most=max(1, target or 1), target=target)
            card.body.addWidget(growth)

    def _add_said(self, card: Card, story: Story, *, by_person: bool) -> None:
        """The latest that was said: of whom (on a subject), or on what (of a person), with its evidence."""
        if not story.said:
            return
        t, short = self._ui.t, self._grid.crew.short
        card.body.addWidget(label(t("Said lately"), name="muted", size=0.95))
        for item in story.said:
            name = short.get(item.person_id, "") if by_person else story.titles.get(item.subject_id, "")
            text = t("{day}: {level}, {how}", day=t.date(item.day), level=f"{name} {int(item.level)}",
                     how=words.how(item, short, t))  # fmt: skip
            card.body.addWidget(label(text, wrap=True, size=0.95))
            if item.evidence:
                card.body.addWidget(label(item.evidence, name="muted", wrap=True, size=0.95))

    def _add_subject_buttons(self, card: Card, subject: Subject) -> None:
        t = self._ui.t
        if self._read_only:
            return
        buttons = [button(t("Session…"), partial(self.session_asked.emit, (subject.id,), (), None))]
        buttons.insert(0, button(t("Change…"), partial(self.change_asked.emit, subject.id)))
        buttons.append(button(t("Remove"), partial(self.remove_asked.emit, subject.id)))
        if subject.id in self._grid.skills or subject.id in self._grid.charges:
            card.body.addWidget(flow(*buttons))
        else:
            open_it = button(t("Open the decision"), partial(self.change_asked.emit, subject.id))
            card.body.addWidget(flow(open_it, buttons[1]))

    def _add_sessions(self, subject_id: str) -> None:
        t, short = self._ui.t, self._grid.crew.short
        found = [item for item in self._grid.sessions if subject_id in item.subjects]
        if not found:
            return
        card = Card(t("Sessions"))
        for item in found[:SHOWN_SESSIONS]:
            names = ", ".join(short.get(key, "") for key in item.receivers)
            text = f"{t.date(item.day)}  {names}, {t(transition_words.OUTCOME[item.outcome])}"
            card.body.addWidget(Link(text, partial(self.session_opened.emit, item.id)))
        self._cards.addWidget(card)

    # --- a row

    def show_person(self, at_row: int, story: Story, grown: tuple[tuple[Subject, Level, Level, date], ...]) -> None:
        """`grown` are the subjects on which their level rose lately: before, now, since when."""
        t, model = self._ui.t, self._model
        person = model.person(at_row)
        card = self._begin(person.name)
        where = t("inside") if person.internal else t("external")
        role = words.sentence(t(words.ROLE[person.role]))
        card.body.addWidget(label(f"{role}, {where}", name="muted", wrap=True))
        by_level = self._by_level(at_row)
        for level in (Level.TEACHES, Level.ALONE, Level.WITH_HELP):
            if by_level.get(level):
                card.body.addWidget(label(t(words.PERSON_LEVEL[level]), name="muted", size=0.95))
                card.body.addWidget(label(", ".join(by_level[level]), wrap=True))
        if not by_level:
            card.body.addWidget(label(t("Nothing was asked about yet."), name="muted", wrap=True))
        if grown:
            card.body.addWidget(label(t("Grew lately"), name="muted", size=0.95))
            for subject, before, now, day in grown:
                text = f"{subject.title}: {int(before)} → {int(now)}, {t.date(day)}"
                card.body.addWidget(label(text, wrap=True))
        self._add_growth(card, t("Done alone, over time"), story)
        self._add_said(card, story, by_person=False)
        buttons = [button(t("People…"), partial(self.person_asked.emit, person.id))]
        card.body.addWidget(flow(*buttons))
        self._add_person_sessions(person)
        self._end()

    def _by_level(self, at_row: int) -> dict[Level, list[str]]:
        found: dict[Level, list[str]] = {}
        for column in range(self._model.columnCount()):
            holding = self._model.holding(at_row, column)
            if holding is not None:
                found.setdefault(holding.level, []).append(self._model.subject(column).title)
        return found

    def _add_person_sessions(self, person: Person) -> None:
        t = self._ui.t
        titles = {subject.id: subject.title for subject in self._grid.subjects}
        found = [item for item in self._grid.sessions if person.id in (*item.receivers, item.giver_id)]
        if not found:
            return
        card = Card(t("Sessions"))
        for item in found[:SHOWN_SESSIONS]:
            about = ", ".join(titles[key] for key in item.subjects if key in titles) or item.title
            text = f"{t.date(item.day)}  {about}, {t(transition_words.OUTCOME[item.outcome])}"
            card.body.addWidget(Link(text, partial(self.session_opened.emit, item.id)))
        self._cards.addWidget(card)

    # --- for all

    def show_summary(self) -> None:
        """Where nothing is chosen: how far the team is as a whole."""
        t, grid = self._ui.t, self._grid
        card = self._begin(t("The team as a whole"))
        have, needed = grid.autonomous
        before = grid.autonomous_before()
        text = t("Autonomous inside: {have} of {needed} needed.", have=t.number(have), needed=t.number(needed))
        card.body.addWidget(label(text, wrap=True))
        if before != have:
            card.body.addWidget(label(t("{n} three months ago.", n=t.number(before)), name="muted", wrap=True))
        self._end()

    def _add_next(self) -> None:
        """The sessions that would move most, most vital first; not those that are planned already."""
        t, grid = self._ui.t, self._grid
        waits = in_hand(grid.sessions, grid.as_of)
        open_ones = (one for key, one in grid.standings.items() if key not in waits)
        found = suggestions(sorted(open_ones, key=order), grid.crew.active_on(grid.as_of))
        if not found or self._read_only:
            return
        card = Card(t("Most useful next sessions"))
        for item in found[:SHOWN_SESSIONS]:
            card.body.addWidget(self._suggestion(item))
        self._cards.addWidget(card)

    def _suggestion(self, item: Suggestion) -> QWidget:
        short = self._grid.crew.short
        text = f"{short[item.giver_id]} → {short[item.receiver_id]}, {item.subject.title}"
        ask = partial(self.session_asked.emit, (item.subject.id,), (item.receiver_id,), item.giver_id)
        return Link(text, ask)


def level_steps(said: tuple[Assessment, ...], as_of: date) -> tuple[Step, ...]:
    """The level that counted, from which day on. `said` in any order."""
    from ctohandover.domain.ledger import LEVEL, counting, entry_of

    entries = sorted((entry_of(item) for item in said if item.day <= as_of), key=lambda entry: (entry[2], entry[3]))
    steps: list[Step] = []
    days = {item.id: item.day for item in said}
    for number, entry in enumerate(entries, start=1):
        value = counting(entries[:number])[LEVEL]
        step = Step(days[entry[3]], value)
        if steps and steps[-1].day == step.day:
            steps[-1] = step
        elif not steps or steps[-1].value != value:
            steps.append(step)
    return tuple(steps)
