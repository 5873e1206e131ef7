"""Dependencies: everything that can be held with who holds it, and what would be lost if some people left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from ctohandover import words
from ctohandover.domain.levels import Level
from ctohandover.domain.subjects import Kind
from ctohandover.services.dependencies import Dependencies, dependencies
from ctohandover.storage import reads
from ctohandover.ui.dependencies.departure import DepartureCard
from ctohandover.ui.dependencies.detail import SubjectCard
from ctohandover.ui.dependencies.empty import NoDependencies
from ctohandover.ui.dependencies.model import Column, DependencyModel, Filter
from ctohandover.ui.page import Page
from ctohandover.ui.sessions.opening import begin_session
from ctohandover.ui.widgets.basics import Entry, button, more_button
from ctohandover.ui.widgets.chips import Chips
from ctohandover.ui.widgets.panes import ListPane, Split, card_pane
from ctohandover.ui.widgets.rows import TONE
from ctohandover.ui.widgets.search import SearchField
from ctohandover.ui.widgets.table import RowDelegate, Table

if TYPE_CHECKING:
    from ctohandover.domain.assessments import Assessment
    from ctohandover.domain.workspace import Workspace
    from ctohandover.services.dependencies import Dependency
    from ctohandover.services.facade import Services
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

KINDS = (Kind.DECISION, Kind.SKILL, Kind.SYSTEM, Kind.ACCESS, Kind.DUTY)
_ON_DEMAND = frozenset({Filter.NOBODY_INSIDE, Filter.CHOSEN})


class DependenciesPage(Page):
    kinds: ClassVar[frozenset[str]] = frozenset({"subject", "skill", "charge", "decision", "assessment", "person"})

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__(ui, session)
        t = ui.t
        self._chosen = ui.layout(f"dependency:{session.workspace_id}")
        self._awaited = ""
        self.search = SearchField(t, t("Search the dependencies"))
        self.search.textChanged.connect(self._narrow)
        self.search.results_asked.connect(self.focus_first)
        self.add_duty = more_button(
            t,
            Entry("duty-add", t("Add a duty…"), partial(self.add, Kind.DUTY), not session.read_only, "Ctrl+Shift+N"),
            Entry("duties-catalogue", t("Duties from the catalogue…"), self.open_catalogue, not session.read_only),
            Entry(
                "",
                t("Fill from a repository or a folder…"),
                lambda: ui.actions["fill"].trigger(),
                not session.read_only,
            ),
            text=t("Add a duty"),
        )
        self.add_system = button(t("Add a system…"), partial(self.add, Kind.SYSTEM))
        self.plan = button(t("Plan the remaining days"), lambda: ui.go("plan"), name="primary")
        self.only_to_write(self.add_duty, self.add_system)
        self.which = Chips(t("Which kinds"))
        self.which.add("", t("All kinds"))
        for kind in KINDS:
            self.which.add(kind, "")
        self.which.select("")
        self.which.chosen.connect(lambda _: self._narrow())
        self.chips = Chips(t("Filters"))
        for chosen in Filter:
            self.chips.add(chosen, "")
        self.chips.select(Filter.ALL)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.model = DependencyModel(ui)
        self.table = Table(t("Dependencies"))
        self.table.setModel(self.model)
        self.narrows(self.table)
        chips = tuple(column.value for column in (Column.CRITICALITY, Column.NOW, Column.AFTER))
        self.table.setItemDelegate(RowDelegate(ui.theme, tone_role=TONE, chips=chips, wide=Column.TITLE.value))
        self.table.stretch(
            Column.TITLE.value,
            {
                Column.KIND.value: 15,
                Column.CRITICALITY.value: 13,
                Column.HELD_BY.value: 17,
                Column.NOW.value: 17,
                Column.AFTER.value: 17,
            },
            least=24,
            spare=(Column.HELD_BY.value, Column.KIND.value),
        )
        self.table.keep_widths(ui, "dependencies")
        self.table.horizontalHeader().setSortIndicatorClearable(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.doubleClicked.connect(lambda _: self.open_chosen())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer)
        self.model.modelReset.connect(self._restore_row)
        self.departure = DepartureCard(ui)
        self.departure.changed.connect(self.load)
        self.departure.lost_asked.connect(lambda: self.show_what({"filter": Filter.LOST}))
        self.card = SubjectCard(ui, read_only=session.read_only)
        self._connect_card()
        self._lay_out()
        ui.after_paint(self._add_actions)

    def _lay_out(self) -> None:
        left = ListPane(self.which, self.chips, body=self.table)
        right = card_pane(self.departure, self.card)
        self.empty = NoDependencies(self.ui, read_only=self.session.read_only)
        go = self.ui.go
        self.empty.people_asked.connect(lambda: go("people"))
        self.empty.decisions_asked.connect(lambda: go("decisions"))
        self.empty.skills_asked.connect(partial(self.open_catalogue, Kind.SKILL))
        self.empty.duties_asked.connect(self.open_catalogue)
        self.empty.system_asked.connect(partial(self.add, Kind.SYSTEM))
        self._stack = QStackedWidget()
        self._stack.addWidget(Split(self.ui, "dependencies", left, right, (740, 360), stretch=(1, 0)))
        self._stack.addWidget(self.empty)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect_card(self) -> None:
        card = self.card
        card.opened.connect(self.open_chosen)
        card.change_asked.connect(self.change)
        card.remove_asked.connect(self.remove)
        card.session_asked.connect(self.plan_session)
        card.who.level_set.connect(self._set_level)
        card.who.more_asked.connect(self._assess)

    def _add_actions(self) -> None:
        offer, t = self.offer, self.t
        find = t("Search the dependencies")
        offer("dependency-find", find, self.search.setFocus, shortcut="Ctrl+F", anywhere=True)
        self.offer_menu(self.add_duty)
        offer("system-add", t("Add a system…"), partial(self.add, Kind.SYSTEM), writes=True, anywhere=True)
        offer("plan-open", t("Plan the remaining days"), lambda: self.ui.go("plan"), anywhere=True)
        offer("session-plan", t("Plan a session"), self.plan_session, writes=True, anywhere=True)
        offer("dependency-open", t("Open it"), self.open_chosen, shortcut="Ctrl+Return")
        offer("dependency-change", t("Change…"), self.change, shortcut="F2", writes=True)
        offer("dependency-remove", t("Remove"), self.remove, shortcut="Ctrl+Del", writes=True)

    # --- what the frame asks

    def title(self) -> str:
        return self.t("Dependencies")

    def tools(self) -> list[QWidget]:
        return [self.search, self.add_duty, self.add_system, self.plan]

    def panes(self) -> list[QWidget]:
        return [self.which.button(self._which()), self.table, self.departure.who, self.card.who]

    def focus_first(self) -> None:
        (self.table if self._stack.currentIndex() == 0 else self.empty).setFocus()

    def show_what(self, what: object) -> None:
        """{"filter": Filter}, {"kind": Kind}, {"subject": id}, {"subjects": ids} or {"people": ids}."""
        if not isinstance(what, dict):
            return
        if "people" in what:
            self.departure.choose(tuple(what["people"]))
        if "subjects" in what:
            self.model.chosen_ids = frozenset(what["subjects"])
            what = {"filter": Filter.CHOSEN, **what}
        if "filter" in what or "kind" in what:
            self.search.clear()
            self.chips.select(what.get("filter", Filter.ALL))
            self.which.select(what.get("kind", ""))
            self._narrow()
        if "subject" in what:
            self.choose(str(what["subject"]))

    # --- list

    def load(self) -> None:
        today = self.ui.today()
        leaving, day = self.departure.leaving, self.departure.chosen_day()

        def look(run: Run) -> tuple[Dependencies, Workspace]:
            return dependencies(run, today, leaving, day), reads.workspace(run)

        self.session.read(look, self._show, owner=self)

    def _show(self, read: tuple[Dependencies, Workspace]) -> None:
        found, workspace = read
        before = self.departure.leaving
        here = tuple(person for person in found.crew.everybody if not person.has_left(self.ui.today()))
        self.departure.offer(here, workspace.last_day)
        if self.departure.leaving != before:
            self.load()  # the first time: whoever leaves was chosen just now
            return
        asked_anew = self.model.found is not None and self.model.found.leaving != found.leaving
        self.model.fill(found, "" if asked_anew else self._chosen)
        self.departure.show_found(found)
        self.table.setColumnHidden(Column.AFTER.value, not found.leaving)
        self._name_chips()
        self._stack.setCurrentIndex(0 if found.rows else 1)
        self.plan.setEnabled(bool(found.rows))
        self.empty.show_people(any_people=bool(found.crew.everybody))
        self._show_awaited()
        self.filled.emit()

    def _show_awaited(self, subject_id: str = "") -> None:
        """Show what was just added, now or as soon as it is read."""
        found, self._awaited = self.model.found, subject_id or self._awaited
        if found is not None and any(row.now.subject.id == self._awaited for row in found.rows):
            self.choose(self._awaited)
            self._awaited = ""

    def _which(self) -> Kind | str:
        return next((kind for kind in KINDS if self.which.button(kind).isChecked()), "")

    def _filter(self) -> Filter:
        return next(chosen for chosen in Filter if self.chips.button(chosen).isChecked())

    def _name_chips(self) -> None:
        t, kind = self.t, self.model.kind
        for one in KINDS:
            count = self.model.of_kind(one)
            name = words.sentence(t(words.KIND_PLURAL[one]))
            self.which.set_text(one, f"{name} {t.number(count)}", visible=count > 0)
        only = self.model.lone_outsider()
        names = {
            Filter.ALL: t("All"),
            Filter.LOST: t("Lost if they left"),
            Filter.OUTSIDER_ONLY: t("{name} only", name=only) if only else t("Outsiders only"),
            Filter.UNHELD: t("Nobody"),
            Filter.SHORT: t("Too few inside"),
            Filter.UNKNOWN: t("Not known"),
            Filter.HELD: t("As many as needed"),
            Filter.CLAIMED: t("Said, not shown"),
            Filter.REVIEW_DUE: t("Review due"),
            Filter.NOBODY_INSIDE: t("Nobody inside"),
            Filter.CHOSEN: t("From the overview"),
        }
        for chosen, name in names.items():
            count = self.model.count(chosen, kind)
            seen = chosen is Filter.ALL or (count > 0 and chosen not in _ON_DEMAND)
            self.chips.set_text(chosen, f"{name} {t.number(count)}", visible=seen)

    def _narrow(self) -> None:
        which = self._which()
        self.model.narrow(
            chosen=self._filter(), kind=which if isinstance(which, Kind) else None, words=self.search.text()
        )  # fmt: skip
        self._name_chips()

    def _restore_row(self) -> None:
        row = self.model.number_of(self._chosen)
        if row is None:
            row = 0 if self.model.rowCount() else None
        self.card.setVisible(row is not None)
        if row is None:
            return
        index = self.model.index(row, 0)
        self.table.setCurrentIndex(index)  # which shows it, unless it is there already
        self.table.scrollTo(index)

    def _row_chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        if not current.isValid() or self.model.found is None:
            return
        row, found = self.model.row(current.row()), self.model.found
        key = row.now.subject.id
        self._chosen = key
        self.ui.keep_layout(f"dependency:{self.session.workspace_id}", key)

        def show(said: list[Assessment]) -> None:
            if self._chosen == key and self.model.found is found:
                self.card.show_row(row, found, tuple(said))

        self.session.read(lambda run: reads.assessments(run, key), show, owner=self)

    def choose(self, subject_id: str) -> None:
        """Show a subject, widening the list if the filter hides it."""
        self._chosen = subject_id
        if self.model.number_of(subject_id) is None:
            self.chips.select(Filter.ALL)
            self.which.select("")
            self.search.clear()
            self._narrow()
        else:
            self._restore_row()

    # --- what is done to one

    def _row(self) -> Dependency | None:
        return self.card.row

    def open_chosen(self) -> None:
        """A decision and an access in their views, a skill in the matrix, a system or a duty in its form."""
        row = self._row()
        if row is None:
            return
        subject = row.now.subject
        if subject.kind is Kind.DECISION:
            self.ui.go("decisions", {"decision": subject.id})
        elif subject.kind is Kind.ACCESS:
            self.ui.go("access", {"access": subject.id})
        elif row.charge is not None:
            self.change()
        else:
            self.ui.go("skills", {"kind": subject.kind, "subject": subject.id})

    def _offer(self, at: QPoint) -> None:
        if self._row() is None:
            return
        t, menu = self.t, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(t("Open it")).triggered.connect(self.open_chosen)
        if not self.session.read_only:
            menu.addAction(t("Plan a session")).triggered.connect(self.plan_session)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def plan_session(self) -> None:
        row = self._row()
        begin_session(self.ui, self.session, self, subjects=(row.now.subject.id,) if row else ())

    def add(self, kind: Kind) -> None:
        self._form(kind, None)

    def open_catalogue(self, kind: Kind = Kind.DUTY) -> None:
        from ctohandover.ui.skills.catalogue import CatalogueDialog

        if not self.session.read_only:
            CatalogueDialog(self.ui, self.session, kind, self).open()

    def change(self) -> None:
        row = self._row()
        if row is not None and (row.charge is not None or row.skill is not None):
            self._form(row.now.subject.kind, row)

    def _form(self, kind: Kind, row: Dependency | None) -> None:
        from ctohandover.ui.subjects.form import SubjectDialog

        found = self.model.found
        if found is None or self.session.read_only:
            return
        areas = [item.now.subject.area for item in found.rows if item.now.subject.kind is not Kind.DECISION]
        known = (row.charge or row.skill) if row else None
        dialog = SubjectDialog(self.ui, self.session, kind, known, found.crew.everybody, areas, self)
        dialog.added.connect(self._show_awaited)
        dialog.open()

    def remove(self) -> None:
        row = self._row()
        if row is not None and (row.charge is not None or row.skill is not None):
            chosen = {row.now.subject.id: row.now.subject.title}
            self.session.write(lambda services: services.subjects.remove(chosen))

    def _set_level(self, person_id: str, level: int) -> None:
        row, today = self._row(), self.ui.today()
        if row is None:
            return
        key = row.now.subject.id

        def save(services: Services) -> None:
            from ctohandover.services.holding import NewAssessment

            services.holding.assess(
                NewAssessment(person_id=person_id, subject_id=key, level=Level(level), day=today)
            )  # fmt: skip

        self.session.write(save)

    def _assess(self, person_id: str) -> None:
        from ctohandover.ui.subjects.assess import AssessDialog

        row, found = self._row(), self.model.found
        if row is not None and found is not None:
            own = row.skill.level_words if row.skill else ()
            AssessDialog(self.ui, self.session, row.now, found.crew, person_id, self, own).open()
