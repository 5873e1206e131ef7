"""Who holds what: assessments are added, never changed; a subject's weight is set."""

from __future__ import annotations

from datetime import date

from ctohandover.domain.assessments import Method, SessionMethod
from ctohandover.domain.ids import new_id
from ctohandover.domain.levels import Level
from ctohandover.domain.subjects import Criticality
from ctohandover.errors import Invalid, NotFound
from ctohandover.storage.store import Store
from ctohandover.storage.tables import AssessmentRow, SubjectRow


class HoldingService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def assess(
        self,
        person_id: str,
        subject_id: str,
        level: Level,
        *,
        day: date | None = None,
        method: Method | None = None,
        assessor_id: str | None = None,
        session_method: SessionMethod | None = None,
        evidence: str = "",
    ) -> str:
        """Say that a person holds a subject at a level. Gives back the assessment's id. Raises Invalid, NotFound.

        Without `assessor_id` it is who sits here; without `method` it is "self" when that is the person, else "lead".
        """
        on = day or date.today()
        if on > date.today():
            raise Invalid("assessed-in-future", day=on.isoformat())
        assessor = assessor_id or self._store.actor_id
        how = method or (Method.SELF if assessor == person_id else Method.LEAD)
        with self._store.unit("assessed", level=int(level)) as unit:
            rows = unit.run("SELECT title FROM subject WHERE id = :id", {"id": subject_id})
            if not rows:
                raise NotFound("subject", id=subject_id)
            if not unit.run("SELECT 1 FROM person WHERE id = :id", {"id": person_id}):
                raise NotFound("person", id=person_id)
            unit.values["title"] = rows[0][0]
            return unit.add(
                AssessmentRow(
                    id=new_id(),
                    version="",
                    person_id=person_id,
                    subject_id=subject_id,
                    level=int(level),
                    day=on,
                    method=how,
                    assessor_id=assessor,
                    session_method=session_method if how is Method.SESSION else None,
                    by_reply=False,
                    evidence=evidence.strip(),
                )
            )

    def weigh(self, subject_id: str, *, criticality: Criticality, needed: int | None) -> None:
        """Set how critical a subject is and how many people inside are needed (None: by its criticality)."""
        if needed is not None and not 0 <= needed <= 99:
            raise Invalid("needed-range")
        with self._store.unit("weighed") as unit:
            rows = unit.run("SELECT title FROM subject WHERE id = :id", {"id": subject_id})
            unit.values["title"] = rows[0][0] if rows else ""
            unit.change(SubjectRow, subject_id, criticality=criticality, needed=needed)
