"""A row of filters with their counts, of which one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from ctohandover.ui.widgets.basics import button, tab_in_order

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
    """One without a text is made when it is first shown: of the many filters of a list most would show nothing."""

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
        self._buttons: dict[Hashable, QPushButton | None] = {}

    def add(self, key: Hashable, text: str) -> None:
        self._buttons[key] = None
        if text:
            self.set_text(key, text)

    def set_text(self, key: Hashable, text: str, *, visible: bool = True) -> None:
        if visible or self._buttons[key] is not None:
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
        return self._buttons[key] or self._make(key)

    def _make(self, key: Hashable) -> QPushButton:
        made = button("", lambda: self.chosen.emit(key), name="chip")
        made.setCheckable(True)
        self._buttons[key] = made
        self._group.addButton(made)
        there = [one for one in self._buttons.values() if one is not None]
        place = there.index(made)
        self._flow.insert(place, made)
        made.hide()
        if place + 1 < len(there):  # made last of all, and the Tab key would come to it last
            tab_in_order(self._flow)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left and Right go through the filters."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        shown = [item for item in self._buttons.values() if item is not None and not item.isHidden()]
        focused = self.focusWidget()
        if step and focused in shown:
            shown[(shown.index(focused) + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
