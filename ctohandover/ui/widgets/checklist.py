"""A list to tick off, narrowed as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ctohandover.ui.widgets.basics import plain_tip
from ctohandover.ui.widgets.typing import SEARCHES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ctohandover.i18n import Translator

_KEY = Qt.ItemDataRole.UserRole


class CheckList(QWidget):
    """`changed` comes when something was ticked or unticked by the user. With `search` there is a field to narrow it;
    what is ticked stays in sight."""

    changed = Signal()

    def __init__(self, t: Translator, name: str, *, search: bool = False) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(name)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemChanged.connect(self._item_changed)
        self.search = QLineEdit()
        self.search.setProperty(SEARCHES, True)
        self.search.setPlaceholderText(t("Narrow the list"))
        self.search.setAccessibleName(t("Narrow the list: {name}", name=name))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.search.setVisible(search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        self._filling = False
        self.setFocusProxy(self.search if search else self.list)

    def fill(self, entries: Iterable[tuple[str, str]], ticked: Collection[str] = ()) -> None:
        """(key, text) in order; ticked ones first."""
        self._filling = True
        self.list.clear()
        for key, text in sorted(entries, key=lambda entry: entry[0] not in ticked):
            item = QListWidgetItem(text)
            item.setToolTip(plain_tip(text))
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._filling = False
        self._narrow()

    def ticked(self) -> tuple[str, ...]:
        """Keys of what is ticked, in the order shown."""
        return tuple(str(item.data(_KEY)) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def every_key(self) -> list[str]:
        """All keys, in the order shown."""
        return [str(item.data(_KEY)) for item in self._items()]

    def tick(self, key: str, on: bool = True) -> None:
        for item in self._items():
            if item.data(_KEY) == key:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def tick_shown(self, on: bool) -> None:
        """Tick or untick everything that the search leaves in sight; `changed` comes once."""
        self._filling = True
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._filling = False
        self._narrow()
        self.changed.emit()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _item_changed(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _narrow(self) -> None:
        words = self.search.text().casefold().split()
        for item in self._items():
            hit = all(word in item.text().casefold() for word in words)
            item.setHidden(not hit and item.checkState() is not Qt.CheckState.Checked)
