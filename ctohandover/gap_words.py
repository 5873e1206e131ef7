"""The texts that go out of the company: a job description, a scorecard, a mission brief, made from what is lacking.

In the language of their reader, as Markdown to edit. They name nobody: a role stands wherever a title holds a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ctohandover import answer_words, words
from ctohandover.domain.gaps import TextKind
from ctohandover.domain.growth import Signal
from ctohandover.domain.names import Names
from ctohandover.i18n import N_
from ctohandover.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ctohandover.domain.gaps import Gaps
    from ctohandover.i18n import Translator

TEXT: Final[Mapping[TextKind, str]] = {
    TextKind.JOB: N_("Job description of the permanent CTO"),
    TextKind.SCORECARD: N_("Scorecard of their first 90 days"),
    TextKind.MISSION: N_("Mission brief for a fractional CTO"),
}
_PUBLIC: Final = frozenset({Signal.PRODUCT_LINES, Signal.REPORTS})
"""Signs of growth that may be told outside. What went wrong, how long a stop-gap lasted, and what an investor asks for
are nobody's business there; how many developers there are is told by itself."""
BLANK: Final = "……"
"""Stands where the gaps cannot know what to say."""
_MARKS: Final = re.compile(r"([\\`*<\[\]|])")


def write(kind: TextKind, gaps: Gaps, t: Translator) -> str:
    """The text, in the language of `t`."""
    maker = {TextKind.JOB: _job, TextKind.SCORECARD: _scorecard, TextKind.MISSION: _mission}[kind]
    return "\n".join(maker(_Pen(gaps, t), gaps, t)).strip() + "\n"


class _Pen:
    """Writes titles of people's own so that they name nobody and are no Markdown."""

    def __init__(self, gaps: Gaps, t: Translator) -> None:
        roles = [(person.name, f"({t(words.ROLE[person.role])})") for person in gaps.people]
        self._names = Names(roles, unclear=f"({t('a colleague')})", keep=gaps.company)
        self._t = t

    def __call__(self, title: str) -> str:
        return _MARKS.sub(r"\\\1", " ".join(self._names.without(title).split()))

    def bullets(self, titles: Iterable[str]) -> list[str]:
        return [f"- {self(title)}" for title in titles]

    def listed(self, titles: Iterable[str]) -> str:
        return self._t.join([self(title) for title in titles])

    def in_row(self, titles: Iterable[str]) -> str:
        """On one line, for titles that are sentences with commas of their own."""
        return self._t("; ").join(self(title) for title in titles)

    def part(self, title: str, *lines: str) -> list[str]:
        """A heading with what stands below it; nothing at all where that is nothing."""
        return [f"## {title}", "", *lines, ""] if lines else []


def _blank(what: str, t: Translator) -> str:
    return t("…… ({what}, to be filled in)", what=what)


def blanks(text: str) -> int:
    """How many places of a text wait to be filled in."""
    return text.count(BLANK)


def _day(day: date | None, what: str, t: Translator) -> str:
    return t.date(day) if day is not None else _blank(what, t)


def _job(pen: _Pen, gaps: Gaps, t: Translator) -> list[str]:
    return [
        f"# {t('Permanent CTO (all genders) at {company}', company=pen(gaps.company))}",
        "",
        "- " + t("Contract: permanent, full time"),
        "- " + t("Start: {day}", day=_day(gaps.arrival_day, t("day"), t)),
        "- " + t("Place and days at home: {blank}", blank=_blank(t("place"), t)),
        "- " + t("Salary and shares: {blank}", blank=_blank(t("range"), t)),
        "",
        *pen.part(t("The company"), *_company(gaps, t)),
        *pen.part(t("Why this post"), *_why(gaps, t)),
        *pen.part(t("What you will be in charge of"), *_charges(pen, gaps, t)),
        *pen.part(t("Your first months"), *_first_months(pen, gaps, t)),
        *pen.part(t("What we look for"), *_wanted(pen, gaps, t)),
        *pen.part(
            t("How we choose"),
            t(
                "A talk with the founder, a working session with the team on a real decision of ours, and a talk with"
                " the outgoing CTO. You see our scorecard of the first 90 days before you say yes."
            ),
        ),
    ]


def _company(gaps: Gaps, t: Translator) -> list[str]:
    lines = [_blank(t("what the company does, for whom, how far it has come"), t)]
    if gaps.developers:
        team = t.plural(
            "The technical team is {n} developer.", "The technical team is {n} developers.", gaps.developers
        )
        lines += ["", team]
    elif gaps.inside:
        team = t.plural(
            "{n} person works on the technical side.", "{n} people work on the technical side.", gaps.inside
        )
        lines += ["", team]
    return lines


