"""The form of one person; used to add and to change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ctohandover import words
from ctohandover.domain.people import EXTERNAL_BY_DEFAULT, Person, Role
from ctohandover.domain.plan import SPARE_HOURS
from ctohandover.errors import AppError, Invalid
from ctohandover.ui.widgets.basics import roomy
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.dates import DateField
from ctohandover.ui.widgets.spin import dressed
from ctohandover.ui.widgets.typing import TypingDialog
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui

WEEK_HOURS = 60
Save = Callable[[Person, Callable[[], None], Callable[[AppError], None]], None]


class PersonDialog(TypingDialog):
    """`save` is given the person as it should be, what to call when it is stored, and what to call when it is not."""

    def __init__(self, ui: Ui, person: Person | None, save: Save, parent: QWidget) -> None:
        super().__init__(ui, parent)
        self._ui, self._save = ui, save
        t = ui.t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._person = person or Person(id="", name="", role=Role.MEMBER, internal=True, on_site=True)
        self.setWindowTitle(person.name if person else t("Add a person"))
        self.name = QLineEdit(self._person.name)
        self.role = Choice()
        for role in Role:
            self.role.addItem(sentence(t(words.ROLE[role])), role)
        self.role.setCurrentIndex(list(Role).index(self._person.role))
        self.role.activated.connect(self._guess)
        self.external = QCheckBox(t("External: paid for some days, not part of the company"))
        self.external.setChecked(not self._person.internal)
        self.on_site = QCheckBox(t("Works on site"))
        self.on_site.setChecked(self._person.on_site)
        self.active_from = DateField(t, t("First day"))
        self.active_from.set_day(self._person.active_from)
        self.active_to = DateField(t, t("Last day"))
        self.active_to.set_day(self._person.active_to)
        self.days = dressed(QDoubleSpinBox())
        self.days.setRange(-0.5, 31)
        self.days.setSingleStep(0.5)
        self.days.setDecimals(1)
        self.days.setSpecialValueText(t("not set"))
        self.days.setValue(-0.5 if self._person.days_a_month is None else self._person.days_a_month)
        self.spare = dressed(QDoubleSpinBox())
        self.spare.setRange(-0.5, WEEK_HOURS)
        self.spare.setSingleStep(0.5)
        self.spare.setDecimals(1)
        self.spare.setSpecialValueText(t("not said: {n}", n=t.number(SPARE_HOURS)))
        self.spare.setValue(-0.5 if self._person.spare_hours is None else self._person.spare_hours)
        self.note = QLineEdit(self._person.note)
        self._lay_out()
        roomy(self, 520, 410)
        self.name.setFocus()

    def _lay_out(self) -> None:
        t = self._ui.t
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(t("&Name"), self.name)
        form.addRow(t("&Role"), self.role)
        form.addRow("", self.external)
        form.addRow("", self.on_site)
        form.addRow(t("&First day"), self.active_from)
        form.addRow(t("&Last day"), self.active_to)
        form.addRow(t("&Days a month"), self.days)
        form.addRow(t("&Hours a week to spare for learning"), self.spare)
        form.addRow(t("N&ote"), self.note)
        buttons = QDialogButtonBox()
        self.keep = buttons.addButton(
            t("Keep") if self._person.id else t("Add"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.keep.setObjectName("primary")
        self.keep.setDefault(True)
        buttons.addButton(t("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addStretch(1)
        layout.addWidget(buttons)

    def _guess(self) -> None:
        """A CTO that goes and an adviser are mostly outsiders; the box can be changed."""
        self.external.setChecked(list(Role)[self.role.currentIndex()] in EXTERNAL_BY_DEFAULT)

    def _accept(self) -> None:
        try:
            after = replace(
                self._person,
                name=self.name.text(),
                role=list(Role)[self.role.currentIndex()],
                internal=not self.external.isChecked(),
                on_site=self.on_site.isChecked(),
                active_from=self.active_from.day(),
                active_to=self.active_to.day(),
                days_a_month=None if self.days.value() < 0 else self.days.value(),
                spare_hours=None if self.spare.value() < 0 else self.spare.value(),
                note=self.note.text().strip(),
            )
        except Invalid as error:
            self.refuse(error)
            return
        self.hold(self.keep)
        self._save(after, self.accept, self.refuse)
