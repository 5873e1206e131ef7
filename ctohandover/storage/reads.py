"""Every read of a workspace, as plain SQL that gives records of the domain.

Written once for both connections: the plain one that answers before the first paint, and the writer's inside a unit.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache, wraps
from itertools import repeat
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from ctohandover.domain.assessments import PROVING_SESSIONS, Assessment, Method, SessionMethod
from ctohandover.domain.decisions import (
    Decision,
    DecisionLine,
    Finding,
    Relation,
    RelationKind,
    Source,
    Status,
    is_standing,
)
from ctohandover.domain.journal import Entry
from ctohandover.domain.ledger import Ledger
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person, Role, alphabetical
from ctohandover.domain.subjects import Criticality, Kind, Subject
from ctohandover.domain.workspace import Workspace
from ctohandover.errors import NotFound
from ctohandover.storage.columns import columns_of, many_objects, records
from ctohandover.storage.reader import UnreadableRow, kept

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from ctohandover.storage.reader import Run

P = ParamSpec("P")
T = TypeVar("T")
_LEVELS = tuple(Level)
_STATUS: dict[str | None, Status | None] = {None: None, **{status.value: status for status in Status}}
_STANDING = {value: is_standing(status) for value, status in _STATUS.items()}
_KIND = {kind.value: kind for kind in Kind}
_CRITICALITY = {criticality.value: criticality for criticality in Criticality}


def checked(read: Callable[P, T]) -> Callable[P, T]:
    """A row that makes no record is told from a mistake in the code that works with records."""

    @wraps(read)
    def checked(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return read(*args, **kwargs)
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise UnreadableRow from error

    return checked


@cache  # lists of ten thousand have some hundred days
def as_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@checked
def workspace(run: Run) -> Workspace:
    rows = run(
        "SELECT id, company, language, last_day, handover_day, arrival_day, keeper_id, created_at, version,"
        " notice_months, search_months, transfer_share, aftercare_hours"
        " FROM workspace"
    )
    if not rows:
        raise NotFound("no-workspace")
    (key, company, language, last, handover, arrival, keeper, created, version, notice, search, share, hours) = rows[0]
    return Workspace(
        id=key,
        company=company,
        language=language,
        last_day=as_day(last),
        handover_day=as_day(handover),
        arrival_day=as_day(arrival),
        keeper_id=keeper,
        created_at=created,
        version=version,
        notice_months=notice,
        search_months=search,
        transfer_share=share,
        aftercare_hours=hours,
    )


@checked
def people(run: Run) -> list[Person]:
    """Everybody, by name."""
    rows = run(
        "SELECT id, name, role, internal, on_site, active_from, active_to, days_a_month, note, version,"
        " spare_hours FROM person"
    )
    found = [
        Person(
            id=key,
            name=name,
            role=Role(role),
            internal=bool(internal),
            on_site=bool(on_site),
            active_from=as_day(start),
            active_to=as_day(end),
            days_a_month=days,
            note=note,
            version=version,
            spare_hours=spare,
        )
        for key, name, role, internal, on_site, start, end, days, note, version, spare in rows
    ]
    return sorted(found, key=lambda person: alphabetical(person.name))


@checked
def subjects(run: Run) -> list[Subject]:
    """Every subject of every kind; a decision's `standing` follows from its status."""
    rows = run(
        "SELECT s.id, s.kind, s.title, s.criticality, s.needed, s.area, d.status"
        " FROM subject s LEFT JOIN decision d ON d.id = s.id"
    )
    key, kind, title, criticality, needed, area, status = columns_of(rows, 7)
    return records(
        Subject,
        len(rows),
        {
            "id": key,
            "kind": map(_KIND.__getitem__, kind),
            "title": title,
            "criticality": map(_CRITICALITY.__getitem__, criticality),
            "needed_set": needed,
            "area": area,
            "standing": [of != Kind.DECISION.value or _STANDING[now] for of, now in zip(kind, status, strict=True)],
        },
    )


def subject_version(run: Run, subject_id: str) -> str:
    """The version of a skill, a system or a duty as it stands: the later one of the subject's and its details'.
    Raises NotFound."""
    rows = run(
        "SELECT MAX(s.version, COALESCE(k.version, ''), COALESCE(c.version, '')) FROM subject s"
        " LEFT JOIN skill k ON k.id = s.id LEFT JOIN charge c ON c.id = s.id WHERE s.id = :id",
        {"id": subject_id},
    )
    if not rows:
        raise NotFound("subject", id=subject_id)
    return str(rows[0][0])


