"""What a user decides about the plan of the days left: accepted, pinned, refused, and under which terms it is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ctohandover.domain.ids import new_id
from ctohandover.domain.plan import PlanChoice
from ctohandover.domain.sessions import Session
from ctohandover.errors import Invalid, NotFound
from ctohandover.services.answers import who_leaves
from ctohandover.services.people import check
from ctohandover.services.planning import leaving_day
from ctohandover.services.sessions import put_session, tidy
from ctohandover.storage import plan_reads, reads
from ctohandover.storage.plan_tables import EffortRow, PlanChoiceRow
from ctohandover.storage.tables import PersonRow, WorkspaceRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ctohandover.domain.people import Person
    from ctohandover.domain.plan import Lesson
    from ctohandover.domain.workspace import Workspace
    from ctohandover.storage.store import Store
    from ctohandover.storage.unit import Unit

LONGEST_EFFORT = 200
LONGEST_COURSE = 400
MOST_AFTERCARE = 500
"""Hours: of one level, of one course, of after-care. More is a slip of the keyboard."""


class PlanService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def pin(
        self,
        subject_id: str,
        receiver_id: str,
        *,
        week: date | None = None,
        minutes: int | None = None,
        instead: str = "",
        never: bool = False,
    ) -> None:
        """Let this person receive it, whatever the rule says: not before `week`, taking `minutes` in all (None: by the
        rule). `instead` is in whose place: a pin of theirs goes, and with `never` they are refused from now on, so that
        the rule does not find them for another place.

        Raises Invalid: `plan-receiver` (not inside until the last day), `plan-minutes`; NotFound.
        """
        if minutes is not None and not 5 <= minutes <= LONGEST_COURSE * 60:
            raise Invalid("plan-minutes", limit=LONGEST_COURSE)
        monday = week - timedelta(days=week.weekday()) if week else None
        with self._store.unit("plan-pinned") as unit:
            receiver = self._name(unit, subject_id, receiver_id)
            _check_stays(unit, receiver)
            if instead and instead != receiver_id:
                if never:
                    _put(unit, subject_id, instead, choice=PlanChoice.REFUSED, week=None, minutes=None)
                else:
                    _forget(unit, subject_id, instead, PlanChoice.PINNED)
            _put(unit, subject_id, receiver_id, choice=PlanChoice.PINNED, week=monday, minutes=minutes)

    def refuse(self, subject_id: str, receiver_id: str) -> None:
        """Never let this person receive it; the rule looks for the next one. Raises NotFound."""
        with self._store.unit("plan-refused") as unit:
            self._name(unit, subject_id, receiver_id)
            _put(unit, subject_id, receiver_id, choice=PlanChoice.REFUSED, week=None, minutes=None)

    def by_rule(self, subject_id: str, receiver_id: str) -> None:
        """Forget what was decided about the two. Raises NotFound."""
        with self._store.unit("plan-by-rule") as unit:
            self._name(unit, subject_id, receiver_id)
            _forget(unit, subject_id, receiver_id)

    def set_effort(self, subject_id: str, hours: float | None) -> None:
        """Hours that a level of this subject takes; None is what is usual for its kind. Raises Invalid, NotFound."""
        if hours is not None and not 0 < hours <= LONGEST_EFFORT:
            raise Invalid("plan-effort", limit=LONGEST_EFFORT)
        with self._store.unit("plan-effort") as unit:
            unit.values["title"] = _title(unit, subject_id)
            known = plan_reads.efforts(unit.run)
            if hours is None:
                if subject_id in known:
                    unit.remove(EffortRow, subject_id)
            elif subject_id in known:
                unit.change(EffortRow, subject_id, hours=hours)
            else:
                unit.add_many(EffortRow, [{"id": subject_id, "hours": hours}])

    def settle(self, expected: Workspace, *, share: int | None, aftercare: int | None,
               people: Mapping[str, tuple[float | None, float | None]]) -> None:  # fmt: skip
        """The terms of the plan: `share` in percent, `aftercare` in hours, and for people's ids their (days a month,
        spare hours a week). None is what is usual. Raises Invalid, NotFound or Conflict."""
        if share is not None and not 0 <= share <= 100:
            raise Invalid("plan-share")
        if aftercare is not None and not 0 <= aftercare <= MOST_AFTERCARE:
            raise Invalid("plan-aftercare", limit=MOST_AFTERCARE)
        with self._store.unit("plan-terms") as unit:
            unit.change(
                WorkspaceRow, expected.id, expected=expected.version, transfer_share=share, aftercare_hours=aftercare
            )
            known = reads.people(unit.run)
            for key, (days, spare) in people.items():
                before = next((one for one in known if one.id == key), None)
                if before is None:
                    raise NotFound("person", id=key)
                check(replace(before, days_a_month=days, spare_hours=spare))
                unit.change(PersonRow, key, days_a_month=days, spare_hours=spare)

    def accept(self, lessons: Sequence[Lesson]) -> list[str]:
        """Plan what was proposed: each becomes a session, all of them as one undo step. Gives back their ids.

        Raises Invalid, NotFound.
        """
        title = lessons[0].subject.title if lessons else ""
        ids = []
        with self._store.unit("plan-accepted", n=len(lessons), title=title) as unit:
            for lesson in lessons:
                session = Session(
                    id=new_id(),
                    day=lesson.day,
                    method=lesson.method,
                    minutes=lesson.minutes,
                    giver_id=lesson.giver_id,
                    receivers=(lesson.receiver_id,),
                    subjects=(lesson.subject.id,),
                )
                put_session(unit, tidy(session))
                ids.append(session.id)
        return ids

    def _name(self, unit: Unit, subject_id: str, receiver_id: str) -> Person:
        """Say in the journal what it is about; gives back who receives. Raises NotFound."""
        unit.values["title"] = _title(unit, subject_id)
        receiver = next((one for one in reads.people(unit.run) if one.id == receiver_id), None)
        if receiver is None:
            raise NotFound("person", id=receiver_id)
        unit.values["name"] = receiver.name
        return receiver


def _check_stays(unit: Unit, receiver: Person) -> None:
    everybody = tuple(reads.people(unit.run))
    day = leaving_day(everybody, reads.workspace(unit.run)) or date.today()
    if not receiver.internal or receiver in who_leaves(everybody) or receiver.has_left(day):
        raise Invalid("plan-receiver", name=receiver.name)


def _title(unit: Unit, subject_id: str) -> str:
    rows = unit.run("SELECT title FROM subject WHERE id = :id", {"id": subject_id})
    if not rows:
        raise NotFound("subject", id=subject_id)
    return str(rows[0][0])


def _known(unit: Unit, subject_id: str, receiver_id: str) -> tuple[str, str] | None:
    """(id, choice) of what was decided about the two."""
    rows = unit.run(
        "SELECT id, choice FROM plan_choice WHERE subject_id = :subject AND receiver_id = :receiver",
        {"subject": subject_id, "receiver": receiver_id},
    )
    return tuple(rows[0]) if rows else None


def _put(unit: Unit, subject_id: str, receiver_id: str, **fields: Any) -> None:
    known = _known(unit, subject_id, receiver_id)
    if known is not None:
        unit.change(PlanChoiceRow, known[0], **fields)
    else:
        row = {"id": new_id(), "subject_id": subject_id, "receiver_id": receiver_id, **fields}
        unit.add_many(PlanChoiceRow, [row])


def _forget(unit: Unit, subject_id: str, receiver_id: str, which: PlanChoice | None = None) -> None:
    known = _known(unit, subject_id, receiver_id)
    if known is not None and which in (None, known[1]):
        unit.remove(PlanChoiceRow, known[0])
