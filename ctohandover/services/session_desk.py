"""What the form of a session needs to know: who is there, what there is, and who stands where today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.domain.holders import order, standings
from ctohandover.domain.sessions import Session, Suggestion, suggestions
from ctohandover.services.views import Crew, crew
from ctohandover.storage import reads
from ctohandover.storage.skill_reads import sessions

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.levels import Level
    from ctohandover.domain.subjects import Subject
    from ctohandover.storage.reader import Run


@dataclass(frozen=True, slots=True)
class SessionDesk:
    """`subjects` are those that count, most vital and worst held first; `levels` are by (person id, subject id)."""

    crew: Crew
    as_of: date
    subjects: tuple[Subject, ...]
    levels: dict[tuple[str, str], Level]
    sessions: tuple[Session, ...]
    suggestions: tuple[Suggestion, ...]


@reads.checked
def session_desk(run: Run, today: date) -> SessionDesk:
    everybody = crew(run)
    counted = [subject for subject in reads.subjects(run) if subject.standing]
    found = sorted(standings(counted, everybody.everybody, reads.ledger(run), today).values(), key=order)
    return SessionDesk(
        crew=everybody,
        as_of=today,
        subjects=tuple(item.subject for item in found),
        levels={
            (holding.person_id, item.subject.id): holding.level
            for item in found
            for holding in (*item.inside, *item.outside, *item.others)
        },
        sessions=tuple(sessions(run)),
        suggestions=tuple(suggestions(found, everybody.active_on(today))),
    )
