"""The sessions, planned and held, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ctohandover import transition_words, words
from ctohandover.domain.people import alphabetical
from ctohandover.domain.sessions import Outcome
from ctohandover.ui.widgets.basics import plain_tip
from ctohandover.ui.widgets.table import RowDelegate, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctohandover.domain.sessions import Session
    from ctohandover.domain.subjects import Subject
    from ctohandover.services.session_desk import SessionDesk
    from ctohandover.ui.context import Ui

Index = QModelIndex | QPersistentModelIndex
TONE = Qt.ItemDataRole.UserRole

_TONES = {None: "accent", Outcome.PASS: "good", Outcome.PARTIAL: "care", Outcome.FAIL: "bad"}


class SessionModel(QAbstractTableModel):
    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._t = ui.t
        t = ui.t
        self._heads = (t("Day"), t("What it is about"), t("Who"), t("Method"), t("Time"), t("How did it go"))
        self._rows: list[Session] = []
        self._subjects: dict[str, Subject] = {}
        self._short: dict[str, str] = {}
        self._order = (0, Qt.SortOrder.DescendingOrder)

    def fill(self, desk: SessionDesk, subjects: Sequence[Subject]) -> None:
        self.beginResetModel()
        self._subjects = {subject.id: subject for subject in subjects}
        self._short = desk.crew.short
        self._rows = list(desk.sessions)
        self._sort()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._order = (column, order)
        self._sort()
        self.endResetModel()

    def _sort(self) -> None:
        column, order = self._order
        keys: tuple[Callable[[Session], Any], ...] = (
            lambda item: (item.day, item.start or ""),
            lambda item: alphabetical(self.about(item)),
            lambda item: alphabetical(self.who(item)),
            lambda item: list(words.SESSION_METHOD).index(item.method),
            lambda item: item.minutes,
            lambda item: list(_TONES).index(item.outcome),
        )
        self._rows.sort(key=keys[column], reverse=order is Qt.SortOrder.DescendingOrder)

    def session(self, row: int) -> Session:
        return self._rows[row]

    def row_of(self, session_id: str) -> int | None:
        return next((number for number, item in enumerate(self._rows) if item.id == session_id), None)

    def about(self, item: Session) -> str:
        return item.title or ", ".join(self._subjects[key].title for key in item.subjects if key in self._subjects)

    def who(self, item: Session) -> str:
        receivers = ", ".join(self._short.get(key, "") for key in item.receivers)
        giver = self._short.get(item.giver_id or "", "")
        return f"{giver} → {receivers}" if giver else receivers

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        item = self._rows[index.row()]
        text = self._text(item, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == TONE and index.column() == 5:
            return _TONES[item.outcome]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(part for part in (text, item.evidence, item.notes) if part))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._t("{what}: {why}", what=self._heads[index.column()], why=text)
        return None

    def _text(self, item: Session, column: int) -> str:
        t = self._t
        match column:
            case 0:
                return f"{t.date(item.day)} {item.start}" if item.start else t.date(item.day)
            case 1:
                return self.about(item)
            case 2:
                return self.who(item)
            case 3:
                return words.sentence(t(words.SESSION_METHOD[item.method]))
            case 4:
                return t("{n} min", n=t.number(item.minutes))
        return t(transition_words.OUTCOME[item.outcome])


def session_table(ui: Ui, model: SessionModel) -> Table:
    table = Table(ui.t("Sessions"))
    table.setModel(model)
    table.setItemDelegate(RowDelegate(ui.theme, tone_role=TONE, chips=(1, 5), wide=1))
    table.stretch(1, {0: 21, 2: 24, 3: 22, 4: 9, 5: 18}, least=16, spare=(4, 3))
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    table.keep_sort(ui, "sessions")
    table.keep_widths(ui, "sessions")
    return table
