"""Parts of the window by themselves: days as people write them, jobs, preferences, what start-up may import."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import threading
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QToolButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from ctohandover import settings as prefs
from ctohandover.errors import AppError, Cancelled, Invalid
from ctohandover.i18n import translator
from ctohandover.resources import resources_folder
from ctohandover.ui.garbage import collect_here
from ctohandover.ui.jobs import Jobs, Progress
from ctohandover.ui.widgets.basics import Link, button, dialog_buttons, excerpt, number_box, opens, plain_tip
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.dates import parse_day


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("2027-01-09", "en", date(2027, 1, 9)),
        ("9/1/2027", "fr", date(2027, 1, 9)),
        ("1/9/2027", "en", date(2027, 1, 9)),
        ("25/12/2026", "en", date(2026, 12, 25)),
        ("9.1.27", "en", date(2027, 1, 9)),
        ("2028-02-29", "fr", date(2028, 2, 29)),
        ("  ", "fr", None),
    ],
)
def test_days_as_people_write_them(text: str, language: str, day: date | None) -> None:
    assert parse_day(text, language) == day


@pytest.mark.parametrize("text", ["tomorrow", "2027-13-01", "31/02/2027", "2027", "1/2", "2027-02-29"])
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(Invalid):
        parse_day(text, "fr")


def test_jobs_deliver_in_the_main_thread_and_in_order(qtbot: QtBot) -> None:
    jobs = Jobs()
    seen: list[object] = []
    for number in range(20):
        jobs.write(lambda number=number: number, seen.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert seen == list(range(20))
    jobs.close()


def test_jobs_tell_errors_apart(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = Jobs()
    known: list[AppError] = []
    stray: list[object] = []
    bugs: list[object] = []
    stopped: list[bool] = []
    jobs.trouble.connect(stray.append)
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: bugs.append(error))

    def fail(error: BaseException) -> None:
        raise error

    jobs.run(lambda: fail(AppError("a")), None, known.append)
    jobs.run(lambda: fail(AppError("b")))
    jobs.run(lambda: fail(ZeroDivisionError()))
    jobs.run(lambda: fail(Cancelled()), cancelled=lambda: stopped.append(True))
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert [error.code for error in known] == ["a"]
    assert [getattr(error, "code", "") for error in stray] == ["b"]
    assert [type(error) for error in bugs] == [ZeroDivisionError]
    assert stopped == [True]
    jobs.close()


def test_what_a_job_held_is_let_go_in_the_main_thread(qtbot: QtBot) -> None:
    class Held:
        def __del__(self) -> None:
            died_in.append(threading.current_thread())

    died_in: list[threading.Thread] = []
    jobs = Jobs()
    jobs.run(partial(bool, Held()))
    qtbot.waitUntil(lambda: jobs.running == 0)
    jobs.close()  # the thread of the job ends, and with it what it kept
    assert died_in == [threading.main_thread()]


def test_cycles_are_freed_in_the_main_thread_alone(qtbot: QtBot) -> None:
    class Node:
        me: Node

        def __del__(self) -> None:
            died_in.add(threading.current_thread())

    def litter() -> None:
        for _ in range(2000):
            node = Node()
            node.me = node

    died_in: set[threading.Thread] = set()
    owner = QObject()
    timer = collect_here(owner)
    assert not gc.isenabled()
    thread = threading.Thread(target=litter)
    thread.start()
    thread.join()
    assert died_in == set()
    timer.timeout.emit()
    assert died_in == {threading.main_thread()}


def test_a_callback_whose_owner_is_gone_is_not_called(qtbot: QtBot) -> None:
    import shiboken6

    jobs = Jobs()
    owner = QObject()
    seen: list[int] = []
    jobs.run(lambda: 1, seen.append, owner=owner)
    shiboken6.delete(owner)
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert seen == []
    jobs.close()


def test_progress_stops_work_when_asked(qtbot: QtBot) -> None:
    progress = Progress()
    progress.step(1, 2)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(2, 2)


def test_tips_show_markup_as_text() -> None:
    assert plain_tip('<img src="/etc/passwd">') == '<span>&lt;img src="/etc/passwd"&gt;</span>'


def test_an_excerpt_is_without_the_marks_of_its_text() -> None:
    assert excerpt("…\n## Why\n| a | \x02b\x03 |\n|---|---|\n- ```sh ls -l``` of snake_case > x") == (
        "… Why a b sh ls -l of snake_case x"
    )


def test_settings_that_cannot_be_read_are_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{broken")
    settings = prefs.Settings(path)
    assert settings.trouble
    settings.set(prefs.THEME, "dark")
    settings.write()
    assert json.loads(path.read_text()) == {"theme": "dark"}
    assert (tmp_path / "settings.unreadable.json").read_text() == "{broken"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_setting_out_of_range_is_its_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": "pink", "recent": [1, 2], "language": "fr"}))
    settings = prefs.Settings(path)
    assert settings.get(prefs.THEME) == "system"
    assert settings.get(prefs.RECENT) == []
    assert settings.get(prefs.LANGUAGE) == "fr"
    with pytest.raises(ValueError, match="theme"):
        settings.set(prefs.THEME, "pink")


_PROBE = """
import sys
import threading
import ctohandover.app as program
from ctohandover.app import FirstPaint
def painted(self):
    heavy = [name for name in ("sqlalchemy", "sqlmodel", "pydantic", "alembic", "markdown", "pygments", "nh3", "yaml",
        "babel", "keyring", "ctohandover.formats.adr") if name in sys.modules]
    print(",".join(heavy), flush=True)
    from PySide6.QtWidgets import QApplication
    QApplication.exit(0)
