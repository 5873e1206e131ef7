"""The rules of the checklist: due days, states, who may sign, no cycle."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.people import Person, Role
from ctohandover.domain.transition import (
    DONE,
    Act,
    Evidence,
    EvidenceKind,
    Item,
    Phase,
    Progress,
    Signoff,
    State,
    closes_a_cycle,
    due_day,
    fitted_offset,
    is_overdue,
    refitted,
    refusal_to_leave_out,
    refusal_to_sign,
    signers,
    state_of,
)

DAY = date(2026, 11, 24)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
OFFSETS = st.integers(-400, 400)


def person(key: str, role: Role, *, internal: bool = True, until: date | None = None) -> Person:
    return Person(id=key, name=key.title(), role=role, internal=internal, active_to=until)


MARC = person("marc", Role.OUTGOING_CTO, internal=False)
LEA = person("lea", Role.RELAY)
INES = person("ines", Role.FOUNDER)
PAUL = person("paul", Role.MEMBER)
TEAM = (MARC, LEA, INES, PAUL)


def item(**fields: object) -> Item:
    values: dict[str, Any] = {"id": "i", "title": "Do it", "phase": Phase.MAP, "owner_id": "marc"}
    return Item(**{**values, "signer_role": Role.RELAY, **fields})


def proof(by: str | None = "marc") -> Evidence:
    return Evidence(id="e", item_id="i", kind=EvidenceKind.TEXT, day=DAY, person_id=by, text="done")


def sign(act: Act, day: date, key: str = "s1") -> Signoff:
    return Signoff(id=key, item_id="i", person_id="lea", day=day, act=act)


@given(day=DAYS, offset=OFFSETS, set_day=st.none() | DAYS)
def test_due_days_are_always_legal(day: date, offset: int, set_day: date | None) -> None:
    due = due_day(item(offset_days=offset, due_set=set_day), day)
    assert due == (set_day or day + timedelta(days=offset))
    assert due_day(item(offset_days=offset, due_set=set_day), None) == set_day


def test_month_ends_and_the_leap_day() -> None:
    assert due_day(item(offset_days=-30), date(2028, 3, 30)) == date(2028, 2, 29)
    assert due_day(item(offset_days=-30), date(2027, 3, 30)) == date(2027, 2, 28)
    assert due_day(item(offset_days=90), date(2027, 11, 30)) == date(2028, 2, 28)


@given(offset=OFFSETS, left=st.integers(-500, 500))
def test_nothing_is_born_overdue_and_the_order_stays(offset: int, left: int) -> None:
    fitted = fitted_offset(offset, left)
    if left >= 90 or offset >= 0:
        assert fitted == offset
    elif left >= 0:
        assert DAY + timedelta(days=left + fitted) >= DAY
        assert fitted <= 0
    else:
        assert fitted == 0
    assert fitted_offset(offset, left) <= fitted_offset(offset + 1, left)


@given(offsets=st.dictionaries(st.text(max_size=3), OFFSETS, max_size=8), left=st.integers(0, 400))
def test_refitting_leaves_nothing_late_and_keeps_the_order(offsets: dict[str, int], left: int) -> None:
    new = refitted(offsets, left)
    assert new.keys() == offsets.keys()
    assert all(value >= -left for value in new.values())
    assert all(new[key] == value for key, value in offsets.items() if value >= 0)
    keys = sorted(offsets, key=lambda key: offsets[key])
    assert [new[key] for key in keys] == sorted(new[key] for key in keys)


@given(
    acts=st.lists(st.tuples(st.sampled_from(list(Act)), DAYS), max_size=6),
    progress=st.sampled_from(list(Progress)),
    as_of=DAYS,
    stale=st.none() | st.integers(1, 400),
)
def test_states_are_always_legal(
    acts: list[tuple[Act, date]], progress: Progress, as_of: date, stale: int | None
) -> None:
    entry = item(progress=progress, stale_after=stale)
    entries = [sign(act, day, f"s{number:03}") for number, (act, day) in enumerate(acts)]
    state = state_of(entry, entries, as_of)
    counted = [one for one in entries if one.day <= as_of]
    if not counted:
        assert state is State(progress.value)
    if state in (State.VERIFIED, State.STALE):
        assert any(one.act is Act.VERIFIED for one in counted)
    if state is State.STALE:
        assert stale is not None
    # Nothing later than the day that is looked at changes what is told of it.
    assert state == state_of(entry, counted, as_of)
    assert not (state in DONE and is_overdue(state, as_of - timedelta(days=1), as_of))


def test_a_withdrawn_sign_off_leaves_the_item_where_its_progress_says() -> None:
    entry = item(progress=Progress.GIVEN, stale_after=90)
    signed = [sign(Act.VERIFIED, DAY, "s1"), sign(Act.WITHDRAWN, DAY + timedelta(days=5), "s2")]
    assert state_of(entry, signed, DAY + timedelta(days=4)) is State.VERIFIED
    assert state_of(entry, signed, DAY + timedelta(days=5)) is State.GIVEN
    assert state_of(entry, signed[:1], DAY + timedelta(days=90)) is State.VERIFIED
    assert state_of(entry, signed[:1], DAY + timedelta(days=91)) is State.STALE


def test_overdue_is_what_is_open_after_its_day() -> None:
    yesterday = DAY - timedelta(days=1)
    assert is_overdue(State.GIVEN, yesterday, DAY)
    assert not is_overdue(State.GIVEN, DAY, DAY)
    assert not is_overdue(State.VERIFIED, yesterday, DAY)
    assert not is_overdue(State.TODO, None, DAY)


def test_the_doer_never_signs() -> None:
    assert refusal_to_sign(item(signer_id="marc"), MARC, TEAM, [proof()], [], DAY) == "sign-own-item"
    assert refusal_to_sign(item(), LEA, TEAM, [proof()], [], DAY) == ""
    # Whoever gave the evidence is a doer too.
    assert refusal_to_sign(item(), LEA, TEAM, [proof("lea")], [], DAY) == "sign-own-item"
    assert refusal_to_sign(item(), PAUL, TEAM, [proof()], [], DAY) == "sign-not-yours"


@given(owner=st.sampled_from(TEAM), role=st.sampled_from(list(Role)), named=st.none() | st.sampled_from(TEAM))
def test_nobody_who_did_it_is_ever_among_the_signers(owner: Person, role: Role, named: Person | None) -> None:
    entry = item(owner_id=owner.id, signer_role=role, signer_id=named.id if named else None)
    may = signers(entry, TEAM, {owner.id}, DAY)
    assert owner not in may
    assert may  # somebody always can
    for someone in TEAM:
        refused = refusal_to_sign(entry, someone, TEAM, [proof(owner.id)], [], DAY)
        assert (refused == "") == (someone in may)


def test_a_blocker_needs_evidence_and_what_it_waits_for() -> None:
    blocker = item(blocker=True)
    assert refusal_to_sign(blocker, LEA, TEAM, [], [], DAY) == "sign-no-evidence"
    assert refusal_to_sign(item(), LEA, TEAM, [], [], DAY) == ""
    assert refusal_to_sign(blocker, LEA, TEAM, [proof()], [item(id="other")], DAY) == "item-waits"


def test_the_relay_stands_in_until_the_successor_is_there() -> None:
    entry = item(signer_role=Role.INCOMING_CTO)
    assert signers(entry, TEAM, {"marc"}, DAY) == [LEA]
    new = person("noa", Role.INCOMING_CTO)
    assert signers(entry, (*TEAM, new), {"marc"}, DAY) == [new]


def test_the_same_person_twice_asks_for_a_second_signer() -> None:
    assert signers(item(owner_id="lea"), TEAM, {"lea"}, DAY) == [INES]
    assert signers(item(owner_id="ines", signer_role=Role.FOUNDER), TEAM, {"ines"}, DAY) == [LEA, PAUL]


def test_leaving_out_takes_a_reason_and_the_founder() -> None:
    assert refusal_to_leave_out(INES, "  ") == "leave-out-reason"
    assert refusal_to_leave_out(LEA, "No servers") == "leave-out-founder"
    assert refusal_to_leave_out(INES, "No servers") == ""


@given(edges=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=30))
def test_no_cycle_can_be_stored(edges: list[tuple[int, int]]) -> None:
    waits: dict[str, list[str]] = {}
    for one, other in edges:
        if not closes_a_cycle(waits, str(one), str(other)):
            waits.setdefault(str(one), []).append(str(other))
    left = dict(waits)
    while left:  # whatever waits for nothing that is left can go: all of it goes in the end
        free = [key for key, on in left.items() if not any(target in left for target in on)]
        assert free
        for key in free:
            del left[key]
