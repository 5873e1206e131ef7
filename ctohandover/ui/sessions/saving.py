"""The planned sessions as a calendar file."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ctohandover import words
from ctohandover.ui import known

if TYPE_CHECKING:
    from ctohandover.formats.calendar import Event
    from ctohandover.i18n import Translator
    from ctohandover.services.session_desk import SessionDesk
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

        events = session_events(session_desk(run, today), t)
        write_whole(target, to_ics(events, stamp=datetime.now(UTC), name=session.path.stem))
        return len(events)

    def say(n: int) -> None:
        ui.say(t.plural("{n} session saved at {path}", "{n} sessions saved at {path}", n, path=target))

    session.read(write, say, ui.fail, parent)


def session_events(desk: SessionDesk, t: Translator) -> list[Event]:
    """The sessions that are still planned, the earliest first."""
    from ctohandover.formats.calendar import Event

    names = {person.id: person.name for person in desk.crew.everybody}
    titles = {subject.id: subject.title for subject in desk.subjects}
    events = []
    for planned in sorted((item for item in desk.sessions if not item.held), key=lambda item: (item.day, item.id)):
        about = [titles[key] for key in planned.subjects if key in titles]
        giver = names.get(planned.giver_id or "", "")
        receivers = [names[key] for key in planned.receivers if key in names]
        lines = [
            t("Method: {method}", method=t(words.SESSION_METHOD[planned.method])),
            t("Gives: {name}", name=giver) if giver else "",
            t("Receives: {names}", names=", ".join(receivers)),
            t("About: {titles}", titles=", ".join(about)) if about else "",
            planned.notes,
        ]
        events.append(
            Event(
                uid=f"{planned.id}@ctohandover",
                summary=planned.title or ", ".join(about) or t("Session"),
                day=planned.day,
                start=time.fromisoformat(planned.start) if planned.start else None,
                minutes=planned.minutes,
                description="\n".join(line for line in lines if line),
                attendees=tuple(name for name in (giver, *receivers) if name),
            )
        )
    return events
