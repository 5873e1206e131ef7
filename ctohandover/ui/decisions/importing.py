"""Import of a folder or of some of its files: read with progress, shown as a preview, taken as one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QProgressBar,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ctohandover import messages, words
from ctohandover.i18n import N_, Translator
from ctohandover.messages import error as error_text
from ctohandover.storage import reads
from ctohandover.ui.jobs import Progress
from ctohandover.ui.widgets.basics import ElidedLabel, button, label, plain_tip, roomy, row
from ctohandover.ui.widgets.chips import Chips
from ctohandover.ui.widgets.table import RowDelegate, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ctohandover.domain.decisions import Decision
    from ctohandover.errors import AppError
    from ctohandover.services.exchange import Candidate, ImportPlan, Place
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
TONE = Qt.ItemDataRole.UserRole
SHOW_PROGRESS_AFTER = 600

STATES: Mapping[str, tuple[str, str, str]] = {
    "new": (N_("new"), "good", N_("New {n}")),
    "changed": (N_("changed"), "accent", N_("Changed {n}")),
    "diverged": (N_("changed on both sides"), "care", N_("Changed on both sides {n}")),
    "unchanged": (N_("unchanged"), "plain", N_("Unchanged {n}")),
    "not_a_decision": (N_("not a decision"), "", N_("Not a decision {n}")),
}


class PlanModel(QAbstractTableModel):
    """The files of the folder; those that can be taken have a box to tick."""

    def __init__(self, plan: ImportPlan, t: Translator) -> None:
        super().__init__()
        self._t = t
        self._all = sorted(plan.candidates, key=lambda item: (list(STATES).index(item.state.value), item.file.path))
        self._rows: list[Candidate] = list(self._all)
        self.ticked = {item.file.path for item in self._all if item.state.value in ("new", "changed")}
        self._heads = (t("File"), t("Title"), t("Status"), t("Effect"))

    def narrow(self, state: str) -> None:
        self.beginResetModel()
        self._rows = [item for item in self._all if not state or item.state.value == state]
        self.endResetModel()

    def tick_all(self, *, on: bool) -> None:
        """Everything that is shown. What was changed on both sides is ticked one by one: it takes a text away."""
        shown = {item.file.path for item in self._rows if item.state.value in ("new", "changed") or not on}
        self.ticked = self.ticked | shown if on else self.ticked - shown
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def candidate(self, row: int) -> Candidate:
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def _can_take(self, item: Candidate) -> bool:
        return item.state.value in ("new", "changed", "diverged")

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and self._can_take(self._rows[index.row()]):
            return base | Qt.ItemFlag.ItemIsUserCheckable
        return base

    def data(self, index: Index, role: int = 0) -> Any:
        item = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(item, index.column())
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and self._can_take(item):
            return Qt.CheckState.Checked if item.file.path in self.ticked else Qt.CheckState.Unchecked
        if role == TONE and index.column() == 3:
            return STATES[item.state.value][1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(item, index.column()))
        return None

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:  # noqa: N802
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        path = self._rows[index.row()].file.path
        (self.ticked.add if Qt.CheckState(value) is Qt.CheckState.Checked else self.ticked.discard)(path)
        self.dataChanged.emit(index, index)
        return True

    def _text(self, item: Candidate, column: int) -> str:
        t, fields = self._t, item.file.reading.fields if item.file.reading else None
        if column == 0:
            return item.file.path
        if column == 1:
            if fields is None:
                return ""
            return fields.title if fields.number is None else f"{fields.number}. {fields.title}"
        if column == 2:
            return t(words.STATUS[fields.status]) if fields else ""
        word = t(STATES[item.state.value][0])
        return t("{what}: {why}", what=word, why=messages.reason(item.reason, t)) if item.reason else word


class PathDelegate(QStyledItemDelegate):
    """Files of one folder begin alike: the end of a path is what tells them apart."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class ImportDialog(QDialog):
    """One dialog for both steps. Nothing is stored before "Take"; cancel at any time leaves everything as it was."""

    def __init__(self, ui: Ui, session: Session, what: Path | list[Path], parent: QWidget) -> None:
        """`what` is a folder, or some files."""
        super().__init__(parent)
        self._ui, self._session = ui, session
        self._files = what if isinstance(what, list) else []
        self._folder = what[0].parent if isinstance(what, list) else what
        self.plan: ImportPlan | None = None
        self.model: PlanModel | None = None
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Import decisions") if self._files else t("Import decisions from a folder"))
        self._progress = Progress()
        self._progress.moved.connect(self._moved)
        self._where = ElidedLabel(str(self._folder), name="muted")
        self._told = label(t("Reading the folder…"), wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(t("Progress"))
        self.table = Table(t("Files of the folder"))
        self._paths = PathDelegate()
        self.chips = Chips(t("Filters"))
        self.chips.chosen.connect(self._narrow)
        self.all = button(t("Tick all"), lambda: self._tick(on=True), name="link")
        self.none = button(t("Tick none"), lambda: self._tick(on=False), name="link")
        self._both_sides = label(
            t(
                "Changed on both sides: a ticked one takes the folder's text (undo brings yours back), one that is not"
                " ticked keeps yours. Enter or a double-click compares the two."
            ),
            name="care",
            wrap=True,
        )
        self._both_sides.hide()
        self.table.activated.connect(self._compare_row)
        self._problem = label(name="bad", wrap=True)
        self._problem.hide()
        self._buttons = QDialogButtonBox()
        self.take = self._buttons.addButton(t("Take"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setObjectName("primary")
        self.take.setEnabled(False)
        self._buttons.addButton(t("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self.rejected.connect(self._progress.cancel)

    def _lay_out(self) -> None:
        reading = QWidget()
        first = QVBoxLayout(reading)
        first.addStretch(1)
        first.addWidget(self._told)
        first.addWidget(self._bar)
        first.addStretch(2)
        chosen = QWidget()
        second = QVBoxLayout(chosen)
        second.setContentsMargins(0, 0, 0, 0)
        second.addWidget(self.chips)
        second.addWidget(self.table, 1)
        second.addWidget(row(self.all, self.none, None))
        second.addWidget(self._both_sides)
        self._stack = QStackedWidget()
        self._stack.addWidget(reading)
        self._stack.addWidget(chosen)
        layout = QVBoxLayout(self)
        layout.addWidget(self._where)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._problem)
        layout.addWidget(self._buttons)
        roomy(self, 900, 560)

    def start(self) -> None:
        """Begin to read; the dialog shows itself when that takes a while, or when the preview is there."""
        files = self._files
        if files:
            from ctohandover.services import exchange

            self._session.read(lambda run: exchange.place_of(run, files), self._look, self._failed, self)
        else:
            self._look(None)
        QTimer.singleShot(SHOW_PROGRESS_AFTER, self, self._show_if_waiting)

    def _look(self, place: Place | None) -> None:
        folder, progress, below = self._folder, self._progress, True
        if place is not None:
            folder, below = place.folder, place.below
            self._where.set_whole(str(folder))

        def look() -> Any:
            from ctohandover.services import exchange

            return exchange.look(folder, progress.step, below=below)

        self._ui.jobs.run(look, lambda found: self._compare(place, found), self._failed, self)

    def _show_if_waiting(self) -> None:
        if self.plan is None and not self.isVisible() and not self.result():
            self.open()

    def _moved(self, done: int, total: int) -> None:
        t = self._ui.t
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if total:
            self._told.setText(t("{done} of {total}", done=t.number(done), total=t.number(total)))
        else:
            self._told.setText(t.plural("{n} file read", "{n} files read", done))

    def _compare(self, place: Place | None, found: Any) -> None:
        from ctohandover.services import exchange

        folder = self._folder

        def compare(run: Run) -> ImportPlan:
            return exchange.preview_of(run, place, found) if place else exchange.preview(run, folder, found)

        self._session.read(compare, self._show_plan, self._failed, self)

    def _show_plan(self, plan: ImportPlan) -> None:
        t = self._ui.t
        self.plan = plan
        self.model = PlanModel(plan, t)
        self.model.dataChanged.connect(lambda *_: self._count())
        self.table.setSortingEnabled(False)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(0, self._paths)
        self.table.setItemDelegateForColumn(3, RowDelegate(self._ui.theme, tone_role=TONE, chips=(3,)))
        self.table.stretch(1, {0: 42, 2: 12, 3: 26}, least=20)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 10)
        self.chips.add("", t("All {n}", n=t.number(len(plan.candidates))))
        for state, (_, _, text) in STATES.items():
            count = sum(1 for item in plan.candidates if item.state.value == state)
            self.chips.add(state, t(text, n=t.number(count)))
            self.chips.set_text(state, t(text, n=t.number(count)), visible=count > 0)
        self._both_sides.setVisible(any(item.state.value == "diverged" for item in plan.candidates))
        self.chips.select("")
        self._count()
        self._stack.setCurrentIndex(1)
        if not self.isVisible():
            self.open()
        self.table.setFocus()

    def _compare_row(self, index: Index) -> None:
        """The two texts of a changed file beside each other."""
        item = self.model.candidate(index.row()) if self.model is not None else None
        if item is None or not item.decision_id or item.file.data is None:
            return
        from ctohandover.formats.adr.edit import to_text
        from ctohandover.ui.decisions.compare import CompareDialog

        key, path, theirs = item.decision_id, item.file.path, to_text(item.file.data)

        def show(decision: Decision) -> None:
            CompareDialog(self._ui, path, to_text(decision.content), theirs, self).open()

        self._session.read(lambda run: reads.decision(run, key), show, owner=self)

    def _tick(self, *, on: bool) -> None:
        if self.model is not None:
            self.model.tick_all(on=on)

    def _narrow(self, state: str) -> None:
        if self.model is not None:
            self.model.narrow(state)

    def _count(self) -> None:
        assert self.model is not None
        n = len(self.model.ticked)
        self.take.setText(self._ui.t.plural("Take {n} decision", "Take {n} decisions", n))
        self.take.setEnabled(n > 0)

    def _take(self) -> None:
        plan, model, progress = self.plan, self.model, self._progress
        if plan is None or model is None:
            return
        chosen = frozenset(model.ticked)
        self.take.setEnabled(False)
        self._stack.setCurrentIndex(0)
        self._bar.setRange(0, 0)
        self._session.write(
            lambda services: services.exchange.take(plan, chosen, progress.step),
            lambda _: self.accept(),
            self._failed,
            self,
        )

    def _failed(self, error: AppError) -> None:
        self._problem.setText(error_text(error, self._ui.t))
        self._problem.show()
        if self.plan is not None:
            self._stack.setCurrentIndex(1)
            self._count()
        else:
            self._told.hide()
            self._bar.hide()
        if not self.isVisible():
            self.open()
