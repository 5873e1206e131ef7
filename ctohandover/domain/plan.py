"""The plan of the days left: who passes what on to whom, week by week, until the leaver's last day."""

from __future__ import annotations

from enum import StrEnum


class PlanChoice(StrEnum):
    """What somebody decided about a proposal."""

    PINNED = "pinned"
    REFUSED = "refused"
