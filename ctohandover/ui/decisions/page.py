"""Decisions: the list at the left, the chosen one to read or edit at the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ctohandover.services import views
from ctohandover.ui import known
from ctohandover.ui.decisions.detail import DetailPane
from ctohandover.ui.decisions.filters import FilterChips
from ctohandover.ui.decisions.model import SNIPPET_ROLE, TONE_ROLE, Column, DecisionModel, Search
from ctohandover.ui.decisions.narrowing import Filter
from ctohandover.ui.page import Page
from ctohandover.ui.widgets.basics import button
from ctohandover.ui.widgets.panes import ListPane, Split
from ctohandover.ui.widgets.search import SearchField
from ctohandover.ui.widgets.table import RowDelegate, Table

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ctohandover.services.views import DecisionList
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.decisions.editor import Editor
    from ctohandover.ui.decisions.empty import NoDecisions
    from ctohandover.ui.decisions.reading import Reading
    from ctohandover.ui.session import Session

SEARCH_PAUSE = 150
WIDE = 220
"""Average characters across from which the list stays beside the editor."""


class DecisionsPage(Page):
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"decision", "decision_text", "subject", "assessment", "person", "source", "image"}
    )

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__(ui, session)
        t = ui.t
        self.detail = DetailPane(ui, session)
        self.detail.chosen = ui.layout(f"decision:{session.workspace_id}")
        self.detail.other_asked.connect(self.choose)
        self.detail.remove_asked.connect(self.remove)
        self.detail.editing_changed.connect(self._make_room)
        self.detail.found.connect(self._on_found)
        self.search = SearchField(t, t("Search decisions"))
        self.search.textChanged.connect(self._typed)
        self.search.results_asked.connect(self._to_list)
        self._search_timer = QTimer(self, singleShot=True, interval=SEARCH_PAUSE)
        self._search_timer.timeout.connect(lambda: self._look_up(mark=True))
        self.import_button = button(t("Import folder…"), self.choose_folder)
        self.export_button = button(t("Export…"), self.export)
        self.new_button = button(t("New decision"), self.new, name="primary")
        self.only_to_write(self.import_button, self.new_button)
        self.model = DecisionModel(t)
        self.table: Table = self._table()
        self.narrows(self.table)
        self.chips = FilterChips(t, self.model)
        self.chips.chosen.connect(self._narrow)
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
            {Column.NUMBER.value: 6, Column.STATUS.value: 14, Column.DATE.value: 14, Column.KNOWN_BY.value: 18},
            least=16,
            spare=(Column.DATE.value, Column.STATUS.value),
        )
        table.sortByColumn(Column.NUMBER.value, Qt.SortOrder.DescendingOrder)
        table.keep_sort(self.ui, "decisions")
        table.keep_widths(self.ui, "decisions")
        table.selectionModel().currentRowChanged.connect(self._row_chosen)
        return table

    def _add_actions(self) -> None:
        offer, t = self.offer, self.t
        offer("find", t("Search decisions"), self.search.setFocus, shortcut="Ctrl+F", anywhere=True)
        offer("decision-new", t("New decision"), self.new, shortcut="Ctrl+Shift+N", writes=True, anywhere=True)
        take = t("Import decisions from a folder…")
        offer("import", take, self.choose_folder, shortcut="Ctrl+I", writes=True, anywhere=True)
        offer("export", t("Export the decisions…"), self.export, shortcut="Ctrl+E", anywhere=True)
        offer("found-next", t("Next word found"), lambda: self.reading.found.step(1), shortcut="F3")
        offer("found-before", t("Previous word found"), lambda: self.reading.found.step(-1), shortcut="Shift+F3")
        self._on_found(0)
        offer("edit", t("Edit the text"), self.detail.edit, shortcut="F2", writes=True)
        offer("remove", t("Remove the chosen decisions"), self.remove, shortcut="Ctrl+Del", writes=True)

    def _lay_out(self) -> None:
        self._left = ListPane(self.chips, body=self.table)
        self._stack = QStackedWidget()
        self._stack.addWidget(Split(self.ui, "decisions", self._left, self.detail, (550, 540), stretch=(1, 1)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _nothing(self) -> NoDecisions:
        from ctohandover.ui.decisions import empty

        made = empty.NoDecisions(self.t, read_only=self.session.read_only)
        made.import_asked.connect(self.choose_folder)
        made.new_asked.connect(self.new)
        return made

    @property
    def reading(self) -> Reading:
        return self.detail.reading

    @property
    def editor(self) -> Editor:
        return self.detail.editor

    def _make_room(self) -> None:
        """A text and its preview side by side need the width; where there is little, the list goes meanwhile."""
        self._left.setVisible(not self.detail.editing or self.width() > self.fontMetrics().averageCharWidth() * WIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._make_room()

    # --- what the frame asks

    def title(self) -> str:
        return self.t("Decisions")

    def tools(self) -> list[QWidget]:
        return [self.search, self.import_button, self.export_button, self.new_button]

    def panes(self) -> list[QWidget]:
        return [self.search, self.table, *self.detail.panes()]

    def focus_first(self) -> None:
        self.table.setFocus()

    def leave(self) -> bool:
        self.detail.leave()
        return True

    def show_what(self, what: object) -> None:
        """{"filter": Filter}, {"decision": id} with the "words" it was found by, {"decisions": ids} or {"import":
        folder or list of files}."""
        if not isinstance(what, dict):
            return
        if "decisions" in what:
            self.model.chosen_ids = frozenset(what["decisions"])
            self.chips.refresh()
            what = {"filter": Filter.CHOSEN, **what}
        if "filter" in what:
            self.search.clear()
            self.chips.select(what["filter"])
            self.model.narrow(what["filter"], Search())
        if "decision" in what:
            self.choose(what["decision"])
            if "words" in what:
                self.detail.search(what["words"], what["decision"])
        if "import" in what:
            self.import_from(what["import"])

    # --- list

    def load(self) -> None:
        today = self.ui.today()
        self.session.read(lambda run: views.decision_list(run, today), self._show_list, owner=self)
        self.detail.reload()

    def _show_list(self, found: DecisionList) -> None:
        self.model.fill(found, self.detail.chosen)
        self.chips.refresh()
        if not found.rows and self._stack.count() == 1:
            self._stack.addWidget(self._nothing())
        self._stack.setCurrentIndex(0 if found.rows else 1)
        self.export_button.setEnabled(bool(found.rows))
        if self._search_words():
            self._look_up(mark=False)
        self.filled.emit()

    def _restore_row(self) -> None:
        """After filtering and sorting: the same decision stays chosen, else the first one is."""
        number = self.model.number_of(self.detail.chosen)
        if number is None:
            number = 0 if self.model.rowCount() else None
        if number is None:
            self.detail.blank()
            return
        index = self.model.index(number, Column.TITLE.value)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)

    def _row_chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        if not current.isValid():
            return
        self.detail.choose(self.model.row_at(current.row()).line.id)

    def choose(self, decision_id: str) -> None:
        """Show a decision, widening the list if the filter hides it."""
        self.detail.chosen = decision_id
        if self.model.number_of(decision_id) is None:
            self.search.clear()
            self.chips.select(Filter.ALL)
            self.model.narrow(Filter.ALL, Search())
        else:
            self._restore_row()

    def _on_found(self, number: int) -> None:
        self.ui.actions.enable(number > 0, "found-next", "found-before")

    def _typed(self) -> None:
        self.detail.search("")
        self.model.narrow(search=Search(self._search_words()))
        self._search_timer.start()

    def _narrow(self, chosen: Filter) -> None:
        self.model.narrow(chosen)
        self.chips.refresh()  # a filter that was there on demand goes again

    def _to_list(self) -> None:
        self.table.setFocus()

    def _search_words(self) -> str:
        return self.search.text().strip()

    def _look_up(self, *, mark: bool) -> None:
        """Find what was typed in all texts; `mark` it, unless it is only looked up again since something changed."""
        typed = self._search_words()
        if not typed:
            return

        def show(hits: dict[str, str]) -> None:
            if typed == self._search_words():
                if mark:
                    self.detail.search(typed)
                self.model.narrow(search=Search(typed, hits))

        def find(run: Run) -> dict[str, str]:
            from ctohandover.services.one_decision import search_decisions

            return search_decisions(run, typed)

        self.session.read(find, show, owner=self)

    def remove(self) -> None:
        """Remove the chosen decisions; undo brings them back with all that was said of them."""
        rows = [self.model.row_at(index.row()) for index in self.table.selectionModel().selectedRows()]
        chosen = {row.line.id: row.line.label for row in rows}
        if not chosen and self.detail.decision is not None:
            chosen = {self.detail.decision.line.id: self.detail.decision.line.label}
        if chosen:
            self.detail.leave()
            self.session.write(lambda services: services.decisions.remove(chosen))

    # --- folders

    def new(self) -> None:
        from ctohandover.ui.decisions.new import NewDecisionDialog

        dialog = NewDecisionDialog(self.ui, self.session, self)
        dialog.written.connect(self._written)
        dialog.open()

    def _written(self, decision_id: str) -> None:
        self.choose(decision_id)
        self.detail.edit_new(decision_id)

    def choose_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        start = str(known.folder(self.ui.settings, self.ui.paths))
        name = QFileDialog.getExistingDirectory(self, self.t("Import decisions from a folder"), start)
        if name:
            self.import_from(Path(name))

    def import_from(self, what: Path | list[Path]) -> None:
        """A folder, or some files of one."""
        from ctohandover.ui.decisions.importing import ImportDialog

        if self.session.read_only:
            self.ui.say(self.t("This file is read-only."))
            return
        ImportDialog(self.ui, self.session, what, self).start()

    def export(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        from ctohandover.ui.decisions.exporting import export_decisions

        self.detail.leave()
        start = str(known.folder(self.ui.settings, self.ui.paths))
        name = QFileDialog.getExistingDirectory(self, self.t("Export decisions to a folder"), start)
        if name:
            export_decisions(self.ui, self.session, Path(name), self)