FirstPaint._painted = painted
from pathlib import Path
from ctohandover.paths import paths
program.run(paths(), Path(sys.argv[1]))
"""


def test_nothing_heavy_is_imported_before_the_first_paint(workspace_path: Path, tmp_path: Path) -> None:
    for view in ("overview", "decisions"):
        profile = tmp_path / view
        settings = prefs.Settings(profile / "settings.json")
        with_id = __import__("ctohandover.storage.reader", fromlist=["Reader"]).Reader(workspace_path)
        with with_id.reading() as run:
            key = run("SELECT id FROM workspace")[0][0]
        with_id.close()
        settings.put(prefs.LAYOUT, f"view:{key}", view)
        settings.write()
        done = subprocess.run(
            [sys.executable, "-c", _PROBE, str(workspace_path)],
            env={**os.environ, "CTOHANDOVER_PROFILE": str(profile), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert done.stdout.strip() == "", view


def test_dates_and_numbers_in_both_languages() -> None:
    folder = resources_folder() / "translations"
    english = translator("en", folder)
    assert english.date(date(2027, 1, 9)) == "9\N{NO-BREAK SPACE}Jan\N{NO-BREAK SPACE}2027"
    assert english.number(12345.5) == "12,345.5"
    assert english.join(["a", "b", "c"]) == "a, b and c"


def test_the_wheel_scrolls_and_changes_nothing(qtbot: QtBot) -> None:
    """A field that happens to be under the mouse would otherwise be changed, and saved, by scrolling a page."""
    choice, number = Choice(), number_box(0, 10)
    choice.addItems(["one", "two", "three"])
    choice.setCurrentIndex(1)
    number.setValue(5)
    for field in (choice, number):
        qtbot.addWidget(field)
        field.show()
        field.setFocus()
        event = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(field, event)
        assert not event.isAccepted()
    assert (choice.currentIndex(), number.value()) == (1, 5)


def test_return_presses_the_button_that_has_the_focus_and_no_other(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    pressed: list[str] = []
    field, one, link = (
        QLineEdit(),
        button("One", lambda: pressed.append("one")),
        Link("Two", lambda: pressed.append("two")),
    )
    box, take = dialog_buttons(dialog, "Cancel", "Take")
    box.accepted.connect(lambda: pressed.append("take"))
    dialog.rejected.connect(lambda: pressed.append("cancel"))
    layout = QVBoxLayout(dialog)
    for part in (one, link, field, box):
        layout.addWidget(part)
    assert take is not None
    take.setEnabled(False)
    dialog.show()
    take.setEnabled(True)  # Qt had given Return to Cancel meanwhile
    for where in (field, one, link):
        QTest.keyClick(where, Qt.Key.Key_Return)
    QTest.keyClick(one, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["take", "one", "two"]


def test_a_button_is_not_lit_any_more_when_its_menu_closes_elsewhere(qtbot: QtBot) -> None:
    made, menu = QToolButton(), QMenu()
    menu.addAction("One")
    opens(made, menu)
    qtbot.addWidget(made)
    made.show()
    made.move(QCursor.pos() + QPoint(500, 500))
    made.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)  # as it was when it was clicked
    menu.aboutToHide.emit()
    assert not made.testAttribute(Qt.WidgetAttribute.WA_UnderMouse)
