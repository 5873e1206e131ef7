"""What the full-text index holds of each record: a title and a body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

INDEXED: Final = frozenset(
    {"subject", "decision", "decision_text", "skill", "charge", "access", "person", "item", "session"}
)  # fmt: skip
"""Tables whose changes change a document. Every other table's record has none."""

_AT_ONCE: Final = 500
_QUERIES: Final = (
    "SELECT s.id, s.title, t.content FROM subject s JOIN decision_text t ON t.id = s.id WHERE s.id IN ({marks})",
    "SELECT s.id, s.title, s.area || char(10) || COALESCE(k.description, '') || COALESCE(c.runbook || char(10) ||"
    " c.notes, '') || COALESCE(a.address || char(10) || a.account || char(10) || a.supplier || char(10) ||"
    " a.registered_to || char(10) || a.secret_place || char(10) || a.notes, '') FROM subject s"
    " LEFT JOIN skill k ON k.id = s.id LEFT JOIN charge c ON c.id = s.id LEFT JOIN access a ON a.id = s.id"
    " WHERE s.kind <> 'decision' AND s.id IN ({marks})",
    "SELECT id, name, note FROM person WHERE id IN ({marks})",
    "SELECT id, title, code || char(10) || area || char(10) || help || char(10) || hint FROM item"
    " WHERE id IN ({marks})",
    "SELECT id, title, evidence || char(10) || notes FROM session WHERE id IN ({marks})",
)
_DECISIONS: Final = _QUERIES[:1]


def documents(cursor: sqlite3.Cursor, record_ids: list[str], tables: frozenset[str]) -> list[tuple[str, str, str]]:
    """(record id, title, body) of those records that have a document. `tables` are those that were touched: where only
    decisions were, only they are looked for."""
    found: list[tuple[str, str, str]] = []
    queries = _DECISIONS if tables & INDEXED == {"subject", "decision", "decision_text"} else _QUERIES
    for start in range(0, len(record_ids), _AT_ONCE):
        chunk = record_ids[start : start + _AT_ONCE]
        marks = ",".join("?" * len(chunk))
        for query in queries:
            cursor.execute(query.format(marks=marks), chunk)
            found.extend((key, title, _text(body)) for key, title, body in cursor.fetchall())
    return found


def _text(body: object) -> str:
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body)
