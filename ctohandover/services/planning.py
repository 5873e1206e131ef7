"""The plan of the days left as it is looked at: read in one go and computed by the domain."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover.domain.holders import standings
from ctohandover.domain.plan import TRANSFER_SHARE, Terms
from ctohandover.domain.plan_placing import make_plan
from ctohandover.domain.record import record
from ctohandover.services.answers import who_leaves
from ctohandover.services.views import Crew, crew
from ctohandover.storage import plan_reads, reads
from ctohandover.storage.skill_reads import sessions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ctohandover.domain.holders import Standing
    from ctohandover.domain.people import Person
    from ctohandover.domain.plan import Choice, Outlook, Plan
    from ctohandover.domain.sessions import Session
    from ctohandover.domain.subjects import Subject
    from ctohandover.domain.workspace import Workspace
    from ctohandover.storage.reader import Run


class NoPlan(StrEnum):
    """Why there is nothing to plan."""

    NOBODY_LEAVES = "nobody_leaves"
    NO_DAY = "no_day"
    PAST = "past"
    """The last day is over."""
    NOTHING = "nothing"
    """Everything is held inside by as many as needed, or nothing is there to hold."""


@record(kw_only=True)
class Planned:
    """`plan` is None where `why_not` says why. `sessions` are those that are planned from today on, by id; `refused`
    the choices that keep somebody from receiving something; `subjects` every one that stands."""

    as_of: date
    crew: Crew
    workspace: Workspace
    leavers: tuple[Person, ...]
    last_day: date | None
    plan: Plan | None
    why_not: NoPlan | None
    sessions: dict[str, Session]
    refused: tuple[Choice, ...]
    efforts: dict[str, float]
    subjects: dict[str, Subject]


@reads.checked
def plan(run: Run, today: date) -> Planned:
    """The plan as it stands: from today to the last day of those who leave."""
    everybody, workspace = crew(run), reads.workspace(run)
    subjects = [subject for subject in reads.subjects(run) if subject.standing]
    found = standings(subjects, everybody.everybody, reads.ledger(run), today)
    leavers, day = who_leaves(everybody.everybody), leaving_day(everybody.everybody, workspace)
    made = _made(run, found.values(), everybody.everybody, workspace, today)
    ahead = [one for one in sessions(run) if not one.held and one.day >= today]
    why_not = None
    if not leavers:
        why_not = NoPlan.NOBODY_LEAVES
    elif made is None:
        why_not = NoPlan.NO_DAY if day is None else NoPlan.PAST
    elif not made.courses and not made.apart:
        why_not = NoPlan.NOTHING
    return Planned(
        as_of=today,
        crew=everybody,
        workspace=workspace,
        leavers=leavers,
        last_day=day,
        plan=None if why_not else made,
        why_not=why_not,
        sessions={one.id: one for one in ahead},
        refused=tuple(one for one in plan_reads.choices(run) if one.choice is one.choice.REFUSED),
        efforts=plan_reads.efforts(run),
        subjects={subject.id: subject for subject in subjects},
    )


@reads.checked
def outlook(
    run: Run, held: Iterable[Standing], people: tuple[Person, ...], workspace: Workspace, today: date
) -> Outlook | None:
    """What the plan covers by the last day; None where there is none. `held` are the standings of today."""
    made = _made(run, held, people, workspace, today)
    return made.outlook if made is not None and made.courses else None


def _made(
    run: Run, held: Iterable[Standing], people: tuple[Person, ...], workspace: Workspace, today: date
) -> Plan | None:
    leavers, day = who_leaves(people), leaving_day(people, workspace)
    if not leavers or day is None or day < today:
        return None
    terms = Terms(
        today=today,
        last_day=day,
        leavers=frozenset(person.id for person in leavers),
        share=TRANSFER_SHARE if workspace.transfer_share is None else workspace.transfer_share,
        aftercare=(workspace.aftercare_hours or 0) * 60,
    )
    return make_plan(
        held,
        people,
        terms,
        sessions=sessions(run),
        efforts=plan_reads.efforts(run),
        choices=plan_reads.choices(run),
    )


def leaving_day(people: tuple[Person, ...], workspace: Workspace) -> date | None:
    """The last one of those who leave, else the workspace's own."""
    days = [person.active_to for person in who_leaves(people) if person.active_to is not None]
    return max(days) if days else workspace.counted_day
