"""Who decided lately: of the decisions of the last 90 days, how many were taken without an outsider."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ctohandover.domain.decisions import DecisionLine, Status
from ctohandover.domain.record import record
from ctohandover.services.tables.names import People

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ctohandover.domain.people import Person

DAYS: Final = 90
_TO_COME: Final = frozenset({Status.PROPOSED, Status.DRAFT})


@record(kw_only=True)
class Decided:
    """Ids of the decisions that were taken in the last 90 days: without an outsider, with one, and those of which it is
    not told by whom, or a name is nobody's here."""

    without: tuple[str, ...]
    with_outsider: tuple[str, ...]
    untold: tuple[str, ...]

    @property
    def told(self) -> int:
        return len(self.without) + len(self.with_outsider)


def decided(lines: Iterable[DecisionLine], people: Sequence[Person], today: date) -> Decided:
    """By the deciders and the dates that the texts themselves give."""
    names, inside = People(people), {person.id for person in people if person.internal}
    found: dict[str, list[str]] = {"without": [], "with": [], "untold": []}
    for line in lines:
        if line.date is None or line.status in _TO_COME or not today - timedelta(days=DAYS) < line.date <= today:
            continue
        keys = [names.find(name).key for name in line.deciders]
        if any(key and key not in inside for key in keys):
            found["with"].append(line.id)
        elif keys and all(keys):
            found["without"].append(line.id)
        else:
            found["untold"].append(line.id)
    return Decided(
        without=tuple(found["without"]), with_outsider=tuple(found["with"]), untold=tuple(found["untold"])
    )  # fmt: skip
