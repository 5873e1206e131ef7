"""What every part of the window is given: preferences, words, colours, jobs, and the ways to talk to the user."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from ctohandover import settings as prefs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ctohandover.errors import AppError
    from ctohandover.i18n import Translator
    from ctohandover.paths import Paths
    from ctohandover.render.client import RenderClient
    from ctohandover.settings import Settings
    from ctohandover.ui.actions import Actions
    from ctohandover.ui.jobs import Jobs
    from ctohandover.ui.theme import Theme


class Voice(QObject):
    """How any part of the window says something; the shell listens."""

    said = Signal(str)
    """A short word about what was done."""
    failed = Signal(object)
    """An AppError."""
    first_paint = Signal()
    """Once: what the window was opened for is on the screen; the rest may come in."""
    go = Signal(str, object)
    """Open a page ("decisions"), with what it should show (a dict for the page, or None)."""


class Ui:
    """One for the program. `painted` says whether the first paint is over."""

    def __init__(
        self,
        *,
        paths: Paths,
        settings: Settings,
        t: Translator,
        theme: Theme,
        jobs: Jobs,
        actions: Actions,
        resources: Path,
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.t = t
        self.theme = theme
        self.jobs = jobs
        self.actions = actions
        self.resources = resources
        self.voice = Voice()
        self.today: Callable[[], date] = date.today
        self.painted = False
        self._renderer: RenderClient | None = None

    def after_paint(self, run: Callable[[], object]) -> None:
        """Run something now, or right after the first paint if that is still to come."""
        if self.painted:
            run()
        else:
            self.voice.first_paint.connect(run, Qt.ConnectionType.SingleShotConnection)

    @property
    def renderer(self) -> RenderClient:
        """The render process; started at first use, never before the first paint."""
        if self._renderer is None:
            from ctohandover.render.client import RenderClient

            self._renderer = RenderClient()
        return self._renderer

    def close_renderer(self) -> None:
        if self._renderer is not None:
            self._renderer.close()

    @property
    def owner(self) -> str:
        """Whose drafts are ours."""
        return self.settings.get(prefs.OWNER)

    def say(self, text: str) -> None:
        self.voice.said.emit(text)

    def fail(self, error: AppError) -> None:
        self.voice.failed.emit(error)

    def go(self, page: str, what: object = None) -> None:
        self.voice.go.emit(page, what)

    def layout(self, name: str) -> str:
        return self.settings.get(prefs.LAYOUT).get(name, "")

    def keep_layout(self, name: str, state: str) -> None:
        self.settings.put(prefs.LAYOUT, name, state)
