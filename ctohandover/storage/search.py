"""The full-text index: written by `unit()` (triggers are forbidden here), read with words as a person types them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, Protocol

from ctohandover.storage.columns import many_objects
from ctohandover.storage.snippet import MARK_CLOSE, MARK_OPEN, places, snippet

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ctohandover.storage.reader import Run

SHOWN: Final = 300
"""Hits that get a snippet, best first."""
_SHOWN_BYTES: Final = 32 * 1024 * 1024
_AT_ONCE: Final = 200  # texts in memory


class Cursor(Protocol):
    """What indexing needs of a DBAPI cursor."""

    def execute(self, sql: str, params: Sequence[object] = ..., /) -> object: ...
    def executemany(self, sql: str, rows: Sequence[Sequence[object]], /) -> object: ...
    def fetchall(self) -> list[tuple[object, ...]]: ...


def query(words: str) -> str:
    """What the user typed as an FTS5 query: every word must occur, the last one perhaps unfinished."""
    return " ".join(f'"{part}"*' for part in _parts(words))


def _parts(words: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", words))


def found_in(text: str, words: str) -> list[tuple[int, int]]:
    """Which words of a text are why it was found, as (begin, end) in characters. Those that begin with a single letter
    are left aside: they are nearly all."""
    return places(text, tuple(part for part in _parts(words) if len(part) > 1))


def find(run: Run, words: str, *, shown: int = SHOWN) -> dict[str, str]:
    """Record id -> snippet of where the words stand, of records that have all of them, best first; the snippet is
    empty behind the first `shown`. Words shorter than two letters find nothing by themselves."""
    asked = query(words)
    if not asked:
        return {}
    with many_objects():
        keys = run(
            "SELECT k.id, k.record_id FROM search JOIN search_key k ON k.id = search.rowid"
            " WHERE search MATCH :words ORDER BY bm25(search, 8.0, 1.0)",
            {"words": asked},
        )
        places = _snippets(run, asked, _parts(words), [key for key, _ in keys[:shown]])
        return {record: places.get(key, "") for key, record in keys}


def _snippets(run: Run, asked: str, parts: tuple[str, ...], keys: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    read = 0
    for start in range(0, len(keys), _AT_ONCE):
        rows = run(
            "SELECT id, c1 FROM search_content WHERE id IN (SELECT value FROM json_each(:keys))",
            {"keys": json.dumps(keys[start : start + _AT_ONCE])},
        )
        others = []
        for key, text in rows:
            read += len(text)
            place = snippet(text, parts)
            if place is None:
                others.append(key)
            else:
                found[key] = place
        found |= _by_index(run, asked, others)
        if read > _SHOWN_BYTES:
            break
    return found


def _by_index(run: Run, asked: str, keys: list[int]) -> dict[int, str]:
    """Snippets by FTS5 itself: of texts in which the words have other accents, or that have them in the title only."""
    if not keys:
        return {}
    rows = run(
        "SELECT rowid, snippet(search, 1, :open, :close, '…', 9) FROM search"
        " WHERE search MATCH :words AND rowid IN (SELECT value FROM json_each(:keys))",
        {"words": asked, "keys": json.dumps(keys), "open": MARK_OPEN, "close": MARK_CLOSE},
    )
    return dict(rows)


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
