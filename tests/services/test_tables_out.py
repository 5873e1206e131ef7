"""The checklist from a table, tables out of a workspace, and from one workspace into another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ctohandover.domain.assessments import Assessment, Method
from ctohandover.domain.journal import Change
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person, Role
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.domain.transition import Item, Phase, Progress
from ctohandover.errors import Invalid
from ctohandover.formats.tables import What, read_table
from ctohandover.i18n import Translator, translator
from ctohandover.resources import resources_folder
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.tables.export import table_rows, write_table
from ctohandover.services.tables.model import Choices, Fate, Taken
from ctohandover.services.tables.service import preview
from ctohandover.services.transition import NewItem
from ctohandover.services.workspaces import NewWorkspace, create
from ctohandover.storage import reads
from ctohandover.storage import transition_reads as own
from ctohandover.storage.skill_reads import skills
from ctohandover.storage.store import Store
from tests.conftest import TODAY
from tests.services.test_tables import here, look, take

DAY = TODAY + timedelta(days=47)
"""The handover day of the workspace that the tests work on."""


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Services]:
    """Another workspace, with nobody in it and another handover day."""
    path = tmp_path / "other.handover"
    create(path, NewWorkspace(company="Other", language="fr", handover_day=DAY + timedelta(days=100)))
    store = Store(path)
    yield Services(store)
    store.close()


def items(services: Services) -> dict[str, Item]:
    with services.store.reading() as run:
        return {item.title: item for item in own.items(run)}


# --- the checklist in


CHECKLIST = """Code | Phase | Area | Title | Blocker | Due | Done by | Signed by | State | Evidence
S1 | map | SEC | List the accesses | yes | T-30 | Marc | founder | verified | the register
S2 | | SEC | Two admins | yes | | relay | | done |
 | switch | | Say goodbye | no | 2027-01-09 | Karim | | in progress | """


def test_a_checklist_is_added_and_never_signed_by_a_file(services: Services) -> None:
    seen: list[Change] = []
    services.store.on_commit = seen.append
    people = here(services)[0]
    plan = look(services, What.CHECKLIST, CHECKLIST)
    assert [(row.item, row.fate, row.notes) for row in plan.rows] == [
        ("List the accesses", Fate.NEW, ("not-signed",)),
        ("Two admins", Fate.NEW, ("not-signed",)),
        ("Say goodbye", Fate.NEW, ()),
    ]
    assert services.tables.take(plan, TODAY) == Taken(added=3)
    found = items(services)
    first, second, third = (found[name] for name in ("List the accesses", "Two admins", "Say goodbye"))
    assert (first.phase, first.offset_days, first.owner_id, first.signer_role) == (
        Phase.MAP, -30, people["Marc"].id, Role.FOUNDER,
    )  # fmt: skip
    assert first.progress is Progress.GIVEN
    assert (second.doer_role, second.progress) == (Role.RELAY, Progress.DOING)  # a blocker, and no evidence for it
    assert (third.progress, third.due_set, third.blocker) == (Progress.DOING, third.due_set, False)
    with services.store.reading() as run:
        assert own.signoffs(run) == []
        assert [entry.text for entry in own.evidence(run)] == ["the register"]
    assert take(services, What.CHECKLIST, CHECKLIST) == Taken(same=3)
    assert len(seen) == 1
    services.undo(seen[0].id)
    assert items(services) == {}


def test_known_items_are_changed_by_code_or_title(services: Services) -> None:
    take(services, What.CHECKLIST, CHECKLIST)
    told = """Code | Title | Due | Done by | State
