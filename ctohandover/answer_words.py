"""The words of the founder's answers, the same in the window and wherever else they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover.domain.answers import Grip, Verdict
from ctohandover.domain.growth import Need, Signal
from ctohandover.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ctohandover.domain.answers import Leaving, Search
    from ctohandover.domain.growth import Growth, Reading
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


def leave_reasons(leaving: Leaving, names: Sequence[str], t: Translator) -> list[tuple[str, Grip | None]]:
    """The reasons of the first answer, the one that decides it first; None stands for the blocking items. What is shown
    already is a reason only of a yes."""
    grips = [grip for grip, held in leaving.by_grip.items() if held]
    if leaving.verdict is not Verdict.YES:
        grips = [grip for grip in grips if grip is not Grip.PROVEN]
    if leaving.verdict is Verdict.NOT_KNOWN:
        grips.sort(key=lambda grip: grip is not Grip.UNKNOWN)
    reasons: list[tuple[str, Grip | None]] = [(vital_part(grip, leaving.count(grip), names, t), grip) for grip in grips]
    n = len(leaving.blockers)
    if n:
        told = t.plural("{n} blocking item open by then", "{n} blocking items open by then", n)
        reasons.insert(1 if leaving.by_grip[Grip.LEAVERS_ONLY] else 0, (told, None))
    return reasons


def signals_part(growth: Growth, t: Translator) -> str:
    """ "5 of 7 signals met · 1 unknown"; what is not known comes first where it is most."""
    told = t("{met} of {known} signals met", met=t.number(len(growth.met)), known=t.number(len(growth.known)))
    if not growth.unknown:
        return told
    unknown = t.plural("{n} unknown", "{n} unknown", growth.unknown)
    return f"{unknown} · {told}" if growth.mostly_unknown else f"{told} · {unknown}"


def search_answer(search: Search, as_of: date, t: Translator) -> str:
    if not search.wanted:
        return t("Say when")
    return t("Now") if search.start < as_of else t("By {day}", day=t.date(search.start))


def search_reasons(search: Search, as_of: date, t: Translator) -> list[str]:
    """Without the interim, see `interim_part`."""
    months = t(
        "{search} months of search, {notice} of notice",
        search=t.number(search.search_months),
        notice=t.number(search.notice_months),
    )
    if not search.wanted:
        return [t("begun today: an arrival on {day}", day=t.date(search.arrival)), months]
    late = [t("was due on {day}", day=t.date(search.start))] if search.start < as_of else []
    return [*late, t("for an arrival on {day}", day=t.date(search.arrival)), months]


def interim_part(search: Search, t: Translator, stand_in: Sequence[str] = ()) -> str:
    """Who decides between the last day and the arrival: `stand_in` are the names of the relays. Empty where nobody is
    missing in between."""
    if search.interim_from is None:
        return ""
    days = (search.arrival - search.interim_from).days
    if stand_in:
        return t.plural(
            "{n} day without a CTO: {names} in between",
            "{n} days without a CTO: {names} in between",
            days,
            names=t.join(list(stand_in)),
        )
    return t.plural("{n} day without a CTO: who decides?", "{n} days without a CTO: who decides?", days)


def ownerless_part(n: int, t: Translator) -> str:
    return t.plural("{n} duty then without an owner inside", "{n} duties then without an owner inside", n)


def held(shares: tuple[float, float] | None, t: Translator) -> str:
    """ "64 %", or "60–70 %" where something is not known."""
    if shares is None:
        return t("no data")
    low, high = (round(100 * share) for share in shares)
    return t("{n} %", n=str(low)) if low == high else t("{n} %", n=f"{low}–{high}")
