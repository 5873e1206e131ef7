"""The register of accesses through its service: holding follows from an entry, is dated, and comes back on undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Right, Sort, Tie, due_days
from ctohandover.domain.holders import Situation, standings
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.errors import Conflict, Invalid
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.storage import reads, search
from ctohandover.storage.access_reads import accesses
from ctohandover.storage.checkup import check_up
from tests.conftest import TODAY

EARLIER = TODAY - timedelta(days=100)


@pytest.fixture
def who(services: Services) -> dict[str, Person]:
    with services.store.reading() as run:
        return {person.name.split()[0]: person for person in reads.people(run)}


def entry(title: str = "Registrar and DNS", **fields: object) -> Access:
    subject = Subject(id="", kind=Kind.ACCESS, title=title, criticality=Criticality.VITAL, needed_set=1)
    return Access(subject=subject, sort=Sort.DOMAIN, **fields)  # type: ignore[arg-type]


def only(services: Services) -> Access:
    with services.store.reading() as run:
        (found,) = accesses(run)
    return found


def situation(services: Services, day: date = TODAY) -> tuple[Situation, bool, bool]:
    """(situation, proven, review due) of the one access."""
    with services.store.reading() as run:
        subjects = [subject for subject in reads.subjects(run) if subject.kind is Kind.ACCESS]
        (found,) = standings(subjects, reads.people(run), reads.ledger(run), day).values()
    return found.situation, found.proven, found.review_due


def marcs(who: dict[str, Person]) -> Access:
    """Marc owns it, and the second factor is his phone."""
    return entry(
        grants=(Grant(person_id=who["Marc"].id, rights=Right.OWNER, used_on=EARLIER),),
        ties=(Tie(means=Means.FACTOR, belongs_to=BelongsTo.PERSON, person_id=who["Marc"].id, detail="his phone"),),
        address="https://registrar.example",
    )


def test_an_access_moves_from_the_outsider_to_an_insider(services: Services, who: dict[str, Person]) -> None:
    services.accesses.save(None, marcs(who), EARLIER)
    assert situation(services)[0] is Situation.OUTSIDER_ONLY
    lea = who["Léa"].id
    services.accesses.grant(only(services), lea, Right.ADMIN, TODAY)
    services.accesses.used(only(services), lea, TODAY, TODAY)
    assert situation(services)[0] is Situation.OUTSIDER_ONLY  # his phone can still take it back
    services.accesses.tie(only(services), Tie(means=Means.FACTOR, belongs_to=BelongsTo.COMPANY), TODAY)
    assert situation(services) == (Situation.HELD, True, False)
    assert situation(services, TODAY - timedelta(days=1))[0] is Situation.OUTSIDER_ONLY  # as it was then
    services.accesses.revoke(only(services), who["Marc"].id, TODAY)
    with services.store.reading() as run:
        last = reads.entries(run, limit=2)
    assert [item.label for item in last] == ["access-revoked", "access-tied"]
    for step in last:
        services.undo(step.id)
    assert situation(services)[0] is Situation.OUTSIDER_ONLY
    assert check_up(services.store.path).problems == []


def test_a_use_long_ago_asks_for_a_review(services: Services, who: dict[str, Person]) -> None:
    lea = Grant(person_id=who["Léa"].id, rights=Right.ADMIN, used_on=EARLIER)
    services.accesses.save(None, entry(grants=(lea,)), TODAY)
    assert situation(services) == (Situation.HELD, True, True)
    services.accesses.used(only(services), lea.person_id, TODAY, TODAY)
    assert situation(services) == (Situation.HELD, True, False)
    with services.store.reading() as run:
        said = reads.assessments(run)
    services.accesses.used(only(services), lea.person_id, TODAY, TODAY)
    with services.store.reading() as run:
        assert reads.assessments(run) == said  # nothing new is written down twice


def test_a_use_corrected_to_an_earlier_day_proves_nothing_later(services: Services, who: dict[str, Person]) -> None:
    """ "Used today" was a slip: it was long ago, and asks for a review again."""
    lea = Grant(person_id=who["Léa"].id, rights=Right.ADMIN, used_on=EARLIER)
    services.accesses.save(None, entry(grants=(lea,)), EARLIER)
    services.accesses.used(only(services), lea.person_id, TODAY, TODAY)
    assert situation(services) == (Situation.HELD, True, False)
    services.accesses.used(only(services), lea.person_id, EARLIER, TODAY)
    assert situation(services) == (Situation.HELD, True, True)
    with services.store.reading() as run:
        (row,) = reads.assessments(run)
        (last, *_) = reads.entries(run, limit=1)
    assert row.day == EARLIER
    services.undo(last.id)
    assert situation(services) == (Situation.HELD, True, False)


def test_a_use_that_never_was_leaves_what_was_before(services: Services, who: dict[str, Person]) -> None:
    lea = Grant(person_id=who["Léa"].id, rights=Right.ADMIN, used_on=None)
    services.accesses.save(None, entry(grants=(lea,)), EARLIER)
    before = situation(services)
    assert before[0] is Situation.UNHELD  # a right that nobody used is no access yet
    services.accesses.used(only(services), lea.person_id, TODAY, TODAY)
    assert situation(services)[:2] == (Situation.HELD, True)
    now = only(services)
    services.accesses.save(now, replace(now, grants=(lea,)), TODAY)
    assert situation(services) == before
    assert check_up(services.store.path).problems == []


def told(services: Services) -> list[tuple[date, int, str]]:
    with services.store.reading() as run:
        return sorted((row.day, int(row.level), row.method.value) for row in reads.assessments(run))


def test_correcting_a_use_takes_no_level_out_of_the_past(services: Services, who: dict[str, Person]) -> None:
    """The right was given and used on one day: the day of the use moves, and the access is held since."""
    lea, day = who["Léa"].id, TODAY - timedelta(days=30)
    services.accesses.save(None, entry(grants=(Grant(person_id=lea, rights=Right.USER),)), EARLIER)
    services.accesses.grant(only(services), lea, Right.ADMIN, day)
    services.accesses.used(only(services), lea, day, day)
    assert told(services) == [(EARLIER, 2, "lead"), (day, 3, "drill")]
    services.accesses.used(only(services), lea, day - timedelta(days=1), TODAY)
    assert told(services) == [(EARLIER, 2, "lead"), (day - timedelta(days=1), 3, "drill")]
    services.accesses.used(only(services), lea, EARLIER - timedelta(days=9), TODAY)
    assert told(services) == [(EARLIER, 2, "lead"), (day - timedelta(days=1), 3, "lead")]
    assert situation(services, TODAY - timedelta(days=10))[:2] == (Situation.HELD, False)


def test_an_outsider_holds_it_whether_they_used_it_or_not(services: Services, who: dict[str, Person]) -> None:
    day = TODAY - timedelta(days=30)
    grant = Grant(person_id=who["Marc"].id, rights=Right.OWNER, used_on=day)
    services.accesses.save(None, entry(grants=(grant,)), day)
    now = only(services)
    services.accesses.save(now, replace(now, grants=(replace(grant, used_on=None),)), TODAY)
    assert told(services) == [(day, 4, "lead")]
    assert situation(services, day)[0] is Situation.OUTSIDER_ONLY


def test_an_insider_who_never_used_it_held_it_never(services: Services, who: dict[str, Person]) -> None:
    day = TODAY - timedelta(days=30)
    grant = Grant(person_id=who["Léa"].id, rights=Right.ADMIN, used_on=day)
    services.accesses.save(None, entry(grants=(grant,)), day)
    assert told(services) == [(day, 3, "drill")]
    now = only(services)
    services.accesses.save(now, replace(now, grants=(replace(grant, used_on=None),)), TODAY)
    assert told(services) == [(day, 2, "lead")]
    (last,) = _entries(services)
    services.undo(last)
    assert told(services) == [(day, 3, "drill")]
    assert check_up(services.store.path).problems == []


def _entries(services: Services) -> list[str]:
    with services.store.reading() as run:
        return [entry.id for entry in reads.entries(run, limit=1)]


def test_an_access_that_is_moved_long_after_it_was_used_proves_nothing_that_day(
    services: Services, who: dict[str, Person]
) -> None:
    lea = Grant(person_id=who["Léa"].id, rights=Right.ADMIN, used_on=TODAY - timedelta(days=400))
    access = marcs(who)
    services.accesses.save(None, replace(access, grants=(*access.grants, lea)), TODAY - timedelta(days=500))
    assert situation(services)[0] is Situation.OUTSIDER_ONLY
    services.accesses.move_to_company(only(services), [tie.means for tie in access.ties], TODAY)
    assert situation(services)[:2] == (Situation.HELD, False)  # claimed: nobody used it since
    assert situation(services, TODAY - timedelta(days=1))[0] is Situation.OUTSIDER_ONLY  # as it was then
    services.accesses.used(only(services), lea.person_id, TODAY, TODAY)
    assert situation(services) == (Situation.HELD, True, False)


def test_a_notice_before_the_calendar_begins_breaks_nothing() -> None:
    found = entry(renews=date(5, 1, 1), notice_days=3_650)
    assert found.notice_by is None
    assert due_days([found], TODAY, TODAY + timedelta(days=700)) == []


def test_levels_of_an_access_are_not_asked_twice(services: Services, who: dict[str, Person]) -> None:
    key = services.accesses.save(None, marcs(who), TODAY)
    with pytest.raises(Invalid) as caught:
        services.holding.assess(NewAssessment(person_id=who["Léa"].id, subject_id=key, level=Level.ALONE, day=TODAY))
    assert caught.value.code == "access-level"


def test_an_outsider_who_is_hired_is_an_insider_there_as_well(services: Services, who: dict[str, Person]) -> None:
    services.accesses.save(None, marcs(who), TODAY)
    services.people.change(who["Marc"], internal=True)
    assert situation(services)[0] is Situation.HELD


def test_a_stale_entry_is_refused_also_where_only_a_row_is_gone(services: Services, who: dict[str, Person]) -> None:
    services.accesses.save(None, marcs(who), TODAY)
    seen = only(services)
    services.accesses.untie(seen, Means.FACTOR, TODAY)
    with pytest.raises(Conflict):
        services.accesses.rotated(seen, TODAY)
    services.accesses.rotated(only(services), TODAY)
    assert only(services).rotated_on == TODAY


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (entry("  "), "access-title-empty"),
        (entry(notice_days=30), "notice-no-renewal"),
        (entry(renews=TODAY, notice_days=-1), "notice-range"),
        (entry(cost=-1), "cost-range"),
        (entry(renews=date(5, 1, 1), notice_days=3_650), "access-day-range"),
        (entry(grants=(Grant(person_id="x", rights=Right.USER, used_on=date(1, 1, 1)),)), "access-day-range"),
        (entry(ties=(Tie(means=Means.MAIL, belongs_to=BelongsTo.PERSON),)), "tie-no-person"),
    ],
)
def test_what_cannot_be_is_refused(services: Services, bad: Access, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        services.accesses.save(None, bad, TODAY)
    assert caught.value.code == code
    with services.store.reading() as run:
        assert accesses(run) == []


def test_two_of_one_name_are_refused(services: Services) -> None:
    with pytest.raises(Invalid) as caught:
        services.accesses.add_many([entry("Stripe"), entry("stripe")], TODAY)
    assert caught.value.code == "subject-title-taken"
    with services.store.reading() as run:
        assert accesses(run) == []


def test_an_entry_is_found_changed_removed_and_comes_back(services: Services, who: dict[str, Person]) -> None:
    key = services.accesses.save(None, marcs(who), TODAY)
    before = only(services)
    services.accesses.save(before, replace(before, supplier="Gandi", cost=120, shared=True), TODAY)
    after = only(services)
    assert (after.supplier, after.cost, after.shared, after.grants) == ("Gandi", 120, True, before.grants)
    with services.store.reading() as run:
        assert list(search.find(run, "gandi")) == [key]
    services.accesses.remove({key: after.subject.title})
    with services.store.reading() as run:
        assert accesses(run) == []
        last = reads.entries(run, limit=1)[0]
    services.undo(last.id)
    assert replace(only(services), version="") == replace(after, version="")
    assert check_up(services.store.path).problems == []


def test_a_person_who_is_named_in_the_register_stays(services: Services, who: dict[str, Person]) -> None:
    services.accesses.save(
        None, entry(ties=(Tie(means=Means.CARD, belongs_to=BelongsTo.PERSON, person_id=who["Karim"].id),)), TODAY
    )
    with pytest.raises(Invalid) as caught:
        services.people.remove(who["Karim"])
    assert caught.value.code == "person-in-use"
