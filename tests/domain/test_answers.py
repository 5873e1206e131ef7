"""The three answers: the check values, the rules one by one, and what must be true of any workspace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.answers import (
    Grip,
    Leaving,
    Verdict,
    can_leave,
    months_later,
    share,
    when_to_search,
)
from ctohandover.domain.assessments import Assessment, Method
from ctohandover.domain.growth import THRESHOLDS, Need, Reading, Signal, growth
from ctohandover.domain.holders import standings
from ctohandover.domain.ledger import Ledger
from ctohandover.domain.people import Person
from ctohandover.domain.subjects import Criticality, Kind, Subject
from tests.domain.test_holders import DAY, KARIM, LEA, MARC, TEAM, said, workspaces

PAUL = replace(KARIM, id="paul", name="Paul")


def subject(
    key: str, kind: Kind = Kind.SKILL, criticality: Criticality = Criticality.LOW, needed: int | None = None
) -> Subject:
    return Subject(id=key, kind=kind, title=key, criticality=criticality, needed_set=needed)


def leaving(
    subjects: list[Subject], *entries: Assessment, people: tuple[Person, ...] = TEAM, blockers: tuple[str, ...] = ()
) -> Leaving:
    return can_leave(subjects, people, Ledger.of(entries), ["marc"], DAY, blockers=blockers)


def shares(
    subjects: list[Subject], *entries: Assessment, people: tuple[Person, ...] = (*TEAM, PAUL)
) -> tuple[float, float] | None:
    return share(standings(subjects, people, entries, DAY).values())


def test_check_value_accesses() -> None:
    accesses = [subject(f"a{n}", Kind.ACCESS, needed=2) for n in range(10)]
    entries = [said("marc", 4, subject=f"a{n}") for n in range(3)]
    entries += [said("lea", 3, subject=f"a{n}") for n in range(3, 10)]
    entries += [said("karim", 3, subject=f"a{n}") for n in range(7, 10)]
    assert shares(accesses, *entries) == pytest.approx((0.5, 0.5))


def test_check_value_skills() -> None:
    skills = [
        subject("vital", criticality=Criticality.VITAL, needed=2),
        subject("high", criticality=Criticality.HIGH, needed=2),
        subject("low", needed=2),
    ]
    entries = [said("lea", 3, subject="vital"), said("lea", 1, subject="high")]
    entries += [said("lea", 3, subject="low"), said("karim", 3, subject="low")]
    assert shares(skills, *entries) == pytest.approx((3 / 7, 3 / 7))


def test_check_value_decisions_and_what_is_unknown_gives_a_range() -> None:
    decisions = [subject(f"d{n}", Kind.DECISION) for n in range(20)]
    entries = [said("lea", 3, subject=f"d{n}") for n in range(14)]
    entries += [said("marc", 4, subject=f"d{n}") for n in range(14, 20)]
    assert shares(decisions, *entries) == pytest.approx((0.7, 0.7))
    assert shares([*decisions, subject("never")], *entries) == pytest.approx((14 / 21, 15 / 21))
    assert shares([]) is None


def test_low_ones_never_outweigh_vital_ones() -> None:
    vital = [subject(f"v{n}", Kind.ACCESS, Criticality.VITAL) for n in range(4)]
    entries = [said("marc", 4, subject=one.id) for one in vital]
    for count in (0, 23, 200):
        low = [subject(f"l{n}", Kind.ACCESS) for n in range(count)]
        held = [said("lea", 4, subject=one.id) for one in low]
        found = leaving([*vital, *low], *entries, *held)
        assert (found.verdict, found.vital, found.count(Grip.LEAVERS_ONLY)) == (Verdict.NO, 4, 4)


VITAL = subject("s", criticality=Criticality.VITAL)
DRILL = Method.DRILL


@pytest.mark.parametrize(
    ("entries", "grip", "verdict"),
    [
        ((), Grip.UNKNOWN, Verdict.NOT_KNOWN),
        ((said("marc", 4),), Grip.LEAVERS_ONLY, Verdict.NO),
        ((said("marc", 4), said("lea", 2)), Grip.LEAVERS_ONLY, Verdict.NO),
        ((said("marc", 2), said("lea", 2)), Grip.NOBODY, Verdict.RISK),
        ((said("marc", 4), said("lea", 3)), Grip.SHORT, Verdict.RISK),
        ((said("lea", 3), said("karim", 3)), Grip.CLAIMED, Verdict.RISK),
        ((said("lea", 3, method=DRILL), said("karim", 3)), Grip.CLAIMED, Verdict.RISK),
        ((said("lea", 3, method=DRILL), said("karim", 3, method=DRILL)), Grip.PROVEN, Verdict.YES),
    ],
)
def test_one_vital_subject(entries: tuple[Assessment, ...], grip: Grip, verdict: Verdict) -> None:
    found = leaving([VITAL], *entries)
    assert (found.count(grip), found.verdict) == (1, verdict)


def test_a_leaver_inside_is_no_holder_either() -> None:
    inside = replace(MARC, internal=True)
    found = leaving([VITAL], said("marc", 4), people=(inside, LEA))
    assert (found.count(Grip.LEAVERS_ONLY), found.verdict) == (1, Verdict.NO)


def test_the_last_day_of_a_leaver_may_be_before_the_day_that_is_asked_about() -> None:
    gone = replace(MARC, active_to=DAY - timedelta(days=30))
    assert leaving([VITAL], said("marc", 4), people=(gone, LEA)).verdict is Verdict.NO


def test_an_open_blocker_is_a_no_and_nothing_vital_is_no_yes() -> None:
    proofs = said("lea", 3, method=DRILL), said("karim", 3, method=DRILL)
    assert leaving([VITAL], *proofs, blockers=("item",)).verdict is Verdict.NO
    assert leaving([subject("s")], *proofs).verdict is Verdict.NOT_KNOWN


def test_a_fifth_unknown_is_a_risk_and_more_is_not_known() -> None:
    five = [subject(f"v{n}", criticality=Criticality.VITAL, needed=1) for n in range(5)]
    proofs = [said("lea", 3, method=DRILL, subject=one.id) for one in five]
    assert leaving(five, *proofs).verdict is Verdict.YES
    assert leaving(five, *proofs[1:]).verdict is Verdict.RISK
    assert leaving(five, *proofs[2:]).verdict is Verdict.NOT_KNOWN


@given(workspaces(), st.data())
def test_every_vital_subject_stands_in_one_place_and_a_no_stays_a_no(
    made: tuple[Subject, list[Person], list[Assessment], date], data: st.DataObject
) -> None:
    one_subject, people, entries, day = made
    subjects = [one_subject, replace(one_subject, id="never asked about")]
    ledger = Ledger.of(entries)
    leavers = data.draw(st.lists(st.sampled_from([person.id for person in people]), unique=True)) if people else []
    found = can_leave(subjects, people, ledger, leavers, day)
    counted = [one.id for one in subjects if one.standing and one.criticality is Criticality.VITAL]
    assert sorted(one.subject.id for held in found.by_grip.values() for one in held) == sorted(counted)
    more = [replace(one, id=f"{one.id}+", criticality=Criticality.LOW) for one in subjects]
    assert can_leave([*subjects, *more], people, ledger, leavers, day).verdict is found.verdict
    # The more people leave, the more hangs on them alone.
    everybody = can_leave(subjects, people, ledger, [person.id for person in people], day)
    assert everybody.count(Grip.LEAVERS_ONLY) >= found.count(Grip.LEAVERS_ONLY)


@given(workspaces())
def test_a_share_lies_between_what_it_may_be(made: tuple[Subject, list[Person], list[Assessment], date]) -> None:
    one_subject, people, entries, day = made
    subjects = [one_subject, replace(one_subject, id="never asked about")]
    found = standings(subjects, people, entries, day)
    held = share(found.values())
    assert (held is None) == (not found)
    if held is not None:
        low, high = held
        known = sum(one.subject.criticality.weight * one.coverage for one in found.values() if one.known)
        whole = sum(one.subject.criticality.weight for one in found.values())
        assert 0 <= low <= high <= 1
        assert low == pytest.approx(known / whole)


def reading(signal: Signal, value: int | None, *, key: str = "1", day: date = DAY, threshold: int = 0) -> Reading:
    return Reading(id=key, signal=signal, value=value, threshold=threshold or THRESHOLDS[signal], day=day)


def test_growth_half_a_third_and_less() -> None:
    signals = list(Signal)[:6]

    def need(met: int) -> Need:
        values = [THRESHOLDS[one] if at < met else 0 for at, one in enumerate(signals)]
        return growth([reading(one, value) for one, value in zip(signals, values, strict=True)], DAY).need

    assert [need(met) for met in range(5)] == [Need.NOT_YET, Need.NOT_YET, Need.PERHAPS, Need.PROBABLY, Need.PROBABLY]


def test_unknown_signals_are_counted_apart_and_said_first_where_they_are_most() -> None:
    assert growth([], DAY).need is Need.NOT_KNOWN
    found = growth([reading(Signal.DEVELOPERS, 11), reading(Signal.INVESTOR, None)], DAY)
    assert (found.need, len(found.known), found.unknown, found.mostly_unknown) == (Need.PROBABLY, 1, 7, True)


def test_the_latest_reading_up_to_the_day_counts() -> None:
    early, late = DAY - timedelta(days=10), DAY + timedelta(days=1)
    told = [
        reading(Signal.DEVELOPERS, 5, key="1", day=early),
        reading(Signal.DEVELOPERS, 9, key="2"),
        reading(Signal.DEVELOPERS, 7, key="3"),
        reading(Signal.DEVELOPERS, 20, key="4", day=late),
    ]
    counted = growth(told, DAY).readings[Signal.DEVELOPERS]
    assert counted is not None
    assert (counted.value, counted.met) == (7, False)
    assert growth([reading(Signal.DEVELOPERS, 7, threshold=6)], DAY).met


def test_the_search_starts_notice_and_search_before_the_arrival() -> None:
    found = when_to_search(DAY, date(2027, 6, 1), date(2027, 1, 9))
    assert (found.wanted, found.start, found.interim_from) == (True, date(2026, 12, 1), date(2027, 1, 9))
    assert when_to_search(DAY, date(2027, 6, 1), None, notice_months=1, search_months=6).start == date(2026, 11, 1)
    assert when_to_search(DAY, date(2027, 6, 1), date(2027, 6, 1)).interim_from is None
    today = when_to_search(DAY, None, date(2026, 7, 1))
    assert (today.wanted, today.start, today.arrival) == (False, DAY, date(2026, 12, 1))
    assert today.interim_from == date(2026, 7, 1)


def test_months_end_where_the_month_does() -> None:
    assert months_later(date(2027, 8, 31), -6) == date(2027, 2, 28)
    assert months_later(date(2028, 8, 31), -6) == date(2028, 2, 29)
    assert months_later(date(2026, 12, 15), 1) == date(2027, 1, 15)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-60, 60))
def test_months_there_and_back_lose_at_most_the_end_of_a_month(day: date, months: int) -> None:
    back = months_later(months_later(day, months), -months)
    assert timedelta() <= day - back <= timedelta(days=3)
