"""How much a table may hold, and the marks that keep a text from being run as a formula."""

from __future__ import annotations

from typing import Final

from ctohandover.errors import Invalid

FILE_BYTES: Final = 20_000_000
ROWS: Final = 100_000
COLUMNS: Final = 2_000
CELL_CHARACTERS: Final = 32_767
"""What a cell of a spreadsheet may hold; more would be cut off there without a word."""

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: a quote in front of what could start one, and of a quote."""
    return f"'{text}" if text.startswith(_RISKY) else text


def unguarded(text: str) -> str:
    """The text without the quote that `guarded` puts in front; an apostrophe of the text's own stays."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) else text


def check_size(data: bytes, name: str) -> None:
    """Raises Invalid `table-too-large`."""
    if len(data) > FILE_BYTES:
        raise Invalid("table-too-large", name=name, limit=FILE_BYTES // 1_000_000)


def check_place(row: int, columns: int, rows: int, name: str) -> None:
    """Raises Invalid `table-too-many-rows` or `table-too-many-columns`. `rows` are those that hold something."""
    if rows > ROWS:
        raise Invalid("table-too-many-rows", name=name, limit=ROWS)
    if columns > COLUMNS:
        raise Invalid("table-too-many-columns", name=name, limit=COLUMNS, row=row)
