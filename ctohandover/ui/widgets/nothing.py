"""In the middle of a list that a search or a filter has emptied: that this is why it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ctohandover.ui.widgets.basics import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView


def say_nothing_fits(table: QTableView, text: str) -> None:
    """From the next time that the rows are arranged. A widget, and no painting by the table: that would have every
    paint of a list go through Python."""
    told = label(text, name="muted", wrap=True)
    told.setAlignment(Qt.AlignmentFlag.AlignCenter)
    told.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    told.hide()
    QVBoxLayout(table.viewport()).addWidget(told)
    model = table.model()
    model.modelReset.connect(lambda: told.setVisible(model.rowCount() == 0))
