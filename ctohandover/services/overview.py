"""The overview: what only the outsider holds, and by whom everything that counts is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.holders import Situation, Standing, order
from ctohandover.domain.record import record
from ctohandover.domain.subjects import Kind
from ctohandover.services.views import Crew, all_standings, crew
from ctohandover.storage import reads

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.journal import Entry
    from ctohandover.domain.workspace import Workspace
    from ctohandover.storage.reader import Run


@record()
class Overview:
    """What only the outsider holds, and by whom everything that counts is held: standing decisions, skills, systems
    and duties."""

    workspace: Workspace
    crew: Crew
    as_of: date
    by_situation: dict[Situation, tuple[Standing, ...]]
    claimed: tuple[Standing, ...]
    """Of those held by as many as needed, the ones nobody has shown yet."""
    review_due: tuple[Standing, ...]
    not_standing: int
    recent: tuple[Entry, ...]

    def count(self, situation: Situation) -> int:
        return len(self.by_situation[situation])

    @property
    def standing(self) -> int:
        """How many subjects count."""
        return sum(len(found) for found in self.by_situation.values())

    @property
    def kinds(self) -> dict[Kind, tuple[int, int]]:
        """Of each kind that there is: (held inside by as many as needed, how many count)."""
        found: dict[Kind, tuple[int, int]] = {}
        for situation, standings in self.by_situation.items():
            for standing in standings:
                held, total = found.get(standing.subject.kind, (0, 0))
                found[standing.subject.kind] = (held + (situation is Situation.HELD), total + 1)
        return {kind: found[kind] for kind in Kind if kind in found}

    @property
    def decisions_alone(self) -> bool:
        """Whether nothing but decisions counts yet."""
        return set(self.kinds) <= {Kind.DECISION}


def overview(run: Run, today: date) -> Overview:
    everybody = crew(run)
    found = list(all_standings(run, everybody, today).values())
    counted = sorted((item for item in found if item.subject.standing), key=order)
    by_situation = {
        situation: tuple(item for item in counted if item.situation is situation) for situation in Situation
    }
    return Overview(
        workspace=reads.workspace(run),
        crew=everybody,
        as_of=today,
        by_situation=by_situation,
        claimed=tuple(item for item in by_situation[Situation.HELD] if not item.proven),
        review_due=tuple(item for item in counted if item.review_due),
        not_standing=len(found) - len(counted),
        recent=tuple(reads.entries(run, limit=11)),
    )
