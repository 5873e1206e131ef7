"""Who holds what: the rules one by one, and what must be true of any workspace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.assessments import Assessment, Method, SessionMethod
from ctohandover.domain.departure import departure
from ctohandover.domain.holders import Situation, standings
from ctohandover.domain.ledger import ID, counting, entry_of
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person, Role
from ctohandover.domain.subjects import Criticality, Kind, Subject

DAY = date(2026, 6, 1)
MARC = Person(id="marc", name="Marc", role=Role.OUTGOING_CTO, internal=False)
LEA = Person(id="lea", name="Léa", role=Role.RELAY, internal=True)
KARIM = Person(id="karim", name="Karim", role=Role.MEMBER, internal=True)
TEAM = (MARC, LEA, KARIM)
DECISION = Subject(id="s", kind=Kind.DECISION, title="Event sourcing")
VITAL = replace(DECISION, criticality=Criticality.VITAL)


def said(
    who: str, level: int, *, day: date = DAY, key: str = "1", method: Method = Method.LEAD, by: str = "founder",
    session: SessionMethod | None = None, by_reply: bool = False, subject: str = "s",
) -> Assessment:  # fmt: skip
    return Assessment(
        id=f"{day}-{key}",
        person_id=who,
        subject_id=subject,
        level=Level(level),
        day=day,
        method=method,
        assessor_id=by,
        session_method=session,
        by_reply=by_reply,
    )


def situation(subject: Subject, *entries: Assessment, day: date = DAY) -> Situation:
    return standings([subject], TEAM, entries, day)[subject.id].situation


def test_every_situation() -> None:
    assert situation(DECISION) is Situation.UNKNOWN
    assert situation(DECISION, said("marc", 4)) is Situation.OUTSIDER_ONLY
    assert situation(DECISION, said("marc", 4), said("lea", 2)) is Situation.OUTSIDER_ONLY
    assert situation(DECISION, said("lea", 2)) is Situation.UNHELD
    assert situation(DECISION, said("lea", 3)) is Situation.HELD
    assert situation(VITAL, said("lea", 3)) is Situation.SHORT
    assert situation(VITAL, said("lea", 3), said("karim", 4)) is Situation.HELD


def test_needed_is_two_where_vital_unless_somebody_chose() -> None:
    assert (DECISION.needed, VITAL.needed, replace(VITAL, needed_set=1).needed) == (1, 2, 1)


def test_last_day_is_still_a_day_of_work() -> None:
    leaver = replace(MARC, active_to=DAY)
    entries = [said("marc", 4)]
    assert standings([DECISION], [leaver], entries, DAY)["s"].situation is Situation.OUTSIDER_ONLY
    assert standings([DECISION], [leaver], entries, DAY + timedelta(days=1))["s"].situation is Situation.UNKNOWN


def test_later_assessments_do_not_count_yet() -> None:
    entries = [said("lea", 3, day=DAY + timedelta(days=1))]
    assert situation(DECISION, *entries) is Situation.UNKNOWN
    assert situation(DECISION, *entries, day=DAY + timedelta(days=1)) is Situation.HELD


def test_what_others_say_counts_before_what_one_says_oneself() -> None:
    own = said("lea", 4, day=DAY, method=Method.SELF, by="lea")
    lead = said("lea", 2, day=DAY - timedelta(days=100))
    assert counting([entry_of(own), entry_of(lead)])[ID] == lead.id
    assert counting([entry_of(own)])[ID] == own.id


def test_of_one_day_the_later_entry_counts() -> None:
    first, second = said("lea", 3, key="1"), said("lea", 1, key="2")
    assert counting([entry_of(second), entry_of(first)])[ID] == second.id


@pytest.mark.parametrize(
    ("entry", "vital", "proven"),
    [
        (said("lea", 3), False, False),
        (said("lea", 3, method=Method.DRILL), True, True),
        (said("lea", 3, method=Method.SESSION, session=SessionMethod.TEACH_BACK), True, True),
        (said("lea", 3, method=Method.SESSION, session=SessionMethod.SOLO), True, True),
        (said("lea", 3, method=Method.SESSION, session=SessionMethod.PAIRING), True, False),
        (said("lea", 3, method=Method.DRILL, by="lea"), True, False),
        (said("lea", 3, method=Method.SELF, by="lea", by_reply=True), False, True),
        (said("lea", 3, method=Method.SELF, by="lea", by_reply=True), True, False),
        (said("lea", 2, method=Method.DRILL), False, False),
    ],
)
def test_claimed_or_proven(entry: Assessment, vital: bool, proven: bool) -> None:
    subject = replace(VITAL, needed_set=1) if vital else DECISION
    assert standings([subject], TEAM, [entry], DAY)["s"].proven is proven


def test_a_proof_outlives_a_higher_word_but_not_a_doubt() -> None:
    proof = said("lea", 3, method=Method.DRILL, day=DAY - timedelta(days=20))
    higher = said("lea", 4, day=DAY - timedelta(days=10))
    doubt = said("lea", 2, day=DAY - timedelta(days=5))
    again = said("lea", 3, day=DAY)
    assert standings([DECISION], TEAM, [proof, higher], DAY)["s"].proven
    assert not standings([DECISION], TEAM, [proof, higher, doubt, again], DAY)["s"].proven


def test_age_asks_and_never_lowers() -> None:
    old = said("lea", 3, day=DAY - timedelta(days=366))
    found = standings([DECISION], TEAM, [old], DAY)["s"]
    assert found.situation is Situation.HELD
    assert found.review_due
    assert not standings([DECISION], TEAM, [old], DAY - timedelta(days=1))["s"].review_due


def test_departure_lists_what_the_leaver_alone_held_most_vital_first() -> None:
    low = Subject(id="low", kind=Kind.DECISION, title="Low")
    vital = Subject(id="vital", kind=Kind.SYSTEM, title="Vital", criticality=Criticality.VITAL)
    shared = Subject(id="shared", kind=Kind.SKILL, title="Shared")
    entries = [
        said("lea", 3, subject="low"),
        said("lea", 4, subject="vital"),
        said("lea", 3, subject="shared"),
        said("karim", 3, subject="shared"),
        said("marc", 4, subject="low"),
    ]
    losses = departure([low, vital, shared], TEAM, entries, {"lea"}, DAY)
    assert [loss.after.subject.id for loss in losses] == ["vital", "low"]
    assert [loss.after.situation for loss in losses] == [Situation.UNKNOWN, Situation.OUTSIDER_ONLY]


def test_an_access_that_only_the_leaver_had_is_in_nobodys_hands_and_not_unknown() -> None:
    """Its register names everybody: who is not in it was asked."""
    access = Subject(id="a", kind=Kind.ACCESS, title="Registrar")
    losses = departure([access, DECISION], TEAM, [said("marc", 4), said("marc", 4, subject="a")], {"marc"}, DAY)
    assert {loss.after.subject.id: loss.after.situation for loss in losses} == {
        "a": Situation.UNHELD, "s": Situation.UNKNOWN,
    }  # fmt: skip
    assert standings([access], TEAM, [said("marc", 4, subject="a")], DAY - timedelta(days=400))["a"].known is False


def test_departure_past_the_last_day_still_says_what_the_leaving_costs() -> None:
    leaver = replace(MARC, active_to=DAY)
    losses = departure([DECISION], [leaver, LEA], [said("marc", 4)], {"marc"}, DAY + timedelta(days=30))
    assert [loss.before.situation for loss in losses] == [Situation.OUTSIDER_ONLY]


def test_decisions_that_do_not_stand_are_no_loss() -> None:
    gone = replace(DECISION, standing=False)
    assert departure([gone], TEAM, [said("marc", 4)], {"marc"}, DAY) == []


# --- properties: of any people and any assessments

levels = st.sampled_from(Level)
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
people = st.lists(
    st.builds(
        Person,
        id=st.sampled_from("abcdefgh"),
        name=st.just("x"),
        role=st.just(Role.MEMBER),
        internal=st.booleans(),
        active_from=st.none() | days,
        active_to=st.none() | days,
    ),
    unique_by=lambda person: person.id,
    max_size=8,
)
subjects = st.builds(
    Subject,
    id=st.just("s"),
    kind=st.sampled_from(Kind),
    title=st.just("x"),
    criticality=st.sampled_from(Criticality),
    needed_set=st.none() | st.integers(0, 4),
)


@st.composite
def workspaces(draw: st.DrawFn) -> tuple[Subject, list[Person], list[Assessment], date]:
    team = draw(people)
    entries = []
    for number in range(draw(st.integers(0, 12))):
        entries.append(
            Assessment(
                id=f"{number:03}",
                person_id=draw(st.sampled_from("abcdefgh")),
                subject_id="s",
                level=draw(levels),
                day=draw(days),
                method=draw(st.sampled_from(Method)),
                assessor_id=draw(st.none() | st.sampled_from("abcdefgh")),
                session_method=draw(st.none() | st.sampled_from(SessionMethod)),
                by_reply=draw(st.booleans()),
            )
        )
    return draw(subjects), team, entries, draw(days)


@given(workspaces())
def test_a_new_holder_never_lowers_coverage(made: tuple[Subject, list[Person], list[Assessment], date]) -> None:
    subject, team, entries, day = made
    before = standings([subject], team, entries, day)["s"]
    new = Person(id="new", name="New", role=Role.MEMBER, internal=True)
    entry = Assessment(
        id="999", person_id="new", subject_id="s", level=Level.ALONE, day=day, method=Method.LEAD, assessor_id="a"
    )
    after = standings([subject], [*team, new], [*entries, entry], day)["s"]
    assert len(after.inside) == len(before.inside) + 1
    assert after.coverage >= before.coverage
    assert after.situation not in (Situation.OUTSIDER_ONLY, Situation.UNHELD, Situation.UNKNOWN)


@given(workspaces(), st.sets(st.sampled_from("abcdefgh")))
def test_leaving_never_raises_coverage(
    made: tuple[Subject, list[Person], list[Assessment], date], leaving: set[str]
) -> None:
    subject, team, entries, day = made
    before = standings([subject], team, entries, day)["s"]
    after = standings([subject], [person for person in team if person.id not in leaving], entries, day)["s"]
    assert len(after.inside) <= len(before.inside)
    assert len(after.outside) <= len(before.outside)
    assert after.coverage <= before.coverage


@given(workspaces())
def test_situations_say_what_they_mean(made: tuple[Subject, list[Person], list[Assessment], date]) -> None:
    subject, team, entries, day = made
    found = standings([subject], team, entries, day)["s"]
    active = {person.id: person for person in team if person.active_on(day)}
    assessed = {entry.person_id for entry in entries if entry.day <= day and entry.person_id in active}
    told = subject.kind is Kind.ACCESS and any(entry.day <= day for entry in entries)
    assert found.known is (bool(assessed) or told)
    assert {holding.person_id for holding in (*found.inside, *found.outside, *found.others)} == assessed
    assert all(active[holding.person_id].internal for holding in found.inside)
    assert not any(active[holding.person_id].internal for holding in found.outside)
    low, high = found.coverage_range
    assert 0 <= low <= found.coverage <= high <= 1
    expected = {
        Situation.UNKNOWN: not assessed and not told,
        Situation.OUTSIDER_ONLY: not found.inside and bool(found.outside),
        Situation.UNHELD: (bool(assessed) or told) and not found.inside and not found.outside,
        Situation.SHORT: 0 < len(found.inside) < subject.needed,
        Situation.HELD: bool(found.inside) and len(found.inside) >= subject.needed,
    }
    assert [situation for situation, holds in expected.items() if holds] == [found.situation]


@given(workspaces())
def test_order_of_entry_in_memory_does_not_matter(made: tuple[Subject, list[Person], list[Assessment], date]) -> None:
    subject, team, entries, day = made
    assert standings([subject], team, entries, day) == standings([subject], team[::-1], entries[::-1], day)


@given(workspaces(), st.sets(st.sampled_from("abcdefgh")))
def test_departure_is_part_of_what_the_leavers_held(
    made: tuple[Subject, list[Person], list[Assessment], date], leaving: set[str]
) -> None:
    subject, team, entries, day = made
    for loss in departure([subject], team, entries, leaving, day):
        held = {holding.person_id for holding in (*loss.before.inside, *loss.before.outside)}
        assert held & leaving
        assert not loss.after.inside
