"""Close my mission: what this computer holds of the workspace, deleted after a question, with the paper to sign."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from ctohandover import privacy_words
from ctohandover import settings as prefs
from ctohandover.messages import error as error_text
from ctohandover.services.mission import Held, Thing, attestation, delete, held, probed
from ctohandover.storage import reads
from ctohandover.ui import known
from ctohandover.ui.widgets.basics import ElidedLabel, button, dialog_buttons, label, roomy, row
from ctohandover.vault import Vault

if TYPE_CHECKING:
    from ctohandover.domain.people import Person
    from ctohandover.domain.workspace import Workspace
    from ctohandover.errors import AppError
    from ctohandover.storage.reader import Run
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session
    from ctohandover.ui.window import Window

_AT_FIRST = frozenset({Thing.SECRETS, Thing.BACKUPS})
"""What is ticked to begin with: the files and the founder's figures may be all there is of them."""
_AT_A_PLACE = frozenset({Thing.COPIES, Thing.FOUNDER, Thing.FILE})


class MissionDialog(QDialog):
    file_chosen = Signal(object)
    """The path of the workspace, to be closed and deleted."""

    def __init__(self, ui: Ui, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui, self._session = ui, session
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Close my mission"))
        self.boxes: dict[Held, QCheckBox] = {}
        self._things: list[Held] = []
        self._deleted: list[Held] = []
        self._busy = False
        self._workspace: Workspace | None = None
        self.name = QLineEdit()
        self.name.setAccessibleName(t("Who leaves"))
        self._list = QVBoxLayout()
        self.problem = label(name="bad", wrap=True)
        self.problem.hide()
        self.done_text = label(name="good", wrap=True)
        self.done_text.hide()
        self.save = button(t("Save the attestation…"), self.save_attestation)
        self.save.setEnabled(False)
        buttons, keep = dialog_buttons(self, t("Close"), t("Delete what is ticked…"))
        assert keep is not None
        self.keep = keep
        buttons.accepted.connect(self._ask)
        told = t(
            "For the last day: what this computer holds of the company’s handover file, and the paper that says it is"
            " gone. Make sure first that the keeper of the file has it: deleting cannot be undone."
        )
        layout = QVBoxLayout(self)
        layout.addWidget(label(told, wrap=True))
        layout.addWidget(row(label(t("Who leaves")), self.name))
        layout.addLayout(self._list)
        layout.addWidget(self.done_text)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(row(self.save, None, buttons))
        roomy(self, 620, 320)
        self._load()

    def _load(self) -> None:
        session, ui = self._session, self._ui
        recent = ui.settings.get(prefs.RECENT)

        def look(run: Run) -> tuple[list[Held], list[Person], Workspace]:
            things = held(run, session.path, ui.paths.backups, recent)
            return things, reads.people(run), reads.workspace(run)

        session.read(look, self._probe, self._refuse, self)

    def _probe(self, found: tuple[list[Held], list[Person], Workspace]) -> None:
        """Asks the keyring, which may show a prompt of its own."""
        things, people, workspace = found
        self._ui.jobs.run(
            lambda: probed(things, self._vault), lambda held: self._show((held, people, workspace)), self._refuse, self
        )

    def _show(self, found: tuple[list[Held], list[Person], Workspace]) -> None:
        self._things, people, self._workspace = found
        here = next((person.name for person in people if person.id == self._session.actor_id), "")
        self.name.setText(self.name.text() or here)
        for one in self._things:
            box = QCheckBox(privacy_words.thing(one, self._ui.t, whole=False))
            box.setChecked(one.thing in _AT_FIRST)
            box.setToolTip("\n".join(str(path) for path in one.paths[:8]))
            box.toggled.connect(lambda _: self._enable())
            self.boxes[one] = box
            self._list.addWidget(box)
            if one.thing in _AT_A_PLACE:
                place = ElidedLabel(str(one.paths[0].resolve().parent), name="muted")
                place.setIndent(24)  # below the words of the box
                self._list.addWidget(place)
        self._enable()

    def _vault(self, workspace_id: str) -> Vault:
        return Vault(self._ui.owner, workspace_id)

    def _chosen(self) -> list[Held]:
        return [one for one in self._things if self.boxes[one].isChecked() and one not in self._deleted]

    def _enable(self) -> None:
        self.keep.setEnabled(bool(self._chosen()))

    def _ask(self) -> None:
        t = self._ui.t
        box = QMessageBox(
            QMessageBox.Icon.Warning, self.windowTitle(), t("Delete what is ticked? It cannot be undone."), parent=self
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes = box.addButton(t("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        no = box.addButton(t("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        yes.clicked.connect(self._delete)
        box.open()

    def _delete(self) -> None:
        chosen = self._chosen()
        self._busy = True
        self.keep.setEnabled(False)
        self.problem.hide()
        self._ui.jobs.run(lambda: delete(chosen, self._vault), lambda _: self._gone(chosen), self._refuse, self)

    def reject(self) -> None:
        """Not while it deletes: what it did is told here, and the file itself goes when this is closed."""
        if not self._busy:
            super().reject()

    def _gone(self, chosen: list[Held]) -> None:
        self._busy = False
        self._deleted += chosen
        if any(one.thing is Thing.BACKUPS for one in chosen):
            self._session.makes_backups = False  # not one more when it is closed
        for one in chosen:
            self.boxes[one].setEnabled(False)
            for path in one.paths if one.thing is Thing.COPIES else ():
                known.forget(self._ui.settings, path)
        t = self._ui.t
        file_too = any(one.thing is Thing.FILE for one in chosen)
        self.done_text.setText(
            t("Deleted. Save the attestation; the file itself is closed and deleted when you close this.")
            if file_too
            else t("Deleted. Save the attestation, and sign it.")
        )
        self.done_text.show()
        self.save.setEnabled(True)
        self._enable()

    def save_attestation(self) -> None:
        ui, workspace = self._ui, self._workspace
        if workspace is None:
            return
        from ctohandover.i18n import translator

        t = translator(workspace.language, ui.resources / "translations")
        title = t("Attestation of the end of a mission")
        start = known.folder(ui.settings, ui.paths) / f"{title}.html"
        kinds = (ui.t("HTML files ({pattern})", pattern="*.html"), ui.t("Markdown ({pattern})", pattern="*.md"))
        name, chosen = QFileDialog.getSaveFileName(self, ui.t("Save the attestation"), str(start), ";;".join(kinds))
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in (".html", ".md"):
            path = path.with_name(path.name + (".md" if chosen == kinds[1] else ".html"))
        rest = [one for one in self._things if one not in self._deleted]
        say = partial(privacy_words.thing, t=t)
        text = attestation(workspace.company, self.name.text(), self._deleted, rest, ui.today(), t, say)
        renderer, said = ui.renderer, ui.t("Saved at {path}", path=path)

        def write() -> None:
            from ctohandover.files import write_whole
            from ctohandover.render.text_page import to_page

            data = text if path.suffix.lower() == ".md" else to_page(title, text, t.language, renderer)
            write_whole(path, data.encode(), private=True)

        ui.jobs.run(write, lambda _: ui.say(said), self._refuse, self)

    def done(self, result: int) -> None:
        """The workspace goes last, when it is closed."""
        super().done(result)
        if any(one.thing is Thing.FILE for one in self._deleted):
            self.file_chosen.emit(self._session.path)

    def _refuse(self, error: AppError) -> None:
        self._busy = False
        self._enable()
        self.problem.setText(error_text(error, self._ui.t))
        self.problem.show()


def close_mission(window: Window) -> None:
    """Open the dialog on the workspace of a window; its file is closed before it is deleted."""
    if window.session is None:
        return
    dialog = MissionDialog(window.ui, window.session, window)

    def away(path: Path) -> None:
        from ctohandover.files import delete_file

        if not window.close_workspace():
            window.ui.say(window.ui.t("The file is still open, and was not deleted."))
            return
        known.forget(window.ui.settings, path)
        window.ui.jobs.write(lambda: delete_file(path), None, window.ui.fail)

    dialog.file_chosen.connect(away)
    dialog.open()
