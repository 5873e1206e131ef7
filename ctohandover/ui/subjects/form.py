"""The form of a skill, a system or a duty; used to add and to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ctohandover import words
from ctohandover.domain.levels import Level
from ctohandover.domain.skills import Charge, Skill
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.ui.widgets.basics import dialog_buttons, label, roomy
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.spin import dressed
from ctohandover.ui.widgets.typing import TypingDialog
from ctohandover.words import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctohandover.domain.people import Person
    from ctohandover.services.facade import Services
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session


class SubjectDialog(TypingDialog):
    """Adds a subject of a kind, or changes `known` (a Skill or a Charge). `areas` are offered as one types."""

    added = Signal(str)
    """The id of a subject that is new."""

    def __init__(
        self,
        ui: Ui,
        session: Session,
        kind: Kind,
        known: Skill | Charge | None,
        people: Sequence[Person],
        areas: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(ui, parent)
        self._ui, self._session, self._kind, self._known = ui, session, kind, known
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        subject = known.subject if known else Subject(id="", kind=kind, title="")
        self.setWindowTitle(subject.title if known else _add_title(kind, ui))
        self.name = QLineEdit(subject.title)
        self.area = QComboBox()
        self.area.setEditable(True)
        self.area.addItems(sorted({area for area in areas if area}))
        self.area.setEditText(subject.area)
        self.criticality = Choice()
        for item in Criticality:
            self.criticality.addItem(sentence(t(words.CRITICALITY[item])), item)
        self.criticality.setCurrentIndex(list(Criticality).index(subject.criticality))
        self.criticality.activated.connect(lambda _: self._usual())
        self.needed = dressed(QSpinBox())
        self.needed.setRange(-1, 20)
        self.needed.setValue(-1 if subject.needed_set is None else subject.needed_set)
        self._usual()
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(t("&Name"), self.name)
        self._form.addRow(t("&Category") if kind is Kind.SKILL else t("&Area"), self.area)
        self._form.addRow(t("&How critical"), self.criticality)
        self._form.addRow(t("&People needed"), self.needed)
        self.level_words: list[QLineEdit] = []
        if kind is Kind.SKILL:
            self._skill(known if isinstance(known, Skill) else Skill(subject=subject))
        else:
            self._charge(known if isinstance(known, Charge) else Charge(subject=subject), people)
        buttons, self.keep = dialog_buttons(self, t("Cancel"), t("Keep") if known else t("Add"))
        buttons.accepted.connect(self._save)
        layout = QVBoxLayout(self)
        layout.addLayout(self._form)
        layout.addWidget(self._problem)
        layout.addStretch(1)
        layout.addWidget(buttons)
        roomy(self, 580, 480)
        self.name.setFocus()

    def _skill(self, skill: Skill) -> None:
        t = self._ui.t
        self.description = QPlainTextEdit(skill.description)
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 14)
        self._form.addRow(t("&Description"), self.description)
        about = label(
            t("What the levels mean for this skill, where the usual words are too general:"), name="muted", wrap=True
        )
        self._form.addRow(about)
        for level in Level:
            field = QLineEdit(skill.words(level))
            field.setPlaceholderText(t(words.LEVEL[Kind.SKILL][level]))
            field.setAccessibleName(t("Words for level {n}", n=int(level)))
            self.level_words.append(field)
            self._form.addRow(str(int(level)), field)

    def _charge(self, charge: Charge, people: Sequence[Person]) -> None:
        t = self._ui.t
        self.owner, self.deputy = _person_choice(people, charge.owner_id, t("nobody")), _person_choice(
            people, charge.deputy_id, t("nobody")
        )  # fmt: skip
        self.runbook = QLineEdit(charge.runbook)
        self.runbook.setPlaceholderText(t("a link, or where the steps are written down"))
        self.notes = QPlainTextEdit(charge.notes)
        self.notes.setTabChangesFocus(True)
        self._form.addRow(t("&Owner"), self.owner)
        self._form.addRow(t("&Deputy"), self.deputy)
        self._form.addRow(t("&Runbook"), self.runbook)
        self._form.addRow(t("No&tes (Markdown)"), self.notes)

    def _usual(self) -> None:
        chosen = list(Criticality)[self.criticality.currentIndex()]
        usual = Subject(id="", kind=self._kind, title="", criticality=chosen).needed
        self.needed.setSpecialValueText(self._ui.t("{n} (usual)", n=usual))

    def _save(self) -> None:
        name, area = self.name.text(), self.area.currentText()
        criticality = list(Criticality)[self.criticality.currentIndex()]
        needed = None if self.needed.value() < 0 else self.needed.value()
        fields: dict[str, object] = (
            {
                "description": self.description.toPlainText(),
                "level_words": tuple(field.text() for field in self.level_words),
            }
            if self._kind is Kind.SKILL
            else {
                "owner_id": self.owner.currentData(),
                "deputy_id": self.deputy.currentData(),
                "runbook": self.runbook.text(),
                "notes": self.notes.toPlainText(),
            }
        )
        kind, known = self._kind, self._known

        def save(services: Services) -> str:
            from ctohandover.services.subjects import SubjectForm

            form = SubjectForm(
                kind=kind, title=name, area=area, criticality=criticality, needed=needed, **fields  # type: ignore[arg-type]
            )  # fmt: skip
            if known is None:
                return services.subjects.add(form)
            services.subjects.change(known.subject.id, form, version=known.version)
            return ""

        self.hold(self.keep)
        self._session.write(save, self._saved, self.refuse, self)

    def _saved(self, new_id: str) -> None:
        if new_id:
            self.added.emit(new_id)
        self.accept()


def _person_choice(people: Sequence[Person], chosen: str | None, nobody: str) -> Choice:
    made = Choice()
    made.addItem(nobody, None)
    for person in people:
        made.addItem(person.name, person.id)
    made.setCurrentIndex(max(0, made.findData(chosen)) if chosen else 0)
    return made


def _add_title(kind: Kind, ui: Ui) -> str:
    t = ui.t
    return {Kind.SKILL: t("Add a skill"), Kind.SYSTEM: t("Add a system")}.get(kind, t("Add a duty"))
