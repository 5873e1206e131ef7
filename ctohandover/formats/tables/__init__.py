"""Tables: CSV and XLSX in, the same out, and what their rows mean.

`read_table` gives rows of text with their numbers; `assessments`, `people`, `skills` and `checklist` turn those into
neutral records, with a Problem for each cell that they cannot take.
"""

from __future__ import annotations

from ctohandover.errors import Invalid
from ctohandover.formats.tables.model import Cell, Problem, Row, Sheet, What, column_name
from ctohandover.formats.tables.text import read_csv, read_text, write_csv
from ctohandover.formats.tables.xlsx import read_xlsx, write_xlsx

__all__ = [
    "Cell",
    "Problem",
    "Row",
    "Sheet",
    "What",
    "column_name",
    "read_pasted",
    "read_table",
    "write_csv",
    "write_xlsx",
]

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also what a spreadsheet with a password is wrapped in


def read_table(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a CSV or XLSX file that hold something, told apart by their first bytes; `name` is for messages.

    Raises Invalid with a code that begins with `table-` and the name of the file.
    """
    if data.startswith(_OLD_EXCEL):
        raise Invalid("table-old-excel", name=name)
    sheets = read_xlsx(data, name) if data.startswith(b"PK\x03\x04") else [read_csv(data, name)]
    return [sheet for sheet in sheets if sheet.rows]


def read_pasted(text: str) -> Sheet:
    """What was copied from a spreadsheet, or typed like a CSV file. Raises as `read_table`."""
    return read_text(text.removeprefix("\ufeff"), "")
