"""A founder looks for a word and reads on where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel

from ctohandover.domain.decisions import Status
from ctohandover.ui.decisions.importing import ImportDialog
from ctohandover.ui.decisions.narrowing import Filter
from tests.journeys.conftest import Desk
from tests.journeys.steps import cell, select
from tests.journeys.test_finder import choose

LONG = (
    "# 4. Queues\n\nDate: 2025-04-01\n\n## Status\n\nAccepted\n\n"
    "## Context\n\nA queue for letters. Nobody minds it.\n\n"
    + "Nothing of it here.\n\n" * 80
    + "The queue of the night.\n\n## Decision\n\nOne queue for all.\n"
)
PARTS = "# 5. Parts\n\nDate: 2025-05-01\n\n## Status\n\nAccepted\n\n## Context\n\n" + (
    "w" * 6000 + "\n\n" + "Shown as it is typed, in parts.\n" * 5000 + "The heron.\n"
)


@pytest.fixture
def searched(desk: Desk, workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    (repository / "docs/adr/0004-queues.md").write_text(LONG, encoding="utf-8")
    (repository / "docs/adr/0005-parts.md").write_text(PARTS, encoding="utf-8")
    desk.open(workspace_path)
    desk.go("decisions")
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_: str(repository))
    desk.click(desk.decisions.import_button)
    desk.click(desk.dialog(ImportDialog).take)
    return desk


def marked(desk: Desk) -> list[str]:
    return [mark.cursor.selectedText() for mark in desk.decisions.reading.view.extraSelections()]


def test_the_words_of_a_search_are_marked_and_gone_through(searched: Desk) -> None:
    desk, page = searched, searched.decisions
    select(desk, 4)
    assert not page.reading.found.isVisible()
    desk.keys(page.search, "queue")
    desk.bot.waitUntil(lambda: marked(desk) == ["queue", "queue", "queue"])
    assert page.model.rowCount() == 1
    assert page.reading.found.told.text() == "“queue”: 1 of 3"
    bar = page.reading.view.verticalScrollBar()
    first = bar.value()
    desk.ui.actions["found-next"].trigger()
    assert page.reading.found.told.text() == "“queue”: 2 of 3"
    assert bar.value() > first
    desk.click(page.reading.found.next)
    desk.click(page.reading.found.next)
    assert page.reading.found.told.text() == "“queue”: 1 of 3"  # round to the first
    assert bar.value() == first
    desk.ui.actions["found-before"].trigger()
    assert page.reading.found.told.text() == "“queue”: 3 of 3"

    # What is done to the decision meanwhile does not take the reader elsewhere.
    below = bar.value()
    desk.press(Qt.Key.Key_3, on=cell(desk, "Léa"))
    assert page.model.index(0, 4).data() == "1 person"
    assert page.reading.found.told.text() == "“queue”: 3 of 3"
    assert bar.value() == below
    page.reading.status_asked.emit(Status.DEPRECATED)  # written into the text, which is laid out anew
    desk.bot.waitUntil(lambda: "Deprecated" in page.reading.view.toPlainText())
    desk.rest()
    assert page.reading.found.told.text() == "“queue”: 3 of 3"
    assert bar.value() == below
    assert marked(desk) == ["queue", "queue", "queue"]

    told = page.table.viewport().findChild(QLabel)
    assert isinstance(told, QLabel)
    assert not told.isVisible()
    desk.keys(page.search, "zebra")  # behind what stands there: nothing has that
    desk.bot.waitUntil(lambda: page.model.rowCount() == 0)
    desk.rest()
    assert told.isVisible()  # the empty list says why it is
    assert told.text() == "Nothing fits this search and filter."

    page.search.clear()
    desk.rest()
    assert not told.isVisible()
    assert marked(desk) == []
    assert not page.reading.found.isVisible()
    assert not desk.ui.actions["found-next"].isEnabled()


def test_what_the_search_for_everything_found_is_marked_in_that_text_alone(searched: Desk) -> None:
    desk, page = searched, searched.decisions
    select(desk, 1)
    desk.go("people")
    choose(desk, "nobody", "4. Queues")
    assert page.reading.heading.text() == "4. Queues"
    assert marked(desk) == ["Nobody"]
    assert page.reading.found.isVisible()
    select(desk, 1)
    assert "Nobody remembers" in page.reading.view.toPlainText()
    assert marked(desk) == []
    assert not page.reading.found.isVisible()


def test_marks_stay_while_the_list_is_looked_up_again_and_go_with_their_text(searched: Desk) -> None:
    desk, page = searched, searched.decisions
    desk.keys(page.search, "queue")
    desk.bot.waitUntil(lambda: marked(desk) == ["queue", "queue", "queue"])
    choose(desk, "night", "4. Queues")
    assert marked(desk) == ["night"]
    place = page.reading.view.verticalScrollBar().value()
    assert place > 0
    desk.press(Qt.Key.Key_2, on=cell(desk, "Léa"))
    assert page.search.text() == "queue"
    assert marked(desk) == ["night"]
    assert page.reading.view.verticalScrollBar().value() == place

    forth = desk.ui.actions["found-next"]
    assert forth.isEnabled()
    page.detail.edit()
    assert not forth.isEnabled()
    desk.press(Qt.Key.Key_Escape, on=page.editor.edit)
    assert page.reading.isVisible()
    assert forth.isEnabled()
    page.remove()
    desk.rest()
    assert page.model.rowCount() == 0
    assert not forth.isEnabled()


def test_the_word_is_in_sight_below_the_line_that_counts_it(searched: Desk) -> None:
    desk, page = searched, searched.decisions
    select(desk, 4)
    view, height = page.reading.view, page.reading.view.viewport().height()
    for lines in range(30):  # wherever the word stands at the lower edge
        view.find_words("")
        page.reading.found.search("")
        text = "line\n\n" * lines + "heron\n\n" + "line\n\n" * 60
        view.set_document(desk.ui.renderer.render(text, base="x.md").html)
        QApplication.processEvents()
        page.reading.found.search("heron")
        assert page.reading.found.isVisible()
        assert view.viewport().height() < height
        (mark,) = view.extraSelections()
        cursor = QTextCursor(mark.cursor)
        assert view.cursorRect(cursor).top() >= 0
        assert view.cursorRect(cursor).bottom() <= view.viewport().height(), lines


def test_the_word_is_in_sight_below_a_longer_heading_too(
    desk: Desk, workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a text with a short heading to one with a long one, both with the word, the second at its end."""
    body = "\n\nDate: 2025-04-01\n\n## Status\n\nAccepted\n\n## Context\n\n" + "Nothing.\n\n" * 60
    (repository / "docs/adr/0007-short.md").write_text(f"# 7. Short{body}The heron.\n", encoding="utf-8")
    long = "A heading that needs several lines in the room that there is beside a list and beside all the people " * 2
    (repository / "docs/adr/0006-long.md").write_text(f"# 6. {long}{body}The heron.\n", encoding="utf-8")
    desk.open(workspace_path)
    desk.go("decisions")
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_: str(repository))
    desk.click(desk.decisions.import_button)
    desk.click(desk.dialog(ImportDialog).take)
    desk.keys(desk.decisions.search, "heron")
    desk.bot.waitUntil(lambda: desk.decisions.model.rowCount() == 2)
    view = desk.decisions.reading.view
    for number in (7, 6):
        select(desk, number)
        desk.bot.waitUntil(lambda: marked(desk) == ["heron"])
        QApplication.processEvents()
        line = view.cursorRect(view.textCursor())
        assert 0 <= line.top() <= line.bottom() <= view.viewport().height(), number