def _signs(gaps: Gaps, t: Translator) -> list[str]:
    return [answer_words.signal_part(one, t) for one in gaps.signals if one.signal in _PUBLIC]


def _why(gaps: Gaps, t: Translator) -> list[str]:
    lines = [t("So far a fractional CTO has led the technical side. We now want somebody who is here every day.")]
    signs = _signs(gaps, t)
    if signs:
        lines += ["", t("What brought us there:"), "", *(f"- {sentence(one)}" for one in signs)]
    if gaps.last_day is not None:
        lines += ["", t("Our fractional CTO is with us until {day}.", day=t.date(gaps.last_day))]
    return lines


def _charges(pen: _Pen, gaps: Gaps, t: Translator) -> list[str]:
    lines = ["- " + t("The technical direction, and the people who build with it")]
    if gaps.areas:
        lines.append("- " + t("Our areas: {areas}", areas=pen.listed(gaps.areas)))
    if gaps.systems:
        lines.append("- " + t("What has to run: {systems}", systems=pen.listed(gaps.systems)))
    if gaps.duties:
        lines += ["", t("These come with the post from the start:"), ""]
        lines += pen.bullets(gaps.duties)
    return lines


def _first_months(pen: _Pen, gaps: Gaps, t: Translator) -> list[str]:
    lines = [t("You do not begin on a blank page: a handover file says what was decided, why, and who can do what.")]
    if gaps.decisions:
        count = gaps.decisions_count
        told = t.plural(
            "{n} decision is written down with its reasons. To understand first:",
            "{n} decisions are written down with their reasons. To understand first:",
            count,
        )
        lines += ["", told, "", *pen.bullets(gaps.decisions)]
    lines += ["", t("Then they are yours: to keep, to question or to reverse, with reasons.")] if gaps.decisions else []
    return lines


def _wanted(pen: _Pen, gaps: Gaps, t: Translator) -> list[str]:
    lines = []
    if gaps.skills_short:
        lines += [t("You do this alone from the first months:"), "", *pen.bullets(gaps.skills_short), ""]
    lines += [
        "- " + t("You pass on what you know: a vital skill is held by two people at least, and never by you alone"),
        "- " + t("You write down what you decide, with what you turned down and why"),
        "- " + t("You tell a founder in plain words what a choice costs and what it risks"),
    ]
    if gaps.skills_held:
        lines += ["", t("The team already does this without help: {skills}.", skills=pen.listed(gaps.skills_held))]
    return lines


def _scorecard(pen: _Pen, gaps: Gaps, t: Translator) -> list[str]:
    told = t(
        "Outcomes, each with a sign that anybody can see. The outcome is looked at, not the person: no marks, no sum."
    )
    return [
        f"# {t('Scorecard of the permanent CTO at {company}: the first 90 days', company=pen(gaps.company))}",
        "",
        told,
        "",
        "- " + t("Day 0: {day}", day=_day(gaps.arrival_day, t("day of arrival"), t)),
        "- " + t("Looked at together by the founder, the relay and the new CTO on day 30, 60 and 90"),
        "",
        *_outcomes(30, t("understand"), _by_30(pen, gaps, t), t),
        *_outcomes(60, t("run it"), _by_60(pen, gaps, t), t),
        *_outcomes(90, t("improve and share"), _by_90(pen, gaps, t), t),
    ]


def _outcomes(day: int, word: str, rows: list[tuple[str, str]], t: Translator) -> list[str]:
    head = f"| {t('Outcome')} | {t('What shows it')} | {t('Seen on')} |"
    table = [f"| {outcome} | {sign} |  |" for outcome, sign in rows]
    return [f"## {t('By day {n}: {word}', n=t.number(day), word=word)}", "", head, "| --- | --- | --- |", *table, ""]


def _by_30(pen: _Pen, gaps: Gaps, t: Translator) -> list[tuple[str, str]]:
    rows = []
    if gaps.decisions:
        told = t("explains back unaided, with what was turned down: {what}", what=pen.in_row(gaps.decisions))
        rows.append((t("Knows why things are as they are"), told))
    if gaps.systems:
        opened = t("enters each one with an account of their own: {systems}", systems=pen.listed(gaps.systems))
        rows.append((t("Can reach what has to run"), opened))
    if gaps.blockers:
        told = t("each of these has a date and somebody who does it: {what}", what=pen.in_row(gaps.blockers))
        rows.append((t("Ends the handover"), told))
    rows.append((t("Knows the team"), t("has spoken with each one alone; says what each wants to learn")))
    return rows


