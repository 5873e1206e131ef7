"""What the list of decisions is narrowed to, by its chips or by a figure of another page. Without the list's model: the
overview asks for a filter at first paint, and the list is then far away."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from ctohandover.domain.holders import NOBODY_INSIDE, Situation

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


_OF_SITUATION = {situation: Filter[situation.name] for situation in Situation}


def filters_of(row: ListedDecision) -> frozenset[Filter]:
    """All that a row belongs to, but for those that were chosen by their ids. Holders count only where the decision
    stands."""
    standing, line = row.standing, row.line
    found = {Filter.ALL}
    if line.edited:
        found.add(Filter.EDITED)
    if line.subject.standing:
        situation = standing.situation
        found |= {Filter.STANDING, _OF_SITUATION[situation]}
        if situation in NOBODY_INSIDE:
            found.add(Filter.LOST)
        if line.status is None:
            found.add(Filter.UNSTATED)
        if standing.review_due:
            found.add(Filter.REVIEW_DUE)
        if situation is Situation.HELD and not standing.proven:
            found.add(Filter.CLAIMED)
    return frozenset(found)
