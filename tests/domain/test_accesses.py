"""Who holds an access follows from its entry; what is due, and what a leaver still holds."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.accesses import (
    Access,
    BelongsTo,
    Due,
    Grant,
    Means,
    Right,
    Sort,
    Tie,
    due_days,
    levels_of,
    still_held,
)
from ctohandover.domain.levels import HOLDS, Level
from ctohandover.domain.people import Person, Role
from ctohandover.domain.subjects import Kind, Subject

TODAY = date(2026, 11, 24)
MARC = Person(id="marc", name="Marc Delaunay", role=Role.OUTGOING_CTO, internal=False)
LEA = Person(id="lea", name="Léa Rousseau", role=Role.RELAY, internal=True)
PEOPLE = {"marc": MARC, "lea": LEA}


def access(*grants: Grant, ties: tuple[Tie, ...] = (), **fields: object) -> Access:
    subject = Subject(id="dns", kind=Kind.ACCESS, title="Registrar and DNS")
    return Access(subject=subject, grants=grants, ties=ties, **fields)  # type: ignore[arg-type]


def of(person: str, rights: Right, used: bool = True, revoked: date | None = None) -> Grant:
    return Grant(person_id=person, rights=rights, used_on=TODAY if used else None, revoked_on=revoked)


def his(means: Means) -> Tie:
    return Tie(means=means, belongs_to=BelongsTo.PERSON, person_id="marc")


def test_an_insider_holds_what_they_administer_and_have_used() -> None:
    assert levels_of(access(of("lea", Right.ADMIN)), PEOPLE, TODAY) == {"lea": Level.ALONE}
    assert levels_of(access(of("lea", Right.OWNER)), PEOPLE, TODAY) == {"lea": Level.TEACHES}
    assert levels_of(access(of("lea", Right.ADMIN, used=False)), PEOPLE, TODAY) == {"lea": Level.WITH_HELP}
    assert levels_of(access(of("lea", Right.USER)), PEOPLE, TODAY) == {"lea": Level.WITH_HELP}


def test_a_recovery_mail_of_the_outsider_means_not_held() -> None:
    for means in Means:
        found = levels_of(access(of("lea", Right.OWNER), ties=(his(means),)), PEOPLE, TODAY)
        assert found == {"lea": Level.WITH_HELP, "marc": Level.ALONE}
    companys = Tie(means=Means.MAIL, belongs_to=BelongsTo.COMPANY)
    assert levels_of(access(of("lea", Right.OWNER), ties=(companys,)), PEOPLE, TODAY) == {"lea": Level.TEACHES}


def test_a_right_that_was_taken_back_is_none_from_that_day() -> None:
    one = access(of("lea", Right.OWNER, revoked=TODAY))
    assert levels_of(one, PEOPLE, TODAY) == {"lea": Level.NONE}
    assert levels_of(one, PEOPLE, TODAY - timedelta(days=1)) == {"lea": Level.TEACHES}
    still = access(of("marc", Right.OWNER, revoked=TODAY), ties=(his(Means.PHONE),))
    assert levels_of(still, PEOPLE, TODAY) == {"marc": Level.ALONE}


GRANTS = st.builds(
    Grant,
    person_id=st.sampled_from(["marc", "lea"]),
    rights=st.sampled_from(Right),
    used_on=st.none() | st.just(TODAY),
    revoked_on=st.none() | st.just(TODAY),
)
TIES = st.builds(
    Tie, means=st.sampled_from(Means), belongs_to=st.just(BelongsTo.PERSON), person_id=st.sampled_from(["marc", "lea"])
)


@given(st.lists(GRANTS, unique_by=lambda one: one.person_id), st.lists(TIES, unique_by=lambda one: one.means))
def test_no_insider_holds_what_hangs_on_an_outsider(grants: list[Grant], ties: list[Tie]) -> None:
    found = levels_of(access(*grants, ties=tuple(ties)), PEOPLE, TODAY)
    if any(tie.person_id == "marc" for tie in ties):
        assert found.get("lea", Level.NONE) < HOLDS
        assert found["marc"] >= HOLDS
    assert set(found) <= {"marc", "lea"}


def test_due_days_are_the_soonest_first_and_none_outside() -> None:
    renewed = access(renews=TODAY + timedelta(days=40), notice_days=30)
    bare = access(renews=TODAY + timedelta(days=20))
    found = due_days([renewed, bare], TODAY, TODAY + timedelta(days=40))
    assert [(one.day - TODAY).days for one in found] == [10, 20, 40]
    assert [one.due for one in found] == [Due.NOTICE, Due.RENEWAL, Due.RENEWAL]
    assert due_days([renewed], TODAY, TODAY + timedelta(days=9)) == []


def test_what_a_leaver_still_holds() -> None:
    key = access(of("marc", Right.USER), sort=Sort.KEY)
    (held,) = still_held([key], "marc", TODAY)
    assert held.to_revoke
    assert held.to_rotate
    taken = access(of("marc", Right.USER, revoked=TODAY), sort=Sort.KEY)
    (held,) = still_held([taken], "marc", TODAY)
    assert not held.to_revoke
    assert held.to_rotate
    changed = access(of("marc", Right.USER, revoked=TODAY), sort=Sort.KEY, rotated_on=TODAY)
    assert still_held([changed], "marc", TODAY) == []
    assert [one.means for one in still_held([access(ties=(his(Means.CARD),))], "marc", TODAY)] == [(Means.CARD,)]
    assert still_held([key], "lea", TODAY) == []
