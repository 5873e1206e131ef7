"""People: added, changed, and removed as long as nothing is said about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ctohandover.domain.ids import new_id
from ctohandover.domain.people import Person
from ctohandover.errors import Invalid
from ctohandover.services.accesses import write_all_levels
from ctohandover.storage.tables import PersonRow

if TYPE_CHECKING:
    from ctohandover.storage.store import Store


_NAMED_IN = (
    ("assessment", "person_id"), ("assessment", "assessor_id"), ("charge", "owner_id"), ("charge", "deputy_id"),
    ("session", "giver_id"), ("session_receiver", "person_id"), ("item", "owner_id"), ("item", "signer_id"),
    ("evidence", "person_id"), ("signoff", "person_id"), ("signoff", "entered_by"), ("question", "asked_by"),
    ("question", "to_id"), ("question_answer", "person_id"), ("sheet", "person_id"), ("sheet", "asked_by"),
    ("access_person", "person_id"), ("access_tie", "person_id"), ("plan_choice", "receiver_id"),
    ("remark", "person_id"),
)  # fmt: skip
LONGEST_NAME = 120
"""Characters; more is a slip of the clipboard."""
WEEK_HOURS = 60
"""Spare hours a week; more is a slip of the keyboard."""


def check(person: Person) -> Person:
    """The person with a tidy name. Raises Invalid: `name-empty`, `active-order`, `days-range`."""
    name = " ".join(person.name.split())
    if not name:
        raise Invalid("name-empty")
    if len(name) > LONGEST_NAME:
        raise Invalid("name-too-long", limit=LONGEST_NAME)
    if person.active_from and person.active_to and person.active_to < person.active_from:
        raise Invalid("active-order", name=name)
    if person.days_a_month is not None and not 0 <= person.days_a_month <= 31:
        raise Invalid("days-range", name=name)
    if person.spare_hours is not None and not 0 <= person.spare_hours <= WEEK_HOURS:
        raise Invalid("spare-range", limit=WEEK_HOURS)
    return replace(person, name=name)


def person_row(person: Person) -> PersonRow:
    checked = check(person)
    return PersonRow(**{name: getattr(checked, name) for name in Person.__dataclass_fields__})


class PeopleService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, person: Person) -> str:
        """Add a person (their id is made here); gives back the id. Raises Invalid."""
        row = person_row(replace(person, id=new_id()))
        with self._store.unit("person-added", name=row.name) as unit:
            return unit.add(row)

    def change(self, expected: Person, **fields: Any) -> None:
        """Change fields of a person as `expected` was seen. Raises Invalid or Conflict."""
        after = check(replace(expected, **fields))
        if "name" in fields:
            fields["name"] = after.name
        with self._store.unit("person-changed", name=after.name) as unit:
            unit.change(PersonRow, expected.id, expected=expected.version, **fields)
            if after.internal != expected.internal:
                write_all_levels(unit, date.today())

    def remove(self, person: Person) -> None:
        """Remove a person of whom nothing is said yet; for others a last day is the way. Raises Invalid."""
        with self._store.unit("person-removed", name=person.name) as unit:
            keeps = unit.run("SELECT COUNT(*) FROM workspace WHERE keeper_id = :id", {"id": person.id})[0][0]
            used = sum(
                int(unit.run(f"SELECT COUNT(*) FROM {table} WHERE {column} = :id", {"id": person.id})[0][0])
                for table, column in _NAMED_IN
            )
            if used or keeps:
                raise Invalid("person-in-use" if used else "person-keeps", name=person.name, n=used)
            unit.remove(PersonRow, person.id, expected=person.version)
