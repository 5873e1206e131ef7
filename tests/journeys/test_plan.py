"""The days that are left are planned: what does not fit is seen first, and what is decided shapes the rest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ctohandover.domain.levels import Level
from ctohandover.domain.plan import Course, Lesson
from ctohandover.domain.sessions import Session
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.subjects import SubjectForm
from ctohandover.storage import reads
from ctohandover.storage.skill_reads import sessions
from ctohandover.ui.finder import Finder
from ctohandover.ui.people.form import PersonDialog
from ctohandover.ui.plan.change import ChangeDialog, EffortDialog
from ctohandover.ui.plan.model import Block, Head
from ctohandover.ui.plan.page import PlanPage
from ctohandover.ui.plan.terms import TermsDialog
from ctohandover.ui.sessions.dialog import SessionDialog
from tests.conftest import TODAY
from tests.journeys.conftest import Desk

MARC, LEA, KARIM = "Marc Delorme", "Léa Rousseau", "Karim Saïdi"


@pytest.fixture
def filled(services: Services) -> Services:
    """Marc alone holds a vital system, a duty and a skill; of the skill there is too much for two hours a week."""
    ids = services.subjects.add_many(
        [
            SubjectForm(kind=Kind.SYSTEM, title="Back office", criticality=Criticality.VITAL, needed=1),
            SubjectForm(kind=Kind.DUTY, title="Roadmap"),
            SubjectForm(kind=Kind.SKILL, title="Terraform"),
            SubjectForm(kind=Kind.SKILL, title="Django"),
        ]
    )
    with services.store.reading() as run:
        who = {person.name.split()[0]: person for person in reads.people(run)}
    services.people.change(who["Marc"], days_a_month=8.0)
    for name, number, level in (
        ("Marc", 0, 4),
        ("Marc", 1, 3),
        ("Marc", 2, 4),
        ("Léa", 0, 2),
        ("Karim", 1, 2),
        ("Karim", 2, 0),
        ("Léa", 3, 1),
    ):
        services.holding.assess(
            NewAssessment(person_id=who[name].id, subject_id=ids[number], level=Level(level), day=TODAY)
        )
    return services


def open_plan(desk: Desk) -> PlanPage:
    page = desk.go("dependencies")
    desk.click(page.plan)
    found = desk.page("plan")
    assert isinstance(found, PlanPage)
    assert found.isVisible()
    return found


def titles(page: PlanPage) -> list[str]:
    return [str(page.model.index(number, 0).data()) for number in range(page.model.rowCount())]


def in_front(desk: Desk) -> None:
    """Shortcuts are for the window that is in front."""
    desk.window.activateWindow()
    desk.bot.waitUntil(desk.window.isActiveWindow)


def lessons(page: PlanPage) -> list[Lesson]:
    assert page.model.found is not None
    assert page.model.found.plan is not None
    return list(page.model.found.plan.lessons)


def choose(desk: Desk, page: PlanPage, title: str, kind: type) -> None:
    """Click the first row of that kind and title."""
    number = next(
        n
        for n in range(page.model.rowCount())
        if isinstance(page.model.row(n), kind) and page.model.index(n, 0).data() == title
    )
    page.choose(number)
    page.table.scrollTo(page.model.index(number, 0))
    desk.rest()


def kept(services: Services) -> list[Session]:
    with services.store.reading() as run:
        return sessions(run)


def share(page: PlanPage) -> int | None:
    return page.model.found.workspace.transfer_share if page.model.found else -1


def receivers(page: PlanPage, title: str) -> set[str]:
    assert page.model.found is not None
    names = {person.id: person.name for person in page.model.found.crew.everybody}
    return {names[one.receiver_id] for one in lessons(page) if one.subject.title == title}


def test_what_does_not_fit_comes_first_then_the_weeks(desk: Desk, workspace_path: Path, filled: Services) -> None:
    desk.open(workspace_path)
    page = open_plan(desk)
    assert "left with Marc, the plan needs" in page.headline.text()
    assert page.unfit.text() == "1 item will not be passed on even if every session passes."
    assert page.covers.text().endswith("1 of 1 vital")
    shown = titles(page)
    assert shown[:2] == ["Does not fit", "Terraform"]
    assert shown[2].startswith("Week of ")
    assert shown[-2:] == ["Not to be passed on by sessions", "Django"]
    # Week by week nobody is asked for more than they have; what is left of this one may be too short for a session.
    rows = [page.model.row(number) for number in range(page.model.rowCount())]
    full = next(row for row in rows if isinstance(row, Head) and row.week is not None and row.week.lessons)
    choose(desk, page, full.text, Head)
    assert "Accept the " in page.card.buttons["week"].text()
    page.blocks.button(Block.SESSIONS).click()
    desk.rest()
    assert titles(page)[0].startswith("Week of ")
    page.blocks.button(Block.APART).click()
    desk.rest()
    assert titles(page) == ["Not to be passed on by sessions", "Django"]


def test_refuse_one_pin_one_accept_a_week_and_undo(desk: Desk, workspace_path: Path, filled: Services) -> None:
    desk.open(workspace_path)
    page = open_plan(desk)
    assert receivers(page, "Back office") == {LEA}
    choose(desk, page, "Back office", Lesson)
    desk.click(page.card.buttons["refuse"])
    assert receivers(page, "Back office") == {KARIM}
    assert page.refused.isVisible()

    choose(desk, page, "Roadmap", Lesson)
    desk.click(page.card.buttons["change"])
    form = desk.dialog(ChangeDialog)
    form.receiver.setCurrentIndex(form.receiver.findText("Léa Rousseau, 2 h a week"))
    form.week.setCurrentIndex(3)
    form.hours.setValue(1.5)
    desk.click(form.keep)
    assert receivers(page, "Roadmap") == {LEA}
    roadmap = [one for one in lessons(page) if one.subject.title == "Roadmap"]
    assert sum(one.minutes for one in roadmap) == 90
    assert page.model.found is not None
    assert page.model.found.plan is not None
    assert min(one.week for one in roadmap) == page.model.found.plan.weeks[2].monday
    choose(desk, page, "Roadmap", Lesson)
    state = page.model.index(page.table.currentIndex().row(), 5)
    assert state.data() == "pinned"

    week = next(week for week in page.model.found.plan.weeks if week.lessons)
    choose(desk, page, next(one.text for one in map(page.model.row, page.model.heads()) if one.week == week), Head)  # type: ignore[union-attr]
    expected = sorted((one.day, one.minutes) for one in week.lessons)
    desk.click(page.card.buttons["week"])
    assert sorted((one.day, one.minutes) for one in kept(filled)) == expected
    assert not any(one.week == week.monday for one in lessons(page))
    planned = [row for row in map(page.model.row, range(page.model.rowCount())) if isinstance(row, Session)]
    assert len(planned) == len(expected)

    desk.undo()
    assert kept(filled) == []
    desk.undo()
    assert receivers(page, "Roadmap") == {KARIM}
    desk.undo()
    assert receivers(page, "Back office") == {LEA}
    assert not page.refused.isVisible()
    desk.redo()
    assert receivers(page, "Back office") == {KARIM}
    desk.click(page.refused.findChildren(type(page.back))[0])
    assert receivers(page, "Back office") == {LEA}
    assert desk.errors == []


def test_a_planned_one_is_opened_in_its_form(desk: Desk, workspace_path: Path, filled: Services) -> None:
    desk.open(workspace_path)
    page = open_plan(desk)
    choose(desk, page, "Back office", Lesson)
    in_front(desk)
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, on=page.table)
    assert len(kept(filled)) == 1
    choose(desk, page, "Back office", Session)
    desk.click(page.card.buttons["session"])
    form = desk.dialog(SessionDialog)
    assert form.minutes.value() == kept(filled)[0].minutes
    form.reject()
    desk.click(page.accept_all)
    assert lessons(page) == []
    assert not page.accept_all.isEnabled()
    assert page.model.found is not None
    # What is planned, and what did not fit, stay in sight.
    assert titles(page)[:2] == ["Does not fit", "Terraform"]


def test_the_hours_are_changed_there(desk: Desk, workspace_path: Path, filled: Services) -> None:
    desk.open(workspace_path)
    page = open_plan(desk)
    choose(desk, page, "Terraform", Course)
    desk.click(page.card.buttons["effort"])
    form = desk.dialog(EffortDialog)
    form.hours.setValue(2)
    desk.click(form.keep)
    assert page.unfit.text() == "All that somebody can teach is passed on if every session passes."
    desk.undo()
    desk.click(page.hours.change)
    terms = desk.dialog(TermsDialog)
    assert page.model.found is not None
    ids = {person.name: person.id for person in page.model.found.crew.everybody}
    terms.share.setValue(80)
    terms.aftercare.setValue(2)
    terms.spare[ids[KARIM]].setValue(10)
    desk.click(terms.keep)
    assert share(page) == 80
    assert "Terraform" not in {one.subject.title for one in page.model.found.plan.unfit}  # type: ignore[union-attr]
    desk.undo()
    assert share(page) is None
    assert page.unfit.text().startswith("1 item will not")


def test_the_way_there_and_back(desk: Desk, workspace_path: Path, filled: Services) -> None:
    desk.open(workspace_path)
    overview = desk.page("overview")
    link = next(one for one in overview.answers.links if "the plan covers" in one.text())  # type: ignore[attr-defined]
    assert link.text() == "the plan covers 1 of these 1"
    desk.click(link)
    page = desk.page("plan")
    assert isinstance(page, PlanPage)
    assert page.isVisible()
    in_front(desk)
    desk.press(Qt.Key.Key_Escape, on=page.table)
    assert overview.isVisible()
    # By the search for everything: the page opens, and does it.
    desk.ui.actions["find-all"].trigger()
    finder = desk.dialog(Finder)
    desk.keys(finder.field, "accept all")
    desk.bot.waitUntil(lambda: finder.list.count() > 0)
    desk.press(Qt.Key.Key_Return, on=finder.field)
    desk.bot.waitUntil(lambda: page.isVisible() and bool(kept(filled)))
    desk.rest()
    desk.click(page.back)
    assert desk.page("dependencies").isVisible()


def test_without_a_plan_it_says_what_makes_one(desk: Desk, workspace_path: Path, filled: Services) -> None:
    with filled.store.reading() as run:
        marc = next(one for one in reads.people(run) if one.name == MARC)
    filled.people.change(marc, active_to=TODAY - timedelta(days=1))
    desk.open(workspace_path)
    in_front(desk)
    page = open_plan(desk)
    assert page.empty.title.text() == "The last day is over"
    assert desk.window.focusWidget() is page.empty.day
    assert not page.accept_all.isEnabled()
    desk.click(page.empty.day)
    assert desk.page("preferences").isVisible()


def test_to_the_calendar(
    desk: Desk, workspace_path: Path, filled: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    desk.open(workspace_path)
    page = open_plan(desk)
    desk.ui.actions["plan-calendar"].trigger()
    desk.rest()
    assert target.read_bytes().count(b"BEGIN:VEVENT") == len(lessons(page))


def test_spare_hours_are_said_in_the_form_of_a_person(desk: Desk, workspace_path: Path, filled: Services) -> None:
    desk.open(workspace_path)
    desk.go("people")
    with filled.store.reading() as run:
        karim = next(one for one in reads.people(run) if one.name == KARIM)
    desk.window.go("people", {"person": karim.id})
    desk.rest()
    desk.ui.actions["person-edit"].trigger()
    desk.rest()
    form = desk.dialog(PersonDialog)
    assert form.spare.text() == "not said: 2"
    form.spare.setValue(6.5)
    desk.click(form.keep)
    with filled.store.reading() as run:
        assert next(one for one in reads.people(run) if one.name == KARIM).spare_hours == 6.5


def test_a_read_only_file_is_only_looked_at(desk: Desk, workspace_path: Path, filled: Services) -> None:
    workspace_path.chmod(0o444)
    assert desk.open(workspace_path).read_only
    page = open_plan(desk)
    choose(desk, page, "Back office", Lesson)
    assert list(page.card.buttons) == ["open"]
    assert not page.accept_all.isEnabled()
    assert not page.hours.change.isVisible()
