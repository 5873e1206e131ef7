"""Taking a name out of a workspace, byte by byte: every table, the journal, the full-text index, freed pages.

What is written elsewhere as an inverse (the journal) holds names as well, so this is the one place that changes it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import count as count_up
from re import compile as pattern
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Enum as EnumType
from sqlalchemy import String
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from ctohandover.storage import documents, search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


_LEFT_ALONE: Final = ("sqlite_", "search", "alembic_version")
_CODES: Final = frozenset(
    {
        "version", "hash", "exchanged_hash", "base_version", "at", "created_at", "language", "dialect", "txn", "undoes",
        "who_id", "record_id", "label", "kind", "action", "secret", "company",
    }
)  # fmt: skip
"""Columns of text that the program alone writes. A name that is such a word too (somebody is called Vital, an access
may be vital) stays in them: it does not stand there for anybody. So does the company's: it is not the person's."""
_KEY: Final = pattern(r"[0-9a-f-]{32,}")
_TEXTS: Final = frozenset({("decision_text", "content"), ("attachment", "content")})
"""Bytes that may be text. Pictures of decisions are not looked into."""
REMOVED: Final = b"This file held the name of somebody who was erased, and was removed with it.\n"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One row that holds the name: what becomes of its columns. `opaque` is a kept file that is no text."""

    table: str
    rowid: int
    columns: dict[str, object]
    opaque: bool = False


def rewrites(
    connection: sqlite3.Connection, clean: Callable[[str], str], needles: tuple[bytes, ...]
) -> Iterator[Rewrite]:
    """Every row that `clean` would change. `needles` are the bytes by which a file that is no text is told."""
    names = [
        str(name)
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        if not str(name).startswith(_LEFT_ALONE)
    ]
    for table in names:
        columns = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})").fetchall()]
        listed = ", ".join(f'"{column}"' for column in columns)
        for rowid, *values in connection.execute(f"SELECT rowid, {listed} FROM {table}").fetchall():
            changed: dict[str, object] = {}
            opaque = False
            for column, value in zip(columns, values, strict=True):
                if table == "journal" and column == "before" and isinstance(value, str):
                    new: object = _before(value, str(values[columns.index("kind")]), clean, needles)
                else:
                    new = _new(table, column, value, clean)
                if new != value:
                    changed[column] = new
                elif table == "attachment" and isinstance(value, bytes) and any(part in value for part in needles):
                    changed[column], opaque = REMOVED, True
            if changed:
                yield Rewrite(table, rowid, changed, opaque)


@cache
def free_text(table: str) -> frozenset[str]:
    """The columns of a table in which somebody wrote: no keys, no codes, no words of a closed list."""
    found = SQLModel.metadata.tables[table].columns
    return frozenset(
        column.name
        for column in found
        if isinstance(column.type, AutoString | String)
        and not isinstance(column.type, EnumType)
        and not (column.primary_key or column.foreign_keys or column.name in _CODES)
    )


def _before(text: str, kind: str, clean: Callable[[str], str], needles: tuple[bytes, ...]) -> str:
    """The old fields of a record of that kind, as the journal keeps them."""
    found: dict[str, object] = json.loads(text)
    new = {name: _walk(value, clean) if isinstance(value, dict) else _new(kind, name, value, clean)
           for name, value in found.items()}  # fmt: skip
    if kind == "attachment" and "content" in found:
        data = base64.b64decode(new["content"]["b64"])  # type: ignore[index]
        if new == found and any(part in data for part in needles):
            data = REMOVED
        if new != found or data == REMOVED:
            told = {"content": {"b64": base64.b64encode(data).decode()}, **about_content(data)}
            new |= {name: value for name, value in told.items() if name in found}
    return text if new == found else json.dumps(new, ensure_ascii="\\u" in text, sort_keys=False)


def _new(table: str, column: str, value: object, clean: Callable[[str], str]) -> object:
    if isinstance(value, str) and column in free_text(table):
        if column == "account":  # a name of an account, without a sign that it is one
            return clean(f"@{value}")[1:]
        return _json(value, clean) if value[:1] in ("{", "[") else clean(value)
    if isinstance(value, bytes) and (table, column) in _TEXTS:
        return _bytes(value, clean)
    return value


