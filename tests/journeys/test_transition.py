"""The checklist through the window: made, worked through, refused to who did it, signed by another, moved, undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from ctohandover.domain.people import Person, Role
from ctohandover.domain.transition import Phase, State
from ctohandover.services.facade import Services
from ctohandover.storage import reads
from ctohandover.ui.transition.evidence import EvidenceDialog
from ctohandover.ui.transition.item import ItemDialog
from ctohandover.ui.transition.make import MakeDialog
from ctohandover.ui.transition.model import Filter
from ctohandover.ui.transition.page import TransitionPage
from ctohandover.ui.transition.sign import SignDialog
from tests.conftest import TODAY
from tests.journeys.conftest import Desk


@pytest.fixture
def founder(services: Services) -> Person:
    services.people.add(Person(id="", name="Inès Benali", role=Role.FOUNDER, internal=True))
    with services.store.reading() as run:
        return next(person for person in reads.people(run) if person.role is Role.FOUNDER)


def sit(desk: Desk, name: str) -> None:
    assert desk.window.frame is not None
    assert desk.window.frame.head is not None
    person = next(item for item in desk.window.frame.head.crew.everybody if item.name.startswith(name))
    desk.window.sit_here(person.id)
    desk.rest()


def transition(desk: Desk) -> TransitionPage:
    page = desk.go("transition")
    assert isinstance(page, TransitionPage)
    return page


def make_essentials(desk: Desk) -> TransitionPage:
    page = transition(desk)
    assert page.empty.isVisible()
    desk.click(page.empty.template)
    dialog = desk.dialog(MakeDialog)
    assert len(dialog.chosen()) == 13
    assert dialog.take.text() == "Add 13 items"
    desk.click(dialog.take)
    assert page.model.rowCount() == 13
    return page


def choose(desk: Desk, page: TransitionPage, code: str) -> None:
    for row in range(page.model.rowCount()):
        if page.model.row(row).item.code == code:
            index = page.model.index(row, 0)
            page.table.scrollTo(index)
            rect = page.table.visualRect(index)
            QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
            desk.rest()
            return
    raise AssertionError(code)


def give_note(desk: Desk, page: TransitionPage, text: str, by: str) -> None:
    desk.click(page.detail.give)
    dialog = desk.dialog(EvidenceDialog)
    dialog.text.setPlainText(text)
    dialog.by.setCurrentIndex(next(n for n in range(dialog.by.count()) if dialog.by.itemText(n).startswith(by)))
    desk.click(dialog.keep)


def sign(desk: Desk, page: TransitionPage, *, note: str = "") -> SignDialog:
    desk.click(page.detail.sign)
    dialog: SignDialog = desk.dialog(SignDialog)
    dialog.note.setPlainText(note)
    assert dialog.keep is not None
    desk.click(dialog.keep)
    return dialog


def question(desk: Desk) -> QMessageBox:
    box = desk.dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    return box


def evidence_dialogs() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, EvidenceDialog) and each.isVisible()]


def test_escape_does_not_throw_typed_evidence_away_unasked(desk: Desk, workspace_path: Path) -> None:
    desk.open(workspace_path)
    page = make_essentials(desk)
    choose(desk, page, "S1")
    assert page.model.evidence(page.detail.line) == "none yet"  # type: ignore[arg-type]
    desk.click(page.detail.give)
    dialog = desk.dialog(EvidenceDialog)
    desk.press(Qt.Key.Key_Escape, on=dialog.text)
    assert evidence_dialogs() == []

    desk.click(page.detail.give)
    dialog = desk.dialog(EvidenceDialog)
    desk.keys(dialog.text, "Seen on the wall")
    desk.press(Qt.Key.Key_Escape, on=dialog.text)
    assert dialog.isVisible()
    box = question(desk)
    assert box.text() == "Throw away what you typed?"
    desk.press(Qt.Key.Key_Escape, on=box)
    assert dialog.isVisible()
    assert dialog.text.toPlainText() == "Seen on the wall"
    desk.press(Qt.Key.Key_Escape, on=dialog.text)
    box = question(desk)
    desk.click(next(each for each in box.buttons() if each.text() == "Throw away"))
    assert evidence_dialogs() == []

    desk.click(page.detail.give)
    dialog = desk.dialog(EvidenceDialog)
    desk.keys(dialog.text, "Seen on the wall")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, on=dialog.text)
    assert evidence_dialogs() == []
    assert page.model.evidence(page.detail.line) == "Seen on the wall"  # type: ignore[arg-type]


def shown(page: TransitionPage) -> State:
    assert page.detail.line is not None
    return page.detail.line.state


def test_the_doer_is_refused_another_signs_and_the_day_moves(desk: Desk, workspace_path: Path, founder: Person) -> None:
    desk.open(workspace_path)
    page = make_essentials(desk)
    cards = {phase: card.accessibleName() for phase, card in page.phases.cards.items()}
    assert cards[Phase.MAP] == "T−90 · Map: 0 of 3 signed"
    sit(desk, "Marc")
    choose(desk, page, "S1")

    # A blocker without evidence is not called done, and not signed.
    page.detail.progress.setCurrentIndex(2)
    page.detail.progress.activated.emit(2)
    desk.rest()
    assert [getattr(error, "code", "") for error in desk.errors] == ["sign-no-evidence"]
    assert page.detail.progress.currentIndex() == 0

    give_note(desk, page, "accesses.xlsx in the shared folder", "Marc")
    assert shown(page) is State.GIVEN
    # Whoever did it is not proposed; chosen all the same, they are refused.
    desk.click(page.detail.sign)
    dialog: SignDialog = desk.dialog(SignDialog)
    assert dialog.person.currentText() != "Marc Delorme"
    dialog.person.setCurrentIndex(dialog.person.findText("Marc Delorme"))
    assert dialog.keep is not None
    desk.click(dialog.keep)
    assert dialog.isVisible()
    assert "Marc Delorme did this" in dialog._problem.text()
    dialog.reject()
    desk.rest()

    sit(desk, "Inès")
    assert page.model.count(Filter.TO_SIGN) == 1
    assert page.model.count(Filter.MINE) >= 1
    sign(desk, page)
    assert shown(page) is State.VERIFIED
    assert page.phases.cards[Phase.MAP].accessibleName() == "T−90 · Map: 1 of 3 signed"
    assert desk.window.frame is not None
    assert desk.window.frame.sidebar.buttons["transition"]._count == "1/13"

    # The handover day moves: what is open moves along, what is signed stays where it was due.
    before = {page.model.row(row).item.code: page.model.row(row).due for row in range(page.model.rowCount())}
    preferences = desk.go("preferences")
    for name in ("last_day", "handover_day"):
        field = preferences.days[name]
        field.edit.clear()
        desk.keys(field.edit, (TODAY + timedelta(days=57)).isoformat())
        field.edit.editingFinished.emit()
        desk.rest()
    page = transition(desk)
    after = {page.model.row(row).item.code: page.model.row(row).due for row in range(page.model.rowCount())}
    assert after["S1"] == before["S1"]
    moved = {code: after[code] - before[code] for code in before if code != "S1"}  # type: ignore[operator]
    assert set(moved.values()) == {timedelta(days=10)}

    # Withdrawn by undo: the days first, then the signature.
    while page.detail.line is not None and shown(page) is State.VERIFIED:
        desk.undo()
    assert page.model.count(Filter.TO_SIGN) == 1


def test_one_s_own_item_by_keyboard_with_what_it_waits_for(desk: Desk, workspace_path: Path, founder: Person) -> None:
    desk.open(workspace_path)
    page = make_essentials(desk)
    desk.ui.actions["item-add"].trigger()
    dialog = desk.dialog(ItemDialog)
    desk.keys(dialog.name, "Hand the pager over")
    dialog.phase.setCurrentIndex(list(Phase).index(Phase.SWITCH))
    waits_for = next(line.item.id for line in page.model.found.lines if line.item.code == "S1")  # type: ignore[union-attr]
    dialog.waits.tick(waits_for)
    desk.press(Qt.Key.Key_Return, on=dialog.name)
    assert page.model.rowCount() == 14
    line = next(line for line in page.model.found.lines if line.item.title == "Hand the pager over")  # type: ignore[union-attr]
    assert [other.code for other in line.held_up_by] == ["S1"]
    assert line.due == TODAY + timedelta(days=47)
    desk.undo()
    assert page.model.rowCount() == 13
    desk.redo()
    assert page.model.rowCount() == 14


def test_a_file_is_kept_and_comes_back(
    desk: Desk, workspace_path: Path, founder: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"%PDF-1.7 plan" * 1000)
    desk.open(workspace_path)
    page = make_essentials(desk)
    sit(desk, "Léa")
    choose(desk, page, "A2")
    desk.click(page.detail.give)
    dialog = desk.dialog(EvidenceDialog)
    dialog.kind.setCurrentIndex(2)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(plan), ""))
    desk.click(dialog.choose)
    desk.click(dialog.keep)
    plan.unlink()
    assert page.detail.line is not None
    (entry,) = page.detail.line.evidence
    target = tmp_path / "saved.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.detail.evidence_opened.emit(entry)
    desk.rest()
    assert target.read_bytes() == b"%PDF-1.7 plan" * 1000


def test_a_template_of_one_s_own_goes_out_and_comes_in(
    new_desk: Callable[[], Desk], workspace_path: Path, founder: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk()
    desk.open(workspace_path)
    page = make_essentials(desk)
    target = tmp_path / "own.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.more.save_template()
    desk.rest()
    page.remove_items()  # the chosen one
    desk.rest()
    assert page.model.rowCount() == 12
    desk.click(page.template)
    dialog = desk.dialog(MakeDialog)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    desk.click(dialog.other)
    dialog.everything.click()
    assert len(dialog.chosen()) == 1
    desk.click(dialog.take)
    assert page.model.rowCount() == 13
