"""Who holds what as of any day: the one engine behind every list, figure and dossier.

It is general over kinds of subject. Nothing here is stored: holders, coverage and the rest are computed from subjects,
people and assessments, so every figure can be computed as of any day, and growth is a replay.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover.domain.levels import HOLDS, Level
from ctohandover.domain.people import alphabetical
from ctohandover.domain.record import record
from ctohandover.domain.subjects import REVIEW_AFTER_DAYS, Criticality, Kind, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

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
    """Nobody active was ever assessed."""
    HELD = "held"
    """Held inside by as many as needed."""


@record()
class Holding:
    """One person's counting assessment of one subject as of a day."""

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


@record()
class Standing:
    """Who holds one subject as of a day. `inside` and `outside` are holders, strongest first; `others` are the
    active people who were assessed below level 3."""

    subject: Subject
    inside: tuple[Holding, ...]
    outside: tuple[Holding, ...]
    others: tuple[Holding, ...]

    @property
    def coverage(self) -> float:
        """min(1, inside / needed); 1 where nobody is needed. Not to be used where `known` is False."""
        needed = self.subject.needed
        return 1.0 if needed <= 0 else min(1.0, len(self.inside) / needed)

    @property
    def known(self) -> bool:
        return bool(self.inside or self.outside or self.others)

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


def standings(
    subjects: Iterable[Subject],
    people: Iterable[Person],
    assessments: Iterable[Assessment],
    as_of: date,
    *,
    review_after: Mapping[Kind, int] = REVIEW_AFTER_DAYS,
) -> dict[str, Standing]:
    """Subject id -> its standing as of the end of `as_of`.

    People who are not active that day are left out, and so are assessments dated later.
    """
    wanted = {subject.id: subject for subject in subjects}
    active = {person.id: person for person in people if person.active_on(as_of)}
    series: dict[str, dict[str, list[Assessment]]] = {}
    for assessment in assessments:
        if assessment.day <= as_of and assessment.person_id in active and assessment.subject_id in wanted:
            series.setdefault(assessment.subject_id, {}).setdefault(assessment.person_id, []).append(assessment)
    return {
        subject.id: _standing(subject, series.get(subject.id, {}), active, as_of, review_after[subject.kind])
        for subject in wanted.values()
    }


def _standing(
    subject: Subject,
    by_person: Mapping[str, list[Assessment]],
    active: Mapping[str, Person],
    as_of: date,
    review_days: int,
) -> Standing:
    inside, outside, others = [], [], []
    for person_id, entries in by_person.items():
        holding = _holding(entries, subject, as_of, review_days)
        if not holding.holds:
            others.append(holding)
        elif active[person_id].internal:
            inside.append(holding)
        else:
            outside.append(holding)
    return Standing(subject, _strongest(inside), _strongest(outside), _strongest(others))


def _strongest(holdings: list[Holding]) -> tuple[Holding, ...]:
    return tuple(sorted(holdings, key=lambda holding: (-holding.level, holding.person_id)))


def _when(assessment: Assessment) -> tuple[date, str]:
    return assessment.day, assessment.id


def counting(entries: Iterable[Assessment]) -> Assessment:
    """The assessment that counts of one person's on one subject: the latest one not given by the person, else the
    latest self-assessment; on the same day the later entry."""
    return max(entries, key=lambda entry: (not entry.by_self, *_when(entry)))


def _holding(entries: list[Assessment], subject: Subject, as_of: date, review_days: int) -> Holding:
    counted = counting(entries)
    latest = max(entry.day for entry in entries)
    return Holding(
        person_id=counted.person_id,
        level=counted.level,
        day=counted.day,
        assessment_id=counted.id,
        self_given=counted.by_self,
        proven=counted.level >= HOLDS and _proven(entries, vital=subject.criticality is Criticality.VITAL),
        review_due=(as_of - latest).days > review_days,
    )


def _proven(entries: list[Assessment], *, vital: bool) -> bool:
    """Whether level 3 was shown, and nobody else has put the person below it since."""
    proofs = [_when(entry) for entry in entries if entry.proves(vital=vital)]
    if not proofs:
        return False
    doubts = [_when(entry) for entry in entries if not entry.by_self and entry.level < HOLDS]
    return not doubts or max(proofs) > max(doubts)
