"""Reading a workspace: a connection of its own, in short deferred transactions, without SQLAlchemy.

Reads are written once, as plain SQL in `storage.reads`, and answered by this connection from the first paint on: start
with SQLModel would take four times as long, and its entities load ten thousand rows nine times slower.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from ctohandover.errors import FileProblem
from ctohandover.storage.connection import DATABASE_ERRORS, check_schema, connect, problem, read_schema
from ctohandover.storage.schema import SCHEMA

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

T = TypeVar("T")
Run = Callable[..., "list[Any]"]
"""run(sql, params={}) -> all rows, as tuples; run(sql, params, into) -> what `into` makes of them. All at once: an
unfinished cursor would keep its lock and block a writer."""
Into = Callable[["list[tuple[Any, ...]]"], "list[Any]"]
PART = 1000
"""Rows that `into` is given at a time: few enough to be still in the processor's cache when they become records."""


def run_on(connection: sqlite3.Connection) -> Run:
    """The reads of a connection in the middle of a transaction."""
    return lambda sql, params=None, into=None: _fetched(connection.execute(sql, params or {}), into)


def _fetched(cursor: sqlite3.Cursor, into: Into | None = None) -> list[Any]:
    """All rows of a cursor, or all that `into` makes of them, part by part."""
    if into is None:
        return cursor.fetchall()
    made: list[Any] = []
    try:
        while rows := cursor.fetchmany(PART):
            made += into(rows)
    finally:
        cursor.close()
    return made


def kept(run: Run, name: str, make: Callable[[Run], T]) -> T:
    """What `make` gives for the file as it stands: made once, and again when somebody has committed a change. Not to be
    changed by who gets it. Inside a unit of work it is always made anew."""
    reader = getattr(run, "__self__", None)
    return reader.kept(name, make) if isinstance(reader, Reader) else make(run)


class UnreadableRow(Exception):
    """A row that the schema would not have let in: the file was damaged."""


class Reader:
    """One read connection; any thread may use it, one at a time."""

    def __init__(self, path: Path) -> None:
        """Opens an existing workspace. Raises FileProblem (`older` where `storage.upgrade` has to come first), and
        leaves the file as it is."""
        self.path = path
        if read_schema(path) < SCHEMA:
            raise FileProblem("older", path=str(path))
        self._lock = threading.RLock()
        self._kept: dict[str, Any] = {}
        self._kept_version = 0
        self._connection = connect(path, read_only=True)
        try:
            check_schema(self._connection, path)
        except BaseException:
            self._connection.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Run]:
        """One consistent look at the file; a look inside a look is the same one."""
        with self._lock:
            if self._connection.in_transaction:
                yield self._run
                return
            try:
                self._connection.execute("BEGIN")
                try:
                    yield self._run
                finally:
                    self._end()
            except DATABASE_ERRORS as error:
                raise problem(error, self.path) from error
            except UnreadableRow as error:
                raise FileProblem("damaged", path=str(self.path)) from error

    def _end(self) -> None:
        if self._connection.in_transaction:  # SQLite may have ended it by itself, after an error
            self._connection.execute("COMMIT")

    def _run(self, sql: str, params: Mapping[str, object] | None = None, into: Into | None = None) -> list[Any]:
        return _fetched(self._connection.execute(sql, params or {}), into)

    def kept(self, name: str, make: Callable[[Run], T]) -> T:
        """For `kept`, inside a look at the file. The version is read in the same look, so both are of one state."""
        (version,) = self._run("PRAGMA data_version")[0]
        if version != self._kept_version:
            self._kept, self._kept_version = {}, version
        if name not in self._kept:
            self._kept[name] = make(self._run)
        found: T = self._kept[name]
        return found

    def data_version(self) -> int:
        """Changes whenever another connection (ours that writes, or another program) has committed."""
        with self._lock:
            try:
                return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
            except DATABASE_ERRORS as error:
                raise problem(error, self.path) from error

    def close(self) -> None:
        with self._lock:
            self._connection.close()
