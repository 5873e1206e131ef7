"""Export to a folder, and what came of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from ctohandover.ui.jobs import Progress

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.errors import AppError
    from ctohandover.services.exchange import ExportResult
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


def export_decisions(ui: Ui, session: Session, folder: Path, parent: QWidget) -> None:
    """Write all decisions into `folder` in a job; files changed there by others are left as they are, and named."""
    t = ui.t
    progress = Progress()
    box = QProgressDialog(t("Writing…"), t("Cancel"), 0, 0, parent)
    box.setWindowTitle(t("Export decisions to a folder"))
    box.setMinimumDuration(600)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.canceled.connect(progress.cancel)

    def moved(done: int, total: int) -> None:
        box.setMaximum(total)
        box.setValue(done)

    progress.moved.connect(moved)

    def failed(error: AppError) -> None:
        box.close()
        ui.fail(error)

    def done(result: ExportResult) -> None:
        box.close()
        _tell(ui, result, parent)

    session.write(lambda services: services.exchange.export(folder, progress.step), done, failed, parent)


def _tell(ui: Ui, result: ExportResult, parent: QWidget) -> None:
    from ctohandover.services.exchange import Outcome

    t = ui.t
    written, same = len(result.of(Outcome.WRITTEN)), len(result.of(Outcome.UNCHANGED))
    said = " ".join(
        [
            t.plural("{n} file written,", "{n} files written,", written),
            t.plural("{n} was already the same.", "{n} were already the same.", same),
        ]
    )
    diverged = result.of(Outcome.DIVERGED)
    if not diverged:
        ui.say(said)
        return
    box = QMessageBox(QMessageBox.Icon.Information, t("Export decisions to a folder"), said, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(
        t.plural(
            "{n} file was changed in the folder by somebody else and left as it is. Import the folder to compare:",
            "{n} files were changed in the folder by somebody else and left as they are. Import the folder to compare:",
            len(diverged),
        )
        + "\n\n"
        + "\n".join(diverged[:12])
    )
    box.setDetailedText("\n".join(diverged))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
