"""The accesses come from a password manager's export; the vital ones that hang on the outsider are moved one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton, QWidget

from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Right, Tie
from ctohandover.domain.people import Person
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.resources import resources_folder
from ctohandover.services.facade import Services
from ctohandover.services.making import new_items, standard_template
from ctohandover.services.register import Entry
from ctohandover.storage import reads, transition_reads
from ctohandover.storage.access_reads import accesses
from ctohandover.ui import printing
from ctohandover.ui.access.form import AccessDialog
from ctohandover.ui.access.leaving import LeavingDialog
from ctohandover.ui.access.model import Filter
from ctohandover.ui.access.page import AccessPage
from ctohandover.ui.access.several import SeveralDialog
from ctohandover.ui.dependencies.page import DependenciesPage
from ctohandover.ui.tables.dialog import TableImportDialog
from tests.conftest import TODAY
from tests.journeys.conftest import Desk
from tests.journeys.test_answers import overview_of, reason, said

CANARY = "correct horse battery staple"
EXPORT = {
    "encrypted": False,
    "folders": [{"id": "1", "name": "Hosting"}],
    "items": [
        {"type": 1, "name": name, "folderId": "1", "notes": f"recovery: {CANARY}",
         "login": {"username": "marc@mail.example", "password": CANARY, "totp": CANARY,
                   "uris": [{"uri": f"https://{name.lower()}.example"}]}}
        for name in ("Registrar", "Stripe", "Newsletter")
    ],
}  # fmt: skip


@pytest.fixture
def who(services: Services) -> dict[str, Person]:
    with services.store.reading() as run:
        return {person.name.split()[0]: person for person in reads.people(run)}


def access_page(desk: Desk) -> AccessPage:
    page = desk.go("access")
    assert isinstance(page, AccessPage)
    return page


def shown(page: AccessPage) -> list[str]:
    return [page.model.row(n).access.subject.title for n in range(page.model.rowCount())]


def pick(desk: Desk, box: QComboBox, text: str) -> None:
    """As a user does: the list is opened by a key, and the line is chosen by its first letters."""
    index = box.findText(text, Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchCaseSensitive)
    assert index >= 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(index)
    box.activated.emit(index)
    desk.rest()


def test_a_password_managers_export_becomes_accesses_that_move_one_by_one(
    desk: Desk,
    workspace_path: Path,
    services: Services,
    who: dict[str, Person],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    export = tmp_path / "bitwarden.json"
    export.write_text(json.dumps(EXPORT), encoding="utf-8")
    desk.ui.today = lambda: TODAY
    desk.open(workspace_path)
    page = access_page(desk)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(export), ""))
    desk.click(page.empty.bring)
    dialog = desk.dialog(TableImportDialog)
    desk.click(dialog.choose)
    assert "Bitwarden" in dialog.left_behind.text()
    pick(desk, dialog.options.admin, "Marc")
    desk.click(dialog.delete)
    assert dialog.take.text() == "Take 3 accesses"
    desk.click(dialog.take)
    assert not export.exists()
    assert sorted(shown(page)) == ["Newsletter", "Registrar", "Stripe"]

    # Two are vital, and hang on his phone: said of both at once.
    page.table.selectAll()
    desk.ui.actions["access-several"].trigger()
    several = desk.dialog(SeveralDialog)
    letter = next(row.access.subject.id for row in rows(page) if row.access.subject.title == "Newsletter")
    several.accesses.tick(letter, False)
    pick(desk, several.criticality, "Vital")
    pick(desk, several.whose[Means.PHONE], "Marc")
    assert several.keep.text() == "Set for 2 accesses"
    desk.click(several.keep)

    overview = overview_of(desk)
    assert said(overview)[0] == "Not yet"
    desk.click(reason(overview, "vital with Marc only"))
    dependencies = desk.page("dependencies")
    assert isinstance(dependencies, DependenciesPage)
    found = [dependencies.model.row(n).now.subject for n in range(dependencies.model.rowCount())]
    assert {subject.title for subject in found} == {"Registrar", "Stripe"}

    for subject in found:
        dependencies.choose(subject.id)
        desk.rest()
        dependencies.open_chosen()
        desk.rest()
        assert page.card.row is not None
        assert page.card.row.access.subject.id == subject.id
        pick(desk, page.card.more_who, "Léa")
        desk.click(page.card.more_add)
        desk.click(named(page, "Léa Rousseau used it today"))
        pick(desk, page.card.whose[Means.PHONE], "the company’s")
        desk.go("dependencies")
    assert said(overview_of(desk))[0] == "Yes, with a risk"
    desk.undo()
    assert said(overview_of(desk))[0] == "Not yet"
    desk.close()
    for path in [*tmp_path.rglob("*"), *workspace_path.parent.rglob("*")]:
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path


def rows(page: AccessPage) -> list[Entry]:
    return [page.model.row(n) for n in range(page.model.rowCount())]


def named(widget: QWidget, name: str) -> QPushButton:
    """The button of that accessible name that is on the screen."""
    return next(
        one for one in widget.findChildren(QPushButton) if one.accessibleName() == name and one.isVisibleTo(widget)
    )


def test_the_list_of_the_last_day(
    desk: Desk, workspace_path: Path, services: Services, who: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Marc still holds is taken from him one by one, printed, and given as evidence for the checklist."""
    marc = who["Marc"].id
    services.transition.add_many(new_items(standard_template(resources_folder()), ["S6", "S7"], "en"), TODAY)
    entry = Access(
        subject=Subject(id="", kind=Kind.ACCESS, title="<b>Root</b>", criticality=Criticality.VITAL),
        shared=True,
        grants=(Grant(person_id=marc, rights=Right.OWNER),),
        ties=(Tie(means=Means.MAIL, belongs_to=BelongsTo.PERSON, person_id=marc, detail="his own"),),
    )
    services.accesses.save(None, entry, TODAY)
    desk.ui.today = lambda: TODAY
    desk.open(workspace_path)
    page = access_page(desk)
    desk.click(page.leaving)
    dialog = desk.dialog(LeavingDialog)
    assert dialog.person.currentText() == "Marc Delorme"
    assert dialog.head.text() == "Marc Delorme still holds something of 1 access."
    assert not button_of(dialog, "Give this list as evidence").isEnabled()

    printed: list[QTextDocument] = []
    monkeypatch.setattr(printing, "show_dialog", lambda document, *_: printed.append(document))
    desk.click(dialog.paper)
    text = printed[0].toPlainText()
    assert "<b>Root</b>" in text
    assert "Take the right back (owns it)" in text

    desk.click(named(dialog, "<b>Root</b>: Mark taken back"))
    desk.click(named(dialog, "<b>Root</b>: Mark moved"))
    desk.click(named(dialog, "<b>Root</b>: Mark changed"))
    assert dialog.head.text() == "Marc Delorme holds nothing of the register any more."
    desk.click(button_of(dialog, "Give this list as evidence"))
    dialog.accept()
    desk.rest()
    with services.store.reading() as run:
        (given,) = transition_reads.evidence(run)
        (access,) = accesses(run)
    assert "<b>Root</b>: taken back on" in given.text
    assert "secret changed" in given.text
    assert access.tie(Means.MAIL) == Tie(means=Means.MAIL, belongs_to=BelongsTo.COMPANY)
    assert access.grants[0].revoked_on == TODAY
    assert page.model.row(0).left == ()


