"""The words of the founder's answers, the same in the window and wherever else they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover.domain.answers import Grip, Verdict
from ctohandover.domain.growth import Need, Signal
from ctohandover.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctohandover.domain.answers import Leaving
    from ctohandover.domain.growth import Reading
    from ctohandover.i18n import Translator

VERDICT: Final[Mapping[Verdict, str]] = {
    Verdict.NO: N_("Not yet"),
    Verdict.NOT_KNOWN: N_("Not known yet"),
    Verdict.RISK: N_("Yes, with a risk"),
    Verdict.YES: N_("Yes"),
}
NEED: Final[Mapping[Need, str]] = {
    Need.NOT_KNOWN: N_("Not known yet"),
    Need.NOT_YET: N_("No, not yet"),
    Need.PERHAPS: N_("Perhaps"),
    Need.PROBABLY: N_("Probably"),
}
SIGNAL: Final[Mapping[Signal, str]] = {
    Signal.DEVELOPERS: N_("Developers"),
    Signal.PRODUCT_LINES: N_("Product lines"),
    Signal.WAIT_DAYS: N_("Days that a decision waits for the CTO"),
    Signal.INCIDENTS: N_("Incidents of the last quarter that needed the CTO"),
    Signal.REPORTS: N_("People who report to the CTO"),
    Signal.INVESTOR: N_("Investors who ask for a permanent CTO"),
    Signal.MISSION_MONTHS: N_("Months that the mission has lasted"),
    Signal.RENEWALS: N_("Times that it was renewed as a stop-gap"),
}


def vital_part(grip: Grip, n: int, names: Sequence[str], t: Translator) -> str:
    """ "9 vital with Marc only": a reason of the first answer."""
    match grip:
        case Grip.LEAVERS_ONLY:
            if len(names) == 1:
                return t.plural("{n} vital with {name} only", "{n} vital with {name} only", n, name=names[0])
            return t.plural("{n} vital with those who leave only", "{n} vital with those who leave only", n)
        case Grip.NOBODY:
            return t.plural("{n} vital with nobody", "{n} vital with nobody", n)
        case Grip.SHORT:
            return t.plural("{n} vital with too few inside", "{n} vital with too few inside", n)
        case Grip.UNKNOWN:
            return t.plural("{n} vital not known yet", "{n} vital not known yet", n)
        case Grip.CLAIMED:
            return t.plural("{n} vital only said, not shown", "{n} vital only said, not shown", n)
    return t.plural("{n} vital held and shown", "{n} vital held and shown", n)


def signal_part(reading: Reading, t: Translator) -> str:
    """ "11 developers": a reason of the second answer. The value of `reading` is known."""
    n = reading.value or 0
    match reading.signal:
        case Signal.DEVELOPERS:
            return t.plural("{n} developer", "{n} developers", n)
        case Signal.PRODUCT_LINES:
            return t.plural("{n} product line", "{n} product lines", n)
        case Signal.WAIT_DAYS:
            return t.plural("{n} day’s wait for a decision", "{n} days’ wait for a decision", n)
        case Signal.INCIDENTS:
            return t.plural("{n} incident that needed the CTO", "{n} incidents that needed the CTO", n)
        case Signal.REPORTS:
            return t.plural("{n} direct report", "{n} direct reports", n)
        case Signal.INVESTOR:
            return t("an investor asks for one")
        case Signal.MISSION_MONTHS:
            return t.plural("a mission of {n} month", "a mission of {n} months", n)
    return t.plural("renewed {n} time", "renewed {n} times", n)


def first_question(leaving: Leaving | None, names: Sequence[str], t: Translator) -> str:
    """ "Can Marc leave on 9 January 2027?" """
    if not names:
        return t("Can the outgoing CTO leave?")
    if leaving is None:
        return t("Can {names} leave?", names=t.join(names))
    return t("Can {names} leave on {day}?", names=t.join(names), day=t.date(leaving.day))
