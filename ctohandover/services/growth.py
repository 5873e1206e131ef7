"""The signs of growth: readings are only ever added, so that the answer can be given as of any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.growth import THRESHOLDS, Reading, Signal, growth
from ctohandover.domain.ids import new_id
from ctohandover.errors import Invalid
from ctohandover.storage import growth_reads
from ctohandover.storage.tables import GrowthRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ctohandover.storage.store import Store

HIGHEST = 9_999
"""A slip of the keyboard from here on."""


class GrowthService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def tell(self, told: Mapping[Signal, tuple[int | None, int]], day: date, today: date) -> int:
        """Add what is new of (value, threshold) by signal, as of `day`; gives back how many readings that were.

        A signal that says what counts already is left alone. Raises Invalid: `growth-range`, `growth-future`.
        """
        if day > today:
            raise Invalid("growth-future")
        for value, threshold in told.values():
            if not 0 <= (value or 0) <= HIGHEST or not 1 <= threshold <= HIGHEST:
                raise Invalid("growth-range", limit=HIGHEST)
        with self._store.unit("growth-told", n=0) as unit:
            before = growth(growth_reads.growth_readings(unit.run), day).readings
            new = [
                Reading(id=new_id(), signal=signal, value=value, threshold=threshold, day=day)
                for signal, (value, threshold) in told.items()
                if (value, threshold) != _said(before[signal], signal)
            ]
            for one in new:
                unit.add(
                    GrowthRow(
                        id=one.id, version="", signal=one.signal, value=one.value, threshold=one.threshold, day=one.day
                    )
                )
            unit.values["n"] = len(new)
            return len(new)


def _said(reading: Reading | None, signal: Signal) -> tuple[int | None, int]:
    return (None, THRESHOLDS[signal]) if reading is None else (reading.value, reading.threshold)
