"""The secret of one access, while it waits in the keyring for the company's vault: shown and copied for seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ctohandover.messages import error as error_text
from ctohandover.ui.widgets.basics import button, clear, dialog_buttons, label, named, roomy
from ctohandover.ui.widgets.chips import flow
from ctohandover.ui.widgets.outliving import refused, while_open
from ctohandover.vault import Vault, VaultProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ctohandover.domain.accesses import Access
    from ctohandover.errors import AppError
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

SECONDS = 20
"""How long a secret stays on the screen, or in the clipboard."""


def vault_of(ui: Ui, session: Session) -> Vault:
    """The entries of this profile for this workspace."""
    return Vault(ui.owner, session.workspace_id)


class Clipboard(QObject):
    """Puts a secret into the clipboard for a while, and takes it out again if it is still there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._secret = ""
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1_000)
        self._timer.timeout.connect(self.clear)
        app = QGuiApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.clear)

    def put(self, secret: str) -> None:
        data = QMimeData()
        data.setText(secret)
        # Programs that keep a history of the clipboard leave out what is marked like this (KDE, Windows).
        data.setData("x-kde-passwordManagerHint", b"secret")
        data.setData("ExcludeClipboardContentFromMonitorProcessing", b"\0\0\0\0")
        QGuiApplication.clipboard().setMimeData(data)
        self._secret = secret
        self._timer.start()

    def clear(self) -> None:
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._secret and clipboard.text() == self._secret:
            clipboard.clear()
        self._secret = ""


class SecretBox(QWidget):
    """Says whether a secret waits, since when, and offers what can be done with it. All of it is about the access that
    was shown last."""

    def __init__(self, ui: Ui, session: Session) -> None:
        super().__init__()
        self._ui, self._session = ui, session
        self._access: Access | None = None
        self.clipboard = Clipboard(ui.jobs)  # which lives on when this page is gone: what was copied is still taken out
        self.show_button: QPushButton | None = None
        self.told = label(wrap=True, name="care")
        self.secret = QLineEdit()
        self.secret.setReadOnly(True)
        self.secret.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        named(self.secret, ui.t("The secret"))
        self._hide_again = QTimer(self, singleShot=True, interval=SECONDS * 1_000)
        self._hide_again.timeout.connect(self.hide_secret)
        self._buttons = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.told)
        layout.addLayout(self._buttons)
        layout.addWidget(self.secret)
        self.hide_secret()

    def show_access(self, access: Access) -> None:
        t = self._ui.t
        if self._access is None or access.subject.id != self._access.subject.id:
            self.hide_secret()
        self._access = access
        clear(self._buttons)
        self.show_button = None
        self.told.setVisible(access.waits_since is not None)
        if access.waits_since is not None:
            day = t.date(access.waits_since)
            self.told.setText(
                t("Its secret has waited in a keyring since {day}: a debt, until the company’s vault has it.", day=day)
            )
        made = self._offers(access)
        if made:
            self._buttons.addWidget(flow(*made))

    def _offers(self, access: Access) -> list[QWidget]:
        t = self._ui.t
        if access.waits_since is None:
            if self._session.read_only:
                return []
            return [button(t("Keep its secret until there is a vault…"), self.ask, name="link")]
        self.show_button = button("", self.show_or_hide)
        self._name_show_button()
        self.copy_button = button(t("Copy"), self.copy)
        made: list[QWidget] = [self.show_button, self.copy_button]
        if not self._session.read_only:
            made += [button(t("Replace…"), self.ask), button(t("The vault has it now…"), self.settle)]
        return made

    # --- looking at it

    def hide_secret(self) -> None:
        self._hide_again.stop()
        had_focus = self.secret.hasFocus()
        self.secret.clear()
        self.secret.hide()
        self._name_show_button()
        if had_focus and self.show_button is not None:
            self.show_button.setFocus()

    def _name_show_button(self) -> None:
        t = self._ui.t
        if self.show_button is not None:
            self.show_button.setText(t("Show for {n} seconds", n=SECONDS) if self.secret.isHidden() else t("Hide"))

    def hideEvent(self, event: Any) -> None:  # noqa: N802
        """Another page, or a closed window: nothing stays behind on the screen."""
        super().hideEvent(event)
        self.hide_secret()

    def show_or_hide(self) -> None:
        if not self.secret.isHidden():
            self.hide_secret()
            return

        def show(secret: str) -> None:
            self.secret.setText(secret)
            self.secret.setCursorPosition(0)
            self.secret.show()
            self._name_show_button()
            self._hide_again.start()

        self._read(show)

    def copy(self) -> None:
        t = self._ui.t

        def put(secret: str) -> None:
            self.clipboard.put(secret)
            self._ui.say(t("Copied. The clipboard is cleared in {n} seconds.", n=SECONDS))

        self._read(put)

    def _read(self, done: Callable[[str], None]) -> None:
        access, vault = self._access, vault_of(self._ui, self._session)
        if access is None:
            return
        key = access.subject.id

        def arrived(secret: str) -> None:
            if self._access is not None and self._access.subject.id == key and self.isVisible():
                done(secret)

        self._ui.jobs.run(lambda: vault.read(key), arrived, self._ui.fail, self)

    # --- changing it

    def ask(self) -> None:
        if self._access is not None:
            SecretDialog(self._ui, self._session, self._access, self).open()

    def settle(self) -> None:
        if self._access is not None:
            SettleDialog(self._ui, self._session, self._access, self).open()