@checked
def assessments(run: Run, subject_id: str | None = None) -> list[Assessment]:
    """All assessments in the order in which they were entered, or those of one subject."""
    where = " WHERE subject_id = :subject" if subject_id else ""
    rows = run(
        "SELECT id, person_id, subject_id, level, day, method, assessor_id, session_method, by_reply, evidence,"
        " session_id, version"
        f" FROM assessment{where} ORDER BY id",
        {"subject": subject_id} if subject_id else {},
    )
    return [
        Assessment(
            id=key,
            person_id=person,
            subject_id=subject,
            level=_LEVELS[level],
            day=date.fromisoformat(day),
            method=Method(method),
            assessor_id=assessor,
            session_method=SessionMethod(session) if session else None,
            by_reply=bool(by_reply),
            evidence=evidence,
            session_id=of_session,
            version=version,
        )
        for key, person, subject, level, day, method, assessor, session, by_reply, evidence, of_session, version in rows
    ]


def ledger(run: Run) -> Ledger:
    """All assessments as figures are counted from them, read once for each state of the file: not to be changed by who
    gets it."""
    return kept(run, "ledger", _ledger)


@checked
def _ledger(run: Run) -> Ledger:
    proving = ", ".join(f"'{method.value}'" for method in sorted(PROVING_SESSIONS))
    rows = run(
        "SELECT subject_id, person_id, day, id, level, by_self, CASE WHEN level < 3 THEN 0"
        f" WHEN by_self THEN by_reply ELSE 2 * (method = 'drill' OR COALESCE(session_method IN ({proving}), 0)) END"
        " FROM (SELECT *, (method = 'self' OR COALESCE(assessor_id = person_id, 0)) AS by_self FROM assessment)"
        " ORDER BY id"
    )
    return Ledger(rows)


_LINE = (
    "SELECT d.id, s.title, d.number, d.status, d.status_raw, d.date, d.path, d.source_id, d.deciders, d.dialect,"
    " d.hash <> d.exchanged_hash, s.criticality, s.needed, s.area"
    " FROM decision d JOIN subject s ON s.id = d.id"
)


@checked
def decision_lines(run: Run) -> list[DecisionLine]:
    """All decisions, the highest number first, unnumbered ones by path at the end."""
    with many_objects():
        return run(_LINE + " ORDER BY d.number IS NULL, d.number DESC, d.path", None, _lines)


def known_lines(run: Run) -> list[DecisionLine]:
    """The same, read once for each state of the file: not to be changed by who gets it."""
    return kept(run, "lines", decision_lines)


def _lines(rows: list[tuple[Any, ...]]) -> list[DecisionLine]:
    (key, title, number, status, raw, day, path, source, deciders, dialect, edited, criticality, needed, area) = (
        columns_of(rows, 14)
    )
    about = records(
        Subject,
        len(rows),
        {
            "id": key,
            "kind": repeat(Kind.DECISION),
            "title": title,
            "criticality": map(_CRITICALITY.__getitem__, criticality),
            "needed_set": needed,
            "area": area,
            "standing": map(_STANDING.__getitem__, status),
        },
    )
    names = {text: tuple(json.loads(text)) for text in set(deciders)}
    return records(
        DecisionLine,
        len(rows),
        {
            "id": key,
            "title": title,
            "number": number,
            "status": map(_STATUS.__getitem__, status),
            "status_raw": raw,
            "date": map(as_day, day),
            "path": path,
            "source_id": source,
            "deciders": map(names.__getitem__, deciders),
            "dialect": dialect,
            "edited": map(bool, edited),
            "subject": about,
        },
    )


@checked
def decision(run: Run, decision_id: str) -> Decision:
    """One decision with its text. Raises NotFound."""
    rows = run(_LINE + " WHERE d.id = :id", {"id": decision_id})
    more = run(
        "SELECT d.relations, d.findings, d.date_raw, d.exchanged_hash, t.content, t.version"
        " FROM decision d JOIN decision_text t ON t.id = d.id WHERE d.id = :id",
        {"id": decision_id},
    )
    if not rows or not more:
        raise NotFound("decision", id=decision_id)
    relations, findings, date_raw, exchanged, content, version = more[0]
    return Decision(
        line=_lines(rows)[0],
        content=content,
        relations=tuple(Relation(RelationKind(kind), *rest) for kind, *rest in json.loads(relations)),
        findings=tuple(Finding(*pair) for pair in json.loads(findings)),
        date_raw=date_raw,
        exchanged_hash=exchanged,
        text_version=version,
    )


