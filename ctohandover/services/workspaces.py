"""A workspace as a whole: made, described, copied."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from ctohandover.domain.ids import new_id
from ctohandover.domain.workspace import Workspace
from ctohandover.errors import Invalid
from ctohandover.services.people import person_row
from ctohandover.services.transition import freeze_signed
from ctohandover.storage import backup, reads
from ctohandover.storage.store import Store
from ctohandover.storage.tables import WorkspaceRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ctohandover.domain.people import Person
    from ctohandover.storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWorkspace:
    """What the form for a new workspace asks. `here` is the index in `people` of who sits at this computer, and
    `keeper` of who keeps the file."""

    company: str
    language: str
    last_day: date | None = None
    handover_day: date | None = None
    arrival_day: date | None = None
    people: Sequence[Person] = field(default_factory=tuple)
    here: int | None = None
    keeper: int | None = None


@dataclass(frozen=True, slots=True)
class Created:
    workspace_id: str
    here_id: str | None


def create(path: Path, new: NewWorkspace) -> Created:
    """Make a workspace file. Raises Invalid or FileProblem; then there is no file.

    Ids that the people bring are not kept: the same list can be used twice.
    """
    company = check_company(new.company)
    check_dates(new.last_day, new.handover_day, new.arrival_day)
    people = [replace(person, id=new_id()) for person in new.people]
    workspace_id = new_id()

    def fill(unit: Unit) -> None:
        for person in people:
            unit.add(person_row(person))
        unit.add(
            WorkspaceRow(
                id=workspace_id,
                version="",
                company=company,
                language=new.language,
                last_day=new.last_day,
                handover_day=new.handover_day,
                arrival_day=new.arrival_day,
                keeper_id=people[new.keeper].id if new.keeper is not None else None,
                created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            )
        )

    Store.create(path, fill)
    return Created(workspace_id, people[new.here].id if new.here is not None else None)


def check_company(name: str) -> str:
    stripped = " ".join(name.split())
    if not stripped:
        raise Invalid("company-empty")
    return stripped


def check_dates(last_day: date | None, handover_day: date | None, arrival_day: date | None) -> None:
    """The leaver may go before the successor comes (an interim), but not before the handover day."""
    if last_day and handover_day and last_day < handover_day:
        raise Invalid("last-before-handover", last=last_day.isoformat(), handover=handover_day.isoformat())


def save_copy(source: Path, target: Path) -> None:
    """A verified copy with a workspace id of its own, so that backups and preferences of the two never mix."""
    backup.copy(source, target)
    store = Store(target)
    try:
        with store.unit("copied") as unit:
            old = reads.workspace(unit.run)
            row = WorkspaceRow(**{**_fields(old), "id": new_id(), "version": ""})
            unit.remove(WorkspaceRow, old.id)
            unit.add(row)
    except BaseException:
        store.close()
        target.unlink(missing_ok=True)
        raise
    store.close()


def _fields(workspace: Workspace) -> dict[str, Any]:
    return {name: getattr(workspace, name) for name in Workspace.__dataclass_fields__}


class WorkspaceService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def describe(self, expected: Workspace, **fields: Any) -> None:
        """Change company, language, days or keeper of the workspace as `expected` was seen. When the handover day
        moves, what is signed in the checklist keeps its due day, and the rest moves with it.

        Raises Invalid, or Conflict when somebody changed it meanwhile.
        """
        after = replace(expected, **fields)
        check_dates(after.last_day, after.handover_day, after.arrival_day)
        if "company" in fields:
            fields["company"] = check_company(fields["company"])
        if any(months is not None and not 0 <= months <= 24 for months in (after.notice_months, after.search_months)):
            raise Invalid("months-range")
        with self._store.unit("workspace-described") as unit:
            if after.handover_day != expected.handover_day:
                freeze_signed(unit, expected.handover_day, date.today())
            unit.change(WorkspaceRow, expected.id, expected=expected.version, **fields)
