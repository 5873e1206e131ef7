"""Errors and crash reports as the user sees them: what, why and what now, and always copyable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QPlainTextEdit, QVBoxLayout, QWidget

from ctohandover import messages
from ctohandover.ui.widgets.basics import dialog_buttons, label, roomy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ctohandover.errors import AppError
    from ctohandover.i18n import Translator


def show_error(
    parent: QWidget | None,
    error: AppError,
    t: Translator,
    action: str = "",
    act: Callable[[], None] | None = None,
) -> None:
    """Show an error; nothing nested runs, other windows go on. `act` is a way to mend it."""
    text = messages.error(error, t)
    box = QMessageBox(QMessageBox.Icon.Warning, t("CTO Handover"), text, QMessageBox.StandardButton.Ok, parent)
    box.setObjectName("error")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    if act is not None:
        box.addButton(action, QMessageBox.ButtonRole.AcceptRole).clicked.connect(lambda: act())
    copy = box.addButton(t("Copy"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


class CrashDialog(QDialog):
    """A bug of ours, said plainly. The work that was committed is in the file."""

    def __init__(self, parent: QWidget | None, text: str, path: Path | None, t: Translator) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Something went wrong"))
        said = label(
            t(
                "This is a mistake in CTO Handover. What you had done is in the file. You can go on; if things look"
                " odd, close and reopen the workspace. The report below holds nothing of what you typed."
            ),
            wrap=True,
        )
        view = QPlainTextEdit(text)
        view.setReadOnly(True)
        view.setAccessibleName(t("Crash report"))
        buttons, _ = dialog_buttons(self, t("Close"))
        copy = buttons.addButton(t("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(view, 1)
        if path is not None:
            layout.addWidget(label(t("Also kept as {path}", path=path), name="muted", wrap=True))
        layout.addWidget(buttons)
        roomy(self, 640, 420)
