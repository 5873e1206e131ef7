"""Everything that can be held, by whom, and what would be left of it if some people were gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.domain.departure import departure
from ctohandover.domain.holders import Standing, order, standings
from ctohandover.services.views import Crew, crew
from ctohandover.storage import reads
from ctohandover.storage.skill_reads import charges, skills

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ctohandover.domain.skills import Charge, Skill
    from ctohandover.storage.reader import Run


@dataclass(frozen=True, slots=True)
class Dependency:
    """One subject: as it stands today, and with the leavers gone (the same where nobody leaves). `lost` says that their
    leaving costs it."""

    now: Standing
    after: Standing
    lost: bool
    charge: Charge | None
    skill: Skill | None


@dataclass(frozen=True, slots=True)
class Dependencies:
    rows: tuple[Dependency, ...]
    """Most vital and worst held first."""
    crew: Crew
    as_of: date
    leaving: frozenset[str]
    day: date

    def lost(self) -> list[Dependency]:
        return [row for row in self.rows if row.lost]


@reads.checked
def dependencies(run: Run, today: date, leaving: Collection[str], day: date) -> Dependencies:
    """All subjects that count, as of `today`, and as of `day` without the people whose ids are `leaving`."""
    everybody = crew(run)
    subjects = [subject for subject in reads.subjects(run) if subject.standing]
    ledger = reads.ledger(run)
    now = standings(subjects, everybody.everybody, ledger, today)
    after, lost = now, set()
    if leaving:
        staying = [person for person in everybody.everybody if person.id not in leaving]
        after = standings(subjects, staying, ledger, day)
        losses = departure(subjects, everybody.everybody, ledger, leaving, day)
        lost = {loss.after.subject.id for loss in losses}
    in_charge = {charge.subject.id: charge for charge in charges(run)}
    known_skills = {skill.subject.id: skill for skill in skills(run)}
    rows = [
        Dependency(
            now=standing,
            after=after[key],
            lost=key in lost,
            charge=in_charge.get(key),
            skill=known_skills.get(key),
        )
        for key, standing in now.items()
    ]
    return Dependencies(
        rows=tuple(sorted(rows, key=lambda row: order(row.now))),
        crew=everybody,
        as_of=today,
        leaving=frozenset(leaving),
        day=day,
    )
