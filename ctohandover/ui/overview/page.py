"""Overview: the three answers, what is vital, by whom everything is held, what nobody inside holds, what changed."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ctohandover import messages, words
from ctohandover.domain.holders import Situation, Standing
from ctohandover.domain.people import Role
from ctohandover.domain.subjects import Kind
from ctohandover.services.overview import overview
from ctohandover.ui.decisions.narrowing import Filter
from ctohandover.ui.overview.bar import ShareBar
from ctohandover.ui.overview.checklist import ChecklistCard
from ctohandover.ui.overview.parts import Figure, ItemRow
from ctohandover.ui.page import Page
from ctohandover.ui.widgets.basics import Card, ElidedLabel, button, clear, label
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.domain.growth import Growth
    from ctohandover.errors import AppError
    from ctohandover.services.answers import Answers
    from ctohandover.services.overview import Overview
    from ctohandover.services.ways import Ways
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.overview.answers import ThreeAnswers
    from ctohandover.ui.overview.begin import FirstSteps
    from ctohandover.ui.overview.next import NextCard
    from ctohandover.ui.overview.readers import ForWhom
    from ctohandover.ui.overview.vital import VitalCard
    from ctohandover.ui.session import Session
    from ctohandover.ui.ways.card import WaysCard

SHOWN = 12
"""How many rows the list of what only the outsider holds shows before "all of them"."""


class OverviewPage(Page):
    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "workspace", "person", "subject", "decision", "assessment", "item", "evidence", "signoff", "growth",
            "session", "actor", "effort", "plan_choice",
        }
    )  # fmt: skip

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__(ui, session)
        t = ui.t
        self.dossier = button(t("Make the dossier"), lambda: ui.go("dossier"), name="primary")
        self._for = QWidget()
        self._for_place = QHBoxLayout(self._for)
        self._for_place.setContentsMargins(0, 0, 0, 0)
        self.answers: ThreeAnswers | None = None
        self.vital: VitalCard | None = None
        self.next: NextCard | None = None
        self.ways: WaysCard | None = None
        self.readers: ForWhom | None = None
        self._found: Answers | None = None
        self._alone = True
        self.figures: dict[Filter, Figure] = {}
        self.bar = ShareBar(ui)
        self._only = QVBoxLayout()
        self._only.setSpacing(0)
        self._recent = QGridLayout()
        self._recent.setHorizontalSpacing(14)
        self._recent.setVerticalSpacing(4)
        self.items: list[ItemRow] = []
        self.steps: FirstSteps | None = None
        self._lay_out()
        ui.after_paint(self._add_actions)

    def _add_actions(self) -> None:
        from ctohandover.ui.texts.opening import offer_texts

        offer_texts(self)

    def _lay_out(self) -> None:
        t = self.t
        head = Card()
        head.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)  # its answers come right after the first paint
        self._head = head
        self._vital_place = QVBoxLayout()
        self._next_holder = QWidget()
        self._next_place = QVBoxLayout(self._next_holder)
        self._next_place.setContentsMargins(0, 0, 0, 0)
        self._ways_place = QVBoxLayout()
        figures = Card()
        self._figures_title = figures.title
        figures.title.show()
        line = QHBoxLayout()
        line.setSpacing(6)
        for chosen, tone in (
            (Filter.OUTSIDER_ONLY, "bad"),
            (Filter.UNHELD, "bad"),
            (Filter.SHORT, "care"),
            (Filter.UNKNOWN, "unknown"),
            (Filter.HELD, "good"),
        ):
            figure = Figure(self.ui, tone)
            figure.clicked.connect(lambda _=False, chosen=chosen: self._open_rows(chosen))
            self.figures[chosen] = figure
            line.addWidget(figure, 1)
        figures.body.addLayout(line)
        figures.body.addWidget(self.bar)
        self.more = QHBoxLayout()
        self.claimed = button("", lambda: self._open_rows(Filter.CLAIMED), name="link")
        self.review = button("", lambda: self._open_rows(Filter.REVIEW_DUE), name="link")
        for link in (self.claimed, self.review):
            self.more.addWidget(link)
        self.more.addStretch(1)
        figures.body.addLayout(self.more)
        figures.body.addStretch(1)
        self._only_card = Card(t("Nobody inside can explain these"))
        self.checklist = ChecklistCard(self.ui)
        self._only_card.body.addLayout(self._only)
        self._only_card.body.addStretch(1)
        recent = Card(t("What changed lately"))
        recent.body.addLayout(self._recent)
        recent.body.addStretch(1)
        self._begun = QWidget()
        self._begun.setObjectName("page")
        grid = self._grid = QGridLayout(self._begun)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        grid.addWidget(head, 0, 0, 1, 2)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addLayout(self._vital_place)
        left.addWidget(self._only_card, 1)
        grid.addLayout(left, 2, 0)
        grid.addWidget(self._next_holder, 1, 0, 1, 2)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addLayout(self._ways_place)
        right.addWidget(figures)
        right.addWidget(self.checklist)
        right.addWidget(recent, 1)
        grid.addLayout(right, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)
        inside = QWidget()
        inside.setObjectName("page")
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(20, 20, 20, 20)
        self._inside.addWidget(self._begun)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def title(self) -> str:
        return self.t("Overview")

    def tools(self) -> list[QWidget]:
        return [self._for, self.dossier]

    def panes(self) -> list[QWidget]:
        if self.steps is not None and self.steps.isVisible():
            return [self.steps.following]
        first = next((figure for figure in self.figures.values() if figure.isVisible()), None)
        answers = self.answers.links[0] if self.answers is not None else None
        return [widget for widget in (answers, first, *(self.items[:1])) if widget is not None] or [self]

    def focus_first(self) -> None:
        self.panes()[0].setFocus()

    def load(self) -> None:
        today = self.ui.today()
        self.session.read(lambda run: overview(run, today), self._show, owner=self)
        self.ui.after_paint(self._load_answers)
        self.ui.after_paint(self._load_ways)

    def _load_answers(self) -> None:
        """Their own read, after the first paint, which does not wait for the rules of the checklist."""
        today = self.ui.today()

        def look(run: Run) -> Answers:
            from ctohandover.services.answers import answers

            return answers(run, today)

        self.session.read(look, self._show_answers, owner=self)

    def _show_answers(self, found: Answers) -> None:
        from ctohandover.ui.overview.answers import ThreeAnswers

        self.checklist.show_found(found.checklist)
        if self.steps is not None:
            self.steps.show_checklist(found.checklist)
        before = self.answers.focused() if self.answers is not None else None
        clear(self._head.body)
        self.answers = ThreeAnswers(self.ui, found, lambda: self._grow(found.growth))
        self._head.body.addWidget(self.answers)
        if before is not None:
            self.answers.focus(before)
        clear(self._vital_place)
        self.vital = None
        if found.leaving is not None and found.leaving.vital:
            from ctohandover.ui.overview.vital import VitalCard

            self.vital = VitalCard(self.ui, found, found.leaving)
            self._vital_place.addWidget(self.vital)
        self._found = found
        self._readers().show_people(found.crew.everybody)
        self._show_next()

    def _readers(self) -> ForWhom:
        """The choice of for whom it is comes with the answers, after the first paint."""
        if self.readers is None:
            from ctohandover.ui.overview.readers import ForWhom

            self.readers = ForWhom(self.ui, self.session)
            self.readers.reader_changed.connect(self._show_next)
            self._for_place.addWidget(self.readers)
        return self.readers

    def _show_next(self) -> None:
        """What each does next; for all but the founder it stands above the answers."""
        clear(self._next_place)
        self.next, found, role = None, self._found, self._readers().role()
        if found is not None and found.next:
            from ctohandover.ui.overview.next import NextCard

            self.next = NextCard(self.ui, self.session, self, found, role)
            self._next_place.addWidget(self.next)
        first = 0 if role is Role.FOUNDER else 1
        for item, row in ((self._head, first), (self._next_holder, 1 - first)):
            self._grid.removeWidget(item)
            self._grid.addWidget(item, row, 0, 1, 2)

    def _load_ways(self) -> None:
        """The founder's own figures, from their file beside the workspace; trouble with it is said on their card."""
        from ctohandover.services.ways import founder_file, load

        path = founder_file(self.session.path)
        self.ui.jobs.run(lambda: load(path), self._show_ways, self._show_ways, self)

    def _show_ways(self, found: Ways | AppError) -> None:
        from ctohandover.ui.texts.opening import open_text
        from ctohandover.ui.ways.card import WaysCard

        if self.ways is None or self.ways.found != found:
            worked_on = self.ways is not None and self.window().focusWidget() is self.ways.change
            clear(self._ways_place)
            self.ways = WaysCard(self.ui, found, self._change_ways, partial(open_text, self))
            self._ways_place.addWidget(self.ways)
            if worked_on:
                self.ways.show()  # what is not on the screen yet cannot be given the focus
                self.ways.change.setFocus()

    def _change_ways(self) -> None:
        """The form, on what the file says now: another window may have written it."""
        from ctohandover.services.ways import founder_file, load
        from ctohandover.ui.ways.dialog import WaysDialog

        path = founder_file(self.session.path)

        def open_form(found: Ways) -> None:
            dialog = WaysDialog(self.ui, path, found, self)
            dialog.saved.connect(self._load_ways)
            dialog.open()

        self.ui.jobs.run(lambda: load(path), open_form, self.ui.fail, self)

    def _grow(self, known: Growth) -> None:
        from ctohandover.ui.overview.growth import GrowthDialog

        GrowthDialog(self.ui, self.session, known, self).open()

    def _show(self, found: Overview) -> None:
        t = self.t
        self._show_begin(found)
        self._alone = found.decisions_alone
        self._figures_title.setText(
            t.plural("{n} standing decision", "{n} standing decisions", found.standing)
            if self._alone
            else t.plural("{n} thing to hold", "{n} things to hold", found.standing)
        )
        self._only_card.title.setText(
            t("Nobody inside can explain these") if self._alone else t("Nobody inside holds these")
        )
        self._show_figures(found)
        self.bar.show_counts(found)
        self.claimed.setVisible(bool(found.claimed))
        self.claimed.setText(
            t.plural("{n} of those only said, not shown", "{n} of those only said, not shown", len(found.claimed))
        )
        self.review.setVisible(bool(found.review_due))
        self.review.setText(
            t.plural("{n} asked long ago: ask again", "{n} asked long ago: ask again", len(found.review_due))
        )
        self._show_only(found)
        self._show_recent(found)
        self.filled.emit()

    def _show_begin(self, found: Overview) -> None:
        """While there is nobody, or nothing to hold, the first steps stand where the figures will."""
        beginning = not found.crew.everybody or not found.standing
        if beginning and self.steps is None:
            from ctohandover.ui.overview.begin import FirstSteps

            self.steps = FirstSteps(self.ui)
            self._inside.addWidget(self.steps)
        if self.steps is not None:
            self.steps.setVisible(beginning)
            self.steps.show_found(found)
        self._begun.setVisible(not beginning)
        self.dossier.setEnabled(not beginning)
        self.dossier.setToolTip(self.t("There is nothing to hand over yet.") if beginning else "")

    def _show_figures(self, found: Overview) -> None:
        t = self.t
        names = {
            Filter.OUTSIDER_ONLY: _only_name(found, self.ui),
            Filter.UNHELD: t("nobody at all"),
            Filter.SHORT: t("too few inside"),
            Filter.UNKNOWN: t("not known yet"),
            Filter.HELD: t("as many as needed"),
        }
        for chosen, figure in self.figures.items():
            count = found.count(Situation[chosen.name])
            figure.show_count(t.number(count), names[chosen], quiet=count == 0)
            figure.setVisible(count > 0 or chosen is not Filter.UNHELD)

    def _show_only(self, found: Overview) -> None:
        clear(self._only)
        self.items = []
        t, short = self.t, found.crew.short
        lost = [*found.by_situation[Situation.OUTSIDER_ONLY], *found.by_situation[Situation.UNHELD]]
        known = [words.known_by(item, short, t) for item in lost]
        for item, who in zip(lost[:SHOWN], known, strict=False):
            made = ItemRow(self.ui, item.subject, who, beside=known, kind=not found.decisions_alone)
            made.clicked.connect(lambda _=False, item=item: self._open(item))
            self._only.addWidget(made)
            self.items.append(made)
        if len(lost) > SHOWN:
            text = t("All {n} of them…", n=t.number(len(lost)))
            self._only.addWidget(button(text, lambda: self._open_rows(Filter.LOST), name="link"))
        if not lost:
            text = (
                t("Nobody was asked yet. Open a decision and set, at its right, who knows why.")
                if found.count(Situation.UNKNOWN) == found.standing
                else t("Nothing: somebody inside can explain every decision that was asked about.")
                if found.decisions_alone
                else t("Nothing: somebody inside holds everything that was asked about.")
            )
            self._only.addWidget(label(text, name="muted", wrap=True))

    def _open(self, item: Standing) -> None:
        if item.subject.kind is Kind.DECISION:
            self.ui.go("decisions", {"decision": item.subject.id})
        else:
            self.ui.go("dependencies", {"subject": item.subject.id})

    def _open_rows(self, chosen: Filter) -> None:
        """The rows behind a figure: among the decisions while nothing else counts, else among all that is held."""
        if self._alone:
            self.ui.go("decisions", {"filter": chosen})
            return
        from ctohandover.ui.dependencies.model import Filter as Wider

        names = {Filter.LOST: Wider.NOBODY_INSIDE, Filter.STANDING: Wider.ALL}
        self.ui.go("dependencies", {"filter": names.get(chosen) or Wider[chosen.name]})

    def _show_recent(self, found: Overview) -> None:
        clear(self._recent)
        t, short = self.t, found.crew.short
        for number, entry in enumerate(found.recent):
            at = datetime.fromisoformat(entry.at).astimezone()
            when = at.strftime("%H:%M") if at.date() == found.as_of else t.date(at.date())
            what = ElidedLabel(sentence(messages.label(entry.label, entry.values, t)))
            self._recent.addWidget(what, number, 0)
            self._recent.addWidget(label(short.get(entry.who_id or "", ""), name="muted"), number, 1)
            self._recent.addWidget(label(when, name="muted"), number, 2, Qt.AlignmentFlag.AlignRight)
        self._recent.setColumnStretch(0, 1)


def _only_name(found: Overview, ui: Ui) -> str:
    names = {holding.person_id for item in found.by_situation[Situation.OUTSIDER_ONLY] for holding in item.outside}
    if len(names) == 1:
        return ui.t("{name} only", name=found.crew.short[names.pop()])
    return ui.t("outsiders only")
