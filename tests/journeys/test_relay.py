"""The relay sees what only the outsider can explain, makes it fewer, and edits what was written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ctohandover.domain.holders import Situation
from ctohandover.services.overview import overview
from ctohandover.storage import reads
from ctohandover.storage.reader import Reader
from ctohandover.ui.decisions.narrowing import Filter
from ctohandover.ui.overview.page import OverviewPage
from ctohandover.ui.overview.parts import Figure
from tests.journeys.conftest import Desk
from tests.journeys.steps import cell, import_folder, select


def overview_page(desk: Desk) -> OverviewPage:
    page = desk.go("overview")
    assert isinstance(page, OverviewPage)
    return page


def test_the_count_falls_when_an_insider_reaches_three_and_comes_back_on_undo(
    desk: Desk, workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(workspace_path)
    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    for number in (1, 2):
        select(desk, number)
        desk.press(Qt.Key.Key_4, on=cell(desk, "Marc"))
    page = overview_page(desk)
    only = page.figures[Filter.OUTSIDER_ONLY]
    assert only.count() == "2"
    assert len(page.items) == 2

    # The figure opens the rows behind it.
    desk.click(only)
    assert desk.decisions.model.rowCount() == 2
    assert desk.decisions.model.filter is Filter.OUTSIDER_ONLY
    select(desk, 2)
    desk.press(Qt.Key.Key_2, on=cell(desk, "Karim"))
    assert overview_page(desk).figures[Filter.OUTSIDER_ONLY].count() == "2"
    desk.go("decisions")
    desk.press(Qt.Key.Key_3, on=cell(desk, "Karim"))
    assert overview_page(desk).figures[Filter.OUTSIDER_ONLY].count() == "1"
    desk.undo()
    assert page.figures[Filter.OUTSIDER_ONLY].count() == "2"

    # A row of the overview opens its decision.
    desk.click(page.items[0])
    assert desk.decisions.reading.heading.text() == "2. PostgreSQL as the only store"


_EDIT_AND_HANG = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ctohandover import app as program
from ctohandover.paths import Paths
from ctohandover.ui.window import Window
app = QApplication([])
root = Path(sys.argv[2])
ui = program.make_ui(app, Paths(config=root, data=root, logs=root / "logs"))
window = Window(ui)
painter = program.FirstPaint(window)
window.open_path(Path(sys.argv[1]))
window.show()
def edit():
    frame = window.frame
    if frame is None or frame.current != "decisions" or frame.pages["decisions"].detail.detail is None:
        if window.frame is not None and window.frame.current != "decisions":
            window.frame.show_page("decisions")
        QTimer.singleShot(50, edit)
        return
    page = window.frame.pages["decisions"]
    page.detail.edit()
    editor = page.editor
    editor.edit.setPlainText(editor.edit.text() + "Committed line.\\n")
    editor.finished.connect(lambda: QTimer.singleShot(300, draft))
    editor.commit()
def draft():
    page = window.frame.pages["decisions"]
    if page.detail.detail is None or b"Committed line." not in page.detail.detail.decision.content:
        QTimer.singleShot(50, draft)
        return
    page.detail.edit()
    page.editor.edit.setPlainText(page.editor.edit.text() + "Only typed.\\n")
    watch()
def watch():
    from ctohandover.storage import reads
    def found(drafts):
        if drafts:
            print("typed", flush=True)
        else:
            QTimer.singleShot(50, watch)
    window.session.read(lambda run: reads.drafts(run, ui.owner), found)
QTimer.singleShot(0, edit)
ui.settings.write()
app.exec()
"""


def colours_of(figure: Figure) -> set[str]:
    image = figure.grab().toImage()
    return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}