def test_the_part_of_a_long_text_that_is_read_stays(searched: Desk) -> None:
    desk, page = searched, searched.decisions
    select(desk, 5)
    view = page.reading.view
    desk.bot.waitUntil(lambda: "1 / 2" in view.toPlainText())
    view.anchorClicked.emit(QUrl("ws:page/2"))
    desk.rest()
    assert "The heron." in view.toPlainText()
    view.verticalScrollBar().setValue(200)
    page.reading.status_asked.emit(Status.DEPRECATED)
    desk.rest()
    assert page.reading.status.text() == "deprecated"
    assert "The heron." in view.toPlainText()
    assert view.verticalScrollBar().value() == 200
    select(desk, 4)
    select(desk, 5)
    assert "1 / 2" in view.toPlainText()

    view.anchorClicked.emit(QUrl("ws:page/2"))
    desk.rest()
    assert page.reading.reason.isVisible()
    page.detail.edit()
    page.editor.edit.setPlainText("# 5. Parts\n\n## Status\n\nAccepted\n\n## Context\n\n**Short** now.\n")
    page.detail.leave()
    desk.rest()
    assert "Short now." in view.toPlainText()  # laid out, and not as it is typed
    assert not page.reading.reason.isVisible()


def test_the_status_that_it_has_is_checked(searched: Desk) -> None:
    desk, page = searched, searched.decisions
    desk.click(page.chips.button(Filter.ALL))
    select(desk, 3)
    menu = page.reading.status.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Rejected"]
    next(action for action in menu.actions() if action.text() == "Proposed").trigger()
    desk.rest()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Proposed"]
