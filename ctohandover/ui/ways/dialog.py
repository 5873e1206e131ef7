"""The assumptions of the three ways: changed at the left, what comes of them at the right, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QHeaderView,
    QScrollArea,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ctohandover import way_words
from ctohandover.domain.scenarios import HORIZON, LIMITS, Assumptions, Way, cash, dearer_days, names, slower_search
from ctohandover.services.ways import Ways
from ctohandover.ui.ways.chart import CashChart
from ctohandover.ui.widgets.basics import button, column, dialog_buttons, label, number_box, roomy, row
from ctohandover.ui.widgets.typing import TypingDialog

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.ui.context import Ui

QUARTER = 3


class Field(NamedTuple):
    value: QSpinBox
    estimate: QCheckBox
    mark: QWidget


class WaysDialog(TypingDialog):
    saved = Signal()

    def __init__(self, ui: Ui, path: Path, known: Ways, parent: QWidget) -> None:
        super().__init__(ui, parent)
        self._path, self._own = path, set(known.own)
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Three ways forward, over {n} months", n=t.number(HORIZON)))
        self.fields: dict[str, Field] = {}
        self.chart = CashChart(ui)
        self.table = _table(t("What each way costs, by quarter"))
        self.what_if = _table(t("What if"))
        self.why_cheaper = label(
            t(
                "A longer search makes the permanent CTO cheaper over these {n} months: the salary starts later. What"
                " waits meanwhile is in no figure.",
                n=t.number(HORIZON),
            ),
            name="muted",
            wrap=True,
        )
        self.equal = label(wrap=True)
        buttons, self.keep = dialog_buttons(self, t("Cancel"), t("Keep"))
        buttons.accepted.connect(self._save)
        right = column(
            self.chart, self.equal, label(t("What if"), bold=True), self.what_if, self.why_cheaper,
            label(t("By quarter"), bold=True), self.table, spacing=8,
        )  # fmt: skip
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(right)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        halves = QGridLayout()
        halves.setHorizontalSpacing(20)
        halves.addWidget(self._form(known), 0, 0, Qt.AlignmentFlag.AlignTop)
        halves.addWidget(area, 0, 1)
        halves.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(halves, 1)
        where = t(
            "These figures are kept in {name}, beside the workspace and never in it. Cash alone: the slow start of a"
            " newcomer is not counted.",
            name=path.name,
        )
        layout.addWidget(label(where, name="muted", wrap=True))
        layout.addWidget(self._problem)
        layout.addWidget(row(button(t("Back to the defaults"), self._reset, name="link"), None, buttons))
        self._show()
        roomy(self, 1040, 680)

    def _form(self, known: Ways) -> QWidget:
        t, holder = self._ui.t, QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        holder.setMaximumWidth(self.fontMetrics().averageCharWidth() * 66)
        for number, name in enumerate(names()):
            said = t(way_words.ASSUMPTION[name])
            value = number_box(*LIMITS[name])
            value.setGroupSeparatorShown(True)
            value.setValue(getattr(known.told, name))
            value.setAccessibleName(said)
            estimate = QCheckBox(t("estimate"))
            estimate.setChecked(name in known.estimates)
            estimate.setAccessibleName(t("{what}: {why}", what=said, why=t("estimate")))
            mark = label(t("default"), name="care")
            grid.addWidget(label(said, wrap=True), number, 0)
            grid.addWidget(value, number, 1)
            grid.addWidget(estimate, number, 2)
            grid.addWidget(mark, number, 2)
            self.fields[name] = Field(value, estimate, mark)
            value.valueChanged.connect(lambda _, name=name: self._set(name))
        grid.setColumnStretch(0, 1)
        widest = max(field.estimate.sizeHint().width() for field in self.fields.values())
        grid.setColumnMinimumWidth(2, widest)  # nothing moves when a default becomes the founder's own
        return holder

    def told(self) -> Assumptions:
        return Assumptions(**{name: field.value.value() for name, field in self.fields.items()})

    def _set(self, name: str) -> None:
        self._own.add(name)
        self._show()

    def _reset(self) -> None:
        usual = Assumptions()
        for name, field in self.fields.items():
            field.value.setValue(getattr(usual, name))
            field.estimate.setChecked(False)
        self._own.clear()
        self._show()

    def _show(self) -> None:
        """Everything at the right, from what stands at the left now."""
        t, told = self._ui.t, self.told()
        for name, field in self.fields.items():
            field.mark.setVisible(name not in self._own)
            field.estimate.setVisible(name in self._own)
        spent = {way: cash(way, told) for way in Way}
        heads = {way: t(way_words.SHORT[way]) for way in Way}
        self.chart.show_lines([(way, heads[way], spent[way]) for way in Way])
        self.equal.setText(way_words.break_even(told, t))
        slow, dear = slower_search(told), dearer_days(told)
        rows = [
            (t("as assumed"), told),
            (t("the search takes 6 months more"), slow),
            (t("a day costs 20 % more"), dear),
        ]
        _fill(
            self.what_if,
            ["", *heads.values()],
            [[name, *(way_words.money(sum(cash(way, one)), t) for way in Way)] for name, one in rows],
        )
        cheaper = sum(cash(Way.PERMANENT, slow)) < sum(cash(Way.PERMANENT, told))
        self.why_cheaper.setVisible(cheaper)
        quarters = [
            [
                t("months {first} to {last}", first=t.number(start + 1), last=t.number(start + QUARTER)),
                *(way_words.money(sum(spent[way][start : start + QUARTER]), t) for way in Way),
            ]
            for start in range(0, HORIZON, QUARTER)
        ]
        _fill(self.table, ["", *heads.values()], quarters)

    def _save(self) -> None:
        from ctohandover.services import ways

        estimates = {name for name, field in self.fields.items() if field.estimate.isChecked()}
        told = Ways(self.told(), frozenset(self._own), frozenset(estimates & self._own))
        self._ui.jobs.run(lambda: ways.save(self._path, told), lambda _: self._done(), self.refuse, self)

    def _done(self) -> None:
        self.accept()
        self.saved.emit()


def _table(name: str) -> QTableWidget:
    made = QTableWidget()
    made.setAccessibleName(name)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    made.setShowGrid(False)
    made.verticalHeader().hide()
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _fill(table: QTableWidget, heads: list[str], rows: list[list[str]]) -> None:
    table.setColumnCount(len(heads))
    table.setRowCount(len(rows))
    table.setHorizontalHeaderLabels(heads)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for number, cells in enumerate(rows):
        for place, text in enumerate(cells):
            item = QTableWidgetItem(text)
            if place:
                item.setTextAlignment(right)
            table.setItem(number, place, item)
    head = table.horizontalHeader()
    head.setDefaultAlignment(right)
    head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.resizeRowsToContents()
    tall = table.horizontalHeader().sizeHint().height() + sum(table.rowHeight(n) for n in range(len(rows))) + 4
    table.setFixedHeight(tall)
