"""Three ways forward: the check values, and what must be true of any assumptions."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.scenarios import (
    HORIZON,
    LIMITS,
    Assumptions,
    Way,
    break_even,
    cash,
    dearer_days,
    fractional_a_month,
    names,
    permanent_a_month,
    permanent_a_year,
    presence,
    slower_search,
)

CHECK = Assumptions(gross_a_year=95_000, charges=42, other_a_year=8_000, fee=20, stay_years=3, day_rate=900)
assumptions: Any = st.builds(Assumptions, **{name: st.integers(*LIMITS[name]) for name in LIMITS})


def test_check_values() -> None:
    assert permanent_a_year(CHECK) == pytest.approx(149_233, abs=0.5)
    assert break_even(CHECK) == pytest.approx(13.82, abs=0.005)
    assert 12 * break_even(CHECK) == pytest.approx(165.8, abs=0.05)
    assert presence(Way.PERMANENT, CHECK) == 218


def test_each_assumption_has_limits_and_its_default_lies_in_them() -> None:
    assert list(names()) == list(LIMITS)
    for name, (least, most) in LIMITS.items():
        assert least <= getattr(Assumptions(), name) <= most


def test_two_years_of_each_way() -> None:
    told = Assumptions()
    assert sum(cash(Way.EXTEND, told)) == 24 * 6 * 900
    assert sum(cash(Way.RELAY, told)) == 24 * (6 * 900 + 1_700)
    spent = cash(Way.PERMANENT, told)
    assert spent[:6] == [5_400] * 6  # the fractional CTO goes on until somebody is there
    assert spent[6] == pytest.approx(permanent_a_month(told) + 5_400 + 19_000)  # overlap, and the search
    assert spent[7:] == [pytest.approx(permanent_a_month(told))] * 17


def test_what_if() -> None:
    told = Assumptions()
    late = slower_search(told)
    assert (late.arrival_month, late.bridge_months) == (12, 12)
    assert sum(cash(Way.PERMANENT, late)) < sum(cash(Way.PERMANENT, told))  # cheaper, and six months without
    assert sum(cash(Way.EXTEND, dearer_days(told))) == pytest.approx(1.2 * sum(cash(Way.EXTEND, told)))
    never = slower_search(told, HORIZON)
    assert sum(cash(Way.PERMANENT, never)) == sum(cash(Way.EXTEND, told))


@given(assumptions)
def test_at_break_even_a_year_costs_the_same(told: Assumptions) -> None:
    assert break_even(told) * told.day_rate * 12 == pytest.approx(permanent_a_year(told))


@given(assumptions)
def test_no_month_is_negative_and_every_way_has_the_whole_horizon(told: Assumptions) -> None:
    for way in Way:
        spent = cash(way, told)
        assert len(spent) == HORIZON
        assert min(spent) >= 0
    assert sum(cash(Way.RELAY, told)) >= sum(cash(Way.EXTEND, told))
    assert max(cash(Way.PERMANENT, told)) <= (
        permanent_a_month(told) + fractional_a_month(told) + told.gross_a_year * told.fee / 100 + 1e-6
    )
