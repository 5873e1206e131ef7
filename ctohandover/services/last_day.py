"""What one person still holds of the accesses, and what was taken from them: the list of the last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.accesses import Held, TakenBack, still_held
from ctohandover.domain.record import record
from ctohandover.domain.transition import DONE
from ctohandover.services.checklist import ItemLine, checklist
from ctohandover.services.views import Crew, crew
from ctohandover.storage import reads
from ctohandover.storage.access_reads import accesses

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.people import Person
    from ctohandover.storage.reader import Run

CODES = ("S6", "S7")
"""The items of the standard checklist that this list answers: accesses taken back, shared secrets changed."""


@record(kw_only=True)
class LastDay:
    person: Person
    held: tuple[Held, ...]
    """Most vital first."""
    taken: tuple[TakenBack, ...]
    """The latest first."""
    items: tuple[ItemLine, ...]
    """The items of the checklist that wait for this list."""
    crew: Crew
    company: str
    as_of: date

    @property
    def done(self) -> bool:
        return not self.held


@reads.checked
def last_day(run: Run, person_id: str, today: date) -> LastDay:
    """Raises KeyError for a person who is not there."""
    everybody = crew(run)
    known = accesses(run)
    held = still_held(known, person_id, today)
    taken = [
        TakenBack(access=one, day=grant.revoked_on, rotated_on=one.rotated_on)
        for one in known
        for grant in one.grants
        if grant.person_id == person_id and grant.revoked_on is not None and not grant.lasts_on(today)
    ]
    found = checklist(run, today)
    return LastDay(
        person=everybody.by_id[person_id],
        held=tuple(sorted(held, key=lambda one: -one.access.subject.criticality.weight)),
        taken=tuple(sorted(taken, key=lambda one: one.day, reverse=True)),
        items=tuple(line for line in found.lines if line.item.code in CODES and line.state not in DONE),
        crew=everybody,
        company=found.workspace.company,
        as_of=today,
    )
