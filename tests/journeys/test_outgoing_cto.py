"""The outgoing CTO takes the records of a repository in, says who knows them, and finds all of it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ctohandover.domain.decisions import Status
from ctohandover.domain.levels import Level
from ctohandover.storage import reads
from ctohandover.storage.reader import Reader
from ctohandover.ui.decisions.narrowing import Filter
from tests.journeys.conftest import Desk
from tests.journeys.steps import import_folder, make_workspace, select


def test_new_workspace_import_read_mark_undo_redo_close_reopen(
    new_desk: Callable[[], Desk], repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk()
    path = tmp_path / "handover.handover"
    desk.window.show_welcome()
    desk.show()
    assert desk.window.welcome.cards == []
    make_workspace(desk, path)
    assert desk.window.windowTitle().startswith("Boréal Santé")
    frame = desk.window.frame
    assert frame is not None
    assert frame.sidebar.keeper.text() == "Keeper: Léa Rousseau"
    assert desk.window.status.who.text() == "You: Léa Rousseau"

    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    page = desk.decisions
    assert [page.model.index(row, 1).data() for row in range(3)] == [
        "Use Kubernetes",
        "PostgreSQL as the only store",
        "Record decisions",
    ]
    select(desk, 2)
    assert page.reading.heading.text() == "2. PostgreSQL as the only store"
    shown = page.reading.view.toPlainText()
    assert "One database." in shown
    assert "def apply(state):" in shown
    assert page.model.index(1, 4).data() == "not known"

    cells = {cell.accessibleName().split(":")[0]: cell for cell in page.reading.aside.who.cells.values()}
    desk.press(Qt.Key.Key_4, on=cells["Marc (external)"])
    assert page.model.index(1, 4).data() == "Marc only"
    desk.press(Qt.Key.Key_3, on=cells["Léa Rousseau"])
    assert page.model.index(1, 4).data() == "1 person"
    desk.undo()
    assert page.model.index(1, 4).data() == "Marc only"
    assert desk.window.toast.text().startswith("Undone: set level 3")
    desk.redo()
    assert page.model.index(1, 4).data() == "1 person"

    # A link in the text leads to the other decision.
    page.reading.view.link_activated.emit("ws:doc/docs/adr/0001-record-decisions.md")
    desk.rest()
    assert page.reading.heading.text() == "1. Record decisions"
    desk.close()

    again = new_desk()
    again.open(path)
    assert again.window.frame is not None
    assert again.window.frame.current == "decisions"  # the last view, and the last decision
    page = again.decisions
    assert page.model.total == 3
    assert page.reading.heading.text() == "1. Record decisions"
    select(again, 2)
    levels = {cell.accessibleName() for cell in page.reading.aside.who.cells.values()}
    assert "Léa Rousseau: 3, explains it unaided, rejected options too" in levels
    assert again.window.status.who.text() == "You: Léa Rousseau"
    again.close()


def test_filters_search_and_status(
    desk: Desk, workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(workspace_path)
    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    page = desk.decisions
    desk.click(page.chips.button(Filter.STANDING))
    assert page.model.rowCount() == 2
    desk.click(page.chips.button(Filter.ALL))
    desk.keys(page.search, "nobody remem")
    desk.bot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.model.row_at(0).line.number == 1
    page.search.clear()
    desk.rest()
    assert page.model.rowCount() == 3
    select(desk, 2)
    page.reading.status_asked.emit(Status.DEPRECATED)
    desk.rest()
    assert page.reading.status.text() == "deprecated"
    assert "edited here, differs from its folder" in page.reading.where.whole()
    assert (
        desk.ui.actions["undo"].text().replace("&", "") == "Undo: set “2. PostgreSQL as the only store” to deprecated"
    )
    desk.undo()
    assert page.reading.status.text() == "accepted"


def test_remove_and_back(desk: Desk, workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open(workspace_path)
    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    page = desk.decisions
    select(desk, 3)
    desk.click(page.reading.aside.remove)
    assert page.model.total == 2
    desk.undo()
    assert page.model.total == 3


def test_assess_with_how_it_is_known(
    desk: Desk, workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ctohandover.ui.subjects.assess import AssessDialog

    desk.open(workspace_path)
    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    page = desk.decisions
    select(desk, 1)
    cell = next(cell for cell in page.reading.aside.who.cells.values() if "Karim" in cell.accessibleName())
    desk.press(Qt.Key.Key_Return, on=cell)
    form = desk.dialog(AssessDialog)
    form.level.setCurrentIndex(3)
    form.how.setCurrentIndex(form.how.count() - 1)  # teach-back
    form.by.setCurrentIndex(form.by.findText("Léa Rousseau"))
    desk.keys(form.evidence, "explained to Jade")
    desk.click(form.keep)
    reader = Reader(workspace_path)
    with reader.reading() as run:
        said = reads.assessments(run)
    reader.close()
    assert [(item.level, item.evidence) for item in said] == [(Level.ALONE, "explained to Jade")]
    assert said[0].proves(vital=True)
    assert page.reading.aside.who.reason.text() == "Inside: Karim. Shown, not only said."
