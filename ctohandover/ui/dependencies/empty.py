"""What belongs on an empty list of dependencies, and the ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ctohandover.ui.widgets.basics import button
from ctohandover.ui.widgets.empty import Empty

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui


class NoDependencies(Empty):
    people_asked = Signal()
    decisions_asked = Signal()
    skills_asked = Signal()
    duties_asked = Signal()
    system_asked = Signal()

    def __init__(self, ui: Ui, *, read_only: bool) -> None:
        t = ui.t
        self.people = button(t("Go to the people"), lambda: self.people_asked.emit(), name="primary")
        self.decisions = button(t("Go to the decisions"), lambda: self.decisions_asked.emit())
        self.skills = button(t("Skills from the catalogue…"), lambda: self.skills_asked.emit())
        self.duties = button(t("Duties from the catalogue…"), lambda: self.duties_asked.emit())
        self.system = button(t("Add a system…"), lambda: self.system_asked.emit())
        super().__init__(
            t("Nothing to depend on yet"),
            t(
                "This list says what only an outsider holds. It is made of the decisions, of the skills that the team"
                " needs, of the systems that run and of the duties that come back. Bring in what there is, then say"
                " who holds what."
            ),
            self.people,
            self.decisions,
            self.skills,
            self.duties,
            self.system,
        )
        self.allow(not read_only, self.skills, self.duties, self.system)

    def show_people(self, *, any_people: bool) -> None:
        """Without people nobody can hold anything: they come first."""
        self.people.setVisible(not any_people)
