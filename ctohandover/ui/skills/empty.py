"""What belongs on an empty matrix, and the ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ctohandover.domain.subjects import Kind
from ctohandover.ui.widgets.basics import button
from ctohandover.ui.widgets.empty import Empty

if TYPE_CHECKING:
    from ctohandover.ui.context import Ui


class NoSubjects(Empty):
    add_asked = Signal()
    catalogue_asked = Signal()
    import_asked = Signal()
    decisions_asked = Signal()
    people_asked = Signal()

    def __init__(self, ui: Ui, *, read_only: bool) -> None:
        self._t = t = ui.t
        self.people = button(t("Go to the people"), lambda: self.people_asked.emit(), name="primary")
        self.catalogue = button(t("Choose from the catalogue…"), lambda: self.catalogue_asked.emit(), name="primary")
        self.importing = button(t("Import a spreadsheet…"), lambda: self.import_asked.emit())
        self.add = button("", lambda: self.add_asked.emit())
        self.decisions = button(t("Go to the decisions"), lambda: self.decisions_asked.emit())
        super().__init__("", "", self.people, self.catalogue, self.importing, self.add, self.decisions)
        self.allow(not read_only, self.catalogue, self.importing, self.add)

    def show_kind(self, kind: Kind, *, people: bool) -> None:
        t = self._t
        titles = {
            Kind.SKILL: t("No skills yet"),
            Kind.SYSTEM: t("No systems yet"),
            Kind.DUTY: t("No duties yet"),
            Kind.DECISION: t("No standing decisions yet"),
        }
        texts = {
            Kind.SKILL: t(
                "A skill is something that the team has to be able to do alone: roll out a release, restore a backup,"
                " read the cloud bill. Choose from the catalogue, or bring the spreadsheet in which you keep it."
            ),
            Kind.SYSTEM: t(
                "A system is something that runs and that somebody has to understand: the back office, the database,"
                " the deployment. Add those that would stop the company."
            ),
            Kind.DUTY: t(
                "A duty comes back again and again: pilot the roadmap, recruit, read the cloud bill, lead an incident."
                " Choose from the catalogue what the fractional CTO does today."
            ),
            Kind.DECISION: t("Import the folder where your repository keeps them; who knows why is set here then."),
        }
        adds = {Kind.SKILL: t("Add one…"), Kind.SYSTEM: t("Add the first one…"), Kind.DUTY: t("Add one…")}
        self.title.setText(titles[kind] if people else t("No people yet"))
        self.text.setText(texts[kind] if people else t("Add the people of this handover first, under People."))
        self.people.setVisible(not people)
        self.add.setText(adds.get(kind, ""))
        self.add.setVisible(people and kind in adds)
        self.catalogue.setVisible(people and kind in (Kind.SKILL, Kind.DUTY))
        self.importing.setVisible(people and kind is Kind.SKILL)
        self.decisions.setVisible(people and kind is Kind.DECISION)
