"""Assessments: that a person holds a subject at a level on a day, who says so and how they know."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover.domain.levels import HOLDS, Level
from ctohandover.domain.record import record

if TYPE_CHECKING:
    from datetime import date


class Method(StrEnum):
    SELF = "self"
    LEAD = "lead"
    PEER = "peer"
    SESSION = "session"
    DRILL = "drill"


class SessionMethod(StrEnum):
    """How knowledge is passed on, in the order in which a receiver grows."""

    READING = "reading"
    SHADOWING = "shadowing"
    PAIRING = "pairing"
    REVERSE_SHADOWING = "reverse_shadowing"
    SOLO = "solo"
    TEACH_BACK = "teach_back"


PROVING_SESSIONS: frozenset[SessionMethod] = frozenset({SessionMethod.SOLO, SessionMethod.TEACH_BACK})


@record(kw_only=True)
class Assessment:
    """Ids are ordered by time, so of two assessments of one day the later entry has the greater id.

    `assessor_id` is None where nobody was named. `by_reply` marks what came in a reply of the person's own,
    `session_id` is the session whose outcome it is.
    """

    id: str
    person_id: str
    subject_id: str
    level: Level
    day: date
    method: Method
    assessor_id: str | None = None
    session_method: SessionMethod | None = None
    by_reply: bool = False
    evidence: str = ""
    session_id: str | None = None
    version: str = ""

    @property
    def by_self(self) -> bool:
        """Whether the person graded themselves."""
        return self.method is Method.SELF or self.assessor_id == self.person_id

    def proves(self, *, vital: bool) -> bool:
        """Whether this shows level 3 or more, instead of only saying so.

        A drill, a solo run or a teach-back that somebody else saw proves it; where the subject is not vital the
        holder's own reply is enough.
        """
        if self.level < HOLDS:
            return False
        if not self.by_self:
            return self.method is Method.DRILL or self.session_method in PROVING_SESSIONS
        return self.by_reply and not vital
