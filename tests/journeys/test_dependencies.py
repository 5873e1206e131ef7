"""What depends on whom: the relay's departure costs something else than the CTO's."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ctohandover.domain.levels import Level
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.subjects import SubjectForm
from ctohandover.storage import reads
from ctohandover.ui.dependencies.model import Filter
from ctohandover.ui.dependencies.page import DependenciesPage
from ctohandover.ui.skills.page import SkillsPage
from ctohandover.ui.subjects.form import SubjectDialog
from tests.conftest import TODAY
from tests.journeys.conftest import Desk


@pytest.fixture
def filled(services: Services) -> Services:
    """Marc alone holds Terraform; Léa alone the roadmap and the back office; both hold Django."""
    ids = services.subjects.add_many(
        [
            SubjectForm(kind=Kind.SKILL, title="Terraform", criticality=Criticality.VITAL, needed=1),
            SubjectForm(kind=Kind.DUTY, title="Roadmap"),
            SubjectForm(
                kind=Kind.SYSTEM, title="Back office", criticality=Criticality.VITAL, needed=1, notes="## How\n"
            ),
            SubjectForm(kind=Kind.SKILL, title="Django"),
        ]
    )
    with services.store.reading() as run:
        who = {person.name.split()[0]: person.id for person in reads.people(run)}
    services.store.actor_id = who["Léa"]
    pairs = [("Marc", 0), ("Léa", 1), ("Léa", 2), ("Marc", 3), ("Léa", 3)]
    services.holding.assess_many(
        [
            NewAssessment(person_id=who[name], subject_id=ids[number], level=Level.ALONE, day=TODAY)
            for name, number in pairs
        ]
    )
    return services


def titles(page: DependenciesPage) -> list[str]:
    return [page.model.row(number).now.subject.title for number in range(page.model.rowCount())]


def test_another_one_s_departure_costs_other_things(desk: Desk, workspace_path: Path, filled: Services) -> None:
    desk.open(workspace_path)
    page = desk.go("dependencies")
    assert isinstance(page, DependenciesPage)
    assert titles(page) == ["Terraform", "Back office", "Django", "Roadmap"]
    # The outgoing CTO is chosen at first, on the last day.
    assert page.departure.chosen_day().toordinal() - TODAY.toordinal() == 47
    assert page.departure.count.text() == "1"
    desk.click(page.departure.count)
    assert titles(page) == ["Terraform"]

    lea = next(person.id for person in page.model.found.crew.everybody if person.name.startswith("Léa"))  # type: ignore[union-attr]
    page.departure.choose((lea,))
    desk.rest()
    assert page.model.filter is Filter.LOST
    assert titles(page) == ["Back office", "Django", "Roadmap"]
    assert page.departure.text.text() == "1 of them vital · skills 1 · systems 1 · duties 1"
    page.departure.choose(())
    desk.rest()
    assert page.table.isColumnHidden(5)


def test_levels_by_digit_mouse_and_paste(desk: Desk, workspace_path: Path, filled: Services) -> None:
    desk.open(workspace_path)
    page = desk.go("skills")
    assert isinstance(page, SkillsPage)
    assert [page.model.subject(n).title for n in range(page.model.columnCount())] == ["Django", "Terraform"]
    karim = next(n for n in range(page.model.rowCount()) if page.model.person(n).name.startswith("Karim"))
    rect = page.matrix.visualRect(page.model.index(karim, 0))
    QTest.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    desk.press(Qt.Key.Key_2, on=page.matrix)
    assert page.model.index(karim, 0).data() == "2"
    assert page.matrix.currentIndex().row() == karim

    # What one says of oneself is kept beside what another said, and told so: it is no lost key.
    lea = next(n for n in range(page.model.rowCount()) if page.model.person(n).name.startswith("Léa"))
    desk.window.sit_here(page.model.person(karim).id)
    page.matrix.go_to(karim, 0)
    desk.press(Qt.Key.Key_4, on=page.matrix)
    assert page.model.index(karim, 0).data() == "2"
    assert "still counts" in desk.window.toast._text.accessibleName()
    desk.undo()
    desk.window.sit_here(page.model.person(lea).id)

    # The whole block at once, one undo step; what is no level is told and left out.
    page.matrix.go_to(0, 0)
    page.matrix.pasted.emit("3\t4\r\n\tx\r\n1\t\r\n")
    desk.rest()
    values = [[page.model.index(row, column).data() for column in range(2)] for row in range(3)]
    assert values == [["3", "4"], ["2", ""], ["1", ""]]
    assert "“x” in row 2, column 2" in desk.window.toast._text.accessibleName()
    desk.undo()
    assert page.model.index(0, 1).data() == "3"

    # As of an earlier day nobody held anything, and nothing can be set there.
    page.as_of.choose(TODAY.replace(year=TODAY.year - 1))
    desk.rest()
    assert {page.model.index(row, 0).data() for row in range(3)} == {""}
    desk.press(Qt.Key.Key_4, on=page.matrix)
    page.as_of.choose(None)
    desk.rest()
    assert page.model.index(karim, 0).data() == "2"


def test_a_system_with_notes_is_added_by_its_form(desk: Desk, workspace_path: Path, filled: Services) -> None:
    desk.open(workspace_path)
    page = desk.go("dependencies")
    desk.click(page.add_system)
    form = desk.dialog(SubjectDialog)
    desk.keys(form.name, "Registry")
    form.notes.setPlainText("# Restart\n\nRun **it** again.")
    form.runbook.setText("https://example.org/runbook")
    desk.click(form.keep)
    assert "Registry" in titles(page)
    # What was just added is what is shown.
    assert page.card.row.now.subject.title == "Registry"
    assert titles(page)[page.table.currentIndex().row()] == "Registry"
    desk.bot.waitUntil(lambda: "Run it again." in page.card.notes.toPlainText(), timeout=10_000)
    desk.undo()
    assert "Registry" not in titles(page)
