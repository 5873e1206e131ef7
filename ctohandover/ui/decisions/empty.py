"""What belongs on an empty page of decisions, and the two ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctohandover.ui.widgets.basics import button, label, row

if TYPE_CHECKING:
    from ctohandover.i18n import Translator


class NoDecisions(QWidget):
    import_asked = Signal()
    new_asked = Signal()

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.setObjectName("page")
        self.importing = button(t("Import a folder…"), self.import_asked.emit, name="primary")
        self.writing = button(t("Write the first one"), self.new_asked.emit)
        inside = QWidget()
        inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * 80)
        column = QVBoxLayout(inside)
        column.setSpacing(10)
        column.addWidget(label(t("No decisions yet"), bold=True, size=1.3))
        column.addWidget(
            label(
                t(
                    "Decision records (ADR) say what was chosen and why: the database, the hosting, what was turned"
                    " down. Most repositories keep them under docs/adr. Import that folder: the files stay as they are,"
                    " and you see first what would come in. Or write one from a template."
                ),
                wrap=True,
            )
        )
        column.addWidget(row(self.importing, self.writing, None))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inside, 20)  # an alignment would take its height from its text
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
