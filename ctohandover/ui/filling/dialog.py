"""Fill from a repository: read with progress, shown as proposals with their sources, then taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHeaderView,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ctohandover import filling_words, words
from ctohandover.domain.people import EXTERNAL_BY_DEFAULT, Role
from ctohandover.domain.subjects import Kind
from ctohandover.messages import error as error_text
from ctohandover.services.filling import Filled, Filling, Group, Looked
from ctohandover.ui.filling.model import Column, FillingModel
from ctohandover.ui.jobs import Progress
from ctohandover.ui.widgets.basics import ElidedLabel, button, dialog_buttons, label, named, roomy, row
from ctohandover.ui.widgets.chips import Chips
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.rows import TONE
from ctohandover.ui.widgets.table import RowDelegate, Table
from ctohandover.words import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.errors import AppError
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

SHOW_PROGRESS_AFTER = 600
INSIDE, OUTSIDE = 0, 1


class FillingDialog(QDialog):
    """Nothing is stored before "Take", and cancel leaves everything as it was."""

    def __init__(self, ui: Ui, session: Session, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui, self._session, self._folder = ui, session, folder
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Fill from “{folder}”", folder=folder.name))
        self.model: FillingModel | None = None
        self.found: Filling | None = None
        self._progress = Progress()
        self._progress.moved.connect(self._moved)
        self._problem = label(name="bad", wrap=True)
        self._problem.hide()
        buttons, take = dialog_buttons(self, t("Cancel"), t("Take"))
        assert take is not None
        self.take = take
        self.take.setEnabled(False)
        buttons.accepted.connect(self._take)
        self._buttons = buttons
        self._stack = QStackedWidget()
        self._pages = (self._reading(), self._proposals())
        for page in self._pages:
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        roomy(self, 980, 640)
        self._look()

    # --- what it is made of

    def _reading(self) -> QWidget:
        page = QWidget()
        inner = QVBoxLayout(page)
        self._told = label(self._ui.t("Reading {folder}…", folder=self._folder), wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self._ui.t("Progress"))
        self._bar.hide()
        self._late = QTimer(self, singleShot=True, interval=SHOW_PROGRESS_AFTER)
        self._late.timeout.connect(self._bar.show)
        self._late.start()
        inner.addStretch(1)
        inner.addWidget(self._told)
        inner.addWidget(self._bar)
        inner.addStretch(2)
        return page

    def _proposals(self) -> QWidget:
        t, page = self._ui.t, QWidget()
        self.chips = Chips(t("Groups"))
        self.chips.add("", t("All"))
        for group in Group:
            self.chips.add(group, "")
        self.chips.select("")
        self.chips.chosen.connect(self._narrow)
        self.all = button(t("Tick all"), lambda: self._tick(on=True), name="link")
        self.none = button(t("Tick none"), lambda: self._tick(on=False), name="link")
        self.table = Table(t("Proposals"))
        self.table.setSortingEnabled(False)
        plain = RowDelegate(self._ui.theme, tone_role=TONE, chips=(Column.REMARK.value,))
        for column in set(Column) - {Column.NAME}:  # names are ticked and typed over
            self.table.setItemDelegateForColumn(column.value, plain)
        self._plain = plain
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.role, self.where = Choice(), Choice()
        for role in Role:
            self.role.addItem(sentence(t(words.ROLE[role])), role)
        self.where.addItems([sentence(t("inside")), sentence(t("external"))])
        named(self.role, t("Role"))
        named(self.where, t("Where"))
        self.role.activated.connect(lambda _: self._set_role(by_role=True))
        self.where.activated.connect(lambda _: self._set_role(by_role=False))
        self._who = ElidedLabel()
        self._person = row(self._who, self.role, self.where)
        stays = self._person.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # what stands beside it does not move
        self._person.setSizePolicy(stays)
        self.decisions = QCheckBox()
        self.decisions.setChecked(True)
        self.decisions.toggled.connect(lambda _: self._name_take())
        told = label(
            t(
                "Names can be typed over. Levels are not proposed: who wrote a file may not be able to run it alone."
                " Of environment files only the names of settings were read, never a value."
            ),
            name="muted",
            wrap=True,
        )
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(told)
        inner.addWidget(self.chips)
        inner.addWidget(self.table, 1)
        inner.addWidget(row(self.all, self.none, self._person))
        inner.addWidget(self.decisions, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    # --- reading

    def _look(self) -> None:
        folder, step = self._folder, self._progress.step

        def read() -> Looked:
            from ctohandover.services.filling import look

            return look(folder, step)

        self._ui.jobs.run(read, self._looked, self._failed, self, cancelled=lambda: None)

    def _looked(self, looked: Looked) -> None:
        today = self._ui.today()

        def hold(run: Run) -> Filling:
            from ctohandover.services.filling import proposals

            return proposals(run, looked, today)

        self._session.read(hold, self._show, self._failed, self)

    def _moved(self, done: int, _: int) -> None:
        self._told.setText(self._ui.t("Reading {folder}… {n}", folder=self._folder, n=self._ui.t.number(done)))

    def _failed(self, error: AppError) -> None:
        self._late.stop()
        self._bar.hide()
        self._problem.setText(error_text(error, self._ui.t))
        self._problem.show()

    def reject(self) -> None:
        self._progress.cancel()
        super().reject()

    # --- what is proposed

    def _show(self, found: Filling) -> None:
        t = self._ui.t
        self._late.stop()
        self.found = found
        self.model = FillingModel(found, t)
        self.model.dataChanged.connect(self._name_take)
        self.table.setModel(self.model)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(Column.SOURCE.value, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.chips.set_text("", f"{t('All')} {t.number(len(found.proposals))}")
        for group in Group:
            count = self.model.count(group)
            self.chips.set_text(group, f"{t(filling_words.GROUP[group])} {t.number(count)}", visible=count > 0)
        new = self._new_decisions()
        self.decisions.setVisible(new > 0)
        self.decisions.setText(
            t.plural("Import the {n} decision that is written there", "Import the {n} decisions that are written there",
                     new)
        )  # fmt: skip
        if found.trouble is not None:
            self._problem.setText(error_text(found.trouble, t))
            self._problem.show()
        elif not found.proposals and not new:
            self._problem.setText(t("Nothing was found that could be proposed. Choose the folder of a repository."))
            self._problem.show()
        self._person.hide()
        self._stack.setCurrentIndex(1)
        if found.proposals:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._name_take()
        self.table.setFocus()

    def _new_decisions(self) -> int:
        from ctohandover.services.exchange import State

        return len(self.found.decisions.of(State.NEW)) if self.found else 0

    def _narrow(self, group: object) -> None:
        if self.model is not None:
            self.model.narrow(group if isinstance(group, Group) else None)
            if self.model.rowCount():
                self.table.setCurrentIndex(self.model.index(0, 0))

    def _tick(self, *, on: bool) -> None:
        if self.model is not None:
            self.model.tick_all(on)

    def _row_chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        """People have a role and a place, to be said below the list."""
        if self.model is None or not current.isValid():
            return
        one = self.model.row(current.row())
        self._person.setVisible(one.group is Group.PEOPLE and not one.here)
        role, internal = self.model.role(one.key)
        self._who.set_whole(self.model.names[one.key])
        self.role.setCurrentIndex(list(Role).index(role))
        self.where.setCurrentIndex(INSIDE if internal else OUTSIDE)

    def _set_role(self, *, by_role: bool) -> None:
        index = self.table.currentIndex()
        if self.model is None or not index.isValid():
            return
        role = Role(self.role.currentData())
        if by_role:
            self.where.setCurrentIndex(OUTSIDE if role in EXTERNAL_BY_DEFAULT else INSIDE)
        self.model.set_role(self.model.row(index.row()).key, role, internal=self.where.currentIndex() == INSIDE)

    def _name_take(self) -> None:
        t, n = self._ui.t, len(self.model.chosen()) if self.model else 0
        decisions = self._new_decisions() if self.decisions.isChecked() else 0
        parts = [
            t.plural("{n} row", "{n} rows", n) if n else "",
            t.plural("{n} decision", "{n} decisions", decisions) if decisions else "",
        ]
        told = t.join([part for part in parts if part])
        self.take.setText(t("Take {what}", what=told) if told else t("Take"))
        self.take.setEnabled(bool(told))

    # --- taking

    def _take(self) -> None:
        if self.model is None or self.found is None or not self.take.isEnabled():
            return
        chosen, folder, today = self.model.chosen(), self._folder.name, self._ui.today()
        plan = self.found.decisions if self.decisions.isChecked() and self._new_decisions() else None
        self.take.setEnabled(False)
        self._session.write(
            lambda services: services.filling.take(chosen, folder, today, plan), self._taken, self._refuse, self
        )

    def _taken(self, filled: Filled) -> None:
        """What follows is what no repository knows: who can do what alone."""
        t = self._ui.t
        parts = [
            t.plural("{n} person", "{n} people", filled.people) if filled.people else "",
            t.plural("{n} system", "{n} systems", filled.systems) if filled.systems else "",
            t.plural("{n} access", "{n} accesses", filled.accesses) if filled.accesses else "",
            t.plural("{n} decision", "{n} decisions", filled.decisions) if filled.decisions else "",
        ]
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.addWidget(label(t("Taken: {what}.", what=t.join([part for part in parts if part])), bold=True, size=1.2))
        inner.addWidget(
            label(
                t(
                    "What no repository knows is who can do what alone. Say it next: the list of what only the outsider"
                    " holds follows from it."
                ),
                wrap=True,
            )
        )
        self.next_systems = button(t("Who runs which system…"), lambda: self._go("skills", {"kind": Kind.SYSTEM}))
        self.next_decisions = button(t("Who can explain which decision…"), lambda: self._go("decisions", None))
        self.next_accesses = button(t("Who administers which access…"), lambda: self._go("access", None))
        inner.addWidget(row(self.next_systems, self.next_decisions, self.next_accesses, None))
        inner.addStretch(1)
        for done in self._pages:  # nothing goes back to the proposals, and the dialog needs no room for them
            self._stack.removeWidget(done)
            done.hide()
            done.deleteLater()
        self._stack.addWidget(page)
        self._buttons.hide()
        close = button(t("Close"), self.accept, name="primary")
        layout = self.layout()
        assert layout is not None
        layout.addWidget(row(None, close))
        self.resize(self.sizeHint().expandedTo(QSize(620, 200)))
        self.next_systems.setFocus()

    def _go(self, page: str, what: object) -> None:
        self.accept()
        self._ui.go(page, what)

    def _refuse(self, error: AppError) -> None:
        self._name_take()
        self._problem.setText(error_text(error, self._ui.t))
        self._problem.show()


def fill_from(ui: Ui, session: Session, parent: QWidget, folder: Path | None = None) -> None:
    """Ask for a folder if none is given, then read it."""
    if session.read_only:
        ui.say(ui.t("This file is read-only."))
        return
    if folder is None:
        from pathlib import Path as AnyPath

        from PySide6.QtWidgets import QFileDialog

        from ctohandover.ui import known

        start = str(known.folder(ui.settings, ui.paths))
        name = QFileDialog.getExistingDirectory(parent, ui.t("A repository, or a folder of one"), start)
        if not name:
            return
        folder = AnyPath(name)
    FillingDialog(ui, session, folder, parent).open()
