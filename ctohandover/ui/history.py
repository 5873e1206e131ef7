"""Undo and redo of this window's transactions. The journal does the work; here is only which one is next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from ctohandover.domain.journal import Change


class Step(NamedTuple):
    """`undoes` is the transaction to take back when this step is taken; label and values are the user's own action."""

    txn: str
    label: str
    values: dict[str, str | int]


class History(QObject):
    """Two stacks. Undoing makes a transaction of its own, which is what redo takes back."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._pending: tuple[str, Step] | None = None

    @property
    def next_undo(self) -> Step | None:
        return self._undo[-1] if self._undo else None

    @property
    def next_redo(self) -> Step | None:
        return self._redo[-1] if self._redo else None

    def begin(self, direction: str) -> Step | None:
        """Say that the next undo ("undo") or redo is under way; its change is told apart from a new one by that."""
        stack = self._undo if direction == "undo" else self._redo
        if not stack or self._pending:
            return None
        step = stack.pop()
        self._pending = (direction, step)
        self.changed.emit()
        return step

    def failed(self) -> None:
        """The step under way could not be taken: it is dropped, since what it stands on has moved."""
        self._pending = None
        self.changed.emit()

    def push(self, change: Change) -> None:
        """Take note of a committed transaction of this window."""
        if self._pending and change.undoes == self._pending[1].txn:
            direction, step = self._pending
            self._pending = None
            back = Step(change.id, step.label, step.values)
            (self._redo if direction == "undo" else self._undo).append(back)
        else:
            self._undo.append(Step(change.id, change.label, dict(change.values)))
            self._redo.clear()
        self.changed.emit()

    def clear(self) -> None:
        self._undo.clear()
        self._redo.clear()
        self._pending = None
        self.changed.emit()
