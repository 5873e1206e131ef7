"""What would come of a table: its rows with their fate, and the choices that decide it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.assessments import Method
    from ctohandover.domain.levels import Level
    from ctohandover.formats.tables.model import Problem, Sheet, What


class Fate(StrEnum):
    """What would become of one row, in the order in which they are shown."""

    PROBLEM = "problem"
    """It, or a cell of it, cannot be taken."""
    NEW = "new"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    """A level that counts already, said again of another day."""
    LEFT_OUT = "left_out"
    """Its person or its item is not here, and is not to be added."""
    SAME = "same"
    """It says what is here already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the user decided. `day` and `method` stand in where the table does not say: today, and the lead's view (or
    "self" where a person sits here whose own level it is). `name` is the file's, for the history; `actor_id` is who
    sits here, `admin_id` who administers the accesses of which a table says nothing of the kind."""

    add_people: bool = True
    add_skills: bool = True
    take_good: bool = False
    """Take the good rows although others cannot be taken; else nothing is taken then."""
    day: date | None = None
    method: Method | None = None
    name: str = ""
    actor_id: str | None = None
    admin_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One row of the preview, with names as they are called here. `notes` are codes of `messages.TABLE_NOTES`,
    `fields` the codes of what changes; `column` counts from 1, 0 is the whole row."""

    row: int
    column: int = 0
    person: str = ""
    item: str = ""
    level: Level | None = None
    before: Level | None = None
    """The level that counted until then, by the same kind of view."""
    fate: Fate
    notes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    problem: Problem | None = None
    told: str = ""
    """What else the table says of a new record, as it stands there."""
    like: str = ""
    """The title of what is here already and may be the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`new_people` and `new_skills` are names that are not here yet, whether or not they are to be added."""

    what: What
    sheet: Sheet
    choices: Choices
    rows: tuple[PlanRow, ...]
    new_people: tuple[str, ...] = ()
    new_skills: tuple[str, ...] = ()

    def count(self, fate: Fate) -> int:
        return sum(1 for row in self.rows if row.fate is fate)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(row.problem for row in self.rows if row.problem is not None)

    @property
    def bad_rows(self) -> int:
        """How many rows have a cell that cannot be taken; a table that cannot be read at all is one."""
        return len({problem.row for problem in self.problems})

    @property
    def good(self) -> int:
        """How many rows would be taken if nothing stood in the way."""
        return sum(self.count(fate) for fate in (Fate.NEW, Fate.CHANGED, Fate.CONFIRMED))

    @property
    def held_back(self) -> bool:
        """Whether nothing is taken because some rows cannot be."""
        return bool(self.problems) and not self.choices.take_good

    @property
    def taken(self) -> int:
        return 0 if self.held_back else self.good

    def ordered(self) -> list[PlanRow]:
        """What cannot be taken first, then what happens, what stays as it is last."""
        order = list(Fate)
        return sorted(self.rows, key=lambda row: (order.index(row.fate), row.row, row.column))


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was done. `rows` are levels, people, skills or items; people and skills that came along are counted
    apart."""

    added: int = 0
    changed: int = 0
    confirmed: int = 0
    same: int = 0
    left_out: int = 0
    people_added: int = 0
    skills_added: int = 0
    problems: tuple[Problem, ...] = ()
