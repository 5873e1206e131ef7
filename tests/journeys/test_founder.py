"""The founder gets the document, opens files that are none, and finds the way back to a backup."""

from __future__ import annotations

import html
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from ctohandover.services.workspaces import NewWorkspace, create
from ctohandover.storage.schema import SCHEMA
from ctohandover.ui.decisions.compare import CompareDialog
from ctohandover.ui.decisions.importing import ImportDialog
from ctohandover.ui.dossier.page import DossierPage
from ctohandover.ui.overview.page import OverviewPage
from ctohandover.ui.people.form import PersonDialog
from ctohandover.ui.people.page import PeoplePage
from ctohandover.ui.skills.catalogue import CatalogueDialog
from ctohandover.ui.welcome.restore import RestoreDialog
from ctohandover.ui.widgets.basics import Card
from tests.journeys.conftest import Desk
from tests.journeys.steps import cell, import_folder, select


def test_the_dossier_holds_every_decision(
    desk: Desk, workspace_path: Path, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(workspace_path)
    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    select(desk, 2)
    desk.press(Qt.Key.Key_4, on=cell(desk, "Marc"))
    page = desk.go("dossier")
    assert isinstance(page, DossierPage)
    assert len(page.contents.rows) == 2
    target = tmp_path / "out" / "dossier.html"
    page.write(target)
    desk.rest()
    assert page.open_button.isVisible()
    text = html.unescape(target.read_text(encoding="utf-8"))
    for title in ("Record decisions", "PostgreSQL as the only store", "Use Kubernetes"):
        assert title in text
    assert "Marc only" in text
    assert 'src="data:image/png;base64,' in text
    assert 'href="#decision-1"' in text
    assert "<script" not in text
    assert "Content-Security-Policy" in text
    folder = tmp_path / "out" / "markdown"
    page.write(folder)
    desk.rest()
    assert (folder / "decisions/docs/adr/0002-postgresql.md").read_bytes() == (
        repository / "docs/adr/0002-postgresql.md"
    ).read_bytes()
    assert "Marc only" in (folder / "README.md").read_text(encoding="utf-8")
    page.write(tmp_path)  # a folder with other things in it
    desk.rest()
    assert [getattr(error, "code", "") for error in desk.errors] == ["folder-in-use"]


@pytest.mark.parametrize("kind", ["newer", "foreign", "truncated", "empty", "missing"])
def test_a_file_that_cannot_be_opened_is_told_and_left_alone(
    desk: Desk, workspace_path: Path, tmp_path: Path, kind: str
) -> None:
    path = workspace_path
    if kind == "newer":
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA user_version={SCHEMA + 1}")
        connection.close()
    elif kind == "foreign":
        path.write_bytes(b"PK\x03\x04" + b"x" * 4000)
    elif kind == "truncated":
        path.write_bytes(path.read_bytes()[:9000])
    elif kind == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
    before = path.read_bytes() if path.exists() else None
    desk.window.show_welcome()
    desk.show()
    desk.window.open_path(path)
    desk.rest()
    assert [getattr(error, "code", "") for error in desk.errors] == [kind]
    box = desk.dialog(QMessageBox)
    assert path.name in box.text()
    box.close()
    assert desk.window.session is None
    assert desk.window.welcome.isVisible()
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_backup_brings_yesterday_back(
    new_desk: Callable[[], Desk], workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk()
    desk.open(workspace_path)
    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    desk.close()  # a backup is made on the way out

    again = new_desk()
    again.open(workspace_path)
    page = again.decisions
    select(again, 3)
    again.click(page.reading.aside.remove)
    assert page.model.total == 2
    again.window.restore()
    dialog = again.dialog(RestoreDialog)
    again.rest()
    assert dialog.list.count() >= 1
    again.click(dialog.button)
    assert page.model.total == 3
    assert again.ui.actions["undo"].isEnabled() is False
    again.window.restore()
    dialog = again.dialog(RestoreDialog)
    again.rest()
    assert dialog.list.count() >= 2  # what was there before the restore is among them
    dialog.reject()


def test_changed_on_both_sides_is_compared_and_kept_unless_ticked(
    desk: Desk, workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(workspace_path)
    desk.go("decisions")
    import_folder(desk, repository, monkeypatch)
    select(desk, 2)
    page = desk.decisions
    desk.click(page.reading.edit)
    page.editor.edit.appendPlainText("Mine.")
    desk.click(page.editor.done)
    target = repository / "docs/adr/0002-postgresql.md"
    target.write_bytes(target.read_bytes() + b"Theirs.\n")
    desk.click(page.import_button)
    preview = desk.dialog(ImportDialog)
    assert preview._both_sides.isVisible()
    assert not preview.take.isEnabled()
    row = next(n for n in range(4) if preview.model.candidate(n).state.value == "diverged")
    preview.table.activated.emit(preview.model.index(row, 1))
    desk.rest()
    compare = desk.dialog(CompareDialog)
    shown = compare.view.toPlainText()
    assert "-Mine." in shown
    assert "+Theirs." in shown
    compare.reject()
    preview.reject()
    desk.rest()
    assert "Mine." in page.reading.view.toPlainText()


def test_a_read_only_file_is_shown_and_says_so(desk: Desk, workspace_path: Path) -> None:
    workspace_path.chmod(0o444)
    desk.open(workspace_path)
    assert desk.window.status.saved.text() == "Read-only"
    page = desk.go("people")
    assert page.model.rowCount() == 3
    page.table.selectRow(0)
    page.remove_person()
    desk.rest()
    assert [getattr(error, "code", "") for error in desk.errors] == ["read-only"]


def test_the_portfolio_shows_the_days_left_and_a_file_that_is_gone(
    new_desk: Callable[[], Desk], workspace_path: Path, tmp_path: Path
) -> None:
    first = new_desk()
    first.open(workspace_path)
    first.close()
    desk = new_desk()
    desk.window.show_welcome()
    desk.show()
    assert [card.accessibleName().split(".")[0] for card in desk.window.welcome.cards] == ["Boréal Santé"]
    assert "47 days to" in desk.window.welcome.cards[0].accessibleName()
    desk.press(Qt.Key.Key_Return, on=desk.window.welcome.cards[0])
    assert desk.window.session is not None
    desk.window.close_workspace()
    desk.rest()
    workspace_path.rename(tmp_path / "elsewhere.handover")
    desk.window.welcome.refresh()
    desk.rest()
    assert "There is no file" in desk.window.welcome.cards[0].accessibleName()
    desk.press(Qt.Key.Key_Delete, on=desk.window.welcome.cards[0])
    assert desk.window.welcome.cards == []


def test_a_damaged_file_gets_its_backup_back_from_the_portfolio(
    new_desk: Callable[[], Desk], workspace_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = new_desk()
    first.open(workspace_path)
    first.go("decisions")
    import_folder(first, repository, monkeypatch)
    first.close()
    workspace_path.write_bytes(b"not a workspace any more")

    desk = new_desk()
    desk.window.show_welcome()
    desk.show()
    card = desk.window.welcome.cards[0]
    assert "is not a CTO Handover workspace" in card.accessibleName()
    card.restore_asked.emit(workspace_path)
    dialog = desk.dialog(RestoreDialog)
    desk.rest()
    desk.click(dialog.button)
    assert "not opened" not in desk.window.welcome.cards[0].accessibleName()
    desk.open(workspace_path)
    desk.go("decisions")
    assert desk.decisions.model.total == 3
    kept = [path for path in workspace_path.parent.iterdir() if "damaged" in path.name]
    assert [path.read_bytes() for path in kept] == [b"not a workspace any more"]


def test_an_empty_workspace_leads_from_step_to_step(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Empty.handover"
    create(path, NewWorkspace(company="Empty", language="en", last_day=None, handover_day=None, people=(), here=None))
    desk.open(path)
    overview = desk.page("overview")
    assert isinstance(overview, OverviewPage)
    assert overview.steps is not None
    assert overview.steps.isVisible()
    assert [card for card in overview.findChildren(Card) if card.isVisible()] == [overview.steps]
    assert not overview.dossier.isEnabled()  # nothing to hand over
    assert overview.steps.steps["people"].go.objectName() == "primary"

    dependencies = desk.go("dependencies")
    assert not dependencies.plan.isEnabled()
    desk.click(dependencies.empty.people)
    people = desk.page("people")
    assert isinstance(people, PeoplePage)
    desk.click(people.empty.buttons[0])
    form = desk.dialog(PersonDialog)
    desk.keys(form.name, "Léa Rousseau")
    desk.press(Qt.Key.Key_Return, on=form.name)
    assert people.table.isVisible()

    desk.go("overview")
    assert overview.steps.steps["people"].mark.text() == "✓"
    assert overview.steps.steps["preferences"].go.objectName() == "primary"
    dossier = desk.go("dossier")
    link = next(b for b in dossier.contents.findChildren(QPushButton) if "last day" in b.text())
    desk.click(link)
    assert desk.page("preferences").isVisible()

    dependencies = desk.go("dependencies")
    assert not dependencies.empty.people.isVisible()
    desk.click(dependencies.empty.duties)
    catalogue = desk.dialog(CatalogueDialog)
    catalogue.reject()


def test_who_sits_here_leads_to_the_people_while_there_are_none(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Empty.handover"
    create(path, NewWorkspace(company="Empty", language="en", last_day=None, handover_day=None, people=(), here=None))
    desk.open(path)
    (only,) = desk.window.status.who.menu().actions()
    only.trigger()
    desk.rest()
    assert desk.page("people").isVisible()
