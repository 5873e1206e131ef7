"""The folder's text of a decision against the one here, line by line."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ctohandover.ui.widgets.basics import dialog_buttons, label, roomy

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui


def difference(here: str, folder: str) -> list[str]:
    """Lines with "-" are only here, with "+" only in the folder, with a space in both; "@" tells of a gap."""
    lines = difflib.unified_diff(here.splitlines(), folder.splitlines(), lineterm="", n=4)
    return [line for line in lines if not line.startswith(("---", "+++"))]


class CompareDialog(QDialog):
    def __init__(self, ui: Ui, path: str, here: str, folder: str, parent: QWidget) -> None:
        super().__init__(parent)
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(path)
        self.view = QPlainTextEdit()
        self.view.setReadOnly(True)
        self.view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.view.setAccessibleName(t("Differences"))
        self._fill(ui, difference(here, folder))
        buttons, _ = dialog_buttons(self, t("Close"))
        layout = QVBoxLayout(self)
        layout.addWidget(label(t("− only here    + only in the folder"), name="muted"))
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        roomy(self, 760, 480)

    def _fill(self, ui: Ui, lines: list[str]) -> None:
        colours = ui.theme.colours
        cursor = self.view.textCursor()
        for line in lines or [ui.t("The texts are the same.")]:
            look = QTextCharFormat()
            if line.startswith("-"):
                look.setForeground(QColor(colours.bad))
            elif line.startswith("+"):
                look.setForeground(QColor(colours.good))
            elif line.startswith("@"):
                look.setForeground(QColor(colours.muted))
            cursor.insertText(line + "\n", look)
        self.view.moveCursor(QTextCursor.MoveOperation.Start)
