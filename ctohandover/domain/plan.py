"""The plan of the days left: who passes what on to whom, week by week, until the leaver's last day.

Here are its records and what is to be passed on; `plan_hours` knows what time people have, `plan_placing` fits the one
into the other. All of it is pure: the same workspace gives the same plan, in whatever order it is read.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ctohandover.domain.record import record
from ctohandover.domain.subjects import Criticality, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ctohandover.domain.assessments import SessionMethod
    from ctohandover.domain.levels import Level
    from ctohandover.domain.subjects import Subject

EFFORT: Final[Mapping[Kind, float]] = {
    Kind.DECISION: 0.5,
    Kind.ACCESS: 0.5,
    Kind.SYSTEM: 4.0,
    Kind.DUTY: 4.0,
    Kind.SKILL: 8.0,
}
"""Hours that it usually takes somebody to climb one level."""
TRANSFER_SHARE: Final = 40
"""Percent of the leaver's days that are usually free for passing things on."""
SPARE_HOURS: Final = 2.0
"""Hours a week to learn or to teach, of somebody inside who did not say."""
DAY_HOURS: Final = 7
LONGEST: Final = 120
SHORTEST: Final = 30
"""Minutes of a session: longer ones tire, and shorter ones are not worth the meeting, unless that is all there is."""


class PlanChoice(StrEnum):
    """What somebody decided about a proposal."""

    PINNED = "pinned"
    REFUSED = "refused"


class Hurdle(StrEnum):
    """Why something will not be passed on by the last day, even if every session passes."""

    GIVER_HOURS = "giver_hours"
    RECEIVER_HOURS = "receiver_hours"
    NO_RECEIVER = "no_receiver"
    """Nobody inside who stays is below level 3 and has time to learn, or all of them were refused."""
    NOBODY_HOLDS = "nobody_holds"
    NOT_KNOWN = "not_known"
    """Nobody was ever asked about it."""


@record(kw_only=True)
class Choice:
    """What somebody decided about a subject and who receives it. Of a pinned one `week` is the Monday before which it
    does not begin and `minutes` what it takes in all; None is by the rule."""

    id: str
    subject_id: str
    receiver_id: str
    choice: PlanChoice
    week: date | None = None
    minutes: int | None = None
    version: str = ""


@record(kw_only=True)
class Terms:
    """What the plan is made under. `leavers` are ids of people, `share` is in percent, `aftercare` in minutes."""

    today: date
    last_day: date
    leavers: frozenset[str]
    share: int = TRANSFER_SHARE
    aftercare: int = 0


@record(kw_only=True)
class Lesson:
    """A session that the plan proposes. `number` of `count` tells it from the others of its course."""

    subject: Subject
    giver_id: str
    receiver_id: str
    week: date
    """Its Monday."""
    day: date
    method: SessionMethod
    minutes: int
    number: int
    count: int

    @property
    def key(self) -> tuple[str, str, int]:
        return self.subject.id, self.receiver_id, self.number


@record(kw_only=True)
class Course:
    """One subject passed on to one person. In minutes: `missing` up to level 3, of which `planned` are in sessions that
    are planned already, and `placed` in lessons of the plan."""

    subject: Subject
    receiver_id: str
    givers: tuple[str, ...]
    level: Level | None
    """The receiver's level of today."""
    missing: int
    planned: int
    placed: int
    choice: Choice | None = None
    hurdle: Hurdle | None = None

    @property
    def left_out(self) -> int:
        """Minutes that found no place."""
        return max(0, self.missing - self.planned - self.placed)

    @property
    def ends(self) -> bool:
        return not self.left_out


@record()
class Apart:
    """A subject that no session can pass on: `people` more are needed inside, and nobody can give, or receive, it."""

    subject: Subject
    hurdle: Hurdle
    people: int


@record()
class Load:
    """Minutes of one person in one week: what sessions take, planned and proposed, and what there is."""

    person_id: str
    used: int
    there: int


@record(kw_only=True)
class Week:
    """`first` and `last` are the days of it that belong to the plan; `planned` are the ids of sessions that are planned
    already. `loads` are of those who give or receive, the givers first."""

    monday: date
    first: date
    last: date
    lessons: tuple[Lesson, ...]
    planned: tuple[str, ...]
    loads: tuple[Load, ...]


@record()
class Outlook:
    """`covered` of `short` subjects that leavers alone or too few inside hold would be held by as many as needed if
    every session passed; the same of the vital ones."""

    covered: int
    short: int
    vital_covered: int
    vital_short: int


@record(kw_only=True)
class Plan:
    """`left` are the minutes that the leavers have for it, `asked` those that it asks of them. `courses` are in the
    order in which they are served."""

    terms: Terms
    weeks: tuple[Week, ...]
    courses: tuple[Course, ...]
    apart: tuple[Apart, ...]
    left: int
    asked: int

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        return tuple(lesson for week in self.weeks for lesson in week.lessons)

    @property
    def unfit(self) -> tuple[Course, ...]:
        """What will not be passed on even if every session passes, most urgent first."""
        return tuple(course for course in self.courses if not course.ends)

    @property
    def unfit_subjects(self) -> int:
        return len({course.subject.id for course in self.unfit})

    @property
    def outlook(self) -> Outlook:
        """By subject: covered where no course of it is unfit, and somebody was found to receive it."""
        vital: dict[str, bool] = {}
        late: set[str] = set()
        for course in self.courses:
            vital[course.subject.id] = course.subject.criticality is Criticality.VITAL
            if not course.ends:
                late.add(course.subject.id)
        for one in self.apart:
            if one.hurdle is Hurdle.NO_RECEIVER:
                vital[one.subject.id] = one.subject.criticality is Criticality.VITAL
                late.add(one.subject.id)
        covered = vital.keys() - late
        return Outlook(len(covered), len(vital), sum(map(vital.__getitem__, covered)), sum(vital.values()))
