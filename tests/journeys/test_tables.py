"""The relay brings the team's spreadsheet in, starts from the catalogue, and takes tables out again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.sessions import Session
from ctohandover.domain.subjects import Kind
from ctohandover.formats.tables import What, read_table
from ctohandover.services.subjects import SubjectForm
from ctohandover.ui.skills.catalogue import CatalogueDialog
from ctohandover.ui.skills.page import SkillsPage
from ctohandover.ui.tables.dialog import TableImportDialog
from tests.conftest import TODAY
from tests.journeys.conftest import Desk
from tests.journeys.steps import drop

WIDE = """Skill;Category;Criticality;Marc;Léa;Karim;Sophie
Terraform;Infra;vital;4;1;;
Restore a backup;Infra;vital;3;2;1;
C#;Code;low;;3;4;2
"""
LONG = "Person\tSkill\tLevel\nLéa\tSQL\t3\nKarim\tSQL\tgood\nMarc\tSQL\t4\n"


@pytest.fixture
def skills(desk: Desk, workspace_path: Path) -> SkillsPage:
    session = desk.open(workspace_path)
    desk.window.sit_here(next(p.id for p in desk.window.frame.head.crew.everybody if p.name == "Léa Rousseau"))  # type: ignore[union-attr]
    assert session.actor_id
    page = desk.go("skills")
    assert isinstance(page, SkillsPage)
    return page


def choose(desk: Desk, path: Path, dialog: TableImportDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    desk.click(dialog.choose)


def shown(dialog: TableImportDialog) -> list[tuple[str, ...]]:
    model = dialog.model
    assert model is not None
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_the_teams_spreadsheet_comes_in_is_corrected_and_undone(
    desk: Desk, skills: SkillsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "team.csv"
    path.write_text(WIDE, encoding="utf-8")
    desk.click(skills.empty.importing)
    dialog = desk.dialog(TableImportDialog)
    assert not dialog.take.isEnabled()
    choose(desk, path, dialog, monkeypatch)
    assert dialog.what.currentData() == What.ASSESSMENTS
    assert len(shown(dialog)) == 8
    assert shown(dialog)[0] == ("D2", "Marc Delorme", "Terraform", "4", "added", "new skill")
    # What one brings about oneself is a view of one's own, and said so before it is taken.
    assert [row[1:3] for row in shown(dialog) if "their own view" in row[5]] == [
        ("Léa Rousseau", "Terraform"),
        ("Léa Rousseau", "Restore a backup"),
        ("Léa Rousseau", "C#"),
    ]
    assert dialog.options.skills.text() == "Add the 3 skills that are not here yet"
    assert ": Sophie" in dialog.options.people.text()
    # Sophie left last year: her column stays out.
    desk.click(dialog.options.people)
    assert shown(dialog)[-1][4:] == ("left out", "this person is not here · new skill")
    assert dialog.take.text() == "Take 7 levels"
    desk.click(dialog.take)
    assert desk.window.toast.text() == "Done: import 7 levels"

    people = [skills.model.person(row).name for row in range(skills.model.rowCount())]
    titles = [skills.model.subject(column).title for column in range(skills.model.columnCount())]
    assert people == ["Marc Delorme", "Karim Saïdi", "Léa Rousseau"]
    assert titles == ["C#", "Restore a backup", "Terraform"]
    skills.matrix.go_to(2, 2)
    desk.press(Qt.Key.Key_3, on=skills.matrix)
    assert skills.model.grid is not None
    standing = skills.model.grid.standings[skills.model.subject(2).id]
    assert [int(one.level) for one in standing.inside] == [3]
    desk.undo()
    desk.undo()
    assert skills.model.columnCount() == 0
    assert skills.empty.isVisible()
    desk.redo()
    assert skills.model.columnCount() == 3
    assert desk.errors == []


def test_bad_rows_come_first_and_hold_everything_back(desk: Desk, skills: SkillsPage) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(LONG)
    desk.ui.actions["levels-import"].trigger()
    dialog = desk.dialog(TableImportDialog)
    desk.click(dialog.paste)
    assert dialog.bad.isVisible()
    assert dialog.bad.text().startswith("1 row cannot be taken")
    assert shown(dialog)[0] == ("C3", "Karim Saïdi", "SQL", "", "not taken", "“good” is no level; levels are 0 to 4")
    assert not dialog.take.isEnabled()
    desk.click(dialog.chips.button("problem"))
    assert len(shown(dialog)) == 1
    desk.click(dialog.take_good)
    assert (dialog.take.text(), dialog.take.isEnabled()) == ("Take 2 levels", True)
    desk.click(dialog.take)
    assert skills.model.grid is not None
    assert [subject.title for subject in skills.model.grid.subjects] == ["SQL"]
    # Once more: everything is there already.
    skills.more.import_levels()
    dialog = desk.dialog(TableImportDialog)
    desk.click(dialog.paste)
    assert not dialog.take_good.isVisible()
    assert [row[4] for row in shown(dialog)] == ["not taken", "there already", "there already"]
    assert not dialog.take.isEnabled()
    dialog.reject()


def test_the_day_and_the_way_of_knowing_stand_in(desk: Desk, skills: SkillsPage) -> None:
    QGuiApplication.clipboard().setText("Person\tSkill\tLevel\nKarim\tSQL\t3\n")
    skills.more.import_levels()
    dialog = desk.dialog(TableImportDialog)
    desk.click(dialog.paste)
    desk.keys(dialog.options.day.edit, "")
    dialog.options.day.set_day(TODAY - timedelta(days=9))
    dialog.options.day.changed.emit()
    dialog.options.method.setCurrentIndex(1)
    desk.rest()
    desk.click(dialog.take)
    said = skills.model.grid.standings[skills.model.subject(0).id].inside[0]  # type: ignore[union-attr]
    assert (said.day, said.self_given) == (TODAY - timedelta(days=9), True)


def test_a_file_that_is_no_table_is_said_and_nothing_is_lost(
    desk: Desk, skills: SkillsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0old")
    skills.more.import_levels()
    dialog = desk.dialog(TableImportDialog)
    choose(desk, path, dialog, monkeypatch)
    assert "old or a protected Excel file" in dialog._problem.text()
    QGuiApplication.clipboard().setText("  \n")
    desk.click(dialog.paste)
    assert "nothing in the clipboard" in dialog._problem.text()
    QGuiApplication.clipboard().setText("nothing to see")
    desk.click(dialog.paste)
    assert dialog.bad.text().startswith("No levels were found")
    assert not dialog.take_good.isVisible()
    dialog.reject()


@pytest.mark.parametrize(
    ("page", "text", "what"),
    [
        ("people", "Name,Role\nInès Benali,founder\n", What.PEOPLE),
        ("transition", "Title,State\nList the accesses,done\n", What.CHECKLIST),
        ("overview", "Code,Title,Phase\nS1,List the accesses,map\n", What.CHECKLIST),
        ("overview", "Skill,Category,Description\nSQL,Data,reads a plan\n", What.SKILLS),
        ("people", WIDE, What.ASSESSMENTS),
    ],
)
def test_a_table_dropped_on_the_window_is_looked_at(
    desk: Desk, workspace_path: Path, tmp_path: Path, page: str, text: str, what: What
) -> None:
    desk.open(workspace_path)
    desk.go(page)
    path = tmp_path / "dropped.csv"
    path.write_text(text, encoding="utf-8")
    drop(desk, [path])
    dialog = desk.dialog(TableImportDialog)
    assert dialog.plan.what is what
    assert dialog.plan.good > 0
    desk.click(dialog.take)
    assert desk.window.toast.text().startswith("Done: import ")
    desk.undo()
    assert desk.errors == []


def test_what_a_table_holds_can_be_set_right(desk: Desk, workspace_path: Path, tmp_path: Path) -> None:
    desk.open(workspace_path)
    desk.go("people")
    path = tmp_path / "table.csv"
    path.write_text("Name,Category\nSQL,Data\n", encoding="utf-8")
    drop(desk, [path])
    dialog = desk.dialog(TableImportDialog)
    assert dialog.what.currentData() == What.SKILLS
    dialog.what.setCurrentIndex(dialog.what.findData(What.PEOPLE))
    dialog.what.activated.emit(dialog.what.currentIndex())
    desk.rest()
    assert dialog.take.text() == "Take 1 person"
    dialog.reject()


def test_tables_go_out(desk: Desk, skills: SkillsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    QGuiApplication.clipboard().setText(WIDE)
    skills.more.import_levels()
    dialog = desk.dialog(TableImportDialog)
    desk.click(dialog.paste)
    desk.click(dialog.take)
    asked: list[str] = []

    def save(*arguments: object) -> tuple[str, str]:
        asked.append(str(arguments[2]))
        return str(tmp_path / "matrix"), "CSV (*.csv)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    skills.more.export_matrix()
    desk.rest()
    (sheet,) = read_table((tmp_path / "matrix.csv").read_bytes(), "matrix.csv")
    assert sheet.rows[0].cells[:5] == ("Item", "Category", "Criticality", "Needed", "Marc Delorme")
    assert asked[0].endswith("Boréal Santé - Levels.xlsx")
    for run, name in (
        (lambda: skills.more.export_levels(history=True), "all.xlsx"),
        (skills.more.export_skills, "skills.xlsx"),
        (desk.go("people").export_people, "people.csv"),
        (desk.go("transition").more.export, "checklist.csv"),
    ):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, name=name: (str(tmp_path / name), ""))
        run()
        desk.rest()
        assert read_table((tmp_path / name).read_bytes(), name), name
    assert desk.errors == []


def test_the_catalogue_gives_skills_with_what_alone_means(desk: Desk, skills: SkillsPage) -> None:
    desk.click(skills.empty.catalogue)
    dialog = desk.dialog(CatalogueDialog)
    desk.rest()
    assert not dialog.take.isEnabled()
    first = dialog._open[0]
    area = first.parent()
    area.setCheckState(0, Qt.CheckState.Checked)
    inside = [item for item in dialog._open if item.parent() is area]
    assert len(dialog.chosen()) == len(inside) > 1
    inside[1].setCheckState(0, Qt.CheckState.Unchecked)
    assert area.checkState(0) is Qt.CheckState.PartiallyChecked
    code, title, alone = dialog.chosen()[0], first.text(0), first.text(1)
    desk.click(dialog.take)
    grid = skills.model.grid
    assert grid is not None
    (made,) = [skill for skill in grid.skills.values() if skill.subject.title == title]
    assert made.level_words[3] == alone
    # What is there is shown as such, and not to be chosen again.
    skills.more.open_catalogue(Kind.SKILL)
    dialog = desk.dialog(CatalogueDialog)
    desk.rest()
    assert code not in [item.data(0, Qt.ItemDataRole.UserRole) for item in dialog._open]
    dialog.reject()
    desk.undo()
    assert skills.empty.isVisible()


def test_duties_come_from_the_catalogue_too(desk: Desk, workspace_path: Path) -> None:
    desk.open(workspace_path)
    page = desk.go("dependencies")
    page.add_duty.menu().actions()[1].trigger()
    dialog = desk.dialog(CatalogueDialog)
    desk.rest()
    desk.click(dialog.everything)
    n = len(dialog.chosen())
    assert n > 10
    assert dialog.take.text() == f"Add {n} duties"
    desk.click(dialog.take)
    assert page.model.rowCount() == n
    desk.undo()
    assert page.model.rowCount() == 0


def test_planned_sessions_go_to_the_calendar(
    desk: Desk, skills: SkillsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = {person.name: person.id for person in desk.window.frame.head.crew.everybody}  # type: ignore[union-attr]

    def plan(services: object) -> None:
        key = services.subjects.add(SubjectForm(kind=Kind.SKILL, title="Terraform"))  # type: ignore[attr-defined]
        services.sessions.add(  # type: ignore[attr-defined]
            Session(
                id="",
                day=TODAY + timedelta(days=3),
                start="14:00",
                minutes=90,
                method=SessionMethod.PAIRING,
                giver_id=people["Marc Delorme"],
                receivers=(people["Léa Rousseau"], people["Karim Saïdi"]),
                subjects=(key,),
            )
        )

    desk.window.session.write(plan)  # type: ignore[union-attr]
    desk.rest()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sessions.ics"), ""))
    skills.more.export_sessions()
    desk.rest()
    text = (tmp_path / "sessions.ics").read_bytes().decode().replace("\r\n ", "")
    assert "SUMMARY:Terraform" in text
    assert f"DTSTART:{(TODAY + timedelta(days=3)):%Y%m%d}T140000" in text
    assert "T153000" in text
    assert "Gives: Marc Delorme" in text
    assert "Karim Saïdi" in text
    assert desk.window.toast.text().startswith("1 session saved at")
