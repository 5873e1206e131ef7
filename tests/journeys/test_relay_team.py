"""The relay follows the team's skills: from the spreadsheet, by the keyboard, to the session that makes one safe."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ctohandover.domain.holders import Situation
from ctohandover.services.workspaces import NewWorkspace, create
from ctohandover.ui.decisions.narrowing import Filter as Figures
from ctohandover.ui.dependencies.model import Filter
from ctohandover.ui.dependencies.page import DependenciesPage
from ctohandover.ui.overview.page import OverviewPage
from ctohandover.ui.sessions.dialog import SessionDialog
from ctohandover.ui.skills.model import Mode
from ctohandover.ui.skills.page import SkillsPage
from ctohandover.ui.tables.dialog import TableImportDialog
from tests.journeys.conftest import Desk

TEAM = """Skill;Criticality;Needed;Marc;Léa;Karim
Terraform;vital;1;4;1;1
Django;;;4;3;3
SQL;;;;3;2
"""


def what_stands(desk: Desk) -> tuple[str, str, list[str], str]:
    """Terraform's total in the matrix and its situation; the rows that Dependencies says outsiders alone hold; how many
    the overview counts there."""
    skills = desk.go("skills")
    assert isinstance(skills, SkillsPage)
    column = next(n for n in range(skills.model.columnCount()) if skills.model.subject(n).title == "Terraform")
    total = skills.model.total(column).text
    situation = skills.model.grid.standings[skills.model.subject(column).id].situation  # type: ignore[union-attr]
    page = desk.go("dependencies")
    assert isinstance(page, DependenciesPage)
    page.model.narrow(chosen=Filter.OUTSIDER_ONLY, kind=None, words="")
    rows = [page.model.row(number).now.subject.title for number in range(page.model.rowCount())]
    page.model.narrow(chosen=Filter.ALL, kind=None, words="")
    overview = desk.go("overview")
    assert isinstance(overview, OverviewPage)
    return total, situation.name, rows, overview.figures[Figures.OUTSIDER_ONLY].count()


def test_without_people_the_matrix_leads_to_them(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Empty.handover"
    create(path, NewWorkspace(company="Empty", language="en", last_day=None, handover_day=None, people=(), here=None))
    desk.open(path)
    skills = desk.go("skills")
    assert isinstance(skills, SkillsPage)
    assert not skills.empty.catalogue.isVisible()
    assert not skills.record_button.isEnabled()
    desk.click(skills.empty.people)
    assert desk.page("people").isVisible()


def test_a_skill_leaves_what_only_the_outsider_holds_and_all_of_it_can_be_undone(
    desk: Desk, workspace_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(workspace_path)
    desk.window.sit_here(next(p.id for p in desk.window.frame.head.crew.everybody if p.name == "Léa Rousseau"))  # type: ignore[union-attr]
    skills = desk.go("skills")
    assert isinstance(skills, SkillsPage)

    # The team's spreadsheet, with people as columns.
    path = tmp_path / "team.csv"
    path.write_text(TEAM, encoding="utf-8")
    desk.click(skills.empty.importing)
    dialog = desk.dialog(TableImportDialog)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    desk.click(dialog.choose)
    assert dialog.take.text() == "Take 8 levels"
    desk.click(dialog.take)
    before = ("0/1", Situation.OUTSIDER_ONLY.name, ["Terraform"], "1")
    assert what_stands(desk) == before

    # Karim is further than the spreadsheet says: the digit, by the keyboard alone.
    desk.go("skills")
    column = next(n for n in range(skills.model.columnCount()) if skills.model.subject(n).title == "Terraform")
    karim = next(n for n in range(skills.model.rowCount()) if skills.model.person(n).name.startswith("Karim"))
    skills.matrix.go_to(0, 0)
    for _ in range(karim):
        desk.press(Qt.Key.Key_Down, on=skills.matrix)
    for _ in range(column):
        desk.press(Qt.Key.Key_Right, on=skills.matrix)
    desk.press(Qt.Key.Key_2, on=skills.matrix)
    assert skills.model.index(karim, column).data() == "2"
    assert what_stands(desk) == before

    # A session, recorded from the matrix: solo, it went well, and the level it proposes is kept.
    desk.go("skills")
    skills.matrix.go_to(karim, column)
    desk.click(skills.record_button)
    session = desk.dialog(SessionDialog)
    assert session.learners.ticked() == (skills.model.person(karim).id,)
    assert session.giver.currentText() == "Marc Delorme"
    session.method.setCurrentIndex(4)
    session.method.activated.emit(4)
    session.outcome.setCurrentIndex(1)
    session.outcome.activated.emit(1)
    session.evidence.setText("Rolled out staging alone")
    assert len(session._levels) == 1
    desk.click(session.keep)
    assert skills.model.index(karim, column).data() == "3"
    desk.click(skills.modes.button(Mode.GROWTH))
    grown = skills.model.look(skills.model.codes(karim)[column]).text
    desk.click(skills.modes.button(Mode.LEVELS))
    assert (grown, skills.model.look(skills.model.codes(karim)[column]).text) == ("=", "3")
    total, situation, rows, count = what_stands(desk)
    assert (total, rows, count) == ("1/1", [], "0")
    assert situation == Situation.HELD.name
    page = desk.page("dependencies")
    assert isinstance(page, DependenciesPage)
    terraform = next(item for item in page.model.found.rows if item.now.subject.title == "Terraform")  # type: ignore[union-attr]
    assert terraform.now.proven

    # All of it goes back: the session with its level, the digit, the spreadsheet.
    desk.undo()
    assert what_stands(desk) == before
    desk.go("skills")
    assert skills.model.index(karim, column).data() == "2"
    desk.undo()
    assert skills.model.index(karim, column).data() == "1"
    desk.undo()
    assert skills.model.columnCount() == 0
    assert skills.empty.isVisible()
    assert desk.errors == []
