"""What was said of a cell, a subject or a person, and how they grew: replays beside the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ctohandover.domain.holders import standings
from ctohandover.domain.ledger import DAY
from ctohandover.services.views import crew
from ctohandover.storage import reads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctohandover.domain.assessments import Assessment
    from ctohandover.domain.levels import Level
    from ctohandover.domain.subjects import Kind, Subject
    from ctohandover.services.grid import Grid
    from ctohandover.storage.reader import Run

LATEST = 8
"""Assessments that a story tells, the latest ones."""
Steps = tuple[tuple[date, int], ...]
"""How many, from which day on."""


@dataclass(frozen=True, slots=True)
class Story:
    """`said` are assessments, the latest first; `titles` are those of their subjects; `steps` how many held it (or how
    many things a person held)."""

    said: tuple[Assessment, ...]
    titles: dict[str, str]
    steps: Steps = ()


def cell_story(run: Run, subject_id: str, person_id: str) -> Story:
    """Everything that was said of one person on one subject."""
    said = [item for item in reads.assessments(run, subject_id) if item.person_id == person_id]
    return Story(_latest(said), {})


def subject_story(run: Run, subject_id: str, until: date) -> Story:
    """The latest that was said of a subject, and how many inside held it when."""
    said = [item for item in reads.assessments(run, subject_id) if item.day <= until]
    return Story(_latest(said)[:LATEST], {}, inside_over_time(run, subject_id, until))


def person_story(run: Run, person_id: str, kind: Kind, until: date) -> Story:
    """The latest that was said of a person on subjects of a kind, and how many of them they held when."""
    subjects = {subject.id: subject for subject in reads.subjects(run) if subject.kind is kind and subject.standing}
    person = crew(run).by_id.get(person_id)
    if person is None:
        return Story((), {})
    ledger = reads.ledger(run)
    mine = [key for key in subjects if person_id in ledger.cells.get(key, {})]
    days = {entry[DAY] for key in mine for entry in ledger.cells[key][person_id]}
    steps = []
    for text in sorted(days):
        day = date.fromisoformat(text)
        if day > until:
            break
        found = standings((subjects[key] for key in mine), [person], ledger, day)
        steps.append((day, sum(1 for item in found.values() if item.inside or item.outside)))
    said = [item for key in mine for item in reads.assessments(run, key) if item.person_id == person_id]
    titles = {key: subjects[key].title for key in mine}
    return Story(_latest(item for item in said if item.day <= until)[:LATEST], titles, _changes(steps))


def _latest(said: Iterable[Assessment]) -> tuple[Assessment, ...]:
    return tuple(sorted(said, key=lambda item: (item.day, item.id), reverse=True))


def _changes(steps: Iterable[tuple[date, int]]) -> Steps:
    """Only the days on which the figure changed."""
    found: list[tuple[date, int]] = []
    for day, value in steps:
        if not found or found[-1][1] != value:
            found.append((day, value))
    return tuple(found)


def inside_over_time(run: Run, subject_id: str, until: date) -> Steps:
    """How many inside held a subject, from which day on: a replay over the days on which something was said of it, or
    somebody came or went."""
    everybody = crew(run)
    subject = next((item for item in reads.subjects(run) if item.id == subject_id), None)
    if subject is None:
        return ()
    ledger = reads.ledger(run)
    days = {
        date.fromisoformat(entry[DAY]) for entries in ledger.cells.get(subject_id, {}).values() for entry in entries
    }
    for person in everybody.everybody:
        days |= {day for day in (person.active_from,) if day is not None}
        days |= {person.active_to + timedelta(days=1)} if person.active_to is not None else set()
    return _changes(
        (day, len(standings([subject], everybody.everybody, ledger, day)[subject_id].inside))
        for day in sorted(day for day in days if day <= until)
    )


def grown_lately(shown: Grid, person_id: str) -> tuple[tuple[Subject, Level, Level, date], ...]:
    """The subjects on which somebody's level rose within `GROWTH_DAYS`: before, now, since when; the latest first."""
    found = []
    for subject in shown.subjects:
        standing = shown.standings[subject.id]
        before = shown.before.get((subject.id, person_id))
        for holding in (*standing.inside, *standing.outside, *standing.others):
            if holding.person_id == person_id and before is not None and holding.level > before:
                found.append((subject, before, holding.level, holding.day))
    return tuple(sorted(found, key=lambda item: item[3], reverse=True))
