"""One open workspace as the window sees it: reads and writes as jobs, undo, and news of what changed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from ctohandover.domain.journal import Change
from ctohandover.storage import reads
from ctohandover.ui.history import History

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ctohandover.errors import AppError
    from ctohandover.services.facade import Services
    from ctohandover.storage.reader import Reader, Run
    from ctohandover.ui.jobs import Done, Failed, Jobs

POLL_MILLISECONDS = 2000


class Session(QObject):
    """Reads need only `sqlite3`; SQLAlchemy comes in with the first write, in the thread that owns the database."""

    changed = Signal(object)
    """A Change, of this window or (with no label) of another one."""
    saved = Signal()

    _committed = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        path: Path,
        reader: Reader,
        workspace_id: str,
        actor_id: str | None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__()
        self.read_only = read_only
        self.path = path
        self.workspace_id = workspace_id
        self.actor_id = actor_id
        self.history = History(self)
        self._jobs = jobs
        self._reader = reader
        self._services: Services | None = None
        self._lock = threading.Lock()
        self._seq = -1
        self._own: set[str] = set()
        self._version = 0
        self._committed.connect(self._on_commit)
        self._poll = QTimer(self, interval=POLL_MILLISECONDS)
        self._poll.timeout.connect(self._look_for_others)
        self.closed = False
        self.makes_backups = True

    def start(self) -> None:
        """Begin to watch for other windows. After the first paint: nothing here is in its way."""
        self.read(reads.last_seq, self._know_seq)
        self._poll.start()

    def _know_seq(self, seq: int) -> None:
        self._seq = max(self._seq, seq)

    def read(
        self,
        fn: Callable[[Run], Any],
        done: Done | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run `fn` on one consistent look at the file."""

        def look() -> Any:
            with self._reader.reading() as run:
                return fn(run)

        self._jobs.read(look, done, failed, owner or self)

    def write(
        self,
        fn: Callable[[Services], Any],
        done: Done | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Call a service. What it commits becomes an undo step and is told to every page."""
        self._jobs.write(lambda: fn(self._open_services()), done, failed, owner or self)

    def _open_services(self) -> Services:
        from ctohandover.services.facade import (
            Services,
        )  # SQLAlchemy and SQLModel: after the first paint, in this thread
        from ctohandover.storage.store import Store

        with self._lock:
            if self._services is None:
                store = Store(self.path, actor_id=self.actor_id, reader=self._reader)
                store.on_commit = self._remember
                self._services = Services(store)
            self._services.store.actor_id = self.actor_id
            return self._services

    def _remember(self, change: Change) -> None:
        """In the database thread: note it before the poll can take it for somebody else's."""
        self._own.add(change.id)
        self._committed.emit(change)

    def _on_commit(self, change: Change) -> None:
        self.history.push(change)
        self.changed.emit(change)
        self.saved.emit()

    def undo(self, failed: Failed) -> bool:
        """Begin to take the last step back; False when there is none, or one is on its way."""
        return self._step("undo", failed)

    def redo(self, failed: Failed) -> bool:
        return self._step("redo", failed)

    def _step(self, direction: str, failed: Failed) -> bool:
        step = self.history.begin(direction)
        if step is None:
            return False

        def give_up(error: AppError) -> None:
            self.history.failed()
            failed(error)

        self.write(lambda services: services.undo(step.txn, direction), None, give_up)
        return True

    def _look_for_others(self) -> None:
        if self._seq >= 0:
            self._jobs.read(self._news, self._tell_news, lambda error: None, self)

    def _news(self) -> tuple[int, list[tuple[int, str, str, str]]]:
        version = self._reader.data_version()
        if version == self._version:
            return version, []
        with self._reader.reading() as run:
            return version, reads.touched_since(run, self._seq)

    def _tell_news(self, news: tuple[int, list[tuple[int, str, str, str]]]) -> None:
        self._version, rows = news
        if not rows:
            return
        self._seq = rows[-1][0]
        foreign = frozenset((kind, record) for _, txn, kind, record in rows if txn not in self._own)
        if foreign:
            self.changed.emit(Change("", "", {}, foreign))

    def forget_history(self) -> None:
        """After the file was replaced (a restored backup): nothing to undo, everything to read again."""
        self.history.clear()
        self.changed.emit(Change("", "", {}, frozenset({("workspace", "")})))

    def stop(self) -> None:
        self._poll.stop()

    def close(self) -> None:
        """In the main thread, with all writes drained by the caller."""
        self.closed = True
        self._poll.stop()
        if self._services is not None:
            self._services.store.close()
        else:
            self._reader.close()
