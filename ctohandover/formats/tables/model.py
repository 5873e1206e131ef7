"""What a table is on its way in and out, whatever file it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Cell = str | int | float | date | None
"""A cell to be written. Numbers and days stay what they are; a text is never taken for a formula."""


class What(StrEnum):
    """What the rows of a table are."""

    PEOPLE = "people"
    SKILLS = "skills"
    ASSESSMENTS = "assessments"
    CHECKLIST = "checklist"
    ACCESSES = "accesses"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something, without the blank cells at its end; `number` counts from 1, as spreadsheets do."""

    number: int
    cells: tuple[str, ...]

    def at(self, column: int) -> str:
        """The text in a column, counted from 0, with single spaces and none around it; "" beyond the end."""
        return " ".join(self.cells[column].split()) if 0 <= column < len(self.cells) else ""

    def whole(self, column: int) -> str:
        """The text in a column with its line breaks, for remarks; "" beyond the end."""
        return self.cells[column].strip() if 0 <= column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file; `title` is "" where files have no sheets. `manager` is the password manager whose export it
    is: its passwords, one-time codes and notes were dropped while it was read."""

    title: str
    rows: tuple[Row, ...]
    manager: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a table that was left out. `row` and `column` count from 1, and are 0 where the whole table or the
    whole row is meant; `text` is what stands there."""

    row: int
    column: int
    code: str
    text: str = ""
    person: str = ""
    item: str = ""
    """Who and what the cell is about, as the table calls them, where it was read so far."""


def column_name(column: int) -> str:
    """The letters of a column counted from 1, as spreadsheets print them: 1 is A, 28 is AB; "" for 0."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
