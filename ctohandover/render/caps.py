"""What a document may hold before it is shown as plain text instead.

Every figure is where parsing or Qt's layout was measured to become slow on two cores: a word of 50,000 letters lays out
in 0.5 s and one of 200,000 in 4.3 s; 4,000 list items 0.4 s; 4,000 cells 0.5 s; 20,000 inline marks 0.5 s; twelve
nested tables 0.1 s and eighteen 5.8 s. Python-Markdown takes 1.1 s for 2,500 open brackets in one paragraph.
"""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_WORD: Final = 5_000
MAX_DEPTH: Final = 30  # quotes and lists within one another
MAX_ELEMENTS_DEEP: Final = 80  # HTML elements within one another: two a list level, and some inline marks
MAX_TABLES_DEEP: Final = 4
MAX_ITEMS: Final = 2_000
MAX_CELLS: Final = 4_000
MAX_MARKS: Final = 10_000  # inline elements of the whole document, colours of code left out
MAX_BLOCKS: Final = 12_000
MAX_OPENERS: Final = 600  # "[" or "<" in one paragraph
MAX_SIGNS: Final = 4_000  # of "*", "_", "~", "`", "&" and "\\" in one paragraph: each costs a copy of it
MAX_CODE: Final = 32 * 1024  # characters of one code block that still gets colours
MAX_CODE_LINE: Final = 1_000  # most lexers that hang do so on one long line, and nobody writes such code
MAX_COLOURS: Final = 200 * 1024  # characters of code in one document that get colours

TOO_BIG: Final = "too-big"
TOO_DEEP: Final = "too-deep"
TOO_MANY: Final = "too-many"
LONG_WORD: Final = "long-word"
TOO_SLOW: Final = "too-slow"
FAILED: Final = "failed"
CLOSED: Final = "closed"

REASONS: Final = {
    TOO_BIG: "longer than MAX_BYTES",
    TOO_DEEP: "quotes, lists, tables or elements nested too deeply",
    TOO_MANY: "too many list items, cells, blocks, marks or brackets",
    LONG_WORD: "a word longer than MAX_WORD",
    TOO_SLOW: "not ready within the deadline; the worker was stopped",
    FAILED: "the worker failed or could not be started",
    CLOSED: "the program is closing",
}


class CapError(Exception):
    """A cap was passed; `reason` is one of the codes above."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
