"""A workspace that is open for writing: units of work, one at a time, over one SQLAlchemy connection."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import StaticPool

from ctohandover.errors import Conflict, FileProblem
from ctohandover.storage.connection import connect, is_read_only, problem
from ctohandover.storage.reader import Reader, Run, run_on
from ctohandover.storage.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ctohandover.domain.journal import Change


class Store:
    """`actor_id` is who sits here, for the journal. Any thread may call; one unit runs at a time."""

    def __init__(self, path: Path, *, actor_id: str | None = None, reader: Reader | None = None) -> None:
        """Opens an existing workspace, over a reader that is open already if there is one.

        Raises FileProblem; the file stays as it is.
        """
        self.path = path
        self.actor_id = actor_id
        self.reader = reader or Reader(path)
        self.read_only = is_read_only(path)
        self.on_commit: Callable[[Change], None] | None = None
        self._lock = threading.RLock()
        self._engine = _engine(path)

    @classmethod
    def create(cls, path: Path, fill: Callable[[Unit], None]) -> None:
        """Make a new workspace file, readable by its owner alone, with what `fill` puts into it.

        It is built under another name and appears whole. Raises FileProblem: `exists`, or what the disk says.
        """
        from ctohandover.storage import migrate  # Alembic takes 20 MiB, and an existing workspace does not need it

        if path.exists():
            raise FileProblem("exists", path=str(path))
        building = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            building.unlink(missing_ok=True)
            os.close(os.open(building, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            engine = _engine(building)
            try:
                with engine.begin() as connection:
                    migrate.upgrade(connection)
                with engine.begin() as connection:
                    unit = Unit(connection, label="workspace-created", values={}, who_id=None)
                    fill(unit)
                    unit.finish()
            finally:
                engine.dispose()
            building.replace(path)
        except OSError as error:
            raise FileProblem("cannot-create", path=str(path), reason=error.strerror or "") from error
        except DBAPIError as error:
            raise _known(error, path) from error
        finally:
            building.unlink(missing_ok=True)

    @contextmanager
    def reading(self) -> Iterator[Run]:
        """One consistent look, on the reader's own connection."""
        with self.reader.reading() as run:
            yield run

    @contextmanager
    def unit(self, label: str, /, **values: str | int) -> Iterator[Unit]:
        """One transaction, one undo step: committed at the end of the block, or wholly taken back."""
        with self._transaction() as connection:
            unit = Unit(connection, label=label, values=values, who_id=self.actor_id)
            yield unit
            change = unit.finish()
        self._tell(change)

    def undo(self, txn: str, label: str = "undo") -> None:
        """Take a transaction back (undoing an undo does it again). Raises Conflict, and then nothing has changed."""
        with self._transaction() as connection:
            unit = Unit(connection, label=label, values={}, who_id=self.actor_id, undoes=txn)
            unit.undo(txn)
            change = unit.finish()
        self._tell(change)

    @contextmanager
    def unjournalled(self) -> Iterator[Run]:
        """A transaction for what is no one's history: drafts."""
        with self._transaction() as connection:
            yield run_on(cast("sqlite3.Connection", connection.connection.dbapi_connection))

    @contextmanager
    def rewriting(self) -> Iterator[sqlite3.Connection]:
        """A transaction that may reach into the journal: for taking somebody out, and nothing else."""
        with self._transaction() as connection:
            yield cast("sqlite3.Connection", connection.connection.dbapi_connection)

    def compact(self) -> None:
        """Write the file anew without its free pages. Raises FileProblem."""
        with self._lock:
            try:
                connection = connect(self.path)
                try:
                    connection.execute("VACUUM")
                finally:
                    connection.close()
            except sqlite3.Error as error:
                raise problem(error, self.path) from error

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self.read_only:
            raise FileProblem("read-only", path=str(self.path))
        with self._lock:
            try:
                with self._engine.begin() as connection:
                    yield connection
            except IntegrityError as error:
                raise Conflict("integrity", reason=str(error.orig)) from error
            except DBAPIError as error:
                raise _known(error, self.path) from error
            except sqlite3.IntegrityError as error:
                raise Conflict("integrity", reason=str(error)) from error
            except sqlite3.Error as error:
                raise problem(error, self.path) from error

    def _tell(self, change: Change | None) -> None:
        if change and self.on_commit:
            self.on_commit(change)

    def close(self) -> None:
        with self._lock:
            self._engine.dispose()
        self.reader.close()


def _known(error: DBAPIError, path: Path) -> FileProblem:
    return problem(error.orig if isinstance(error.orig, Exception) else error, path)


def _engine(path: Path) -> Engine:
    """One connection, opened at first use; writers begin IMMEDIATE, so that two of them wait instead of failing."""
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=StaticPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
