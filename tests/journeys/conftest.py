"""A real window on a real file: clicks and keys go in through Qt, and what comes out is read from the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ctohandover import app as program
from ctohandover import settings as prefs
from ctohandover.paths import Paths
from ctohandover.ui.decisions.page import DecisionsPage
from ctohandover.ui.page import Page
from ctohandover.ui.session import Session
from ctohandover.ui.window import Window


class Desk:
    """One user at one window. Methods wait for what they caused; nothing sleeps."""

    def __init__(self, bot: QtBot, paths: Paths, language: str = "en") -> None:
        self.bot = bot
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.ui = program.make_ui(app, paths)
        self.window = Window(self.ui)
        self.painter = program.FirstPaint(self.window)
        self.window.resize(1280, 800)
        self.errors: list[object] = []
        self.closed = False
        self.window.failed.connect(self.errors.append)

    def show(self) -> None:
        self.window.show()
        self.bot.waitUntil(lambda: self.ui.painted)
        self.rest()

    def open(self, path: Path) -> Session:
        self.window.open_path(path)
        if not self.window.isVisible():
            self.window.show()
        self.bot.waitUntil(lambda: self.window.session is not None and self.ui.painted, timeout=10_000)
        self.rest()
        assert self.window.session is not None
        return self.window.session

    def rest(self) -> None:
        """Until every job is done and its results are on the screen."""
        self.bot.waitUntil(lambda: self.ui.jobs.running == 0, timeout=20_000)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        self.bot.waitUntil(lambda: self.ui.jobs.running == 0, timeout=20_000)

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible(), widget
        assert widget.isEnabled(), widget
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.rest()

    def keys(self, widget: QWidget, text: str) -> None:
        """Type a text; QTest's own typing knows ASCII alone."""
        widget.setFocus()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)
        QApplication.processEvents()
        focused = QApplication.focusWidget()
        if focused is widget and isinstance(widget, QLineEdit):
            widget.editingFinished.emit()
        self.rest()

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, on: QWidget | None = None
    ) -> None:
        """A key for a widget, or for whatever has the focus."""
        if on is not None:
            on.setFocus()
        target = on or QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifier)
        self.rest()

    def go(self, name: str) -> Any:
        assert self.window.frame is not None
        self.click(self.window.frame.sidebar.buttons[name])
        return self.page(name)

    def page(self, name: str) -> Page:
        assert self.window.frame is not None
        return self.window.frame.pages[name]

    @property
    def decisions(self) -> DecisionsPage:
        page = self.page("decisions")
        assert isinstance(page, DecisionsPage)
        return page

    def dialog(self, kind: type[QWidget]) -> Any:
        """The dialog of that class that is open."""
        self.bot.waitUntil(lambda: any(isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets()))
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())

    def undo(self) -> None:
        self.ui.actions["undo"].trigger()
        self.rest()

    def redo(self) -> None:
        self.ui.actions["redo"].trigger()
        self.rest()

    def close(self) -> None:
        """As a person closes the window; the program ends with it."""
        if self.closed:
            return
        self.closed = True
        self.window.close()
        self.rest()
        program.shut(self.ui)
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def profile(tmp_path: Path) -> Paths:
    root = tmp_path / "profile"
    settings = prefs.Settings(root / "settings.json")
    settings.set(prefs.LANGUAGE, "en")
    settings.set(prefs.THEME, "light")
    settings.write()
    return Paths(config=root, data=root, logs=root / "logs")


@pytest.fixture
def new_desk(qtbot: QtBot, profile: Paths) -> Iterator[Callable[[], Desk]]:
    """Makes desks on one profile; those still open are closed at the end."""
    made: list[Desk] = []

    def make() -> Desk:
        desk = Desk(qtbot, profile)
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def desk(new_desk: Callable[[], Desk]) -> Desk:
    return new_desk()
