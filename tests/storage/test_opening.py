"""Files that are no (sound) workspace: a code that says what is wrong, and not one byte changed."""

from __future__ import annotations

import os
import random
import sqlite3
from typing import TYPE_CHECKING

import pytest

from ctohandover.errors import AppError, FileProblem
from ctohandover.storage import reads
from ctohandover.storage.connection import read_schema
from ctohandover.storage.reader import Reader
from ctohandover.storage.schema import SCHEMA
from ctohandover.storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def refusal(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(FileProblem) as caught:
        Reader(path)
    assert path.read_bytes() == before
    assert not list(path.parent.glob(path.name + "-*"))
    return caught.value.code


def test_newer(workspace_path: Path) -> None:
    connection = sqlite3.connect(workspace_path)
    connection.execute(f"PRAGMA user_version={SCHEMA + 1}")
    connection.close()
    assert refusal(workspace_path) == "newer"


def test_foreign_database(tmp_path: Path) -> None:
    path = tmp_path / "other.handover"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE x (y)")
    connection.commit()
    connection.close()
    assert refusal(path) == "foreign"


@pytest.mark.parametrize("content", [b"%PDF-1.7 " + b"x" * 500, b"x"])
def test_foreign_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.handover"
    path.write_bytes(content)
    assert refusal(path) == "foreign"


def test_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.handover"
    path.touch()
    assert refusal(path) == "empty"


def test_cut_off_anywhere(workspace_path: Path) -> None:
    whole = workspace_path.read_bytes()
    for size in (5, 50, 99, 100, 4096, len(whole) // 2, len(whole) - 1):
        workspace_path.write_bytes(whole[:size])
        assert refusal(workspace_path) == "truncated"


def test_missing_and_folder_and_fifo(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.handover", "missing"), (tmp_path, "folder")):
        with pytest.raises(FileProblem) as caught:
            Reader(path)
        assert caught.value.code == code
    if hasattr(os, "mkfifo"):
        fifo = tmp_path / "fifo.handover"
        os.mkfifo(fifo)
        with pytest.raises(FileProblem) as caught:
            Reader(fifo)
        assert caught.value.code == "not-regular"


def test_read_only_file_can_be_looked_at_and_not_written(workspace_path: Path) -> None:
    workspace_path.chmod(0o444)
    before = workspace_path.read_bytes()
    store = Store(workspace_path)
    with store.reading() as run:
        assert len(reads.people(run)) == 3
    with pytest.raises(FileProblem) as caught, store.unit("x"):
        pass
    assert caught.value.code == "read-only"
    store.close()
    assert workspace_path.read_bytes() == before


def test_a_locked_file_says_so(workspace_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctohandover.storage.connection.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(workspace_path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store_error = ""
    try:
        store = Store(workspace_path)
        with store.unit("x"):
            pass
    except FileProblem as error:
        store_error = error.code
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert store_error == "locked"


@pytest.mark.parametrize("seed", range(300 if os.environ.get("CTOHANDOVER_LONG_TESTS") != "1" else 10_000))
def test_changed_bytes_never_do_more_than_fail_with_a_message(workspace_path: Path, seed: int) -> None:
    """A damaged file opens or is refused with a code; nothing else ever comes out of it."""
    chance = random.Random(seed)
    data = bytearray(workspace_path.read_bytes())
    for _ in range(chance.choice((1, 3, 40))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    workspace_path.write_bytes(bytes(data))
    try:
        reader = Reader(workspace_path)
    except AppError:
        return
    try:
        with reader.reading() as run:
            reads.workspace(run)
            reads.decision_lines(run)
    except AppError:
        pass
    finally:
        reader.close()


def test_header_gives_the_schema(workspace_path: Path) -> None:
    assert read_schema(workspace_path) == SCHEMA
    assert workspace_path.stat().st_mode & 0o777 == 0o600
