"""Reads of the signs of growth."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ctohandover.domain.growth import Reading, Signal
from ctohandover.storage.reads import checked

if TYPE_CHECKING:
    from ctohandover.storage.reader import Run


@checked
def growth_readings(run: Run) -> list[Reading]:
    """All readings, in the order of their entry."""
    return [
        Reading(
            id=key,
            signal=Signal(signal),
            value=value,
            threshold=threshold,
            day=date.fromisoformat(day),
            version=version,
        )
        for key, signal, value, threshold, day, version in run(
            "SELECT id, signal, value, threshold, day, version FROM growth ORDER BY id"
        )
    ]
