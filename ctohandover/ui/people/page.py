"""People: who is in this handover, inside or outside, and from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ctohandover import words
from ctohandover.domain.people import Person, alphabetical
from ctohandover.storage import reads
from ctohandover.ui.page import Page
from ctohandover.ui.people.detail import PersonDetail
from ctohandover.ui.people.form import PersonDialog
from ctohandover.ui.widgets.basics import Entry, button, more_button
from ctohandover.ui.widgets.empty import Empty
from ctohandover.ui.widgets.panes import ListPane, Split
from ctohandover.ui.widgets.table import RowDelegate, Table
from ctohandover.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.errors import AppError
    from ctohandover.services.correspondence import Correspondence
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
TONE = Qt.ItemDataRole.UserRole


class PeopleModel(QAbstractTableModel):
    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._t = t = ui.t
        self._today = ui.today
        self._rows: list[Person] = []
        self._heads = (t("Name"), t("Role"), t("Where"), t("From"), t("To"), t("Days a month"), t("Note"))
        self._keys: tuple[Callable[[Person], Any], ...] = (
            lambda person: alphabetical(person.name),
            lambda person: person.role,
            lambda person: (person.internal, person.on_site),
            lambda person: str(person.active_from or ""),
            lambda person: str(person.active_to or "9999"),
            lambda person: person.days_a_month or 0.0,
            lambda person: alphabetical(person.note),
        )
        self._order = (0, Qt.SortOrder.AscendingOrder)

    def fill(self, people: list[Person]) -> None:
        self.beginResetModel()
        column, order = self._order
        self._rows = sorted(people, key=self._keys[column], reverse=order is Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order)
        self.fill(self._rows)

    def person(self, row: int) -> Person:
        return self._rows[row]

    def everybody(self) -> tuple[Person, ...]:
        return tuple(self._rows)

    def row_of(self, person_id: str) -> int | None:
        return next((n for n, person in enumerate(self._rows) if person.id == person_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        person = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(person, index.column())
        if role == TONE and index.column() == 2:
            if person.has_left(self._today()):
                return "plain"
            return "good" if person.internal else "care"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._t("{what}: {why}", what=self._heads[index.column()], why=self._text(person, index.column()))
        return None

    def _text(self, person: Person, column: int) -> str:
        t = self._t
        match column:
            case 0:
                return person.name
            case 1:
                return sentence(t(words.ROLE[person.role]))
            case 2:
                if person.has_left(self._today()):
                    return t("left")
                if not person.internal:
                    return t("external")
                return t("inside, on site") if person.on_site else t("inside")
            case 3:
                return t.date(person.active_from) if person.active_from else ""
            case 4:
                return t.date(person.active_to) if person.active_to else ""
            case 5:
                return "" if person.days_a_month is None else t.number(person.days_a_month)
        return person.note


class PeoplePage(Page):
    kinds: ClassVar[frozenset[str]] = frozenset({"person", "sheet", "answer", "question", "question_answer"})

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__(ui, session)
        t = ui.t
        self._wanted = ""
        self.add = button(t("Add a person…"), self.add_person, name="primary")
        self.edit = button(t("Change…"), self.change_person)
        self.ask = button(t("Ask…"), self.ask_person)
        self.more = more_button(
            t,
            Entry("reply-take", t("Take a reply in…"), self.take_reply, not session.read_only),
            Entry(
                "people-import",
                t("Import people from a spreadsheet…"),
                self.import_people,
                not session.read_only,
                "Ctrl+I",
            ),
            Entry(
                "",
                t("Fill from a repository or a folder…"),
                lambda: ui.actions["fill"].trigger(),
                not session.read_only,
            ),
            Entry("people-export", t("Export the people…"), self.export_people),
            Entry("", t("Remove"), self.remove_person, not session.read_only),
        )
        self.only_to_write(self.add)
        self.model = PeopleModel(ui)
        self.table = Table(t("People"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(ui.theme, tone_role=TONE, chips=(0, 2), wide=-1))
        self.table.stretch(6, {0: 22, 1: 16, 2: 18, 3: 16, 4: 16, 5: 15}, least=14, spare=(5, 3, 6))
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 16)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.keep_sort(ui, "people")
        self.table.keep_widths(ui, "people")
        self.table.doubleClicked.connect(lambda _: self.change_person())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._chosen_changed())
        first = button(t("Add the first person…"), self.add_person, name="primary")
        importing = button(t("Import people from a spreadsheet…"), self.import_people)
        self.only_to_write(first, importing)
        self.empty = Empty(
            t("Nobody here yet"),
            t(
                "Add the outgoing CTO, the relay on site, the founder and the team: whoever may come to know why things"
                " are as they are."
            ),
            first,
            importing,
        )
        self.detail = PersonDetail(ui, read_only=session.read_only)
        self.detail.ask_asked.connect(self.ask_person)
        self.detail.change_asked.connect(self.change_person)
        self.detail.reply_asked.connect(self.take_reply)
        self.detail.skills_asked.connect(self._open_skills)
        self.detail.file_asked.connect(self.open_file)
        self.detail.out_asked.connect(self.take_out)
        self._lay_out()
        self._enable()
        ui.after_paint(self._add_actions)

    def _add_actions(self) -> None:
        offer, t = self.offer, self.t
        offer("person-add", t("Add a person…"), self.add_person, shortcut="Ctrl+Shift+P", writes=True, anywhere=True)
        offer("person-edit", t("Change…"), self.change_person, shortcut="F2", writes=True)
        offer("person-ask", t("Ask…"), self.ask_person, shortcut="Ctrl+Shift+A", writes=True)
        offer("person-file", t("All that is said of them…"), self.open_file)
        offer("person-remove", t("Remove"), self.remove_person, shortcut="Ctrl+Del", writes=True)
        self.offer_menu(self.more)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(
            Split(self.ui, "people", ListPane(body=self.table), self.detail, (760, 340), stretch=(1, 0))
        )
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def title(self) -> str:
        return self.t("People")

    def tools(self) -> list[QWidget]:
        return [self.more, self.edit, self.ask, self.add]

    def panes(self) -> list[QWidget]:
        return [self.table, self.detail]

    def focus_first(self) -> None:
        (self.table if self._stack.currentIndex() == 0 else self.empty).setFocus()

    def load(self) -> None:
        self.session.read(reads.people, self._show, owner=self)

    def _show(self, people: list[Person]) -> None:
        chosen = self._chosen()
        self.model.fill(people)
        self._stack.setCurrentIndex(0 if people else 1)
        wanted = self._wanted or (chosen.id if chosen else "")
        self._wanted = ""
        row = self.model.row_of(wanted) if wanted else None
        if people:
            self.table.selectRow(row or 0)
        self._chosen_changed()
        self.filled.emit()

    def _chosen(self) -> Person | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.person(rows[0].row()) if rows else None

    def _chosen_changed(self) -> None:
        self._enable()
        person = self._chosen()
        if person is None:
            self.detail.blank()
            return

        def look(run: Run) -> Correspondence:
            from ctohandover.services.correspondence import correspondence

            return correspondence(run, person.id)

        def show(found: Correspondence) -> None:
            now = self._chosen()
            if now is not None and now.id == person.id:
                self.detail.show_person(now, found)

        self.session.read(look, show, owner=self)

    def _open_skills(self) -> None:
        person = self._chosen()
        if person is not None:
            self.ui.go("skills", {"person": person.id})

    def _enable(self) -> None:
        chosen = self._chosen() is not None
        self.edit.setEnabled(chosen)
        self.ask.setEnabled(chosen)
        self.only_to_write(self.edit, self.ask)

    def add_person(self) -> None:
        def save(person: Person, done: Callable[[], None], failed: Callable[[AppError], None]) -> None:
            self.session.write(lambda services: services.people.add(person), lambda _: done(), failed, self)

        PersonDialog(self.ui, None, save, self).open()

    def change_person(self) -> None:
        before = self._chosen()
        if before is None:
            return

        def save(after: Person, done: Callable[[], None], failed: Callable[[AppError], None]) -> None:
            fields = {
                name: getattr(after, name)
                for name in Person.__dataclass_fields__
                if getattr(after, name) != getattr(before, name)
            }
            self.session.write(
                lambda services: services.people.change(before, **fields), lambda _: done(), failed, self
            )

        PersonDialog(self.ui, before, save, self).open()

    def show_what(self, what: object) -> None:
        """{"person": id} or {"reply": path}."""
        if isinstance(what, dict) and "person" in what:
            self._wanted = str(what["person"])
            row = self.model.row_of(self._wanted)
            if row is not None:
                self.table.selectRow(row)
        if isinstance(what, dict) and "reply" in what:
            from ctohandover.ui.asking.reply import open_reply

            if self.session.read_only:
                self.ui.say(self.t("This file is read-only."))
            else:
                open_reply(self.ui, self.session, what["reply"], self)

    def ask_person(self) -> None:
        from ctohandover.ui.asking.dialog import ask_person

        chosen = self._chosen()
        if chosen is not None and not self.session.read_only:
            ask_person(self.ui, self.session, chosen.id, self)

    def take_reply(self) -> None:
        from ctohandover.ui.asking.reply import choose_reply

        if not self.session.read_only:
            choose_reply(self.ui, self.session, self)

    def import_people(self) -> None:
        from ctohandover.formats.tables import What
        from ctohandover.ui.tables.opening import import_table

        import_table(self.ui, self.session, self, first=What.PEOPLE)

    def export_people(self) -> None:
        from ctohandover.formats.tables import What
        from ctohandover.ui.tables.opening import export_table

        export_table(self.ui, self.session, self, What.PEOPLE)

    def open_file(self) -> None:
        from ctohandover.ui.people.file import PersonFileDialog

        person = self._chosen()
        if person is not None:
            PersonFileDialog(self.ui, self.session, person.id, self).open()

    def take_out(self, whole: bool) -> None:
        from ctohandover.ui.people.taking_out import TakingOutDialog

        person = self._chosen()
        if person is None or self.session.read_only:
            return
        names = {one.name for one in self.model.everybody()}
        words = (self.t("Former member {n}", n=number) for number in range(1, len(names) + 2))
        word = next(one for one in words if one not in names)
        TakingOutDialog(self.ui, self.session, person, word, self, whole=whole).open()

    def remove_person(self) -> None:
        person = self._chosen()
        if person is not None:
            self.session.write(lambda services: services.people.remove(person))
