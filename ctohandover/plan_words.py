"""The words of the plan of the days left, the same in the window and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover import words
from ctohandover.domain.plan import Hurdle
from ctohandover.i18n import N_
from ctohandover.services.planning import NoPlan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ctohandover.domain.assessments import SessionMethod
    from ctohandover.domain.plan import Apart, Course, Outlook, Plan, Week
    from ctohandover.i18n import Translator
    from ctohandover.services.planning import Planned

NO_PLAN: Final[Mapping[NoPlan, tuple[str, str]]] = {
    NoPlan.NOBODY_LEAVES: (
        N_("Nobody leaves"),
        N_(
            "The plan shares out the hours that are left with whoever leaves. Say who that is: give them the role of"
            " outgoing CTO, or a last day."
        ),
    ),
    NoPlan.NO_DAY: (
        N_("No last day yet"),
        N_("The plan goes from today to the last day of whoever leaves. Set that day, and it is made at once."),
    ),
    NoPlan.PAST: (
        N_("The last day is over"),
        N_("Nothing is planned past the last day. If it has moved, change it; else see what is still not held."),
    ),
    NoPlan.NOTHING: (
        N_("Nothing to pass on"),
        N_("Everything that counts is held inside by as many as needed, or nothing is there to hold yet."),
    ),
}
"""A heading and what to do, for each reason why there is no plan."""


def figure(minutes: int, t: Translator) -> str:
    """Hours to a tenth, as a number alone: "3.9"."""
    return t.number(float(round(minutes / 60, 1)))


def hours(minutes: int, t: Translator) -> str:
    """ "3.9 h"."""
    return t("{n} h", n=figure(minutes, t))


def days_a_month(days: float, t: Translator) -> str:
    return t.plural("{n} day a month", "{n} days a month", 1 if days in (0.5, 1) else 2, n=t.number(days))


def leavers(planned: Planned, t: Translator) -> str:
    short = planned.crew.short
    return t.join([short[person.id] for person in planned.leavers])


def headline(planned: Planned, plan: Plan, t: Translator) -> str:
    """ "26 h left with Marc, the plan needs 41 h"."""
    return t(
        "{left} left with {name}, the plan needs {asked}",
        left=hours(plan.left, t),
        name=leavers(planned, t),
        asked=hours(plan.asked, t),
    )


def not_fitting(plan: Plan, t: Translator) -> str:
    """What will not be passed on, in one sentence."""
    n = plan.unfit_subjects
    if not n:
        return t("All that somebody can teach is passed on if every session passes.")
    return t.plural(
        "{n} item will not be passed on even if every session passes.",
        "{n} items will not be passed on even if every session passes.",
        n,
    )


def covers(found: Outlook, day: date, t: Translator) -> str:
    """What the plan covers by the last day: of what is vital, if anything is."""
    values = {"day": t.date(day), "n": t.number(found.vital_covered), "m": t.number(found.vital_short)}
    if found.vital_short:
        return t("What the plan covers by {day}: {n} of {m} vital", **values)
    values |= {"n": t.number(found.covered), "m": t.number(found.short)}
    return t("What the plan covers by {day}: {n} of {m}", **values)


def covers_of_these(found: Outlook, t: Translator) -> str:
    """The same beside what is short, where the day is said."""
    if found.vital_short:
        return t("the plan covers {n} of these {m}", n=t.number(found.vital_covered), m=t.number(found.vital_short))
    return t("the plan covers {n} of {m} items", n=t.number(found.covered), m=t.number(found.short))


def reason(course: Course, short: Mapping[str, str], t: Translator) -> str:
    """Why a course does not end by the last day."""
    who = course.receiver_id if course.hurdle is Hurdle.RECEIVER_HOURS else course.givers[0]
    return t("no hours of {name} left", name=short[who])


def apart(one: Apart, t: Translator) -> str:
    """Why no session can pass a subject on."""
    match one.hurdle:
        case Hurdle.NOT_KNOWN:
            return t("not known who holds it")
        case Hurdle.NO_RECEIVER:
            return t.plural("nobody left to learn it, {n} person needed", "nobody left to learn it, {n} people needed",
                            one.people)  # fmt: skip
    return t("nobody can teach it")


def method(one: SessionMethod, t: Translator) -> str:
    """The method where there is little room: without what explains it."""
    return words.sentence(t(words.SESSION_METHOD[one])).partition(" (")[0].partition("\N{NO-BREAK SPACE}(")[0]


def week(one: Week, t: Translator) -> str:
    return t("Week of {day}", day=t.date(one.monday))


def loads(one: Week, short: Mapping[str, str], t: Translator) -> str:
    """ "Marc 3.9 of 3.9 h, Léa 2 of 3 h": hours used of hours there."""
    return " · ".join(
        t(
            "{name} {used} of {there}",
            name=short[load.person_id],
            used=figure(load.used, t),
            there=hours(load.there, t),
        )
        for load in one.loads
    )
