"""The hours that the plan is made of: the share of the leaver's days, after-care, and what everybody has to spare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QScrollArea, QWidget

from ctohandover.domain.plan import SPARE_HOURS, TRANSFER_SHARE
from ctohandover.ui.plan.change import KeepForm
from ctohandover.ui.plan.sides import teams
from ctohandover.ui.widgets.basics import label, number_box, roomy
from ctohandover.ui.widgets.spin import dressed

if TYPE_CHECKING:
    from ctohandover.domain.people import Person
    from ctohandover.services.facade import Services
    from ctohandover.services.planning import Planned
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

NOT_SAID = -0.5
MOST_AFTERCARE = 500


class TermsDialog(KeepForm):
    def __init__(self, ui: Ui, session: Session, found: Planned, parent: QWidget) -> None:
        t = ui.t
        area = QScrollArea()
        super().__init__(ui, session, t("Hours of the plan"), parent, area)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        workspace = found.workspace
        self._workspace = workspace
        self.share = number_box(0, 100)
        self.share.setSuffix(t(" %"))
        self.share.setValue(TRANSFER_SHARE if workspace.transfer_share is None else workspace.transfer_share)
        self.share.setAccessibleName(t("Share of the leaver’s days that is free for passing things on"))
        self.aftercare = number_box(0, MOST_AFTERCARE, t("none"))
        self.aftercare.setSuffix(t(" h"))
        self.aftercare.setValue(workspace.aftercare_hours or 0)
        self.aftercare.setAccessibleName(t("Hours set aside for the successor’s questions"))
        self.form.addRow(t("&Free for passing things on"), self.share)
        self.form.addRow(t("Set aside for &after-care"), self.aftercare)
        inside = QWidget()
        inside.setObjectName("page")
        rows = QFormLayout(inside)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        outside, learners = teams(found)
        self._people = {person.id: person for person in (*outside, *learners)}
        self.days: dict[str, QDoubleSpinBox] = {}
        self.spare: dict[str, QDoubleSpinBox] = {}
        rows.addRow(label(t("Days a month, of those who are not inside or leave"), name="muted", wrap=True))
        for person in outside:
            self.days[person.id] = self._box(person, person.days_a_month, 31, t("not set"), t("days a month"))
            rows.addRow(label(person.name), self.days[person.id])
        rows.addRow(label(t("Hours a week to spare, to learn and to teach"), name="muted", wrap=True))
        usual = t("not said: {n}", n=t.number(SPARE_HOURS))
        for person in learners:
            self.spare[person.id] = self._box(person, person.spare_hours, 60, usual, t("hours a week to spare"))
            rows.addRow(label(person.name), self.spare[person.id])
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        roomy(self, 520, 560)
        self.share.setFocus()

    def _box(self, person: Person, value: float | None, most: float, special: str, what: str) -> QDoubleSpinBox:
        made = QDoubleSpinBox()
        made.setRange(NOT_SAID, most)
        made.setSingleStep(0.5)
        made.setDecimals(1)
        made.setSpecialValueText(special)
        made.setValue(NOT_SAID if value is None else value)
        made.setAccessibleName(self._ui.t("{what}: {why}", what=person.name, why=what))
        return dressed(made)

    def prepare(self) -> None:
        """Only what was changed: the rest stays as usual, or as another window has it by now."""
        told: dict[str, tuple[float | None, float | None]] = {}
        for key, person in self._people.items():
            days, spare = person.days_a_month, person.spare_hours
            if key in self.days:
                days = None if self.days[key].value() < 0 else self.days[key].value()
            if key in self.spare:
                spare = None if self.spare[key].value() < 0 else self.spare[key].value()
            if (days, spare) != (person.days_a_month, person.spare_hours):
                told[key] = (days, spare)
        self._told = told
        share = self.share.value()
        usual = self._workspace.transfer_share is None and share == TRANSFER_SHARE
        self._share = None if usual else share
        self._aftercare = self.aftercare.value() or None

    def write(self, services: Services) -> None:
        services.plan.settle(self._workspace, share=self._share, aftercare=self._aftercare, people=self._told)
