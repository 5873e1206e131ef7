"""People x subjects of one kind: what the matrix shows, as of any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ctohandover.domain.holders import Standing, standings
from ctohandover.domain.ledger import DAY, LEVEL, counting
from ctohandover.domain.levels import HOLDS, Level
from ctohandover.domain.people import Person, alphabetical
from ctohandover.domain.subjects import Kind, Subject
from ctohandover.services.views import Crew, crew, outsiders_first
from ctohandover.storage import reads
from ctohandover.storage.skill_reads import by_area, charges, sessions, skills

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctohandover.domain.ledger import Ledger
    from ctohandover.domain.sessions import Session
    from ctohandover.domain.skills import Charge, Skill
    from ctohandover.storage.reader import Run

_LEVELS = tuple(Level)
GROWTH_DAYS = 90
"""How far back "growth" looks."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows are `people` (outsiders first), columns `subjects`; `levels` has (subject id, person id) -> level, and
    `before` the same as of `GROWTH_DAYS` earlier."""

    kind: Kind
    as_of: date
    crew: Crew
    people: tuple[Person, ...]
    subjects: tuple[Subject, ...]
    standings: dict[str, Standing]
    before: dict[tuple[str, str], Level]
    skills: dict[str, Skill]
    charges: dict[str, Charge]
    sessions: tuple[Session, ...]
    assessed: bool
    """Whether anybody was ever assessed on anything but decisions."""

    @property
    def autonomous(self) -> tuple[int, int]:
        """(holders inside that count towards what is needed, needed) over all columns."""
        have = sum(min(len(item.inside), item.subject.needed) for item in self.standings.values())
        return have, sum(subject.needed for subject in self.subjects)

    def autonomous_before(self) -> int:
        """The same holders as of `GROWTH_DAYS` earlier, by the people of today."""
        inside = {person.id for person in self.people if person.internal}
        counts: dict[str, int] = {}
        for (subject, person), level in self.before.items():
            if level >= HOLDS and person in inside:
                counts[subject] = counts.get(subject, 0) + 1
        return sum(min(counts.get(subject.id, 0), subject.needed) for subject in self.subjects)


@reads.checked
def grid(run: Run, kind: Kind, as_of: date) -> Grid:
    """The matrix of one kind of subject. Decisions: those that stand, vital ones first; others by area and name."""
    everybody = crew(run)
    subjects = [subject for subject in reads.subjects(run) if subject.kind is kind and subject.standing]
    numbers = _numbers(run) if kind is Kind.DECISION else {}
    if kind is Kind.DECISION:
        subjects.sort(key=lambda item: (-item.criticality.weight, numbers.get(item.id, 0), alphabetical(item.title)))
    else:
        subjects.sort(key=by_area)
    ledger = reads.ledger(run)
    return Grid(
        kind=kind,
        as_of=as_of,
        crew=everybody,
        people=tuple(outsiders_first(everybody.active_on(as_of))),
        subjects=tuple(subjects),
        standings=standings(subjects, everybody.everybody, ledger, as_of),
        before=levels_on(ledger, subjects, as_of - timedelta(days=GROWTH_DAYS)),
        skills={skill.subject.id: skill for skill in skills(run)} if kind is Kind.SKILL else {},
        charges={charge.subject.id: charge for charge in charges(run)} if kind in (Kind.SYSTEM, Kind.DUTY) else {},
        sessions=tuple(sessions(run)),
        assessed=_assessed(run),
    )


def levels_on(ledger: Ledger, subjects: Iterable[Subject], day: date) -> dict[tuple[str, str], Level]:
    """(subject id, person id) -> the level that counted on a day, whoever was there."""
    last = day.isoformat()
    found = {}
    for subject in subjects:
        for person, entries in ledger.cells.get(subject.id, {}).items():
            if len(entries) == 1:
                if entries[0][DAY] <= last:
                    found[subject.id, person] = _LEVELS[entries[0][LEVEL]]
                continue
            up_to = [entry for entry in entries if entry[DAY] <= last]
            if up_to:
                found[subject.id, person] = _LEVELS[counting(up_to)[LEVEL]]
    return found


def _numbers(run: Run) -> dict[str, int]:
    return {key: number or 0 for key, number in run("SELECT id, number FROM decision")}


def _assessed(run: Run) -> bool:
    return bool(
        run(
            "SELECT 1 FROM assessment a JOIN subject s ON s.id = a.subject_id"
            " WHERE s.kind IN ('skill', 'system', 'duty') LIMIT 1"
        )
    )
