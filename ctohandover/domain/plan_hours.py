"""What time people have for the plan, week by week, and what is left of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ctohandover.domain.people import alphabetical
from ctohandover.domain.plan import DAY_HOURS, SPARE_HOURS, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctohandover.domain.people import Person
    from ctohandover.domain.sessions import Session

WORKDAYS = 5
FULLEST_DAY = 240
"""Minutes of sessions on one day, before the next day is taken."""


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def spare(person: Person) -> float:
    """Hours a week that somebody inside has for it."""
    return SPARE_HOURS if person.spare_hours is None else person.spare_hours


def weekly_minutes(person: Person, terms: Terms) -> float:
    """Minutes that a whole week has.

    Of an outsider, or whoever leaves: days a month x 12/52 a week, 7 hours a day, times the share that is free for
    passing things on; none while nobody said how many days. Of the others: their spare hours, for learning as for
    teaching.
    """
    if person.internal and not (person.id in terms.leavers and person.days_a_month is not None):
        return spare(person) * 60
    return (person.days_a_month or 0) * 12 / 52 * DAY_HOURS * 60 * terms.share / 100


class Hours:
    """`there` and `left` are minutes by person and number of the week, `left` less what sessions take; it may go below
    zero where more is planned already than there is. `days` are the working days (Monday first) as bits.

    A week that the plan has only a part of counts by its working days, and so does one in which somebody comes or goes.
    After-care is taken from the leavers' last weeks: questions come at the end.
    """

    def __init__(self, people: Iterable[Person], terms: Terms) -> None:
        begin, end = monday(terms.today), monday(terms.last_day)
        self.weeks = [begin + timedelta(weeks=n) for n in range((end - begin).days // 7 + 1)]
        self.people = {person.id: person for person in people}
        self.days: dict[str, list[int]] = {}
        self.there: dict[str, list[int]] = {}
        for person in self.people.values():
            whole = weekly_minutes(person, terms)
            days = [self._workdays(person, week, terms) for week in self.weeks]
            self.days[person.id] = days
            self.there[person.id] = [int(whole * bits.bit_count() / WORKDAYS) for bits in days]
        self._set_aside(terms)
        self.left = {key: list(minutes) for key, minutes in self.there.items()}
        self.total = {key: sum(minutes) for key, minutes in self.left.items()}
        self._days_used: dict[tuple[str, date], int] = {}

    def _workdays(self, person: Person, week: date, terms: Terms) -> int:
        first, last = max(week, terms.today), min(week + timedelta(days=WORKDAYS - 1), terms.last_day)
        if person.active_from is not None:
            first = max(first, person.active_from)
        if person.active_to is not None:
            last = min(last, person.active_to)
        return sum(1 << day for day in range((first - week).days, (last - week).days + 1))

    def _set_aside(self, terms: Terms) -> None:
        pool = terms.aftercare
        leavers = sorted(key for key in self.people if key in terms.leavers)
        for number in reversed(range(len(self.weeks))):
            for key in leavers:
                taken = min(pool, self.there[key][number])
                self.there[key][number] -= taken
                pool -= taken

    def number(self, day: date) -> int:
        """Of the week that a day is in; out of the list for one before or after the plan."""
        return (monday(day) - self.weeks[0]).days // 7

    def take(self, session: Session) -> None:
        """What is planned already uses up the hours of who gives and who receives."""
        number = self.number(session.day)
        if not 0 <= number < len(self.weeks):
            return
        for key in {session.giver_id or "", *session.receivers}:
            if key in self.left:
                self.spend(key, number, session.minutes)
                self._use(key, session.day, session.minutes)

    def spend(self, person_id: str, week: int, minutes: int) -> None:
        """Negative gives back."""
        left = self.left[person_id]
        before = max(0, left[week])
        left[week] -= minutes
        self.total[person_id] += max(0, left[week]) - before

    def room(self, giver_id: str, receiver_id: str, week: int) -> int:
        """Minutes that both have, in a week in which there is a day for both."""
        if not self.days[giver_id][week] & self.days[receiver_id][week]:
            return 0
        return max(0, min(self.left[giver_id][week], self.left[receiver_id][week]))

    def day_for(self, giver_id: str, receiver_id: str, week: int, minutes: int) -> date:
        """The first working day on which both are there and it is not too much for either, else the emptiest."""
        bits = self.days[giver_id][week] & self.days[receiver_id][week]
        days = [self.weeks[week] + timedelta(days=n) for n in range(WORKDAYS) if bits >> n & 1]
        used = {day: max(self._days_used.get((key, day), 0) for key in (giver_id, receiver_id)) for day in days}
        found = next((day for day in days if used[day] + minutes <= FULLEST_DAY), None) or min(
            days, key=used.__getitem__
        )
        for key in (giver_id, receiver_id):
            self._use(key, found, minutes)
        return found

    def _use(self, person_id: str, day: date, minutes: int) -> None:
        self._days_used[person_id, day] = self._days_used.get((person_id, day), 0) + minutes

    def order(self, person_id: str) -> tuple[float, tuple[str, str], str]:
        """Sort key: most spare hours first, then by name."""
        person = self.people[person_id]
        return -spare(person), alphabetical(person.name), person.id
