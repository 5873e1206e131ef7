"""People from a table: new ones are added, known ones changed where the table says something else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ctohandover.domain.ids import new_id
from ctohandover.domain.people import EXTERNAL_BY_DEFAULT, Person, Role
from ctohandover.errors import Invalid
from ctohandover.formats.tables.model import Problem, What
from ctohandover.formats.tables.people import read_people
from ctohandover.services.people import check, person_row
from ctohandover.services.tables.model import Fate, Plan, PlanRow
from ctohandover.services.tables.names import People
from ctohandover.storage import reads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ctohandover.formats.tables.model import Sheet
    from ctohandover.formats.tables.people import PersonRow
    from ctohandover.services.tables.model import Choices
    from ctohandover.storage.reader import Run
    from ctohandover.storage.unit import Unit

FIELDS = ("role", "internal", "on_site", "active_from", "active_to", "days_a_month", "spare_hours", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePlan(Plan):
    added: tuple[Person, ...] = ()
    changed: tuple[tuple[Person, Person], ...] = ()
    """(as they are, as the table has them)."""


def preview_people(run: Run, sheet: Sheet, choices: Choices) -> PeoplePlan:
    """What a table of people would bring. Changes nothing and never raises. What a table leaves empty stays as it
    is."""
    here = reads.people(run)
    names, by_id = People(here), {person.id: person for person in here}
    table = read_people(sheet)
    rows = [PlanRow(row=one.row, column=one.column, fate=Fate.PROBLEM, problem=one) for one in table.problems]
    added: list[Person] = []
    changed: list[tuple[Person, Person]] = []
    seen: set[str] = set()
    for told in table.people:
        found = names.find(told.name)
        before = by_id.get(found.key)
        code = "person-several" if found.several else "name-twice" if found.key in seen else ""
        after = None if code else _made(told, before)
        code = code or (_refusal(after) if after else "")
        if code or after is None:
            rows.append(_bad(told, code))
            continue
        seen |= {found.key} if found.key else set()
        fields = tuple(name for name in FIELDS if before and getattr(after, name) != getattr(before, name))
        fate = Fate.NEW if before is None else Fate.CHANGED if fields else Fate.SAME
        rows.append(PlanRow(row=told.row, person=after.name, fate=fate, fields=fields))
        if before is None:
            added.append(after)
        elif fields:
            changed.append((before, after))
    return PeoplePlan(
        what=What.PEOPLE,
        sheet=sheet,
        choices=choices,
        rows=tuple(rows),
        added=tuple(added),
        changed=tuple(changed),
    )


def _bad(told: PersonRow, code: str) -> PlanRow:
    problem = Problem(told.row, 0, code, told.name)
    return PlanRow(row=told.row, person=told.name, fate=Fate.PROBLEM, problem=problem)


def _made(told: PersonRow, before: Person | None) -> Person:
    said: dict[str, Any] = {name: getattr(told, name) for name in FIELDS if getattr(told, name) not in (None, "")}
    if before is None:
        role = told.role or Role.MEMBER
        before = Person(id="", name=told.name, role=role, internal=role not in EXTERNAL_BY_DEFAULT)
    return replace(before, **said)


def _refusal(person: Person) -> str:
    """Why a person cannot be kept like that; "" if they can."""
    try:
        check(person)
    except Invalid as error:
        return {"active-order": "days-order"}.get(error.code, error.code)
    return ""


def take_people(unit: Unit, plan: PeoplePlan) -> None:
    """Add and change the people of a plan. Raises Conflict."""
    from ctohandover.storage.tables import PersonRow as Table

    add_people(unit, plan.added)
    for before, after in plan.changed:
        fields = {name: getattr(after, name) for name in FIELDS if getattr(after, name) != getattr(before, name)}
        unit.change(Table, before.id, expected=before.version, **fields)


def add_people(unit: Unit, people: Sequence[Person]) -> list[str]:
    """Add people inside a unit; gives back their ids. Raises Invalid."""
    return [unit.add(person_row(replace(person, id=new_id()))) for person in people]
