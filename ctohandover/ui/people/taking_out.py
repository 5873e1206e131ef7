"""Taking a person out of the workspace: their name alone, or all that is said of them. Neither can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from ctohandover import privacy_words
from ctohandover.messages import error as error_text
from ctohandover.storage import backup
from ctohandover.ui.widgets.basics import clear, dialog_buttons, label, roomy
from ctohandover.ui.widgets.outliving import refused, while_open

if TYPE_CHECKING:
    from ctohandover.domain.people import Person
    from ctohandover.errors import AppError
    from ctohandover.services.erasing import Traces
    from ctohandover.services.facade import Services
    from ctohandover.storage.backup import Backup
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class TakingOutDialog(QDialog):
    """What there is of the person is counted first, and their name has to be typed to go on."""

    def __init__(self, ui: Ui, session: Session, person: Person, word: str, parent: QWidget, *, whole: bool) -> None:
        super().__init__(parent)
        self._ui, self._session, self._person = ui, session, person
        self._backups: list[Backup] = []
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Take {name} out", name=person.name))
        self.name_only = QRadioButton(t("Put a pseudonym in the place of the name; what is said stays"))
        self.whole = QRadioButton(t("Erase the person, and all that is said of them"))
        (self.whole if whole else self.name_only).setChecked(True)
        self.whole.toggled.connect(lambda _: self._show_counts())
        self.word = QLineEdit(word)
        self.typed = QLineEdit()
        self.typed.textChanged.connect(lambda _: self._enable())
        self.backups = QCheckBox()
        self.backups.hide()
        self._counts = QVBoxLayout()
        self._counts.setSpacing(2)
        self.traces: Traces | None = None
        self.problem = label(name="bad", wrap=True)
        self.problem.hide()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("&In its place"), self.word)
        form.addRow(t("&Type the name to go on"), self.typed)
        buttons, keep = dialog_buttons(self, t("Cancel"), t("Take out"))
        assert keep is not None
        self.keep = keep
        buttons.accepted.connect(self._go)
        layout = QVBoxLayout(self)
        layout.addWidget(self.name_only)
        layout.addWidget(self.whole)
        layout.addLayout(self._counts)
        layout.addWidget(self.backups)
        layout.addWidget(
            label(
                t(
                    "It cannot be undone, and what was done before cannot be undone any more either. Copies of the"
                    " file, dossiers and tables that were written, and reply files in mails may still hold the name:"
                    " they are for you to find."
                ),
                name="care",
                wrap=True,
            )
        )
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(buttons)
        roomy(self, 600, 400)
        self._enable()
        key = person.id
        session.write(lambda services: services.erasing.traces(key), self._found, self._refuse, self)
        root, workspace = ui.paths.backups, session.workspace_id
        ui.jobs.run(lambda: backup.listing(root, workspace), self._found_backups, self._refuse, self)

    def _found(self, traces: Traces) -> None:
        self.traces = traces
        self._show_counts()

    def _found_backups(self, found: list[Backup]) -> None:
        self._backups = found
        self.backups.setText(
            self._ui.t.plural(
                "Delete the {n} backup of this workspace too: it may hold the name",
                "Delete the {n} backups of this workspace too: they may hold the name",
                len(found),
            )
        )
        self.backups.setVisible(bool(found))

    def _show_counts(self) -> None:
        clear(self._counts)
        if self.traces is None:
            return
        for text in privacy_words.traces(self.traces, self._ui.t, whole=self.whole.isChecked()):
            self._counts.addWidget(label(text, wrap=True))
        self._enable()

    def _enable(self) -> None:
        same = " ".join(self.typed.text().split()) == self._person.name
        self.keep.setEnabled(same and self.traces is not None)

    def _go(self) -> None:
        if not self.keep.isEnabled():
            return
        person, word, whole = self._person, " ".join(self.word.text().split()), self.whole.isChecked()

        def take(services: Services) -> None:
            if whole:
                services.erasing.erase(person, word)
            else:
                services.erasing.pseudonymise(person, word)

        old = self._backups if self.backups.isChecked() else []
        ui, session = self._ui, self._session
        self.keep.setEnabled(False)

        def taken(_: object) -> None:
            session.forget_history()
            if old:
                ui.jobs.run(lambda: backup.delete(old), None, ui.fail)
            ui.say(ui.t("Taken out. Nothing that was done before can be undone any more."))
            while_open(self, self.accept)(None)

        # Nobody owns it: the rest is done also when the dialog was closed meanwhile.
        session.write(take, taken, refused(ui, self, self._refuse))

    def _refuse(self, error: AppError) -> None:
        self._enable()
        self.problem.setText(error_text(error, self._ui.t))
        self.problem.show()
