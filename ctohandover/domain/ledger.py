"""All assessments in the form in which they are counted: plain tuples, by subject and person.

Half a million of them are looked through for one figure, so nothing here is a record: days are ISO text (which sorts as
days do), and what a rule asks of an assessment was worked out when it was read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover.domain.assessments import PROVING_SESSIONS, Assessment, Method
from ctohandover.domain.levels import HOLDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

Entry = tuple[str, str, str, str, int, int, int]
"""(subject id, person id, day, assessment id, level, by self 0 or 1, proof)."""

SUBJECT: Final = 0
PERSON: Final = 1
DAY: Final = 2
ID: Final = 3
LEVEL: Final = 4
BY_SELF: Final = 5
PROOF: Final = 6

NO_PROOF: Final = 0
OWN_REPLY: Final = 1
SEEN_BY_OTHERS: Final = 2
"""What an entry of level 3 or more shows: nothing, enough where the subject is not vital, or enough for all."""


class Ledger:
    """`cells` are subject id -> person id -> entries, in the order of their ids, which is that of their entry."""

    __slots__ = ("cells",)

    def __init__(self, entries: Sequence[Entry]) -> None:
        """`entries` in the order of their ids."""
        cells: dict[str, dict[str, list[Entry]]] = {}
        for entry in entries:
            of_subject = cells.get(entry[0])
            if of_subject is None:
                of_subject = cells[entry[0]] = {}
            of_person = of_subject.get(entry[1])
            if of_person is None:
                of_subject[entry[1]] = [entry]
            else:
                of_person.append(entry)
        self.cells = cells

    def up_to(self, day: date) -> Ledger:
        """What had been entered for a day or before."""
        last = day.isoformat()
        kept = [e for cells in self.cells.values() for entries in cells.values() for e in entries if e[DAY] <= last]
        return Ledger(sorted(kept, key=lambda entry: entry[ID]))

    @classmethod
    def of(cls, assessments: Iterable[Assessment]) -> Ledger:
        return cls(sorted(map(entry_of, assessments), key=lambda entry: entry[ID]))


def entry_of(assessment: Assessment) -> Entry:
    return (
        assessment.subject_id,
        assessment.person_id,
        assessment.day.isoformat(),
        assessment.id,
        int(assessment.level),
        int(assessment.by_self),
        _proof(assessment),
    )


def _proof(assessment: Assessment) -> int:
    if assessment.level < HOLDS:
        return NO_PROOF
    if assessment.by_self:
        return OWN_REPLY if assessment.by_reply else NO_PROOF
    shown = assessment.method is Method.DRILL or assessment.session_method in PROVING_SESSIONS
    return SEEN_BY_OTHERS if shown else NO_PROOF


def counting(entries: Sequence[Entry]) -> Entry:
    """The entry that counts of one person's on one subject: the latest one not given by the person, else the latest
    self-assessment; on the same day the later entry."""
    return max(entries, key=_rank)


def _rank(entry: Entry) -> tuple[int, str, str]:
    return -entry[BY_SELF], entry[DAY], entry[ID]


def is_proven(entries: Sequence[Entry], *, vital: bool) -> bool:
    """Whether level 3 was shown, and nobody else has put the person below it since."""
    enough = SEEN_BY_OTHERS if vital else OWN_REPLY
    proofs = [(entry[DAY], entry[ID]) for entry in entries if entry[PROOF] >= enough]
    if not proofs:
        return False
    doubts = [(entry[DAY], entry[ID]) for entry in entries if not entry[BY_SELF] and entry[LEVEL] < HOLDS]
    return not doubts or max(proofs) > max(doubts)
