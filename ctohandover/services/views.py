"""What pages, dossier and command line look at: read in one go and computed by the domain, on a plain connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ctohandover.domain.holders import NOBODY_INSIDE, Standing, standings
from ctohandover.domain.people import Person, alphabetical, short_names
from ctohandover.domain.subjects import Kind
from ctohandover.storage import reads

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ctohandover.domain.decisions import DecisionLine
    from ctohandover.domain.workspace import Workspace
    from ctohandover.storage.reader import Run


class Crew(NamedTuple):
    """The people of a workspace, and how they are called where there is little room."""

    everybody: tuple[Person, ...]

    @property
    def by_id(self) -> dict[str, Person]:
        return {person.id: person for person in self.everybody}

    @property
    def short(self) -> dict[str, str]:
        return short_names({person.id: person.name for person in self.everybody})

    def active_on(self, day: date) -> list[Person]:
        return [person for person in self.everybody if person.active_on(day)]


class Head(NamedTuple):
    """What the frame around the pages shows."""

    workspace: Workspace
    crew: Crew
    decisions: int
    skills: int
    accesses: int
    lost: int
    """Subjects of any kind that nobody inside holds: outsider-only or unheld."""
    verified: int
    applicable: int
    """Items of the checklist that are signed, of those that apply."""


class ListedDecision(NamedTuple):
    line: DecisionLine
    standing: Standing


class DecisionList(NamedTuple):
    """All decisions with who holds them, as of a day."""

    rows: tuple[ListedDecision, ...]
    crew: Crew
    as_of: date


def crew(run: Run) -> Crew:
    return Crew(tuple(reads.people(run)))


def outsiders_first(people: Iterable[Person]) -> list[Person]:
    """It is about what they leave; then by name."""
    return sorted(people, key=lambda person: (person.internal, alphabetical(person.name)))


def head(run: Run, today: date) -> Head:
    """Company, days, people and the counts beside the views."""
    from ctohandover.services.progress import progress  # the frame's counts come after the first paint

    everybody = crew(run)
    found = all_standings(run, everybody, today)
    verified, applicable = progress(run, today)
    return Head(
        workspace=reads.workspace(run),
        crew=everybody,
        decisions=sum(1 for item in found.values() if item.subject.kind is Kind.DECISION),
        skills=sum(1 for item in found.values() if item.subject.kind is Kind.SKILL),
        accesses=sum(1 for item in found.values() if item.subject.kind is Kind.ACCESS),
        lost=sum(1 for item in found.values() if item.subject.standing and item.situation in NOBODY_INSIDE),
        verified=verified,
        applicable=applicable,
    )


@reads.checked
def all_standings(run: Run, everybody: Crew, as_of: date) -> dict[str, Standing]:
    return standings(reads.subjects(run), everybody.everybody, reads.ledger(run), as_of)


@reads.checked
def decision_list(run: Run, today: date) -> DecisionList:
    everybody = crew(run)
    lines = reads.known_lines(run)
    found = standings([line.subject for line in lines], everybody.everybody, reads.ledger(run), today)
    return DecisionList(tuple(ListedDecision(line, found[line.id]) for line in lines), everybody, today)
