"""Choosing the decision that takes the place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ctohandover.ui.widgets.basics import label, roomy

if TYPE_CHECKING:
    from ctohandover.services.one_decision import DecisionDetail
    from ctohandover.ui.context import Ui


class SupersedeDialog(QDialog):
    chosen = Signal(str)

    def __init__(self, ui: Ui, detail: DecisionDetail, parent: QWidget) -> None:
        super().__init__(parent)
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Superseded by…"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(t("Search"))
        self.filter.setAccessibleName(t("Search"))
        self.filter.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(t("Decisions"))
        for line in detail.relatives:
            item = QListWidgetItem(line.label)
            item.setData(Qt.ItemDataRole.UserRole, line.id)
            self.list.addItem(item)
        self.list.itemActivated.connect(lambda _: self._take())
        self.list.currentItemChanged.connect(lambda item, _: self.button.setEnabled(item is not None))
        buttons = QDialogButtonBox()
        self.button: QPushButton = buttons.addButton(t("Supersede"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.setObjectName("primary")
        self.button.setEnabled(False)
        buttons.addButton(t("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(
            label(
                t("Which decision takes the place of “{title}”? Both texts will say so.",
                  title=detail.decision.line.label),
                wrap=True,
            )
        )  # fmt: skip
        layout.addWidget(self.filter)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        roomy(self, 520, 440)

    def _narrow(self, words: str) -> None:
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(not all(word in item.text().casefold() for word in words.casefold().split()))

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.accept()
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
