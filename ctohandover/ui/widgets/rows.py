"""What a list answers to Qt: the same for every page, which says of a row and a column only the words and the tone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ctohandover.ui.widgets.basics import plain_tip

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

    from ctohandover.i18n import Translator

Index = QModelIndex | QPersistentModelIndex
TONE = Qt.ItemDataRole.UserRole
R = TypeVar("R")


class RowsModel(QAbstractTableModel, Generic[R]):
    """`heads` are the columns in their order, with what stands above them. `_rows` is what is shown now."""

    def __init__(self, t: Translator, heads: Mapping[Any, str]) -> None:
        super().__init__()
        self._t = t
        self._heads: dict[Any, str] = dict(heads)
        self._columns: tuple[Enum, ...] = tuple(heads)
        self._rows: list[R] = []

    # --- what a page says

    def _text(self, row: R, column: Any) -> str:
        raise NotImplementedError

    def _tone(self, row: R, column: Any) -> str:
        """ "bad", "care", "good", "accent", "plain", or "" for a text without one."""
        return ""

    def _tip(self, row: R, column: Any) -> str:
        return self._text(row, column)

    def _read_out(self, row: R, column: Any) -> str:
        """What a screen reader says of a cell, behind the head of its column."""
        return self._text(row, column)

    # --- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[self._columns[section]]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == TONE:
            return self._tone(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._t("{what}: {why}", what=self._heads[column], why=self._read_out(row, column))
        return None
