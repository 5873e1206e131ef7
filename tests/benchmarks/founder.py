"""The founder's answers from levels that are read already."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from ctohandover.domain.answers import can_leave, grips, share
from ctohandover.domain.growth import growth
from ctohandover.domain.holders import standings
from ctohandover.domain.ledger import Entry, Ledger
from ctohandover.domain.people import Person, Role
from ctohandover.domain.subjects import Criticality, Kind, Subject
from tests.benchmarks.timing import Figure, seconds

_KINDS, _CRITICAL = list(Kind), list(Criticality)


def answering(folder: Path, *, rounds: int = 7, levels: int = 100_000) -> list[Figure]:
    """A third of the subjects are vital; one of ten people is outside."""
    rng, today = random.Random(1), date.today()
    people = [Person(id=f"p{n}", name=f"P{n}", role=Role.MEMBER, internal=n % 10 != 0) for n in range(200)]
    count = max(1, levels // 100)
    subjects = [
        Subject(id=f"s{n}", kind=_KINDS[n % 5], title=f"S{n}", criticality=_CRITICAL[n % 3]) for n in range(count)
    ]
    entries: list[Entry] = [
        (
            f"s{rng.randrange(count)}", f"p{rng.randrange(200)}",
            (today - timedelta(days=rng.randrange(365))).isoformat(), f"{n:07}", rng.randrange(5), 0, 0,
        )
        for n in range(levels)
    ]  # fmt: skip
    ledger, leavers, day = Ledger(entries), ["p0"], today + timedelta(days=47)

    def answers() -> None:
        can_leave(subjects, people, ledger, leavers, day)
        growth((), today)

    def shares() -> None:
        share(standings(subjects, people, ledger, today).values())

    def trend() -> None:
        for step in range(14):
            grips(subjects, people, ledger, leavers, today - timedelta(days=14 * step))

    def timed(run: object) -> float:
        assert callable(run)
        return 1000 * median(seconds(run) for _ in range(rounds))

    return [
        Figure(f"{levels:,} levels, the three answers", timed(answers), most=100),
        Figure(f"{levels:,} levels, the shares held inside", timed(shares)),
        Figure(f"{levels:,} levels, half a year of the trend", timed(trend)),
    ]
