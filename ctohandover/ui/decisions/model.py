"""The list of decisions: sorted and filtered here in one go, so that ten thousand rows do not stutter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ctohandover import words
from ctohandover.domain.decisions import Status
from ctohandover.domain.holders import SITUATION_ORDER, Situation, lone_outsider
from ctohandover.domain.people import alphabetical
from ctohandover.ui.decisions.narrowing import Filter, filters_of
from ctohandover.ui.widgets.basics import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctohandover.i18n import Translator
    from ctohandover.services.views import DecisionList, ListedDecision

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
TONE_ROLE = ROW_ROLE + 1
SNIPPET_ROLE = ROW_ROLE + 2


class Column(Enum):
    NUMBER = 0
    TITLE = 1
    STATUS = 2
    DATE = 3
    KNOWN_BY = 4


_COLUMNS = tuple(Column)


STATUS_TONE: Mapping[Status | None, str] = {
    Status.ACCEPTED: "good",
    Status.PROPOSED: "accent",
    Status.DRAFT: "accent",
    Status.REJECTED: "bad",
}
SITUATION_TONE: Mapping[Situation, str] = {
    Situation.OUTSIDER_ONLY: "bad",
    Situation.UNHELD: "bad",
    Situation.SHORT: "care",
    Situation.UNKNOWN: "plain",
    Situation.HELD: "",
}


@dataclass(slots=True)
class Search:
    """What was typed, and what the full-text index found for it (None while it is still looking)."""

    words: str = ""
    hits: Mapping[str, str] | None = None

    def keeps(self, row: ListedDecision, known_by: str) -> bool:
        if not self.words:
            return True
        if self.hits is not None and row.line.id in self.hits:
            return True
        line = row.line
        number = "" if line.number is None else str(line.number)
        folded = " ".join((number, line.title, line.path, *line.deciders, known_by)).casefold()
        return all(word in folded for word in self.words.casefold().split())


class DecisionModel(QAbstractTableModel):
    def __init__(self, t: Translator) -> None:
        super().__init__()
        self._t = t
        self._all: tuple[ListedDecision, ...] = ()
        self._filters: dict[str, frozenset[Filter]] = {}
        self._known: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._rows: list[ListedDecision] = []
        self._filter = Filter.ALL
        self.chosen_ids: frozenset[str] = frozenset()
        self._search = Search()
        self._stays = ""
        self._order = (Column.NUMBER, Qt.SortOrder.DescendingOrder)
        self._heads = {
            Column.NUMBER: t("No."),
            Column.TITLE: t("Title"),
            Column.STATUS: t("Status"),
            Column.DATE: t("Date"),
            Column.KNOWN_BY: t("Known by"),
        }

    # --- filling

    def fill(self, found: DecisionList, staying: str = "") -> None:
        """`staying` is the one that is worked on: it stays in the list until another filter is chosen, even if what was
        done to it takes it out."""
        self._stays = staying if self.number_of(staying) is not None else ""
        self._all = found.rows
        self._filters = {row.line.id: filters_of(row) for row in found.rows}
        self._short = found.crew.short
        self._known = {row.line.id: words.known_by(row.standing, self._short, self._t) for row in found.rows}
        self._arrange()

    def narrow(self, chosen: Filter | None = None, search: Search | None = None) -> None:
        self._stays = ""
        self._filter = chosen or self._filter
        self._search = search if search is not None else self._search
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (Column(column), order)
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        kept = [
            row
            for row in self._all
            if row.line.id == self._stays
            or (self._is_in(row, self._filter) and self._search.keeps(row, self._known[row.line.id]))
        ]
        column, order = self._order
        kept.sort(key=_KEYS[column], reverse=order is Qt.SortOrder.DescendingOrder)
        self._rows = kept
        self.endResetModel()

    def _is_in(self, row: ListedDecision, chosen: Filter) -> bool:
        if chosen is Filter.CHOSEN:
            return row.line.id in self.chosen_ids
        return chosen in self._filters[row.line.id]

    def counts(self) -> Mapping[Filter, int]:
        """How many rows each filter would show."""
        found = Counter(chosen for filters in self._filters.values() for chosen in filters)
        found[Filter.CHOSEN] = len(self.chosen_ids & self._filters.keys())
        return found

    @property
    def total(self) -> int:
        return len(self._all)

    @property
    def filter(self) -> Filter:
        return self._filter

    def row_at(self, number: int) -> ListedDecision:
        return self._rows[number]

    def number_of(self, decision_id: str) -> int | None:
        return next((n for n, row in enumerate(self._rows) if row.line.id == decision_id), None)

    def lone_outsider(self) -> str:
        """The short name of the one outsider who alone holds all standing decisions that outsiders hold, or ""."""
        return self._short.get(lone_outsider(row.standing for row in self._all if row.line.subject.standing), "")

    # --- Qt's questions ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[Column(section)]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        row, column = self._rows[index.row()], _COLUMNS[index.column()]
        if role == _DISPLAY:
            return self._text(row, column)
        if role == ROW_ROLE:
            return row
        if role == TONE_ROLE:
            return self._tone(row, column)
        if role == SNIPPET_ROLE:
            return (self._search.hits or {}).get(row.line.id, "") if column is Column.TITLE else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._t("{what}: {why}", what=self._heads[column], why=self._text(row, column))
        return None

    def _text(self, row: ListedDecision, column: Column) -> str:
        line = row.line
        match column:
            case Column.NUMBER:
                return "" if line.number is None else str(line.number)
            case Column.TITLE:
                return line.title
            case Column.STATUS:
                return self._t(words.STATUS[line.status])
            case Column.DATE:
                return self._t.date(line.date) if line.date else ""
            case Column.KNOWN_BY:
                return self._known[line.id] if line.subject.standing else ""

    def _tone(self, row: ListedDecision, column: Column) -> str:
        if column is Column.STATUS:
            return STATUS_TONE.get(row.line.status, "plain")
        if column is Column.KNOWN_BY and row.line.subject.standing:
            return SITUATION_TONE[row.standing.situation]
        return ""

    def _tip(self, row: ListedDecision, column: Column) -> str:
        if column is Column.TITLE:
            return f"{row.line.label}\n{row.line.path}"
        if column is Column.STATUS:
            return row.line.status_raw
        if column is Column.KNOWN_BY and row.line.subject.standing:
            return words.known_by_reason(row.standing, self._short, self._t)
        if column is Column.KNOWN_BY:
            return self._t("Not counted: the decision does not stand.")
        return ""


def _known_key(row: ListedDecision) -> tuple[bool, int, int]:
    return not row.line.subject.standing, SITUATION_ORDER[row.standing.situation], len(row.standing.inside)


_KEYS: Mapping[Column, Callable[[ListedDecision], Any]] = {
    Column.NUMBER: lambda row: (row.line.number is not None, row.line.number or 0, row.line.path),
    Column.TITLE: lambda row: alphabetical(row.line.title),
    Column.STATUS: lambda row: row.line.status or "",
    Column.DATE: lambda row: row.line.date or date.min,
    Column.KNOWN_BY: _known_key,
}
