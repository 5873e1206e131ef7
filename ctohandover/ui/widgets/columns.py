"""How wide the columns of a list are: together as wide as the list, and as somebody dragged them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from PySide6.QtWidgets import QTableView

    from ctohandover.ui.context import Ui

_WIDEST = 2000
"""Pixels; what is kept as wider was not dragged by anybody."""


class Columns(QObject):
    """Widths by number of the column, in pixels. `stretch` comes first, then `keep`, and `fit` at each resize.

    Qt has a mode in which one column takes what is left. There its own edge cannot be dragged, and the edge of a column
    behind it stays where it is while the other one moves. Here an edge that is dragged moves with the mouse, between
    the two columns beside it.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._stretched, self._least = -1, 0
        self._spare: tuple[int, ...] = ()
        self._first: dict[int, int] = {}
        self._dragged: dict[int, int] = {}
        self._applied: dict[int, int] = {}
        self._width = 0
        self._held = self._giving = False
        self._keep: Callable[[str], None] | None = None
        self._reset_words = ""

    def stretch(self, column: int, widths: dict[int, int], least: int, spare: Sequence[int]) -> None:
        """One column takes what is left of the room. Where it would get less than `least`, the others go back towards
        these first widths, and if that is not enough the columns `spare` go, the first one first, until the list is
        wide again."""
        self._stretched, self._least, self._spare, self._first = column, least, tuple(spare), widths
        self._apply(widths)

    def keep(self, ui: Ui, name: str) -> None:
        """Take up what was dragged before. `name` is where it is kept."""
        place = f"widths:{name}"
        self._keep = lambda state: ui.keep_layout(place, state)
        kept = _widths_of(ui.layout(place))
        self._dragged = {number: width for number, width in kept.items() if number in self._first}
        self._reset_words = ui.t("Columns as wide as at first")
        ui.after_paint(self._watch)

    def fit(self, width: int) -> None:
        """To a list that is so wide. Without `stretch` nothing is done."""
        if self._stretched < 0:
            return
        head, room = self._table.horizontalHeader(), width - self._least
        self._width = width
        sizes = {
            number: self._first.get(number, head.sectionSize(number))
            for number in range(head.count())
            if number != self._stretched
        }
        for column in self._spare:
            hide = sum(sizes.values()) > room
            if hide:
                sizes.pop(column, None)
            if self._table.isColumnHidden(column) != hide:
                self._table.setColumnHidden(column, hide)
        self._apply(self._fitting(sizes, room - sum(sizes.values())) if self._dragged else self._first)

    def _fitting(self, shown: Container[int], over: int) -> dict[int, int]:
        """What was dragged, the wider columns as far as `over` reaches: pixels that the first widths leave."""
        more = {number: width - self._first[number] for number, width in self._dragged.items()}
        wider = sum(by for number, by in more.items() if by > 0 and number in shown)
        over -= sum(by for number, by in more.items() if by < 0 and number in shown)
        part = min(1.0, max(0.0, over / wider)) if wider else 1.0
        return {
            number: width + (by if (by := more.get(number, 0)) < 0 else int(by * part))
            for number, width in self._first.items()
        }

    def _apply(self, widths: dict[int, int]) -> None:
        head = self._table.horizontalHeader()
        if widths != self._applied:
            self._applied = dict(widths)
            for number, width in widths.items():
                head.resizeSection(number, width)
        self._fill()

    def _fill(self) -> None:
        head = self._table.horizontalHeader()
        if self._width and not head.isSectionHidden(self._stretched):
            others = sum(head.sectionSize(number) for number in range(head.count()) if number != self._stretched)
            head.resizeSection(self._stretched, max(head.minimumSectionSize(), self._width - others))

    def _watch(self) -> None:
        head = self._table.horizontalHeader()
        head.viewport().installEventFilter(self)
        head.sectionResized.connect(self._resized)
        head.addAction(self._reset_words).triggered.connect(self._reset)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._held = True
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self._held = False
            self._let_go()
        return super().eventFilter(watched, event)

    def _resized(self, number: int, before: int, now: int) -> None:
        """The column behind it gives what this one takes, as far as it can; behind the last one is the stretched."""
        if not self._held or self._giving or 0 in (before, now):
            return
        head, self._giving = self._table.horizontalHeader(), True
        behind = [one for one in range(number + 1, head.count()) if not head.isSectionHidden(one)]
        other = behind[0] if behind else self._stretched
        if other != number:
            left = head.sectionSize(other) - (now - before)
            if left < head.minimumSectionSize():
                head.resizeSection(number, now - (head.minimumSectionSize() - left))
            head.resizeSection(other, max(left, head.minimumSectionSize()))
        self._giving = False

    def _let_go(self) -> None:
        """A drag, or a double-click that made a column as wide as its words, may be over. The others were dragged to
        what is on the screen: none moves because of this one."""
        head = self._table.horizontalHeader()
        self._fill()
        moved = {
            number: head.sectionSize(number)
            for number, width in self._applied.items()
            if not head.isSectionHidden(number) and head.sectionSize(number) != width
        }
        if moved and self._keep is not None:
            self._applied |= moved
            hidden = {number: width for number, width in self._dragged.items() if head.isSectionHidden(number)}
            shown = {number: width for number, width in self._applied.items() if width != self._first[number]}
            self._dragged = shown | hidden
            self._keep(",".join(f"{number}:{width}" for number, width in sorted(self._dragged.items())))

    def _reset(self) -> None:
        self._dragged = {}
        self._apply(self._first)
        if self._keep is not None:
            self._keep("")


def _widths_of(state: str) -> dict[int, int]:
    """What was kept; a text that means no widths gives none."""
    pairs = [part.partition(":") for part in state.split(",")]
    return {
        int(number): int(width)
        for number, _, width in pairs
        if number.isdecimal() and width.isdecimal() and int(width) <= _WIDEST
    }
