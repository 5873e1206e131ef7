"""The demo workspace, made from data in resources by the same services that a user's clicks call.

Days in the data are offsets from today, so that the demo is always in the middle of its handover.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ctohandover.domain.assessments import Method, SessionMethod
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person, Role
from ctohandover.domain.subjects import Criticality
from ctohandover.files import write_whole
from ctohandover.services import exchange
from ctohandover.services.demo_accesses import RegisterOfDemo
from ctohandover.services.demo_team import Team
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.workspaces import NewWorkspace, create
from ctohandover.storage import reads
from ctohandover.storage.schema import SUFFIX
from ctohandover.storage.store import Store

_DAY = re.compile(rb"\{\{D([+-]\d+)\}\}")


@dataclass(frozen=True, slots=True)
class Demo:
    path: Path
    workspace_id: str
    here_id: str


def make_demo(folder: Path, resources: Path, language: str, today: date | None = None) -> Demo:
    """Make a fresh demo workspace in `folder`, under a name that is not taken, in "fr" or "en"."""
    now = today or date.today()
    data = json.loads((resources / "demo" / "demo.json").read_text(encoding="utf-8"))
    people = [_person(item, language, now) for item in data["people"]]
    keys = [item["key"] for item in data["people"]]
    path = _free(folder, data["company"])
    folder.mkdir(parents=True, exist_ok=True)
    created = create(
        path,
        NewWorkspace(
            company=data["company"],
            language=language,
            last_day=_day(data["last_day"], now),
            handover_day=_day(data["handover_day"], now),
            arrival_day=_day(data["arrival_day"], now),
            people=people,
            here=keys.index(data["here"]),
            keeper=keys.index(data["keeper"]),
        ),
    )
    assert created.here_id is not None
    store = Store(path, actor_id=created.here_id)
    try:
        _fill(store, data, resources, language, now, keys)
    finally:
        store.close()
    return Demo(path, created.workspace_id, created.here_id)


def _fill(store: Store, data: dict[str, Any], resources: Path, language: str, today: date, keys: list[str]) -> None:
    services = Services(store)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / data["repository"]
        _lay_out(resources / "demo" / language, folder, today)
        files = exchange.look(folder)
        with store.reading() as run:
            plan = exchange.preview(run, folder, files)
        services.exchange.take(plan)
    with store.reading() as run:
        decisions = {line.number: line.id for line in reads.decision_lines(run)}
        by_name = {person.name: person.id for person in reads.people(run)}
        workspace = reads.workspace(run)
    services.plan.settle(workspace, share=data["transfer_share"], aftercare=None, people={})
    person_ids = {key: by_name[item["name"]] for key, item in zip(keys, data["people"], strict=True)}
    for number, weight in data["weights"].items():
        services.holding.weigh(decisions[int(number)], criticality=Criticality(weight), needed=None)
    entries = [_assessment(item, decisions, person_ids, language, today) for item in data["assessments"]]
    late = int(data["one_by_one"])
    services.holding.assess_many(entries[:-late] if late else entries)
    RegisterOfDemo(services, resources, language, today, person_ids).fill()
    Team(services, resources, language, today, person_ids).fill()
    for entry in entries[len(entries) - late :]:
        services.holding.assess(entry)


def _lay_out(texts: Path, folder: Path, today: date) -> None:
    """The records as files of a repository, with `{{D-400}}` turned into days."""
    for source in sorted(texts.rglob("*")):
        if source.is_file():
            content = source.read_bytes()
            if source.suffix == ".md":
                content = _DAY.sub(lambda match: _day(int(match[1]), today).isoformat().encode(), content)
            write_whole(folder / source.relative_to(texts), content)


def _day(offset: int, today: date) -> date:
    return today + timedelta(days=offset)


def _person(item: dict[str, Any], language: str, today: date) -> Person:
    return Person(
        id="",
        name=item["name"],
        role=Role(item["role"]),
        internal=item["internal"],
        on_site=item["on_site"],
        active_from=_day(item["from"], today) if "from" in item else None,
        active_to=_day(item["to"], today) if "to" in item else None,
        days_a_month=item.get("days_a_month"),
        spare_hours=item.get("spare_hours"),
        note=item.get("note", {}).get(language, ""),
    )


def _assessment(
    item: dict[str, Any], decisions: dict[int | None, str], people: dict[str, str], language: str, today: date
) -> NewAssessment:
    session = item.get("session")
    return NewAssessment(
        person_id=people[item["person"]],
        subject_id=decisions[item["decision"]],
        level=Level(item["level"]),
        day=_day(item["day"], today),
        method=Method(item["method"]),
        assessor_id=people[item["by"]],
        session_method=SessionMethod(session) if session else None,
        evidence=item.get("evidence", {}).get(language, ""),
    )


def _free(folder: Path, company: str) -> Path:
    path, number = folder / f"{company}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{company} {number}{SUFFIX}", number + 1
    return path
