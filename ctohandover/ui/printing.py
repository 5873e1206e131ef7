"""Lists on paper: a title, a line about it, and a table. Text goes in as text, so nothing in it is taken for markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


def as_document(title: str, about: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> QTextDocument:
    """The page as it goes to the printer; always dark on white, whatever the theme."""
    document = QTextDocument()
    plain, strong, big = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    for style in (plain, strong, big):
        style.setForeground(QColor("black"))
    strong.setFontWeight(QFont.Weight.DemiBold)
    big.setFontWeight(QFont.Weight.Bold)
    big.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 2)
    cursor = QTextCursor(document)
    cursor.insertText(title, big)
    cursor.insertBlock()
    cursor.insertText(about, plain)
    cursor.insertBlock()
    shape = QTextTableFormat()
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderCollapse(True)
    shape.setBorder(0.5)
    shape.setCellPadding(5)
    shape.setHeaderRowCount(1)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table = cursor.insertTable(len(rows) + 1, len(heads), shape)
    for number, cells in enumerate((heads, *rows)):
        for place, text in enumerate(cells):
            table.cellAt(number, place).firstCursorPosition().insertText(text, plain if number else strong)
    return document


def print_list(title: str, about: str, heads: Sequence[str], rows: Sequence[Sequence[str]], parent: QWidget) -> None:
    """Ask for a printer, then print."""
    show_dialog(as_document(title, about, heads, rows), title, parent)


def show_dialog(document: QTextDocument, title: str, parent: QWidget) -> None:
    """The system's own dialog, not waited for."""
    from PySide6.QtCore import Qt
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: document.print_(printer))
    dialog.show()
