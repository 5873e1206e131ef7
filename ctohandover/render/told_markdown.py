"""Text of the program's own as Markdown: tables, and what users typed as itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")

_BREAKS: Final = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")  # not the spaces that keep words together


def plain(text: str) -> str:
    """User text as itself: one line, nothing in it is Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", _BREAKS.sub(" ", text).strip(" "))


def raw_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Cells that are Markdown already."""
    return [
        "| " + " | ".join(heads) + " |",
        "|" + " --- |" * len(heads),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Cells as users typed them."""
    return raw_table([plain(head) for head in heads], [[plain(cell) for cell in row] for row in rows])
