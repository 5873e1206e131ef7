"""What a company lacks without its fractional CTO, as a job description or a mission brief needs it: values only."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ctohandover.domain.holders import NOBODY_INSIDE, Situation, Standing, order
from ctohandover.domain.record import record
from ctohandover.domain.subjects import Criticality, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ctohandover.domain.growth import Reading
    from ctohandover.domain.people import Person

MOST: Final = 8
"""Titles in one list of a text: more would not be read."""


class TextKind(StrEnum):
    JOB = "job"
    SCORECARD = "scorecard"
    MISSION = "mission"


@record(kw_only=True)
class Gaps:
    """Titles are as people wrote them, the most vital first, and may hold names: whoever prints them takes those out.
    Figures that nobody told are None."""

    company: str
    people: tuple[Person, ...]
    """Everybody, for their names alone."""
    inside: int
    """How many are there inside today, founders aside."""
    areas: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    """Vital and high ones."""
    systems_alone: tuple[str, ...] = ()
    """Those that nobody inside runs alone."""
    duties: tuple[str, ...] = ()
    """Those that no one inside holds: they come with the post."""
    skills_short: tuple[str, ...] = ()
    """Vital ones that too few inside hold, and all that nobody inside does."""
    skills_held: tuple[str, ...] = ()
    """What the team can do without anybody."""
    decisions: tuple[str, ...] = ()
    """Those to know first: vital, nobody inside explains them."""
    decisions_count: int = 0
    """How many stand."""
    decisions_lost: int = 0
    """How many of these nobody inside can explain."""
    blockers: tuple[str, ...] = ()
    """Blocking items of the checklist that are open."""
    signals: tuple[Reading, ...] = ()
    """Signs of growth that are met."""
    developers: int | None = None
    last_day: date | None = None
    handover_day: date | None = None
    arrival_day: date | None = None
    day_rate: int | None = None
    days_a_month: int | None = None


def split(found: Iterable[Standing]) -> dict[str, tuple[str, ...]]:
    """The lists of titles of `Gaps` that follow from who holds what; what does not count any more is left out."""
    standing = sorted((one for one in found if one.subject.standing), key=order)
    return {
        "areas": _areas(standing),
        "systems": _titles(one for one in _of(standing, Kind.SYSTEM) if one.subject.criticality is not Criticality.LOW),
        "systems_alone": _titles(one for one in _of(standing, Kind.SYSTEM) if one.situation in NOBODY_INSIDE),
        "duties": _titles(one for one in _of(standing, Kind.DUTY) if one.situation in NOBODY_INSIDE),
        "skills_short": _titles(one for one in _of(standing, Kind.SKILL) if _is_short(one)),
        "skills_held": _titles(one for one in _of(standing, Kind.SKILL) if one.situation is Situation.HELD),
        "decisions": _titles(sorted(_of(standing, Kind.DECISION), key=_to_know_first)),
    }


def _of(standing: Iterable[Standing], kind: Kind) -> list[Standing]:
    return [one for one in standing if one.subject.kind is kind]


def _titles(found: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(one.subject.title for one in found)[:MOST]


def _areas(standing: Iterable[Standing]) -> tuple[str, ...]:
    """Areas of systems and duties, the most vital first."""
    areas = (one.subject.area for one in standing if one.subject.kind in (Kind.SYSTEM, Kind.DUTY))
    return tuple(dict.fromkeys(area for area in areas if area))[:MOST]


def _is_short(one: Standing) -> bool:
    vital_and_short = one.subject.criticality is Criticality.VITAL and one.situation is Situation.SHORT
    return one.situation in NOBODY_INSIDE or vital_and_short


def _to_know_first(one: Standing) -> tuple[int, bool]:
    return -one.subject.criticality.weight, one.situation not in NOBODY_INSIDE
