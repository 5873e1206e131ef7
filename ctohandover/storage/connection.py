"""Opening a workspace file: believe nothing of it before its header, its schema and its rights are seen.

Standard library only, so that the first list can be painted before SQLAlchemy is imported.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from typing import TYPE_CHECKING, Final

from ctohandover.errors import FileProblem
from ctohandover.storage.schema import APPLICATION_ID, SCHEMA, strangers

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS: Final = 5.0
"""How long a writer waits for another window or the command line."""

DATABASE_ERRORS: Final = (sqlite3.Error, UnicodeDecodeError)
"""What a damaged file can make of any statement."""

_PRAGMAS: Final = (
    # DELETE + EXTRA lost nothing in thousands of crash states; one file; opens in a read-only folder.
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA secure_delete=ON",
    # A big import must not spill pages early: that would lock readers out before the commit.
    "PRAGMA cache_spill=OFF",
)


def read_schema(path: Path) -> int:
    """The number of the schema, from the header of a workspace file.

    Raises FileProblem with the code `missing`, `folder`, `not-regular`, `empty`, `foreign`, `newer`, `truncated` or
    `unreadable`. The file is not changed by this.
    """
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise FileProblem("folder", path=str(path))
        if not stat.S_ISREG(info.st_mode):
            raise FileProblem("not-regular", path=str(path))
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError as error:
        raise FileProblem("missing", path=str(path)) from error
    except OSError as error:
        raise FileProblem("unreadable", path=str(path), reason=error.strerror or "") from error
    if not head:
        raise FileProblem("empty", path=str(path))
    if len(head) < 100:
        raise FileProblem("truncated" if b"SQLite format 3\0".startswith(head[:16]) else "foreign", path=str(path))
    if not head.startswith(b"SQLite format 3\0") or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise FileProblem("foreign", path=str(path))
    schema = int.from_bytes(head[60:64], "big")
    if schema > SCHEMA:
        raise FileProblem("newer", path=str(path), theirs=schema, ours=SCHEMA)
    pages = int.from_bytes(head[28:32], "big")
    size = int.from_bytes(head[16:18], "big")
    if info.st_size < pages * (65536 if size == 1 else size) and not _hot(path):
        raise FileProblem("truncated", path=str(path))
    return schema


def _hot(path: Path) -> bool:
    """Whether a rollback journal waits beside the file: the last writer was cut off, and SQLite will roll back."""
    journal = path.with_name(path.name + "-journal")
    try:
        return journal.stat().st_size > 0
    except OSError:
        return False


def is_read_only(path: Path) -> bool:
    """Whether the file, or the folder that its journal needs, must not be written. The mark of a read-only file is
    kept to even where the user's rights would pass over it."""
    return (
        not path.stat().st_mode & 0o222
        or not os.access(path, os.W_OK)
        or not os.access(path.absolute().parent, os.W_OK)
    )


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with the pragmas of a workspace; never creates a file. Transactions are the caller's.

    After a crash a hot journal has to be rolled back, which a read-only connection cannot do: where the file may be
    written, a reader is then opened for writing (and still only reads).
    """
    mode = "ro" if read_only and (not _hot(path) or is_read_only(path)) else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    try:
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
    except DATABASE_ERRORS as error:
        raise problem(error, path) from error
    try:
        for pragma in _PRAGMAS[1:] if mode == "ro" else _PRAGMAS:
            connection.execute(pragma).fetchall()
    except DATABASE_ERRORS as error:
        connection.close()
        raise problem(error, path) from error
    return connection


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file whose tables are not ours: a planted trigger or view would run with our own statements. What is
    ours is told by the file's own schema number, so that backups of earlier ones can be checked too."""
    try:
        odd = strangers(connection, int(connection.execute("PRAGMA user_version").fetchone()[0]))
    except DATABASE_ERRORS as error:
        raise problem(error, path) from error
    if odd:
        raise FileProblem("schema", path=str(path), names=", ".join(odd[:5]))


def problem(error: Exception, path: Path) -> FileProblem:
    """An error of SQLite as something that the user can act on."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    known = {
        sqlite3.SQLITE_BUSY: "locked",
        sqlite3.SQLITE_LOCKED: "locked",
        sqlite3.SQLITE_READONLY: "read-only",
        sqlite3.SQLITE_FULL: "disk-full",
        sqlite3.SQLITE_CORRUPT: "damaged",
        sqlite3.SQLITE_NOTADB: "damaged",
        sqlite3.SQLITE_CANTOPEN: "unreadable",
        sqlite3.SQLITE_IOERR: "unreadable",
    }
    if isinstance(error, UnicodeDecodeError):
        return FileProblem("damaged", path=str(path))
    return FileProblem(known.get(code, "database"), path=str(path), reason=str(error) if code else "")
