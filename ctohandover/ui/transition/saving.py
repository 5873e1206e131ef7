"""The checklist out of the program: due days for a calendar, the items as a template for others."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ctohandover.files import write_whole
from ctohandover.ui import known

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctohandover.services.checklist import Checklist
    from ctohandover.ui.context import Ui


def save_due_days(ui: Ui, found: Checklist, parent: QWidget) -> None:
    """All open items that have a due day, as events of a whole day."""
    t = ui.t
    target = _ask(ui, parent, t("Save the due days"), f"{found.workspace.company}.ics", "*.ics")
    if target is None:
        return

    def data() -> bytes:
        from ctohandover.formats.calendar import Event, to_ics

        events = [
            Event(
                uid=f"{line.item.id}@ctohandover",
                summary=line.item.title,
                day=line.due,
                description=line.item.help,
                alarm_days=2,
            )
            for line in found.lines
            if line.due is not None and not line.done
        ]
        return to_ics(events, stamp=datetime.now(UTC), name=found.workspace.company)

    _write(ui, target, data, parent)


def save_as_template(ui: Ui, found: Checklist, parent: QWidget) -> None:
    t = ui.t
    target = _ask(ui, parent, t("Save as a template"), f"{found.workspace.company}.json", "*.json")
    if target is None:
        return

    def data() -> bytes:
        from ctohandover.formats.templates import dump_template
        from ctohandover.services.making import template_of

        waits = {line.item.id: [other.id for other in line.waits_for] for line in found.lines}
        items = [line.item for line in found.lines]
        return dump_template(template_of(items, waits, found.workspace.company, found.workspace.language))

    _write(ui, target, data, parent)


def _ask(ui: Ui, parent: QWidget, title: str, name: str, pattern: str) -> Path | None:
    start = known.folder(ui.settings, ui.paths) / name.replace("/", "-")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), pattern)
    if not chosen:
        return None
    target = Path(chosen)
    return target if target.suffix else target.with_suffix(pattern[1:])


def _write(ui: Ui, target: Path, data: Callable[[], bytes], parent: QWidget) -> None:
    said = ui.t("Saved at {path}", path=target)
    ui.jobs.run(lambda: write_whole(target, data()), lambda _: ui.say(said), ui.fail, parent)
