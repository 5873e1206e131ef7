"""All that a workspace says of one person, for them to read, to comment and to take along."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ctohandover.domain.ids import new_id
from ctohandover.domain.ledger import ID, counting
from ctohandover.domain.record import record
from ctohandover.errors import Invalid, NotFound
from ctohandover.services.views import Crew, crew
from ctohandover.storage import reads, reply_reads, transition_reads
from ctohandover.storage.access_reads import accesses
from ctohandover.storage.skill_reads import charges, sessions, skills
from ctohandover.storage.tables import RemarkRow

if TYPE_CHECKING:
    from ctohandover.domain.accesses import Access
    from ctohandover.domain.assessments import Assessment
    from ctohandover.domain.people import Person
    from ctohandover.domain.sessions import Session
    from ctohandover.domain.skills import Charge, Skill
    from ctohandover.domain.subjects import Subject
    from ctohandover.domain.transition import Evidence, Item, Signoff
    from ctohandover.storage.reader import Run
    from ctohandover.storage.reply_reads import AskedQuestion, StoredSheet
    from ctohandover.storage.store import Store

LONGEST_REMARK = 20_000


@record(kw_only=True)
class Remark:
    """What a person says of what is said of them: of one subject, or (`subject_id` None) of all of it."""

    id: str
    person_id: str
    subject_id: str | None
    text: str
    day: date
    version: str = ""


@record(kw_only=True)
class PersonFile:
    """The latest first in each list. `counts` are the ids of the assessments that count today."""

    person: Person
    company: str
    as_of: date
    crew: Crew
    subjects: dict[str, Subject]
    skills: dict[str, Skill]
    items: dict[str, Item]
    levels: tuple[Assessment, ...]
    counts: frozenset[str]
    said_of_others: int
    """How many levels of other people they said."""
    sessions: tuple[Session, ...]
    duties: tuple[Charge, ...]
    accesses: tuple[Access, ...]
    does: tuple[Item, ...]
    signoffs: tuple[Signoff, ...]
    evidence: tuple[Evidence, ...]
    questions: tuple[AskedQuestion, ...]
    sheets: tuple[StoredSheet, ...]
    remarks: tuple[Remark, ...]


@reads.checked
def person_file(run: Run, person_id: str, today: date) -> PersonFile:
    """Raises NotFound."""
    everybody = crew(run)
    person = everybody.by_id.get(person_id)
    if person is None:
        raise NotFound("person", id=person_id)
    said = reads.assessments(run)
    items = transition_reads.items(run)
    cells = [of_person.get(person_id, []) for of_person in reads.ledger(run).cells.values()]
    questions = reply_reads.questions(run)
    return PersonFile(
        person=person,
        company=reads.workspace(run).company,
        as_of=today,
        crew=everybody,
        subjects={subject.id: subject for subject in reads.subjects(run)},
        skills={skill.subject.id: skill for skill in skills(run)},
        items={item.id: item for item in items},
        levels=tuple(sorted((a for a in said if a.person_id == person_id), key=lambda a: (a.day, a.id), reverse=True)),
        counts=frozenset(counting(entries)[ID] for entries in cells if entries),
        said_of_others=sum(1 for a in said if a.assessor_id == person_id and a.person_id != person_id),
        sessions=tuple(one for one in sessions(run) if person_id in (one.giver_id, *one.receivers)),
        duties=tuple(one for one in charges(run) if person_id in (one.owner_id, one.deputy_id)),
        accesses=tuple(one for one in accesses(run) if _names(one, person_id)),
        does=tuple(item for item in items if person_id in (item.owner_id, item.signer_id)),
        signoffs=tuple(one for one in reversed(transition_reads.signoffs(run)) if one.person_id == person_id),
        evidence=tuple(one for one in reversed(transition_reads.evidence(run)) if one.person_id == person_id),
        questions=tuple(
            one for one in questions if person_id in (one.to_id, one.asked_by, *(who for who, *_ in one.answers))
        ),
        sheets=tuple(one for one in reply_reads.sheets(run) if one.person_id == person_id),
        remarks=tuple(remarks(run, person_id)),
    )


def _names(access: Access, person_id: str) -> bool:
    named = {grant.person_id for grant in access.grants} | {tie.person_id for tie in access.ties}
    return person_id in named


@reads.checked
def remarks(run: Run, person_id: str | None = None) -> list[Remark]:
    """Of one person, or all; the latest first."""
    where = " WHERE person_id = :id" if person_id else ""
    rows = run(
        f"SELECT id, person_id, subject_id, text, day, version FROM remark{where} ORDER BY day DESC, id DESC",
        {"id": person_id} if person_id else {},
    )
    return [
        Remark(id=key, person_id=who, subject_id=about, text=text, day=date.fromisoformat(day), version=version)
        for key, who, about, text, day, version in rows
    ]


def as_json(found: PersonFile) -> dict[str, Any]:
    """Everything as it is kept, with the names and titles that a reader needs; ids stay, so that nothing is lost."""
    names = {person.id: person.name for person in found.crew.everybody}
    titles = {key: subject.title for key, subject in found.subjects.items()}
    parts = (
        "levels", "sessions", "duties", "accesses", "does", "signoffs", "evidence", "questions", "remarks",
    )  # fmt: skip
    return {
        "format": "ctohandover-person",
        "version": 1,
        "company": found.company,
        "as_of": found.as_of.isoformat(),
        "person": _plain(found.person),
        **{part: [_plain(one) for one in getattr(found, part)] for part in parts},
        "sheets": [{"day": one.day.isoformat(), "asked": len(one.rows)} for one in found.sheets],
        "levels_said_of_others": found.said_of_others,
        "counting_levels": sorted(found.counts),
        "names": names,
        "titles": titles | {key: item.title for key, item in found.items.items()},
    }


def _plain(found: Any) -> Any:
    if is_dataclass(found) and not isinstance(found, type):
        return {key: _plain(value) for key, value in asdict(found).items() if key != "version"}
    if isinstance(found, dict):
        return {str(key): _plain(value) for key, value in found.items()}
    if isinstance(found, list | tuple | set | frozenset):
        return [_plain(one) for one in found]
    return found.isoformat() if isinstance(found, date) else found


class RemarkService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, person_id: str, subject_id: str | None, text: str, today: date) -> str:
        """Write down what a person says; who typed it is in the history. Raises Invalid: `remark-empty`,
        `remark-long`."""
        clean = text.strip()
        if not clean:
            raise Invalid("remark-empty")
        if len(clean) > LONGEST_REMARK:
            raise Invalid("remark-long", limit=LONGEST_REMARK)
        with self._store.unit("remark-added") as unit:
            row = RemarkRow(
                id=new_id(), version="", person_id=person_id, subject_id=subject_id, text=clean, day=today
            )  # fmt: skip
            return unit.add(row)

    def remove(self, remark: Remark) -> None:
        """Raises Conflict, NotFound."""
        with self._store.unit("remark-removed") as unit:
            unit.remove(RemarkRow, remark.id, expected=remark.version)
