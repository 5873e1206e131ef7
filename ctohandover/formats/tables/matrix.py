"""The wide shape of a table of levels: one side are persons, the other subjects, and a level where they meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.formats.tables.assessments import NAME_LIMIT, LevelEntry, LevelTable, Shape, Subjects
from ctohandover.formats.tables.model import Problem, Row
from ctohandover.formats.tables.vocabulary import (
    ASSESSMENT,
    PERSON,
    PERSON_FIELDS,
    SUBJECT,
    SUBJECT_FIELDS,
    SUMMARIES,
    fold,
    is_nothing,
    level_of,
    name_key,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ctohandover.formats.tables.model import Sheet

_HEAD_ROWS = 10


@dataclass(frozen=True, slots=True)
class _Grid:
    """The matrix as it stands. `names` is the column (from 0) with what goes down; `across` are (column, name) and
    `down` rows with a name. The fields of subjects are columns beside it (`beside`) or rows above or in it
    (`above`), by field."""

    head: Row
    names: int
    across: list[tuple[int, str]]
    down: list[Row]
    beside: dict[str, int]
    above: dict[str, Row]


def read_matrix(
    sheet: Sheet, known_persons: Collection[str], known_subjects: Collection[str], default_day: date | None
) -> LevelTable | None:
    """None where the sheet is no matrix: no heading, nothing below it, or no level in it."""
    grid = _grid(sheet.rows)
    if grid is None:
        return None
    persons = {name_key(name) for name in known_persons}
    subjects = {name_key(name) for name in known_subjects}
    across = _persons_across(grid, persons, subjects)
    table = _Reader(grid, across, default_day).read()
    return table if table.entries or table.problems else None


def _grid(rows: tuple[Row, ...]) -> _Grid | None:
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        if _filled(row) < 2:
            continue  # a title above the matrix
        below = rows[at + 1 :]
        above: dict[str, Row] = {}
        if below and _is_heading(row, below[0]):
            above["category"] = row  # groups of columns, a name over the first of each
            row, below = below[0], below[1:]
        return _laid_out(row, below, above)
    return None


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell.strip())


def _is_heading(row: Row, below: Row) -> bool:
    """Whether the row below is the real heading: it has at least as many names, and nothing in it is a level."""
    cells = [cell for cell in below.cells[1:] if not is_nothing(cell)]
    if len(cells) < 2 or any(level_of(cell) is not None for cell in cells) or fold(below.at(0)) in ASSESSMENT_ROWS:
        return False
    return _filled(below) >= _filled(row) and (not row.at(0) or fold(below.at(0)) in PERSON | SUBJECT)


ASSESSMENT_ROWS = frozenset(heading for heading, field in ASSESSMENT.items() if field in SUBJECT_FIELDS)


def _laid_out(head: Row, below: tuple[Row, ...], above: dict[str, Row]) -> _Grid | None:
    beside: dict[str, int] = {}
    named: list[int] = []
    for column, cell in enumerate(head.cells):
        field = ASSESSMENT.get(fold(cell), "")
        if field in SUBJECT_FIELDS:
            beside.setdefault(field, column)
        elif fold(cell) not in PERSON_FIELDS:
            named.append(column)
    if not named:
        return None
    # What goes down stands in the first column that has a heading of its kind, else in the first of all.
    names = next((column for column in named if fold(head.cells[column]) in PERSON | SUBJECT), named[0])
    across = [
        (column, head.at(column))
        for column in named
        if column > names and fold(head.at(column)) and fold(head.at(column)) not in SUMMARIES
    ]
    down: list[Row] = []
    for row in below:
        name = fold(row.at(names))
        field = ASSESSMENT.get(name, "")
        if field in SUBJECT_FIELDS and not beside:
            above.setdefault(field, row)
        elif name not in SUMMARIES:
            down.append(row)
    return _Grid(head, names, across, down, beside, above) if across and down else None


def _persons_across(grid: _Grid, persons: set[str], subjects: set[str]) -> bool:
    """What the corner says, else what stands beside or above, else the known names, else persons go down."""
    corner = fold(grid.head.at(grid.names))
    if corner in PERSON:
        return False
    if corner in SUBJECT or grid.beside:
        return True
    if grid.above:
        return False
    down = [name_key(row.at(grid.names)) for row in grid.down]
    across = [name_key(name) for _, name in grid.across]
    as_across = sum(name in subjects for name in down) + sum(name in persons for name in across)
    as_down = sum(name in persons for name in down) + sum(name in subjects for name in across)
    return as_across > as_down


class _Reader:
    def __init__(self, grid: _Grid, across: bool, default_day: date | None) -> None:
        self.grid = grid
        self.across = across
        self.default_day = default_day
        self.problems: list[Problem] = []
        self.subjects = Subjects(self.problems)
        self.entries: list[LevelEntry] = []

    def read(self) -> LevelTable:
        heads = self._once([(self.grid.head.number, column, name) for column, name in self.grid.across])
        columns = {column: name for _, column, name in heads}
        lines = {row.number: row for row in self.grid.down}
        sides = self._once([(row.number, self.grid.names, row.at(self.grid.names)) for row in self.grid.down])
        self._describe(columns, lines, sides)
        for number, _, name in sides:
            for column, head in columns.items():
                self._meet(lines[number], column, name, head)
        names, heading = [name for _, _, name in sides], list(columns.values())
        return LevelTable(
            shape=Shape.PERSONS_ACROSS if self.across else Shape.PERSONS_DOWN,
            entries=tuple(self.entries),
            persons=tuple(heading if self.across else names),
            subjects=self.subjects.all,
            problems=tuple(self.problems),
        )

    def _once(self, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Names that can be taken; a second line or column of one name would contradict the first."""
        seen: set[str] = set()
        kept = []
        for row, column, name in found:
            if not fold(name):
                if any(self.grid.across) and self._says_something(row, column):
                    self._problem(row, column, "person-empty" if not self.across else "subject-empty", "")
            elif len(name) > NAME_LIMIT:
                self._problem(row, column, "name-too-long", name)
            elif name_key(name) in seen:
                self._problem(row, column, "name-twice", name)
            else:
                seen.add(name_key(name))
                kept.append((row, column, name))
        return kept

    def _says_something(self, number: int, column: int) -> bool:
        """Whether a line without a name holds levels; a category on a line of its own does not."""
        row = next((row for row in self.grid.down if row.number == number), None)
        return row is not None and any(level_of(row.at(at)) is not None for at, _ in self.grid.across)

    def _describe(self, columns: dict[int, str], lines: dict[int, Row], sides: list[tuple[int, int, str]]) -> None:
        """Category, criticality and people needed: from the columns beside subjects that go down, from the rows above
        those that go across. A category counts until the next one: cells of a group are often merged."""
        category = ""
        if self.across:
            at = self.grid.beside
            for number, _, name in sides:
                row = lines[number]
                category = row.at(at.get("category", -1)) or category
                self.subjects.add(
                    name,
                    category=category,
                    critical=row.at(at.get("criticality", -1)),
                    needed=row.at(at.get("needed", -1)),
                    at=(number, at.get("criticality", -1) + 1, at.get("needed", -1) + 1),
                )
            return
        above = self.grid.above
        blank = Row(self.grid.head.number, ())
        for column, name in columns.items():
            category = above.get("category", blank).at(column) or category
            critical, needed = above.get("criticality", blank), above.get("needed", blank)
            self.subjects.add(
                name,
                category=category,
                critical=critical.at(column),
                needed=needed.at(column),
                at=(needed.number if needed.at(column) else critical.number, column + 1, column + 1),
            )

    def _meet(self, row: Row, column: int, name: str, head: str) -> None:
        text = row.at(column)
        if is_nothing(text):
            return
        person, subject = (head, name) if self.across else (name, head)
        level = level_of(text)
        if level is None:
            self.problems.append(
                Problem(row.number, column + 1, "level-unreadable", text[:NAME_LIMIT], person, subject)
            )  # fmt: skip
            return
        self.entries.append(
            LevelEntry(
                person=person, subject=subject, level=level, day=self.default_day, row=row.number, column=column + 1
            )
        )

    def _problem(self, row: int, column: int, code: str, text: str) -> None:
        self.problems.append(Problem(row, column + 1, code, text[:NAME_LIMIT]))