def test_an_address_that_nothing_opens_is_copied(
    desk: Desk, workspace_path: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = Subject(id="", kind=Kind.ACCESS, title="Registrar")
    services.accesses.save(None, Access(subject=subject, address="https://registrar.example/in"), TODAY)
    desk.open(workspace_path)
    page = access_page(desk)
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))  # and says no
    desk.click(button_of(page.card, "Open the address"))
    assert asked == ["https://registrar.example/in"]
    assert QGuiApplication.clipboard().text() == "https://registrar.example/in"
    assert "registrar.example/in" in desk.window.toast.text()


def test_the_list_stays_where_it_is_worked_on(
    desk: Desk, workspace_path: Path, services: Services, who: dict[str, Person]
) -> None:
    marc = Grant(person_id=who["Marc"].id, rights=Right.OWNER)
    tie = Tie(means=Means.MAIL, belongs_to=BelongsTo.PERSON, person_id=marc.person_id)
    services.accesses.add_many(
        [
            Access(subject=Subject(id="", kind=Kind.ACCESS, title=f"Account {n:02}"), grants=(marc,), ties=(tie,))
            for n in range(30)
        ],
        TODAY,
    )
    desk.open(workspace_path)
    page = access_page(desk)
    desk.go("overview")
    desk.ui.actions["last-day"].trigger()
    desk.rest()
    assert page.isVisible()
    dialog = desk.dialog(LeavingDialog)
    assert not dialog.undo.isVisible()
    bar = dialog._area.verticalScrollBar()
    desk.bot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    work = named(dialog, "Account 15: Mark taken back")
    work.setFocus()
    QTest.keyClick(work, Qt.Key.Key_Space)
    desk.rest()
    assert bar.value() == place
    assert named(dialog, "Account 15: Mark moved").hasFocus()
    QTest.keyClick(named(dialog, "Account 15: Mark moved"), Qt.Key.Key_Space)
    desk.rest()
    assert dialog.head.text() == "Marc Delorme still holds something of 29 accesses."
    assert abs(bar.value() - place) < 40
    assert dialog.focusWidget() is named(dialog, "Account 16: Mark taken back")
    assert dialog.undo.isVisible()
    desk.press(Qt.Key.Key_Return, on=dialog.undo)
    assert dialog.head.text() == "Marc Delorme still holds something of 30 accesses."
    assert dialog.focusWidget() is dialog.undo  # and not "Close", which the next Return would press
    desk.click(dialog.undo)
    assert not dialog.undo.isVisible()
    with services.store.reading() as run:
        assert all(access.grants == (marc,) and access.ties == (tie,) for access in accesses(run))


