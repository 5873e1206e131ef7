"""A list that is narrowed by a filter and by typed words, and sorted by any column: the same for every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt

from ctohandover.ui.widgets.rows import RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ctohandover.i18n import Translator

R = TypeVar("R")


class NarrowedModel(RowsModel[R]):
    """`words` are those that were typed, `chosen_ids` the rows behind a figure of another page."""

    def __init__(self, t: Translator, heads: Mapping[Any, str]) -> None:
        super().__init__(t, heads)
        self.words = ""
        self.chosen_ids: frozenset[str] = frozenset()
        self._stays = ""
        self._order: tuple[Any, Qt.SortOrder] | None = None

    # --- what a page says

    def _everything(self) -> Sequence[R]:
        raise NotImplementedError

    def _id(self, row: R) -> str:
        raise NotImplementedError

    def _belongs(self, row: R) -> bool:
        """Whether the filter that is on takes a row."""
        raise NotImplementedError

    def _searched(self, row: R) -> str:
        """The text in which each of the typed words has to be."""
        raise NotImplementedError

    def _sort_key(self, column: Any) -> Callable[[R], Any]:
        raise NotImplementedError

    # --- the rows

    def let_stay(self, row_id: str) -> None:
        """The row that is worked on stays in the list until it is narrowed again, even if what was done to it takes it
        out. To be said before new rows come in."""
        self._stays = row_id if self.number_of(row_id) is not None else ""

    def arrange(self, *, anew: bool = False) -> None:
        """Take what belongs in, in its order; `anew` where the list is narrowed by something else now."""
        if anew:
            self._stays = ""
        self.beginResetModel()
        typed = self.words.casefold().split()
        rows = [row for row in self._everything() if self._id(row) == self._stays or self._takes(row, typed)]
        if self._order is not None:
            column, way = self._order
            rows.sort(key=self._sort_key(column), reverse=way is Qt.SortOrder.DescendingOrder)
        self._rows = rows
        self.endResetModel()

    def _takes(self, row: R, typed: list[str]) -> bool:
        if not self._belongs(row):
            return False
        text = self._searched(row).casefold() if typed else ""
        return all(word in text for word in typed)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (self._columns[column], order) if column >= 0 else None
        self.arrange()

    def row(self, number: int) -> R:
        return self._rows[number]

    def number_of(self, row_id: str) -> int | None:
        return next((n for n, row in enumerate(self._rows) if self._id(row) == row_id), None)
