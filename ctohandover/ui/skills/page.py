"""Skills: people and what they can do alone, as a matrix; the same for decisions, systems and duties; the sessions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ctohandover.domain.subjects import Kind
from ctohandover.services.grid import Grid, grid
from ctohandover.services.session_desk import SessionDesk, session_desk
from ctohandover.services.stories import Story, cell_story, grown_lately, person_story, subject_story
from ctohandover.storage import reads
from ctohandover.ui.page import Page
from ctohandover.ui.sessions.list import SessionModel, session_table
from ctohandover.ui.sessions.opening import begin_session, open_session
from ctohandover.ui.skills import notices
from ctohandover.ui.skills.arranged import Arranged, arrange
from ctohandover.ui.skills.asof import AsOf
from ctohandover.ui.skills.cells import Cells
from ctohandover.ui.skills.empty import NoSubjects
from ctohandover.ui.skills.model import MatrixModel, Mode
from ctohandover.ui.skills.more import More
from ctohandover.ui.skills.panel import Panel
from ctohandover.ui.widgets.basics import button
from ctohandover.ui.widgets.chips import Chips
from ctohandover.ui.widgets.matrix import Matrix
from ctohandover.ui.widgets.panes import Split

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ctohandover.domain.subjects import Subject
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

SESSIONS = "sessions"
KINDS = (Kind.SKILL, Kind.DECISION, Kind.SYSTEM, Kind.DUTY)


class Shown(NamedTuple):
    """All that the page reads in one go; `counts` are the subjects that count, by kind."""

    grid: Grid
    arranged: Arranged
    desk: SessionDesk
    counts: Counter[Kind]
    subjects: list[Subject]


class SkillsPage(Page):
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"subject", "skill", "charge", "decision", "assessment", "person", "session", "session_receiver"}
    )

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__(ui, session)
        t = ui.t
        self._kind: Kind = Kind.SKILL
        self._wanted: tuple[str, str] = ("", "")  # subject and person to go to when the data is there
        self._wanted_session = ""
        self.as_of = AsOf(ui)
        self.as_of.changed.connect(self.load)
        self.more = More(ui, session, self, lambda: self._kind, self.as_of.day)
        self.add_button = button(t("Add a skill…"), self.add_subject)
        self.record_button = button(t("Record a session"), self.record, name="primary")
        self.only_to_write(self.add_button, self.record_button)
        self.model = MatrixModel(ui)
        self.matrix = Matrix(ui.theme, t("Levels"))
        self.matrix.setModel(self.model)
        self.matrix.name_totals(t("autonomous inside / needed"))
        self.cells = Cells(ui, session, self.matrix, self.model, self.as_of)
        self.cells.session_asked.connect(self._begin_session)
        self.matrix.column_chosen.connect(self._show_subject)
        self.matrix.row_chosen.connect(self._show_person)
        self.matrix.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.panel = Panel(ui, self.model, read_only=session.read_only)
        self.sessions = SessionModel(ui)
        self.session_list = session_table(ui, self.sessions)
        self.session_list.doubleClicked.connect(self._open_session_row)
        self.what = Chips(t("What is shown"))
        for kind, text in zip(KINDS, (t("Skills"), t("Decisions"), t("Systems"), t("Duties")), strict=True):
            self.what.add(kind, text)
        self.what.add(SESSIONS, t("Sessions"))
        self.what.select(Kind.SKILL)
        self.what.chosen.connect(self.show_kind)
        self.modes = Chips(t("What the cells say"))
        self.modes.add(Mode.LEVELS, t("Levels"))
        self.modes.add(Mode.GROWTH, t("Growth in 90 days"))
        self.modes.select(Mode.LEVELS)
        self.modes.chosen.connect(self.model.show_mode)
        self._lay_out()
        self._connect_panel()
        ui.after_paint(self._add_actions)

    def _lay_out(self) -> None:
        t = self.t
        left = QWidget()
        left.setObjectName("pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        chips = QHBoxLayout()
        chips.setContentsMargins(12, 0, 12, 0)
        chips.setSpacing(24)
        chips.addWidget(self.what, 3)
        chips.addWidget(self.modes, 2)
        self.purpose, self.legend = notices.purpose(t), notices.legend(t)
        self.empty = NoSubjects(self.ui, read_only=self.session.read_only)
        self.empty.add_asked.connect(self.add_subject)
        self.empty.catalogue_asked.connect(self.more.open_catalogue)
        self.empty.import_asked.connect(self.more.import_levels)
        self.empty.decisions_asked.connect(lambda: self.ui.go("decisions"))
        self.empty.people_asked.connect(lambda: self.ui.go("people"))
        self._stack = QStackedWidget()
        for page in (self.matrix, self.session_list, self.empty):
            self._stack.addWidget(page)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(chips)
        for text in (self.purpose, self.legend):
            text.setContentsMargins(14, 0, 14, 0)
        column.addWidget(self.purpose)
        self.purpose.hide()  # until it is known that nobody was assessed
        column.addWidget(self._stack, 1)
        column.addWidget(self.legend)
        column.addSpacing(8)
        right = QWidget()
        right.setObjectName("page")
        inner = QVBoxLayout(right)
        inner.setContentsMargins(16, 16, 16, 16)
        inner.addWidget(self.panel)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Split(self.ui, "skills", left, right, (780, 310), stretch=(1, 0)))

    def _connect_panel(self) -> None:
        panel = self.panel
        panel.session_asked.connect(self._begin_session)
        panel.assess_asked.connect(self.cells.assess)
        panel.change_asked.connect(self._change)
        panel.remove_asked.connect(self._remove)
        panel.session_opened.connect(self._open_session)
        panel.person_asked.connect(lambda key: self.ui.go("people", {"person": key}))

    def _add_actions(self) -> None:
        offer, t = self.offer, self.t
        offer(
            "skill-add", t("Add a skill…"), self.add_subject, shortcut="Ctrl+Shift+N", writes=True, anywhere=True
        )  # fmt: skip
        offer(
            "session-record", t("Record a session"), self.record, shortcut="Ctrl+Shift+R", writes=True, anywhere=True
        )  # fmt: skip
        offer("session-open", t("Open the session"), self._open_session_row, shortcut="F2")
        offer("skill-remove", t("Remove"), self._remove_current, shortcut="Ctrl+Del", writes=True)
        self.offer_menu(self.more.button)

    # --- what the frame asks

    def title(self) -> str:
        return self.t("Skills")

    def tools(self) -> list[QWidget]:
        return [self.as_of, self.more.button, self.add_button, self.record_button]

    def panes(self) -> list[QWidget]:
        return [self.what.button(self._shown()), self._current(), self.panel]

    def focus_first(self) -> None:
        self._current().setFocus()

    def _current(self) -> QWidget:
        return self._stack.currentWidget() or self

    def show_what(self, what: object) -> None:
        """{"kind": Kind}, {"subject": id, "kind": Kind}, {"person": id} or {"sessions": True, "session": id}."""
        if not isinstance(what, dict):
            return
        self._wanted = (str(what.get("subject", "")), str(what.get("person", "")))
        kind = what.get("kind", self._kind)
        self._wanted_session = str(what.get("session", ""))
        shown = SESSIONS if what.get("sessions") else kind
        self.what.select(shown)
        self.show_kind(shown)

    def _shown(self) -> Hashable:
        return SESSIONS if self._stack.currentWidget() is self.session_list else self._kind

    # --- filling

    def show_kind(self, kind: object) -> None:
        """One of `KINDS`, or SESSIONS."""
        if kind == SESSIONS:
            self._stack.setCurrentWidget(self.session_list)
            self.modes.hide()
            self.legend.hide()
        else:
            assert isinstance(kind, Kind)
            self._kind = kind
            self._stack.setCurrentWidget(self.matrix)
        self._name_add()
        self.load()

    def _name_add(self) -> None:
        t = self.t
        texts = {Kind.SKILL: t("Add a skill…"), Kind.SYSTEM: t("Add a system…"), Kind.DUTY: t("Add a duty…")}
        self.add_button.setText(texts.get(self._kind, ""))
        self.add_button.setVisible(self._kind in texts and self._shown() != SESSIONS)
        adding = self.ui.actions["skill-add"]
        adding.setText(self.add_button.text())
        adding.setEnabled(self._kind in texts and not self.session.read_only)

    def load(self) -> None:
        kind, today = self._kind, self.as_of.day()

        def look(run: Run) -> Shown:
            subjects = reads.subjects(run)
            counts = Counter(subject.kind for subject in subjects if subject.standing)
            found = grid(run, kind, today)
            return Shown(found, arrange(found), session_desk(run, today), counts, subjects)

        self.session.read(look, self._show, owner=self)

    def _show(self, found: Shown) -> None:
        shown, desk, counts = found.grid, found.desk, found.counts
        t = self.t
        if shown.kind is not self._kind:
            return  # another kind was asked for meanwhile
        at = self._place()
        self.model.fill(shown, found.arranged)
        self.sessions.fill(desk, found.subjects)
        names = (t("Skills"), t("Decisions"), t("Systems"), t("Duties"))
        for kind, name in zip(KINDS, names, strict=True):
            count = counts.get(kind, 0)
            self.what.set_text(kind, f"{name} {t.number(count)}" if count else name)
        self.what.set_text(
            SESSIONS, f"{t('Sessions')} {t.number(len(desk.sessions))}" if desk.sessions else t("Sessions")
        )
        may_record = bool(shown.people) and not self.session.read_only  # a session needs who learns
        self.record_button.setEnabled(may_record)
        self.ui.actions.enable(may_record, "session-record")
        if self._shown() != SESSIONS:
            empty = not shown.subjects or not shown.people
            self._stack.setCurrentWidget(self.empty if empty else self.matrix)
            self.empty.show_kind(shown.kind, people=bool(shown.people))
            self.modes.setVisible(not empty)
            self.legend.setVisible(not empty)
        self.purpose.setVisible(not shown.assessed and self._shown() != SESSIONS)
        self._restore(at)
        row = self.sessions.row_of(self._wanted_session) if self._wanted_session else None
        if row is not None:
            self._wanted_session = ""
            self.session_list.selectRow(row)
        self.filled.emit()

    def _place(self) -> tuple[str, str]:
        """(subject id, person id) under the cursor, or what was asked for."""
        if any(self._wanted):
            found, self._wanted = self._wanted, ("", "")
            return found
        index = self.matrix.currentIndex()
        if self.model.grid is None or not index.isValid():
            return "", ""
        return self.model.subject(index.column()).id, self.model.person(index.row()).id

    def _restore(self, at: tuple[str, str]) -> None:
        column, row = self.model.column_of(at[0]), self.model.row_of(at[1])
        if column is None and row is None:
            self.panel.show_summary()
            return
        self.matrix.go_to(row or 0, column or 0)
        if row is None:
            self._show_subject(column or 0)
        elif column is None:
            self._show_person(row)
        else:
            self._show_current()

    # --- the panel

    def _show_current(self) -> None:
        index = self.matrix.currentIndex()
        self.matrix.horizontalHeader().viewport().update()
        self.matrix.verticalHeader().viewport().update()
        if self.model.grid is None or not index.isValid():
            return
        row, column = index.row(), index.column()
        subject, person = self.model.subject(column).id, self.model.person(row).id

        def show(story: Story) -> None:
            now = self.matrix.currentIndex()
            if (now.row(), now.column()) == (row, column) and self.model.column_of(subject) == column:
                self.panel.show_cell(row, column, story.said)

        self.session.read(lambda run: cell_story(run, subject, person), show, owner=self)

    def _show_subject(self, column: int) -> None:
        if self.model.grid is None:
            return
        subject, until = self.model.subject(column).id, self.as_of.day()

        def show(story: Story) -> None:
            if self.model.column_of(subject) == column:
                self.panel.show_subject(column, story)

        self.session.read(lambda run: subject_story(run, subject, until), show, owner=self)

    def _show_person(self, row: int) -> None:
        shown = self.model.grid
        if shown is None:
            return
        person, kind, until = self.model.person(row).id, self._kind, self.as_of.day()

        def show(story: Story) -> None:
            if self.model.row_of(person) == row and self.model.grid is shown:
                self.panel.show_person(row, story, grown_lately(shown, person))

        self.session.read(lambda run: person_story(run, person, kind, until), show, owner=self)

    # --- subjects

    def add_subject(self) -> None:
        from ctohandover.ui.subjects.form import SubjectDialog

        if self._kind is Kind.DECISION or self.session.read_only:
            return
        shown = self.model.grid
        people = shown.crew.everybody if shown else ()
        areas = [subject.area for subject in shown.subjects] if shown else []
        SubjectDialog(self.ui, self.session, self._kind, None, people, areas, self).open()

    def _change(self, subject_id: str) -> None:
        from ctohandover.ui.subjects.form import SubjectDialog

        shown = self.model.grid
        if shown is None:
            return
        known = shown.skills.get(subject_id) or shown.charges.get(subject_id)
        if known is None:
            self.ui.go("decisions", {"decision": subject_id})
            return
        areas = [subject.area for subject in shown.subjects]
        SubjectDialog(self.ui, self.session, self._kind, known, shown.crew.everybody, areas, self).open()

    def _remove(self, subject_id: str) -> None:
        column = self.model.column_of(subject_id)
        if column is not None and self._kind is not Kind.DECISION:
            title = self.model.subject(column).title
            self.session.write(lambda services: services.subjects.remove({subject_id: title}))

    def _remove_current(self) -> None:
        """Of the matrix: the subjects of the chosen columns; of the list: the chosen session."""
        if self._shown() == SESSIONS:
            at = self.session_list.currentIndex()
            if at.isValid():
                chosen = self.sessions.session(at.row())
                self.session.write(lambda services: services.sessions.remove(chosen))
        elif self.matrix.currentIndex().isValid():
            self._remove(self.model.subject(self.matrix.currentIndex().column()).id)

    # --- sessions

    def record(self) -> None:
        """A session on what is under the cursor."""
        index = self.matrix.currentIndex()
        if self._shown() == SESSIONS or self.model.grid is None or not index.isValid():
            begin_session(self.ui, self.session, self)
            return
        person = self.model.person(index.row())
        subjects = tuple(dict.fromkeys(self.model.subject(column).id for _, column in self.matrix.chosen()))
        begin_session(
            self.ui, self.session, self, subjects=subjects, receivers=(person.id,) if person.internal else ()
        )  # fmt: skip

    def _begin_session(self, subjects: tuple[str, ...], receivers: tuple[str, ...], giver: str | None) -> None:
        begin_session(self.ui, self.session, self, subjects=subjects, receivers=receivers, giver_id=giver)

    def _open_session(self, session_id: str) -> None:
        row = self.sessions.row_of(session_id)
        if row is not None:
            open_session(self.ui, self.session, self, self.sessions.session(row))

    def _open_session_row(self) -> None:
        index = self.session_list.currentIndex()
        if self._shown() == SESSIONS and index.isValid():
            open_session(self.ui, self.session, self, self.sessions.session(index.row()))