def _by_60(pen: _Pen, gaps: Gaps, t: Translator) -> list[tuple[str, str]]:
    rows = [(pen(one), t("done once from end to end without help from outside")) for one in gaps.duties]
    for one in gaps.systems_alone:
        rows.append((pen(one), t("a usual failure repaired in a drill, with the written steps alone")))
    rows.append((t("Decides"), t("two decisions of their own are written down and accepted")))
    return rows


def _by_90(pen: _Pen, gaps: Gaps, t: Translator) -> list[tuple[str, str]]:
    rows = [
        (pen(one), t("as many people inside as needed do it alone, shown in a session")) for one in gaps.skills_short
    ]
    met = {one.signal for one in gaps.signals}
    if Signal.WAIT_DAYS in met:
        rows.append(
            (t("Nothing waits for a day of the CTO"), t("no decision waited for more than two days this month"))
        )
    if Signal.INCIDENTS in met:
        rows.append((t("Incidents end without help from outside"), t("none of this quarter needed the former CTO")))
    rows.append((t("Where we go"), t("a roadmap of twelve months, with costs, agreed with the founder")))
    rows.append((t("Not a new dependency"), t("two weeks away, and nothing vital waited")))
    return rows


def _mission(pen: _Pen, gaps: Gaps, t: Translator) -> list[str]:
    days = (
        t.plural("{n} day a month", "{n} days a month", gaps.days_a_month)
        if gaps.days_a_month
        else _blank(t("days a month"), t)
    )
    rate = t("€{n} a day, excluding VAT", n=t.number(gaps.day_rate)) if gaps.day_rate else _blank(t("day rate"), t)
    until = _day(gaps.arrival_day or gaps.handover_day, t("day"), t)
    return [
        f"# {t('Mission brief')}",
        "",
        *pen.part(t("Title"), t("Fractional CTO: handover to a team of its own")),
        *pen.part(t("Context"), *_context(pen, gaps, t)),
        *pen.part(t("Mission"), *_aims(pen, gaps, t)),
        *pen.part(t("Deliverables"), *_deliverables(pen, gaps, t)),
        *pen.part(t("Skills"), *_mission_skills(pen, gaps, t)),
        *pen.part(t("Days"), "- " + days, "- " + t("Until {day}", day=until)),
        *pen.part(t("Place"), _blank(t("place, days on site and remote"), t)),
        *pen.part(t("Rate"), rate),
    ]


def _context(pen: _Pen, gaps: Gaps, t: Translator) -> list[str]:
    told = t("{company} is led on the technical side by a fractional CTO.", company=pen(gaps.company))
    lines = [told, "", *_company(gaps, t)]
    if gaps.arrival_day is not None:
        lines += ["", t("A permanent CTO is to arrive on {day}.", day=t.date(gaps.arrival_day))]
    signs = _signs(gaps, t)
    if signs:
        lines += ["", t("What has changed: {signs}.", signs=t.join(signs))]
    return lines


def _aims(pen: _Pen, gaps: Gaps, t: Translator) -> list[str]:
    lines = [t("Lead for as long as it is needed, and make yourself replaceable meanwhile:"), ""]
    lines.append("- " + t("Keep the technical direction, and decide with the relay on site rather than for them"))
    for title in gaps.duties:
        lines.append("- " + t("Hand over: {what}", what=pen(title)))
    if gaps.systems_alone:
        lines.append("- " + t("Have somebody inside run: {systems}", systems=pen.listed(gaps.systems_alone)))
    return lines


def _deliverables(pen: _Pen, gaps: Gaps, t: Translator) -> list[str]:
    lines = []
    if gaps.decisions_lost:
        lines.append(
            "- "
            + t.plural(
                "{n} decision that nobody inside can explain is explained back by somebody inside",
                "{n} decisions that nobody inside can explain are explained back by somebody inside",
                gaps.decisions_lost,
            )
        )
    for title in (*gaps.duties, *gaps.systems_alone):
        lines.append("- " + t("{what}: somebody inside does it alone, and has shown it", what=pen(title)))
    for title in gaps.blockers:
        lines.append("- " + t("{what}: done, with evidence, signed by somebody else", what=pen(title)))
    lines.append("- " + t("A note after each day: what was decided, what was passed on, to whom"))
    lines.append("- " + t("The handover dossier, complete on the last day"))
    return lines


def _mission_skills(pen: _Pen, gaps: Gaps, t: Translator) -> list[str]:
    lines = pen.bullets(gaps.skills_short)
    lines.append("- " + t("Passing on: pairing, watching others do it, having them explain it back"))
    return lines
