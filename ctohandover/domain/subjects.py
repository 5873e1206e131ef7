"""A subject is anything that can be known or held; assessments point at subjects, whatever their kind."""

from __future__ import annotations

from enum import StrEnum

from ctohandover.domain.record import record


class Kind(StrEnum):
    DECISION = "decision"
    SKILL = "skill"
    SYSTEM = "system"
    ACCESS = "access"
    DUTY = "duty"


class Criticality(StrEnum):
    LOW = "low"
    HIGH = "high"
    VITAL = "vital"

    @property
    def weight(self) -> int:
        """1, 2 or 4: how much a subject counts in a share."""
        return _WEIGHTS[self]


_WEIGHTS = {Criticality.LOW: 1, Criticality.HIGH: 2, Criticality.VITAL: 4}

REVIEW_AFTER_DAYS: dict[Kind, int] = {
    Kind.ACCESS: 90,
    Kind.SYSTEM: 180,
    Kind.DUTY: 180,
    Kind.SKILL: 180,
    Kind.DECISION: 365,
}
"""Age never lowers a level; after so many days the program asks."""


@record(kw_only=True)
class Subject:
    """`needed_set` is what somebody chose; `needed` is what counts. `standing` is False for a decision that does not
    count any more (rejected, superseded ...) or not yet (proposed, draft)."""

    id: str
    kind: Kind
    title: str
    criticality: Criticality = Criticality.LOW
    needed_set: int | None = None
    area: str = ""
    standing: bool = True

    @property
    def needed(self) -> int:
        """How many holders inside are needed: two where it is vital, else one, unless somebody chose."""
        if self.needed_set is not None:
            return self.needed_set
        return 2 if self.criticality is Criticality.VITAL else 1
