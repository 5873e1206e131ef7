"""A row of filters with their counts, of which one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from ctohandover.ui.widgets.basics import button

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtGui import QKeyEvent


class FlowLayout(QLayout):
    """Puts widgets in lines, like words."""

    def __init__(self, parent: QWidget, spacing: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, tall = rect.x(), rect.y(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, tall = rect.x(), y + tall + self.spacing(), 0
            if move:
                item.setGeometry(QRect(x, y, hint.width(), hint.height()))
            x += hint.width() + self.spacing()
            tall = max(tall, hint.height())
        return y + tall - rect.y()


def flow(*widgets: QWidget, spacing: int = 8) -> QWidget:
    """Widgets in lines, like words: a row of buttons that must not push its card wider."""
    holder = QWidget()
    made = FlowLayout(holder, spacing)
    for widget in widgets:
        made.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


class Chips(QWidget):
    """A chip is made when it is first shown: of the many filters of a list most would show nothing."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._flow = FlowLayout(self, 6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._texts: dict[Hashable, str] = {}
        self._made: dict[Hashable, QPushButton] = {}

    def add(self, key: Hashable, text: str) -> None:
        """At the end of the row; one without a text is not shown before it is given one, or chosen."""
        self._texts[key] = ""
        if text:
            self.set_text(key, text)

    def set_text(self, key: Hashable, text: str, *, visible: bool = True) -> None:
        self._texts[key] = text
        if visible or key in self._made:
            made = self.button(key)
            made.setText(text)
            made.setVisible(visible or made.isChecked())
            self._flow.invalidate()
            self.updateGeometry()

    def select(self, key: Hashable) -> None:
        made = self.button(key)
        made.setChecked(True)
        made.setVisible(True)

    def button(self, key: Hashable) -> QPushButton:
        return self._made.get(key) or self._make(key)

    def _make(self, key: Hashable) -> QPushButton:
        """In its place: in the row, and for the Tab key behind the one before it."""
        made = button(self._texts[key], lambda: self.chosen.emit(key), name="chip")
        made.setCheckable(True)
        made.hide()
        self._made[key] = made
        self._group.addButton(made)
        row = self._in_order()
        place = row.index(made)
        self._flow.insert(place, made)
        if place:
            QWidget.setTabOrder(row[place - 1], made)
        else:  # behind the row itself, which Qt does not take for an anchor as long as it is no stop
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            QWidget.setTabOrder(self, made)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def _in_order(self) -> list[QPushButton]:
        return [self._made[key] for key in self._texts if key in self._made]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left and Right go through the filters."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        shown = [item for item in self._in_order() if not item.isHidden()]
        focused = self.focusWidget()
        if step and focused in shown:
            shown[(shown.index(focused) + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
