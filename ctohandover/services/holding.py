"""Who holds what: assessments are added, never changed; a subject's weight is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ctohandover.domain.assessments import Method, SessionMethod
from ctohandover.domain.ids import new_id
from ctohandover.domain.subjects import Kind
from ctohandover.errors import Invalid, NotFound
from ctohandover.storage.tables import AssessmentRow, SubjectRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctohandover.domain.levels import Level
    from ctohandover.domain.subjects import Criticality
    from ctohandover.storage.store import Store
    from ctohandover.storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssessment:
    """One assessment to be added. Without `assessor_id` it is who sits here; without `method` it is "self" when that
    is the person, else "lead"."""

    person_id: str
    subject_id: str
    level: Level
    day: date
    method: Method | None = None
    assessor_id: str | None = None
    session_method: SessionMethod | None = None
    evidence: str = ""
    session_id: str | None = None
    by_reply: bool = False


class HoldingService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def assess(self, new: NewAssessment) -> str:
        """Say that a person holds a subject at a level. Gives back the assessment's id. Raises Invalid, NotFound."""
        with self._store.unit("assessed-of", level=int(new.level)) as unit:
            rows = unit.run("SELECT title FROM subject WHERE id = :id", {"id": new.subject_id})
            unit.values["title"] = rows[0][0] if rows else ""
            rows = unit.run("SELECT name FROM person WHERE id = :id", {"id": new.person_id})
            unit.values["name"] = rows[0][0] if rows else ""
            return add_assessments(unit, [new], self._store.actor_id)[0]

    def assess_many(self, new: Sequence[NewAssessment], label: str = "assessed-many") -> list[str]:
        """Many assessments as one undo step; all of them or none. Raises Invalid, NotFound."""
        with self._store.unit(label, n=len(new)) as unit:
            return add_assessments(unit, new, self._store.actor_id)

    def weigh(self, subject_id: str, *, criticality: Criticality, needed: int | None) -> None:
        """Set how critical a subject is and how many people inside are needed (None: by its criticality)."""
        if needed is not None and not 0 <= needed <= 99:
            raise Invalid("needed-range")
        with self._store.unit("weighed") as unit:
            rows = unit.run("SELECT title FROM subject WHERE id = :id", {"id": subject_id})
            unit.values["title"] = rows[0][0] if rows else ""
            unit.change(SubjectRow, subject_id, criticality=criticality, needed=needed)


def add_assessments(unit: Unit, new: Sequence[NewAssessment], actor_id: str | None) -> list[str]:
    """Add assessments inside a unit, all in one statement; gives back their ids. Raises NotFound; Invalid
    `assessed-in-future`, and `access-level` for an access, whose holders follow from the register."""
    subjects: dict[str, str] = dict(unit.run("SELECT id, kind FROM subject"))
    people = {key for (key,) in unit.run("SELECT id FROM person")}
    today = date.today()
    for item in new:
        if item.day > today:
            raise Invalid("assessed-in-future", day=item.day.isoformat())
        if item.subject_id not in subjects:
            raise NotFound("subject", id=item.subject_id)
        if subjects[item.subject_id] == Kind.ACCESS:
            raise Invalid("access-level")
        if item.person_id not in people:
            raise NotFound("person", id=item.person_id)
    rows = [_row(item, actor_id) for item in new]
    unit.add_many(AssessmentRow, rows)
    return [str(row["id"]) for row in rows]


def _row(item: NewAssessment, actor_id: str | None) -> dict[str, object]:
    assessor = item.assessor_id or actor_id
    method = item.method or (Method.SELF if assessor == item.person_id else Method.LEAD)
    return {
        "id": new_id(),
        "person_id": item.person_id,
        "subject_id": item.subject_id,
        "level": int(item.level),
        "day": item.day,
        "method": method,
        "assessor_id": assessor,
        "session_method": item.session_method if method is Method.SESSION else None,
        "by_reply": item.by_reply,
        "evidence": item.evidence.strip(),
        "session_id": item.session_id,
    }
