"""Two programs on one file, and a program that is killed: nothing committed is lost, nothing is torn."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from ctohandover.domain.ids import new_id
from ctohandover.domain.people import Role
from ctohandover.storage import reads
from ctohandover.storage.checkup import check_up
from ctohandover.storage.reader import Reader
from ctohandover.storage.store import Store
from ctohandover.storage.tables import PersonRow

if TYPE_CHECKING:
    from pathlib import Path

_WRITER = """
import sys
from pathlib import Path
from ctohandover.domain.ids import new_id
from ctohandover.domain.people import Role
from ctohandover.storage.store import Store
from ctohandover.storage.tables import PersonRow
store = Store(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    name = f"{sys.argv[3]}{number}"
    with store.unit("add", name=name) as unit:
        unit.add(PersonRow(id=new_id(), version="", name=name, role=Role.MEMBER, internal=True, on_site=True, note=""))
    print(name, flush=True)
store.close()
"""


def start(path: Path, count: int, prefix: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), str(count), prefix], stdout=subprocess.PIPE, text=True
    )


def names(path: Path) -> set[str]:
    reader = Reader(path)
    try:
        with reader.reading() as run:
            return {person.name for person in reads.people(run)}
    finally:
        reader.close()


def test_two_programs_write_at_once_and_all_of_it_is_there(workspace_path: Path) -> None:
    writers = [start(workspace_path, 60, prefix) for prefix in ("a", "b")]
    reader = Reader(workspace_path)
    while any(writer.poll() is None for writer in writers):
        with reader.reading() as run:
            reads.people(run)
    reader.close()
    for writer in writers:
        output, _ = writer.communicate()
        assert writer.returncode == 0
        assert len(output.split()) == 60
    assert {f"{prefix}{number}" for prefix in "ab" for number in range(60)} <= names(workspace_path)
    assert check_up(workspace_path).problems == []


def test_threads_share_a_store(store: Store) -> None:
    def work(prefix: str) -> None:
        for number in range(20):
            with store.unit("add") as unit:
                unit.add(
                    PersonRow(
                        id=new_id(), version="", name=f"{prefix}{number}", role=Role.MEMBER, internal=True,
                        on_site=True, note="",
                    )
                )  # fmt: skip

    threads = [threading.Thread(target=work, args=(prefix,)) for prefix in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(store.path)) == 83


def test_kill_loses_nothing_that_was_committed(workspace_path: Path) -> None:
    rounds = 500 if os.environ.get("CTOHANDOVER_LONG_TESTS") == "1" else 6
    for number in range(rounds):
        writer = start(workspace_path, 10_000, f"k{number}-")
        assert writer.stdout is not None
        told = [writer.stdout.readline().strip() for _ in range(3 + number % 5)]
        writer.send_signal(signal.SIGKILL)
        rest, _ = writer.communicate()
        told += rest.split()
        there = names(workspace_path)
        assert set(told[:-1]) <= there  # the last line may be cut off by the kill
        assert check_up(workspace_path).problems == []
