"""What pages, dossier and command line look at: read in one go and computed by the domain, on a plain connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.domain.departure import Loss, departure
from ctohandover.domain.holders import Situation, Standing, order, standings
from ctohandover.domain.people import Person, short_names
from ctohandover.errors import NotFound
from ctohandover.storage import reads, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ctohandover.domain.assessments import Assessment
    from ctohandover.domain.decisions import Decision, DecisionLine
    from ctohandover.domain.journal import Entry
    from ctohandover.domain.workspace import Workspace
    from ctohandover.storage.reader import Run


@dataclass(frozen=True, slots=True)
class Crew:
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


@dataclass(frozen=True, slots=True)
class Head:
    """What the frame around the pages shows."""

    workspace: Workspace
    crew: Crew
    decisions: int
    outsider_only: int


@dataclass(frozen=True, slots=True)
class ListedDecision:
    line: DecisionLine
    standing: Standing


@dataclass(frozen=True, slots=True)
class DecisionList:
    """All decisions with who holds them, as of a day."""

    rows: tuple[ListedDecision, ...]
    crew: Crew
    as_of: date


@dataclass(frozen=True, slots=True)
class DecisionDetail:
    """One decision to read: its text, who holds it and what was said about that, the decisions around it."""

    decision: Decision
    standing: Standing
    assessments: tuple[Assessment, ...]
    crew: Crew
    relatives: tuple[DecisionLine, ...]
    """Every other decision of the same source folder: what links and numbers in the text may mean."""
    source_path: str
    draft: tuple[str, str, str] | None
    """(text, version of the text that it was begun on, time) of what was typed and not finished."""
    images: dict[str, bytes]
    """Path inside the source folder -> bytes, of the images that are stored with it."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What only the outsider holds, and by whom the standing decisions can be explained."""

    workspace: Workspace
    crew: Crew
    as_of: date
    by_situation: dict[Situation, tuple[Standing, ...]]
    claimed: tuple[Standing, ...]
    """Of those held by as many as needed, the ones nobody has shown yet."""
    review_due: tuple[Standing, ...]
    not_standing: int
    recent: tuple[Entry, ...]

    def count(self, situation: Situation) -> int:
        return len(self.by_situation[situation])

    @property
    def standing(self) -> int:
        return sum(len(found) for found in self.by_situation.values())


def crew(run: Run) -> Crew:
    return Crew(tuple(reads.people(run)))


def head(run: Run, today: date) -> Head:
    """Company, days, people and the counts beside the views."""
    everybody = crew(run)
    found = _standings(run, everybody, today)
    return Head(
        workspace=reads.workspace(run),
        crew=everybody,
        decisions=int(run("SELECT COUNT(*) FROM decision")[0][0]),
        outsider_only=sum(
            1 for item in found.values() if item.subject.standing and item.situation is Situation.OUTSIDER_ONLY
        ),
    )


def _standings(run: Run, everybody: Crew, as_of: date) -> dict[str, Standing]:
    return standings(reads.subjects(run), everybody.everybody, reads.assessments(run), as_of)


def decision_list(run: Run, today: date) -> DecisionList:
    everybody = crew(run)
    lines = reads.decision_lines(run)
    found = standings([line.subject for line in lines], everybody.everybody, reads.assessments(run), today)
    return DecisionList(tuple(ListedDecision(line, found[line.id]) for line in lines), everybody, today)


def decision_detail(run: Run, decision_id: str, today: date, owner: str = "") -> DecisionDetail:
    """Raises NotFound when the decision is gone. `owner` is whose draft is looked for."""
    decision = reads.decision(run, decision_id)
    everybody = crew(run)
    said = reads.assessments(run, decision_id)
    standing = standings([decision.line.subject], everybody.everybody, said, today)[decision_id]
    source = decision.line.source_id
    relatives = [line for line in reads.decision_lines(run) if line.source_id == source and line.id != decision_id]
    paths = {item.id: item.path for item in reads.sources(run)}
    return DecisionDetail(
        decision=decision,
        standing=standing,
        assessments=tuple(said),
        crew=everybody,
        relatives=tuple(relatives),
        source_path=paths.get(source or "", ""),
        draft=reads.draft(run, decision_id, owner) if owner else None,
        images=reads.images(run, source, _shown_images(decision)),
    )


def _shown_images(decision: Decision) -> tuple[str, ...]:
    from ctohandover.formats.adr import read  # the first paint needs no texts, and this takes a third of its time

    return read(decision.line.path, decision.content).images


def overview(run: Run, today: date) -> Overview:
    everybody = crew(run)
    found = list(_standings(run, everybody, today).values())
    counted = sorted((item for item in found if item.subject.standing), key=order)
    by_situation = {
        situation: tuple(item for item in counted if item.situation is situation) for situation in Situation
    }
    return Overview(
        workspace=reads.workspace(run),
        crew=everybody,
        as_of=today,
        by_situation=by_situation,
        claimed=tuple(item for item in by_situation[Situation.HELD] if not item.proven),
        review_due=tuple(item for item in counted if item.review_due),
        not_standing=len(found) - len(counted),
        recent=tuple(reads.entries(run, limit=18)),
    )


def losses(run: Run, names: Sequence[str], day: date) -> tuple[list[Loss], Crew]:
    """What would be lost if the people of these names left on a day. Raises NotFound for a name that nobody has."""
    everybody = crew(run)
    leaving = {find_person(everybody.everybody, name).id for name in names}
    found = departure(reads.subjects(run), everybody.everybody, reads.assessments(run), leaving, day)
    return found, everybody


def find_person(people: Iterable[Person], name: str) -> Person:
    """The person with that name, or the only one whose name begins with it, letter case aside."""
    wanted = " ".join(name.split()).casefold()
    everybody = list(people)
    exact = [person for person in everybody if person.name.casefold() == wanted]
    begins = [person for person in everybody if person.name.casefold().startswith(wanted)] if wanted else []
    found = exact or begins
    if len(found) != 1:
        raise NotFound("person-name", name=name, known=", ".join(person.name for person in everybody))
    return found[0]


def search_decisions(run: Run, words: str) -> dict[str, str]:
    """Decision id -> snippet of where the words are, best first."""
    return {hit.record_id: hit.snippet for hit in search.find(run, words)}
