"""How much of the checklist is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.transition import Signoff, State, state_of
from ctohandover.storage import transition_reads

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.storage.reader import Run


def progress(run: Run, today: date) -> tuple[int, int]:
    """(signed and not stale, applicable) over all items, as of `today`."""
    signed: dict[str, list[Signoff]] = {}
    for entry in transition_reads.signoffs(run):
        signed.setdefault(entry.item_id, []).append(entry)
    states = [state_of(item, signed.get(item.id, ()), today) for item in transition_reads.items(run)]
    return states.count(State.VERIFIED), len(states) - states.count(State.NOT_APPLICABLE)
