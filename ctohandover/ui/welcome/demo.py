"""Opening a fresh copy of the demo workspace, made by the program's own services."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ctohandover.ui.context import Ui


def open_fresh(ui: Ui, done: Callable[[tuple[Path, str, str]], None]) -> None:
    """Make the demo in the profile in the language of the screen, then call `done` (path, workspace id, who)."""
    folder, language, resources = ui.paths.data / "demo", ui.t.language, ui.resources

    def make() -> tuple[Path, str, str]:
        from ctohandover.services.demo import make_demo

        made = make_demo(folder, resources, language)
        return made.path, made.workspace_id, made.here_id

    ui.jobs.write(make, done)