def test_an_undo_that_somebody_elses_change_forbids_leaves_the_one_before_it(
    desk: Desk, workspace_path: Path, services: Services, who: dict[str, Person]
) -> None:
    marc = Grant(person_id=who["Marc"].id, rights=Right.OWNER)
    services.accesses.add_many(
        [Access(subject=Subject(id="", kind=Kind.ACCESS, title=title), grants=(marc,)) for title in ("DNS", "Stripe")],
        TODAY,
    )
    desk.open(workspace_path)
    desk.ui.actions["last-day"].trigger()
    desk.rest()
    dialog = desk.dialog(LeavingDialog)
    desk.click(named(dialog, "DNS: Mark taken back"))
    desk.click(named(dialog, "Stripe: Mark taken back"))
    assert "Stripe" in dialog.undo.text()
    with services.store.reading() as run:
        stripe = next(access for access in accesses(run) if access.subject.title == "Stripe")
    services.accesses.grant(stripe, who["Marc"].id, Right.ADMIN, TODAY)

    desk.click(dialog.undo)
    assert len(desk.errors) == 1
    assert dialog.undo.isVisible()
    assert "DNS" in dialog.undo.text()
    desk.click(dialog.undo)
    assert not dialog.undo.isVisible()
    assert dialog.head.text() == "Marc Delorme still holds something of 2 accesses."


def button_of(widget: QWidget, text: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.text() == text and one.isVisibleTo(widget))


def test_an_entry_is_added_and_changed_by_its_form(desk: Desk, workspace_path: Path) -> None:
    desk.ui.today = lambda: TODAY
    desk.open(workspace_path)
    page = access_page(desk)
    desk.click(page.empty.add)
    form = desk.dialog(AccessDialog)
    desk.keys(form.name, "Registrar")
    desk.keys(form.renews.edit, "someday")
    desk.click(form.keep)
    assert form.isVisible()
    assert "someday" in form._problem.text()
    form.renews.edit.setText("2027-03-01")
    form.notice.setValue(30)
    pick(desk, form.ties[Means.MAIL].whose, "Marc")
    desk.keys(form.ties[Means.MAIL].detail, "marc@mail.example")
    desk.click(form.keep)
    assert shown(page) == ["Registrar"]
    desk.click(button_of(page.card, "Change…"))
    again = desk.dialog(AccessDialog)
    assert again.ties[Means.MAIL].detail.text() == "marc@mail.example"
    assert (again.renews.edit.text(), again.notice.value()) == ("2027-03-01", 30)
    desk.keys(again.supplier, "Gandi")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, again.supplier)
    assert page.model.row(0).access.supplier == "Gandi"
    page.show_what({"filter": Filter.HANGS_ON})
    assert shown(page) == ["Registrar"]
    desk.undo()
    desk.undo()
    assert page.model.rowCount() == 0


def test_what_is_worked_on_stays_in_sight_and_in_the_keyboards_reach(
    desk: Desk, workspace_path: Path, services: Services, who: dict[str, Person]
) -> None:
    """A filter does not take away the row that was just mended, and the next key goes where the last one went."""
    marc, lea = who["Marc"].id, who["Léa"].id
    ties = (Tie(means=Means.PHONE, belongs_to=BelongsTo.PERSON, person_id=marc),)
    grants = (
        Grant(person_id=marc, rights=Right.OWNER, used_on=TODAY),
        Grant(person_id=lea, rights=Right.ADMIN, used_on=TODAY),
    )
    for title in ("Registrar", "Stripe"):
        subject = Subject(id="", kind=Kind.ACCESS, title=title)
        services.accesses.save(None, Access(subject=subject, grants=grants, ties=ties), TODAY)
    desk.ui.today = lambda: TODAY
    desk.open(workspace_path)
    page = access_page(desk)
    desk.click(page.chips.button(Filter.HANGS_ON))
    assert shown(page) == ["Registrar", "Stripe"]
    page.choose(page.model.row(0).access.subject.id)
    desk.rest()
    assert "Léa administers it, and holds it once nobody outside can take it back." in page.card.state.text()

    page.card.whose[Means.PHONE].setFocus()
    pick(desk, page.card.whose[Means.PHONE], "the company")
    assert desk.window.toast.isVisible()
    assert page.card.title.text() == "Registrar"
    assert shown(page) == ["Stripe", "Registrar"]  # the worst held first
    assert desk.window.focusWidget() is page.card.whose[Means.PHONE]
    assert "take it back" not in page.card.state.text()
    desk.press(Qt.Key.Key_Down, on=desk.window.focusWidget())
    assert page.card.row is not None
    assert page.card.row.access.ties[0].belongs_to is BelongsTo.NONE
    assert desk.window.focusWidget() is page.card.whose[Means.PHONE]
    desk.click(page.chips.button(Filter.ALL))
    desk.click(page.chips.button(Filter.HANGS_ON))
    assert shown(page) == ["Stripe"]
