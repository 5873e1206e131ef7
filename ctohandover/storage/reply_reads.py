"""Reads of questions, reply sheets and what came back on them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ctohandover.errors import NotFound
from ctohandover.storage.reads import as_day, checked

if TYPE_CHECKING:
    from ctohandover.storage.reader import Run


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A sheet that was written: `rows` are row id -> (kind, id of what it asks about); kinds are "subject",
    "evidence", "sign" and "question". `secret` is its key, as hex."""

    id: str
    person_id: str
    asked_by: str | None
    day: date
    until: date | None
    secret: str
    rows: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question to somebody, with the answers that came, in their order: (who, text, day, whether by reply)."""

    id: str
    asked_by: str | None
    to_id: str
    subject_id: str | None
    text: str
    day: date
    answers: tuple[tuple[str | None, str, date, bool], ...]


@checked
def sheets(run: Run) -> list[StoredSheet]:
    """All sheets, the latest first."""
    rows = run("SELECT id, person_id, asked_by, day, until, secret, content FROM sheet ORDER BY id DESC")
    return [
        StoredSheet(
            id=key,
            person_id=person,
            asked_by=asked,
            day=date.fromisoformat(day),
            until=as_day(until),
            secret=secret,
            rows={row: (kind, target) for row, (kind, target) in json.loads(content)["rows"].items()},
        )
        for key, person, asked, day, until, secret, content in rows
    ]


def sheet(run: Run, sheet_id: str) -> StoredSheet:
    """Raises NotFound."""
    found = next((item for item in sheets(run) if item.id == sheet_id), None)
    if found is None:
        raise NotFound("reply-sheet", id=sheet_id)
    return found


def known_answers(run: Run) -> set[str]:
    """Ids of all answers that were taken."""
    return {key for (key,) in run("SELECT id FROM answer")}


@checked
def answers(run: Run) -> list[tuple[str, str, dict[str, Any], str]]:
    """(person id, row, what was answered, when it came) of all answers, in the order of their taking."""
    return [
        (person, row, json.loads(content), at)
        for person, row, content, at in run(
            'SELECT s.person_id, a."row", a.content, a.at FROM answer a JOIN sheet s ON s.id = a.sheet_id'
            " ORDER BY a.rowid"
        )
    ]


@checked
def questions(run: Run) -> list[AskedQuestion]:
    """All questions, the latest first."""
    given: dict[str, list[tuple[str | None, str, date, bool]]] = {}
    for question, person, text, day, by_reply in run(
        "SELECT question_id, person_id, text, day, by_reply FROM question_answer ORDER BY id"
    ):
        given.setdefault(question, []).append((person, text, date.fromisoformat(day), bool(by_reply)))
    return [
        AskedQuestion(key, asked, to, subject, text, date.fromisoformat(day), tuple(given.get(key, ())))
        for key, asked, to, subject, text, day in run(
            "SELECT id, asked_by, to_id, subject_id, text, day FROM question ORDER BY id DESC"
        )
    ]
