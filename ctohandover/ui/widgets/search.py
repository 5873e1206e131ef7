"""A search field: Escape empties it, Down and Enter go to what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ctohandover.i18n import Translator


class SearchField(QLineEdit):
    results_asked = Signal()

    def __init__(self, t: Translator, name: str) -> None:
        """`name` says what it searches: its place says that to the eye."""
        super().__init__()
        self.setPlaceholderText(t("Search…"))
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 26)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.results_asked.emit()
        else:
            super().keyPressEvent(event)
