"""Renewals and last days for notice as a calendar file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ctohandover import access_words
from ctohandover.ui import known
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.domain.accesses import DueDay
    from ctohandover.formats.calendar import Event
    from ctohandover.i18n import Translator
    from ctohandover.services.register import Register
    from ctohandover.ui.context import Ui

ALARM_DAYS = 14


def save_due_days(ui: Ui, found: Register, parent: QWidget) -> None:
    """Ask where to, then write what is due in the next two years, as events of a whole day."""
    t, due = ui.t, found.due()
    if not due:
        ui.say(t("No renewal and no notice is written down."))
        return
    name = f"{found.workspace.company} - {t('Accesses')}.ics".replace("/", "-")
    start = known.folder(ui.settings, ui.paths) / name
    chosen, _ = QFileDialog.getSaveFileName(parent, t("Save the due days"), str(start), "*.ics")
    if not chosen:
        return
    target = Path(chosen if Path(chosen).suffix else f"{chosen}.ics")

    def write() -> int:
        from ctohandover.files import write_whole
        from ctohandover.formats.calendar import to_ics

        events = [due_event(one, t) for one in due]
        write_whole(target, to_ics(events, stamp=datetime.now(UTC), name=found.workspace.company))
        return len(events)

    def say(n: int) -> None:
        ui.say(t.plural("{n} due day saved at {path}", "{n} due days saved at {path}", n, path=target))

    ui.jobs.run(write, say, ui.fail, parent)


def due_event(one: DueDay, t: Translator) -> Event:
    from ctohandover.formats.calendar import Event

    access = one.access
    told = (
        t("Supplier: {name}", name=access.supplier) if access.supplier else "",
        access_words.euros_a_year(access.cost, t) if access.cost is not None else "",
        access.address,
    )
    return Event(
        uid=f"{access.subject.id}-{one.due.value}@ctohandover",
        summary=t("{what}: {why}", what=access.subject.title, why=sentence(t(access_words.DUE[one.due]))),
        day=one.day,
        description="\n".join(part for part in told if part),
        alarm_days=ALARM_DAYS,
    )
