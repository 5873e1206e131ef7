"""The overview: what only the outsider holds, and by whom the standing decisions can be explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.holders import Situation, Standing, order
from ctohandover.domain.record import record
from ctohandover.services.views import Crew, all_standings, crew
from ctohandover.storage import reads

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.journal import Entry
    from ctohandover.domain.workspace import Workspace
    from ctohandover.storage.reader import Run


@record()
class Overview:
    """What only the outsider holds, and by whom the standing decisions can be explained."""

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
        return sum(len(found) for found in self.by_situation.values())


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
        recent=tuple(reads.entries(run, limit=18)),
    )
