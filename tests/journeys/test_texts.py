"""The founder writes to the outside: a job description that was edited stays, and a dossier made for its reader."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

from ctohandover.domain.dossier import Audience, Part
from ctohandover.domain.gaps import TextKind
from ctohandover.domain.people import Person, Role
from ctohandover.domain.scenarios import Assumptions
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.services.facade import Services
from ctohandover.services.gap_texts import KeptText, keep_text, kept_texts
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.ways import Ways, founder_file, load, save
from ctohandover.ui.dependencies.model import Filter
from ctohandover.ui.dependencies.page import DependenciesPage
from ctohandover.ui.dossier.page import DossierPage
from ctohandover.ui.overview.page import OverviewPage
from ctohandover.ui.texts.dialog import TextsDialog
from tests.journeys.conftest import Desk


@pytest.fixture
def begun(services: Services) -> Services:
    """A vital system, so that there is something to hand over, and a founder."""
    services.people.add(Person(id="", name="Inès Benali", role=Role.FOUNDER, internal=True))
    services.subjects.add(SubjectForm(kind=Kind.SYSTEM, title="Backups by Marc", criticality=Criticality.VITAL))
    return services


def open_text(desk: Desk, kind: TextKind = TextKind.JOB) -> TextsDialog:
    page = desk.go("overview")
    assert isinstance(page, OverviewPage)
    assert page.ways is not None
    desk.click(page.ways.texts[kind])
    dialog = desk.dialog(TextsDialog)
    assert isinstance(dialog, TextsDialog)
    return dialog


def type_on_top(desk: Desk, dialog: TextsDialog, text: str) -> None:
    desk.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier, on=dialog.edit)
    desk.keys(dialog.edit, text)


def settled(desk: Desk, dialog: TextsDialog) -> None:
    desk.bot.waitUntil(lambda: not dialog.keeping.unsaved and not dialog.keeping.busy)
    desk.rest()


def test_an_edited_job_description_is_exported_and_found_again_after_reopening(
    new_desk: Callable[[], Desk], begun: Services, workspace_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = founder_file(workspace_path)
    ways = Ways(Assumptions(day_rate=950), frozenset({"day_rate"}))
    save(path, ways)
    desk = new_desk()
    desk.open(workspace_path)
    dialog = open_text(desk)
    assert "Backups by (outgoing CTO)" in dialog.edit.text()
    assert "Permanent CTO" in dialog.preview.toPlainText()
    assert not dialog.anew.isVisible()
    type_on_top(desk, dialog, "We are hiring! ")
    settled(desk, dialog)
    assert path.name in dialog.state.text()
    assert "We are hiring!" in dialog.preview.toPlainText()

    page = tmp_path / "out" / "job.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(page.with_suffix("")), "HTML files (*.html)"))
    desk.click(dialog.save)
    assert "We are hiring!" in html.unescape(page.read_text(encoding="utf-8"))
    assert "job.html" in dialog.said.text()
    desk.click(dialog.copy)
    assert QGuiApplication.clipboard().text().startswith("We are hiring!")

    dialog.language.setCurrentIndex(1)  # each language is a text of its own
    desk.rest()
    assert dialog.edit.text().startswith("# CTO en CDI (H/F)")
    desk.click(dialog.close_button)
    assert load(path) == ways  # the figures are still there
    desk.close()

    again = new_desk()
    again.open(workspace_path)
    dialog = open_text(again)
    assert dialog.edit.text().startswith("We are hiring! # Permanent CTO")
    markdown = tmp_path / "job.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(markdown), ""))
    again.click(dialog.save)
    assert markdown.read_text(encoding="utf-8") == dialog.edit.text()

    again.click(dialog.anew)  # asks, and Keep is what Enter and Esc do
    box = again.dialog(QMessageBox)
    again.click(box.defaultButton())
    assert dialog.edit.text().startswith("We are hiring!")
    again.click(dialog.anew)
    box = again.dialog(QMessageBox)
    again.click(next(one for one in box.buttons() if one is not box.defaultButton()))
    settled(again, dialog)
    assert dialog.edit.text().startswith("# Permanent CTO")
    assert kept_texts(path) == {}
    again.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, on=dialog.edit)
    settled(again, dialog)
    assert kept_texts(path)["job.en"].text.startswith("We are hiring!")
    again.press(Qt.Key.Key_Escape, on=dialog.edit)
    assert not dialog_open()
    assert not again.errors


def dialog_open() -> bool:
    return any(isinstance(one, TextsDialog) and one.isVisible() for one in QApplication.topLevelWidgets())


def test_closing_at_once_keeps_what_was_typed(
    new_desk: Callable[[], Desk], begun: Services, workspace_path: Path
) -> None:
    desk = new_desk()
    desk.open(workspace_path)
    dialog = open_text(desk, TextKind.MISSION)
    type_on_top(desk, dialog, "First. ")
    dialog.keeping.typed("mission.en", dialog.edit.text())
    dialog.close_button.click()  # before anything was written
    desk.bot.waitUntil(lambda: not dialog_open())
    desk.rest()
    assert kept_texts(founder_file(workspace_path))["mission.en"].text.startswith("First. ")
    dialog = open_text(desk, TextKind.MISSION)
    type_on_top(desk, dialog, "Zero. ")
    dialog.keeping.typed("mission.en", dialog.edit.text())
    desk.close()  # the program ends under the open dialog
    kept = kept_texts(founder_file(workspace_path))["mission.en"]
    assert kept.text.startswith("Zero. First. ")

    desk = new_desk()
    desk.open(workspace_path)
    dialog = open_text(desk, TextKind.MISSION)
    keep_text(founder_file(workspace_path), "mission.en", KeptText("Theirs", ""), kept)
    type_on_top(desk, dialog, "Minus. ")
    dialog.keeping.typed("mission.en", dialog.edit.text())
    desk.close()  # changed on both sides: both are kept
    text = kept_texts(founder_file(workspace_path))["mission.en"].text
    assert text.startswith("Minus. Zero. First. ")
    assert text.endswith("---\n\nTheirs")


def test_a_text_of_another_window_is_not_written_over_and_ours_is_not_lost_unasked(
    desk: Desk, begun: Services, workspace_path: Path
) -> None:
    desk.open(workspace_path)
    dialog = open_text(desk)
    path = founder_file(workspace_path)
    keep_text(path, "job.en", KeptText("Theirs", ""), None)
    type_on_top(desk, dialog, "Ours. ")
    desk.bot.waitUntil(dialog.problem.isVisible)
    assert "another window" in dialog.problem.text()
    assert kept_texts(path)["job.en"].text == "Theirs"
    dialog.close_button.click()
    box = desk.dialog(QMessageBox)
    desk.click(box.defaultButton())  # go on writing
    assert dialog.edit.text().startswith("Ours. ")
    dialog.close_button.click()
    box = desk.dialog(QMessageBox)
    desk.click(next(one for one in box.buttons() if one is not box.defaultButton()))
    assert not dialog_open()
    assert open_text(desk).edit.text() == "Theirs"


def test_a_file_that_is_not_ours_is_told_and_the_texts_are_in_the_search_for_everything(
    desk: Desk, begun: Services, workspace_path: Path
) -> None:
    desk.open(workspace_path)
    desk.go("people")
    offers = {offer.text: offer for offer in desk.ui.actions.available()}
    assert desk.window.frame is not None
    desk.window.frame.act(offers["Scorecard of their first 90 days…"])
    desk.rest()
    dialog = desk.dialog(TextsDialog)
    assert dialog.edit.text().startswith("# Scorecard of the permanent CTO at Boréal Santé")
    desk.click(dialog.close_button)
    founder_file(workspace_path).write_text("mine")
    desk.ui.actions["text-job"].trigger()
    desk.rest()
    assert [getattr(error, "code", "") for error in desk.errors] == ["founder-file"]
    assert founder_file(workspace_path).read_text() == "mine"


# --- the dossier


def dossier_of(desk: Desk) -> DossierPage:
    page = desk.go("dossier")
    assert isinstance(page, DossierPage)
    return page


def shown(page: DossierPage) -> list[tuple[str, bool]]:
    entries = page.contents.sections.list
    items = [entries.item(number) for number in range(entries.count())]
    return [(str(item.data(Qt.ItemDataRole.UserRole)), item.checkState() is Qt.CheckState.Checked) for item in items]


def test_a_dossier_for_an_investor_with_a_section_off_and_another_moved(
    new_desk: Callable[[], Desk], begun: Services, workspace_path: Path, tmp_path: Path
) -> None:
    desk = new_desk()
    desk.open(workspace_path)
    page = dossier_of(desk)
    assert ("history", False) in shown(page)
    page.reader.setFocus()
    desk.press(Qt.Key.Key_End, on=page.reader)
    assert page.reader.currentData() == Audience.INVESTOR.value
    assert "Roles stand for people" in page.about.text()
    sections = page.contents.sections
    before = [name for name, _ in shown(page)]
    assert before[:3] == ["answers", "lost", "people"]
    assert Part.QUESTIONS.value not in before
    assert not sections.up.isEnabled()
    assert not sections.usual.isVisible()

    desk.press(Qt.Key.Key_Down, on=sections.list)
    desk.press(Qt.Key.Key_Space, on=sections.list)  # "lost" off
    desk.press(Qt.Key.Key_Down, on=sections.list)
    desk.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier, on=sections.list)
    desk.click(sections.up)  # "people" first
    assert shown(page)[:3] == [("people", True), ("answers", True), ("lost", False)]
    assert sections.usual.isVisible()

    target = tmp_path / "out.html"
    page.write(target)
    desk.rest()
    text = target.read_text(encoding="utf-8")
    assert text.index('<section id="people">') < text.index('<section id="answers">')
    assert '<section id="lost">' not in text
    assert "Backups by [outgoing CTO]" in text
    assert "Delorme" not in text
    desk.close()

    again = new_desk()
    again.open(workspace_path)
    page = dossier_of(again)
    assert page.reader.currentData() == Audience.INVESTOR.value
    assert shown(page)[:3] == [("people", True), ("answers", True), ("lost", False)]
    again.click(page.contents.sections.usual)
    assert [name for name, _ in shown(page)] == before
    assert all(on for _, on in shown(page))


def test_what_is_missing_opens_where_it_is_mended(desk: Desk, begun: Services, workspace_path: Path) -> None:
    desk.open(workspace_path)
    page = dossier_of(desk)
    assert set(page.contents.missing.links) == {"no-checklist", "others-unknown", "no-runbook", "no-owner"}
    desk.click(page.contents.missing.links["no-runbook"])
    dependencies = desk.page("dependencies")
    assert isinstance(dependencies, DependenciesPage)
    assert dependencies.isVisible()
    assert dependencies.chips.button(Filter.CHOSEN).isChecked()
    page = dossier_of(desk)
    link = page.contents.missing.links["no-checklist"]
    assert isinstance(link, QPushButton)
    desk.click(link)
    assert desk.page("transition").isVisible()


def test_kept_sections_of_a_later_version_do_no_harm(desk: Desk, begun: Services, workspace_path: Path) -> None:
    desk.open(workspace_path)
    assert desk.window.session is not None
    key = f"dossier:{desk.window.session.workspace_id}"
    desk.ui.keep_layout(f"{key}:founder", "hologram,-skills,lost,lost,-hologram")
    desk.ui.keep_layout(key, "founder")
    page = dossier_of(desk)
    assert page.reader.currentData() == "founder"
    assert shown(page)[:2] == [("skills", False), ("lost", True)]
    assert json.dumps(shown(page)).count("lost") == 1
