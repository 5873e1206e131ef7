"""Asking somebody who sits elsewhere: the form is filled in in a real browser, and its reply taken in by the window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox

from ctohandover.domain.levels import Level
from ctohandover.domain.people import Role
from ctohandover.domain.subjects import Kind
from ctohandover.domain.transition import EvidenceKind, Item, Phase
from ctohandover.services.facade import Services
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.transition import NewItem
from ctohandover.storage import reads, transition_reads
from ctohandover.ui.asking.dialog import AskDialog
from ctohandover.ui.asking.reply import ReplyDialog
from ctohandover.ui.people.page import PeoplePage
from ctohandover.ui.skills.page import SkillsPage
from tests.browser import Browser, browser
from tests.conftest import TODAY
from tests.journeys.conftest import Desk


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[Browser]:
    with browser(tmp_path / "browser") as found:
        yield found


@pytest.fixture
def filled(services: Services) -> Services:
    services.subjects.add(SubjectForm(kind=Kind.SKILL, title="Terraform"))
    with services.store.reading() as run:
        karim = next(person for person in reads.people(run) if person.name.startswith("Karim"))
    item = Item(id="", title="List the hosts", phase=Phase.MAP, owner_id=karim.id, signer_role=Role.RELAY)
    services.transition.add_many([NewItem(item=item)], TODAY)
    return services


def choose(page: PeoplePage, name: str) -> None:
    row = next(row for row in range(page.model.rowCount()) if page.model.person(row).name.startswith(name))
    page.table.selectRow(row)


def test_a_reply_filled_in_in_a_browser_brings_a_level_and_evidence(
    desk: Desk,
    workspace_path: Path,
    filled: Services,
    chromium: Browser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = tmp_path / "Karim.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(form), ""))
    desk.open(workspace_path)
    desk.window.sit_here(next(p.id for p in desk.window.frame.head.crew.everybody if p.role is Role.RELAY))  # type: ignore[union-attr]
    page = desk.go("people")
    assert isinstance(page, PeoplePage)
    choose(page, "Karim")
    desk.click(page.ask)
    dialog = desk.dialog(AskDialog)
    dialog.questions.setPlainText("Why two regions?")
    desk.click(dialog.keep)
    assert form.exists()

    # The person, in a browser of their own, without a network.
    chromium.open(form)
    card = "document.querySelectorAll('section .card')[{}].querySelector('{}')"
    chromium.click(card.format(0, 'input[value="3"]'))
    chromium.type(card.format(1, "textarea"), "hosts.md in the repository")
    chromium.type(card.format(2, "textarea"), "For health data.")
    chromium.click("document.querySelector('.foot .primary')")
    reply = chromium.downloaded()
    assert [url for url in chromium.requests if not url.startswith(("file:", "blob:"))] == []
    kept = tmp_path / reply.name
    shutil.copyfile(reply, kept)

    # The relay takes it in: a preview first.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(kept), ""))
    page.take_reply()
    desk.rest()
    preview = desk.dialog(ReplyDialog)
    assert preview.model.rowCount() == 3
    desk.click(preview.take)

    with filled.store.reading() as run:
        (said,) = reads.assessments(run)
        given = transition_reads.evidence(run)
    assert (said.level, said.by_reply, said.proves(vital=False)) == (Level.ALONE, True, True)
    assert given
    assert all(entry.by_reply for entry in given)
    assert {entry.kind for entry in given} <= {EvidenceKind.LINK, EvidenceKind.TEXT}

    # Beside the person stands what they were asked and what they answered.
    told = [label.text() for label in page.detail.findChildren(QLabel)]
    assert "For health data." in told
    assert any(text.endswith("3 of 3 answered") for text in told)

    # The matrix shows it, marked as a reply.
    skills = desk.go("skills")
    assert isinstance(skills, SkillsPage)
    row = skills.model.row_of(said.person_id)
    assert row is not None
    skills.matrix.go_to(row, 0)
    desk.rest()
    assert skills.model.index(row, 0).data() == "3"
    texts = [label.text() for label in skills.panel.findChildren(type(skills.legend))]
    assert any("by reply" in text for text in texts)

    # Taken again it is harmless; undone it is gone.
    desk.go("people")
    page.take_reply()
    desk.rest()
    again = desk.dialog(ReplyDialog)
    assert again.take is None
    again.reject()
    desk.undo()
    with filled.store.reading() as run:
        assert reads.assessments(run) == []


def test_a_reply_that_does_not_belong_is_refused_with_a_reason(
    desk: Desk, workspace_path: Path, filled: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "wrong.ctoreply"
    wrong.write_text("{}", encoding="utf-8")
    before = workspace_path.read_bytes()
    desk.open(workspace_path)
    page = desk.go("people")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(wrong), ""))
    page.take_reply()
    desk.rest()
    assert [getattr(error, "code", "") for error in desk.errors] == ["reply-unreadable"]
    assert workspace_path.read_bytes() == before


def test_a_question_being_typed_is_not_thrown_away_and_narrowing_a_list_is_nothing_to_lose(
    desk: Desk, workspace_path: Path, filled: Services
) -> None:
    desk.open(workspace_path)
    page = desk.go("people")
    assert isinstance(page, PeoplePage)
    choose(page, "Karim")
    desk.click(page.ask)
    dialog = desk.dialog(AskDialog)
    desk.keys(dialog.subjects.search, "Terra")
    dialog.questions.setPlainText("Why two regions?")
    dialog.reject()
    assert dialog.isVisible()
    box = desk.dialog(QMessageBox)
    box.reject()
    dialog.questions.setPlainText("")
    dialog.reject()
    assert not dialog.isVisible()
