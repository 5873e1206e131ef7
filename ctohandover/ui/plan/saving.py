"""The plan as a calendar file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ctohandover.ui import known

if TYPE_CHECKING:
    from ctohandover.services.planning import Planned
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


def save_plan(ui: Ui, session: Session, parent: QWidget, found: Planned) -> None:
    """Ask where to, then write the sessions of the plan, planned and proposed."""
    t = ui.t
    start = known.folder(ui.settings, ui.paths) / f"{session.path.stem} - {t('Plan')}.ics"
    name, _ = QFileDialog.getSaveFileName(parent, t("Save the plan"), str(start), "*.ics")
    if not name:
        return
    target = Path(name if Path(name).suffix else f"{name}.ics")

    def write() -> int:
        from ctohandover.session_events import write_plan

        return write_plan(found, target, session.path.stem, t)

    def say(n: int) -> None:
        ui.say(t.plural("{n} session saved at {path}", "{n} sessions saved at {path}", n, path=target))

    ui.jobs.run(write, say, ui.fail, parent)
