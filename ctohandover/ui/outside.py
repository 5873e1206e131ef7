"""Opening what is outside of the program: a page, a mail, a file or its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.ui.context import Ui


def open_address(ui: Ui, address: str) -> None:
    """In the browser or the mail program; where there is none it is said, and the address is in the clipboard."""
    _open(ui, QUrl(address), address)


def open_file(ui: Ui, path: Path) -> None:
    """In the program that the system has for it."""
    _open(ui, QUrl.fromLocalFile(str(path)), str(path))


def _open(ui: Ui, url: QUrl, shown: str) -> None:
    if not QDesktopServices.openUrl(url):
        QGuiApplication.clipboard().setText(shown)
        ui.say(ui.t("No program here opens {address}: it was copied, to be opened elsewhere.", address=shown))
