"""The one scale of holding: 0 none, 1 seen, 2 with help, 3 alone, 4 teaches. "Not assessed" is None, never 0."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    NONE = 0
    SEEN = 1
    WITH_HELP = 2
    ALONE = 3
    TEACHES = 4


HOLDS: Level = Level.ALONE
"""From this level on a person is a *holder*."""
