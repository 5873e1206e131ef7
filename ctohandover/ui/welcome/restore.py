"""Restoring a backup of the open workspace, or of one that cannot be opened any more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ctohandover.messages import error as error_text
from ctohandover.storage import backup
from ctohandover.ui import known
from ctohandover.ui.widgets.basics import label, roomy

if TYPE_CHECKING:
    from ctohandover.errors import AppError
    from ctohandover.ui.context import Ui


class RestoreDialog(QDialog):
    """The backups of a workspace, newest first. What is there now is backed up before it is replaced."""

    restored = Signal()

    def __init__(self, ui: Ui, path: Path, workspace_id: str | None, parent: QWidget) -> None:
        """`workspace_id` is None for a file that cannot be opened."""
        super().__init__(parent)
        self._sound = workspace_id is not None
        self._ui = ui
        self._path = path
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Restore a backup"))
        self.list = QListWidget()
        self.list.setAccessibleName(t("Backups, newest first"))
        self.list.itemActivated.connect(lambda _: self._restore())
        self._note = label(
            t("The workspace becomes what it was then. What is in it now is backed up first, so nothing is lost."),
            name="muted",
            wrap=True,
        )
        self._problem = label(name="bad", wrap=True)
        self._problem.hide()
        buttons = QDialogButtonBox()
        self.button = buttons.addButton(t("Restore"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.setObjectName("primary")
        self.button.setEnabled(False)
        buttons.addButton(t("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._restore)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._note)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        roomy(self, 560, 420)
        root = ui.paths.backups
        ui.jobs.run(
            lambda: backup.listing(root, workspace_id) if workspace_id else backup.of_file(root, path),
            self._show,
            self._refuse,
            self,
        )

    def _show(self, found: list[backup.Backup]) -> None:
        t = self._ui.t
        for item in found:
            local = item.at.astimezone()
            text = t(
                "{day}, {time} · {size} KB · {file}",
                day=t.date(local.date()),
                time=local.strftime("%H:%M:%S"),
                size=t.number(max(1, item.size // 1024)),
                file=Path(item.workspace_path).name,
            )
            entry = QListWidgetItem(text)
            entry.setData(Qt.ItemDataRole.UserRole, item)
            self.list.addItem(entry)
        if not self._sound:
            self._note.setText(t("The backup takes the file's place; the file itself is kept beside it, renamed."))
        if found:
            self.list.setCurrentRow(0)
        else:
            self._note.setText(t("There is no backup of this workspace yet. One is made whenever something changed."))
        self.button.setEnabled(bool(found))

    def _restore(self) -> None:
        if self.list.currentRow() < 0:
            return
        chosen = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        path, paths, sound = self._path, self._ui.paths, self._sound
        self.button.setEnabled(False)

        def restore() -> None:
            if sound:
                known.back_up(path, paths)
            backup.restore(chosen, path)

        # In the database thread, so that no write of this window is under way meanwhile.
        self._ui.jobs.write(restore, lambda _: self._done(), self._refuse, self)

    def _done(self) -> None:
        self.accept()
        self.restored.emit()

    def _refuse(self, error: AppError) -> None:
        self.button.setEnabled(True)
        self._problem.setText(error_text(error, self._ui.t))
        self._problem.show()