def contents(run: Run) -> Iterator[tuple[str, bytes]]:
    """(decision id, text) of all decisions, a few at a time."""
    keys = [key for (key,) in run("SELECT id FROM decision_text ORDER BY id")]
    for start in range(0, len(keys), 200):
        chunk = keys[start : start + 200]
        marks = ", ".join(f":k{n}" for n in range(len(chunk)))
        yield from run(
            f"SELECT id, content FROM decision_text WHERE id IN ({marks})",
            {f"k{n}": key for n, key in enumerate(chunk)},
        )


@checked
def sources(run: Run) -> list[Source]:
    return [Source(id=key, path=path, version=version) for key, path, version in run(
        "SELECT id, path, version FROM source ORDER BY id"
    )]  # fmt: skip


def exchanged(run: Run, source_id: str) -> dict[str, tuple[str, str, str]]:
    """Path -> (decision id, hash of its text, hash at the last exchange) in one source folder."""
    return {
        path: (key, now, then)
        for path, key, now, then in run(
            "SELECT path, id, hash, exchanged_hash FROM decision WHERE source_id = :id", {"id": source_id}
        )
    }


def image_hashes(run: Run, source_id: str | None) -> dict[str, tuple[str, str]]:
    """Path -> (image id, hash) in one source folder."""
    return {
        path: (key, digest)
        for path, key, digest in run("SELECT path, id, hash FROM image WHERE source_id IS :id", {"id": source_id})
    }


def images(run: Run, source_id: str | None, paths: Collection[str] | None = None) -> dict[str, bytes]:
    """Path -> bytes of the stored images of a source folder, all or those asked for."""
    if paths is None:
        return dict(run("SELECT path, content FROM image WHERE source_id IS :id", {"id": source_id}))
    found: dict[str, bytes] = {}
    for path in paths:
        found.update(
            run(
                "SELECT path, content FROM image WHERE source_id IS :id AND path = :path",
                {"id": source_id, "path": path},
            )
        )
    return found


def entries(run: Run, *, limit: int = 50, record_id: str | None = None) -> list[Entry]:
    """The latest transactions, newest first; with `record_id` only those that touched that record."""
    where = " WHERE txn IN (SELECT txn FROM journal WHERE record_id = :record)" if record_id else ""
    rows = run(
        "SELECT txn, at, who_id, label, label_values, COUNT(*), kind, record_id, undoes, MIN(seq)"
        f" FROM journal{where} GROUP BY txn ORDER BY MIN(seq) DESC LIMIT :limit",
        {"limit": limit, "record": record_id} if record_id else {"limit": limit},
    )
    return [
        Entry(
            id=txn,
            at=at,
            who_id=who,
            label=label,
            values=json.loads(values),
            records=count,
            first_record=(kind, record),
            undoes=undoes,
        )
        for txn, at, who, label, values, count, kind, record, undoes, _ in rows
    ]


def last_seq(run: Run) -> int:
    """The number of the newest journal row; 0 in a new workspace."""
    return int(run("SELECT COALESCE(MAX(seq), 0) FROM journal")[0][0])


def touched_since(run: Run, seq: int) -> list[tuple[int, str, str, str]]:
    """(seq, transaction, table, record id) of the journal rows after `seq`."""
    return [tuple(row) for row in run(
        "SELECT seq, txn, kind, record_id FROM journal WHERE seq > :seq ORDER BY seq", {"seq": seq}
    )]  # fmt: skip


def draft(run: Run, record_id: str, owner: str) -> tuple[str, str, str] | None:
    """(text, version of the record it was begun on, time) of somebody's draft, if there is one."""
    rows = run(
        "SELECT text, base_version, at FROM draft WHERE id = :id AND owner = :owner",
        {"id": record_id, "owner": owner},
    )
    return tuple(rows[0]) if rows else None


def drafts(run: Run, owner: str) -> list[str]:
    """The records that somebody has drafts of."""
    return [key for (key,) in run("SELECT id FROM draft WHERE owner = :owner ORDER BY at", {"owner": owner})]
