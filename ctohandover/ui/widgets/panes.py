"""A list at the left and what is chosen at the right, as most pages lay them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea

    from ctohandover.ui.context import Ui


class ListPane(QWidget):
    """Filters above a list; `column` takes what comes below."""

    def __init__(self, *filters: QWidget, body: QWidget) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 10, 0, 0)
        self.column.setSpacing(6)
        above = QVBoxLayout()
        above.setContentsMargins(12, 0, 12, 0)
        above.setSpacing(6)
        for widget in filters:
            above.addWidget(widget)
        self.column.addLayout(above)
        self.column.addWidget(body, 1)


def card_pane(*cards: QWidget) -> QScrollArea:
    """Cards below each other that scroll when there is little height."""
    from PySide6.QtWidgets import QScrollArea  # slow to come in, and not needed for the first paint of a list

    inside = QWidget()
    inside.setObjectName("page")
    column = QVBoxLayout(inside)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(16)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setMinimumWidth(area.fontMetrics().averageCharWidth() * 44)
    return area


class Split(QSplitter):
    """Two panes with a border that the user moves; it is where they left it under `name`."""

    def __init__(
        self, ui: Ui, name: str, left: QWidget, right: QWidget, sizes: tuple[int, int], *, stretch: tuple[int, int]
    ) -> None:
        """`sizes` are the first widths in pixels, `stretch` is how what comes free is shared."""
        super().__init__(Qt.Orientation.Horizontal)
        self._ui, self._name = ui, f"split:{name}"
        self.addWidget(left)
        self.addWidget(right)
        self.setChildrenCollapsible(False)
        for number, share in enumerate(stretch):
            self.setStretchFactor(number, share)
        self.setSizes(list(sizes))
        state = ui.layout(self._name)
        if state:
            from PySide6.QtCore import QByteArray

            self.restoreState(QByteArray.fromBase64(state.encode()))
        self.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        self._ui.keep_layout(self._name, bytes(self.saveState().toBase64().data()).decode())
