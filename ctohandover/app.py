"""The only wiring of the desktop program: profile, settings, words, colours, jobs, window."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer, qVersion
from PySide6.QtWidgets import QApplication

from ctohandover import settings as prefs
from ctohandover.domain.ids import new_id
from ctohandover.i18n import LANGUAGES, Translator, translator
from ctohandover.resources import resources_folder
from ctohandover.settings import Settings
from ctohandover.ui.actions import Actions
from ctohandover.ui.context import Ui
from ctohandover.ui.garbage import collect_here
from ctohandover.ui.jobs import Jobs
from ctohandover.ui.theme import Theme
from ctohandover.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from ctohandover.paths import Paths

SETTINGS_PAUSE = 500
SHOW_ANYWAY = 300
STYLE = ("-style", "fusion")
QUIT_VARIABLE = "CTOHANDOVER_QUIT_AT_FIRST_PAINT"


def screen_language(settings: Settings) -> str:
    """What the user chose, else what the system speaks if we do too, else English."""
    chosen = settings.get(prefs.LANGUAGE)
    if chosen != "system":
        return chosen
    code = QLocale().name()[:2]
    return code if code in LANGUAGES else "en"


class FirstPaint(QObject):
    """Calls back once, right after the window has painted what it was opened for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._data = False
        window.first_data.connect(self._has_data)

    def _has_data(self) -> None:
        if self._data:
            return
        self._data = True
        self._window.installEventFilter(self)
        if self._window.isVisible():
            self._window.update()
        else:
            self._window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            # The children paint in the same pass; behind it the queue goes on.
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        if os.environ.get(QUIT_VARIABLE) == "1":
            QApplication.exit(0)
            return
        collect_here(self._window.ui.jobs)
        _share_memory()
        self._window.ui.painted = True
        self._window.ui.voice.first_paint.emit()


def _share_memory() -> None:
    """Let the threads that begin from now on share the main heap, where the C library is glibc: heaps of their own cost
    20 MiB once SQLAlchemy is imported in one of them, and nothing here allocates so fast that they would pay."""
    if sys.platform == "linux":
        import ctypes

        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(-8, 1)  # M_ARENA_MAX


def make_ui(app: QApplication, paths: Paths) -> Ui:
    """Everything that pages are given, before there is a window."""
    settings = Settings(paths.settings)
    if not settings.get(prefs.OWNER):
        settings.set(prefs.OWNER, new_id())
    resources = resources_folder()
    words = translator(screen_language(settings), resources / "translations")
    _qt_words(app, words)
    theme = Theme(app, resources / "themes", settings.get(prefs.THEME))
    ui = Ui(
        paths=paths, settings=settings, t=words, theme=theme, jobs=Jobs(app), actions=Actions(app), resources=resources
    )
    _write_settings_later(ui)
    return ui


def _write_settings_later(ui: Ui) -> None:
    """Preferences reach the disk in a job, shortly after they were set: syncing a disk takes its time."""
    timer = QTimer(ui.jobs, singleShot=True, interval=SETTINGS_PAUSE)
    timer.timeout.connect(lambda: ui.after_paint(lambda: ui.jobs.run(ui.settings.write)))
    ui.settings.on_change = timer.start
    ui.jobs.closing.connect(timer.stop)


def _qt_words(app: QApplication, words: Translator) -> None:
    """Qt's own words (standard buttons, context menus) in the same language; English is built in."""
    QLocale.setDefault(QLocale(words.language))
    if words.language == "en":
        return
    from PySide6.QtCore import QLibraryInfo, QTranslator

    catalogue = QTranslator(app)
    if catalogue.load(f"qtbase_{words.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(catalogue)


def run(paths: Paths, workspace: Path | None = None, *, demo: bool = False) -> int:
    """Open the window and stay until it is closed; gives back the exit code."""
    # The style is asked for in words: `setStyle` gives it back, and PySide takes 5 ms to make the class of it known.
    app = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE])
    assert isinstance(app, QApplication)
    app.setApplicationName("ctohandover")
    app.setApplicationDisplayName("CTO Handover")
    app.setDesktopFileName("ctohandover")
    ui = make_ui(app, paths)
    window = Window(ui)
    catch_bugs(window)
    FirstPaint(window)
    if demo:
        window.open_demo()
    elif workspace is not None:
        window.open_path(workspace)
    else:
        window.show_welcome()
    # Shown with its list in it, which takes half the time of showing it empty first; unless that is late.
    QTimer.singleShot(SHOW_ANYWAY, window, window.show)
    code = app.exec()
    shut(ui)
    return code


def shut(ui: Ui) -> None:
    """Let everything that was begun come to its end."""
    ui.settings.on_change = None
    ui.jobs.close()
    ui.close_renderer()
    ui.settings.write()


def catch_bugs(window: Window) -> None:
    """Slot errors only reach `sys.excepthook`: show what is a bug as such, and go on."""
    from ctohandover.errors import AppError

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        if isinstance(error, AppError):
            window.fail(error)
            return
        from ctohandover import crash
        from ctohandover.ui.messages import CrashDialog

        sys.__excepthook__(kind, error, trace)
        text = crash.report(error, Qt=qVersion())
        path = crash.write_report(window.ui.paths.logs, text)
        CrashDialog(window, text, path, window.ui.t).open()

    sys.excepthook = hook
