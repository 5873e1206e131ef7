"""Asking one person: what they are asked, and the form that is written for them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ctohandover import words
from ctohandover.domain.subjects import Kind
from ctohandover.errors import Invalid
from ctohandover.files import write_whole
from ctohandover.i18n import LANGUAGES, translator
from ctohandover.ui import known
from ctohandover.ui.widgets.basics import button, dialog_buttons, label, roomy, row
from ctohandover.ui.widgets.checklist import CheckList
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.dates import DateField
from ctohandover.ui.widgets.typing import TypingDialog

if TYPE_CHECKING:
    from ctohandover.domain.subjects import Subject
    from ctohandover.services.asking import Offer
    from ctohandover.services.facade import Services
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

DAYS_TO_ANSWER = 7


def ask_person(ui: Ui, session: Session, person_id: str, parent: QWidget) -> None:
    """Open the dialog, with what there is to ask read first."""
    from ctohandover.services.asking import offer

    today = ui.today()
    session.read(
        lambda run: offer(run, person_id, today),
        lambda found: AskDialog(ui, session, found, parent).open(),
        owner=parent,
    )


class AskDialog(TypingDialog):
    def __init__(self, ui: Ui, session: Session, offer: Offer, parent: QWidget) -> None:
        super().__init__(ui, parent)
        self._ui, self._session, self._offer = ui, session, offer
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Ask {name}", name=offer.person.name))
        self.subjects = CheckList(t, t("Levels to ask about"), search=True)
        self.evidence = CheckList(t, t("Items to give evidence for"))
        self.signs = CheckList(t, t("Items to sign"))
        self.open_questions = CheckList(t, t("Questions that are still open"))
        self.questions = QPlainTextEdit()
        self.questions.setTabChangesFocus(True)
        self.questions.setAccessibleName(t("New questions"))
        self.questions.setPlaceholderText(t("one question a line"))
        self.message = QLineEdit()
        self.message.setPlaceholderText(t("a word to {name}", name=offer.person.name))
        self.mail = QLineEdit()
        self.mail.setPlaceholderText(t("your address, so that the reply finds its way back"))
        self.until = DateField(t, t("Answer by"))
        self.until.set_day(ui.today() + timedelta(days=DAYS_TO_ANSWER))
        self.language = Choice()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(list(LANGUAGES).index(t.language))
        self.tabs = QTabWidget()
        self._fill()
        self._lay_out()
        roomy(self, 700, 600)

    def _fill(self) -> None:
        t, offer = self._ui.t, self._offer
        subjects = [item.subject for item in offer.subjects]
        self.subjects.fill(
            [(subject.id, f"{subject.title}  ({t(words.KIND[subject.kind])})") for subject in subjects],
            {subject.id for subject in subjects if self._ticked_first(subject)},
        )
        self.evidence.fill(
            [(line.item.id, line.item.title) for line in offer.evidence], {line.item.id for line in offer.evidence}
        )
        to_sign = [(line.item.id, line.item.title) for line in offer.signs]
        self.signs.fill(to_sign, {key for key, _ in to_sign})
        asked = [(item.id, item.text) for item in offer.questions]
        self.open_questions.fill(asked, {key for key, _ in asked})

    def _ticked_first(self, subject: Subject) -> bool:
        """What was never asked, or long ago; decisions only where nothing else is left to ask."""
        due = [item.subject for item in self._offer.subjects if item.subject.id in self._offer.due]
        others = any(item.kind is not Kind.DECISION for item in due)
        return subject in due and (subject.kind is not Kind.DECISION or not others)

    def _lay_out(self) -> None:
        t, offer = self._ui.t, self._offer
        self._add_tab(
            self.subjects, t("Levels"), len(offer.subjects), t("Ticked: what was never asked, or asked long ago.")
        )
        self._add_tab(self.evidence, t("Evidence"), len(offer.evidence), t("What they have to do in the checklist."))
        self._add_tab(self.signs, t("Sign-offs"), len(offer.signs), t("What waits for their signature."))
        ask = QWidget()
        column = QVBoxLayout(ask)
        column.addWidget(label(t("New questions"), bold=True))
        column.addWidget(self.questions, 2)
        if offer.questions:
            column.addWidget(label(t("Asked before, and not answered yet"), bold=True))
            column.addWidget(self.open_questions, 1)
        self.tabs.addTab(ask, t("Questions"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("Answer &by"), self.until)
        form.addRow(t("&Language"), self.language)
        form.addRow(t("&Message"), self.message)
        form.addRow(t("&Reply to"), self.mail)
        buttons, self.keep = dialog_buttons(self, t("Cancel"), t("Save the form…"))
        buttons.accepted.connect(self.choose_file)
        layout = QVBoxLayout(self)
        layout.addWidget(
            label(
                t(
                    "This writes one form, a file that opens in any browser without a network. Send it to {name}; they"
                    " fill it in, save a small reply file and send that back. Take it in under People.",
                    name=offer.person.name,
                ),
                wrap=True,
            )
        )
        layout.addWidget(self.tabs, 1)
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)

    def _add_tab(self, entries: CheckList, name: str, count: int, about: str) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        t = self._ui.t
        column.addWidget(label(about if count else t("There is nothing of that kind to ask."), name="muted", wrap=True))
        column.addWidget(entries, 1)
        entries.setVisible(count > 0)
        if not count:
            column.addStretch(1)
        else:
            every = button(t("Choose all"), lambda: self._tick(entries, True), name="link")
            none = button(t("Choose none"), lambda: self._tick(entries, False), name="link")
            column.addWidget(row(every, none, None))
        place = self.tabs.addTab(page, name)

        def say_how_many() -> None:
            chosen = t("{n} of {all}", n=t.number(len(entries.ticked())), all=t.number(count))
            self.tabs.setTabText(place, f"{name} {chosen}" if count else name)

        entries.changed.connect(say_how_many)
        say_how_many()

    def _tick(self, entries: CheckList, on: bool) -> None:
        for key in entries.every_key():
            entries.tick(key, on)

    def choose_file(self) -> None:
        t = self._ui.t
        name = "".join(sign if sign.isalnum() or sign in " -_" else "-" for sign in self._offer.person.name)
        start = known.folder(self._ui.settings, self._ui.paths) / f"{name}.html"
        kinds = t("Form ({pattern})", pattern="*.html")
        chosen, _ = QFileDialog.getSaveFileName(self, t("Save the form"), str(start), kinds)
        if chosen:
            self.write(Path(chosen if chosen.lower().endswith((".html", ".htm")) else f"{chosen}.html"))

    def write(self, target: Path) -> None:
        """Store what is asked, and write the form; where writing fails the asking is taken back."""
        from ctohandover.services.asking import Ask

        try:
            until = self.until.day()
        except Invalid as error:
            self.refuse(error)
            return
        ask = Ask(
            person_id=self._offer.person.id,
            subjects=self.subjects.ticked(),
            evidence=self.evidence.ticked(),
            signs=self.signs.ticked(),
            questions=self.open_questions.ticked(),
            new_questions=tuple(self.questions.toPlainText().splitlines()),
            until=until,
            message=self.message.text(),
            send_to_mail=self.mail.text(),
        )
        own = translator(self.language.currentData(), self._ui.resources / "translations")
        today = self._ui.today()

        def save(services: Services) -> None:
            services.asking.ask(ask, own, today, write=lambda data: write_whole(target, data))

        self.hold(self.keep)
        self._session.write(save, lambda _: self._written(target), self.refuse, self)

    def _written(self, target: Path) -> None:
        t = self._ui.t
        self.accept()
        self._ui.say(t("The form is at {path}. Send it to {name}.", path=target, name=self._offer.person.name))
