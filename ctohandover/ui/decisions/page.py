"""Decisions: the list at the left, the chosen one to read or edit at the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QByteArray, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ctohandover.domain.decisions import Decision, Status
from ctohandover.domain.levels import Level
from ctohandover.errors import AppError, NotFound
from ctohandover.services import views
from ctohandover.storage import reads
from ctohandover.ui import known
from ctohandover.ui.decisions.filters import FilterChips
from ctohandover.ui.decisions.model import (
    SNIPPET_ROLE,
    TONE_ROLE,
    Column,
    DecisionModel,
    Filter,
    Search,
)
from ctohandover.ui.page import Page
from ctohandover.ui.widgets.basics import button
from ctohandover.ui.widgets.table import RowDelegate, Table

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.services.facade import Services
    from ctohandover.services.views import DecisionDetail, DecisionList
    from ctohandover.ui.context import Ui
    from ctohandover.ui.decisions.editor import Editor
    from ctohandover.ui.decisions.empty import NoDecisions
    from ctohandover.ui.decisions.reading import Reading
    from ctohandover.ui.session import Session

SEARCH_PAUSE = 150


class DecisionsPage(Page):
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"decision", "decision_text", "subject", "assessment", "person", "source", "image"}
    )

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__(ui, session)
        t = ui.t
        self._chosen = ui.layout(f"decision:{session.workspace_id}")
        self._detail: DecisionDetail | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(t("Search decisions"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(t("Search decisions"))
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 26)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(lambda: self.table.setFocus())
        self._search_timer = QTimer(self, singleShot=True, interval=SEARCH_PAUSE)
        self._search_timer.timeout.connect(self._look_up)
        self.import_button = button(t("Import folder…"), self.choose_folder)
        self.export_button = button(t("Export…"), self.export)
        self.new_button = button(t("New decision"), self.new, name="primary")
        self.model = DecisionModel(t)
        self.table: Table = self._table()
        self.chips = FilterChips(t, self.model)
        self.chips.chosen.connect(lambda chosen: self.model.narrow(chosen))
        self._editor: Editor | None = None
        self._reading: Reading | None = None
        self._lay_out()
        self.model.modelReset.connect(self._restore_row)
        ui.after_paint(self._add_actions)

    def _table(self) -> Table:
        table = Table(self.t("Decisions"))
        table.setModel(self.model)
        table.setItemDelegate(
            RowDelegate(
                self.ui.theme,
                tone_role=TONE_ROLE,
                chips=(Column.STATUS.value, Column.KNOWN_BY.value),
                wide=Column.TITLE.value,
                snippet_role=SNIPPET_ROLE,
            )
        )
        table.stretch(
            Column.TITLE.value,
            {Column.NUMBER.value: 4, Column.STATUS.value: 13, Column.DATE.value: 14, Column.KNOWN_BY.value: 14},
        )
        table.sortByColumn(Column.NUMBER.value, Qt.SortOrder.DescendingOrder)
        table.selectionModel().currentRowChanged.connect(self._row_chosen)
        return table

    def _add_actions(self) -> None:
        add = self.ui.actions.add
        group = self.t("Decisions")
        add("find", group, self.t("Search decisions"), self.search.setFocus, shortcut="Ctrl+F", window=self)
        add("decision-new", group, self.t("New decision"), self.new, shortcut="Ctrl+Shift+N", window=self)
        add("import", group, self.t("Import folder…"), self.choose_folder, shortcut="Ctrl+I", window=self)
        add("export", group, self.t("Export…"), self.export, shortcut="Ctrl+E", window=self)
        add("edit", group, self.t("Edit the text"), self.edit, shortcut="F2", window=self)
        add("remove", group, self.t("Remove the chosen decisions"), self.remove, shortcut="Ctrl+Del", window=self)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setObjectName("pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        chips = QVBoxLayout()
        chips.setContentsMargins(12, 0, 12, 0)
        chips.addWidget(self.chips)
        column.addLayout(chips)
        column.addWidget(self.table, 1)
        self._right = QStackedWidget()
        blank = QWidget()
        blank.setObjectName("pane")
        blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._right.addWidget(blank)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(left)
        self._split.addWidget(self._right)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 9)
        self._split.setStretchFactor(1, 11)
        self._split.setSizes([480, 590])
        state = self.ui.layout("split:decisions")
        if state:
            self._split.restoreState(QByteArray.fromBase64(state.encode()))
        self._split.splitterMoved.connect(self._keep_split)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _nothing(self) -> NoDecisions:
        from ctohandover.ui.decisions import empty

        made = empty.NoDecisions(self.t)
        made.import_asked.connect(self.choose_folder)
        made.new_asked.connect(self.new)
        return made

    @property
    def reading(self) -> Reading:
        """Made for the first decision that is read, after the first paint of the list."""
        if self._reading is None:
            from ctohandover.ui.decisions import reading as module

            reading = module.Reading(self.ui)
            reading.edit_asked.connect(self.edit)
            reading.draft_dropped.connect(self._drop_draft)
            reading.status_asked.connect(self._set_status)
            reading.supersede_asked.connect(self._supersede)
            reading.other_asked.connect(self.choose)
            reading.remove_asked.connect(self.remove)
            reading.aside.weight_set.connect(self._weigh)
            reading.aside.history_asked.connect(self._history)
            reading.aside.who.level_set.connect(self._set_level)
            reading.aside.who.more_asked.connect(self._assess)
            self._reading = reading
            self._right.addWidget(reading)
        return self._reading

    @property
    def editor(self) -> Editor:
        if self._editor is None:
            from ctohandover.ui.decisions import editor as module

            self._editor = module.Editor(self.ui, self.session)
            self._editor.finished.connect(self._edited)
            self._right.addWidget(self._editor)
        return self._editor

    @property
    def _editing(self) -> bool:
        return self._editor is not None and self._editor.decision is not None

    def _leave_editor(self) -> None:
        """Leaving the editor commits what was typed."""
        if self._editor is not None:
            self._editor.leave()

    def _keep_split(self) -> None:
        self.ui.keep_layout("split:decisions", bytes(self._split.saveState().toBase64().data()).decode())

    # --- what the frame asks

    def title(self) -> str:
        return self.t("Decisions")

    def tools(self) -> list[QWidget]:
        return [self.search, self.import_button, self.export_button, self.new_button]

    def panes(self) -> list[QWidget]:
        if self._editing:
            return [self.chips, self.table, self.editor.edit]
        if self._detail is None:
            return [self.search, self.table]
        cells = list(self.reading.aside.who.cells.values())
        return [self.search, self.table, self.reading.view, *(cells[:1])]

    def focus_first(self) -> None:
        self.table.setFocus()

    def leave(self) -> bool:
        self._leave_editor()
        return True

    def show_what(self, what: object) -> None:
        """{"filter": Filter}, {"decision": id} or {"import": folder}."""
        if not isinstance(what, dict):
            return
        if "filter" in what:
            self.search.clear()
            self.chips.select(what["filter"])
            self.model.narrow(what["filter"], Search())
        if "decision" in what:
            self.choose(what["decision"])
        if "import" in what:
            self.import_folder(what["import"])

    # --- list

    def load(self) -> None:
        today = self.ui.today()
        self.session.read(lambda run: views.decision_list(run, today), self._show_list, owner=self)
        if self._detail is not None:
            self._read(self._detail.decision.line.id)

    def _show_list(self, found: DecisionList) -> None:
        self.model.fill(found)
        self.chips.refresh()
        if not found.rows and self._stack.count() == 1:
            self._stack.addWidget(self._nothing())
        self._stack.setCurrentIndex(0 if found.rows else 1)
        self.export_button.setEnabled(bool(found.rows))
        if self._search_words():
            self._look_up()
        self.filled.emit()

    def _restore_row(self) -> None:
        """After filtering and sorting: the same decision stays chosen, else the first one is."""
        number = self.model.number_of(self._chosen)
        if number is None:
            number = 0 if self.model.rowCount() else None
        if number is None:
            if not self._editing:
                self._right.setCurrentIndex(0)
            return
        index = self.model.index(number, Column.TITLE.value)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)

    def _row_chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        if not current.isValid():
            return
        row = self.model.row_at(current.row())
        self._chosen = row.line.id
        if self._detail is None or self._detail.decision.line.id != row.line.id:
            self._leave_editor()
            self.ui.after_paint(partial(self._read_if_chosen, row.line.id))
        elif self._right.currentIndex() == 0:
            self._right.setCurrentWidget(self.reading)

    def _read_if_chosen(self, decision_id: str) -> None:
        if self._chosen == decision_id:
            self._read(decision_id)

    def choose(self, decision_id: str) -> None:
        """Show a decision, widening the list if the filter hides it."""
        self._chosen = decision_id
        if self.model.number_of(decision_id) is None:
            self.search.clear()
            self.chips.select(Filter.ALL)
            self.model.narrow(Filter.ALL, Search())
        else:
            self._restore_row()

    def _typed(self) -> None:
        self.model.narrow(search=Search(self._search_words()))
        self._search_timer.start()

    def _search_words(self) -> str:
        return self.search.text().strip()

    def _look_up(self) -> None:
        typed = self._search_words()
        if not typed:
            return

        def show(hits: dict[str, str]) -> None:
            if typed == self._search_words():
                self.model.narrow(search=Search(typed, hits))

        self.session.read(lambda run: views.search_decisions(run, typed), show, owner=self)

    # --- one decision

    def _read(self, decision_id: str) -> None:
        today, owner = self.ui.today(), self.ui.owner
        self.session.read(
            lambda run: views.decision_detail(run, decision_id, today, owner), self._show_detail, self._not_there, self
        )

    def _show_detail(self, detail: DecisionDetail) -> None:
        if self._chosen and detail.decision.line.id != self._chosen:
            return  # another row was chosen meanwhile
        self._detail = detail
        self.reading.show_detail(detail)
        self.ui.keep_layout(f"decision:{self.session.workspace_id}", detail.decision.line.id)
        if not self._editing:
            self._right.setCurrentWidget(self.reading)

    def _not_there(self, error: AppError) -> None:
        if not isinstance(error, NotFound):
            self.ui.fail(error)
            return
        self._detail = None
        self._right.setCurrentIndex(0)

    def _decision(self) -> Decision | None:
        return self._detail.decision if self._detail else None

    def edit(self) -> None:
        if self._detail is None or self._editing:
            return
        draft = self._detail.draft
        self._right.setCurrentWidget(self.editor)
        self.editor.begin(self._detail.decision, draft[0] if draft else None)

    def _edited(self) -> None:
        self._right.setCurrentWidget(self.reading)
        if self._chosen:
            self._read(self._chosen)
        self.reading.view.setFocus()

    def _drop_draft(self) -> None:
        decision = self._decision()
        if decision is not None:
            key, owner = decision.line.id, self.ui.owner
            self.session.write(lambda services: services.drafts.drop(key, owner), lambda _: self._read(key), owner=self)

    def _set_level(self, person_id: str, level: int) -> None:
        decision = self._decision()
        if decision is not None:
            self.session.write(partial(_assess, person_id, decision.line.id, Level(level), self.ui.today()))

    def _assess(self, person_id: str) -> None:
        from ctohandover.ui.decisions.assess import AssessDialog

        if self._detail is not None:
            AssessDialog(self.ui, self.session, self._detail, person_id, self).open()

    def _weigh(self, criticality: object, needed: object) -> None:
        decision = self._decision()
        if decision is not None:
            key = decision.line.id
            self.session.write(
                lambda services: services.holding.weigh(key, criticality=criticality, needed=needed)  # type: ignore[arg-type]
            )

    def _set_status(self, status: Status) -> None:
        decision = self._decision()
        if decision is not None:
            self.session.write(lambda services: services.decisions.set_status(decision, status))

    def _supersede(self) -> None:
        from ctohandover.ui.decisions.supersede import SupersedeDialog

        decision = self._decision()
        if decision is None or self._detail is None:
            return

        def mark(other_id: str) -> None:
            def write(services: object) -> None:
                from ctohandover.services.facade import Services

                assert isinstance(services, Services)
                with services.store.reading() as run:
                    other = reads.decision(run, other_id)
                services.decisions.set_status(decision, Status.SUPERSEDED, by=other)

            self.session.write(write)

        dialog = SupersedeDialog(self.ui, self._detail, self)
        dialog.chosen.connect(mark)
        dialog.open()

    def _history(self) -> None:
        from ctohandover.ui.decisions.history import HistoryDialog

        if self._detail is not None:
            HistoryDialog(self.ui, self.session, self._detail, self).open()

    def remove(self) -> None:
        """Remove the chosen decisions; undo brings them back with all that was said of them."""
        rows = [self.model.row_at(index.row()) for index in self.table.selectionModel().selectedRows()]
        chosen = {row.line.id: row.line.label for row in rows}
        if not chosen and self._detail is not None:
            chosen = {self._detail.decision.line.id: self._detail.decision.line.label}
        if chosen:
            self._leave_editor()
            self.session.write(lambda services: services.decisions.remove(chosen))

    # --- folders

    def new(self) -> None:
        from ctohandover.ui.decisions.new import NewDecisionDialog

        dialog = NewDecisionDialog(self.ui, self.session, self)
        dialog.written.connect(self._written)
        dialog.open()

    def _written(self, decision_id: str) -> None:
        self.choose(decision_id)
        today, owner = self.ui.today(), self.ui.owner

        def begin(detail: DecisionDetail) -> None:
            self._show_detail(detail)
            self.edit()

        self.session.read(lambda run: views.decision_detail(run, decision_id, today, owner), begin, owner=self)

    def choose_folder(self) -> None:
        start = str(known.folder(self.ui.settings))
        name = QFileDialog.getExistingDirectory(self, self.t("Import decisions from a folder"), start)
        if name:
            self.import_folder(Path(name))

    def import_folder(self, folder: Path) -> None:
        from ctohandover.ui.decisions.importing import ImportDialog

        ImportDialog(self.ui, self.session, folder, self).start()

    def export(self) -> None:
        from ctohandover.ui.decisions.exporting import export_decisions

        self._leave_editor()
        start = str(known.folder(self.ui.settings))
        name = QFileDialog.getExistingDirectory(self, self.t("Export decisions to a folder"), start)
        if name:
            export_decisions(self.ui, self.session, Path(name), self)


def _assess(person_id: str, decision_id: str, level: Level, day: date, services: Services) -> None:
    from ctohandover.services.holding import NewAssessment

    services.holding.assess(NewAssessment(person_id=person_id, subject_id=decision_id, level=level, day=day))
