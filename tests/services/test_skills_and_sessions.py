"""Skills, systems and duties, and the sessions that pass them on, through their services."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.journal import Change
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person
from ctohandover.domain.sessions import Outcome, Proposal, Session
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.errors import Conflict, Invalid
from ctohandover.services.facade import Services
from ctohandover.services.subjects import SubjectForm
from ctohandover.storage import reads, search
from ctohandover.storage.skill_reads import charges, sessions, skills
from tests.conftest import TODAY


@pytest.fixture
def who(services: Services) -> dict[str, Person]:
    with services.store.reading() as run:
        return {person.name.split()[0]: person for person in reads.people(run)}


def terraform(**fields: object) -> SubjectForm:
    values = {"kind": Kind.SKILL, "title": "Terraform", "area": "Infrastructure", "criticality": Criticality.VITAL}
    return SubjectForm(**{**values, **fields})  # type: ignore[arg-type]


def test_a_skill_with_words_of_its_own(services: Services) -> None:
    words = ("", "", "", "rolls out production alone", "")
    services.subjects.add(terraform(title="  Terra  form ", description=" Plans and state. ", level_words=words))
    with services.store.reading() as run:
        (skill,) = skills(run)
    assert (skill.subject.title, skill.subject.area, skill.description) == (
        "Terra form",
        "Infrastructure",
        "Plans and state.",
    )
    assert (skill.words(Level.ALONE), skill.words(Level.SEEN)) == ("rolls out production alone", "")
    assert skill.subject.needed == 2


def test_two_of_one_name_are_refused_and_nothing_is_added(services: Services) -> None:
    services.subjects.add(terraform())
    with pytest.raises(Invalid) as caught:
        services.subjects.add_many([terraform(title="Django"), terraform(title="TERRAFORM")])
    assert caught.value.code == "subject-title-taken"
    with services.store.reading() as run:
        assert len(skills(run)) == 1
    # A system may be called as a skill is.
    services.subjects.add(SubjectForm(kind=Kind.SYSTEM, title="Terraform"))


def test_changing_with_a_stale_version_is_refused(services: Services, who: dict[str, Person]) -> None:
    key = services.subjects.add(SubjectForm(kind=Kind.DUTY, title="On call", owner_id=who["Marc"].id))
    with services.store.reading() as run:
        (duty,) = charges(run)
    form = SubjectForm(kind=Kind.DUTY, title="On call", owner_id=who["Marc"].id, deputy_id=who["Léa"].id)
    services.subjects.change(key, form, version=duty.version)
    with pytest.raises(Conflict):
        services.subjects.change(key, replace(form, title="Nights"), version=duty.version)
    with services.store.reading() as run:
        (duty,) = charges(run)
    assert duty.deputy_id == who["Léa"].id
    with pytest.raises(Invalid):
        services.subjects.change(key, replace(form, deputy_id=who["Marc"].id), version=duty.version)


def session(who: dict[str, Person], key: str, **fields: object) -> Session:
    values = {
        "id": "", "day": TODAY, "method": SessionMethod.SOLO, "giver_id": who["Marc"].id,
        "receivers": (who["Léa"].id,), "subjects": (key,), "outcome": Outcome.PASS, "evidence": "Staging, alone",
    }  # fmt: skip
    return Session(**{**values, **fields})  # type: ignore[arg-type]


def test_a_session_is_the_evidence_of_what_came_of_it(services: Services, who: dict[str, Person]) -> None:
    key = services.subjects.add(terraform())
    made = services.sessions.add(session(who, key), [Proposal(who["Léa"].id, key, Level.ALONE, None)])
    with services.store.reading() as run:
        (said,) = reads.assessments(run)
        (held,) = sessions(run)
    assert (held.id, held.receivers, held.subjects) == (made, (who["Léa"].id,), (key,))
    assert (said.session_id, said.session_method, said.assessor_id) == (made, SessionMethod.SOLO, who["Marc"].id)
    assert said.proves(vital=True)


def test_a_planned_session_is_recorded_later(services: Services, who: dict[str, Person]) -> None:
    key = services.subjects.add(terraform())
    services.sessions.add(session(who, key, outcome=None, day=TODAY + timedelta(days=3), start="14:00"))
    with services.store.reading() as run:
        (planned,) = sessions(run)
    assert not planned.held
    after = replace(planned, outcome=Outcome.PARTIAL, day=TODAY, receivers=(who["Karim"].id, who["Léa"].id))
    services.sessions.change(planned, after, [Proposal(who["Karim"].id, key, Level.WITH_HELP, None)])
    with services.store.reading() as run:
        (held,) = sessions(run)
        (said,) = reads.assessments(run)
    assert held.outcome is Outcome.PARTIAL
    assert set(held.receivers) == {who["Karim"].id, who["Léa"].id}
    assert said.person_id == who["Karim"].id
    with pytest.raises(Conflict):
        services.sessions.change(planned, after)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"receivers": ()}, "session-no-receiver"),
        ({"subjects": ()}, "session-no-subject"),
        ({"minutes": 0}, "session-minutes"),
        ({"start": "25:00"}, "session-time"),
        ({"day": TODAY + timedelta(days=1)}, "session-in-future"),
    ],
)
def test_sessions_that_cannot_be(
    services: Services, who: dict[str, Person], fields: dict[str, object], code: str
) -> None:
    key = services.subjects.add(terraform())
    with pytest.raises(Invalid) as caught:
        services.sessions.add(session(who, key, **fields))
    assert caught.value.code == code


def test_a_failed_session_gives_no_level(services: Services, who: dict[str, Person]) -> None:
    key = services.subjects.add(terraform())
    with pytest.raises(Invalid):
        services.sessions.add(
            session(who, key, outcome=Outcome.FAIL), [Proposal(who["Léa"].id, key, Level.ALONE, None)]
        )
    with services.store.reading() as run:
        assert (sessions(run), reads.assessments(run)) == ([], [])


def test_all_of_it_comes_back_on_undo(services: Services, who: dict[str, Person]) -> None:
    seen: list[Change] = []
    services.store.on_commit = seen.append
    key = services.subjects.add(terraform(description="state files"))
    services.sessions.add(session(who, key), [Proposal(who["Léa"].id, key, Level.ALONE, None)])
    with services.store.reading() as run:
        whole = (skills(run), sessions(run), reads.assessments(run))
    services.sessions.remove(whole[1][0])
    services.subjects.remove({key: "Terraform"})
    with services.store.reading() as run:
        assert (skills(run), sessions(run), reads.assessments(run)) == ([], [], [])
        assert search.find(run, "terraform") == {}
    for change in reversed(seen[2:]):
        services.undo(change.id)
    with services.store.reading() as run:
        assert (skills(run), sessions(run), reads.assessments(run)) == whole
        assert list(search.find(run, "state")) == [key]
