"""The planned sessions as a calendar file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ctohandover.session_events import session_events
from ctohandover.ui import known

if TYPE_CHECKING:
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


def save_sessions(ui: Ui, session: Session, parent: QWidget) -> None:
    """Ask where to, then write all sessions that are still to come."""
    t, today = ui.t, ui.today()
    start = known.folder(ui.settings, ui.paths) / f"{session.path.stem} - {t('Sessions')}.ics"
    name, _ = QFileDialog.getSaveFileName(parent, t("Save the planned sessions"), str(start), "*.ics")
    if not name:
        return
    target = Path(name if Path(name).suffix else f"{name}.ics")

    def write(run: Run) -> int:
        from ctohandover.files import write_whole
        from ctohandover.formats.calendar import to_ics
        from ctohandover.services.session_desk import session_desk

        desk = session_desk(run, today)
        events = session_events(desk.sessions, desk.crew, {one.id: one for one in desk.subjects}, t)
        write_whole(target, to_ics(events, stamp=datetime.now(UTC), name=session.path.stem))
        return len(events)

    def say(n: int) -> None:
        ui.say(t.plural("{n} session saved at {path}", "{n} sessions saved at {path}", n, path=target))

    session.read(write, say, ui.fail, parent)
