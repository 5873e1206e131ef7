"""The founder's three answers: can X leave on D, do we need a permanent CTO, when must the search start.

Each has its reasons, and none is a score: what is vital decides, however much of the rest is held.
"""

from __future__ import annotations

import calendar
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover.domain.departure import staying_on
from ctohandover.domain.holders import Standing, order, standings
from ctohandover.domain.record import record
from ctohandover.domain.subjects import Criticality, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ctohandover.domain.ledger import Ledger
    from ctohandover.domain.people import Person
    from ctohandover.domain.subjects import Subject

TOO_MUCH_UNKNOWN = 0.2
"""Above this share of the vital subjects, the first answer is that it is not known."""
NOTICE_MONTHS = 3
SEARCH_MONTHS = 3
"""What a senior hire usually takes in France: their notice, and the search before it."""


class Verdict(StrEnum):
    """Whether somebody can leave."""

    NO = "no"
    NOT_KNOWN = "not_known"
    RISK = "risk"
    YES = "yes"


class Grip(StrEnum):
    """By whom one subject is held once the leavers are gone, worst first."""

    LEAVERS_ONLY = "leavers_only"
    """Outsider-only, or held inside by leavers alone."""
    NOBODY = "nobody"
    """Somebody was assessed, and nobody holds it: their leaving changes nothing, but nothing makes up for it either."""
    SHORT = "short"
    """By fewer inside than needed."""
    UNKNOWN = "unknown"
    CLAIMED = "claimed"
    """By as many as needed, who have not all shown it."""
    PROVEN = "proven"


@record()
class Leaving:
    """The first answer. `by_grip` has the vital subjects that count, most urgent first within each; `blockers` are the
    ids of blocking items that are due by `day` and open."""

    leavers: tuple[str, ...]
    day: date
    by_grip: dict[Grip, tuple[Standing, ...]]
    blockers: tuple[str, ...]

    def count(self, *grips: Grip) -> int:
        return sum(len(self.by_grip[grip]) for grip in grips)

    @property
    def vital(self) -> int:
        return self.count(*Grip)

    @property
    def verdict(self) -> Verdict:
        if self.by_grip[Grip.LEAVERS_ONLY] or self.blockers:
            return Verdict.NO
        if not self.vital or self.count(Grip.UNKNOWN) > TOO_MUCH_UNKNOWN * self.vital:
            return Verdict.NOT_KNOWN
        if self.count(Grip.NOBODY, Grip.SHORT, Grip.UNKNOWN, Grip.CLAIMED):
            return Verdict.RISK
        return Verdict.YES


def grip(standing: Standing, leavers: Collection[str]) -> Grip:
    """Where a subject is left by the leavers; `standing` counts them as present."""
    if not standing.known:
        return Grip.UNKNOWN
    inside = [holding for holding in standing.inside if holding.person_id not in leavers]
    if not inside and (standing.inside or standing.outside):
        return Grip.LEAVERS_ONLY
    if not inside:
        return Grip.NOBODY
    needed = max(1, standing.subject.needed)
    if len(inside) < needed:
        return Grip.SHORT
    return Grip.PROVEN if sum(1 for holding in inside if holding.proven) >= needed else Grip.CLAIMED


def grips(
    subjects: Iterable[Subject], people: Iterable[Person], ledger: Ledger, leavers: Collection[str], day: date
) -> dict[Grip, tuple[Standing, ...]]:
    """The vital subjects that count, by where the leavers leave them on a day. Replayed for a day that has passed, this
    is the trend: levels and dates as of then, criticality as of today."""
    vital = [subject for subject in subjects if subject.standing and subject.criticality is Criticality.VITAL]
    found = sorted(standings(vital, staying_on(people, leavers), ledger, day).values(), key=order)
    held: dict[Grip, list[Standing]] = {each: [] for each in Grip}
    for standing in found:
        held[grip(standing, leavers)].append(standing)
    return {each: tuple(held[each]) for each in Grip}


def can_leave(
    subjects: Iterable[Subject],
    people: Iterable[Person],
    ledger: Ledger,
    leavers: Sequence[str],
    day: date,
    *,
    blockers: Iterable[str] = (),
) -> Leaving:
    return Leaving(tuple(leavers), day, grips(subjects, people, ledger, leavers, day), tuple(blockers))


# --- what is held inside, as shares

GROUPS: tuple[tuple[Kind, ...], ...] = ((Kind.DECISION,), (Kind.SKILL,), (Kind.SYSTEM, Kind.DUTY), (Kind.ACCESS,))


def share(found: Iterable[Standing]) -> tuple[float, float] | None:
    """[low, high] of sum(weight x coverage) / sum(weight); an unknown subject may be covered or not. None where there
    is nothing to hold."""
    weights = low = high = 0.0
    for standing in found:
        weight, (least, most) = standing.subject.criticality.weight, standing.coverage_range
        weights += weight
        low += weight * least
        high += weight * most
    return (low / weights, high / weights) if weights else None


# --- when the search must start


@record(kw_only=True)
class Search:
    """The third answer. `start` is the last day on which a search still brings somebody by `arrival`; without a wanted
    arrival it is today, and `arrival` the day that it then leads to."""

    wanted: bool
    arrival: date
    start: date
    notice_months: int
    search_months: int
    interim_from: date | None
    """The day after the leaver's last one, where the successor comes later: from then on somebody has to decide."""


def when_to_search(
    today: date,
    arrival: date | None,
    last_day: date | None,
    *,
    notice_months: int = NOTICE_MONTHS,
    search_months: int = SEARCH_MONTHS,
) -> Search:
    """Wanted arrival minus notice minus search."""
    months = notice_months + search_months
    reached = arrival or months_later(today, months)
    gap = last_day is not None and months_later(last_day, 0) < reached
    return Search(
        wanted=arrival is not None,
        arrival=reached,
        start=months_later(reached, -months) if arrival else today,
        notice_months=notice_months,
        search_months=search_months,
        interim_from=last_day if gap else None,
    )


def months_later(day: date, months: int) -> date:
    """The same day of the month, or the last one where that month is shorter; `months` may be negative."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
