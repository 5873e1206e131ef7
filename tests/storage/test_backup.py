"""Backups: only when something changed, verified, thinned, and restored without losing what is there."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ctohandover.errors import FileProblem
from ctohandover.storage import backup, reads
from ctohandover.storage.store import Store
from ctohandover.storage.tables import PersonRow

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def rename(store: Store, name: str) -> None:
    with store.reading() as run:
        key = reads.people(run)[0].id
    with store.unit("rename") as unit:
        unit.change(PersonRow, key, name=name)


def first_name(store: Store) -> str:
    with store.reading() as run:
        return reads.people(run)[0].name


def workspace_id(store: Store) -> str:
    with store.reading() as run:
        return reads.workspace(run).id


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def test_made_once_a_change(store: Store, root: Path) -> None:
    first = backup.make(store.path, root, now=NOW)
    assert first is not None
    assert backup.make(store.path, root, now=NOW + timedelta(minutes=1)) is None
    rename(store, "Anna")
    second = backup.make(store.path, root, now=NOW + timedelta(minutes=2))
    assert second is not None
    assert [item.path for item in backup.listing(root, workspace_id(store))] == [second.path, first.path]
    assert second.path.stat().st_mode & 0o777 == 0o600
    assert root not in store.path.parents
    backup.verify(second)


def test_two_days_all_then_fourteen_daily(store: Store, root: Path) -> None:
    for hours in range(0, 24 * 20, 7):
        rename(store, f"A{hours}")
        backup.make(store.path, root, now=NOW + timedelta(hours=hours))
    kept = backup.listing(root, workspace_id(store))
    newest = kept[0].at
    recent = [item for item in kept if newest - item.at < timedelta(days=2)]
    older = [item for item in kept if newest - item.at >= timedelta(days=2)]
    assert len(recent) == 7
    assert len(older) == 14
    assert len({item.at.date() for item in older}) == 14
    files = {path.stem for path in backup.folder(root, workspace_id(store)).iterdir()}
    assert files == {item.path.stem for item in kept}


def test_restore_brings_back_what_was_and_open_windows_see_it(store: Store, root: Path) -> None:
    was = first_name(store)
    made = backup.make(store.path, root, now=NOW)
    assert made is not None
    rename(store, "Aaron")
    seen = store.reader.data_version()
    backup.restore(made, store.path)
    assert first_name(store) == was
    assert store.reader.data_version() != seen
    rename(store, "Abel")
    assert first_name(store) == "Abel"


def test_restore_over_a_file_that_is_past_opening_keeps_that_file(workspace_path: Path, root: Path) -> None:
    made = backup.make(workspace_path, root, now=NOW)
    assert made is not None
    workspace_path.write_bytes(b"broken")
    backup.restore(made, workspace_path)
    store = Store(workspace_path)
    assert len(first_name(store)) > 0
    store.close()
    kept = [path for path in workspace_path.parent.iterdir() if "damaged" in path.name]
    assert [path.read_bytes() for path in kept] == [b"broken"]


def test_every_flipped_bit_is_noticed(store: Store, root: Path) -> None:
    made = backup.make(store.path, root, now=NOW)
    assert made is not None
    data = made.path.read_bytes()
    chance = random.Random(7)
    for _ in range(100):
        place, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
        made.path.write_bytes(data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :])
        with pytest.raises(FileProblem) as caught:
            backup.restore(made, store.path)
        assert caught.value.code == "backup-damaged"
    made.path.write_bytes(data)
    backup.verify(made)


def test_what_cannot_be_written_leaves_nothing_behind(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk: the old backup stays, and no half one appears."""
    first = backup.make(store.path, root, now=NOW)
    rename(store, "Anna")

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(backup, "_pour", full)
    with pytest.raises(FileProblem) as caught:
        backup.make(store.path, root, now=NOW + timedelta(hours=1))
    assert caught.value.code == "disk-full"
    assert first is not None
    assert {path.name for path in first.path.parent.iterdir()} == {first.path.name, first.path.stem + ".json"}
