"""A course changed by hand: who receives it, from which week, how many hours; and how long a level takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QVBoxLayout, QWidget

from ctohandover import plan_words
from ctohandover.domain.people import alphabetical
from ctohandover.domain.plan import EFFORT
from ctohandover.domain.plan_hours import spare
from ctohandover.ui.widgets.basics import dialog_buttons, label, roomy
from ctohandover.ui.widgets.choice import Choice
from ctohandover.ui.widgets.spin import dressed
from ctohandover.ui.widgets.typing import TypingDialog

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.people import Person
    from ctohandover.domain.plan import Course
    from ctohandover.domain.subjects import Subject
    from ctohandover.services.facade import Services
    from ctohandover.services.planning import Planned
    from ctohandover.ui.context import Ui
    from ctohandover.ui.session import Session

MOST_HOURS = 400
MOST_EFFORT = 200


def hours_box(most: float, special: str, step: float = 0.5) -> QDoubleSpinBox:
    """Hours, or (the least) what `special` says."""
    made = QDoubleSpinBox()
    made.setRange(0, most)
    made.setSingleStep(step)
    made.setDecimals(2)
    made.setSpecialValueText(special)
    return dressed(made)


class KeepForm(TypingDialog):
    """Saves once, says what was refused. `body` comes below the form, and takes the room there is."""

    def __init__(self, ui: Ui, session: Session, title: str, parent: QWidget, body: QWidget | None = None) -> None:
        super().__init__(ui, parent)
        self._session = session
        t = ui.t
        self.setWindowTitle(title)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        buttons, self.keep = dialog_buttons(self, t("Cancel"), t("Keep"))
        buttons.accepted.connect(self._accept)
        outer = QVBoxLayout(self)
        outer.addWidget(label(title, bold=True, wrap=True))
        outer.addLayout(self.form)
        if body is not None:
            outer.addWidget(body, 1)
        else:
            outer.addStretch(1)
        outer.addWidget(self._problem)
        outer.addWidget(buttons)

    def write(self, services: Services) -> None:
        raise NotImplementedError

    def prepare(self) -> None:
        """Read the fields, in the main thread."""

    def _accept(self) -> None:
        self.hold(self.keep)
        self.prepare()
        self._session.write(self.write, lambda _: self.accept(), self.refuse, self)


class ChangeDialog(KeepForm):
    """Pins what is kept. Where the subject has another course, whoever is replaced is refused, or the rule would find
    them for the place of that one."""

    def __init__(self, ui: Ui, session: Session, found: Planned, course: Course, parent: QWidget) -> None:
        super().__init__(ui, session, course.subject.title, parent)
        from PySide6.QtCore import Qt

        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._course = course
        assert found.plan is not None
        t, choice = ui.t, course.choice
        others = [one for one in found.plan.courses if one.subject.id == course.subject.id and one is not course]
        self._several = bool(others)
        taken = {one.receiver_id for one in others}
        people = sorted(
            (one for one in candidates(found) if one.id not in taken), key=lambda one: alphabetical(one.name)
        )
        self.receiver = Choice()
        for person in people:
            self.receiver.addItem(t("{name}, {n} h a week", name=person.name, n=t.number(spare(person))), person.id)
        self.receiver.setCurrentIndex(max(0, self.receiver.findData(course.receiver_id)))
        self.receiver.setAccessibleName(t("Who receives it"))
        self.week = Choice()
        self.week.addItem(t("as soon as there is room"), None)
        for week in found.plan.weeks:
            self.week.addItem(plan_words.week(week, t), week.monday.isoformat())
        wanted = choice.week.isoformat() if choice is not None and choice.week is not None else None
        self.week.setCurrentIndex(max(0, self.week.findData(wanted)))
        self.week.setAccessibleName(t("Not before"))
        usual = t("by the rule")
        self.hours = hours_box(MOST_HOURS, usual)
        self.hours.setValue(choice.minutes / 60 if choice is not None and choice.minutes is not None else 0)
        self.hours.setAccessibleName(t("Hours in all"))
        self.form.addRow(t("&Who receives it"), self.receiver)
        self.form.addRow(t("Not &before"), self.week)
        self.form.addRow(t("&Hours in all"), self.hours)
        self.form.addRow(label(t("This is then pinned: the rule decides the rest around it."), name="muted", wrap=True))
        roomy(self, 480, 260)
        self.receiver.setFocus()

    def prepare(self) -> None:
        from datetime import date

        told = self.week.currentData()
        self._week: date | None = date.fromisoformat(told) if told else None
        self._receiver = str(self.receiver.currentData())
        self._minutes = round(self.hours.value() * 60) or None

    def write(self, services: Services) -> None:
        services.plan.pin(
            self._course.subject.id,
            self._receiver,
            week=self._week,
            minutes=self._minutes,
            instead=self._course.receiver_id,
            never=self._several,
        )


class EffortDialog(KeepForm):
    """How many hours a level of one subject takes, whoever learns it."""

    def __init__(self, ui: Ui, session: Session, found: Planned, subject: Subject, parent: QWidget) -> None:
        super().__init__(ui, session, subject.title, parent)
        from PySide6.QtCore import Qt

        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._subject = subject
        t = ui.t
        self.hours = hours_box(MOST_EFFORT, t("as usual: {n} h", n=t.number(EFFORT[subject.kind])))
        self.hours.setValue(found.efforts.get(subject.id, 0))
        self.hours.setAccessibleName(t("Hours a level takes"))
        self.form.addRow(t("&Hours a level takes"), self.hours)
        self.form.addRow(label(t("From one level to the next, whoever learns it."), name="muted", wrap=True))
        roomy(self, 440, 200)
        self.hours.setFocus()

    def prepare(self) -> None:
        self._hours = self.hours.value() or None

    def write(self, services: Services) -> None:
        services.plan.set_effort(self._subject.id, self._hours)


def candidates(found: Planned) -> list[Person]:
    """Who may receive: inside, not a leaver, there until the last day."""
    last = found.last_day
    return [
        one
        for one in found.crew.everybody
        if one.internal
        and one not in found.leavers
        and last is not None
        and not one.has_left(last)
        and (one.active_from is None or one.active_from <= last)
    ]
