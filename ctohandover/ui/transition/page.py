"""Transition: the phases at the top, the items at the left, the chosen one at the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from ctohandover.domain.transition import EvidenceKind, Phase, Progress
from ctohandover.services.checklist import Checklist, ItemLine, checklist
from ctohandover.storage import reads, transition_reads
from ctohandover.ui import known
from ctohandover.ui.outside import open_address
from ctohandover.ui.page import Page
from ctohandover.ui.transition.detail import ItemDetail
from ctohandover.ui.transition.empty import NoItems
from ctohandover.ui.transition.model import Column, Filter, ItemModel
from ctohandover.ui.transition.more import More
from ctohandover.ui.transition.phases import PhaseCards
from ctohandover.ui.transition.sign import Deed, SignDialog
from ctohandover.ui.widgets.basics import button
from ctohandover.ui.widgets.chips import Chips
from ctohandover.ui.widgets.panes import ListPane, Split
from ctohandover.ui.widgets.rows import TONE
from ctohandover.ui.widgets.search import SearchField
from ctohandover.ui.widgets.table import RowDelegate, Table

if TYPE_CHECKING:
    from ctohandover.domain.subjects import Subject
    from ctohandover.domain.transition import Evidence
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

FILTERS = (
    Filter.ALL, Filter.OPEN, Filter.MINE, Filter.OVERDUE, Filter.TO_SIGN, Filter.BLOCKERS, Filter.CHOSEN
)  # fmt: skip


class TransitionPage(Page):
    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "item", "item_wait", "item_subject", "evidence", "signoff", "person", "session", "subject", "assessment",
            "actor",
        }
    )  # fmt: skip

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__(ui, session)
        t = ui.t
        self._chosen = ui.layout(f"item:{session.workspace_id}")
        self._subjects: tuple[Subject, ...] = ()
        self.search = SearchField(t, t("Search the checklist"))
        self.search.textChanged.connect(self._narrow)
        self.search.results_asked.connect(self.focus_first)
        self.add = button(t("Add an item…"), self.add_item, name="primary")
        self.template = button(t("From a template…"), self.from_template)
        self.more = More(ui, session, self, lambda: self.model.found)
        self.only_to_write(self.add, self.template)
        self.phases = PhaseCards(ui)
        self.phases.chosen.connect(lambda _: self._narrow())
        self.chips = Chips(t("Which items"))
        for chosen in FILTERS:
            self.chips.add(chosen, "")
        self.chips.select(Filter.ALL)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.model = ItemModel(ui)
        self.table = Table(t("Items"))
        self.table.setModel(self.model)
        self.narrows(self.table)
        self.table.setItemDelegate(
            RowDelegate(ui.theme, tone_role=TONE, chips=(Column.STATE.value, Column.DUE.value), wide=Column.TITLE.value)
        )
        self.table.stretch(
            Column.TITLE.value,
            {Column.OWNER.value: 14, Column.DUE.value: 16, Column.EVIDENCE.value: 24, Column.STATE.value: 20},
            least=30,
            spare=(Column.EVIDENCE.value, Column.OWNER.value),
        )
        self.table.keep_widths(ui, "transition")
        self.table.horizontalHeader().setSortIndicatorClearable(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.model.modelReset.connect(self._restore_row)
        self.detail = ItemDetail(ui, self.model, read_only=session.read_only)
        self._connect_detail()
        self._lay_out()
        ui.after_paint(self._add_actions)

    def _lay_out(self) -> None:
        left = ListPane(self.chips, body=self.table)
        split = Split(self.ui, "transition", left, self.detail, (720, 380), stretch=(1, 0))
        whole = QWidget()
        whole.setObjectName("page")
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        cards = QVBoxLayout()
        cards.setContentsMargins(16, 14, 16, 14)
        cards.addWidget(self.phases)
        inner.addLayout(cards)
        inner.addWidget(split, 1)
        self.empty = NoItems(self.ui, read_only=self.session.read_only)
        self.empty.template_asked.connect(self.from_template)
        self.empty.add_asked.connect(self.add_item)
        self.empty.import_asked.connect(self.more.import_items)
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect_detail(self) -> None:
        detail = self.detail
        detail.other_asked.connect(self.choose)
        detail.subject_asked.connect(self._open_subject)
        detail.change_asked.connect(self.change_item)
        detail.remove_asked.connect(self.remove_items)
        detail.owner_set.connect(self._set_owner)
        detail.progress_set.connect(self._set_progress)
        detail.evidence_asked.connect(self.give_evidence)
        detail.evidence_opened.connect(self._open_evidence)
        detail.evidence_removed.connect(self._remove_evidence)
        detail.sign_asked.connect(partial(self._sign, Deed.SIGN))
        detail.leave_out_asked.connect(partial(self._sign, Deed.LEAVE_OUT))
        detail.withdraw_asked.connect(partial(self._sign, Deed.WITHDRAW))

    def _add_actions(self) -> None:
        offer, t = self.offer, self.t
        offer("item-find", t("Search the checklist"), self.search.setFocus, shortcut="Ctrl+F", anywhere=True)
        offer("item-add", t("Add an item…"), self.add_item, shortcut="Ctrl+Shift+N", writes=True, anywhere=True)
        offer(
            "items-template", t("Make the checklist from a template…"), self.from_template, writes=True, anywhere=True
        )
        offer("item-change", t("Change…"), self.change_item, shortcut="F2", writes=True)
        offer("item-evidence", t("Give evidence…"), self.give_evidence, shortcut="Ctrl+Shift+E", writes=True)
        offer("item-sign", t("Sign…"), lambda: self._sign(Deed.SIGN), shortcut="Ctrl+Shift+S", writes=True)
        offer("item-remove", t("Remove this item"), self.remove_items, shortcut="Ctrl+Del", writes=True)
        self.offer_menu(self.more.button)

    # --- what the frame asks

    def title(self) -> str:
        return self.t("Transition")

    def tools(self) -> list[QWidget]:
        return [self.search, self.more.button, self.template, self.add]

    def panes(self) -> list[QWidget]:
        return [next(iter(self.phases.cards.values())), self.table, self.detail]

    def focus_first(self) -> None:
        (self.table if self._stack.currentIndex() == 0 else self.empty).setFocus()

    def show_what(self, what: object) -> None:
        """{"item": id}, {"items": ids}, {"filter": Filter} or {"phase": Phase}."""
        if not isinstance(what, dict):
            return
        if "items" in what:
            self.model.chosen_ids = frozenset(what["items"])
            what = {"filter": Filter.CHOSEN, **what}
        if "filter" in what or "phase" in what:
            self.chips.select(what.get("filter", Filter.ALL))
            self.phases.select(what.get("phase"))
            self.search.clear()
            self._narrow()
        if "item" in what:
            self.choose(str(what["item"]))

    # --- list

    def load(self) -> None:
        today = self.ui.today()

        def look(run: Run) -> tuple[Checklist, tuple[Subject, ...]]:
            return checklist(run, today), tuple(item for item in reads.subjects(run) if item.standing)

        self.session.read(look, self._show, owner=self)

    def _show(self, read: tuple[Checklist, tuple[Subject, ...]]) -> None:
        found, self._subjects = read
        self.model.fill(found, found.crew.by_id.get(self.session.actor_id or ""), self._chosen)
        self.phases.show_progress(found.phases())
        self._name_chips()
        self._stack.setCurrentIndex(0 if found.lines else 1)
        self.filled.emit()

    def _name_chips(self) -> None:
        t, count = self.t, self.model.count
        texts = {
            Filter.ALL: t("All {n}", n=t.number(count(Filter.ALL))),
            Filter.OPEN: t("Open {n}", n=t.number(count(Filter.OPEN))),
            Filter.MINE: t("Mine {n}", n=t.number(count(Filter.MINE))),
            Filter.OVERDUE: t("Overdue {n}", n=t.number(count(Filter.OVERDUE))),
            Filter.TO_SIGN: t("Waits for a sign-off {n}", n=t.number(count(Filter.TO_SIGN))),
            Filter.BLOCKERS: t("Blocking {n}", n=t.number(count(Filter.BLOCKERS))),
            Filter.CHOSEN: t("From the overview {n}", n=t.number(count(Filter.CHOSEN))),
        }
        for chosen, text in texts.items():
            seen = chosen in (Filter.ALL, Filter.OPEN, Filter.MINE) or (
                count(chosen) > 0 and chosen is not Filter.CHOSEN
            )
            self.chips.set_text(chosen, text, visible=seen)

    def _phase(self) -> Phase | None:
        return next((phase for phase, card in self.phases.cards.items() if card.isChecked()), None)

    def _filter(self) -> Filter:
        return next(chosen for chosen in FILTERS if self.chips.button(chosen).isChecked())

    def _narrow(self) -> None:
        self._name_chips()  # a filter that was there on demand goes again
        self.model.narrow(phase=self._phase(), chosen=self._filter(), words=self.search.text())

    def _restore_row(self) -> None:
        """After filtering and sorting: the same item stays chosen, else the first one is."""
        row = self.model.number_of(self._chosen)
        if row is None:
            row = 0 if self.model.rowCount() else None
        if row is None:
            self.detail.blank()
            return
        index = self.model.index(row, 0)
        self.table.setCurrentIndex(index)  # which shows it, unless it is there already
        self.table.scrollTo(index)

    def _row_chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid() and self.model.found is not None:
            line = self.model.row(current.row())
            self._chosen = line.item.id
            self.ui.keep_layout(f"item:{self.session.workspace_id}", line.item.id)
            self.detail.show_line(line, self.model.found)

    def choose(self, item_id: str) -> None:
        """Show an item, widening the list if the filter hides it."""
        self._chosen = item_id
        if self.model.number_of(item_id) is None:
            self.chips.select(Filter.ALL)
            self.phases.select(None)
            self.search.clear()
            self._narrow()
        else:
            self._restore_row()

    # --- what is done to an item

    def _line(self) -> ItemLine | None:
        return self.detail.line

    def add_item(self) -> None:
        self._form(None)

    def change_item(self) -> None:
        if self._line() is not None:
            self._form(self._line())

    def _form(self, line: ItemLine | None) -> None:
        from ctohandover.ui.transition.item import ItemDialog

        found = self.model.found
        if found is not None and not self.session.read_only:
            ItemDialog(self.ui, self.session, line, found, self._subjects, self).open()

    def from_template(self) -> None:
        from ctohandover.ui.transition.make import MakeDialog

        found = self.model.found
        if found is not None and not self.session.read_only:
            there = [line.item.code for line in found.lines if line.item.code]
            MakeDialog(self.ui, self.session, found.workspace.language, there, self).open()

    def remove_items(self) -> None:
        rows = [self.model.row(index.row()) for index in self.table.selectionModel().selectedRows()]
        lines = rows or ([line] if (line := self._line()) is not None else [])
        chosen = {line.item.id: line.item.title for line in lines}
        if chosen:
            self.session.write(lambda services: services.transition.remove(chosen))

    def _set_owner(self, person_id: str | None) -> None:
        line = self._line()
        if line is not None and person_id != line.item.owner_id:
            item = line.item
            self.session.write(
                lambda services: services.transition.change(item, owner_id=person_id), failed=self._put_back
            )  # fmt: skip

    def _set_progress(self, progress: Progress) -> None:
        line = self._line()
        if line is not None:
            item = line.item
            self.session.write(lambda services: services.transition.set_progress(item, progress), failed=self._put_back)

    def _put_back(self, error: object) -> None:
        """What was refused is shown as it still is."""
        self.ui.fail(error)  # type: ignore[arg-type]
        if self.detail.line is not None and self.model.found is not None:
            self.detail.show_line(self.detail.line, self.model.found)

    def give_evidence(self) -> None:
        from ctohandover.ui.transition.evidence import EvidenceDialog

        line, found = self._line(), self.model.found
        if line is not None and found is not None and not self.session.read_only and line.signed is None:
            EvidenceDialog(self.ui, self.session, line, found, self).open()

    def _remove_evidence(self, evidence_id: str) -> None:
        self.session.write(lambda services: services.signing.remove_evidence(evidence_id))

    def _sign(self, deed: Deed) -> None:
        line, found = self._line(), self.model.found
        if line is not None and found is not None and not self.session.read_only:
            SignDialog(self.ui, self.session, line, found, deed, self).open()

    def _open_evidence(self, entry: Evidence) -> None:
        """A link in the browser, a session in its form; a kept file is saved where the user says, never run."""
        if entry.kind is EvidenceKind.SESSION and self.model.found is not None:
            from ctohandover.ui.sessions.opening import open_session

            held = next((item for item in self.model.found.sessions if item.id == entry.session_id), None)
            if held is not None:
                open_session(self.ui, self.session, self, held)
        elif entry.attachment_id:
            self._save_file(entry.attachment_id)
        elif entry.text.startswith(("http://", "https://")):
            open_address(self.ui, entry.text.split()[0])

    def _save_file(self, attachment_id: str) -> None:
        assert self.model.found is not None
        name, _ = self.model.found.files.get(attachment_id, ("", 0))
        start = str(known.folder(self.ui.settings, self.ui.paths) / Path(name).name)
        target, _ = QFileDialog.getSaveFileName(self, self.t("Save the file"), start)
        if not target:
            return

        def save(run: Run) -> None:
            from ctohandover.files import write_whole

            write_whole(Path(target), transition_reads.attachment(run, attachment_id)[1])

        said = self.t("Saved at {path}", path=target)
        self.session.read(save, lambda _: self.ui.say(said), self.ui.fail, self)

    def _open_subject(self, subject_id: str) -> None:
        from ctohandover.domain.subjects import Kind

        subject = next((item for item in self._subjects if item.id == subject_id), None)
        if subject is None or subject.kind is Kind.DECISION:
            self.ui.go("decisions", {"decision": subject_id})
        else:
            self.ui.go("skills", {"kind": subject.kind, "subject": subject_id})
