"""A table taken in: chosen or pasted, looked at row by row, then taken as one undo step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ctohandover import table_words
from ctohandover.formats.tables import What
from ctohandover.i18n import N_
from ctohandover.messages import error as error_text
from ctohandover.ui import known
from ctohandover.ui.tables.model import EFFECT, FATES, ITEM, PERSON, REMARK, TONE, PlanModel
from ctohandover.ui.tables.options import Options
from ctohandover.ui.widgets.basics import ElidedLabel, button, dialog_buttons, label, named, roomy, row
from ctohandover.ui.widgets.chips import Chips
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.table import RowDelegate, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.errors import AppError
    from ctohandover.formats.tables import Sheet
    from ctohandover.services.tables.model import Plan
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


_BEGINNING: Final = N_("A CSV or XLSX file, the export of a password manager, or what you copied in a spreadsheet")


class TableImportDialog(QDialog):
    """`first` is what the table is expected to hold; what it holds is seen from its headings, and can be set right.
    Nothing is stored before "Take"."""

    def __init__(self, ui: Ui, session: Session, first: What | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui, self._session, self._first = ui, session, first
        self._sheets: list[Sheet] = []
        self._what: What | None = None
        self._name = ""
        self._path: Path | None = None
        self._asked = 0
        self._question: object = None
        self.plan: Plan | None = None
        self.model: PlanModel | None = None
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Import a table"))
        self.file = ElidedLabel()
        self.sheet, self.what = Choice(), Choice()
        named(self.sheet, t("Sheet"))
        named(self.what, t("What the table holds"))
        for what, text in table_words.WHAT.items():
            self.what.addItem(t(text), what)
        self.sheet.activated.connect(lambda _: self._choose_sheet())
        self.what.activated.connect(lambda _: self._set_what(What(self.what.currentData())))
        self.choose = button(t("Choose a file…"), self.choose_file, name="primary")
        self.paste = button(t("Paste from the clipboard"), self.paste_text)
        self.options = Options(ui)
        self.options.changed.connect(self._look)
        self.bad = label(name="bad", wrap=True)
        self.left_behind = label(name="care", wrap=True)
        self.delete = QCheckBox()
        self.take_good = QCheckBox(t("Take the good rows anyway"))
        self.take_good.toggled.connect(lambda _: self._look())
        self.chips = Chips(t("Filters"))
        self.chips.add("", "")
        for fate in FATES:
            self.chips.add(fate, "")
        self.chips.chosen.connect(self._narrow)
        self.table = Table(t("Rows of the table"))
        self.table.setSortingEnabled(False)
        self._problem = label(name="bad", wrap=True)
        self._problem.hide()
        buttons, take = dialog_buttons(self, t("Cancel"), t("Take"))
        assert take is not None
        self.take = take
        self.take.setEnabled(False)
        buttons.accepted.connect(self._take)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._beginning())
        self._stack.addWidget(self._preview())
        layout = QVBoxLayout(self)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        roomy(self, 960, 640)

    def _beginning(self) -> QWidget:
        t, page = self._ui.t, QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(24, 0, 24, 0)
        inner.setSpacing(12)
        self._told = label(t(_BEGINNING), bold=True, size=1.15)
        inner.addStretch(2)
        inner.addWidget(self._told)
        for text in (
            t(
                "Levels: a matrix with people on one side and skills on the other, or one line for each person, skill"
                " and level. Levels are 0 to 4, or their words; an empty cell says nothing."
            ),
            t("People: name, role, inside or external, first and last day, days a month."),
            t(
                "Accesses: a table, or an export of a password manager (Bitwarden, 1Password, KeePass, a browser)."
                " Passwords are left behind while it is read."
            ),
            t("The checklist: code, title, phase, due day, who does it, how far it is. A file never signs an item."),
            t("You see first what each row would do. Taking it is one step, which can be undone."),
        ):
            inner.addWidget(label(text, name="muted", wrap=True))
        inner.addWidget(row(self.choose, self.paste, None))
        inner.addStretch(3)
        return page

    def _preview(self) -> QWidget:
        t, page = self._ui.t, QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        self._sheet_name = _buddy(t("Sheet:"), self.sheet)
        self.other = button(t("Another table…"), self._begin_again, name="link")
        holds = _buddy(t("It holds:"), self.what)
        inner.addWidget(row(self.file, self._sheet_name, self.sheet, holds, self.what, 8, self.other))
        inner.addWidget(self.options)
        inner.addWidget(self.left_behind)
        inner.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.bad)
        inner.addWidget(self.take_good, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.chips)
        inner.addWidget(self.table, 1)
        return page

    # --- where the table comes from

    def choose_file(self) -> None:
        t = self._ui.t
        start = str(known.folder(self._ui.settings, self._ui.paths))
        kinds = t("Tables ({pattern})", pattern="*.csv *.xlsx *.tsv *.txt *.json *.xml *.1pux")
        name, _ = QFileDialog.getOpenFileName(self, t("Import a table"), start, kinds)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file and show what it would bring."""

        def load() -> list[Sheet]:
            from ctohandover.services.tables.loading import load_table

            return load_table(path)

        self._path = path
        self._load(path.name, load)

    def paste_text(self) -> None:
        text, name = QGuiApplication.clipboard().text(), self._ui.t("the clipboard")

        def load() -> list[Sheet]:
            from ctohandover.services.tables.loading import load_pasted

            return load_pasted(text, name)

        self._path = None

        self._load(name, load)

    def _load(self, name: str, load: Callable[[], list[Sheet]]) -> None:
        self._problem.hide()
        self._told.setText(self._ui.t("Reading the table…"))
        self._ui.jobs.run(load, lambda sheets: self._loaded(name, sheets), self._refuse, self)

    def _loaded(self, name: str, sheets: list[Sheet]) -> None:
        self._name, self._sheets, self._what, self._question = name, sheets, None, None
        self.file.set_whole(name)
        self.sheet.clear()
        self.sheet.addItems([sheet.title for sheet in sheets])
        for widget in (self._sheet_name, self.sheet):
            widget.setVisible(len(sheets) > 1)
        self.take_good.setChecked(False)
        self._say_left_behind(sheets[0].manager)
        self._look()

    def _say_left_behind(self, manager: str) -> None:
        """What a password manager's export holds must not lie about: the user is told, and helped, to delete it."""
        t, here = self._ui.t, self._path is not None
        self.left_behind.setVisible(bool(manager))
        self.delete.setVisible(bool(manager) and here)
        self.delete.setChecked(False)
        self.left_behind.setText(
            t("An export of {manager}: passwords, one-time codes and notes were left behind while it was read. The file"
              " itself still holds them in clear.", manager=manager)
        )  # fmt: skip
        self.delete.setText(t("Delete {name} for good once the accesses are taken", name=self._name))

    def _begin_again(self) -> None:
        self._told.setText(self._ui.t(_BEGINNING))
        self._problem.hide()
        self.take.setEnabled(False)
        self._stack.setCurrentIndex(0)
        self.choose.setFocus()

    def _choose_sheet(self) -> None:
        self._what = None
        self._look()

    def _set_what(self, what: What) -> None:
        self._what = what
        self._look()

    # --- what it would bring

    def _look(self) -> None:
        """Work the preview out; only the answer to the last question is shown."""
        if not self._sheets:
            return
        choices = self.options.choices(self._name, self._session.actor_id, take_good=self.take_good.isChecked())
        question = (self.sheet.currentIndex(), self._what, choices)
        if question == self._question:
            return  # leaving the field of the day, by the click on "Take" too, changes nothing by itself
        self._question = question
        self._asked += 1
        asked, first, what, today = self._asked, self._first, self._what, self._ui.today()
        sheet = self._sheets[max(0, self.sheet.currentIndex())]
        self.take.setEnabled(False)

        def work_out(run: Run) -> Plan:
            from ctohandover.formats.tables.guess import guess
            from ctohandover.services.tables.service import preview
            from ctohandover.storage import reads

            held = what
            if held is None:
                persons = tuple(person.name for person in reads.people(run))
                titles = tuple(subject.title for subject in reads.subjects(run))
                held = guess(sheet, first=first, persons=persons, subjects=titles)
            return preview(run, held, sheet, choices, today)

        self._session.read(work_out, lambda plan: self._show(plan, asked), self._refuse, self)

    def _show(self, plan: Plan, asked: int) -> None:
        if asked != self._asked:
            return
        self.plan, self._what = plan, plan.what
        self._question = (self.sheet.currentIndex(), plan.what, plan.choices)
        self.what.setCurrentIndex(self.what.findData(plan.what))
        self.options.show_plan(plan)
        self._show_rows(plan)
        t, bad = self._ui.t, plan.bad_rows
        told = t.plural(
            "{n} row cannot be taken as it is: mend it in the table, or take the good ones alone. Nothing is taken"
            " meanwhile.",
            "{n} rows cannot be taken as they are: mend them in the table, or take the good ones alone. Nothing is"
            " taken meanwhile.",
            bad,
        )
        passed_over = t.plural(
            "{n} row cannot be taken as it is and is passed over.",
            "{n} rows cannot be taken as they are and are passed over.",
            bad,
        )
        unread = bool(plan.problems) and len(plan.rows) == len(plan.problems) and not plan.problems[0].row
        if unread:
            told = table_words.problem(plan.problems[0], t)
        self.bad.setText(passed_over if self.take_good.isChecked() and not unread else told)
        self.bad.setVisible(bad > 0)
        self.take_good.setVisible(bad > 0 and plan.good > 0)
        self._name_take(plan)
        self._stack.setCurrentIndex(1)

    def _show_rows(self, plan: Plan) -> None:
        t, fate = self._ui.t, next((one for one in FATES if self.chips.button(one).isChecked()), "")
        self.model = PlanModel(plan, t)
        self.table.setModel(self.model)
        self.table.setItemDelegate(
            RowDelegate(self._ui.theme, tone_role=TONE, chips=(PERSON, ITEM, EFFECT), wide=REMARK)
        )
        self.table.stretch(REMARK, {0: 7, PERSON: 21, ITEM: 28, 3: 7, EFFECT: 15})
        for column in range(self.model.columnCount()):
            self.table.setColumnHidden(column, column in self.model.hidden())
        lines = 2 if plan.problems or any(row.told for row in plan.rows) else 1
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * lines + 10)
        if fate and not plan.count(fate):  # type: ignore[arg-type]
            fate = ""
        self.chips.select(fate)
        self.chips.set_text("", t("All {n}", n=t.number(len(plan.rows))))
        for one, (_, _, text) in FATES.items():
            self.chips.set_text(one, t(text, n=t.number(plan.count(one))), visible=plan.count(one) > 0)
        self.model.narrow(fate)

    def _narrow(self, fate: object) -> None:
        if self.model is not None:
            self.model.narrow(fate)

    def _name_take(self, plan: Plan) -> None:
        t, n = self._ui.t, plan.good
        match plan.what:
            case What.ASSESSMENTS:
                text = t.plural("Take {n} level", "Take {n} levels", n)
            case What.PEOPLE:
                text = t.plural("Take {n} person", "Take {n} people", n)
            case What.SKILLS:
                text = t.plural("Take {n} skill", "Take {n} skills", n)
            case What.CHECKLIST:
                text = t.plural("Take {n} item", "Take {n} items", n)
            case What.ACCESSES:
                text = t.plural("Take {n} access", "Take {n} accesses", n)
        self.take.setText(text if n else t("Take"))
        self.take.setEnabled(plan.taken > 0)

    def _take(self) -> None:
        plan, today = self.plan, self._ui.today()
        if plan is None or plan.taken == 0 or not self.take.isEnabled():
            return
        self.take.setEnabled(False)
        self._session.write(
            lambda services: services.tables.take(plan, today), lambda _: self._taken(), self._refuse, self
        )  # fmt: skip

    def _taken(self) -> None:
        path, t = self._path, self._ui.t
        if path is not None and self.delete.isChecked():
            from ctohandover.files import delete_file

            self._ui.jobs.run(
                lambda: delete_file(path), lambda _: self._ui.say(t("{path} was deleted.", path=path)), self._ui.fail
            )
        self.accept()

    def _refuse(self, error: AppError) -> None:
        self._question = None
        self._problem.setText(error_text(error, self._ui.t))
        self._problem.show()
        if self.plan is None:
            self._told.setText(self._ui.t(_BEGINNING))
        else:
            self._name_take(self.plan)


def _buddy(text: str, control: QWidget) -> QLabel:
    made = label(text, name="muted")
    made.setBuddy(control)
    return made
