"""Bringing a workspace of an earlier schema up to date: copy, migrate the copy, verify, swap.

The file itself is never migrated in place: with foreign keys on, a batch ALTER would empty cascading child tables
without an error, and a migration that is broken off would leave half of its tables behind. So the file is backed up, a
second copy is migrated with foreign keys off, its rows are counted against the old ones and its integrity checked, and
one `os.replace` puts it in place.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from ctohandover.errors import FileProblem
from ctohandover.files import sync_folder
from ctohandover.storage import backup
from ctohandover.storage.connection import DATABASE_ERRORS, connect, is_read_only, problem, read_schema
from ctohandover.storage.schema import SCHEMA, strangers

if TYPE_CHECKING:
    from pathlib import Path

_GROWS = frozenset({"alembic_version", "search"})  # their rows a migration may change


def bring_up_to_date(path: Path, backups: Path) -> bool:
    """Bring a workspace to the newest schema, with a backup in `backups` first; False if it was there already.

    Raises FileProblem (`older-read-only`, `upgrade-failed`, or what the disk says); the file is then as it was.
    """
    if read_schema(path) >= SCHEMA:
        return False
    if is_read_only(path):
        raise FileProblem("older-read-only", path=str(path))
    backup.make(path, backups)
    migrated = path.with_name(f".{path.name}.{os.getpid()}.upgrade")
    try:
        migrated.unlink(missing_ok=True)
        state = _change_counter(path)
        migrate_copy(path, migrated)
        # Between the copy and this moment somebody with the earlier version may have written.
        if _change_counter(path) != state:
            raise FileProblem("locked", path=str(path))
        with migrated.open("rb+") as file:
            os.fsync(file.fileno())
        migrated.replace(path)
        sync_folder(path.parent)
    except DATABASE_ERRORS as error:
        raise problem(error, path) from error
    except OSError as error:
        raise FileProblem("cannot-write", path=str(path), reason=error.strerror or "") from error
    finally:
        migrated.unlink(missing_ok=True)
    return True


def migrate_copy(source: Path, target: Path) -> None:
    """A copy of `source` at `target`, brought to the newest schema and verified. Raises FileProblem."""
    from sqlalchemy import create_engine, event  # an up-to-date file does not need them
    from sqlalchemy.pool import StaticPool

    from ctohandover.storage import migrate

    backup.copy(source, target)
    before = _counts(target)
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA journal_mode=DELETE")
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", lambda opened: opened.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as begun:
            migrate.upgrade(begun)
            if begun.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise FileProblem("upgrade-failed", path=str(source), reason="foreign keys")
    finally:
        engine.dispose()
    _verify(target, before, source)


def _verify(migrated: Path, before: dict[str, int], source: Path) -> None:
    after = _counts(migrated)
    lost = [name for name, count in before.items() if name not in _GROWS and after.get(name) != count]
    connection = connect(migrated, read_only=True)
    try:
        odd = strangers(connection)
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()
    if lost or odd or not sound:
        reason = ", ".join(lost or odd or ["integrity"])
        raise FileProblem("upgrade-failed", path=str(source), reason=reason)


def _counts(path: Path) -> dict[str, int]:
    """Rows of each ordinary table."""
    connection = connect(path, read_only=True)
    try:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            name: int(connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0])
            for (name,) in names
            if not str(name).startswith(("sqlite_", "search_"))
        }
    finally:
        connection.close()


def _change_counter(path: Path) -> bytes:
    """Counts commits to a file: bytes 24 to 27 of SQLite's header."""
    with path.open("rb") as file:
        return file.read(28)[24:]
