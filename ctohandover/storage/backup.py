"""Backups: made by SQLite's backup API when something changed, verified, hashed, kept outside the workspace's folder.

A plain copy of a live file was bad 54 times out of 60; the backup API never was. Each backup has a note beside it with
its hash, so that one flipped bit is noticed before it is put back.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ctohandover.errors import FileProblem
from ctohandover.files import sync_folder, write_whole
from ctohandover.storage.connection import DATABASE_ERRORS, check_schema, connect, problem, read_schema
from ctohandover.storage.schema import SCHEMA, SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEEP_ALL_DAYS = 2
KEEP_DAILY = 14
_DEADLINE_SECONDS = 60.0
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """`state` is the last journal number and transaction in it: two backups with the same state are the same."""

    path: Path
    at: datetime
    state: str
    sha256: str
    workspace_path: str
    size: int


def folder(root: Path, workspace_id: str) -> Path:
    return root / "".join(char for char in workspace_id if char.isalnum() or char == "-")


def listing(root: Path, workspace_id: str) -> list[Backup]:
    """The backups of a workspace, newest first. One without a readable note is left out: it cannot be trusted."""
    found = []
    for note in sorted(folder(root, workspace_id).glob("*.json"), reverse=True):
        try:
            values = json.loads(note.read_text(encoding="utf-8"))
            path = note.with_suffix(SUFFIX)
            at = datetime.strptime(note.stem, _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, at, values["state"], values["sha256"], values["workspace"], path.stat().st_size))
        except (OSError, ValueError, KeyError):
            continue
    return found


def of_file(root: Path, workspace: Path) -> list[Backup]:
    """The backups that were made of the file at a path, newest first: for a file that does not say any more which
    workspace it is."""
    folders = sorted(root.iterdir()) if root.is_dir() else []
    found = [item for place in folders for item in listing(root, place.name) if item.workspace_path == str(workspace)]
    return sorted(found, key=lambda item: item.at, reverse=True)


def make(workspace: Path, root: Path, *, now: datetime | None = None) -> Backup | None:
    """Back a workspace up if it has changed since its newest backup; None if it has not.

    Raises FileProblem; then there is no new backup, the old ones are all there, and nothing half written stays.
    """
    source = connect(workspace, read_only=True)
    try:
        check_schema(source, workspace)
        workspace_id, state = _identity(source)
        known = listing(root, workspace_id)
        if known and known[0].state == state:
            return None
        at = (now or datetime.now(UTC)).replace(tzinfo=UTC)
        target = folder(root, workspace_id) / f"{at.strftime(_STAMP)}{SUFFIX}"
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest = _copy(source, target)
    except DATABASE_ERRORS as error:
        raise problem(error, workspace) from error
    except OSError as error:
        raise FileProblem("cannot-write", path=str(root), reason=error.strerror or "") from error
    finally:
        source.close()
    note = {"sha256": digest, "state": state, "workspace": str(workspace)}
    write_whole(target.with_suffix(".json"), json.dumps(note).encode(), private=True)
    thin(listing(root, workspace_id), at)
    return Backup(target, at, state, digest, str(workspace), target.stat().st_size)


def copy(workspace: Path, target: Path) -> None:
    """A verified copy of a live workspace at `target`, which must not exist yet. Raises FileProblem."""
    if target.exists():
        raise FileProblem("exists", path=str(target))
    source = connect(workspace, read_only=True)
    try:
        check_schema(source, workspace)
        _copy(source, target)
    except DATABASE_ERRORS as error:
        raise problem(error, workspace) from error
    except OSError as error:
        raise FileProblem("cannot-write", path=str(target), reason=error.strerror or "") from error
    finally:
        source.close()


def _identity(connection: sqlite3.Connection) -> tuple[str, str]:
    workspace_id = str(connection.execute("SELECT id FROM workspace").fetchone()[0])
    row = connection.execute("SELECT seq, txn FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return workspace_id, f"{row[0]}:{row[1]}" if row else "0:"


def _copy(source: sqlite3.Connection, target: Path) -> str:
    """Copy through a temporary name, check, hash, rename; gives the SHA-256 in hex. On a full disk nothing stays."""
    building = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        building.unlink(missing_ok=True)
        os.close(os.open(building, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        copied = sqlite3.connect(building, isolation_level=None)
        try:
            _pour(source, copied)
            if copied.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise FileProblem("damaged", path=str(target))
        finally:
            copied.close()
        data = building.read_bytes()
        with building.open("rb+") as file:
            os.fsync(file.fileno())
        building.replace(target)
        sync_folder(target.parent)
        return hashlib.sha256(data).hexdigest()
    finally:
        building.unlink(missing_ok=True)


def _pour(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """The backup API with a deadline of our own: under a busy writer it would never return."""
    end = time.monotonic() + _DEADLINE_SECONDS

    def check(status: int, remaining: int, total: int) -> None:
        if time.monotonic() > end:
            raise sqlite3.OperationalError("the file was busy for too long")

    source.backup(target, pages=20_000, progress=check, sleep=0.05)


def thin(backups: Iterable[Backup], now: datetime) -> None:
    """Keep all of two days, then the last of each of fourteen more days that have one."""
    daily: dict[object, Backup] = {}
    for backup in sorted(backups, key=lambda item: item.at, reverse=True):
        if now - backup.at < timedelta(days=KEEP_ALL_DAYS):
            continue
        day = backup.at.date()
        if day in daily or len(daily) >= KEEP_DAILY:
            backup.path.with_suffix(".json").unlink(missing_ok=True)
            backup.path.unlink(missing_ok=True)
        else:
            daily[day] = backup


def verify(backup: Backup) -> None:
    """Raises FileProblem unless the backup is byte for byte what it was, and opens as a workspace."""
    try:
        digest = hashlib.sha256(backup.path.read_bytes()).hexdigest()
    except OSError as error:
        raise FileProblem("unreadable", path=str(backup.path), reason=error.strerror or "") from error
    if digest != backup.sha256:
        raise FileProblem("backup-damaged", path=str(backup.path))
    read_schema(backup.path)
    connection = connect(backup.path, read_only=True)
    try:
        check_schema(connection, backup.path)
    finally:
        connection.close()


def restore(backup: Backup, workspace: Path) -> None:
    """Put a verified backup in the place of a workspace.

    A sound workspace gets the pages written into it, so that other windows on the file see the change; a file that
    SQLite cannot write into is kept beside it under another name, and the backup takes its place. Raises FileProblem.
    """
    verify(backup)
    if read_schema(backup.path) >= SCHEMA:
        _put_back(backup.path, workspace)
        return
    from ctohandover.storage.upgrade import migrate_copy

    # Of an earlier version of the program: windows on the file expect the schema of today.
    newer = workspace.with_name(f".{workspace.name}.{os.getpid()}.restore")
    try:
        newer.unlink(missing_ok=True)
        migrate_copy(backup.path, newer)
        _put_back(newer, workspace)
    except OSError as error:
        raise FileProblem("cannot-write", path=str(workspace), reason=error.strerror or "") from error
    finally:
        newer.unlink(missing_ok=True)


def _put_back(found: Path, workspace: Path) -> None:
    source = connect(found, read_only=True)
    try:
        try:
            if read_schema(workspace) < SCHEMA:
                raise FileProblem("older", path=str(workspace))
            target = connect(workspace)
        except FileProblem:
            _replace(source, workspace)
            return
        try:
            _pour(source, target)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise problem(error, workspace) from error
            target.close()
            _replace(source, workspace)
        finally:
            target.close()
    finally:
        source.close()


def _replace(source: sqlite3.Connection, workspace: Path) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    try:
        if workspace.exists():
            workspace.replace(workspace.with_name(f"{workspace.stem} (damaged {stamp}){workspace.suffix}"))
        _copy(source, workspace)
    except OSError as error:
        raise FileProblem("cannot-write", path=str(workspace), reason=error.strerror or "") from error


def delete(backups: Iterable[Backup]) -> None:
    """Take backups away for good. Raises FileProblem `cannot-delete`; those before are gone then."""
    for one in backups:
        try:
            one.path.unlink(missing_ok=True)
            one.path.with_suffix(".json").unlink(missing_ok=True)
        except OSError as error:
            raise FileProblem("cannot-delete", path=str(one.path), reason=error.strerror or "") from error
