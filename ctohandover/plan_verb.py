"""`ctohandover plan`: the plan of the days left as text, as JSON, or as a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctohandover import plan_words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctohandover.domain.plan import Course, Plan
    from ctohandover.i18n import Translator
    from ctohandover.services.planning import Planned


def plan_json(found: Planned) -> dict[str, Any]:
    """Minutes are whole numbers, days ISO 8601, people and subjects by name. The same keys, whether there is a plan or
    (`why_not`) none."""
    names, plan = {person.id: person.name for person in found.crew.everybody}, found.plan
    outlook = plan.outlook if plan else None
    return {
        "as_of": found.as_of.isoformat(),
        "last_day": found.last_day.isoformat() if found.last_day else None,
        "people": [person.name for person in found.leavers],
        "why_not": found.why_not.value if found.why_not else None,
        "minutes_left": plan.left if plan else 0,
        "minutes_asked": plan.asked if plan else 0,
        "covered": outlook.covered if outlook else 0,
        "short": outlook.short if outlook else 0,
        "vital_covered": outlook.vital_covered if outlook else 0,
        "vital_short": outlook.vital_short if outlook else 0,
        "not_fitting": [_unfit(course, names) for course in (plan.unfit if plan else ())],
        "apart": [
            _subject(one.subject) | {"why": one.hurdle.value, "people": one.people}
            for one in (plan.apart if plan else ())
        ],
        "weeks": _weeks(found, plan, names) if plan else [],
    }


def _subject(subject: Any) -> dict[str, Any]:
    return {"title": subject.title, "kind": subject.kind.value, "criticality": subject.criticality.value}


def _unfit(course: Course, names: dict[str, str]) -> dict[str, Any]:
    return _subject(course.subject) | {
        "receiver": names[course.receiver_id],
        "minutes": course.left_out,
        "why": course.hurdle.value if course.hurdle else None,
    }


def _weeks(found: Planned, plan: Plan, names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "week": week.monday.isoformat(),
            "hours": [
                {"person": names[load.person_id], "minutes_used": load.used, "minutes_there": load.there}
                for load in week.loads
            ],
            "planned": [
                {
                    "day": found.sessions[key].day.isoformat(),
                    "giver": names.get(found.sessions[key].giver_id or ""),
                    "receivers": [names[one] for one in found.sessions[key].receivers],
                    "titles": [
                        found.subjects[one].title for one in found.sessions[key].subjects if one in found.subjects
                    ],
                    "method": found.sessions[key].method.value,
                    "minutes": found.sessions[key].minutes,
                }
                for key in week.planned
            ],
            "proposed": [
                _subject(lesson.subject)
                | {
                    "day": lesson.day.isoformat(),
                    "giver": names[lesson.giver_id],
                    "receiver": names[lesson.receiver_id],
                    "method": lesson.method.value,
                    "minutes": lesson.minutes,
                }
                for lesson in week.lessons
            ],
        }
        for week in plan.weeks
    ]


def plan_text(found: Planned, t: Translator) -> Iterator[str]:
    """What does not fit first, then the weeks, then what nobody can teach."""
    if found.plan is None:
        assert found.why_not is not None
        heading, text = plan_words.NO_PLAN[found.why_not]
        yield f"{t(heading)}. {t(text)}"
        return
    plan, short = found.plan, found.crew.short
    yield f"{plan_words.headline(found, plan, t)}. {plan_words.not_fitting(plan, t)}"
    if found.last_day is not None:
        yield plan_words.covers(plan.outlook, found.last_day, t)
    for course in plan.unfit:
        missing = plan_words.hours(course.left_out, t)
        yield (
            f"!  {course.subject.title}  {short[course.givers[0]]} → {short[course.receiver_id]}  {missing}"
            f"  ({plan_words.reason(course, short, t)})"
        )
    for week in plan.weeks:
        if not week.lessons and not week.planned:
            continue
        yield f"{plan_words.week(week, t)}: {plan_words.loads(week, short, t)}"
        for lesson in week.lessons:
            method = t(words.SESSION_METHOD[lesson.method])
            length = t("{n} min", n=t.number(lesson.minutes))
            who = f"{short[lesson.giver_id]} → {short[lesson.receiver_id]}"
            yield f"   {lesson.day}  {who:24} {length:8} {lesson.subject.title}  ({method})"
    for one in plan.apart:
        yield f"-  {one.subject.title}  ({plan_words.apart(one, t)})"
