"""The founder's answers as a page shows them: read in one go, each with the rows behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ctohandover.domain.answers import (
    GROUPS,
    NOTICE_MONTHS,
    SEARCH_MONTHS,
    Grip,
    Leaving,
    Search,
    can_leave,
    grips,
    share,
    when_to_search,
)
from ctohandover.domain.growth import Growth, growth
from ctohandover.domain.holders import standings
from ctohandover.domain.people import Person, Role
from ctohandover.domain.record import record
from ctohandover.domain.subjects import Kind
from ctohandover.services.checklist import Checklist, checklist
from ctohandover.services.decided import Decided, decided
from ctohandover.services.next_actions import Action, next_actions
from ctohandover.storage import growth_reads, reads
from ctohandover.storage.skill_reads import charges

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctohandover.domain.holders import Standing
    from ctohandover.domain.ledger import Ledger
    from ctohandover.domain.plan import Outlook
    from ctohandover.domain.skills import Charge
    from ctohandover.domain.subjects import Subject
    from ctohandover.services.views import Crew
    from ctohandover.storage.reader import Run

TREND_DAYS = 182
TREND_STEPS = 13
"""Half a year in steps of a fortnight."""


@record()
class Share:
    """What is held inside of some kinds: `held` is [low, high], None where there is nothing; `subjects` are the ids
    behind it."""

    kinds: tuple[Kind, ...]
    subjects: tuple[str, ...]
    held: tuple[float, float] | None


@record(kw_only=True)
class Interim:
    """From the leaver's last day to the arrival: the relays who are there then (ids), and the duties whose owner is
    nobody inside who is there (ids of subjects)."""

    days: int
    stand_in: tuple[str, ...]
    ownerless: tuple[str, ...]


@record(kw_only=True)
class Answers:
    """`leaving` is None while nobody is said to leave, or no day is. `trend` is what hung on the leavers alone, day by
    day, the last one today."""

    as_of: date
    crew: Crew
    checklist: Checklist
    leavers: tuple[Person, ...]
    leaving: Leaving | None
    trend: tuple[tuple[date, int], ...]
    shares: tuple[Share, ...]
    decided: Decided
    growth: Growth
    search: Search
    interim: Interim | None
    next: tuple[tuple[Person, tuple[Action, ...]], ...]
    """For each person who has something to do: what moves a vital subject soonest."""
    plan: Outlook | None = None
    """What the plan of the days left covers by the last day; None where there is none."""


@reads.checked
def answers(run: Run, today: date, *, replay: bool = False) -> Answers:
    """As of `today`; `replay` leaves out what was assessed later, which on the day itself is nothing."""
    from ctohandover.services.planning import outlook  # it asks here who leaves

    found = checklist(run, today)
    people, subjects, ledger = found.crew.everybody, reads.subjects(run), reads.ledger(run)
    if replay:
        ledger = ledger.up_to(today)
    workspace = found.workspace
    leavers, day = who_leaves(people), last_day(found)
    leaving = _leaving(found, subjects, ledger)
    trend: tuple[tuple[date, int], ...] = ()
    if leaving is not None:
        keys, every = leaving.leavers, TREND_DAYS // TREND_STEPS
        days = [today - timedelta(days=every * step) for step in range(TREND_STEPS, -1, -1)]
        trend = tuple((at, len(grips(subjects, people, ledger, keys, at)[Grip.LEAVERS_ONLY])) for at in days)
    search = when_to_search(
        today,
        workspace.arrival_day,
        day,
        notice_months=NOTICE_MONTHS if workspace.notice_months is None else workspace.notice_months,
        search_months=SEARCH_MONTHS if workspace.search_months is None else workspace.search_months,
    )
    held = [one for one in standings(subjects, people, ledger, today).values() if one.subject.standing]
    return Answers(
        as_of=today,
        crew=found.crew,
        checklist=found,
        leavers=leavers,
        leaving=leaving,
        trend=trend,
        shares=tuple(_share(kinds, held) for kinds in GROUPS),
        decided=decided(reads.known_lines(run), people, today),
        next=tuple((person, tuple(todo)) for person, todo in next_actions(found, held, found.sessions)),
        growth=growth(growth_reads.growth_readings(run), today),
        search=search,
        interim=_interim(search, people, charges(run)),
        plan=outlook(run, held, people, workspace, today),
    )


def _interim(search: Search, people: Sequence[Person], known: Sequence[Charge]) -> Interim | None:
    """Who decides in between, as far as roles and owners tell."""
    start = search.interim_from
    if start is None:
        return None
    there = {person.id for person in people if person.internal and person.active_on(start + timedelta(days=1))}
    duties = [one for one in known if one.subject.kind is Kind.DUTY]
    return Interim(
        days=(search.arrival - start).days,
        stand_in=tuple(person.id for person in people if person.role is Role.RELAY and person.id in there),
        ownerless=tuple(one.subject.id for one in duties if one.owner_id not in there),
    )


def _share(kinds: tuple[Kind, ...], held: list[Standing]) -> Share:
    of_kind = [one for one in held if one.subject.kind in kinds]
    return Share(kinds, tuple(one.subject.id for one in of_kind), share(of_kind))


@record()
class FirstAnswer:
    """What a card of the workspace says: whether they can leave, and what is due next."""

    names: tuple[str, ...]
    leaving: Leaving | None
    deadline: tuple[date, str] | None
    """The day and the title of the open item that is due soonest."""


@reads.checked
def first_answer(run: Run, today: date) -> FirstAnswer:
    found = checklist(run, today)
    due = [(line.due, line.item.title) for line in found.lines if line.due is not None and not line.done]
    short = found.crew.short
    return FirstAnswer(
        tuple(short[person.id] for person in who_leaves(found.crew.everybody)),
        _leaving(found, reads.subjects(run), reads.ledger(run)),
        min(due, default=None),
    )


def _leaving(found: Checklist, subjects: list[Subject], ledger: Ledger) -> Leaving | None:
    people, day = found.crew.everybody, last_day(found)
    leavers = who_leaves(people)
    if not leavers or day is None:
        return None
    blockers = [
        line.item.id
        for line in found.lines
        if line.item.blocker and not line.done and line.due is not None and line.due <= day
    ]
    return can_leave(subjects, people, ledger, [person.id for person in leavers], day, blockers=blockers)


def last_day(found: Checklist) -> date | None:
    """The day that the first answer is about: the last one of those who leave, else the workspace's own."""
    days = [person.active_to for person in who_leaves(found.crew.everybody) if person.active_to is not None]
    return max(days) if days else found.workspace.counted_day


def who_leaves(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The outgoing CTO; where nobody has that role, the outsiders who have a last day."""
    outgoing = tuple(person for person in people if person.role is Role.OUTGOING_CTO)
    return outgoing or tuple(person for person in people if not person.internal and person.active_to is not None)
