"""The plan of the days left through the services: what is decided about it is kept, undone, and shapes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person
from ctohandover.domain.plan import Hurdle, Plan
from ctohandover.domain.plan_hours import monday
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.errors import Conflict, Invalid, NotFound
from ctohandover.services.answers import answers
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.planning import NoPlan, Planned, plan
from ctohandover.services.subjects import SubjectForm
from ctohandover.storage import reads
from ctohandover.storage.skill_reads import sessions
from tests.conftest import TODAY

LAST = TODAY + timedelta(days=47)


@pytest.fixture
def ids(services: Services) -> dict[str, str]:
    """Marc alone holds Terraform (vital) and the roadmap; nobody holds Django, and nobody was asked about React."""
    found = services.subjects.add_many(
        [
            SubjectForm(kind=Kind.SKILL, title="Terraform", criticality=Criticality.VITAL, needed=1),
            SubjectForm(kind=Kind.DUTY, title="Roadmap"),
            SubjectForm(kind=Kind.SKILL, title="Django"),
            SubjectForm(kind=Kind.SKILL, title="React"),
        ]
    )
    named = dict(zip(("terraform", "roadmap", "django", "react"), found, strict=True))
    with services.store.reading() as run:
        everybody = reads.people(run)
    named |= {person.name.split()[0].lower(): person.id for person in everybody}
    services.people.change(next(one for one in everybody if one.id == named["marc"]), days_a_month=20.0)
    for who, what, level in (
        ("marc", "terraform", 4),
        ("marc", "roadmap", 3),
        ("karim", "terraform", 1),
        ("léa", "roadmap", 2),
        ("léa", "django", 1),
    ):
        services.holding.assess(
            NewAssessment(person_id=named[who], subject_id=named[what], level=Level(level), day=TODAY)
        )
    return named


def read(services: Services, today: date = TODAY) -> Planned:
    with services.store.reading() as run:
        return plan(run, today)


def made(services: Services) -> Plan:
    found = read(services).plan
    assert found is not None
    return found


def receivers(services: Services, subject: str) -> set[str]:
    return {course.receiver_id for course in made(services).courses if course.subject.id == subject}


def person(services: Services, key: str) -> Person:
    return next(one for one in read(services).crew.everybody if one.id == key)


def test_what_it_says_of_a_workspace(services: Services, ids: dict[str, str]) -> None:
    found = made(services)
    assert [(one.subject.title, one.receiver_id, one.missing) for one in found.courses] == [
        ("Terraform", ids["karim"], 960),
        ("Roadmap", ids["léa"], 240),
    ]
    assert {(one.subject.title, one.hurdle) for one in found.apart} == {
        ("Django", Hurdle.NOBODY_HOLDS), ("React", Hurdle.NOT_KNOWN)
    }  # fmt: skip
    # Two hours a week are not enough for sixteen.
    assert [(one.subject.title, one.hurdle) for one in found.unfit] == [("Terraform", Hurdle.RECEIVER_HOURS)]
    with services.store.reading() as run:
        covered = answers(run, TODAY).plan
    assert covered is not None
    assert (covered.covered, covered.short, covered.vital_covered, covered.vital_short) == (1, 2, 0, 1)


def test_accepted_sessions_are_planned_in_one_step(services: Services, ids: dict[str, str]) -> None:
    before = made(services)
    week = before.weeks[1]
    seen: list[str] = []
    services.store.on_commit = lambda change: seen.append(change.id)
    accepted = services.plan.accept(week.lessons)
    assert len(accepted) == len(week.lessons) > 0
    after = made(services)
    with services.store.reading() as run:
        kept = {one.id: one for one in sessions(run)}
    assert sorted(kept) == sorted(accepted)
    assert {kept[key].day for key in accepted} == {one.day for one in week.lessons}
    assert after.weeks[1].lessons == ()
    assert after.weeks[1].loads == week.loads
    assert sum(one.minutes for one in after.lessons) == sum(one.minutes for one in before.lessons) - sum(
        one.minutes for one in week.lessons
    )
    assert len(seen) == 1
    services.undo(seen[0])
    assert made(services) == before


def test_pinned_refused_and_by_the_rule_again(services: Services, ids: dict[str, str]) -> None:
    key, karim, lea = ids["terraform"], ids["karim"], ids["léa"]
    week = monday(TODAY) + timedelta(weeks=2)
    services.plan.pin(key, lea, week=week + timedelta(days=3), minutes=180)
    assert receivers(services, key) == {lea}
    lessons = [one for one in made(services).lessons if one.subject.id == key]
    assert sum(one.minutes for one in lessons) == 180
    assert min(one.week for one in lessons) == week
    services.plan.pin(key, karim, instead=lea)
    assert receivers(services, key) == {karim}
    services.plan.refuse(key, karim)
    assert receivers(services, key) == {lea}
    assert [(one.subject_id, one.receiver_id) for one in read(services).refused] == [(key, karim)]
    services.plan.by_rule(key, karim)
    assert receivers(services, key) == {karim}
    services.plan.pin(key, lea, instead=karim, never=True)
    assert [one.receiver_id for one in read(services).refused] == [karim]


def test_who_cannot_be_pinned(services: Services, ids: dict[str, str]) -> None:
    services.people.change(person(services, ids["karim"]), active_to=LAST - timedelta(days=1))
    for who in ("marc", "karim"):
        with pytest.raises(Invalid) as caught:
            services.plan.pin(ids["terraform"], ids[who])
        assert caught.value.code == "plan-receiver"
    with pytest.raises(Invalid):
        services.plan.pin(ids["terraform"], ids["léa"], minutes=0)
    with pytest.raises(NotFound):
        services.plan.refuse(ids["terraform"], "nobody")
    with pytest.raises(NotFound):
        services.plan.refuse("nothing", ids["léa"])
    assert read(services).refused == ()


def test_hours_and_terms(services: Services, ids: dict[str, str]) -> None:
    key = ids["terraform"]
    services.plan.set_effort(key, 2.5)
    assert made(services).courses[0].missing == 300
    services.plan.set_effort(key, 1.0)
    services.plan.set_effort(key, None)
    services.plan.set_effort(key, None)
    assert made(services).courses[0].missing == 960
    for hours in (0.0, -1.0, 201.0):
        with pytest.raises(Invalid):
            services.plan.set_effort(key, hours)
    seen = read(services)
    services.plan.settle(
        seen.workspace, share=100, aftercare=3, people={ids["marc"]: (10.0, None), ids["karim"]: (None, 10.0)}
    )
    found = read(services)
    assert (found.workspace.transfer_share, found.workspace.aftercare_hours) == (100, 3)
    assert (person(services, ids["marc"]).days_a_month, person(services, ids["karim"]).spare_hours) == (10.0, 10.0)
    assert made(services).unfit == ()
    for fields in ({"share": 101, "aftercare": 0}, {"share": 1, "aftercare": -1}):
        with pytest.raises(Invalid):
            services.plan.settle(found.workspace, people={}, **fields)
    with pytest.raises(Invalid):
        services.plan.settle(found.workspace, share=50, aftercare=0, people={ids["karim"]: (None, 99.0)})
    with pytest.raises(Conflict):
        services.plan.settle(seen.workspace, share=50, aftercare=0, people={})


def test_why_there_is_no_plan(services: Services, ids: dict[str, str]) -> None:
    assert read(services, LAST + timedelta(days=1)).why_not is NoPlan.PAST
    services.people.change(person(services, ids["marc"]), active_to=None)
    workspace = read(services).workspace
    services.workspace.describe(workspace, last_day=None, handover_day=None)
    assert read(services).why_not is NoPlan.NO_DAY
    services.people.change(person(services, ids["marc"]), internal=True, role=person(services, ids["léa"]).role)
    assert read(services).why_not is NoPlan.NOBODY_LEAVES
    services.people.change(person(services, ids["marc"]), internal=False, active_to=LAST)
    services.subjects.remove({ids[name]: name for name in ("terraform", "roadmap", "django", "react")})
    assert read(services).why_not is NoPlan.NOTHING


def test_a_subject_that_goes_takes_its_choices_along(services: Services, ids: dict[str, str]) -> None:
    services.plan.refuse(ids["terraform"], ids["karim"])
    services.plan.set_effort(ids["terraform"], 3.0)
    services.subjects.remove({ids["terraform"]: "Terraform"})
    found = read(services)
    assert (found.refused, found.efforts) == ((), {})
    with pytest.raises(Invalid):
        services.people.add(replace(person(services, ids["léa"]), id="", name="New", spare_hours=61.0))
