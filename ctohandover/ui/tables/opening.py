"""The ways to a table and from one: dialogs that pages and the window open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ctohandover import table_words
from ctohandover.ui import known

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.subjects import Kind
    from ctohandover.formats.tables import What
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

CSV, XLSX = ".csv", ".xlsx"


def import_table(
    ui: Ui, session: Session, parent: QWidget, *, first: What | None = None, path: Path | None = None
) -> None:
    """Open the dialog, at once with the preview of `path` if there is one. `first` is what is expected in it."""
    from ctohandover.ui.tables.dialog import TableImportDialog

    if session.read_only:
        ui.say(ui.t("This file is read-only."))
        return
    dialog = TableImportDialog(ui, session, first, parent)
    if path is not None:
        dialog.read(path)
    dialog.open()


def export_table(
    ui: Ui,
    session: Session,
    parent: QWidget,
    what: What,
    *,
    kind: Kind | None = None,
    matrix: bool = False,
    history: bool = False,
    as_of: date | None = None,
) -> None:
    """Ask where to, then write what `services.tables.export.table_rows` gives; CSV or XLSX by the file's ending."""
    t, day = ui.t, as_of or ui.today()
    title = t(table_words.WHAT[what])
    start = known.folder(ui.settings, ui.paths) / f"{session.path.stem} - {title}{XLSX}"
    kinds = (t("Excel ({pattern})", pattern=f"*{XLSX}"), t("CSV ({pattern})", pattern=f"*{CSV}"))
    name, chosen = QFileDialog.getSaveFileName(parent, t("Export a table"), str(start), ";;".join(kinds))
    if not name:
        return
    target = Path(name)
    if target.suffix.lower() not in (CSV, XLSX):
        target = target.with_name(target.name + (CSV if chosen == kinds[1] else XLSX))

    def write(run: Run) -> None:
        from ctohandover.services.tables.export import table_rows, write_table

        write_table(target, table_rows(run, what, t, day, kind=kind, matrix=matrix, history=history), title, t)

    said = t("Saved at {path}", path=target)
    session.read(write, lambda _: ui.say(said), ui.fail, parent)
