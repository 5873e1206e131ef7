"""The cells of a matrix as numbers that say how each looks: worked out beside the window, for half a million."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ctohandover.domain.holders import Situation
from ctohandover.domain.levels import HOLDS

if TYPE_CHECKING:
    from ctohandover.domain.holders import Holding
    from ctohandover.services.grid import Grid

UNKNOWN: Final = 7
"""The code of a cell that nobody filled in; 0 to 4 are levels. Flags are added to it."""
DASHED: Final = 8
CLAIMED: Final = 16
GROWTH: Final = 64
"""Codes of the growth: `GROWTH` + 4 + the change, from -4 to 4."""


class Arranged(NamedTuple):
    """Codes row by row, of levels and of growth; `holdings` by (subject id, person id)."""

    levels: list[bytearray]
    growth: list[bytearray]
    holdings: dict[tuple[str, str], Holding]


def arrange(grid: Grid) -> Arranged:
    place = {person.id: row for row, person in enumerate(grid.people)}
    levels = [bytearray([UNKNOWN]) * len(grid.subjects) for _ in grid.people]
    growth = [bytearray([UNKNOWN]) * len(grid.subjects) for _ in grid.people]
    holdings: dict[tuple[str, str], Holding] = {}
    for column, subject in enumerate(grid.subjects):
        standing = grid.standings[subject.id]
        only_outside = standing.situation is Situation.OUTSIDER_ONLY
        for found in (standing.inside, standing.outside, standing.others):
            for holding in found:
                row = place.get(holding.person_id)
                if row is None:
                    continue
                key = (subject.id, holding.person_id)
                holdings[key] = holding
                levels[row][column] = _code(holding, only_outside=only_outside)
                before = grid.before.get(key)
                # Who was not assessed before has not grown by being asked.
                growth[row][column] = GROWTH + 4 + (0 if before is None else holding.level - before)
    return Arranged(levels, growth, holdings)


def _code(holding: Holding, *, only_outside: bool) -> int:
    code = int(holding.level)
    if holding.level >= HOLDS:
        code += (DASHED if only_outside else 0) + (0 if holding.proven else CLAIMED)
    return code
