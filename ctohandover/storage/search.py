"""The full-text index: written by `unit()` (triggers are forbidden here), read with words as a person types them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ctohandover.storage.reader import Run

MARK_OPEN, MARK_CLOSE = "\x02", "\x03"
"""Around the found words of a snippet: characters that no text on a screen has."""


@dataclass(frozen=True, slots=True)
class Hit:
    record_id: str
    snippet: str


class Cursor(Protocol):
    """What indexing needs of a DBAPI cursor."""

    def execute(self, sql: str, params: Sequence[object] = ..., /) -> object: ...
    def executemany(self, sql: str, rows: Sequence[Sequence[object]], /) -> object: ...
    def fetchall(self) -> list[tuple[object, ...]]: ...


def query(words: str) -> str:
    """What the user typed as an FTS5 query: every word must occur, the last one perhaps unfinished."""
    parts = re.findall(r"\w+", words)
    return " ".join(f'"{part}"*' for part in parts)


def find(run: Run, words: str, *, limit: int = 2000) -> list[Hit]:
    """Records that have all the words, best first. Words shorter than two letters find nothing by themselves."""
    asked = query(words)
    if not asked:
        return []
    rows = run(
        "SELECT k.record_id, snippet(search, 1, :open, :close, '…', 9) FROM search"
        " JOIN search_key k ON k.id = search.rowid"
        " WHERE search MATCH :words ORDER BY bm25(search, 8.0, 1.0) LIMIT :limit",
        {"words": asked, "limit": limit, "open": MARK_OPEN, "close": MARK_CLOSE},
    )
    return [Hit(record, snippet) for record, snippet in rows]


def index(cursor: Cursor, documents: Sequence[tuple[str, str, str]]) -> None:
    """Put (record id, title, body) into the index, in place of what it had of these records."""
    keys = forget(cursor, [record for record, _, _ in documents])
    new = [(record,) for record, _, _ in documents if record not in keys]
    cursor.executemany("INSERT INTO search_key (record_id) VALUES (?)", new)
    if new:
        keys.update(_keys(cursor, [record for (record,) in new]))
    rows = [(keys[record], title, body) for record, title, body in documents]
    cursor.executemany("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", rows)


def forget(cursor: Cursor, record_ids: Collection[str]) -> dict[str, int]:
    """Take records out of the index; their keys stay, and are returned."""
    keys = _keys(cursor, list(record_ids))
    cursor.executemany("DELETE FROM search WHERE rowid = ?", [(key,) for key in keys.values()])
    return keys


def _keys(cursor: Cursor, record_ids: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(record_ids), 500):
        chunk = record_ids[start : start + 500]
        marks = ",".join("?" * len(chunk))
        cursor.execute(f"SELECT record_id, id FROM search_key WHERE record_id IN ({marks})", chunk)
        found.update((str(record), int(str(key))) for record, key in cursor.fetchall())
    return found
