"""What stands where there is nothing yet: what belongs here, and the ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctohandover.ui.widgets.basics import label
from ctohandover.ui.widgets.chips import flow

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent


class Empty(QWidget):
    """A heading, a few sentences and buttons, in the middle of the page."""

    def __init__(self, title: str, text: str, *buttons: QWidget) -> None:
        super().__init__()
        self.setObjectName("page")
        self.buttons = buttons
        self.title = label(title, bold=True, size=1.3)
        self.text = label(text, wrap=True)
        inside = QWidget()
        inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * 80)
        column = QVBoxLayout(inside)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addWidget(flow(*buttons))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inside, 20)  # an alignment would take its height from its text
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The focus is for the first way to begin."""
        super().focusInEvent(event)
        first = next((widget for widget in self.buttons if widget.isVisible() and widget.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def allow(self, allowed: bool, *buttons: QWidget) -> None:
        """What writes is off in a read-only file: these, or all."""
        for widget in buttons or self.buttons:
            widget.setEnabled(allowed)
