"""Giving evidence for an item: a note, a link, a file that is kept, a session, or a level that shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ctohandover import transition_words, words
from ctohandover.domain.transition import EvidenceKind
from ctohandover.errors import FileProblem, Invalid
from ctohandover.ui import known
from ctohandover.ui.widgets.basics import button, dialog_buttons, label, roomy, row
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.typing import TypingDialog
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.services.checklist import Checklist, ItemLine
    from ctohandover.services.facade import Services
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class EvidenceDialog(TypingDialog):
    def __init__(self, ui: Ui, session: Session, line: ItemLine, found: Checklist, parent: QWidget) -> None:
        super().__init__(ui, parent)
        self._ui, self._session, self._line, self._found = ui, session, line, found
        self._file: Path | None = None
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Evidence for “{title}”", title=line.item.title))
        self.kind = Choice()
        for kind in self._kinds():
            self.kind.addItem(sentence(t(transition_words.EVIDENCE_KIND[kind])), kind)
        self.kind.currentIndexChanged.connect(lambda _: self._show_kind())
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(t("What shows it"))
        self.link = QLineEdit()
        self.link.setPlaceholderText("https://")
        self.link.setAccessibleName(t("Link"))
        self.choose = button(t("Choose a file…"), self.choose_file)
        self.file_name = label(name="muted", wrap=True)
        self.session_choice = Choice()
        self.session_choice.setAccessibleName(t("Session"))
        subjects = {key: item.subject.title for key, item in found.standings.items()}
        for held in found.sessions:
            if held.held:
                about = ", ".join(subjects[key] for key in held.subjects if key in subjects) or held.evidence
                self.session_choice.addItem(f"{t.date(held.day)}  {about}", held.id)
        self.subject_choice = Choice()
        self.subject_choice.setAccessibleName(t("Level"))
        for key in line.subjects:
            if key in found.standings:
                who = words.known_by(found.standings[key], found.crew.short, t)
                self.subject_choice.addItem(f"{found.standings[key].subject.title}: {who}", key)
        self.by = Choice()
        for person in found.crew.everybody:
            self.by.addItem(person.name, person.id)
        self.by.setCurrentIndex(self.by.findData(session.actor_id or line.item.owner_id))
        self._lay_out()
        self._show_kind()
        roomy(self, 560, 340)
        self.text.setFocus()

    def _kinds(self) -> list[EvidenceKind]:
        """A session or a level is offered where there is one to point at."""
        found = [EvidenceKind.TEXT, EvidenceKind.LINK, EvidenceKind.FILE]
        if any(item.held for item in self._found.sessions):
            found.append(EvidenceKind.SESSION)
        if any(key in self._found.standings for key in self._line.subjects):
            found.append(EvidenceKind.LEVEL)
        return found

    def _lay_out(self) -> None:
        t = self._ui.t
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(t("&Kind"), self.kind)
        self._form.addRow(t("&Link"), self.link)
        self._form.addRow(t("&File"), row(self.choose, self.file_name, None))
        self._form.addRow(t("&Session"), self.session_choice)
        self._form.addRow(t("&Level"), self.subject_choice)
        self._form.addRow(t("&Note"), self.text)
        self._form.addRow(t("&Given by"), self.by)
        buttons, self.keep = dialog_buttons(self, t("Cancel"), t("Give"))
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        if self._line.item.hint:
            layout.addWidget(label(t("Good evidence: {what}", what=self._line.item.hint), name="muted", wrap=True))
        layout.addLayout(self._form)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)

    def _kind(self) -> EvidenceKind:
        return EvidenceKind(self.kind.currentData())  # Qt gives a plain text back

    def _show_kind(self) -> None:
        kind = self._kind()
        self._form.setRowVisible(1, kind is EvidenceKind.LINK)
        self._form.setRowVisible(2, kind is EvidenceKind.FILE)
        self._form.setRowVisible(3, kind is EvidenceKind.SESSION)
        self._form.setRowVisible(4, kind is EvidenceKind.LEVEL)
        self._form.setRowVisible(5, kind is not EvidenceKind.LINK)

    def choose_file(self) -> None:
        start = str(known.folder(self._ui.settings, self._ui.paths))
        name, _ = QFileDialog.getOpenFileName(self, self._ui.t("Choose a file"), start)
        if name:
            self._file = Path(name)
            self.file_name.setText(self._file.name)

    def _save(self) -> None:
        kind = self._kind()
        text = self.link.text() if kind is EvidenceKind.LINK else self.text.toPlainText()
        path, item_id, by = self._file, self._line.item.id, self.by.currentData()
        held = self.session_choice.currentData() if kind is EvidenceKind.SESSION else None
        subject = self.subject_choice.currentData() if kind is EvidenceKind.LEVEL else None
        if kind is EvidenceKind.LEVEL and not text.strip():
            text = self.subject_choice.currentText()

        def save(services: Services) -> None:
            from ctohandover.services.signing import NewEvidence

            content = read_evidence(path) if kind is EvidenceKind.FILE and path is not None else b""
            services.signing.give_evidence(
                NewEvidence(
                    item_id=item_id,
                    kind=kind,
                    text=text,
                    name=path.name if path is not None else "",
                    content=content,
                    session_id=held,
                    subject_id=subject,
                    person_id=by,
                )
            )

        self.hold(self.keep)
        self._session.write(save, lambda _: self.accept(), self.refuse, self)


def read_evidence(path: Path) -> bytes:
    """The bytes of an ordinary file that somebody chose. Raises FileProblem, or Invalid `evidence-big`."""
    from ctohandover.formats.files import read_regular
    from ctohandover.services.signing import LARGEST_FILE

    try:
        return read_regular(path.resolve(), LARGEST_FILE)
    except FileProblem as problem:
        if problem.code == "too-large":
            raise Invalid("evidence-big", name=path.name, limit=LARGEST_FILE // 1024 // 1024) from problem
        if problem.code == "not-a-file":
            raise FileProblem("not-regular", path=str(path)) from problem
        raise
