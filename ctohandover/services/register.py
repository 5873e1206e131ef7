"""The register of accesses as it is looked at: each entry with who holds it, what is due, what leavers still have."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ctohandover.domain.accesses import Access, DueDay, Held, due_days, still_held
from ctohandover.domain.holders import Standing, order, standings
from ctohandover.domain.people import Role
from ctohandover.domain.record import record
from ctohandover.services.views import Crew, crew
from ctohandover.storage import reads
from ctohandover.storage.access_reads import accesses

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.people import Person
    from ctohandover.domain.workspace import Workspace
    from ctohandover.storage.reader import Run

DUE_WITHIN_DAYS = 90


@record(kw_only=True)
class Entry:
    """`hangs_on` are the outsiders whose means it hangs on, `left` what leavers still have of it, `due` the next
    renewal or last day for notice."""

    access: Access
    now: Standing
    hangs_on: tuple[str, ...]
    left: tuple[tuple[str, Held], ...]
    due: DueDay | None
    due_soon: bool

    @property
    def debt(self) -> bool:
        """Its secret waits in a keyring for the company's vault."""
        return self.access.waits_since is not None


@record(kw_only=True)
class Register:
    """Most vital and worst held first. `leavers` are the outgoing people who are there, or left not long ago."""

    rows: tuple[Entry, ...]
    crew: Crew
    workspace: Workspace
    leavers: tuple[Person, ...]
    as_of: date

    def due(self) -> list[DueDay]:
        """Everything that is due from today on, the soonest first, over two years."""
        return due_days([row.access for row in self.rows], self.as_of, self.as_of + timedelta(days=730))


@reads.checked
def register(run: Run, today: date) -> Register:
    everybody = crew(run)
    known = accesses(run)
    found = standings([one.subject for one in known], everybody.everybody, reads.ledger(run), today)
    outsiders = {person.id for person in everybody.everybody if not person.internal}
    leavers = tuple(person for person in everybody.everybody if person.role is Role.OUTGOING_CTO)
    soon = today + timedelta(days=DUE_WITHIN_DAYS)
    left: dict[str, list[tuple[str, Held]]] = {}
    for person in leavers:
        for held in still_held(known, person.id, today):
            left.setdefault(held.access.subject.id, []).append((person.id, held))
    rows = []
    for one in known:
        coming = due_days([one], today, today + timedelta(days=3_650))
        hangs = dict.fromkeys(tie.person_id for tie in one.ties if tie.person_id in outsiders)
        rows.append(
            Entry(
                access=one,
                now=found[one.subject.id],
                hangs_on=tuple(key for key in hangs if key is not None),
                left=tuple(left.get(one.subject.id, ())),
                due=coming[0] if coming else None,
                due_soon=bool(coming) and coming[0].day <= soon,
            )
        )
    return Register(
        rows=tuple(sorted(rows, key=lambda row: order(row.now))),
        crew=everybody,
        workspace=reads.workspace(run),
        leavers=leavers,
        as_of=today,
    )
