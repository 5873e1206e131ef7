"""What the texts for a job or a mission are made from, read in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain import gaps as rules
from ctohandover.domain.growth import Signal, growth
from ctohandover.domain.holders import NOBODY_INSIDE, standings
from ctohandover.domain.people import Role
from ctohandover.domain.subjects import Kind
from ctohandover.services.checklist import checklist
from ctohandover.storage import growth_reads, reads

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.gaps import Gaps
    from ctohandover.services.ways import Ways
    from ctohandover.storage.reader import Run


@reads.checked
def gaps(run: Run, today: date, ways: Ways) -> Gaps:
    """As of `today`. Of the founder's figures only those that they set themselves are told, never a default."""
    items = checklist(run, today)
    workspace, people = items.workspace, items.crew.everybody
    found = list(standings(reads.subjects(run), people, reads.ledger(run), today).values())
    decisions = [one for one in found if one.subject.kind is Kind.DECISION and one.subject.standing]
    signs = growth(growth_reads.growth_readings(run), today)
    developers = signs.readings[Signal.DEVELOPERS]
    outgoing = next((person for person in people if person.role is Role.OUTGOING_CTO), None)
    days = outgoing.days_a_month if outgoing is not None else None
    told = ways.told
    return rules.Gaps(
        company=workspace.company,
        people=people,
        inside=sum(1 for one in people if one.internal and one.active_on(today) and one.role is not Role.FOUNDER),
        decisions_count=len(decisions),
        decisions_lost=sum(1 for one in decisions if one.situation in NOBODY_INSIDE),
        blockers=tuple(line.item.title for line in items.lines if line.item.blocker and not line.done)[: rules.MOST],
        signals=tuple(signs.met),
        developers=developers.value if developers is not None else None,
        last_day=(outgoing.active_to if outgoing is not None else None) or workspace.last_day,
        handover_day=workspace.handover_day,
        arrival_day=workspace.arrival_day,
        day_rate=told.day_rate if "day_rate" in ways.own else None,
        days_a_month=told.days_a_month if "days_a_month" in ways.own else round(days) if days else None,
        **rules.split(found),
    )
