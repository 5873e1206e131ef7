"""Transfer sessions: planned, recorded with what came of them, taken away. A recorded one is evidence of levels."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ctohandover.domain.assessments import Method
from ctohandover.domain.ids import new_id
from ctohandover.domain.sessions import Outcome, Proposal, Session
from ctohandover.errors import Invalid, NotFound
from ctohandover.services.holding import NewAssessment, add_assessments
from ctohandover.storage.tables import (
    AssessmentRow,
    EvidenceRow,
    SessionReceiverRow,
    SessionRow,
    SessionSubjectRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctohandover.storage.store import Store
    from ctohandover.storage.unit import Unit

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
LONGEST_MINUTES = 24 * 60


def tidy(session: Session) -> Session:
    """The session with clean words. Raises Invalid: `session-no-receiver`, `session-no-subject`, `session-giver`,
    `session-minutes`, `session-time`, `session-in-future` (held, but dated later than today)."""
    if not session.receivers:
        raise Invalid("session-no-receiver")
    if not session.subjects:
        raise Invalid("session-no-subject")
    if session.giver_id in session.receivers:
        raise Invalid("session-giver")
    if not 1 <= session.minutes <= LONGEST_MINUTES:
        raise Invalid("session-minutes")
    if session.start is not None and not _TIME.fullmatch(session.start):
        raise Invalid("session-time", text=session.start)
    if session.held and session.day > date.today():
        raise Invalid("session-in-future", day=session.day.isoformat())
    return replace(
        session,
        title=" ".join(session.title.split()),
        receivers=tuple(dict.fromkeys(session.receivers)),
        subjects=tuple(dict.fromkeys(session.subjects)),
        evidence=session.evidence.strip(),
        notes=session.notes.strip(),
    )


class SessionService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, session: Session, accepted: Sequence[Proposal] = ()) -> str:
        """Plan a session, or record one that was held together with the levels that came of it, as one undo step.

        Gives back its id (made here). Raises Invalid, NotFound.
        """
        clean = replace(tidy(session), id=new_id())
        label = "session-recorded" if clean.held else "session-planned"
        with self._store.unit(label, title=clean.title) as unit:
            unit.values["title"] = clean.title or _name(unit, clean)
            put_session(unit, clean)
            _assess(unit, clean, accepted, self._store.actor_id)
        return clean.id

    def change(self, before: Session, after: Session, accepted: Sequence[Proposal] = ()) -> None:
        """Change a session as `before` was seen: record what came of a planned one, or correct it.

        Levels that came of it earlier stay, unless `accepted` says others for the same person and subject: those are
        added, and count since they are later entries. Raises Invalid, NotFound or Conflict.
        """
        clean = tidy(after)
        label = "session-recorded" if clean.held and not before.held else "session-changed"
        with self._store.unit(label, title=clean.title) as unit:
            _check_known(unit, clean)
            unit.values["title"] = clean.title or _name(unit, clean)
            unit.change(SessionRow, before.id, expected=before.version, **_columns(clean))
            if (before.receivers, before.subjects) != (clean.receivers, clean.subjects):
                _remove_links(unit, before.id)
                _add_links(unit, replace(clean, id=before.id))
            _assess(unit, replace(clean, id=before.id), accepted, self._store.actor_id)

    def remove(self, session: Session) -> None:
        """Remove a session with the levels that came of it. Evidence that pointed at it stays, in words alone."""
        with self._store.unit("session-removed", title=session.title) as unit:
            unit.values["title"] = session.title or _name(unit, session)
            for (key,) in unit.run("SELECT id FROM assessment WHERE session_id = :id", {"id": session.id}):
                unit.remove(AssessmentRow, key)
            for (key,) in unit.run("SELECT id FROM evidence WHERE session_id = :id", {"id": session.id}):
                unit.change(EvidenceRow, key, session_id=None)
            _remove_links(unit, session.id)
            unit.remove(SessionRow, session.id, expected=session.version)


def put_session(unit: Unit, clean: Session) -> None:
    """Add a tidy session, which has its id, inside a unit. Raises NotFound."""
    _check_known(unit, clean)
    unit.add(SessionRow(**_columns(clean), id=clean.id, version=""))
    _add_links(unit, clean)


def _columns(session: Session) -> dict[str, Any]:
    names = ("title", "day", "start", "minutes", "giver_id", "method", "outcome", "evidence", "notes")
    return {name: getattr(session, name) for name in names}


def _check_known(unit: Unit, session: Session) -> None:
    people = {key for (key,) in unit.run("SELECT id FROM person")}
    for key in (*session.receivers, *([session.giver_id] if session.giver_id else [])):
        if key not in people:
            raise NotFound("person", id=key)
    subjects = {key for (key,) in unit.run("SELECT id FROM subject")}
    for key in session.subjects:
        if key not in subjects:
            raise NotFound("subject", id=key)


def _name(unit: Unit, session: Session) -> str:
    rows = unit.run("SELECT title FROM subject WHERE id = :id", {"id": session.subjects[0]}) if session.subjects else []
    return str(rows[0][0]) if rows else ""


def _add_links(unit: Unit, session: Session) -> None:
    unit.add_many(
        SessionReceiverRow,
        [{"id": new_id(), "session_id": session.id, "person_id": person} for person in session.receivers],
    )
    unit.add_many(
        SessionSubjectRow,
        [{"id": new_id(), "session_id": session.id, "subject_id": subject} for subject in session.subjects],
    )


def _remove_links(unit: Unit, session_id: str) -> None:
    for model in (SessionReceiverRow, SessionSubjectRow):
        for (key,) in unit.run(f"SELECT id FROM {model.__tablename__} WHERE session_id = :id", {"id": session_id}):
            unit.remove(model, key)


def _assess(unit: Unit, session: Session, accepted: Iterable[Proposal], actor_id: str | None) -> None:
    """The levels that were accepted, said by the giver (who saw it), else by whoever sits here."""
    new = [
        NewAssessment(
            person_id=item.person_id,
            subject_id=item.subject_id,
            level=item.level,
            day=session.day,
            method=Method.SESSION,
            session_method=session.method,
            assessor_id=session.giver_id or actor_id,
            evidence=session.evidence,
            session_id=session.id,
        )
        for item in accepted
    ]
    if new and session.outcome not in (Outcome.PASS, Outcome.PARTIAL):
        raise Invalid("session-no-outcome")
    if new:
        add_assessments(unit, new, actor_id)
