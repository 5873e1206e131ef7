"""A block of levels from a spreadsheet, put onto the matrix."""

from __future__ import annotations

from typing import NamedTuple

from ctohandover.domain.levels import Level

NOT_ASSESSED = frozenset({"", "-", "–", "·", "n/a", "?"})


class Pasted(NamedTuple):
    """`cells` are (row, column, level) counted from the cell under the cursor; `left_out` are the texts that are no
    level, with their place as a spreadsheet says it."""

    cells: list[tuple[int, int, Level]]
    left_out: list[tuple[int, int, str]]


def parse_block(text: str) -> Pasted:
    """Levels from text with tabs between cells. Empty cells are passed over; what is no level from 0 to 4 is left out
    and told."""
    cells: list[tuple[int, int, Level]] = []
    left_out: list[tuple[int, int, str]] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1]:
        lines.pop()
    for row, line in enumerate(lines):
        for column, cell in enumerate(line.split("\t")):
            word = cell.strip()
            if word in ("0", "1", "2", "3", "4"):
                cells.append((row, column, Level(int(word))))
            elif word.casefold() not in NOT_ASSESSED:
                left_out.append((row, column, word))
    return Pasted(cells, left_out)
