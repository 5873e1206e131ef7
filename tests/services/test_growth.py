"""Signs of growth: readings are added and never changed, and what counts already is not said twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ctohandover.domain.growth import Signal, growth
from ctohandover.errors import Invalid
from ctohandover.services.facade import Services
from ctohandover.storage import growth_reads, reads
from tests.conftest import TODAY


def counting(services: Services) -> dict[Signal, tuple[int | None, int]]:
    with services.store.reading() as run:
        found = growth(growth_reads.growth_readings(run), TODAY).readings
    return {signal: (one.value, one.threshold) for signal, one in found.items() if one is not None}


def test_readings_are_told_kept_and_undone(services: Services) -> None:
    told = {Signal.DEVELOPERS: (11, 8), Signal.INVESTOR: (None, 1), Signal.INCIDENTS: (2, 4)}
    assert services.growth.tell(told, TODAY - timedelta(days=5), TODAY) == 2  # what is unknown anyway is no news
    assert counting(services) == {Signal.DEVELOPERS: (11, 8), Signal.INCIDENTS: (2, 4)}
    assert services.growth.tell(told, TODAY, TODAY) == 0
    assert services.growth.tell({Signal.DEVELOPERS: (None, 8)}, TODAY, TODAY) == 1
    assert counting(services)[Signal.DEVELOPERS] == (None, 8)
    with services.store.reading() as run:
        last = reads.entries(run, limit=1)[0]
    assert last.label == "growth-told"
    services.undo(last.id)
    assert counting(services)[Signal.DEVELOPERS] == (11, 8)


@pytest.mark.parametrize("told", [(-1, 8), (10_000, 8), (3, 0)])
def test_what_cannot_be_is_refused(services: Services, told: tuple[int, int]) -> None:
    with pytest.raises(Invalid) as caught:
        services.growth.tell({Signal.DEVELOPERS: told}, TODAY, TODAY)
    assert caught.value.code == "growth-range"
    assert counting(services) == {}


def test_nothing_is_read_in_the_future(services: Services) -> None:
    with pytest.raises(Invalid) as caught:
        services.growth.tell({Signal.DEVELOPERS: (1, 1)}, TODAY + timedelta(days=1), TODAY)
    assert caught.value.code == "growth-future"


def test_how_long_a_search_takes_belongs_to_the_workspace(services: Services) -> None:
    with services.store.reading() as run:
        before = reads.workspace(run)
    services.workspace.describe(before, notice_months=1, search_months=6)
    with services.store.reading() as run:
        after = reads.workspace(run)
    assert (after.notice_months, after.search_months) == (1, 6)
    with pytest.raises(Invalid):
        services.workspace.describe(after, notice_months=25)
