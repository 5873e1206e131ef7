"""Sessions as entries of a calendar: those that are planned, and those that the plan of the days left proposes."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from ctohandover import words
from ctohandover.files import write_whole
from ctohandover.formats.calendar import Event, to_ics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ctohandover.domain.assessments import SessionMethod
    from ctohandover.domain.plan import Lesson
    from ctohandover.domain.sessions import Session
    from ctohandover.domain.subjects import Subject
    from ctohandover.i18n import Translator
    from ctohandover.services.planning import Planned
    from ctohandover.services.views import Crew


def session_events(
    sessions: Iterable[Session], crew: Crew, subjects: Mapping[str, Subject], t: Translator
) -> list[Event]:
    """The sessions that are still planned, the earliest first; `subjects` by id."""
    names = {person.id: person.name for person in crew.everybody}
    events = []
    for planned in sorted((item for item in sessions if not item.held), key=lambda item: (item.day, item.id)):
        about = [subjects[key].title for key in planned.subjects if key in subjects]
        giver = names.get(planned.giver_id or "", "")
        receivers = [names[key] for key in planned.receivers if key in names]
        lines = [*_told(planned.method, giver, receivers, about, t), planned.notes]
        events.append(
            Event(
                uid=f"{planned.id}@ctohandover",
                summary=planned.title or ", ".join(about) or t("Session"),
                day=planned.day,
                start=time.fromisoformat(planned.start) if planned.start else None,
                minutes=planned.minutes,
                description="\n".join(line for line in lines if line),
                attendees=tuple(name for name in (giver, *receivers) if name),
            )
        )
    return events


def lesson_events(lessons: Iterable[Lesson], crew: Crew, t: Translator) -> list[Event]:
    """Proposed sessions: on their day, without a time, and marked as proposals."""
    names = {person.id: person.name for person in crew.everybody}
    events = []
    for lesson in lessons:
        giver, receiver = names[lesson.giver_id], names[lesson.receiver_id]
        lines = [
            t("Proposed by the plan, {n} min", n=t.number(lesson.minutes)),
            *_told(lesson.method, giver, [receiver], [lesson.subject.title], t),
        ]
        events.append(
            Event(
                uid=f"{lesson.subject.id}-{lesson.receiver_id}-{lesson.number}@ctohandover",
                summary=t("Proposed: {title}", title=lesson.subject.title),
                day=lesson.day,
                description="\n".join(line for line in lines if line),
                attendees=(giver, receiver),
            )
        )
    return events


def write_plan(found: Planned, target: Path, name: str, t: Translator) -> int:
    """The sessions of the plan, planned and proposed, as a calendar; gives back how many. Raises FileProblem."""
    planned = [found.sessions[key] for week in (found.plan.weeks if found.plan else ()) for key in week.planned]
    events = [
        *session_events(planned, found.crew, found.subjects, t),
        *lesson_events(found.plan.lessons if found.plan else (), found.crew, t),
    ]
    write_whole(target, to_ics(events, stamp=datetime.now(UTC), name=name))
    return len(events)


def _told(method: SessionMethod, giver: str, receivers: list[str], about: list[str], t: Translator) -> list[str]:
    return [
        t("Method: {method}", method=t(words.SESSION_METHOD[method])),
        t("Gives: {name}", name=giver) if giver else "",
        t("Receives: {names}", names=", ".join(receivers)),
        t("About: {titles}", titles=", ".join(about)) if about else "",
    ]
