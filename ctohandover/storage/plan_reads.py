"""Reads of what somebody decided about the plan of the days left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.plan import Choice, PlanChoice
from ctohandover.storage.reads import as_day, checked

if TYPE_CHECKING:
    from ctohandover.storage.reader import Run


@checked
def efforts(run: Run) -> dict[str, float]:
    """Subject id -> hours that a level takes, where somebody said."""
    return {key: float(hours) for key, hours in run("SELECT id, hours FROM effort")}


@checked
def choices(run: Run) -> list[Choice]:
    """All proposals that were pinned or refused, in the order of their entry."""
    return [
        Choice(
            id=key,
            subject_id=subject,
            receiver_id=receiver,
            choice=PlanChoice(choice),
            week=as_day(week),
            minutes=minutes,
            version=version,
        )
        for key, subject, receiver, choice, week, minutes, version in run(
            "SELECT id, subject_id, receiver_id, choice, week, minutes, version FROM plan_choice ORDER BY id"
        )
    ]
