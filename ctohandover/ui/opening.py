"""Opening a workspace file off the GUI thread, with `sqlite3` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ctohandover.storage import reads
from ctohandover.storage.connection import is_read_only
from ctohandover.storage.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.domain.people import Person
    from ctohandover.domain.workspace import Workspace


class Opened(NamedTuple):
    reader: Reader
    workspace: Workspace
    people: tuple[Person, ...]
    read_only: bool


def open_workspace(path: Path) -> Opened:
    """Raises FileProblem, and then has changed nothing; the file is closed again."""
    reader = Reader(path)
    try:
        with reader.reading() as run:
            return Opened(reader, reads.workspace(run), tuple(reads.people(run)), is_read_only(path))
    except BaseException:
        reader.close()
        raise
