"""What is to be passed on, by whom and to whom: a need for each subject and each person who is to hold it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctohandover.domain.levels import HOLDS, Level
from ctohandover.domain.people import alphabetical
from ctohandover.domain.plan import EFFORT, Apart, Choice, Hurdle, PlanChoice, Terms
from ctohandover.domain.plan_hours import Hours, spare
from ctohandover.domain.subjects import Criticality

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ctohandover.domain.holders import Standing
    from ctohandover.domain.people import Person
    from ctohandover.domain.sessions import Session
    from ctohandover.domain.subjects import Subject

LEAST_MINUTES = 5


@dataclass(slots=True)
class Rung:
    """Minutes up to `level`: what it takes, and what of it has no session yet."""

    level: Level
    takes: int
    rest: int


@dataclass(slots=True)
class Need:
    """A course that is looking for its hours. `gain` is the coverage it brings, times the subject's weight."""

    subject: Subject
    receiver_id: str
    givers: tuple[str, ...]
    level: Level | None
    rungs: list[Rung]
    planned: int
    gain: float
    holders: int
    choice: Choice | None = None
    made: list[tuple[int, str, Level, int, int]] = field(default_factory=list)
    """(number of the week, giver, level, minutes of that rung before it, minutes) of each lesson."""

    @property
    def vital(self) -> bool:
        return self.subject.criticality is Criticality.VITAL

    @property
    def rest(self) -> int:
        return sum(rung.rest for rung in self.rungs)

    def order(self) -> tuple[Any, ...]:
        """Sort key: vital first, then by gain per hour, then what fewest hold, then by name."""
        subject, rest = self.subject, self.rest
        worth = -self.gain / rest if rest else 0.0
        return not self.vital, worth, self.holders, alphabetical(subject.title), subject.id, self.receiver_id


class Needs:
    """Works the needs out. Whoever gives is a holder who is there: outsiders and leavers first, since their hours end
    on the last day, the strongest first; then holders inside, who give in weeks in which the outsiders have no hours
    left, from their own spare hours.

    Those receive who are inside, stay until the last day at least, and are below level 3: whoever was pinned, then
    whoever has sessions planned already, then the highest level, most spare hours, name. Somebody with no hour to spare
    is passed over unless pinned, and somebody who was refused always.
    """

    def __init__(
        self,
        people: Iterable[Person],
        terms: Terms,
        hours: Hours,
        sessions: Iterable[Session],
        efforts: Mapping[str, float],
        choices: Iterable[Choice],
    ) -> None:
        self._terms, self._hours, self._efforts = terms, hours, efforts
        staying = [person for person in people if person.internal and person.id not in terms.leavers]
        last = terms.last_day
        self._stay = {
            person.id: person
            for person in staying
            if (person.active_to is None or person.active_to >= last)
            and (person.active_from is None or person.active_from <= last)
        }
        self._learners = sorted((key for key, who in self._stay.items() if spare(who) > 0), key=hours.order)
        self._rank = {key: rank for rank, key in enumerate(sorted(self._stay, key=hours.order))}
        self._planned: dict[str, dict[str, int]] = defaultdict(dict)
        for session in sessions:
            for subject in session.subjects:
                of = self._planned[subject]
                for receiver in session.receivers:
                    of[receiver] = of.get(receiver, 0) + session.minutes // len(session.subjects)
        self._choices: dict[str, dict[str, Choice]] = defaultdict(dict)
        for choice in choices:
            self._choices[choice.subject_id][choice.receiver_id] = choice

    def of(self, standing: Standing) -> tuple[list[Need], Apart | None]:
        """What one subject needs, and why not all of it can be passed on by sessions; nothing where as many hold it as
        are needed once the leavers are gone."""
        subject = standing.subject
        inside = sum(1 for holding in standing.inside if holding.person_id in self._stay)
        short = subject.needed - inside
        if short <= 0:
            return [], None
        if not standing.known:
            return [], Apart(subject, Hurdle.NOT_KNOWN, short)
        givers = self._givers(standing)
        if not givers:
            return [], Apart(subject, Hurdle.NOBODY_HOLDS, short)
        levels = {holding.person_id: holding.level for holding in standing.others}
        holders = {holding.person_id for holding in standing.inside}
        receivers = self._receivers(subject.id, short, levels, holders)
        worth = subject.criticality.weight / subject.needed
        found = [
            self._need(subject, key, givers, levels.get(key), worth if number < short else 0.0, inside)
            for number, key in enumerate(receivers)
        ]
        lacking = short - len(found)
        return found, Apart(subject, Hurdle.NO_RECEIVER, lacking) if lacking > 0 else None

    def _givers(self, standing: Standing) -> tuple[str, ...]:
        found = [holding for holding in (*standing.outside, *standing.inside) if holding.person_id in self._hours.there]
        found.sort(key=lambda holding: (holding.person_id in self._stay, -holding.level, self._name(holding.person_id)))
        return tuple(holding.person_id for holding in found)

    def _name(self, person_id: str) -> tuple[tuple[str, str], str]:
        return alphabetical(self._hours.people[person_id].name), person_id

    def _receivers(self, subject_id: str, short: int, levels: dict[str, Level], holders: set[str]) -> list[str]:
        choices, planned = self._choices.get(subject_id, {}), self._planned.get(subject_id, {})
        able = {key for key in (*choices, *planned, *levels) if key in self._stay and key not in holders}
        refused = {key for key, choice in choices.items() if choice.choice is PlanChoice.REFUSED}
        rank = self._rank.__getitem__
        chosen = sorted((key for key in choices.keys() & able if key not in refused), key=rank)
        chosen += sorted((key for key in planned.keys() & able if key not in refused and key not in chosen), key=rank)
        pinned = sum(1 for key in chosen if key in choices)
        if len(chosen) >= short:
            return chosen[: max(short, pinned)]
        taken = refused | holders | set(chosen)
        known = [key for key in levels if key in able and key not in taken and spare(self._stay[key]) > 0]
        known.sort(key=lambda key: (-levels[key], rank(key)))
        for key in (*known, *self._learners):
            if len(chosen) >= short:
                break
            if key not in taken:
                taken.add(key)
                chosen.append(key)
        return chosen

    def _need(
        self, subject: Subject, receiver: str, givers: tuple[str, ...], level: Level | None, gain: float, holders: int
    ) -> Need:
        choice = self._choices.get(subject.id, {}).get(receiver)
        steps = [Level(n) for n in range(int(level or Level.NONE) + 1, HOLDS + 1)]
        hours = self._efforts.get(subject.id, EFFORT[subject.kind])
        takes = max(LEAST_MINUTES, round(hours * 60))
        if choice is not None and choice.minutes is not None:
            takes = max(1, choice.minutes // len(steps))
        rungs = [Rung(step, takes, takes) for step in steps]
        if choice is not None and choice.minutes is not None:
            more = max(0, choice.minutes - takes * len(steps))
            rungs[-1].takes += more
            rungs[-1].rest += more
        planned = credit = min(self._planned.get(subject.id, {}).get(receiver, 0), sum(rung.takes for rung in rungs))
        for rung in rungs:
            done = min(credit, rung.rest)
            rung.rest -= done
            credit -= done
        return Need(subject, receiver, givers, level, rungs, planned, gain, holders, choice)
