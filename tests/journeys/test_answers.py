"""The founder reads the three answers, opens what is behind them, and says how the company has grown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ctohandover.domain.growth import Signal
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Role
from ctohandover.domain.scenarios import Way
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.domain.transition import Item, Phase
from ctohandover.resources import resources_folder
from ctohandover.services.demo import make_demo
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.transition import NewItem
from ctohandover.services.ways import founder_file, load
from ctohandover.storage import reads
from ctohandover.ui.dependencies.page import DependenciesPage
from ctohandover.ui.known import remember
from ctohandover.ui.overview.growth import GrowthDialog
from ctohandover.ui.overview.page import OverviewPage
from ctohandover.ui.transition.model import Filter
from ctohandover.ui.transition.page import TransitionPage
from ctohandover.ui.ways.dialog import WaysDialog
from tests.conftest import TODAY
from tests.journeys.conftest import Desk


@pytest.fixture
def vital(services: Services) -> dict[str, str]:
    """Two vital skills that Marc alone holds, a low one that is held, and one vital skill nobody was asked about."""
    with services.store.reading() as run:
        people = {person.role: person.id for person in reads.people(run)}
    found = {
        title: services.subjects.add(SubjectForm(kind=Kind.SKILL, title=title, criticality=critical, needed=1))
        for title, critical in (
            ("Terraform", Criticality.VITAL), ("Backups", Criticality.VITAL), ("On call", Criticality.VITAL),
            ("Django", Criticality.LOW),
        )
    }  # fmt: skip
    marc, lea = people[Role.OUTGOING_CTO], people[Role.RELAY]
    for person, title in ((marc, "Terraform"), (marc, "Backups"), (lea, "Django")):
        services.holding.assess(
            NewAssessment(person_id=person, subject_id=found[title], level=Level.ALONE, day=TODAY - timedelta(days=9))
        )
    return found


def overview_of(desk: Desk) -> OverviewPage:
    page = desk.go("overview")
    assert isinstance(page, OverviewPage)
    return page


def said(page: OverviewPage) -> list[str]:
    """The three answers, big."""
    assert page.answers is not None
    return [answer.findChildren(QPushButton)[0].text() for answer in page.answers.answers]


def reason(page: OverviewPage, words: str) -> QPushButton:
    assert page.answers is not None
    return next(one for one in page.answers.findChildren(QPushButton) if words in one.text())


def test_an_answer_opens_exactly_the_rows_behind_it(
    desk: Desk, workspace_path: Path, vital: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ui.today = lambda: TODAY
    desk.open(workspace_path)
    page = overview_of(desk)
    assert said(page)[0] == "Not yet"
    assert page.vital is not None
    assert [figure.count() for figure in page.vital.figures] == ["2", "0", "1", "0"]

    desk.click(reason(page, "vital with Marc only"))
    dependencies = desk.page("dependencies")
    assert isinstance(dependencies, DependenciesPage)
    shown = {dependencies.model.row(n).now.subject.title for n in range(dependencies.model.rowCount())}
    assert shown == {"Terraform", "Backups"}

    # Léa takes both over: what is left is one vital skill of three that nobody was asked about.
    for title in shown:
        dependencies.choose(vital[title])
        desk.rest()
        lea = next(p.id for p in desk.window.frame.head.crew.everybody if p.role is Role.RELAY)  # type: ignore[union-attr]
        dependencies._set_level(lea, 3)
        desk.rest()
    page = overview_of(desk)
    assert said(page)[0] == "Not known yet"
    assert page.vital is not None
    assert [figure.count() for figure in page.vital.figures] == ["0", "0", "1", "2"]
    desk.undo()
    assert said(page)[0] == "Not yet"


def test_open_blockers_that_are_due_by_then_are_a_no(
    desk: Desk, workspace_path: Path, services: Services, vital: dict[str, str]
) -> None:
    """Those due later, and those that block nothing, are not among them."""
    with services.store.reading() as run:
        last = reads.workspace(run).handover_day
    assert last is not None
    services.transition.add_many(
        [
            NewItem(
                item=Item(id="", title=title, phase=Phase.MAP, blocker=blocker, due_set=last + timedelta(days=days))
            )
            for title, blocker, days in (
                ("Now", True, -3),
                ("On the day", True, 0),
                ("Later", True, 9),
                ("Soft", False, -3),
            )
        ],
        last,
    )
    desk.open(workspace_path)
    page = overview_of(desk)
    desk.click(reason(page, "2 blocking items open by then"))
    transition = desk.page("transition")
    assert isinstance(transition, TransitionPage)
    shown = [transition.model.row(n).item.title for n in range(transition.model.rowCount())]
    assert sorted(shown) == ["Now", "On the day"]
    desk.click(transition.chips.button(Filter.ALL))
    assert transition.model.rowCount() == 4
    # Once nothing vital hangs on Marc, the items alone say no, and the answer opens them.
    for key in (vital["Terraform"], vital["Backups"]):
        lea = next(p.id for p in desk.window.frame.head.crew.everybody if p.role is Role.RELAY)  # type: ignore[union-attr]
        services.holding.assess(NewAssessment(person_id=lea, subject_id=key, level=Level.ALONE, day=TODAY))
    page = overview_of(desk)
    page.load()
    desk.rest()
    assert said(page)[0] == "Not yet"
    assert page.answers is not None
    desk.click(page.answers.answers[0].findChildren(QPushButton)[0])
    assert sorted(transition.model.row(n).item.title for n in range(transition.model.rowCount())) == [
        "Now",
        "On the day",
    ]
    desk.click(transition.chips.button(Filter.ALL))
    assert not transition.chips.button(Filter.CHOSEN).isVisible()


def test_the_second_answer_follows_what_the_founder_says_of_growth(
    desk: Desk, workspace_path: Path, vital: dict[str, str]
) -> None:
    desk.open(workspace_path)
    page = overview_of(desk)
    assert said(page)[1] == "Not known yet"
    desk.click(reason(page, "how the company has grown"))
    form = desk.dialog(GrowthDialog)
    form.fields[Signal.DEVELOPERS].value.setValue(11)
    form.fields[Signal.INCIDENTS].value.setValue(1)
    form.fields[Signal.REPORTS].value.setValue(2)
    desk.click(form.keep)
    assert said(page)[1] == "Perhaps"
    reason(page, "5 unknown · 1 of 3 signals met")  # what is not known is said first: it is most
    reason(page, "11 developers")
    desk.undo()
    assert said(page)[1] == "Not known yet"


def test_the_third_answer_counts_back_from_the_wanted_arrival(
    desk: Desk, workspace_path: Path, vital: dict[str, str]
) -> None:
    desk.open(workspace_path)
    page = overview_of(desk)
    assert said(page)[2] == "Say when"
    desk.click(reason(page, "begun today"))
    preferences = desk.page("preferences")
    arrival = desk.ui.today() + timedelta(days=400)
    field = preferences.days["arrival_day"].edit  # type: ignore[attr-defined]
    desk.keys(field, arrival.isoformat())
    desk.press(Qt.Key.Key_Return, on=field)
    page = overview_of(desk)
    assert said(page)[2].startswith("By ")
    before = said(page)[2]
    desk.go("preferences")
    spin = preferences.months["search_months"]  # type: ignore[attr-defined]
    spin.setValue(9)
    spin.editingFinished.emit()
    desk.rest()
    page = overview_of(desk)
    assert said(page)[2] not in (before, "Say when")
    reason(page, "9 months of search, 3 of notice")


def test_without_anybody_who_leaves_the_first_answer_leads_to_the_people(
    desk: Desk, workspace_path: Path, services: Services, vital: dict[str, str]
) -> None:
    with services.store.reading() as run:
        marc = next(person for person in reads.people(run) if person.role is Role.OUTGOING_CTO)
    services.people.change(marc, role=Role.MEMBER, active_to=None)
    desk.open(workspace_path)
    page = overview_of(desk)
    desk.click(reason(page, "who leaves"))
    assert desk.page("people").isVisible()


def test_the_ways_change_with_the_day_rate_and_the_figures_stay_out_of_the_workspace(
    desk: Desk, workspace_path: Path, vital: dict[str, str]
) -> None:
    desk.open(workspace_path)
    page = overview_of(desk)
    assert page.ways is not None
    before = dict(page.ways.sums)
    desk.click(page.ways.change)
    form = desk.dialog(WaysDialog)
    assert form.fields["day_rate"].mark.isVisible()  # a default says so
    form.fields["day_rate"].value.setValue(1_234)
    assert not form.fields["day_rate"].mark.isVisible()
    form.fields["day_rate"].estimate.setChecked(True)
    told = [form.what_if.item(0, place).text() for place in (1, 2, 3)]
    assert form.why_cheaper.isVisible()
    desk.click(form.keep)
    assert page.ways is not None
    assert page.ways.sums[Way.EXTEND] == 24 * 6 * 1_234 > before[Way.EXTEND]
    assert told[0] == "€177,696"
    kept = founder_file(workspace_path)
    assert load(kept).estimates == {"day_rate"}
    desk.close()
    for path in workspace_path.parent.glob(f"{workspace_path.name}*"):
        assert b"day_rate" not in path.read_bytes()


def test_a_founders_file_that_cannot_be_read_is_said_on_its_card(
    desk: Desk, workspace_path: Path, vital: dict[str, str]
) -> None:
    founder_file(workspace_path).write_text("{")
    desk.open(workspace_path)
    page = overview_of(desk)
    assert page.ways is not None
    said = " ".join(each.text() for each in page.ways.findChildren(QLabel))
    assert "cannot be read" in said
    assert founder_file(workspace_path).read_text() == "{"


def test_the_card_of_a_workspace_gives_the_first_answer_and_what_is_due_next(
    desk: Desk, workspace_path: Path, services: Services, vital: dict[str, str], tmp_path: Path
) -> None:
    due = desk.ui.today() + timedelta(days=5)
    items = [
        Item(id="", title=title, phase=Phase.MAP, due_set=due + timedelta(days=days))
        for title, days in (("Later", 3), ("Sooner", 0))
    ]
    services.transition.add_many([NewItem(item=item) for item in items], due)
    old = tmp_path / "old" / "Old.handover"
    old.parent.mkdir()
    shutil.copyfile(Path(__file__).parents[1] / "stores/schema-2.handover", old)
    for path in (old, workspace_path):
        remember(desk.ui.settings, path)
    desk.window.show_welcome()
    desk.show()
    ours, theirs = desk.window.welcome.cards
    assert "Can Marc leave on" in ours.accessibleName()
    assert "Not yet" in ours.accessibleName()
    assert f"Next due {desk.ui.t.date(due)}: Sooner" in ours.accessibleName()
    assert "brought up to date when it is opened" in theirs.accessibleName()


def test_the_focus_stays_where_it_was_when_the_answers_are_made_anew(
    desk: Desk, workspace_path: Path, services: Services, vital: dict[str, str]
) -> None:
    desk.open(workspace_path)
    page = overview_of(desk)
    asked = reason(page, "how the company has grown")
    asked.setFocus()
    desk.press(Qt.Key.Key_Space, on=asked)
    form = desk.dialog(GrowthDialog)
    form.fields[Signal.DEVELOPERS].value.setValue(11)
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, on=form.fields[Signal.DEVELOPERS].value)
    assert said(page)[1] == "Probably"
    assert page.answers is not None
    assert desk.window.focusWidget() in page.answers.links


def test_who_decided_lately_opens_those_decisions(desk: Desk, tmp_path: Path) -> None:
    demo = make_demo(tmp_path / "demo", resources_folder(), "en", TODAY)
    desk.ui.today = lambda: TODAY
    desk.open(demo.path)
    page = overview_of(desk)
    assert page.vital is not None
    assert page.vital.decided is not None
    assert page.vital.decided.whole() == "0 of 1 decision of the last 90 days taken without an outsider"
    desk.click(page.vital.decided)
    model = desk.decisions.model
    assert [model.row_at(n).line.number for n in range(model.rowCount())] == [30]


def test_each_reader_sees_first_what_is_theirs(
    new_desk: Callable[[], Desk], workspace_path: Path, vital: dict[str, str]
) -> None:
    desk = new_desk()
    desk.open(workspace_path)
    page = overview_of(desk)
    assert page.readers is not None
    assert page.readers.currentText() == "For: founder"  # nobody says yet who sits here

    def first() -> str:
        assert page.next is not None
        return "answers" if page._head.y() < page._next_holder.y() else "next"

    assert first() == "answers"
    page.readers.setCurrentIndex(0)
    page.readers.activated.emit(0)
    desk.rest()
    assert page.readers.currentText() == "For: outgoing CTO"
    assert first() == "next"
    desk.close()

    desk = new_desk()
    desk.open(workspace_path)
    page = overview_of(desk)
    assert page.readers is not None
    assert page.readers.currentText() == "For: outgoing CTO"
    assert first() == "next"


def test_everybody_and_all_they_do_next_can_be_seen(desk: Desk, tmp_path: Path) -> None:
    desk.open(make_demo(tmp_path / "demo", resources_folder(), "en", TODAY).path)
    page = overview_of(desk)
    assert page.next is not None
    few = len(page.next.links)
    hidden = int(page.next.more.text().split()[1])
    assert page.next.more.text() == f"Show {hidden} more"
    desk.click(page.next.more)
    assert len(page.next.links) == few + hidden
    assert page.next.more.text() == "Show less"
    assert desk.window.focusWidget() is page.next.more
    desk.click(page.next.more)
    assert len(page.next.links) == few


def test_who_stands_in_until_the_successor_comes(
    desk: Desk, workspace_path: Path, services: Services, vital: dict[str, str]
) -> None:
    with services.store.reading() as run:
        before = reads.workspace(run)
        people = {person.role: person.id for person in reads.people(run)}
    services.workspace.describe(before, arrival_day=TODAY + timedelta(days=100))
    for title, owner in (("Roadmap", Role.OUTGOING_CTO), ("On call", Role.RELAY), ("Hiring", None)):
        owner_id = people[owner] if owner else None
        services.subjects.add(SubjectForm(kind=Kind.DUTY, title=title, owner_id=owner_id))
    desk.ui.today = lambda: TODAY
    desk.open(workspace_path)
    page = overview_of(desk)
    assert reason(page, "53 days without a CTO: Léa in between").isVisible()
    desk.click(reason(page, "2 duties then without an owner inside"))
    dependencies = desk.page("dependencies")
    assert isinstance(dependencies, DependenciesPage)
    found = {dependencies.model.row(n).now.subject.title for n in range(dependencies.model.rowCount())}
    assert found == {"Roadmap", "Hiring"}
