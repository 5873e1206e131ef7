"""Work off the GUI thread: one thread writes the database, one reads it, a pool does the rest.

Results come back through a queued signal and are handed over in the main thread. A callback whose owner (a widget) is
gone by then is not called. Closing waits until all that was to be written is written.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from ctohandover.errors import AppError, Cancelled

T = TypeVar("T")
log = logging.getLogger(__name__)
Done = Callable[[Any], None]
Failed = Callable[[AppError], None]


class Progress(QObject):
    """Given to long jobs: `step` reports, and raises Cancelled once `cancel` was called."""

    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        self._cancelled.set()

    def step(self, done: int, total: int) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        self.moved.emit(done, total)


@dataclass(slots=True)
class _Outcome(Generic[T]):
    future: Future[T]
    done: Done | None
    failed: Failed | None
    owner: QObject | None
    cancelled: Callable[[], None] | None


class Jobs(QObject):
    """`failed` gets AppErrors; without it they go to `trouble`. Anything else is a bug and reaches sys.excepthook."""

    trouble = Signal(object)
    closing = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="work")
        self._running = 0
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> int:
        """How many jobs have not been delivered yet."""
        return self._running

    def write(
        self, fn: Callable[[], T], done: Done | None = None, failed: Failed | None = None, owner: QObject | None = None
    ) -> None:
        """In the thread that owns the database, one after the other."""
        self._submit(self._writer, fn, done, failed, owner)

    def read(
        self, fn: Callable[[], T], done: Done | None = None, failed: Failed | None = None, owner: QObject | None = None
    ) -> None:
        """In the thread that reads the database."""
        self._submit(self._reader, fn, done, failed, owner)

    def run(
        self,
        fn: Callable[[], T],
        done: Done | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> None:
        """In the pool: files, Markdown, whatever needs no database."""
        self._submit(self._pool, fn, done, failed, owner, cancelled)

    def _submit(
        self,
        executor: ThreadPoolExecutor,
        fn: Callable[[], T],
        done: Done | None,
        failed: Failed | None,
        owner: QObject | None,
        cancelled: Callable[[], None] | None = None,
    ) -> None:
        self._running += 1
        future = executor.submit(fn)
        outcome = _Outcome(future, done, failed, owner, cancelled)
        future.add_done_callback(lambda _: self._finished.emit(outcome))

    def _deliver(self, outcome: _Outcome[Any]) -> None:
        self._running -= 1
        gone = outcome.owner is not None and not shiboken6.isValid(outcome.owner)
        error = outcome.future.exception()
        if error is None:
            if outcome.done and not gone:
                outcome.done(outcome.future.result())
        elif isinstance(error, Cancelled):
            log.info("a job was cancelled")
            if outcome.cancelled and not gone:
                outcome.cancelled()
        elif isinstance(error, AppError):
            if outcome.failed and not gone:
                outcome.failed(error)
            else:
                self.trouble.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def close(self) -> None:
        """Wait for everything that was begun; nothing that was to be written is dropped."""
        self.closing.emit()
        for executor in (self._pool, self._writer, self._reader):
            executor.shutdown(wait=True)