def _bytes(data: bytes, clean: Callable[[str], str]) -> bytes:
    """A text in the encoding that it has; what is no text stays as it is."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if b"\0" in data and not marked:
        return data
    for encoding in ("utf-16",) if marked else ("utf-8", "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        new = clean(text)
        if new == text:
            return data
        try:
            return new.encode(encoding)
        except UnicodeError:  # the word that stands for the name has letters that this encoding has not
            return new.encode()
    return data


def about_content(data: bytes) -> dict[str, object]:
    """What the columns beside an attachment say of it."""
    return {"hash": hashlib.sha256(data).hexdigest(), "size": len(data)}


def _json(text: str, clean: Callable[[str], str]) -> str:
    try:
        found = json.loads(text)
    except ValueError:
        return clean(text)
    new = _walk(found, clean)
    if new == found:
        return text
    return json.dumps(new, ensure_ascii="\\u" in text, sort_keys=False)


def _walk(found: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(found, str):
        return found if _KEY.fullmatch(found) else clean(found)
    if isinstance(found, list):
        return [_walk(one, clean) for one in found]
    if isinstance(found, dict):
        if set(found) == {"b64"}:  # bytes, as the journal keeps them
            try:
                data = base64.b64decode(str(found["b64"]))
            except (binascii.Error, ValueError):
                return found
            return {"b64": base64.b64encode(_bytes(data, clean)).decode()}
        return {key: _walk(value, clean) for key, value in found.items()}
    return found


def count(connection: sqlite3.Connection, clean: Callable[[str], str], needles: tuple[bytes, ...]) -> Counter[str]:
    """How many rows of each table hold the name; "opaque" are kept files that are no text."""
    found: Counter[str] = Counter()
    for one in rewrites(connection, clean, needles):
        found["opaque" if one.opaque else one.table] += 1
    return found


def scrub(connection: sqlite3.Connection, clean: Callable[[str], str], needles: tuple[bytes, ...]) -> Counter[str]:
    """Rewrite all of it, the index included; gives back how many rows of each table that were."""
    found: Counter[str] = Counter()
    written: set[str] = set()
    for one in list(rewrites(connection, clean, needles)):
        columns = dict(one.columns)
        content = columns.get("content")
        if isinstance(content, bytes) and one.table == "attachment":
            columns |= about_content(content)
        _update(connection, one.table, one.rowid, columns)
        if one.table in documents.INDEXED:
            written |= {
                key for (key,) in connection.execute(f"SELECT id FROM {one.table} WHERE rowid = ?", (one.rowid,))
            }
        if isinstance(content, bytes) and one.table == "decision_text":
            (key,) = connection.execute("SELECT id FROM decision_text WHERE rowid = ?", (one.rowid,)).fetchone()
            digest = hashlib.sha256(content).hexdigest()
            connection.execute("UPDATE decision SET hash = ? WHERE id = ?", (digest, key))
        found["opaque" if one.opaque else one.table] += 1
    _reindex(connection, clean, written)
    return found


def _update(connection: sqlite3.Connection, table: str, rowid: int, columns: dict[str, object]) -> None:
    """Two paths may become one without the names in them: the second then gets a number."""
    sets, path = ", ".join(f'"{name}" = ?' for name in columns), columns.get("path")
    for number in count_up(1):
        if number > 1:
            stem, dot, ending = str(path).rpartition(".")
            columns = {**columns, "path": f"{stem}-{number}{dot}{ending}" if stem else f"{path}-{number}"}
        try:
            connection.execute(f"UPDATE {table} SET {sets} WHERE rowid = ?", (*columns.values(), rowid))
            return
        except sqlite3.IntegrityError as error:
            if path is None or "UNIQUE" not in str(error):
                raise


def _reindex(connection: sqlite3.Connection, clean: Callable[[str], str], written: set[str]) -> None:
    """Documents of what was written, and those that hold the name, are indexed anew, and the index is written as one
    piece: until then the words of what was taken out are still in it."""
    rows = connection.execute(
        "SELECT k.record_id, c.c0, c.c1 FROM search_key k JOIN search_content c ON c.id = k.id"
    ).fetchall()
    keys = [key for key, title, body in rows if key in written or clean(title) != title or clean(body) != body]
    cursor = connection.cursor()
    search.index(cursor, documents.documents(cursor, keys, documents.INDEXED))
    connection.execute("INSERT INTO search(search) VALUES ('optimize')")
