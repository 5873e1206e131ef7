"""Who holds what as of any day: the one engine behind every list, figure and dossier.

It is general over kinds of subject. Nothing here is stored: holders, coverage and the rest are computed from subjects,
people and assessments, so every figure can be computed as of any day, and growth is a replay.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ctohandover.domain.ledger import BY_SELF, DAY, ID, LEVEL, Entry, Ledger, counting, is_proven
from ctohandover.domain.levels import HOLDS, Level
from ctohandover.domain.people import alphabetical
from ctohandover.domain.record import record
from ctohandover.domain.subjects import REVIEW_AFTER_DAYS, Criticality, Kind, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctohandover.domain.assessments import Assessment
    from ctohandover.domain.people import Person


class Situation(StrEnum):
    """Where a subject stands, worst first."""

    OUTSIDER_ONLY = "outsider_only"
    """Nobody inside holds it, somebody outside does: the invisible dependency."""
    UNHELD = "unheld"
    """Somebody was assessed, and nobody holds it."""
    SHORT = "short"
    """Held inside by fewer than needed ("one insider", of two)."""
    UNKNOWN = "unknown"
    """Nobody active was ever assessed (of an access, which has a register: nobody at all)."""
    HELD = "held"
    """Held inside by as many as needed."""


class Holding(NamedTuple):
    """One person's counting assessment of one subject as of a day. A tuple, since a matrix has tens of thousands."""

    person_id: str
    level: Level
    day: date
    assessment_id: str
    self_given: bool
    """Nobody but the person said so."""
    proven: bool
    """Held and shown, see `Assessment.proves`; False below level 3."""
    review_due: bool
    """Older than the kind's limit: asked again, never lowered."""

    @property
    def holds(self) -> bool:
        return self.level >= HOLDS


NOBODY_INSIDE: frozenset[Situation] = frozenset({Situation.OUTSIDER_ONLY, Situation.UNHELD})


@record()
class Standing:
    """Who holds one subject as of a day. `inside` and `outside` are holders, strongest first; `others` are the
    active people who were assessed below level 3."""

    subject: Subject
    inside: tuple[Holding, ...]
    outside: tuple[Holding, ...]
    others: tuple[Holding, ...]
    registered: bool = False
    """It has a register that names everybody who holds it: who is not named does not, even if nobody is left."""

    @property
    def coverage(self) -> float:
        """min(1, inside / needed); 1 where nobody is needed. Not to be used where `known` is False."""
        needed = self.subject.needed
        return 1.0 if needed <= 0 else min(1.0, len(self.inside) / needed)

    @property
    def known(self) -> bool:
        return self.registered or bool(self.inside or self.outside or self.others)

    @property
    def coverage_range(self) -> tuple[float, float]:
        """[low, high]: an unknown subject may be covered or not."""
        return (self.coverage, self.coverage) if self.known else (0.0, 1.0)

    @property
    def situation(self) -> Situation:
        if not self.known:
            return Situation.UNKNOWN
        if not self.inside:
            return Situation.OUTSIDER_ONLY if self.outside else Situation.UNHELD
        return Situation.HELD if len(self.inside) >= self.subject.needed else Situation.SHORT

    @property
    def proven(self) -> bool:
        """Whether as many as needed inside have shown that they hold it."""
        return sum(1 for holding in self.inside if holding.proven) >= max(1, self.subject.needed)

    @property
    def review_due(self) -> bool:
        """Whether one of the levels that this rests on is older than its kind's limit."""
        return any(holding.review_due for holding in (self.inside or self.outside))

    def level_of(self, person_id: str) -> Level | None:
        for holding in (*self.inside, *self.outside, *self.others):
            if holding.person_id == person_id:
                return holding.level
        return None


SITUATION_ORDER: Mapping[Situation, int] = {situation: rank for rank, situation in enumerate(Situation)}


def order(standing: Standing) -> tuple[int, int, tuple[str, str]]:
    """Sort key: most vital first, then the worst situation, then by title."""
    subject = standing.subject
    return (-subject.criticality.weight, SITUATION_ORDER[standing.situation], alphabetical(subject.title))


def lone_outsider(found: Iterable[Standing]) -> str:
    """Id of the one person who is the only holder of all that outsiders alone hold, or ""."""
    ids = {holding.person_id for one in found if one.situation is Situation.OUTSIDER_ONLY for holding in one.outside}
    return ids.pop() if len(ids) == 1 else ""


def standings(
    subjects: Iterable[Subject],
    people: Iterable[Person],
    assessments: Ledger | Iterable[Assessment],
    as_of: date,
    *,
    review_after: Mapping[Kind, int] = REVIEW_AFTER_DAYS,
) -> dict[str, Standing]:
    """Subject id -> its standing as of the end of `as_of`.

    People who are not active that day are left out, and so are assessments dated later.
    """
    ledger = assessments if isinstance(assessments, Ledger) else Ledger.of(assessments)
    internal = {person.id: person.internal for person in people if person.active_on(as_of)}
    last = as_of.isoformat()
    stale = {kind: (as_of - timedelta(days=days)).isoformat() for kind, days in review_after.items()}
    return {
        subject.id: _standing(subject, ledger.cells.get(subject.id, {}), internal, last, stale[subject.kind])
        for subject in subjects
    }


def _standing(
    subject: Subject, cells: Mapping[str, list[Entry]], internal: Mapping[str, bool], last: str, stale: str
) -> Standing:
    inside: list[Holding] = []
    outside: list[Holding] = []
    others: list[Holding] = []
    vital = subject.criticality is Criticality.VITAL
    for person_id, entries in cells.items():
        is_inside = internal.get(person_id)
        if is_inside is None:
            continue
        if entries[-1][DAY] > last or len(entries) > 1:
            entries = [entry for entry in entries if entry[DAY] <= last]
            if not entries:
                continue
        # Written out here: a call for each of tens of thousands of cells would take half of the time.
        counted = entries[0] if len(entries) == 1 else counting(entries)
        latest = counted[DAY] if len(entries) == 1 else max(entry[DAY] for entry in entries)
        level = counted[LEVEL]
        holding = Holding(
            person_id,
            _LEVELS[level],
            _day(counted[DAY]),
            counted[ID],
            counted[BY_SELF] == 1,
            level >= HOLDS and is_proven(entries, vital=vital),
            latest < stale,
        )
        if level < HOLDS:
            others.append(holding)
        elif is_inside:
            inside.append(holding)
        else:
            outside.append(holding)
    registered = subject.kind is Kind.ACCESS and any(
        entry[DAY] <= last for entries in cells.values() for entry in entries
    )
    return Standing(subject, _strongest(inside), _strongest(outside), _strongest(others), registered)


def _strongest(holdings: list[Holding]) -> tuple[Holding, ...]:
    if len(holdings) > 1:
        holdings.sort(key=_strength)
    return tuple(holdings)


def _strength(holding: Holding) -> tuple[int, str]:
    return -holding.level, holding.person_id


_LEVELS = tuple(Level)


@cache
def _day(text: str) -> date:
    return date.fromisoformat(text)
