"""Search for everything: whatever the program can do is found from any page, and done where it belongs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from ctohandover.domain.subjects import Kind
from ctohandover.services.facade import Services
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.workspaces import NewWorkspace, create
from ctohandover.ui.finder import Finder
from ctohandover.ui.sessions.dialog import SessionDialog
from ctohandover.ui.skills.page import SkillsPage
from ctohandover.ui.subjects.form import SubjectDialog
from ctohandover.ui.transition.item import ItemDialog
from ctohandover.ui.transition.page import TransitionPage
from tests.journeys.conftest import Desk


def choose(desk: Desk, typed: str, title: str) -> None:
    """By the keyboard: some letters, down to the line, Enter."""
    desk.ui.actions["find-all"].trigger()
    finder = desk.dialog(Finder)
    desk.keys(finder.field, typed)
    desk.bot.waitUntil(lambda: title in titles(finder))
    for _ in range(titles(finder).index(title)):
        desk.press(Qt.Key.Key_Down, on=finder.field)
    desk.press(Qt.Key.Key_Return, on=finder.field)


def titles(finder: Finder) -> list[str]:
    return [finder.list.item(row).text() for row in range(finder.list.count())]


def shown(desk: Desk) -> str:
    assert desk.window.frame is not None
    return desk.window.frame.current


def test_an_action_of_another_page_shows_that_page_and_is_done_there(
    desk: Desk, workspace_path: Path, services: Services
) -> None:
    services.subjects.add(SubjectForm(kind=Kind.SKILL, title="Grafana", description="Export the dashboards"))
    desk.open(workspace_path)
    desk.go("people")

    choose(desk, "record session", "Record a session")
    assert shown(desk) == "skills"
    desk.dialog(SessionDialog).reject()

    # Decisions that only mention what was typed stand below what is called so.
    desk.ui.actions["find-all"].trigger()
    finder = desk.dialog(Finder)
    desk.keys(finder.field, "export")
    desk.bot.waitUntil(lambda: "Export the decisions…" in titles(finder))
    assert titles(finder).index("Export the decisions…") < titles(finder).index("Grafana")
    finder.reject()

    choose(desk, "add item", "Add an item…")  # its page was never shown: the form needs what it reads
    assert shown(desk) == "transition"
    desk.dialog(ItemDialog).reject()

    choose(desk, "search checklist", "Search the checklist")
    page = desk.page("transition")
    assert isinstance(page, TransitionPage)
    assert desk.window.focusWidget() is page.search

    choose(desk, "add duty", "Add a duty…")
    assert shown(desk) == "dependencies"
    desk.dialog(SubjectDialog).reject()


def test_what_is_offered_follows_the_page(desk: Desk, workspace_path: Path) -> None:
    desk.open(workspace_path)
    skills = desk.go("skills")
    assert isinstance(skills, SkillsPage)
    adding = desk.ui.actions["skill-add"]
    skills.show_kind(Kind.SYSTEM)
    desk.rest()
    assert adding.text() == "Add a system…"
    skills.show_kind(Kind.DECISION)
    desk.rest()
    assert not adding.isEnabled()  # decisions are written on their own page


def test_without_people_the_page_says_what_comes_first(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Empty.handover"
    create(path, NewWorkspace(company="Empty", language="en", last_day=None, handover_day=None, people=(), here=None))
    desk.open(path)
    choose(desk, "record session", "Record a session")
    assert shown(desk) == "skills"
    skills = desk.page("skills")
    assert isinstance(skills, SkillsPage)
    assert skills.empty.people.isVisible()
    assert not any(isinstance(widget, QDialog) and widget.isVisible() for widget in QApplication.topLevelWidgets())


def test_the_pages_of_a_closed_workspace_offer_nothing(desk: Desk, workspace_path: Path, tmp_path: Path) -> None:
    desk.open(workspace_path)
    choose(desk, "add item", "Add an item…")
    desk.dialog(ItemDialog).reject()
    assert "item-add" in desk.ui.actions
    desk.window.close_workspace()
    desk.rest()
    assert "item-add" not in desk.ui.actions
    assert desk.ui.actions.shortcuts()
    desk.open(workspace_path)
    choose(desk, "add item", "Add an item…")
    desk.dialog(ItemDialog).reject()
