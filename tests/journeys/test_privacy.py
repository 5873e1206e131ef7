"""A person comments what is said of them and takes it along; one is erased; the leaver closes the mission."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

from ctohandover import settings as prefs
from ctohandover.domain.accesses import Access
from ctohandover.domain.levels import Level
from ctohandover.domain.scenarios import Assumptions
from ctohandover.domain.subjects import Kind, Subject
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.mission import Thing
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.ways import Ways, founder_file, save
from ctohandover.services.workspaces import NewWorkspace, create, save_copy
from ctohandover.storage import backup, reads
from ctohandover.storage.checkup import check_up
from ctohandover.ui.access.secret import SecretDialog
from ctohandover.ui.people.file import PersonFileDialog
from ctohandover.ui.people.mission import MissionDialog
from ctohandover.ui.people.page import PeoplePage
from ctohandover.ui.people.taking_out import TakingOutDialog
from ctohandover.ui.session import Session
from ctohandover.vault import Vault, VaultProblem
from tests.conftest import PEOPLE, TODAY
from tests.journeys.conftest import Desk
from tests.journeys.test_accesses import access_page, button_of
from tests.secret_service import secret_service


@pytest.fixture
def skill(services: Services) -> str:
    with services.store.reading() as run:
        who = {person.name.split()[0]: person.id for person in reads.people(run)}
    key = services.subjects.add(SubjectForm(kind=Kind.SKILL, title="Terraform of Karim"))
    for name in ("Karim", "Léa"):
        services.holding.assess(NewAssessment(person_id=who[name], subject_id=key, level=Level.ALONE, day=TODAY))
    return key


def people_page(desk: Desk, name: str) -> PeoplePage:
    """With somebody chosen."""
    page = desk.go("people")
    assert isinstance(page, PeoplePage)
    page.show_what({"person": next(one.id for one in page.model.everybody() if one.name.startswith(name))})
    desk.rest()
    return page


def can_undo(session: Session) -> bool:
    return session.history.next_undo is not None


def answer(desk: Desk, text: str) -> None:
    """Click a button of the question that is open."""
    box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
    desk.click(next(button for button in box.buttons() if button.text() == text))


def test_a_person_comments_what_is_said_of_them_and_takes_it_along(
    desk: Desk,
    workspace_path: Path,
    services: Services,
    skill: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk.open(workspace_path)
    page = people_page(desk, "Karim")
    desk.click(button_of(page.detail, "All that is said of them…"))
    dialog = desk.dialog(PersonFileDialog)
    assert "not for pay" in dialog.view.toPlainText()
    assert "does it alone" in dialog.view.toPlainText()
    dialog.about.setCurrentIndex(dialog.about.findText("Terraform of Karim"))
    desk.keys(dialog.remark, "Only with the modules that we have.")
    desk.click(dialog.add)
    assert "Only with the modules" in dialog.view.toPlainText()
    assert dialog.remark.toPlainText() == ""
    target = tmp_path / "karim.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "JSON (*.json)"))
    desk.click(dialog.save)
    found = json.loads(target.read_text(encoding="utf-8"))
    assert found["remarks"][0]["text"] == "Only with the modules that we have."
    desk.click(button_of(dialog, "Close"))
    desk.undo()
    with services.store.reading() as run:
        assert run("SELECT COUNT(*) FROM remark") == [(0,)]


def test_erasing_a_person_leaves_no_byte_of_their_name(
    desk: Desk, workspace_path: Path, services: Services, skill: str
) -> None:
    root = desk.ui.paths.backups
    backup.make(workspace_path, root)
    session = desk.open(workspace_path)
    page = people_page(desk, "Karim")
    karim = next(one.id for one in page.model.everybody() if one.name.startswith("Karim"))
    session.write(lambda services: services.remarks.add(karim, None, "Mine", TODAY))
    desk.rest()
    assert can_undo(session)
    desk.click(button_of(page.detail, "Erase…"))
    dialog = desk.dialog(TakingOutDialog)
    assert dialog.whole.isChecked()
    assert not dialog.keep.isEnabled()
    desk.click(dialog.backups)
    desk.keys(dialog.typed, "Karim Saidi")
    assert not dialog.keep.isEnabled()
    dialog.typed.clear()
    desk.keys(dialog.typed, "Karim Saïdi")
    desk.click(dialog.keep)
    desk.rest()
    assert [one.name for one in page.model.everybody()] == ["Léa Rousseau", "Marc Delorme"]
    assert not can_undo(session)
    data = workspace_path.read_bytes()
    for name in ("Karim", "karim", "Saïdi", "saidi", "SAÏDI"):
        assert name.encode() not in data
        assert name.encode("utf-16-le") not in data
    assert check_up(workspace_path).problems == []
    assert backup.listing(root, session.workspace_id) == []
    desk.go("dependencies")
    with services.store.reading() as run:
        assert [one.title for one in reads.subjects(run)] == ["Terraform of Former member 1"]


def test_those_who_left_long_ago_are_asked_about(desk: Desk, workspace_path: Path, services: Services) -> None:
    with services.store.reading() as run:
        karim = next(one for one in reads.people(run) if one.name.startswith("Karim"))
    services.people.change(karim, active_to=TODAY - timedelta(days=200))
    desk.open(workspace_path)
    page = people_page(desk, "Karim")
    told = [one.text() for one in page.detail.findChildren(QPushButton)]
    assert "Pseudonymise…" in told
    desk.click(button_of(page.detail, "Pseudonymise…"))
    dialog = desk.dialog(TakingOutDialog)
    assert dialog.name_only.isChecked()
    desk.keys(dialog.typed, "Karim Saïdi")
    desk.click(dialog.keep)
    assert "Former member 1" in [one.name for one in page.model.everybody()]


@pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's")
def test_the_leaver_closes_the_mission(
    desk: Desk,
    workspace_path: Path,
    services: Services,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services.accesses.save(None, Access(subject=Subject(id="", kind=Kind.ACCESS, title="Registrar")), TODAY)
    copy = workspace_path.with_name("Copy.handover")
    save_copy(workspace_path, copy)
    kept_copy = workspace_path.with_name("Kept.handover")
    save_copy(workspace_path, kept_copy)
    link = workspace_path.with_name("Link.handover")
    link.symlink_to(workspace_path)
    namesake = workspace_path.with_name("Namesake.handover")
    create(namesake, NewWorkspace(company="Boréal Santé", language="en", people=PEOPLE, here=1, keeper=1))
    save(founder_file(workspace_path), Ways(Assumptions(day_rate=950), frozenset({"day_rate"})))
    desk.ui.settings.set(
        prefs.RECENT, [*map(str, (workspace_path, copy, kept_copy, link, namesake)), str(tmp_path / "gone.handover")]
    )
    with secret_service(tmp_path_factory.mktemp("service")):
        session = desk.open(workspace_path)
        backup.make(workspace_path, desk.ui.paths.backups)
        page = access_page(desk)
        desk.click(button_of(page.secret, "Keep its secret until there is a vault…"))
        secret = desk.dialog(SecretDialog)
        secret.secret.setText("zebra")
        desk.click(secret.keep)
        key = page.model.row(0).access.subject.id
        desk.ui.actions["undo"].trigger()  # the note goes, what is in the keyring stays
        desk.rest()

        desk.ui.actions["mission"].trigger()
        dialog = desk.dialog(MissionDialog)
        desk.rest()
        boxes = {(one.thing, one.paths[-1].name if one.paths else ""): box for one, box in dialog.boxes.items()}
        copies = {name for thing, name in boxes if thing is Thing.COPIES}
        assert copies == {copy.name, kept_copy.name}  # not the open file by another name, not another workspace
        assert {thing for (thing, _), box in boxes.items() if box.isChecked()} == {Thing.SECRETS, Thing.BACKUPS}
        desk.click(boxes[Thing.COPIES, copy.name])
        desk.click(boxes[Thing.FILE, workspace_path.name])
        assert boxes[Thing.FILE, workspace_path.name].isChecked()
        desk.keys(dialog.name, "Marc Delorme")
        desk.click(dialog.keep)
        answer(desk, "Delete")
        desk.rest()
        assert not copy.exists()
        assert kept_copy.exists()
        assert namesake.exists()
        assert founder_file(workspace_path).exists()
        folder = backup.folder(desk.ui.paths.backups, session.workspace_id)
        assert list(folder.iterdir()) == []
        with pytest.raises(VaultProblem) as caught:
            Vault(desk.ui.owner, session.workspace_id).read(key)
        assert caught.value.code == "vault-vanished"
        target = tmp_path / "attestation.md"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "Markdown (*.md)"))
        desk.click(dialog.save)
        text = target.read_text(encoding="utf-8")
        assert "Marc Delorme" in text
        assert text.index("1 secret") < text.index("Kept, by agreement") < text.index("founder")
        desk.click(button_of(dialog, "Close"))
        desk.bot.waitUntil(lambda: not workspace_path.exists())
        desk.rest()
        assert list(folder.iterdir()) == []  # and none was made when the file was closed
    assert desk.window.session is None
    assert str(workspace_path) not in desk.ui.settings.get(prefs.RECENT)


def test_a_file_that_is_opened_by_a_link_goes_with_the_link(desk: Desk, workspace_path: Path) -> None:
    link = workspace_path.with_name("Link.handover")
    link.symlink_to(workspace_path)
    desk.open(link)
    desk.ui.actions["mission"].trigger()
    dialog = desk.dialog(MissionDialog)
    desk.rest()
    next(box for one, box in dialog.boxes.items() if one.thing is Thing.FILE).click()
    desk.click(dialog.keep)
    answer(desk, "Delete")
    desk.rest()
    desk.click(button_of(dialog, "Close"))
    desk.bot.waitUntil(lambda: not workspace_path.exists())
    assert not link.is_symlink()
