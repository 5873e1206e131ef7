"""Signs that a company has outgrown a shared CTO: each with the founder's own threshold and a dated value."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ctohandover.domain.record import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


class Signal(StrEnum):
    DEVELOPERS = "developers"
    PRODUCT_LINES = "product_lines"
    WAIT_DAYS = "wait_days"
    """Days that a decision waits for the next day of the CTO."""
    INCIDENTS = "incidents"
    """Incidents of the last quarter that needed the CTO."""
    REPORTS = "reports"
    """People who report to the CTO."""
    INVESTOR = "investor"
    """1 where an investor asks for a permanent CTO, else 0."""
    MISSION_MONTHS = "mission_months"
    """Months that the mission has lasted."""
    RENEWALS = "renewals"
    """How often it was renewed as a stop-gap."""


THRESHOLDS: Final[Mapping[Signal, int]] = {
    Signal.DEVELOPERS: 8,
    Signal.PRODUCT_LINES: 2,
    Signal.WAIT_DAYS: 5,
    Signal.INCIDENTS: 3,
    Signal.REPORTS: 6,
    Signal.INVESTOR: 1,
    Signal.MISSION_MONTHS: 18,
    Signal.RENEWALS: 2,
}
"""Where a signal counts as met unless the founder says otherwise. The first two are usual rules of thumb, the rest only
a place to begin from."""


class Need(StrEnum):
    """Whether a permanent CTO is needed."""

    NOT_KNOWN = "not_known"
    NOT_YET = "not_yet"
    PERHAPS = "perhaps"
    PROBABLY = "probably"


@record(kw_only=True)
class Reading:
    """A value that was read on a day; None says that it is not known. It is met from `threshold` on."""

    id: str
    signal: Signal
    value: int | None
    threshold: int
    day: date
    version: str = ""

    @property
    def met(self) -> bool:
        return self.value is not None and self.value >= self.threshold


@record()
class Growth:
    """The second answer: the reading that counts of each signal, or None."""

    readings: dict[Signal, Reading | None]

    @property
    def known(self) -> list[Reading]:
        return [one for one in self.readings.values() if one is not None and one.value is not None]

    @property
    def met(self) -> list[Reading]:
        return [one for one in self.known if one.met]

    @property
    def unknown(self) -> int:
        return len(self.readings) - len(self.known)

    @property
    def mostly_unknown(self) -> bool:
        """More unknown than known: to be said before the answer."""
        return self.unknown > len(self.known)

    @property
    def need(self) -> Need:
        """Half or more of the known are met: probably; a third: perhaps; else not yet."""
        known, met = len(self.known), len(self.met)
        if not known:
            return Need.NOT_KNOWN
        if met * 2 >= known:
            return Need.PROBABLY
        return Need.PERHAPS if met * 3 >= known else Need.NOT_YET


def growth(readings: Iterable[Reading], as_of: date) -> Growth:
    """Of each signal the latest reading up to a day counts; on one day the later entry."""
    latest: dict[Signal, Reading | None] = dict.fromkeys(Signal)
    for one in sorted(readings, key=lambda one: (one.day, one.id)):
        if one.day <= as_of:
            latest[one.signal] = one
    return Growth(latest)
