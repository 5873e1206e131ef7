"""At the top: the page's title, and at the right its search and its few actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ctohandover.ui.widgets.basics import ElidedLabel, scaled

if TYPE_CHECKING:
    from ctohandover.ui.page import Page


class TopBar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = ElidedLabel()
        self._title.setFont(scaled(self._title.font(), 1.2, bold=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 9, 20, 9)
        layout.setSpacing(10)
        layout.addWidget(self._title, 1)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(10)
        layout.addLayout(self._tools)

    def show_page(self, page: Page) -> None:
        """Put the page's tools where the last page's were; those stay alive with their page."""
        while (item := self._tools.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
        self._title.set_whole(page.title())
        for tool in page.tools():
            self._tools.addWidget(tool)
            tool.show()
