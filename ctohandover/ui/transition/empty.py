"""What belongs on an empty checklist, and the two ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctohandover.ui.widgets.basics import button, label
from ctohandover.ui.widgets.chips import flow

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui


class NoItems(QWidget):
    template_asked = Signal()
    add_asked = Signal()
    import_asked = Signal()

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self.setObjectName("page")
        t = ui.t
        self.template = button(t("Begin with the template…"), self.template_asked.emit, name="primary")
        self.add = button(t("Add an item…"), self.add_asked.emit)
        self.importing = button(t("Import a spreadsheet…"), self.import_asked.emit)
        inside = QWidget()
        inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * 80)
        column = QVBoxLayout(inside)
        column.setSpacing(10)
        column.addWidget(label(t("No checklist yet"), bold=True, size=1.3))
        column.addWidget(
            label(
                t(
                    "The checklist proves a handover: what to do from three months before the handover day to three"
                    " months after it, with evidence and a signature of somebody who did not do it. The template has 66"
                    " items; begin with the 13 essentials, and take the rest when there is time."
                ),
                wrap=True,
            )
        )
        column.addWidget(flow(self.template, self.importing, self.add))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inside, 20)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
