"""What every part of the window is given: preferences, words, colours, jobs, and the ways to talk to the user."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ctohandover import settings as prefs
from ctohandover.errors import AppError
from ctohandover.i18n import Translator
from ctohandover.paths import Paths
from ctohandover.settings import Settings
from ctohandover.ui.actions import Actions
from ctohandover.ui.jobs import Jobs
from ctohandover.ui.theme import Theme

if TYPE_CHECKING:
    from ctohandover.render.client import RenderClient


class Voice(QObject):
    """How any part of the window says something; the shell listens."""

    said = Signal(str)
    """A short word about what was done."""
    failed = Signal(object)
    """An AppError."""
    go = Signal(str, object)
    """Open a page ("decisions"), with what it should show (a dict for the page, or None)."""


@dataclass(slots=True)
class Ui:
    paths: Paths
    settings: Settings
    t: Translator
    theme: Theme
    jobs: Jobs
    actions: Actions
    resources: Path
    voice: Voice = field(default_factory=Voice)
    today: Callable[[], date] = date.today
    _renderer: RenderClient | None = None

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
