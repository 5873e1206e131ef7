"""What a user may decide about a table: what comes along, what stands in where the table says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ctohandover import words
from ctohandover.domain.assessments import Method
from ctohandover.errors import Invalid
from ctohandover.formats.tables import What
from ctohandover.services.tables.accesses import AccessPlan
from ctohandover.services.tables.model import Choices
from ctohandover.ui.widgets.basics import label, named, row
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.dates import DateField

if TYPE_CHECKING:
    from ctohandover.services.tables.model import Plan
    from ctohandover.ui.context import Ui

METHODS = (Method.LEAD, Method.SELF, Method.PEER, Method.DRILL)


class Options(QWidget):
    changed = Signal()

    def __init__(self, ui: Ui) -> None:
        super().__init__()
        self._ui = ui
        t = ui.t
        self.skills, self.people = QCheckBox(), QCheckBox()
        for box in (self.skills, self.people):
            box.setChecked(True)
            box.hide()
            box.toggled.connect(lambda _: self.changed.emit())
        self.day = DateField(t, t("Day of the levels"))
        self.day.set_day(ui.today())
        self.day.changed.connect(self.changed)
        self.day.setMaximumWidth(self.fontMetrics().averageCharWidth() * 22)
        self.method = Choice()
        named(self.method, t("How the levels are known"))
        for method in METHODS:
            self.method.addItem(words.sentence(t(words.METHOD[method])), method)
        self.method.setMinimumContentsLength(18)
        self.method.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.admin = Choice()
        named(self.admin, t("Who administers them"))
        self.admin.setMinimumContentsLength(24)
        self.admin.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._admin = row(label(t("Administered by, where the table does not say:"), name="muted"), self.admin, None)
        self._admin.hide()
        self._stand_in = row(label(t("Where the table does not say:"), name="muted"), self.day, self.method, None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._stand_in)
        layout.addWidget(self._admin)
        for box in (self.skills, self.people):
            layout.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)  # as wide as its text, which is what takes a click

    def choices(self, name: str, actor_id: str | None, *, take_good: bool) -> Choices:
        try:
            day = self.day.day()
        except Invalid:
            day = None
        return Choices(
            add_people=self.people.isChecked(),
            add_skills=self.skills.isChecked(),
            take_good=take_good,
            day=day,
            method=Method(self.method.currentData()),
            name=name,
            actor_id=actor_id,
            admin_id=self.admin.currentData(),
        )

    def show_plan(self, plan: Plan) -> None:
        t, skills, people = self._ui.t, len(plan.new_skills), len(plan.new_people)
        self._stand_in.setVisible(plan.what is What.ASSESSMENTS)
        self._admin.setVisible(isinstance(plan, AccessPlan))
        if isinstance(plan, AccessPlan) and not self.admin.count():
            with QSignalBlocker(self.admin):
                self.admin.addItem(t("nobody yet"), None)
                for key, name in plan.people:
                    self.admin.addItem(name, key)
        self.skills.setText(
            t.plural("Add the {n} skill that is not here yet", "Add the {n} skills that are not here yet", skills)
        )
        self.people.setText(
            t.plural(
                "Add the {n} person who is not here yet: {names}",
                "Add the {n} people who are not here yet: {names}",
                people,
                names=_some(plan.new_people),
            )
        )
        self.skills.setVisible(skills > 0)
        self.people.setVisible(people > 0)


def _some(names: tuple[str, ...]) -> str:
    shown = ", ".join(name[:20] for name in names[:3])
    return f"{shown}…" if len(names) > 3 else shown
