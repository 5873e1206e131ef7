"""Access: the register of what opens the company's doors, who holds it and what it hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ctohandover.services.register import Register, register
from ctohandover.ui.access.card import AccessCard
from ctohandover.ui.access.empty import NoAccesses
from ctohandover.ui.access.model import Column, Filter, RegisterModel
from ctohandover.ui.access.secret import SecretBox
from ctohandover.ui.page import Page
from ctohandover.ui.widgets.basics import Entry, button, more_button, tab_in_order
from ctohandover.ui.widgets.chips import Chips
from ctohandover.ui.widgets.panes import ListPane, Split, card_pane
from ctohandover.ui.widgets.rows import TONE
from ctohandover.ui.widgets.search import SearchField
from ctohandover.ui.widgets.table import RowDelegate, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from ctohandover.domain.accesses import Access, Means, Right, Tie
    from ctohandover.errors import AppError
    from ctohandover.services.facade import Services
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

_ON_DEMAND = frozenset({Filter.CHOSEN})


class AccessPage(Page):
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"subject", "access", "access_person", "access_tie", "assessment", "person"}
    )

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__(ui, session)
        t = ui.t
        self._chosen = ui.layout(f"access:{session.workspace_id}")
        self._awaited = ""
        self.search = SearchField(t, t("Search the accesses"))
        self.search.textChanged.connect(self._narrow)
        self.search.results_asked.connect(self.focus_first)
        writes = not session.read_only
        self.more = more_button(
            t,
            Entry("access-import", t("Import a password manager’s export or a table…"), self.bring, writes),
            Entry("access-export", t("Export as a table…"), self.export),
            Entry("access-due", t("Due days for the calendar…"), self.save_due),
            None,
            Entry("access-several", t("Set for several accesses…"), self.set_several, writes, "Ctrl+Shift+E"),
            Entry("access-leaving", t("What somebody still holds…"), self.open_leaving),
        )
        self.leaving = button(t("For the last day…"), self.open_leaving)
        self.new = button(t("Add an access…"), self.add, name="primary")
        self.only_to_write(self.new)
        self.chips = Chips(t("Filters"))
        for chosen in Filter:
            self.chips.add(chosen, "")
        self.chips.select(Filter.ALL)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.model = RegisterModel(ui)
        self.table = Table(t("Accesses"))
        self._dress_table()
        self.card = AccessCard(ui, read_only=session.read_only)
        self.secret = SecretBox(ui, session)
        self.card.secrets.addWidget(self.secret)
        self._connect_card()
        self.empty = NoAccesses(ui, read_only=session.read_only)
        self.empty.add_asked.connect(self.add)
        self.empty.import_asked.connect(self.bring)
        self._stack = QStackedWidget()
        left = ListPane(self.chips, body=self.table)
        self._stack.addWidget(Split(ui, "access", left, card_pane(self.card), (700, 400), stretch=(1, 0)))
        self._stack.addWidget(self.empty)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        ui.after_paint(self._add_actions)

    def _dress_table(self) -> None:
        self.table.setModel(self.model)
        self.narrows(self.table)
        chips = tuple(column.value for column in (Column.CRITICALITY, Column.NOW))
        self.table.setItemDelegate(RowDelegate(self.ui.theme, tone_role=TONE, chips=chips, wide=Column.TITLE.value))
        self.table.stretch(
            Column.TITLE.value,
            {
                Column.SORT.value: 14,
                Column.CRITICALITY.value: 13,
                Column.ADMINISTERED.value: 18,
                Column.HANGS_ON.value: 21,
                Column.DUE.value: 15,
                Column.NOW.value: 17,
            },
            least=30,
            spare=(Column.DUE.value, Column.SORT.value, Column.ADMINISTERED.value, Column.HANGS_ON.value),
        )
        self.table.keep_widths(self.ui, "access")
        head = self.table.horizontalHeader()
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.doubleClicked.connect(lambda _: self.change())
        self.model.modelReset.connect(self._restore_row)

    def _connect_card(self) -> None:
        card = self.card
        card.change_asked.connect(self.change)
        card.remove_asked.connect(self.remove)
        card.right_set.connect(self._set_right)
        card.used_asked.connect(self._used)
        card.tie_set.connect(self._set_tie)
        card.rotated_asked.connect(self._rotated)

    def _add_actions(self) -> None:
        offer, t = self.offer, self.t
        find = t("Search the accesses")
        offer("access-find", find, self.search.setFocus, shortcut="Ctrl+F", anywhere=True)
        offer("access-add", t("Add an access…"), self.add, shortcut="Ctrl+Shift+N", writes=True, anywhere=True)
        self.offer_menu(self.more)
        offer("access-change", t("Change…"), self.change, shortcut="F2", writes=True)
        offer("access-remove", t("Remove"), self.remove, shortcut="Ctrl+Del", writes=True)

    # --- what the frame asks

    def title(self) -> str:
        return self.t("Access")

    def tools(self) -> list[QWidget]:
        return [self.search, self.more, self.leaving, self.new]

    def panes(self) -> list[QWidget]:
        return [self.chips, self.table, self.card]

    def focus_first(self) -> None:
        (self.table if self._stack.currentIndex() == 0 else self.empty).setFocus()

    def show_what(self, what: object) -> None:
        """{"filter": Filter}, {"access": id}, {"accesses": ids}, {"leaving": person id} or {"import": path}."""
        if not isinstance(what, dict):
            return
        if "accesses" in what:
            self.model.chosen_ids = frozenset(what["accesses"])
            what = {"filter": Filter.CHOSEN, **what}
        if "filter" in what:
            self.search.clear()
            self.chips.select(what["filter"])
            self._narrow()
        if "access" in what:
            self.choose(str(what["access"]))
        if "leaving" in what:
            self.when_filled(self.open_leaving)

    # --- list

    def load(self) -> None:
        today = self.ui.today()
        self.session.read(lambda run: register(run, today), self._show, owner=self)

    def _show(self, found: Register) -> None:
        self.model.fill(found, self._chosen)
        self._name_chips()
        self._stack.setCurrentIndex(0 if found.rows else 1)
        self.leaving.setEnabled(bool(found.rows and found.crew.everybody))
        if self._awaited and any(row.access.subject.id == self._awaited for row in found.rows):
            self.choose(self._awaited)
            self._awaited = ""
        self.filled.emit()

    def _filter(self) -> Filter:
        return next(chosen for chosen in Filter if self.chips.button(chosen).isChecked())

    def _name_chips(self) -> None:
        t, only = self.t, self.model.lone_outsider()
        names = {
            Filter.ALL: t.context("accesses", "All"),
            Filter.OUTSIDER_ONLY: t("{name} only", name=only) if only else t("Outsiders only"),
            Filter.HANGS_ON: t("Hang on an outsider"),
            Filter.UNHELD: t.context("accesses", "Nobody"),
            Filter.SHORT: t("Too few inside"),
            Filter.HELD: t("As many as needed"),
            Filter.LEFT: t("Leavers still have"),
            Filter.DUE: t("Due within 90 days"),
            Filter.DEBT: t("Secret waits for a vault"),
            Filter.NOT_TOLD: t("Not told whole"),
            Filter.REVIEW_DUE: t("Review due"),
            Filter.CHOSEN: t("From the overview"),
        }
        for chosen, name in names.items():
            count = self.model.count(chosen)
            seen = chosen is Filter.ALL or (count > 0 and (chosen not in _ON_DEMAND or bool(self.model.chosen_ids)))
            self.chips.set_text(chosen, f"{name} {t.number(count)}", visible=seen)

    def _narrow(self) -> None:
        self.model.narrow(chosen=self._filter(), words=self.search.text())
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
        if current.isValid() and self.model.found is not None:
            row = self.model.row(current.row())
            self._chosen = row.access.subject.id
            self.ui.keep_layout(f"access:{self.session.workspace_id}", self._chosen)
            self.card.show_row(row, self.model.found)
            self.secret.show_access(row.access)
            tab_in_order(self.card.body)

    def choose(self, access_id: str) -> None:
        """Show an access, widening the list if the filter hides it."""
        self._chosen = access_id
        if self.model.number_of(access_id) is None:
            self.chips.select(Filter.ALL)
            self.search.clear()
            self._narrow()
        else:
            self._restore_row()

    # --- what is done to one

    def _access(self) -> Access | None:
        return self.card.row.access if self.card.row is not None and self.model.found is not None else None

    def add(self) -> None:
        self._form(None)

    def change(self) -> None:
        access = self._access()
        if access is not None:
            self._form(access)

    def _form(self, access: Access | None) -> None:
        from ctohandover.ui.access.form import AccessDialog

        found = self.model.found
        if found is None or self.session.read_only:
            return
        areas = [row.access.subject.area for row in found.rows]
        dialog = AccessDialog(self.ui, self.session, access, found.crew.everybody, areas, self)
        dialog.added.connect(self._await)
        dialog.open()

    def _await(self, access_id: str) -> None:
        """Show what was just added, now or as soon as it is read."""
        self._awaited = access_id
        if self.model.found is not None and any(row.access.subject.id == access_id for row in self.model.found.rows):
            self.choose(access_id)
            self._awaited = ""

    def _selected(self) -> list[Access]:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self.model.row(number).access for number in rows]

    def set_several(self) -> None:
        """Offer what the list shows, with the chosen rows ticked: all of them where only one is."""
        from ctohandover.ui.access.several import SeveralDialog

        found = self.model.found
        if found is None or not self.model.rowCount() or self.session.read_only:
            return
        shown = [self.model.row(number).access for number in range(self.model.rowCount())]
        chosen = self._selected()
        ticked = {one.subject.id for one in (chosen if len(chosen) > 1 else shown)}
        SeveralDialog(self.ui, self.session, shown, ticked, found.crew.active_on(found.as_of), self).open()

    def remove(self) -> None:
        chosen = {one.subject.id: one.subject.title for one in self._selected()}
        if chosen:
            self.session.write(lambda services: services.accesses.remove(chosen))

    def _set_right(self, person_id: str, right: Right | None) -> None:
        def save(services: Services, access: Access, today: date) -> None:
            if right is None:
                services.accesses.revoke(access, person_id, today)
            else:
                services.accesses.grant(access, person_id, right, today)

        self._write(save)

    def _used(self, person_id: str) -> None:
        self._write(lambda services, access, today: services.accesses.used(access, person_id, today, today))

    def _set_tie(self, means: Means, tie: Tie | None) -> None:
        def save(services: Services, access: Access, today: date) -> None:
            if tie is None:
                services.accesses.untie(access, means, today)
            else:
                services.accesses.tie(access, tie, today)

        self._write(save)

    def _rotated(self) -> None:
        self._write(lambda services, access, today: services.accesses.rotated(access, today))

    def _write(self, save: Callable[[Services, Access, date], object]) -> None:
        access, today = self._access(), self.ui.today()
        if access is None:
            return

        def failed(error: AppError) -> None:
            self.load()  # the controls show again what is
            self.ui.fail(error)

        self.session.write(lambda services: save(services, access, today), None, failed, self)

    # --- in and out

    def bring(self, path: Path | None = None) -> None:
        from ctohandover.formats.tables import What
        from ctohandover.ui.tables.opening import import_table

        import_table(self.ui, self.session, self, first=What.ACCESSES, path=path)

    def export(self) -> None:
        from ctohandover.formats.tables import What
        from ctohandover.ui.tables.opening import export_table

        export_table(self.ui, self.session, self, What.ACCESSES)

    def save_due(self) -> None:
        from ctohandover.ui.access.saving import save_due_days

        if self.model.found is not None:
            save_due_days(self.ui, self.model.found, self)

    def open_leaving(self) -> None:
        from ctohandover.ui.access.leaving import LeavingDialog

        if self.model.found is not None and self.model.found.crew.everybody:
            LeavingDialog(self.ui, self.session, self.model.found, self).open()
