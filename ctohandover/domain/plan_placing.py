"""The plan itself: needs are given their hours, week by week, until there are none left."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.levels import Level
from ctohandover.domain.people import alphabetical
from ctohandover.domain.plan import (
    LONGEST,
    SHORTEST,
    Apart,
    Course,
    Hurdle,
    Lesson,
    Load,
    Plan,
    Terms,
    Week,
)
from ctohandover.domain.plan_hours import Hours
from ctohandover.domain.plan_needs import Need, Needs
from ctohandover.domain.subjects import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ctohandover.domain.holders import Standing
    from ctohandover.domain.people import Person
    from ctohandover.domain.plan import Choice
    from ctohandover.domain.sessions import Session

GRID = 15
"""Minutes: sessions that are cut end on a quarter of an hour."""


def make_plan(
    standings: Iterable[Standing],
    people: Iterable[Person],
    terms: Terms,
    *,
    sessions: Iterable[Session] = (),
    efforts: Mapping[str, float] | None = None,
    choices: Iterable[Choice] = (),
) -> Plan:
    """The plan from `terms.today` to the last day.

    `standings` are as of today; those of subjects that do not stand are passed over. Of the sessions those count that
    are planned from today on and have no outcome. `efforts` are hours a rung by subject id, where they are not usual.

    Vital subjects come first, then the rest; within both, what can be passed on whole goes before what can only be
    begun, and what gains most per hour before what gains less. So the hours are spent on what will be held in the end,
    and what is left over still brings the vital ones nearer before anything else is begun.
    """
    everybody = sorted(people, key=lambda person: person.id)
    hours = Hours(everybody, terms)
    ahead = sorted(
        (one for one in sessions if not one.held and terms.today <= one.day <= terms.last_day),
        key=lambda one: (one.day, one.id),
    )
    for session in ahead:
        hours.take(session)
    left = sum(max(0, hours.total[key]) for key in terms.leavers if key in hours.total)
    finder = Needs(everybody, terms, hours, ahead, efforts or {}, choices)
    needs, apart = _needs(standings, finder)
    for vital in (True, False):
        group = [need for need in needs if need.vital is vital]
        for need in [need for need in group if not _place(need, hours, whole=True)]:
            _place(need, hours, whole=False)
    courses = tuple(_course(need, hours) for need in needs)
    return Plan(
        terms=terms,
        weeks=_weeks(needs, hours, ahead, terms),
        courses=courses,
        apart=tuple(apart),
        left=left,
        asked=_asked(needs, terms),
    )


def _needs(standings: Iterable[Standing], finder: Needs) -> tuple[list[Need], list[Apart]]:
    """What sessions can pass on, in the order in which it is served, and what they cannot, most vital first."""
    needs: list[Need] = []
    apart: list[Apart] = []
    for standing in standings:
        if standing.subject.standing:
            found, beyond = finder.of(standing)
            needs += found
            apart += [beyond] if beyond else []
    return sorted(needs, key=Need.order), sorted(apart, key=_apart_order)


def _place(need: Need, hours: Hours, *, whole: bool) -> bool:
    """Give a need its hours, all of them or (not `whole`) what there is. Says whether it has all."""
    rest, receiver = need.rest, need.receiver_id
    if whole and (rest > hours.total[receiver] or rest > sum(hours.total[giver] for giver in need.givers)):
        return False  # most of the needs of a large company, where the leaver's hours are used up
    first = _first_week(need, hours)
    before = [rung.rest for rung in need.rungs]
    for number in range(first, len(hours.weeks)):
        while rest and _one_lesson(need, hours, number):
            rest = need.rest
        if not rest:
            return True
    if not rest:
        return True
    if whole:
        for number, giver, _, _, minutes in need.made:
            hours.spend(giver, number, -minutes)
            hours.spend(receiver, number, -minutes)
        need.made.clear()
        for rung, was in zip(need.rungs, before, strict=True):
            rung.rest = was
    return False


def _first_week(need: Need, hours: Hours) -> int:
    return max(0, hours.number(need.choice.week)) if need.choice and need.choice.week else 0


def _one_lesson(need: Need, hours: Hours, number: int) -> bool:
    rung = next(rung for rung in need.rungs if rung.rest)
    for giver in need.givers:
        minutes = _length(rung.rest, hours.room(giver, need.receiver_id, number))
        if minutes:
            hours.spend(giver, number, minutes)
            hours.spend(need.receiver_id, number, minutes)
            need.made.append((number, giver, rung.level, rung.takes - rung.rest, minutes))
            rung.rest -= minutes
            return True
    return False


def _length(wanted: int, room: int) -> int:
    """Minutes of the next session of a rung that still wants so many; 0 where there is no room for one.

    What is cut ends on a quarter of an hour and leaves enough for a session of its own, where it can.
    """
    minutes = min(LONGEST, wanted, room)
    if minutes < min(SHORTEST, wanted):
        return 0
    if minutes < wanted:
        minutes -= minutes % GRID
        if wanted - minutes < SHORTEST <= wanted - SHORTEST:
            minutes = wanted - SHORTEST
    return minutes


def _method(kind: Kind, level: Level, before: int, takes: int) -> SessionMethod:
    """How the next rung is climbed: shown, then done together and (from its half on) done while the giver watches, then
    alone, or explained back."""
    explained = kind is Kind.DECISION
    if level <= Level.SEEN:
        return SessionMethod.READING if explained else SessionMethod.SHADOWING
    if level is Level.WITH_HELP:
        return SessionMethod.PAIRING if before * 2 < takes else SessionMethod.REVERSE_SHADOWING
    return SessionMethod.TEACH_BACK if explained else SessionMethod.SOLO


def _course(need: Need, hours: Hours) -> Course:
    hurdle = None
    if need.rest:
        first, least = _first_week(need, hours), min(need.rest, SHORTEST)
        free = any(minutes >= least for giver in need.givers for minutes in hours.left[giver][first:])
        hurdle = Hurdle.RECEIVER_HOURS if free else Hurdle.GIVER_HOURS
    return Course(
        subject=need.subject,
        receiver_id=need.receiver_id,
        givers=need.givers,
        level=need.level,
        missing=sum(rung.takes for rung in need.rungs),
        planned=need.planned,
        placed=sum(minutes for *_, minutes in need.made),
        choice=need.choice,
        hurdle=hurdle,
    )


def _asked(needs: Sequence[Need], terms: Terms) -> int:
    """Minutes that the plan asks of the leavers: what they give, and what they would have to give of what has no
    place."""
    given = sum(minutes for need in needs for _, giver, _, _, minutes in need.made if giver in terms.leavers)
    return given + sum(need.rest for need in needs if terms.leavers.intersection(need.givers))


def _weeks(needs: Sequence[Need], hours: Hours, ahead: Sequence[Session], terms: Terms) -> tuple[Week, ...]:
    lessons: list[list[Lesson]] = [[] for _ in hours.weeks]
    for need in needs:
        takes = {rung.level: rung.takes for rung in need.rungs}
        for place, (number, giver, level, before, minutes) in enumerate(need.made, start=1):
            lessons[number].append(
                Lesson(
                    subject=need.subject,
                    giver_id=giver,
                    receiver_id=need.receiver_id,
                    week=hours.weeks[number],
                    day=hours.day_for(giver, need.receiver_id, number, minutes),
                    method=_method(need.subject.kind, level, before, takes[level]),
                    minutes=minutes,
                    number=place,
                    count=len(need.made),
                )
            )
    return tuple(
        _week(number, sorted(found, key=lambda one: one.day), hours, ahead, terms)
        for number, found in enumerate(lessons)
    )


def _week(number: int, lessons: list[Lesson], hours: Hours, ahead: Sequence[Session], terms: Terms) -> Week:
    planned = [one for one in ahead if hours.number(one.day) == number]
    givers = ({one.giver_id for one in lessons} | {one.giver_id or "" for one in planned}) & hours.people.keys()

    def away(key: str) -> tuple[bool, tuple[str, str], str]:
        person = hours.people[key]
        return person.internal, alphabetical(person.name), person.id

    receivers = {one.receiver_id for one in lessons} | {key for one in planned for key in one.receivers}
    both = [*sorted(givers, key=away), *sorted((receivers & hours.people.keys()) - givers, key=away)]
    start = hours.weeks[number]
    return Week(
        monday=start,
        first=max(start, terms.today),
        last=min(start + timedelta(days=6), terms.last_day),
        lessons=tuple(lessons),
        planned=tuple(one.id for one in planned),
        loads=tuple(
            Load(key, hours.there[key][number] - hours.left[key][number], hours.there[key][number]) for key in both
        ),
    )


def _apart_order(one: Apart) -> tuple[int, tuple[str, str], str]:
    return -one.subject.criticality.weight, alphabetical(one.subject.title), one.subject.id
