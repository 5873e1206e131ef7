"""The workspace itself: the company, the three dates, and who keeps the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.record import record

if TYPE_CHECKING:
    from datetime import date


@record(kw_only=True)
class Workspace:
    """`last_day` is the leaver's, `handover_day` is D0, `arrival_day` the successor's; an interim may lie between."""

    id: str
    company: str
    language: str
    last_day: date | None = None
    handover_day: date | None = None
    arrival_day: date | None = None
    keeper_id: str | None = None
    created_at: str = ""
    version: str = ""
    notice_months: int | None = None
    search_months: int | None = None
    """How long a successor's notice, and the search before it, take; None is the usual time."""
    transfer_share: int | None = None
    """Percent of the leaver's days that are free for passing things on; None is the usual share."""
    aftercare_hours: int | None = None
    """Hours of the leaver's to set aside for the successor's questions."""

    @property
    def counted_day(self) -> date | None:
        """The day that "days left" counts to: the leaver's last day, else the handover day."""
        return self.last_day or self.handover_day
