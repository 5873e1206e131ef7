"""Three ways forward over a horizon: extend the fractional CTO, extend with a local relay, a permanent CTO.

Cash alone, in euros: what leaves the account, month by month. The slow start of a newcomer is said in words, not
counted.
"""

from __future__ import annotations

from dataclasses import fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ctohandover.domain.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator

HORIZON: Final = 24
"""Months."""
PERMANENT_DAYS: Final = 218
"""Days a year that a permanent employee is there: the usual French flat rate for managers."""


class Way(StrEnum):
    EXTEND = "extend"
    RELAY = "relay"
    PERMANENT = "permanent"


@record(kw_only=True)
class Assumptions:
    """All of them are the founder's to change. Money is in euros, shares are whole per cent, times are in months."""

    day_rate: int = 900
    """F: a day of the fractional CTO."""
    days_a_month: int = 6
    """d: days a month of the fractional CTO."""
    relay_a_month: int = 1_700
    """What the relay's part costs each month: a rise, training, somebody for the work that they leave."""
    gross_a_year: int = 95_000
    """G: the gross salary of a permanent CTO."""
    charges: int = 42
    """c: what the employer pays on top of G, payroll reliefs taken off, in per cent."""
    other_a_year: int = 8_000
    """B: equipment, licences, training, travel."""
    fee: int = 20
    """r: what the search costs once, in per cent of G."""
    stay_years: int = 3
    """L: the years over which the search is spread where the two are compared."""
    arrival_month: int = 6
    """m: how many months pass before the permanent CTO is there."""
    bridge_months: int = 6
    """For how many of these the fractional CTO goes on."""
    overlap_months: int = 1
    """For how many months after that both are there."""


LIMITS: Final[dict[str, tuple[int, int]]] = {
    "day_rate": (1, 10_000),
    "days_a_month": (1, 22),
    "relay_a_month": (0, 50_000),
    "gross_a_year": (1, 1_000_000),
    "charges": (0, 100),
    "other_a_year": (0, 1_000_000),
    "fee": (0, 100),
    "stay_years": (1, 20),
    "arrival_month": (0, HORIZON),
    "bridge_months": (0, HORIZON),
    "overlap_months": (0, 12),
}
"""The least and the most of each, both included."""


def names() -> Iterator[str]:
    return (item.name for item in fields(Assumptions))


def fractional_a_month(told: Assumptions) -> float:
    """F x d."""
    return told.day_rate * told.days_a_month


def permanent_a_year(told: Assumptions) -> float:
    """G(1+c) + B + rG/L: a year with the search spread over the years that somebody stays."""
    whole = told.gross_a_year * (100 + told.charges) / 100 + told.other_a_year
    return whole + told.gross_a_year * told.fee / 100 / told.stay_years


def permanent_a_month(told: Assumptions) -> float:
    """(G(1+c) + B) / 12: what leaves the account each month from the arrival on."""
    return (told.gross_a_year * (100 + told.charges) / 100 + told.other_a_year) / 12


def break_even(told: Assumptions) -> float:
    """d* = (G(1+c) + B + rG/L) / (12 F): the fractional days a month that cost as much as a permanent CTO."""
    return permanent_a_year(told) / (12 * told.day_rate)


def cash(way: Way, told: Assumptions, months: int = HORIZON) -> list[float]:
    """What each of the months costs, the first one first."""
    fractional = fractional_a_month(told)
    if way is Way.EXTEND:
        return [fractional] * months
    if way is Way.RELAY:
        return [fractional + told.relay_a_month] * months
    spent = []
    for month in range(months):
        there = month >= told.arrival_month
        fraction = month < told.bridge_months if not there else month < told.arrival_month + told.overlap_months
        paid = (fractional if fraction else 0) + (permanent_a_month(told) if there else 0)
        if month == told.arrival_month:
            paid += told.gross_a_year * told.fee / 100
        spent.append(paid)
    return spent


def presence(way: Way, told: Assumptions) -> int:
    """Days a year that the CTO is there, once the way is as it will be."""
    return PERMANENT_DAYS if way is Way.PERMANENT else 12 * told.days_a_month


def slower_search(told: Assumptions, months: int = 6) -> Assumptions:
    """The search takes so many months more, and the fractional CTO fills them."""
    arrival = min(HORIZON, told.arrival_month + months)
    more = arrival - told.arrival_month
    return replace(told, arrival_month=arrival, bridge_months=min(HORIZON, told.bridge_months + more))


def dearer_days(told: Assumptions, per_cent: int = 20) -> Assumptions:
    return replace(told, day_rate=round(told.day_rate * (100 + per_cent) / 100))
