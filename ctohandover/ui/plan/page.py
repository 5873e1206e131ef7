"""The plan of the days left: what does not fit, the weeks with their sessions, and what is decided about each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from ctohandover import plan_words
from ctohandover.domain.plan import Lesson
from ctohandover.domain.sessions import Session as Transfer
from ctohandover.services.planning import Planned, plan
from ctohandover.ui.page import Page
from ctohandover.ui.plan.card import RowCard
from ctohandover.ui.plan.empty import NothingPlanned
from ctohandover.ui.plan.model import Block, Head, PlanModel, Row, row_key
from ctohandover.ui.plan.sides import HoursCard, RefusedCard
from ctohandover.ui.plan.table import plan_table, span_heads
from ctohandover.ui.widgets.basics import Entry, button, label, more_button
from ctohandover.ui.widgets.chips import Chips
from ctohandover.ui.widgets.panes import ListPane, Split, card_pane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctohandover.domain.plan import Course
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class PlanPage(Page):
    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "subject", "decision", "assessment", "person", "session", "session_receiver", "session_subject", "effort",
            "plan_choice",
        }
    )  # fmt: skip

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__(ui, session)
        t = ui.t
        self._back = "dependencies"
        self._chosen: tuple[object, ...] = ()
        self._row_number = 0
        self.back = button(t("Back"), self.go_back, tip=t("Back to where you came from (Escape)"))
        self.more = more_button(
            t,
            Entry("plan-terms", t("Change the hours…"), self.change_terms, not session.read_only),
            Entry("plan-calendar", t("The plan to the calendar (.ics)…"), self.export),
        )
        self.accept_all = button(t("Accept all"), self.accept_everything, name="primary")
        self.only_to_write(self.accept_all)
        self.headline = label(bold=True, size=1.25, wrap=True)
        self.unfit = label(wrap=True)
        self.covers = label(wrap=True)
        self.no_days = label(name="care", wrap=True)
        self.blocks = Chips(t("Filters"))
        for block in Block:
            self.blocks.add(block, "")
        self.blocks.select(Block.ALL)
        self.model = PlanModel(ui)
        self.table = plan_table(ui, self.model)
        self.card = RowCard(ui, read_only=session.read_only)
        self.hours = HoursCard(ui, read_only=session.read_only)
        self.refused = RefusedCard(ui, read_only=session.read_only)
        self.empty = NothingPlanned(ui)
        self._connect()
        self._lay_out()
        ui.after_paint(self._add_actions)

    def _connect(self) -> None:
        self.blocks.chosen.connect(self._narrow)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.doubleClicked.connect(lambda _: self.open_row())
        self.table.customContextMenuRequested.connect(self._offer)
        self.model.modelReset.connect(self._restore_row)
        card = self.card
        card.accept_asked.connect(self.accept)
        card.accept_week_asked.connect(self.accept_week)
        card.change_asked.connect(self.change)
        card.effort_asked.connect(self.change_effort)
        card.refuse_asked.connect(self.refuse)
        card.rule_asked.connect(self.by_rule)
        card.open_asked.connect(self.open_subject)
        card.session_asked.connect(self.open_session)
        self.hours.change_asked.connect(self.change_terms)
        self.refused.rule_asked.connect(self._take_back)

    def _lay_out(self) -> None:
        left = ListPane(self.headline, self.unfit, self.covers, self.no_days, self.blocks, body=self.table)
        right = card_pane(self.card, self.hours, self.refused)
        self._stack = QStackedWidget()
        self._stack.addWidget(Split(self.ui, "plan", left, right, (740, 360), stretch=(1, 0)))
        self._stack.addWidget(self.empty)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _add_actions(self) -> None:
        offer, t = self.offer, self.t
        self.offer_menu(self.more)
        offer("plan-accept-all", t("Accept all"), self.accept_everything, writes=True, anywhere=True)
        offer("plan-accept", t("Accept"), self.accept, shortcut="Ctrl+Return", writes=True)
        offer("plan-accept-week", t("Accept the week"), self.accept_week, shortcut="Ctrl+Shift+Return", writes=True)
        offer("plan-change", t("Change…"), self.change, shortcut="F2", writes=True)
        offer("plan-refuse", t("Refuse"), self.refuse, shortcut="Ctrl+Del", writes=True)
        offer("plan-back", t("Back"), self.go_back, shortcut="Esc")

    # --- what the frame asks

    def title(self) -> str:
        return self.t("Plan of the days left")

    def tools(self) -> list[QWidget]:
        return [self.back, self.more, self.accept_all]

    def panes(self) -> list[QWidget]:
        first = next(iter(self.card.buttons.values()), None)
        panes: list[QWidget | None] = [self.blocks.button(self.model.block), self.table, first, self.hours.change]
        return [pane for pane in panes if pane is not None]

    def focus_first(self) -> None:
        empty = (one for one in self.empty.buttons if one.isVisible() and one.isEnabled())
        (self.table if self._stack.currentIndex() == 0 else next(empty, self.empty)).setFocus()

    def show_what(self, what: object) -> None:
        """{"back": name of the page to go back to}."""
        if isinstance(what, dict) and "back" in what:
            self._back = str(what["back"])

    def go_back(self) -> None:
        back, self._back = self._back, "dependencies"
        self.ui.go(back)

    # --- the list

    def load(self) -> None:
        today = self.ui.today()
        self.session.read(lambda run: plan(run, today), self._show, owner=self)

    def _show(self, found: Planned) -> None:
        t, made = self.t, found.plan
        if found.why_not is not None:
            self.empty.show_reason(found.why_not)
        if made is not None:
            self.headline.setText(plan_words.headline(found, made, t))
            self.unfit.setText(plan_words.not_fitting(made, t))
            self.ui.theme.name_anew(self.unfit, "bad" if made.unfit else "good")
            if found.last_day is not None:
                self.covers.setText(plan_words.covers(made.outlook, found.last_day, t))
        silent = [found.crew.short[one.id] for one in found.leavers if one.days_a_month is None and not one.internal]
        self.no_days.setVisible(bool(silent))
        self.no_days.setText(
            t("Nobody said how many days a month {names} works here, so there are no hours to plan with: say it under"
              " “Change the hours…”.", names=t.join(silent))
        )  # fmt: skip
        before = self._stack.currentIndex()
        self._stack.setCurrentIndex(0 if made is not None else 1)
        if self._stack.currentIndex() != before and self.isVisible():
            self.focus_first()  # it was on what is no longer there
        self.accept_all.setEnabled(bool(made and made.lessons) and not self.session.read_only)
        self.hours.show_found(found)
        self.refused.show_found(found)
        self._name_blocks(found)
        self.model.fill(found)
        self.filled.emit()

    def _name_blocks(self, found: Planned) -> None:
        t, made = self.t, found.plan
        unfit, apart = len(made.unfit) if made else 0, len(made.apart) if made else 0
        sessions = len(made.lessons) + sum(len(week.planned) for week in made.weeks) if made else 0
        names = {
            Block.ALL: (t("Everything"), 1),
            Block.UNFIT: (t("Does not fit {n}", n=t.number(unfit)), unfit),
            Block.SESSIONS: (t("Sessions {n}", n=t.number(sessions)), sessions),
            Block.APART: (t("Not by sessions {n}", n=t.number(apart)), apart),
        }
        for block, (name, count) in names.items():
            self.blocks.set_text(block, name, visible=count > 0)

    def _narrow(self, block: Block) -> None:
        self.model.narrow(block)

    def _restore_row(self) -> None:
        """The row that was chosen; where it is gone, the one that took its place."""
        span_heads(self.table, self.model)
        count = self.model.rowCount()
        self.card.setVisible(count > 0)
        if not count:
            return
        number = self.model.number_of(self._chosen)
        if number is None:
            number = min(self._row_number, count - 1)
        index = self.model.index(number, 0)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        self._row_chosen(index, index)

    def _row_chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        found = self.model.found
        if current.isValid() and found is not None:
            row = self.model.row(current.row())
            self._chosen, self._row_number = row_key(row), current.row()
            self.card.show_row(row, self.model, found)

    def choose(self, number: int) -> None:
        self.table.setCurrentIndex(self.model.index(number, 0))

    def _row(self) -> Row | None:
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _course(self) -> Course | None:
        row = self._row()
        return self.model.course(row) if row is not None else None

    # --- what is decided

    def _accept(self, lessons: Sequence[Lesson]) -> None:
        if lessons and not self.session.read_only:
            self.session.write(lambda services: services.plan.accept(lessons))

    def accept(self) -> None:
        """The chosen proposal; of a week that is chosen, all of it."""
        row = self._row()
        if isinstance(row, Lesson):
            self._accept([row])
        elif isinstance(row, Head):
            self.accept_week()

    def accept_week(self) -> None:
        """All proposals of the week that the chosen row is in."""
        week = self.model.week_of(self.table.currentIndex().row()) if self._row() is not None else None
        if week is not None:
            self._accept(week.lessons)

    def accept_everything(self) -> None:
        if self.model.found is not None and self.model.found.plan is not None:
            self._accept(self.model.found.plan.lessons)

    def refuse(self) -> None:
        course = self._course()
        if course is not None:
            key, who = course.subject.id, course.receiver_id
            self.session.write(lambda services: services.plan.refuse(key, who))

    def by_rule(self) -> None:
        course = self._course()
        if course is not None:
            self._take_back(course.subject.id, course.receiver_id)

    def _take_back(self, subject_id: str, receiver_id: str) -> None:
        self.session.write(lambda services: services.plan.by_rule(subject_id, receiver_id))

    def change(self) -> None:
        from ctohandover.ui.plan.change import ChangeDialog

        course, found = self._course(), self.model.found
        if course is not None and found is not None and not self.session.read_only:
            ChangeDialog(self.ui, self.session, found, course, self).open()

    def change_effort(self) -> None:
        from ctohandover.ui.plan.change import EffortDialog

        course, found = self._course(), self.model.found
        if course is not None and found is not None:
            EffortDialog(self.ui, self.session, found, course.subject, self).open()

    def change_terms(self) -> None:
        from ctohandover.ui.plan.terms import TermsDialog

        if self.model.found is not None and not self.session.read_only:
            TermsDialog(self.ui, self.session, self.model.found, self).open()

    def export(self) -> None:
        from ctohandover.ui.plan.saving import save_plan

        if self.model.found is not None:
            save_plan(self.ui, self.session, self, self.model.found)

    # --- what is opened

    def open_row(self) -> None:
        """A session in its form, a proposal to be changed, else who holds it."""
        row = self._row()
        if isinstance(row, Transfer):
            self.open_session()
        elif self._course() is not None and not self.session.read_only:
            self.change()
        else:
            self.open_subject()

    def open_session(self) -> None:
        from ctohandover.ui.sessions.opening import open_session

        row = self._row()
        if isinstance(row, Transfer):
            open_session(self.ui, self.session, self, row)

    def open_subject(self) -> None:
        row = self._row()
        subject = self.model.about(row) if row is not None else None
        if subject is not None:
            self.ui.go("dependencies", {"subject": subject.id})

    def _offer(self, at: QPoint) -> None:
        """The buttons of the card, where the pointer is."""
        if not self.card.buttons:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for made in self.card.buttons.values():
            menu.addAction(made.text()).triggered.connect(lambda _=False, made=made: made.click())
        menu.popup(self.table.viewport().mapToGlobal(at))
