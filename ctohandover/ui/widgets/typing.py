"""Dialogs in which somebody types: Esc, Cancel and the window's cross do not throw a text away unasked, Ctrl+Enter
takes it from wherever one is, and what is wrong is said until something is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from ctohandover.messages import error as error_text
from ctohandover.ui.widgets.basics import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from ctohandover.errors import AppError
    from ctohandover.ui.context import Ui


SEARCHES = "searches"
"""A property of fields that only narrow a list: what is typed there is nothing to lose."""


class TypingDialog(QDialog):
    """What the fields hold when the dialog is first shown is what there is to lose nothing of."""

    def __init__(self, ui: Ui, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui = ui
        self._begun: list[str] | None = None
        self._problem = label(name="bad", wrap=True)
        """What is wrong; to be put into the layout."""
        self._problem.hide()
        self._held: QPushButton | None = None
        self._focus: QWidget | None = None

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        if self._begun is None:
            self._begun = self._texts()
            for field in self.findChildren(QLineEdit):
                if not field.hasSelectedText():
                    field.setCursorPosition(0)  # a long text is read from its beginning
            self._watch()
        super().showEvent(event)

    def _texts(self) -> list[str]:
        fields = self.findChildren(QLineEdit)
        lines = [field.text() for field in fields if field.property(SEARCHES) is None]
        return sorted([*lines, *(field.toPlainText() for field in self.findChildren(QPlainTextEdit))])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take_it()
        else:
            super().keyPressEvent(event)

    def _watch(self) -> None:
        """What is being mended is no problem any more."""
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(self._problem.hide)
        for text in self.findChildren(QPlainTextEdit):
            text.textChanged.connect(self._problem.hide)
        for choice in self.findChildren(QComboBox):
            choice.activated.connect(self._problem.hide)

    def hold(self, button: QPushButton | None) -> None:
        """What was typed is being written: not twice."""
        self._held, self._focus = button, self.focusWidget()
        if button is not None:
            button.setEnabled(False)

    def refuse(self, error: AppError) -> None:
        """Say what is wrong and give the form back, at the field that is empty and must not be, if that is it."""
        if self._held is not None:
            self._held.setEnabled(True)
        self._problem.setText(error_text(error, self._ui.t))
        self._problem.show()
        to = self._focus
        if error.code.endswith("-empty"):
            fields = (one for one in self.findChildren(QLineEdit) if not isinstance(one.parent(), QAbstractSpinBox))
            to = next((one for one in fields if one.isVisible() and one.isEnabled() and not one.text().strip()), to)
        self._focus = None
        if to is not None:
            to.setFocus()

    def _take_it(self) -> None:
        for box in self.findChildren(QDialogButtonBox):
            for one in box.buttons():
                if box.buttonRole(one) is QDialogButtonBox.ButtonRole.AcceptRole and one.isEnabled():
                    one.click()
                    return

    def reject(self) -> None:
        if self._begun is None or self._texts() == self._begun:
            super().reject()
            return
        t = self._ui.t
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), t("Throw away what you typed?"), parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        away = box.addButton(t("Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        back = box.addButton(t("Go on writing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        away.clicked.connect(self._leave)
        box.open()

    def _leave(self) -> None:
        super().reject()  # by a method of ours: connected as it is, Qt would call the one above by its name
