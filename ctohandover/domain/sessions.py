"""Transfer sessions: somebody explains or shows, others receive; what came of it proposes levels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.levels import HOLDS, Level
from ctohandover.domain.subjects import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ctohandover.domain.holders import Standing
    from ctohandover.domain.people import Person
    from ctohandover.domain.subjects import Subject


class Outcome(StrEnum):
    """What came of a session that was held; None is one that is still planned."""

    PASS = "pass"
    PARTIAL = "partial"
    FAIL = "fail"


REACHES: Mapping[SessionMethod, Level] = {
    SessionMethod.READING: Level.SEEN,
    SessionMethod.SHADOWING: Level.SEEN,
    SessionMethod.PAIRING: Level.WITH_HELP,
    SessionMethod.REVERSE_SHADOWING: Level.WITH_HELP,
    SessionMethod.SOLO: Level.ALONE,
    SessionMethod.TEACH_BACK: Level.ALONE,
}
"""The level that a session of that method shows, if it went well."""

DEFAULT_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """`start` is the time of day as "14:00", or None. `minutes` is how long it takes, or took."""

    id: str
    day: date
    method: SessionMethod
    title: str = ""
    start: str | None = None
    minutes: int = DEFAULT_MINUTES
    giver_id: str | None = None
    receivers: tuple[str, ...] = ()
    """Ids of people."""
    subjects: tuple[str, ...] = ()
    """Ids of subjects."""
    outcome: Outcome | None = None
    evidence: str = ""
    notes: str = ""
    version: str = ""

    @property
    def held(self) -> bool:
        return self.outcome is not None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A level that a session's outcome suggests; a person decides."""

    person_id: str
    subject_id: str
    level: Level
    before: Level | None


def proposed_level(method: SessionMethod, outcome: Outcome | None) -> Level | None:
    """The level that an outcome speaks for: what the method reaches when it went well, one less when it went in part
    (but at least 1, since they were there), none when it failed or is still to come."""
    if outcome is Outcome.PASS:
        return REACHES[method]
    if outcome is Outcome.PARTIAL:
        return Level(max(Level.SEEN, REACHES[method] - 1))
    return None


def proposals(session: Session, levels: Mapping[tuple[str, str], Level]) -> list[Proposal]:
    """What a session's outcome proposes, for each receiver and subject. `levels` are today's, by (person, subject).

    It never lowers anybody: where the level of today is higher, nothing is proposed. The same level is proposed again,
    since it is then shown anew.
    """
    level = proposed_level(session.method, session.outcome)
    if level is None:
        return []
    found = []
    for subject_id in session.subjects:
        for person_id in session.receivers:
            before = levels.get((person_id, subject_id))
            if before is None or before <= level:
                found.append(Proposal(person_id, subject_id, level, before))
    return found


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A session that would bring a subject closer to as many holders inside as it needs."""

    giver_id: str
    receiver_id: str
    subject: Subject
    method: SessionMethod
    level: Level | None
    """The receiver's level of today."""


def next_method(kind: Kind, level: Level | None) -> SessionMethod:
    """The method that fits who stands at a level (None: not assessed): each shows the next rung."""
    explained = kind is Kind.DECISION
    if level is None or level < Level.SEEN:
        return SessionMethod.READING if explained else SessionMethod.SHADOWING
    if level < Level.WITH_HELP:
        return SessionMethod.PAIRING
    return SessionMethod.TEACH_BACK if explained else SessionMethod.SOLO


def in_hand(sessions: Iterable[Session], day: date) -> set[str]:
    """The subjects of sessions that are planned from a day on."""
    return {subject for one in sessions if not one.held and one.day >= day for subject in one.subjects}


def suggestions(standings: Iterable[Standing], people: Iterable[Person]) -> list[Suggestion]:
    """One session for each subject that too few inside hold, in the order given. `people` are those who are there.

    The strongest holder gives, one who is about to be missed (an outsider) first; the person inside who is closest to
    holding it receives. Where nobody holds it there is nobody to learn it from, and nothing is suggested. An access is
    not learned but moved, in its register.
    """
    inside = [person for person in people if person.internal]
    found = []
    for standing in standings:
        holders = (*standing.outside, *standing.inside)
        if standing.subject.kind is Kind.ACCESS or not holders or len(standing.inside) >= standing.subject.needed:
            continue
        levels = {person.id: standing.level_of(person.id) for person in inside}
        learners = [person for person in inside if (levels[person.id] or Level.NONE) < HOLDS]
        if not learners:
            continue
        receiver = max(learners, key=lambda person: -1 if levels[person.id] is None else int(levels[person.id] or 0))
        level = levels[receiver.id]
        method = next_method(standing.subject.kind, level)
        found.append(Suggestion(holders[0].person_id, receiver.id, standing.subject, method, level))
    return found
