"""Looking a workspace file over without changing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.storage.connection import DATABASE_ERRORS, connect, problem, read_schema
from ctohandover.storage.schema import strangers

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_JOURNALLED = frozenset(
    {
        "workspace", "person", "subject", "source", "decision", "decision_text", "image", "assessment", "skill",
        "charge", "session", "session_receiver", "session_subject", "attachment", "item", "item_wait", "item_subject",
        "evidence", "signoff", "question", "question_answer", "sheet", "answer", "growth",
        "access", "access_person", "access_tie", "effort", "plan_choice", "remark",
    }
)  # fmt: skip
_SEARCHED = frozenset({"decision", "skill", "charge", "access", "person", "item", "session"})
_COUNTED = ("person", "subject", "decision", "image", "assessment", "journal")


@dataclass(frozen=True, slots=True)
class Checkup:
    """`problems` are sentences for a person who mends files; empty when all is sound."""

    schema: int
    problems: list[str]
    counts: dict[str, int]


def check_up(path: Path) -> Checkup:
    """Integrity, foreign keys, schema, journal and index. Raises FileProblem when the file cannot even be opened."""
    schema = read_schema(path)
    connection = connect(path, read_only=True)
    problems: list[str] = []
    counts: dict[str, int] = {}
    try:
        problems += [f"schema: {name}" for name in strangers(connection, schema)]
        if not problems:
            problems += _look(connection)
            counts = {name: int(connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]) for name in _COUNTED}
    except DATABASE_ERRORS as error:
        raise problem(error, path) from error
    finally:
        connection.close()
    return Checkup(schema, problems, counts)


def _look(connection: sqlite3.Connection) -> list[str]:
    run = connection.execute
    found = [f"integrity: {row[0]}" for row in run("PRAGMA integrity_check(20)").fetchall() if row[0] != "ok"]
    found += [f"foreign key: {row[0]} {row[1]}" for row in run("PRAGMA foreign_key_check").fetchall()]
    tables = [row[0] for row in run("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    for name in sorted(_JOURNALLED.intersection(tables)):
        lost = run(f"SELECT COUNT(*) FROM {name} WHERE version NOT IN (SELECT txn FROM journal)").fetchone()[0]
        if lost:
            found.append(f"journal: {lost} of {name} without the transaction that wrote them")
    for name in sorted(_SEARCHED.intersection(tables)):
        unindexed = run(
            f"SELECT COUNT(*) FROM {name} WHERE id NOT IN"
            " (SELECT k.record_id FROM search_key k JOIN search s ON s.rowid = k.id)"
        ).fetchone()[0]
        if unindexed:
            found.append(f"index: {unindexed} of {name} cannot be searched")
    return found
