"""The part of the demo beyond decisions: skills, systems, duties, a year of levels, sessions, the checklist half way.

As in `services.demo`, everything goes through the services that a user's clicks call, so that its rules hold here too.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ctohandover.domain.assessments import Method, SessionMethod
from ctohandover.domain.growth import THRESHOLDS, Signal
from ctohandover.domain.levels import Level
from ctohandover.domain.sessions import Outcome, Proposal, Session
from ctohandover.domain.skills import USUAL_WORDS
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.domain.transition import EvidenceKind, Progress
from ctohandover.services.holding import NewAssessment
from ctohandover.services.making import new_items, standard_template
from ctohandover.services.signing import NewEvidence
from ctohandover.services.subjects import SubjectForm
from ctohandover.storage import transition_reads

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.services.facade import Services


class Team:
    """`people` are the demo's keys of people -> their ids; `today` is the day that the data's days count from."""

    def __init__(self, services: Services, resources: Path, language: str, today: date, people: dict[str, str]) -> None:
        self._services, self._resources, self._language, self._today = services, resources, language, today
        self._people = people
        self._subjects: dict[str, str] = {}
        self._data: dict[str, Any] = json.loads((resources / "demo" / "team.json").read_text(encoding="utf-8"))

    def fill(self) -> None:
        self._add_subjects("skills", Kind.SKILL)
        self._add_subjects("systems", Kind.SYSTEM)
        self._add_subjects("duties", Kind.DUTY)
        self._services.holding.assess_many([self._level(item) for item in self._data["levels"]])
        for key, hours in self._data["efforts"].items():
            self._services.plan.set_effort(self._subjects[key], hours)
        for item in self._data["sessions"]:
            self._add_session(item)
        self._make_checklist(self._data["checklist"])
        for item in self._data["growth"]:
            told = {Signal(name): (value, THRESHOLDS[Signal(name)]) for name, value in item["values"].items()}
            self._services.growth.tell(told, self._day(item["day"]), self._today)

    def _day(self, offset: int) -> date:
        return self._today + timedelta(days=offset)

    def _words(self, item: dict[str, Any], name: str) -> str:
        return str(item.get(name, {}).get(self._language, ""))

    def _add_subjects(self, name: str, kind: Kind) -> None:
        entries = self._data[name]
        ids = self._services.subjects.add_many([self._form(item, kind) for item in entries])
        self._subjects.update(zip((item["key"] for item in entries), ids, strict=True))

    def _form(self, item: dict[str, Any], kind: Kind) -> SubjectForm:
        level_words = list(USUAL_WORDS)
        level_words[Level.ALONE] = self._words(item, "alone")
        return SubjectForm(
            kind=kind,
            title=self._words(item, "title"),
            area=self._words(item, "area"),
            criticality=Criticality(item["criticality"]),
            needed=item.get("needed"),
            description=self._words(item, "description"),
            level_words=tuple(level_words),
            owner_id=self._people.get(item.get("owner") or ""),
            deputy_id=self._people.get(item.get("deputy") or ""),
            runbook=item.get("runbook", ""),
            notes=self._words(item, "notes"),
        )

    def _level(self, item: dict[str, Any]) -> NewAssessment:
        return NewAssessment(
            person_id=self._people[item["person"]],
            subject_id=self._subjects[item["subject"]],
            level=Level(item["level"]),
            day=self._day(item["day"]),
            method=Method(item["method"]),
            assessor_id=self._people[item["by"]],
            evidence=self._words(item, "evidence"),
        )

    def _add_session(self, item: dict[str, Any]) -> None:
        session = Session(
            id="",
            day=self._day(item["day"]),
            start=item.get("start"),
            minutes=item["minutes"],
            giver_id=self._people[item["giver"]],
            receivers=tuple(self._people[key] for key in item["receivers"]),
            subjects=tuple(self._subjects[key] for key in item["subjects"]),
            method=SessionMethod(item["method"]),
            outcome=Outcome(item["outcome"]) if item["outcome"] else None,
            evidence=self._words(item, "evidence"),
        )
        accepted = [
            Proposal(self._people[person], self._subjects[subject], Level(level), None)
            for person, subject, level in item["levels"]
        ]
        self._services.sessions.add(session, accepted)

    def _make_checklist(self, data: dict[str, Any]) -> None:
        template = standard_template(self._resources)
        codes = [item["code"] for item in data["items"]]
        made = self._day(data["made"])
        self._services.transition.add_many(new_items(template, codes, self._language), made)
        for entry in data["items"]:
            self._work_on(entry)

    def _work_on(self, entry: dict[str, Any]) -> None:
        store = self._services.store
        with store.reading() as run:
            item = next(item for item in transition_reads.items(run) if item.code == entry["code"])
        if "about" in entry:
            self._services.transition.tie(item, [self._subjects[key] for key in entry["about"]])
        if "progress" in entry:
            self._services.transition.set_progress(item, Progress(entry["progress"]))
        here = store.actor_id
        for given in entry.get("evidence", ()):
            store.actor_id = self._people[given["by"]]
            self._services.signing.give_evidence(
                NewEvidence(
                    item_id=item.id,
                    kind=EvidenceKind(given["kind"]),
                    text=self._words(given, "text"),
                    day=self._day(given["day"]),
                )
            )
        if "signed" in entry:
            store.actor_id = self._people[entry["signed"]["by"]]
            self._services.signing.sign(item.id, day=self._day(entry["signed"]["day"]))
        store.actor_id = here
