"""A table with a heading: which column holds what, and cells by the name of their field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.formats.tables.model import Problem
from ctohandover.formats.tables.vocabulary import day_of, fold, is_nothing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from ctohandover.formats.tables.model import Row, Sheet

SHOWN = 200  # characters of a cell that a problem repeats
_HEAD_ROWS = 10  # a heading stands within so many rows


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows below a heading. `columns` are counted from 0, `problems` is where all that is wrong is gathered."""

    rows: tuple[Row, ...]
    columns: Mapping[str, int]
    problems: list[Problem]

    def cell(self, row: Row, field: str) -> str:
        return row.at(self.columns.get(field, -1))

    def problem(self, row: Row, field: str, code: str, text: str = "") -> None:
        about = [self.cell(row, name)[:SHOWN] for name in ("person", "subject")]
        self.problems.append(Problem(row.number, self.place(field), code, text[:SHOWN], *about))

    def place(self, field: str) -> int:
        """The column from 1, 0 where there is none."""
        return self.columns.get(field, -1) + 1

    def short(self, row: Row, field: str, limit: int, code: str) -> str | None:
        """A text of at most `limit` characters; None, and a problem with `code`, where it is longer."""
        text = self.cell(row, field)
        if len(text) > limit:
            self.problem(row, field, code, text)
            return None
        return text

    def remark(self, row: Row, field: str, limit: int, code: str) -> str:
        """A text with its line breaks; "", and a problem with `code`, where it is longer than `limit`."""
        text = row.whole(self.columns.get(field, -1))
        if len(text) > limit:
            self.problem(row, field, code, text)
            return ""
        return text

    def day(self, row: Row, field: str) -> date | None:
        """None where there is none, or, with a problem `day-unreadable`, none that can be read."""
        text = self.cell(row, field)
        if is_nothing(text):
            return None
        day = day_of(text)
        if day is None:
            self.problem(row, field, "day-unreadable", text)
        return day


def find_lines(sheet: Sheet, headings: Mapping[str, str], needed: Collection[str]) -> Lines | None:
    """The first row near the top that has all `needed` fields as headings, with what is below; None without one."""
    for at, row in enumerate(sheet.rows[:_HEAD_ROWS]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row.cells):
            field = headings.get(fold(cell))
            if field:
                columns.setdefault(field, column)
        if set(needed) <= columns.keys():
            return Lines(sheet.rows[at + 1 :], columns, [])
    return None
