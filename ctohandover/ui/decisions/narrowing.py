"""What the list of decisions is narrowed to, by its chips or by a figure of another page. Without the list's model: the
overview asks for a filter at first paint, and the list is then far away."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from ctohandover.domain.holders import Situation

if TYPE_CHECKING:
    from ctohandover.services.views import ListedDecision


class Filter(Enum):
    """What a chip, or a figure of another page, narrows the list to."""

    ALL = auto()
    STANDING = auto()
    OUTSIDER_ONLY = auto()
    UNHELD = auto()
    SHORT = auto()
    UNKNOWN = auto()
    HELD = auto()
    CLAIMED = auto()
    REVIEW_DUE = auto()
    EDITED = auto()
    LOST = auto()
    """Nobody inside: outsider-only or unheld. A chip of its own only while another page asked for it."""
    UNSTATED = auto()
    """States no status. Likewise."""
    CHOSEN = auto()
    """The rows behind a figure of another page, by their ids. Likewise."""


ON_DEMAND = frozenset({Filter.LOST, Filter.UNSTATED, Filter.CHOSEN})


def matches(row: ListedDecision, chosen: Filter, ids: frozenset[str] = frozenset()) -> bool:
    """Whether a row belongs to a filter, `ids` to those that were chosen. Holders count only where the decision
    stands."""
    standing, line = row.standing, row.line
    if chosen is Filter.CHOSEN:
        return line.id in ids
    if chosen is Filter.ALL:
        return True
    if chosen is Filter.EDITED:
        return line.edited
    if not line.subject.standing:
        return False
    if chosen is Filter.STANDING:
        return True
    if chosen is Filter.LOST:
        return standing.situation in (Situation.OUTSIDER_ONLY, Situation.UNHELD)
    if chosen is Filter.UNSTATED:
        return line.status is None
    if chosen is Filter.REVIEW_DUE:
        return standing.review_due
    if chosen is Filter.CLAIMED:
        return standing.situation is Situation.HELD and not standing.proven
    return standing.situation is Situation[chosen.name]
