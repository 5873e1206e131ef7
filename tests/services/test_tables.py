"""Tables into a workspace: what a preview says, what is taken, and that one step takes all of it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ctohandover.domain.assessments import Assessment, Method
from ctohandover.domain.journal import Change
from ctohandover.domain.people import Person, Role
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.errors import Invalid
from ctohandover.formats.tables import Sheet, What, read_pasted
from ctohandover.services.facade import Services
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.tables.levels import LevelPlan
from ctohandover.services.tables.model import Choices, Fate, Plan, Taken
from ctohandover.services.tables.service import preview
from ctohandover.storage import reads
from tests.conftest import TODAY

WIDE = """Skill | Category | Criticality | Needed | Marc Delorme | LEA ROUSSEAU | Sophie
Terraform | Infra | vital | 2 | 4 | 1 |
C# | Code | | | 3 | 3 | 2
C++ | Code | high | 1 | | 0 | 4"""
LONG = """Person | Skill | Level | Date | Method | Evidence
Karim | Terraform | 2 | 2026-01-05 | self | read the plan
Léa R. | Terraform | 3 | | drill | rolled out staging"""


def sheet(text: str) -> Sheet:
    return read_pasted("\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in text.splitlines()))


def look(services: Services, what: What, text: str, **choices: object) -> Plan:
    with services.store.reading() as run:
        return preview(run, what, sheet(text), Choices(**choices), TODAY)  # type: ignore[arg-type]


def take(services: Services, what: What, text: str, **choices: object) -> Taken:
    return services.tables.take(look(services, what, text, **choices), TODAY)


def here(services: Services) -> tuple[dict[str, Person], dict[str, Subject], list[Assessment]]:
    with services.store.reading() as run:
        people = {person.name.split()[0]: person for person in reads.people(run)}
        return people, {item.title: item for item in reads.subjects(run)}, reads.assessments(run)


def levels(services: Services) -> set[tuple[str, str, int]]:
    people, subjects, said = here(services)
    names = {person.id: name for name, person in people.items()}
    titles = {subject.id: title for title, subject in subjects.items()}
    return {(names[item.person_id], titles[item.subject_id], int(item.level)) for item in said}


def test_a_wide_table_brings_levels_skills_and_people_as_one_step(services: Services) -> None:
    seen: list[Change] = []
    services.store.on_commit = seen.append
    plan = look(services, What.ASSESSMENTS, WIDE)
    assert (plan.new_people, plan.new_skills) == (("Sophie",), ("Terraform", "C#", "C++"))
    assert [(row.person, row.item, row.notes) for row in plan.rows][:2] == [
        ("Marc Delorme", "Terraform", ("new-skill",)),
        ("Léa Rousseau", "Terraform", ("new-skill",)),
    ]
    assert services.tables.take(plan, TODAY) == Taken(added=7, people_added=1, skills_added=3)
    assert len(seen) == 1
    people, subjects, said = here(services)
    sophie, terraform = people["Sophie"], subjects["Terraform"]
    assert (sophie.internal, sophie.role) == (True, Role.MEMBER)
    assert (terraform.kind, terraform.area, terraform.criticality) == (Kind.SKILL, "Infra", Criticality.VITAL)
    assert terraform.needed_set is None  # two is what a vital one needs by itself
    assert ("Sophie", "C++", 4) in levels(services)
    assert {item.day for item in said} == {TODAY}
    assert {item.method for item in said} == {Method.LEAD}
    services.undo(seen[0].id)
    people, subjects, said = here(services)
    assert (sorted(people), subjects, said) == (["Karim", "Léa", "Marc"], {}, [])


def test_taken_twice_adds_nothing_and_makes_no_step(services: Services) -> None:
    take(services, What.ASSESSMENTS, WIDE)
    seen: list[Change] = []
    services.store.on_commit = seen.append
    plan = look(services, What.ASSESSMENTS, WIDE)
    assert (plan.count(Fate.SAME), plan.good) == (7, 0)
    assert services.tables.take(plan, TODAY) == Taken(same=7)
    assert seen == []


def test_a_plan_made_before_somebody_else_took_the_same_adds_nothing(services: Services) -> None:
    plan = look(services, What.ASSESSMENTS, WIDE)
    services.tables.take(plan, TODAY)
    assert services.tables.take(plan, TODAY) == Taken(same=7)


def test_a_correction_on_the_same_day_can_be_corrected_back(services: Services) -> None:
    told = [take(services, What.ASSESSMENTS, f"Person | Skill | Level\nLéa | SQL | {level}") for level in (2, 3, 2)]
    assert [(one.added, one.changed) for one in told] == [(1, 0), (0, 1), (0, 1)]
    assert [int(item.level) for item in here(services)[2]] == [2, 3, 2]
    # A history that says the same three times of that day is known.
    history = "Person | Skill | Level\nLéa | SQL | 2\nLéa | SQL | 3\nLéa | SQL | 2"
    assert take(services, What.ASSESSMENTS, history).same == 3


def test_each_level_says_what_it_does_to_the_one_that_counts(services: Services) -> None:
    first, later = TODAY - timedelta(days=30), TODAY - timedelta(days=10)
    take(services, What.ASSESSMENTS, "Person | Skill | Level\nLéa | SQL | 2\nKarim | SQL | 1", day=first)
    again = "Person | Skill | Level | Date\nLéa | SQL | 2 |\nKarim | SQL | 3 |\nMarc | SQL | 4 |"
    plan = look(services, What.ASSESSMENTS, again, day=later)
    assert [(row.person.split()[0], row.before, row.level, row.fate) for row in plan.rows] == [
        ("Léa", 2, 2, Fate.CONFIRMED),
        ("Karim", 1, 3, Fate.CHANGED),
        ("Marc", None, 4, Fate.NEW),
    ]
    assert services.tables.take(plan, TODAY) == Taken(added=1, changed=1, confirmed=1)
    old = look(services, What.ASSESSMENTS, "Person | Skill | Level\nLéa | SQL | 4", day=first - timedelta(days=1))
    (row,) = old.rows
    assert (row.before, row.fate, row.notes) == (None, Fate.NEW, ("earlier-day",))


def test_ones_own_level_is_held_against_ones_own_alone(services: Services) -> None:
    lea = here(services)[0]["Léa"].id
    services.store.actor_id = lea
    told = "Person | Skill | Level | Method\nLéa | SQL | {} | {}"
    take(services, What.ASSESSMENTS, told.format(1, "peer"), actor_id=None, day=TODAY - timedelta(days=9))
    (own,) = look(services, What.ASSESSMENTS, told.format(3, "self"), actor_id=lea).rows
    assert (own.before, own.fate, own.notes) == (None, Fate.NEW, ("own-view",))


def test_a_long_table_says_day_method_and_evidence(services: Services) -> None:
    people = here(services)[0]
    services.store.actor_id = people["Léa"].id
    assert take(services, What.ASSESSMENTS, LONG, actor_id=people["Léa"].id).added == 2
    karim, lea = here(services)[2]
    assert (karim.person_id, karim.day, karim.method) == (people["Karim"].id, date(2026, 1, 5), Method.SELF)
    assert karim.by_self  # what is called a self-assessment is Karim's, whoever brings the table
    assert (lea.day, lea.method, lea.evidence) == (TODAY, Method.DRILL, "rolled out staging")


def test_day_and_method_stand_in_and_ones_own_level_is_a_self_assessment(services: Services) -> None:
    people, day = here(services)[0], TODAY - timedelta(days=3)
    actor = people["Léa"].id
    services.store.actor_id = actor
    take(services, What.ASSESSMENTS, WIDE, day=day, actor_id=actor)
    said = here(services)[2]
    assert {item.day for item in said} == {day}
    assert {item.method for item in said if item.person_id == actor} == {Method.SELF}
    assert {item.method for item in said if item.person_id != actor} == {Method.LEAD}
    told = "Person | Skill | Level\nKarim | C# | 1"
    take(services, What.ASSESSMENTS, told, method=Method.PEER, actor_id=actor)
    assert here(services)[2][-1].method is Method.PEER


def test_who_and_what_is_not_here_can_be_left_out(services: Services) -> None:
    services.subjects.add(SubjectForm(kind=Kind.DUTY, title="C#"))
    plan = look(services, What.ASSESSMENTS, WIDE, add_people=False, add_skills=False)
    assert (plan.good, plan.count(Fate.LEFT_OUT)) == (2, 5)
    assert services.tables.take(plan, TODAY) == Taken(added=2, left_out=5)
    # A duty of that name is meant where there is one.
    assert levels(services) == {("Marc", "C#", 3), ("Léa", "C#", 3)}


def test_nothing_is_taken_while_a_row_is_bad_unless_the_good_ones_are_wanted(services: Services) -> None:
    bad = """Person | Skill | Level | Date