class SecretDialog(QDialog):
    """Asks for a secret and keeps it in the keyring; only then the register says that it waits there."""

    kept = Signal()

    def __init__(self, ui: Ui, session: Session, access: Access, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui, self._session, self._access = ui, session, access
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("The secret of “{title}”", title=access.subject.title))
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.textEdited.connect(self._typed)
        self._about_text = False
        self.see = button(t("Show"), self._see)
        self.see.setCheckable(True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("&Secret"), self.secret)
        form.addRow("", self.see)
        told = label(
            t(
                "The right place is the company’s own vault. Until there is one, the secret waits in the keyring of"
                " this computer, and only there: not in this file, its copies, backups or exports. Who opens the file"
                " elsewhere does not have it."
            ),
            wrap=True,
        )
        self.problem = label(name="bad", wrap=True)
        self.problem.hide()
        buttons, keep = dialog_buttons(self, t("Cancel"), t("Keep in the keyring"))
        assert keep is not None
        self.keep = keep
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.addWidget(told)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(buttons)
        roomy(self, 520, 200)
        self.secret.setFocus()
        # Said before a secret is typed for nothing.
        ui.jobs.run(vault_of(ui, session).check, None, self._refuse, self)

    def _typed(self) -> None:
        """What was said of the text does not hold of another one; what was said of the keyring does."""
        if self._about_text:
            self.problem.hide()

    def _see(self) -> None:
        seen = self.see.isChecked()
        self.see.setText(self._ui.t("Hide") if seen else self._ui.t("Show"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)

    def _save(self) -> None:
        if not self.keep.isEnabled():
            return
        secret, key = self.secret.text(), self._access.subject.id
        vault, session, access, today = vault_of(self._ui, self._session), self._session, self._access, self._ui.today()
        self.keep.setEnabled(False)

        def note(_: object) -> None:
            session.write(
                lambda services: services.accesses.secret_waits(key, today), while_open(self, self._done), not_noted
            )

        def not_noted(error: AppError) -> None:
            """Nothing would tell that it is there. One that was replaced is told already."""
            if access.waits_since is None:
                self._ui.jobs.run(lambda: vault.delete(key), None, self._ui.fail)
            failed(error)

        # Nobody owns these: what is in the keyring is noted, also when the dialog was closed before it was there.
        failed = refused(self._ui, self, self._refuse)
        self._ui.jobs.run(lambda: vault.keep(key, secret), note, failed)

    def _done(self) -> None:
        self.secret.clear()
        self.kept.emit()
        self.accept()

    def _refuse(self, error: AppError) -> None:
        self.keep.setEnabled(True)
        self._about_text = error.code in ("vault-empty", "vault-too-long")
        self.problem.setText(error_text(error, self._ui.t))
        self.problem.show()


class SettleDialog(QDialog):
    """The company's vault has the secret: says where, then takes it out of the keyring. That cannot be undone, so it
    is asked."""

    def __init__(self, ui: Ui, session: Session, access: Access, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui, self._session, self._access = ui, session, access
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("The vault has “{title}” now", title=access.subject.title))
        self.place = QLineEdit()
        self.place.setPlaceholderText(t("which vault, which entry; never the secret itself"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("&Where it is now"), self.place)
        if access.secret_place:  # not put into the field: it may be the place that it leaves
            form.addRow("", label(t("So far: {place}", place=access.secret_place), name="muted", wrap=True))
        told = t("It is then deleted from the keyring of this computer for good. Look first that the vault opens.")
        self.problem = label(name="bad", wrap=True)
        self.problem.hide()
        buttons, keep = dialog_buttons(self, t("Cancel"), t("Delete from the keyring"))
        assert keep is not None
        self.keep = keep
        self.place.textChanged.connect(self._enable)
        self._enable()
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.addWidget(label(told, wrap=True))
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(buttons)
        roomy(self, 480, 190)
        self.place.setFocus()

    def _enable(self) -> None:
        """Not before it is said where the secret is: afterwards there is no other trace of it."""
        self.keep.setEnabled(bool(self.place.text().strip()))

    def _save(self) -> None:
        if not self.keep.isEnabled():
            return
        ui, session, access, today = self._ui, self._session, self._access, self._ui.today()
        key, vault, place = access.subject.id, vault_of(ui, session), " ".join(self.place.text().split())
        self.keep.setEnabled(False)

        # Its place first: were it deleted first, and the note refused or the program closed, nobody knew where it is.
        def take_out(_: object) -> None:
            ui.jobs.run(lambda: vault.delete(key), done, still_there)

        def still_there(error: AppError) -> None:
            since, before = access.waits_since or today, access.secret_place
            session.write(lambda services: services.accesses.secret_waits(key, since, place=before), None, ui.fail)
            failed(error)

        def done(_: object) -> None:
            """Also where the keyring had no such secret any more: then nothing waits either."""
            # In place of the offer to undo it, which could not bring the secret back.
            ui.say(ui.t("The secret is deleted from the keyring. Its place is written down: {place}", place=place))
            while_open(self, self.accept)(None)

        failed = refused(ui, self, self._refuse)
        session.write(lambda services: services.accesses.secret_settled(key, place, today), take_out, failed)

    def _refuse(self, error: AppError) -> None:
        self._enable()
        self.problem.setText(error_text(error, self._ui.t))
        self.problem.show()
        if isinstance(error, VaultProblem):
            self.place.setFocus()