s1 | List all accesses | 2027-01-02 | Léa |
 | say goodbye | | | not applicable
 | Two admins | | nobody we know |"""
    plan = look(services, What.CHECKLIST, told, take_good=True)
    assert [(row.item, row.fate, row.fields, row.notes) for row in plan.rows] == [
        ("List all accesses", Fate.CHANGED, ("title", "due_set", "owner_id"), ()),
        ("say goodbye", Fate.CHANGED, ("title",), ("not-left-out",)),
        ("Two admins", Fate.PROBLEM, (), ()),
        ("Two admins", Fate.SAME, (), ()),
    ]
    assert services.tables.take(plan, TODAY).changed == 2
    assert items(services)["List all accesses"].due_set is not None


def test_items_that_are_signed_keep_how_far_they_are(services: Services) -> None:
    services.people.add(Person(id="", name="Inès Benali", role=Role.FOUNDER, internal=True))
    take(services, What.CHECKLIST, CHECKLIST)
    key = items(services)["List the accesses"].id
    services.store.actor_id = here(services)[0]["Inès"].id
    services.signing.sign(key)
    told = "Code | Title | State | Evidence\nS1 | List the accesses | to do | something else"
    assert take(services, What.CHECKLIST, told) == Taken(same=1)


def test_what_a_checklist_may_not_say(services: Services) -> None:
    told = "Title | Done by | Signed by\nA | Léa | Léa\nB | Nobody | \nB | |"
    plan = look(services, What.CHECKLIST, told)
    assert [(one.row, one.code) for one in plan.problems] == [
        (2, "item-owner-signs"),
        (3, "person-unknown"),
        (4, "name-twice"),
    ]


# --- out, and into another workspace


@pytest.fixture
def full(services: Services) -> Services:
    """Skills with two levels over time, formulas for names, a checklist."""
    sql, hard = services.subjects.add_many(
        [
            SubjectForm(kind=Kind.SKILL, title="=SQL()", area="@Data", criticality=Criticality.VITAL, needed=3),
            SubjectForm(kind=Kind.SKILL, title="C#", description="two\nlines"),
        ]
    )
    duty = services.subjects.add(SubjectForm(kind=Kind.DUTY, title="On call"))
    people = here(services)[0]
    for who, key, level, days in (
        ("Léa", sql, 1, 60), ("Léa", sql, 3, 10), ("Marc", sql, 4, 10), ("Karim", hard, 2, 5), ("Marc", duty, 3, 5),
    ):  # fmt: skip
        services.holding.assess(
            NewAssessment(
                person_id=people[who].id,
                subject_id=key,
                level=Level(level),
                day=TODAY - timedelta(days=days),
                method=Method.DRILL,
                evidence="-1+2",
            )
        )
    services.transition.add_many(
        [
            NewItem(item=Item(id="", title="+Early", phase=Phase.MAP, code="S1", offset_days=-20, blocker=True)),
            NewItem(item=Item(id="", title="Fixed", phase=Phase.PROVE, due_set=DAY - timedelta(days=3))),
            NewItem(item=Item(id="", title="Late", phase=Phase.CLOSE, offset_days=30, signer_role=Role.FOUNDER)),
        ],
        TODAY,
    )
    return services


def rows(services: Services, what: What, t: Translator, **more: object) -> list[list[object]]:
    with services.store.reading() as run:
        return list(table_rows(run, what, t, TODAY, **more))  # type: ignore[arg-type]


def move(source: Services, target: Services, what: What, path: Path, t: Translator, **more: object) -> Taken:
    """A table of one workspace, through a file, into another."""
    write_table(path, rows(source, what, t, **more), "Table", t)  # type: ignore[arg-type]
    (sheet,) = read_table(path.read_bytes(), path.name)
    with target.store.reading() as run:
        plan = preview(run, what, sheet, Choices(), TODAY)
    assert plan.problems == ()
    return target.tables.take(plan, TODAY)


def said(services: Services) -> set[tuple[str, str, int, str, str]]:
    people, subjects, found = here(services)
    names = {person.id: person.name for person in people.values()}
    titles = {subject.id: subject.title for subject in subjects.values()}

    def tell(item: Assessment) -> tuple[str, str, int, str, str]:
        return names[item.person_id], titles[item.subject_id], int(item.level), item.day.isoformat(), item.evidence

    return {tell(item) for item in found}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_goes_into_another_workspace(
    full: Services, other: Services, tmp_path: Path, suffix: str, language: str
) -> None:
    t = translator(language, resources_folder() / "translations")
    path = tmp_path / f"table{suffix}"
    assert move(full, other, What.PEOPLE, path, t).added == 3
    assert move(full, other, What.SKILLS, path, t).added == 2
    told = move(full, other, What.ASSESSMENTS, path, t, history=True)
    assert (told.added, told.people_added, told.skills_added) == (5, 0, 1)
    assert said(other) == said(full)
    with full.store.reading() as run, other.store.reading() as there:
        assert [(one.subject.title, one.subject.needed_set, one.description) for one in skills(run)] == [
            (one.subject.title, one.subject.needed_set, one.description)
            for one in skills(there)
            if one.subject.title != "On call"
        ]
        assert [person.active_to for person in reads.people(run)] == [
            person.active_to for person in reads.people(there)
        ]
    assert move(full, other, What.CHECKLIST, path, t).added == 3
    found = items(other)
    assert items(full)["+Early"].offset_days == found["+Early"].offset_days
    assert found["+Early"].due_set is None  # it follows the other handover day
    assert (found["Fixed"].due_set, found["Late"].signer_role) == (DAY - timedelta(days=3), Role.FOUNDER)
    for what in What:
        again = move(full, other, what, path, t, **({"history": True} if what is What.ASSESSMENTS else {}))
        assert (again.added, again.changed) == (0, 0), what
    # Into the workspace that they are from, nothing changes either.
    for what in What:
        again = move(full, full, what, path, t)
        assert (again.added, again.changed) == (0, 0), what


def test_levels_that_count_all_of_them_or_a_matrix(full: Services, t: Translator) -> None:
    assert len(rows(full, What.ASSESSMENTS, t)) == 1 + 4
    assert len(rows(full, What.ASSESSMENTS, t, kind=Kind.SKILL)) == 1 + 3
    assert len(rows(full, What.ASSESSMENTS, t, history=True)) == 1 + 5
    head, sql, hard = sorted(rows(full, What.ASSESSMENTS, t, matrix=True), key=lambda row: row[0] != "Item")
    assert head == ["Item", "Category", "Criticality", "Needed", "Marc Delorme", "Karim Saïdi", "Léa Rousseau"]
    assert sorted([sql, hard], key=str)[0] == ["=SQL()", "@Data", "vital", 3, 4, None, 3]
    with full.store.reading() as run:
        then = table_rows(run, What.ASSESSMENTS, t, TODAY - timedelta(days=30), matrix=True)
    assert sorted(then[1:], key=str)[0] == ["=SQL()", "@Data", "vital", 3, None, None, 1]


def test_a_matrix_goes_into_another_workspace(full: Services, other: Services, tmp_path: Path, t: Translator) -> None:
    told = move(full, other, What.ASSESSMENTS, tmp_path / "wide.xlsx", t, matrix=True)
    assert (told.added, told.people_added, told.skills_added) == (3, 3, 2)
    assert here(other)[1]["=SQL()"].needed == 3


def test_no_cell_is_a_formula(full: Services, tmp_path: Path, t: Translator) -> None:
    path = tmp_path / "levels.csv"
    write_table(path, rows(full, What.ASSESSMENTS, t), "x", t)  # type: ignore[arg-type]
    cells = [cell for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))) for cell in row]
    assert "'=SQL()" in cells
    assert "'-1+2" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]


def test_only_csv_and_xlsx_are_written(tmp_path: Path, t: Translator) -> None:
    with pytest.raises(Invalid) as caught:
        write_table(tmp_path / "levels.ods", [["a"]], "x", t)
    assert caught.value.code == "table-form"
    assert list(tmp_path.iterdir()) == []