Léa | SQL | 3 |
Karim | SQL | nine |
Marc | SQL | 2 | 2149-01-01
 | SQL | 1 |"""
    plan = look(services, What.ASSESSMENTS, bad)
    assert [(one.row, one.column, one.code) for one in plan.problems] == [
        (3, 3, "level-unreadable"),
        (5, 1, "person-empty"),
        (4, 3, "day-in-future"),
    ]
    assert (plan.bad_rows, plan.good, plan.taken) == (3, 1, 0)
    assert [row.fate for row in plan.ordered()] == [Fate.PROBLEM] * 3 + [Fate.NEW]
    with pytest.raises(Invalid) as caught:
        services.tables.take(plan, TODAY)
    assert caught.value.code == "table-problems"
    assert here(services)[2] == []
    told = take(services, What.ASSESSMENTS, bad, take_good=True)
    assert (told.added, len(told.problems), levels(services)) == (1, 3, {("Léa", "SQL", 3)})


def test_names_that_may_be_several_are_told(services: Services) -> None:
    services.people.add(Person(id="", name="Léa Petit", role=Role.MEMBER, internal=True))
    told = "Person | Skill | Level\nLéa | SQL | 3\nLéa P. | SQL | 2\nL. Rousseau | SQL | 1\nPETIT Lea | Go | 2"
    plan = look(services, What.ASSESSMENTS, told)
    assert [(one.row, one.code, one.text) for one in plan.problems] == [(2, "person-several", "Léa")]
    assert [row.person for row in plan.rows[1:]] == ["Léa Petit", "Léa Rousseau", "Léa Petit"]


def test_a_sheet_without_levels_is_one_problem(services: Services) -> None:
    plan = look(services, What.ASSESSMENTS, "a | b")
    assert isinstance(plan, LevelPlan)
    assert ([one.code for one in plan.problems], plan.bad_rows, plan.taken) == (["no-levels"], 1, 0)


# --- people and skills


PEOPLE = """Name | Role | Where | On site | From | To | Days a month | Note
Léa | relay lead | inside | yes | 2025-03-01 | | |
Inès Benali | founder | | | | | |
Marc Delorme | | external | | | | 6 | Lille
Paul Roy | adviser | | | | | |"""


def test_people_are_added_and_changed_where_the_table_says_more(services: Services) -> None:
    plan = look(services, What.PEOPLE, PEOPLE)
    assert [(row.person, row.fate, row.fields) for row in plan.rows] == [
        ("Léa Rousseau", Fate.CHANGED, ("active_from",)),
        ("Inès Benali", Fate.NEW, ()),
        ("Marc Delorme", Fate.CHANGED, ("days_a_month", "note")),
        ("Paul Roy", Fate.NEW, ()),
    ]
    seen: list[Change] = []
    services.store.on_commit = seen.append
    assert services.tables.take(plan, TODAY) == Taken(added=2, changed=2)
    people = here(services)[0]
    assert (people["Léa"].active_from, people["Léa"].name) == (date(2025, 3, 1), "Léa Rousseau")
    assert (people["Marc"].days_a_month, people["Marc"].active_to) == (6, TODAY + timedelta(days=47))
    assert (people["Inès"].internal, people["Paul"].internal) == (True, False)
    assert take(services, What.PEOPLE, PEOPLE) == Taken(same=4)
    services.undo(seen[0].id)
    assert sorted(here(services)[0]) == ["Karim", "Léa", "Marc"]
    assert len(seen) == 2


def test_people_that_cannot_be(services: Services) -> None:
    told = f"Name | Role | From\nMarc | | {TODAY + timedelta(days=99)}\nMarc D. | |\nMarc Delorme | |"
    plan = look(services, What.PEOPLE, told)
    assert [(one.row, one.code) for one in plan.problems] == [(2, "days-order"), (4, "name-twice")]
    assert [row.fate for row in plan.rows] == [Fate.PROBLEM, Fate.SAME, Fate.PROBLEM]


SKILLS = """Skill | Category | Criticality | Needed | Description
SQL | Data | vital | 3 | reads a plan
Go | Code | | 1 |"""


def test_a_list_of_skills_is_added_and_changed(services: Services) -> None:
    services.subjects.add(SubjectForm(kind=Kind.SKILL, title="sql", area="Base"))
    services.subjects.add(SubjectForm(kind=Kind.SYSTEM, title="Go"))
    seen: list[Change] = []
    services.store.on_commit = seen.append
    plan = look(services, What.SKILLS, SKILLS)
    assert [(row.item, row.fate, row.fields) for row in plan.rows] == [
        ("sql", Fate.CHANGED, ("area", "criticality", "description", "needed")),
        ("Go", Fate.NEW, ()),
    ]
    assert services.tables.take(plan, TODAY) == Taken(added=1, changed=1)
    sql = here(services)[1]["sql"]
    assert (sql.area, sql.criticality, sql.needed_set) == ("Data", Criticality.VITAL, 3)
    assert take(services, What.SKILLS, SKILLS) == Taken(same=2)
    services.undo(seen[0].id)
    assert here(services)[1]["sql"].area == "Base"


def test_skills_that_cannot_be(services: Services) -> None:
    told = "Skill | Criticality | Needed\n | low | 1\nSQL | perhaps | 1\nsql | low | many\nGo | | many"
    plan = look(services, What.SKILLS, told)
    assert [(one.row, one.column, one.code) for one in plan.problems] == [
        (2, 1, "title-empty"),
        (3, 2, "criticality-unknown"),
        (4, 3, "needed-unreadable"),
        (4, 1, "name-twice"),
        (5, 3, "needed-unreadable"),
    ]
    assert [one.code for one in look(services, What.SKILLS, "a | b").problems] == ["no-skills"]
