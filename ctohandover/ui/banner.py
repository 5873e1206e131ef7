"""A standing remark above the pages: a read-only file, somebody who did not say yet who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ctohandover.ui.widgets.basics import button, label

if TYPE_CHECKING:
    from collections.abc import Callable


class Banner(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._run: Callable[[], None] | None = None
        self.text = label(wrap=True)
        self.button = button("", self._act)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(20, 6, 20, 6)
        inner.addWidget(self.text, 1)
        inner.addWidget(self.button)

    def say(self, text: str, action: str, run: Callable[[], None] | None) -> None:
        """Show a remark with at most one way to act on it; an empty text hides the banner."""
        self.text.setText(text)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._run = run
        self.setVisible(bool(text))

    def _act(self) -> None:
        if self._run is not None:
            self._run()
