"""What a person waits for at the screen: a decision to be painted, and a window that answers meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import nh3
from markdown import markdown
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from ctohandover import app as program
from ctohandover.paths import Paths
from ctohandover.render.client import RenderClient
from ctohandover.ui.decisions.importing import ImportDialog
from ctohandover.ui.decisions.page import DecisionsPage
from ctohandover.ui.widgets.reader import ReaderView
from ctohandover.ui.window import Window
from tests.benchmarks import data
from tests.benchmarks.timing import Figure, in_turn, percentile, seconds

BEAT = 2  # milliseconds between two beats of an idle window
WIDTH, HEIGHT = 760, 720


def application() -> QApplication:
    app = QApplication.instance() or QApplication([*sys.argv[:1], *program.STYLE])
    assert isinstance(app, QApplication)
    return app


# --- one document -----------------------------------------------------------------------------------------------------
def reading(folder: Path, *, rounds: int = 15, sizes: tuple[int, ...] = (4, 100)) -> list[Figure]:
    """Text to paint, through the render process and the reader's view, never the same text twice; and once more."""
    application()
    client, view, plain = RenderClient(), ReaderView(), QTextBrowser()
    view.set_theme("light")
    for widget in (view, plain):
        widget.resize(WIDTH, HEIGHT)
        widget.show()
    client.render("# warm", base="w.md")
    found = []
    bars = {4: 35.0, 100: 300.0}
    for size in sizes:
        text, number = data.document(size, size * 1024), iter(range(10_000))
        again = text + "\nagain"
        client.render(again, base="a.md")

        def new(text: str = text, number: Iterator[int] = number) -> None:
            view.set_document(client.render(f"{text}\n{next(number)}", base="a.md").html)
            view.viewport().repaint()

        def cached(text: str = again) -> None:
            known = client.cached(text, base="a.md")
            assert known is not None
            view.set_document(known.html)
            view.viewport().repaint()

        def usual(text: str = text) -> None:
            plain.setHtml(nh3.clean(markdown(text, extensions=["extra", "codehilite"])))
            plain.viewport().repaint()

        times = in_turn(rounds, *(lambda run=run: seconds(run) for run in (new, usual, cached)))
        reference = "Python-Markdown, nh3, Qt"
        bar = bars.get(size)
        found.append(Figure(f"decision of {size} KB chosen to painted", times[0], reference, times[1], most=bar))
        small = 15.0 if size == 4 else None
        found.append(Figure(f"decision of {size} KB, from the cache", times[2], reference, times[1], most=small))
    client.close()
    for widget in (view, plain):
        widget.close()
        widget.deleteLater()
    return found


# --- the window -------------------------------------------------------------------------------------------------------
class Heart(QObject):
    """Beats in the event loop; a gap between two beats is a time in which the window answered nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = perf_counter()
        self._timer = QTimer(self, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = perf_counter()
        self.gaps.append(1000 * (now - self._last))
        self._last = now

    @contextmanager
    def beating(self) -> Iterator[list[float]]:
        """The gaps, in milliseconds, while the block runs."""
        self.gaps, self._last = [], perf_counter()
        self._timer.start()
        try:
            yield self.gaps
        finally:
            self._timer.stop()
            self._beat()


def wait(until: Callable[[], bool], limit: float = 120.0) -> None:
    """Let the window live until something is so. It sleeps between events: to ask without a pause would take the
    interpreter from the threads that are waited for."""
    end = perf_counter() + limit
    loop, ticks = QEventLoop(), QTimer(interval=BEAT)
    ticks.start()
    while not until():
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if perf_counter() > end:
            raise TimeoutError
    ticks.stop()


@contextmanager
def window_on(path: Path, folder: Path) -> Iterator[tuple[Window, DecisionsPage]]:
    """The real window, on the list of that workspace, at rest."""
    app = application()
    ui = program.make_ui(app, Paths(config=folder, data=folder, logs=folder))
    window = Window(ui)
    program.FirstPaint(window)
    window.resize(1280, 800)
    window.open_path(path)
    window.show()
    wait(lambda: window.session is not None and ui.painted and ui.jobs.running == 0)
    ui.go("decisions")
    wait(lambda: ui.jobs.running == 0)
    assert window.frame is not None
    page = window.frame.pages["decisions"]
    assert isinstance(page, DecisionsPage)
    wait(lambda: ui.renderer.pid is not None and ui.jobs.running == 0)
    page.table.setFocus()
    try:
        yield window, page
    finally:
        window.close()
        wait(lambda: ui.jobs.running == 0)
        program.shut(ui)
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def choosing(folder: Path, *, decisions: int = 10_000, rows: int = 60) -> list[Figure]:
    """Down through a long list, as fast as the texts appear; then a jump to its end, and a search."""
    path = data.workspace(folder / "long.handover", decisions)
    heart, times = Heart(), []
    with window_on(path, folder / "profile") as (window, page):
        jobs = window.ui.jobs
        with heart.beating() as gaps:
            for _ in range(rows):
                begin = perf_counter()
                QTest.keyClick(page.table, Qt.Key.Key_Down)
                wait(lambda: jobs.running == 0)
                page.reading.view.viewport().repaint()
                times.append(1000 * (perf_counter() - begin))
            walked = max(gaps)
        with heart.beating() as gaps:
            QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
            wait(lambda: jobs.running == 0)
            page.search.setText(data.vocabulary()[0][700])
            QTest.qWait(400)  # the pause after typing, and the search
            wait(lambda: jobs.running == 0)
            page.search.clear()
            wait(lambda: jobs.running == 0)
            jumped = max(gaps)
    where = f"list of {decisions:,}"
    return [
        Figure(f"row of a {where} chosen to painted, p50", percentile(times, 0.5), most=35),
        Figure(f"longest pause of the window, {rows} rows of a {where}", walked, most=100),
        Figure(f"longest pause of the window, end and search in a {where}", jumped, most=100),
    ]


def importing(folder: Path, *, files: int = 2000, decisions: int = 0) -> list[Figure]:
    """The import dialog from the folder to the last row in the list."""
    repository = data.repository(folder / "repository", files)
    path = data.workspace(folder / "import.handover", decisions) if decisions else data.empty_workspace(
        folder / "import.handover"
    )  # fmt: skip
    heart = Heart()
    with window_on(path, folder / "profile") as (window, page):
        jobs = window.ui.jobs
        begin = perf_counter()
        with heart.beating() as gaps:
            page.import_from(repository)
            wait(lambda: jobs.running == 0 and _dialog() is not None and _shown().plan is not None)
            dialog = _shown()
            looked = max(gaps)
            seen = len(gaps)
            QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
            wait(lambda: page.model.rowCount() == files + decisions and jobs.running == 0)
        took = 1000 * (perf_counter() - begin)
        taken = max(gaps[seen:])
    return [
        Figure(f"import of {files:,} files in the window, whole", took),
        Figure(f"longest pause of the window, preview of {files:,} files", looked, most=100),
        Figure(f"longest pause of the window, taking {files:,} files", taken, most=100),
    ]


def _dialog() -> QWidget | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, ImportDialog) and w.isVisible()), None)


def _shown() -> ImportDialog:
    found = _dialog()
    assert isinstance(found, ImportDialog)
    return found
