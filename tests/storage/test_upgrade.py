"""Files of earlier schemas: brought up to date as a copy, nothing lost, and untouched where that fails."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ctohandover.domain.levels import Level
from ctohandover.errors import FileProblem
from ctohandover.storage import backup, migrate, reads, search
from ctohandover.storage.checkup import check_up
from ctohandover.storage.connection import read_schema
from ctohandover.storage.reader import Reader
from ctohandover.storage.schema import SCHEMA
from ctohandover.storage.store import Store
from ctohandover.storage.upgrade import bring_up_to_date
from ctohandover.ui.opening import open_workspace

if TYPE_CHECKING:
    from sqlalchemy import Connection

STORES = Path(__file__).parents[1] / "stores"
OLD = sorted(STORES.glob("schema-*.handover"))


def dump(path: Path) -> dict[str, list[dict[str, object]]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    tables = ("workspace", "person", "subject", "source", "decision", "decision_text", "image", "assessment", "journal")
    try:
        return {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in tables}
    finally:
        connection.close()


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "Boréal Santé.handover"
    shutil.copyfile(request.param, path)
    return path


def test_every_earlier_schema_has_a_file() -> None:
    assert [path.stem for path in OLD] == [f"schema-{number}" for number in range(1, SCHEMA)]


def test_everything_is_there_afterwards(old: Path, tmp_path: Path) -> None:
    before = dump(old)
    assert bring_up_to_date(old, tmp_path / "backups")
    assert read_schema(old) == SCHEMA
    after = dump(old)
    for name, rows in before.items():
        assert [{key: row[key] for key in rows[0]} for row in after[name]] == rows, name
    assert not bring_up_to_date(old, tmp_path / "backups")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert old.stat().st_mode & 0o777 == 0o600

    reader = Reader(old)
    with reader.reading() as run:
        lines = reads.decision_lines(run)
        assert {line.title for line in lines} >= {"Record decisions", "Use Kubernetes"}
        said = reads.assessments(run)
        assert [item.level for item in said] == [Level.TEACHES, Level.ALONE]
        key = said[0].subject_id
        assert reads.draft(run, key, "owner") is not None
        lea = next(person.id for person in reads.people(run) if person.name.startswith("Léa"))
        assert list(search.find(run, "rousseau")) == [lea]
    reader.close()
    assert check_up(old).problems == []


def test_undo_reaches_across_and_new_changes_are_journalled(old: Path, tmp_path: Path) -> None:
    bring_up_to_date(old, tmp_path / "backups")
    store = Store(old)
    with store.reading() as run:
        last = reads.entries(run, limit=1)[0]
    store.undo(last.id)
    with store.reading() as run:
        assert len(reads.assessments(run)) == 1
    store.undo(reads_last(store))
    with store.reading() as run:
        assert len(reads.assessments(run)) == 2
    store.close()


def reads_last(store: Store) -> str:
    with store.reading() as run:
        return reads.entries(run, limit=1)[0].id


def test_the_backup_is_the_file_as_it_was(old: Path, tmp_path: Path) -> None:
    before = dump(old)
    schema = read_schema(old)
    bring_up_to_date(old, tmp_path / "backups")
    (kept,) = backup.of_file(tmp_path / "backups", old)
    backup.verify(kept)
    assert read_schema(kept.path) == schema
    assert dump(kept.path) == before

    # Put back, it comes in the schema of today, since the window on the file expects that.
    reader = Reader(old)
    backup.restore(kept, old)
    with reader.reading() as run:
        assert len(reads.people(run)) == len(before["person"])
    reader.close()
    assert read_schema(old) == SCHEMA


def test_a_migration_that_breaks_off_leaves_the_file_as_it_was(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = migrate.upgrade

    def broken(connection: Connection) -> None:
        whole(connection)
        connection.exec_driver_sql("DELETE FROM assessment")

    monkeypatch.setattr(migrate, "upgrade", broken)
    before = old.read_bytes()
    with pytest.raises(FileProblem) as caught:
        bring_up_to_date(old, tmp_path / "backups")
    assert caught.value.code == "upgrade-failed"
    assert old.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [old.name, "backups"]


def test_a_read_only_file_is_left_alone(old: Path, tmp_path: Path) -> None:
    old.chmod(0o400)
    before = old.read_bytes()
    with pytest.raises(FileProblem) as caught:
        bring_up_to_date(old, tmp_path / "backups")
    assert caught.value.code == "older-read-only"
    assert old.read_bytes() == before


def test_opening_in_the_window_brings_it_up_to_date(old: Path, tmp_path: Path) -> None:
    opened = open_workspace(old, tmp_path / "backups")
    opened.reader.close()
    assert opened.upgraded
    again = open_workspace(old, tmp_path / "backups")
    again.reader.close()
    assert not again.upgraded


def test_a_planted_trigger_is_refused_before_anything_is_migrated(old: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(old)
    connection.execute("CREATE TRIGGER planted AFTER UPDATE ON person BEGIN DELETE FROM assessment; END")
    connection.commit()
    connection.close()
    before = old.read_bytes()
    with pytest.raises(FileProblem) as caught:
        bring_up_to_date(old, tmp_path / "backups")
    assert caught.value.code == "schema"
    assert old.read_bytes() == before
