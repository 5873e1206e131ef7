"""Opening a workspace file off the GUI thread, with `sqlite3` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ctohandover.storage import reads
from ctohandover.storage.connection import is_read_only, read_schema
from ctohandover.storage.reader import Reader
from ctohandover.storage.schema import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

    from ctohandover.domain.people import Person
    from ctohandover.domain.workspace import Workspace


class Opened(NamedTuple):
    reader: Reader
    workspace: Workspace
    people: tuple[Person, ...]
    read_only: bool
    upgraded: bool = False
    """Whether the file was made by an earlier version and was brought up to date just now."""


def open_workspace(path: Path, backups: Path) -> Opened:
    """Raises FileProblem, and then has changed nothing; the file is closed again. A file of an earlier version is
    brought up to date first, with a backup in `backups`."""
    upgraded = False
    if read_schema(path) < SCHEMA:
        from ctohandover.storage.upgrade import bring_up_to_date

        upgraded = bring_up_to_date(path, backups)
    reader = Reader(path)
    try:
        with reader.reading() as run:
            return Opened(reader, reads.workspace(run), tuple(reads.people(run)), is_read_only(path), upgraded)
    except BaseException:
        reader.close()
        raise
