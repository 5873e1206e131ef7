"""From a real repository to the first list of what only the outsider holds, without typing more than a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ctohandover.domain.people import Role
from ctohandover.services.filling import Group
from ctohandover.services.workspaces import NewWorkspace, create
from ctohandover.ui.dependencies.model import Filter
from ctohandover.ui.dependencies.page import DependenciesPage
from ctohandover.ui.filling.dialog import FillingDialog
from ctohandover.ui.filling.model import Column
from ctohandover.ui.overview.page import OverviewPage
from ctohandover.ui.skills.page import SkillsPage
from tests.conftest import RECORDS, TODAY
from tests.formats.test_gitlog import commit, git
from tests.journeys.conftest import Desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "boreal-core"
    files = {
        **RECORDS,
        "docker-compose.yml": "services:\n  api:\n    build: .\n  worker:\n    image: redis:7\n",
        ".github/workflows/ci.yml": "on: push\n",
        ".env.example": "STRIPE_SECRET_KEY=canary-77\n",
        "CODEOWNERS": "* @mdelorme\n",
        ".mailmap": "Marc Delorme <marc@boreal.example> <md@laptop.example>\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(root, "init", "-b", "main")
    for number in range(1, 5):
        commit(root, "md", "md@laptop.example", f"{TODAY.year}-01-0{number}")
        commit(root, "lea", "lea@boreal.example", f"{TODAY.year}-02-0{number}")
        commit(root, "Karim Saïdi", "karim@boreal.example", f"{TODAY.year}-03-0{number}")
    return root


@pytest.fixture
def empty_workspace(tmp_path: Path) -> Path:
    path = tmp_path / "Boréal.handover"
    create(path, NewWorkspace(company="Boréal", language="en"))
    return path


def test_from_a_repository_to_what_only_the_outsider_holds(
    desk: Desk, empty_workspace: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ui.today = lambda: TODAY
    desk.open(empty_workspace)
    overview = desk.page("overview")
    assert isinstance(overview, OverviewPage)
    assert overview.steps is not None
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    desk.click(overview.steps.fill)
    dialog = desk.dialog(FillingDialog)
    desk.bot.waitUntil(lambda: dialog.model is not None)
    desk.rest()
    model = dialog.model
    assert model is not None
    assert {one.title for one in model._all if one.group is Group.PEOPLE} >= {"Marc Delorme", "lea", "Karim Saïdi"}

    # One name is corrected, and Marc is the outgoing CTO: that is all that is typed or chosen.
    rows = {model.row(n).title: n for n in range(model.rowCount())}
    lea = model.index(rows["lea"], Column.NAME.value)
    dialog.table.setCurrentIndex(lea)
    dialog.table.edit(lea)
    editor = dialog.table.focusWidget()
    assert editor is not None
    desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, editor)
    desk.keys(editor, "Léa Rousseau")
    desk.press(Qt.Key.Key_Return, on=editor)
    assert model.names[model.row(rows["lea"]).key] == "Léa Rousseau"
    dialog.table.setCurrentIndex(model.index(rows["Marc Delorme"], 0))
    dialog.role.setCurrentIndex(list(Role).index(Role.OUTGOING_CTO))
    dialog.role.activated.emit(dialog.role.currentIndex())
    assert dialog.where.currentText() == "External"
    assert "3 decisions" in dialog.decisions.text()
    desk.press(Qt.Key.Key_Return, on=dialog.table)  # as the button that is marked does
    desk.bot.waitUntil(lambda: hasattr(dialog, "next_systems"))
    desk.rest()

    # Who runs which system: Marc alone, by a digit in the matrix.
    desk.press(Qt.Key.Key_Return, on=dialog.next_systems)
    skills = desk.page("skills")
    assert isinstance(skills, SkillsPage)
    desk.rest()
    assert skills.model.rowCount() + skills.model.columnCount() > 2
    services = desk.window.session
    assert services is not None
    dependencies = desk.go("dependencies")
    assert isinstance(dependencies, DependenciesPage)
    titles = {dependencies.model.row(n).now.subject.title for n in range(dependencies.model.rowCount())}
    assert titles >= {"api", "worker", "GitHub Actions", "Stripe", "Record decisions"}
    for title in ("api", "worker"):
        row = next(n for n in range(dependencies.model.rowCount())
                   if dependencies.model.row(n).now.subject.title == title)  # fmt: skip
        dependencies.table.setCurrentIndex(dependencies.model.index(row, 0))
        desk.rest()
        cell = next(one for one in dependencies.card.who.cells.values() if one.accessibleName().startswith("Marc"))
        desk.press(Qt.Key.Key_3, on=cell)
    dependencies.show_what({"filter": Filter.OUTSIDER_ONLY})
    assert {dependencies.model.row(n).now.subject.title for n in range(dependencies.model.rowCount())} == {
        "api", "worker",
    }  # fmt: skip
    assert b"canary-77" not in empty_workspace.read_bytes()


def test_nothing_is_stored_before_take(desk: Desk, empty_workspace: Path, folder: Path) -> None:
    desk.open(empty_workspace)
    before = empty_workspace.read_bytes()
    from ctohandover.ui.filling.dialog import fill_from

    assert desk.window.session is not None
    fill_from(desk.ui, desk.window.session, desk.window, folder)
    dialog = desk.dialog(FillingDialog)
    desk.bot.waitUntil(lambda: dialog.model is not None)
    desk.click(dialog.none)
    desk.click(dialog.decisions)
    assert not dialog.take.isEnabled()
    dialog.reject()
    desk.rest()
    assert empty_workspace.read_bytes() == before
