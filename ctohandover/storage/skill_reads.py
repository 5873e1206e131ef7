"""Reads of skills, systems and duties, and of the sessions that pass them on."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.people import alphabetical
from ctohandover.domain.sessions import Outcome, Session
from ctohandover.domain.skills import USUAL_WORDS, Charge, Skill
from ctohandover.domain.subjects import Kind
from ctohandover.storage.reads import checked, subjects

if TYPE_CHECKING:
    from ctohandover.domain.subjects import Subject
    from ctohandover.storage.reader import Run


@checked
def skills(run: Run) -> list[Skill]:
    """All skills, by category and name."""
    details = {
        key: rest
        for key, *rest in run(
            "SELECT k.id, k.description, k.level_words, MAX(s.version, k.version) FROM skill k"
            " JOIN subject s ON s.id = k.id"
        )
    }
    found = []
    for subject in subjects(run):
        if subject.kind is Kind.SKILL:
            description, words, version = details.get(subject.id, ("", "[]", ""))
            found.append(
                Skill(
                    subject=subject,
                    description=description,
                    level_words=tuple(json.loads(words)) or USUAL_WORDS,
                    version=version,
                )
            )
    return sorted(found, key=lambda skill: by_area(skill.subject))


@checked
def charges(run: Run) -> list[Charge]:
    """All systems and duties, by kind, area and name."""
    details = {
        key: rest
        for key, *rest in run(
            "SELECT c.id, c.owner_id, c.deputy_id, c.runbook, c.notes, MAX(s.version, c.version) FROM charge c"
            " JOIN subject s ON s.id = c.id"
        )
    }
    found = []
    for subject in subjects(run):
        if subject.kind in (Kind.SYSTEM, Kind.DUTY):
            owner, deputy, runbook, notes, version = details.get(subject.id, (None, None, "", "", ""))
            found.append(
                Charge(subject=subject, owner_id=owner, deputy_id=deputy, runbook=runbook, notes=notes, version=version)
            )
    return sorted(found, key=lambda charge: (charge.subject.kind, *by_area(charge.subject)))


def by_area(subject: Subject) -> tuple[bool, tuple[str, str], tuple[str, str]]:
    """Sort key: by area and title; what has no area comes last."""
    return not subject.area, alphabetical(subject.area), alphabetical(subject.title)


@checked
def sessions(run: Run) -> list[Session]:
    """All sessions, planned and held, the latest first."""
    receivers: dict[str, list[str]] = {}
    for session, person in run("SELECT session_id, person_id FROM session_receiver ORDER BY id"):
        receivers.setdefault(session, []).append(person)
    about: dict[str, list[str]] = {}
    for session, subject in run("SELECT session_id, subject_id FROM session_subject ORDER BY id"):
        about.setdefault(session, []).append(subject)
    rows = run(
        "SELECT id, title, day, start, minutes, giver_id, method, outcome, evidence, notes, version FROM session"
        " ORDER BY day DESC, start DESC, id DESC"
    )
    return [
        Session(
            id=key,
            title=title,
            day=date.fromisoformat(day),
            start=start,
            minutes=minutes,
            giver_id=giver,
            method=SessionMethod(method),
            outcome=Outcome(outcome) if outcome else None,
            receivers=tuple(receivers.get(key, ())),
            subjects=tuple(about.get(key, ())),
            evidence=evidence,
            notes=notes,
            version=version,
        )
        for key, title, day, start, minutes, giver, method, outcome, evidence, notes, version in rows
    ]
