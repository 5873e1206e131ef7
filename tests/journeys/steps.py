"""What several journeys do, each by clicks and keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from ctohandover.ui.decisions.importing import ImportDialog
from ctohandover.ui.welcome.new import NewWorkspaceDialog
from tests.journeys.conftest import Desk


def make_workspace(desk: Desk, path: Path) -> None:
    """By the form, as a person fills it in."""
    desk.click(desk.window.welcome.new)
    form = desk.dialog(NewWorkspaceDialog)
    desk.keys(form.company, "Boréal Santé")
    desk.keys(form.last_day.edit, "2027-01-09")
    desk.keys(form.handover_day.edit, "9/1/2027" if desk.ui.t.language == "fr" else "1/9/2027")
    for field, name in zip(form.people.name_fields(), ("Marc Delorme", "Léa Rousseau", "Inès Benali"), strict=False):
        desk.keys(field, name)
    form.people.choose_here(1)
    form.file.setText(str(path))
    desk.click(form.make)
    desk.bot.waitUntil(lambda: desk.window.session is not None)
    desk.rest()


def import_folder(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page = desk.decisions
    desk.click(page.import_button)
    preview = desk.dialog(ImportDialog)
    assert preview.model.rowCount() == 4
    assert preview.take.text() == "Take 3 decisions"
    desk.click(preview.take)


def select(desk: Desk, number: int) -> None:
    page = desk.decisions
    for row in range(page.model.rowCount()):
        if page.model.row_at(row).line.number == number:
            rect = page.table.visualRect(page.model.index(row, 1))
            QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
            desk.rest()
            return
    raise AssertionError(number)


def cell(desk: Desk, name: str) -> QWidget:
    """The level of a person on the decision that is shown."""
    cells = desk.decisions.reading.aside.who.cells.values()
    return next(cell for cell in cells if cell.accessibleName().startswith(name))


def drop(desk: Desk, paths: Sequence[Path]) -> None:
    """Let files go over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, left, none = QPointF(10, 10), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, data, left, none)
    desk.window.dragEnterEvent(enter)
    assert enter.isAccepted()
    desk.window.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, left, none))
    desk.rest()
