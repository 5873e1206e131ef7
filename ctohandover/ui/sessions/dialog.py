"""One transfer session: planned, or recorded with what came of it. The outcome proposes levels; a person decides."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ctohandover import transition_words, words
from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.levels import Level
from ctohandover.domain.sessions import DEFAULT_MINUTES, REACHES, Outcome, Proposal, Session, proposals
from ctohandover.domain.subjects import Kind
from ctohandover.errors import Invalid
from ctohandover.ui.widgets.basics import ElidedLabel, clear, dialog_buttons, label, roomy
from ctohandover.ui.widgets.checklist import CheckList
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.dates import DateField
from ctohandover.ui.widgets.spin import dressed
from ctohandover.ui.widgets.typing import TypingDialog
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.services.facade import Services
    from ctohandover.services.session_desk import SessionDesk
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session as Workspace


class SessionDialog(TypingDialog):
    """`known` is a session to change, or one that is begun (no id) with what is known of it."""

    def __init__(self, ui: Ui, workspace: Workspace, desk: SessionDesk, known: Session, parent: QWidget) -> None:
        super().__init__(ui, parent)
        self._ui, self._workspace, self._desk, self._known = ui, workspace, desk, known
        self._levels: dict[tuple[str, str], Choice] = {}
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Session") if known.id else t("Plan or record a session"))
        self.outcome = Choice()
        for outcome in (None, *Outcome):
            self.outcome.addItem(sentence(t(transition_words.OUTCOME[outcome])), outcome)
        self.outcome.setCurrentIndex([None, *Outcome].index(known.outcome))
        self.day = DateField(t, t("Day"))
        self.day.set_day(known.day)
        self.start = QLineEdit(known.start or "")
        self.start.setPlaceholderText("14:00")
        self.start.setAccessibleName(t("Time"))
        self.minutes = dressed(QSpinBox())
        self.minutes.setRange(5, 24 * 60)
        self.minutes.setSingleStep(15)
        self.minutes.setSuffix(t(" min"))
        self.minutes.setValue(known.minutes or DEFAULT_MINUTES)
        self.giver = Choice()
        self.giver.addItem(t("nobody: they read or try by themselves"), None)
        self.learners = CheckList(t, t("Who receives"))
        self.subjects = CheckList(t, t("What it is about"), search=True)
        self.method = Choice()
        for method in SessionMethod:
            how = sentence(t(words.SESSION_METHOD[method]))
            text = t("{method}: shows level {n}", method=how, n=int(REACHES[method]))
            self.method.addItem(text, method)
        self.method.setCurrentIndex(list(SessionMethod).index(known.method))
        self.evidence = QLineEdit(known.evidence)
        self.evidence.setPlaceholderText(t("what was seen, a link to the recording"))
        self.notes = QLineEdit(known.notes)
        self._fill_people()
        self._lay_out()
        self.outcome.activated.connect(lambda _: self._propose())
        self.method.activated.connect(lambda _: self._propose())
        self.learners.changed.connect(self._propose)
        self.subjects.changed.connect(self._propose)
        self._propose()
        roomy(self, 860, 640)

    def _fill_people(self) -> None:
        desk, known = self._desk, self._known
        there = desk.crew.active_on(desk.as_of)
        for person in there:
            self.giver.addItem(person.name, person.id)
        self.giver.setCurrentIndex(max(0, self.giver.findData(known.giver_id)) if known.giver_id else 0)
        here = [person for person in there if person.internal] + [person for person in there if not person.internal]
        self.learners.fill([(person.id, person.name) for person in here], known.receivers)
        t = self._ui.t
        entries = [(item.id, f"{item.title}  ({t(words.KIND[item.kind])})") for item in desk.subjects]
        self.subjects.fill(entries, known.subjects)

    def _lay_out(self) -> None:
        t = self._ui.t
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("&How did it go"), self.outcome)
        when = QHBoxLayout()
        when.addWidget(self.day, 2)
        when.addWidget(self.start, 1)
        when.addWidget(self.minutes, 1)
        about_when = label(t("&When"))
        about_when.setBuddy(self.day)
        form.addRow(about_when, when)
        form.addRow(t("Who &gives"), self.giver)
        form.addRow(t("&Method"), self.method)
        form.addRow(t("&Evidence"), self.evidence)
        form.addRow(t("No&tes"), self.notes)
        lists = QHBoxLayout()
        for title, widget, share in ((t("Who receives"), self.learners, 2), (t("What it is about"), self.subjects, 3)):
            column = QVBoxLayout()
            column.addWidget(label(title, bold=True))
            column.addWidget(widget, 1)
            lists.addLayout(column, share)
        self._proposed_title = label(t("Levels that come of it"), bold=True)
        self._proposed_text = label(name="muted", wrap=True)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(10)
        self._rows.setColumnStretch(0, 1)
        self._rows.setColumnStretch(1, 2)
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setLayout(QVBoxLayout())
        inner = inside.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addLayout(self._rows)
        inner.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        self._area.setMinimumHeight(self.fontMetrics().lineSpacing() * 6)
        buttons, self.keep = dialog_buttons(self, t("Cancel"), t("Keep"))
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addLayout(lists, 3)
        layout.addWidget(self._proposed_title)
        layout.addWidget(self._proposed_text)
        layout.addWidget(self._area, 2)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)

    def _session(self) -> Session:
        """What the form says. Raises Invalid for a day that is none."""
        known = self._known
        return Session(
            id=known.id,
            day=self.day.day() or date.today(),
            start=self.start.text().strip() or None,
            minutes=self.minutes.value(),
            giver_id=self.giver.currentData(),
            receivers=self.learners.ticked(),
            subjects=self.subjects.ticked(),
            method=list(SessionMethod)[self.method.currentIndex()],
            outcome=[None, *Outcome][self.outcome.currentIndex()],
            title=known.title,
            evidence=self.evidence.text(),
            notes=self.notes.text(),
            version=known.version,
        )

    def _propose(self) -> None:
        """The levels that the outcome speaks for, each to be taken, changed or left."""
        t, desk = self._ui.t, self._desk
        clear(self._rows)
        self._levels = {}
        titles = {subject.id: subject for subject in desk.subjects}
        try:
            found = proposals(self._session(), desk.levels)
        except Invalid:
            found = []
        found = [item for item in found if titles[item.subject_id].kind is not Kind.ACCESS]  # its register says
        names = {person.id: person.name for person in desk.crew.everybody}
        for number, item in enumerate(found):
            subject = titles[item.subject_id]
            choice = Choice()
            choice.addItem(t("leave as it is"), None)
            for level in Level:
                choice.addItem(f"{int(level)}   {t(words.LEVEL[subject.kind][level])}", level)
            choice.setMinimumContentsLength(24)
            choice.setCurrentIndex(1 + int(item.level))
            choice.setAccessibleName(t("{what}: {why}", what=names[item.person_id], why=subject.title))
            was = t("not assessed") if item.before is None else t("{n} so far", n=int(item.before))
            self._rows.addWidget(ElidedLabel(names[item.person_id]), number, 0)
            self._rows.addWidget(ElidedLabel(subject.title), number, 1)
            self._rows.addWidget(label(was, name="muted"), number, 2)
            self._rows.addWidget(choice, number, 3)
            self._levels[item.person_id, item.subject_id] = choice
        outcome = [None, *Outcome][self.outcome.currentIndex()]
        self._area.setVisible(bool(found))
        self._proposed_text.setText(_about_levels(outcome, found, self._ui))

    def _accepted(self) -> list[Proposal]:
        return [
            Proposal(person, subject, Level(choice.currentData()), self._desk.levels.get((person, subject)))
            for (person, subject), choice in self._levels.items()
            if choice.currentData() is not None
        ]

    def _save(self) -> None:
        try:
            after = self._session()
        except Invalid as error:
            self.refuse(error)
            return
        before, accepted = self._known, self._accepted()

        def save(services: Services) -> None:
            if before.id:
                services.sessions.change(before, after, accepted)
            else:
                services.sessions.add(after, accepted)

        self.hold(self.keep)
        self._workspace.write(save, lambda _: self.accept(), self.refuse, self)


def _about_levels(outcome: Outcome | None, found: list[Proposal], ui: Ui) -> str:
    t = ui.t
    if outcome is None:
        return t("When it was held, say how it went: that proposes levels, with this session as their evidence.")
    if outcome is Outcome.FAIL:
        return t("None: what did not go well shows no level, and never lowers one.")
    if not found:
        return t("None yet: tick who receives and what it is about. A level that is higher already is left alone.")
    return t("Proposed by the method and how it went. Change or leave each; all of it is one step to undo.")