def test_a_figure_has_the_colour_of_what_it_says_in_both_themes_and_none_where_there_is_nothing(
    desk: Desk, workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(workspace_path)
    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    only = overview_page(desk).figures[Filter.OUTSIDER_ONLY]
    colours = desk.ui.theme.colours
    assert (only.count(), colours.bad in colours_of(only), colours.muted in colours_of(only)) == ("0", False, True)
    desk.go("decisions")
    select(desk, 1)
    desk.press(Qt.Key.Key_4, on=cell(desk, "Marc"))
    overview_page(desk)
    assert (only.count(), colours.bad in colours_of(only)) == ("1", True)
    desk.ui.theme.choose("dark")
    desk.rest()
    assert desk.ui.theme.colours.bad != colours.bad
    assert desk.ui.theme.colours.bad in colours_of(only)


def test_killed_while_editing_the_committed_is_there_and_the_draft_is_offered(
    new_desk: Callable[[], Desk],
    workspace_path: Path,
    repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = new_desk()
    first.open(workspace_path)
    first.go("decisions")
    import_folder(first, repository, monkeypatch)
    select(first, 2)
    first.close()

    child = subprocess.Popen(
        [sys.executable, "-c", _EDIT_AND_HANG, str(workspace_path), str(tmp_path / "profile")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "typed"
    child.send_signal(signal.SIGKILL)
    child.communicate()

    desk = new_desk()
    desk.open(workspace_path)
    desk.go("decisions")
    select(desk, 2)
    page = desk.decisions
    assert "Committed line." in page.reading.view.toPlainText()
    assert "Only typed." not in page.reading.view.toPlainText()
    assert page.reading.draft.isVisible()
    page.reading.edit_asked.emit()
    desk.rest()
    assert "Only typed." in page.editor.edit.text()
    desk.click(page.editor.done)
    assert "Only typed." in page.reading.view.toPlainText()
    assert not page.reading.draft.isVisible()
    desk.undo()
    assert "Only typed." not in page.reading.view.toPlainText()


def test_leaving_the_editor_commits_as_one_step(
    desk: Desk, workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(workspace_path)
    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    select(desk, 2)
    page = desk.decisions
    desk.click(page.reading.edit)
    page.editor.edit.appendPlainText("A\N{NO-BREAK SPACE}: line.")
    desk.go("overview")
    desk.go("decisions")
    assert "A : line." in page.reading.view.toPlainText()  # Qt's plain text has no no-break spaces
    reader = Reader(workspace_path)
    with reader.reading() as run:
        content = reads.decision(run, page.model.row_at(1).line.id).content
    reader.close()
    assert content.endswith("A\N{NO-BREAK SPACE}: line.".encode())
    desk.undo()
    assert "A : line." not in page.reading.view.toPlainText()


def test_a_draft_is_kept_while_somebody_types_without_a_pause(
    desk: Desk, workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(workspace_path)
    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    select(desk, 2)
    page = desk.decisions
    desk.click(page.reading.edit)
    key = page.model.row_at(1).line.id
    typed = 0

    def draft_is_there() -> bool:
        nonlocal typed
        typed += 1
        page.editor.edit.insertPlainText("x")  # a key every few milliseconds, and never a pause
        reader = Reader(workspace_path)
        try:
            with reader.reading() as run:
                return reads.draft(run, key, desk.ui.owner) is not None
        finally:
            reader.close()

    desk.bot.waitUntil(draft_is_there, timeout=5000)
    assert typed > 3
    page.editor.throw_away()
    desk.rest()


def test_another_window_sees_the_change_and_a_stale_save_is_told(
    new_desk: Callable[[], Desk], workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = new_desk()
    one.open(workspace_path)
    one.go("decisions")
    import_folder(one, repository, monkeypatch)
    select(one, 2)
    two = new_desk()
    two.open(workspace_path)
    two.go("decisions")
    select(two, 2)
    two.click(two.decisions.reading.edit)
    two.decisions.editor.edit.appendPlainText("Two.")

    one.click(one.decisions.reading.edit)
    one.decisions.editor.edit.appendPlainText("One.")
    one.click(one.decisions.editor.done)

    two.click(two.decisions.editor.done)
    assert [getattr(error, "code", "") for error in two.errors] == ["changed-elsewhere"]
    assert two.decisions.editor.edit.text().endswith("Two.")  # nothing that was typed is lost
    one.press(Qt.Key.Key_3, on=cell(one, "Karim"))
    two.bot.waitUntil(lambda: two.decisions.model.index(1, 4).data() == "1 person", timeout=8000)
    reader = Reader(workspace_path)
    with reader.reading() as run:
        assert overview(run, two.ui.today()).count(Situation.HELD) == 1
    reader.close()
