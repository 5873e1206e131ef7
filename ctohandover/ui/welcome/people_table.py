"""The first people of a new workspace, as a small form of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QRadioButton, QWidget

from ctohandover import words
from ctohandover.domain.people import EXTERNAL_BY_DEFAULT, Person, Role
from ctohandover.ui.widgets.basics import label
from ctohandover.ui.widgets.choice import Choice
from ctohandover.words import sentence

if TYPE_CHECKING:
    from ctohandover.i18n import Translator

FIRST_ROLES = (Role.OUTGOING_CTO, Role.RELAY, Role.FOUNDER, Role.MEMBER)


@dataclass(slots=True)
class _Row:
    name: QLineEdit
    role: QComboBox
    external: QCheckBox
    here: QRadioButton


class FirstPeople(QWidget):
    """Rows of name, role, external, "sits here". Rows without a name do not count; more come as they fill."""

    changed = Signal()

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self._t = t
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        for column, text in enumerate((t("Name"), t("Role"), t("External"), t("At this computer"))):
            self._grid.addWidget(label(text, name="muted"), 0, column)
        for role in FIRST_ROLES:
            self.add_row(role)

    def add_row(self, role: Role) -> None:
        t, number = self._t, len(self._rows) + 1
        name = QLineEdit()
        name.setPlaceholderText(sentence(t(words.ROLE[role])))
        name.setAccessibleName(t("Name of person {n}", n=number))
        choice = Choice()
        for item in Role:
            choice.addItem(sentence(t(words.ROLE[item])), item)
        choice.setCurrentIndex(list(Role).index(role))
        choice.setAccessibleName(t("Role of person {n}", n=number))
        external = QCheckBox()
        external.setChecked(role in EXTERNAL_BY_DEFAULT)
        external.setAccessibleName(t("Person {n} is external", n=number))
        choice.activated.connect(
            lambda _: external.setChecked(list(Role)[choice.currentIndex()] in EXTERNAL_BY_DEFAULT)
        )
        here = QRadioButton()
        here.setAccessibleName(t("Person {n} sits at this computer", n=number))
        name.textChanged.connect(self._grow)
        for column, widget in enumerate((name, choice, external, here)):
            self._grid.addWidget(widget, number, column)
        self._rows.append(_Row(name, choice, external, here))

    def _grow(self) -> None:
        if len(self._rows) < 12 and self._rows[-1].name.text().strip():
            self.add_row(Role.MEMBER)
        self.changed.emit()

    def name_fields(self) -> list[QLineEdit]:
        return [item.name for item in self._rows]

    def choose_here(self, number: int) -> None:
        self._rows[number].here.setChecked(True)

    def people(self) -> tuple[list[Person], int | None]:
        """The people with a name, and the index among them of who sits here."""
        people: list[Person] = []
        here = None
        for item in self._rows:
            if not item.name.text().strip():
                continue
            if item.here.isChecked():
                here = len(people)
            internal = not item.external.isChecked()
            role = list(Role)[item.role.currentIndex()]
            people.append(Person(id="", name=item.name.text(), role=role, internal=internal, on_site=internal))
        return people, here
