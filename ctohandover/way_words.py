"""The words and figures of the three ways forward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover.domain import scenarios
from ctohandover.domain.scenarios import Way
from ctohandover.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctohandover.domain.scenarios import Assumptions
    from ctohandover.i18n import Translator

SHORT: Final[Mapping[Way, str]] = {
    Way.EXTEND: N_("Extend"),
    Way.RELAY: N_("With a relay"),
    Way.PERMANENT: N_("Permanent"),
}
RISK: Final[Mapping[Way, str]] = {
    Way.EXTEND: N_("the stop-gap becomes permanent"),
    Way.RELAY: N_("the relay leaves, or has two jobs"),
    Way.PERMANENT: N_("the search takes longer; a slow start of some months"),
}
ASSUMPTION: Final[Mapping[str, str]] = {
    "day_rate": N_("A day of the fractional CTO, in €"),
    "days_a_month": N_("Their days a month"),
    "relay_a_month": N_("The relay’s part each month, in €"),
    "gross_a_year": N_("Gross salary of a permanent CTO a year, in €"),
    "charges": N_("What the employer pays on top, in %"),
    "other_a_year": N_("Equipment, licences, travel a year, in €"),
    "fee": N_("The search, once, in % of the salary"),
    "stay_years": N_("Years over which the search is spread"),
    "arrival_month": N_("Months until the permanent CTO is there"),
    "bridge_months": N_("Months for which the fractional CTO goes on"),
    "overlap_months": N_("Months for which both are there"),
}


def way_name(way: Way, told: Assumptions, t: Translator) -> str:
    match way:
        case Way.EXTEND:
            return t.plural(
                "Extend, {n} day a month", "Extend, {n} days a month", told.days_a_month
            )  # fmt: skip
        case Way.RELAY:
            return t("Extend, with a local relay")
    return t.plural("A permanent CTO in {n} month", "A permanent CTO in {n} months", told.arrival_month)


def money(amount: float, t: Translator) -> str:
    """ "€1,700", "1 700 €"."""
    return t("€{n}", n=t.number(round(amount)))


def thousands(amount: float, t: Translator) -> str:
    """ "€130k", "130 k€"."""
    return t("€{n}k", n=t.number(round(amount / 1000)))


def days_there(way: Way, told: Assumptions, days: int, t: Translator) -> str:
    said = t.plural("{n} day a year", "{n} days a year", days)
    return t("{days}, and on site", days=said) if way is Way.RELAY else said


def break_even(told: Assumptions, t: Translator) -> str:
    """What the price of a permanent CTO buys of a fractional one, told as presence; below that, cost alone is no reason
    to hire."""
    days = round(12 * scenarios.break_even(told))
    said = t(
        "For the price of a permanent CTO: {days} fractional days a year. A permanent CTO is there {there}.",
        days=t.number(days),
        there=t.number(scenarios.PERMANENT_DAYS),
    )
    if told.days_a_month < scenarios.break_even(told):
        more = t(
            "At {n} days a month cost alone is no reason to hire; presence may be one.", n=t.number(told.days_a_month)
        )
        return f"{said} {more}"
    return said
