"""Work off the GUI thread: one thread writes the database, one reads it, a pool does the rest.

Results come back through a queued signal and are handed over in the main thread. A callback whose owner (a widget) is
gone by then is not called. Closing waits until all that was to be written is written.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from ctohandover.errors import AppError, Cancelled

T = TypeVar("T")
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


class _Job:
    """One call on its way: what to run, whom to tell, and then what came of it."""

    __slots__ = ("cancelled", "done", "error", "failed", "fn", "owner", "result")

    def __init__(
        self,
        fn: Callable[[], Any],
        done: Done | None,
        failed: Failed | None,
        owner: QObject | None,
        cancelled: Callable[[], None] | None,
    ) -> None:
        self.fn, self.done, self.failed, self.owner, self.cancelled = fn, done, failed, owner, cancelled
        self.result: Any = None
        self.error: BaseException | None = None

    def let_go(self) -> None:
        """Of all it held, once, in the main thread: the thread that ran it keeps it until its next job comes, and would
        then be the one to take apart the last of a widget."""
        for name in self.__slots__:
            delattr(self, name)


class _Lane:
    """Threads that take jobs from one queue, in order. `concurrent.futures` does as much and more, and its import takes
    a tenth of the time to the first paint."""

    def __init__(self, name: str, threads: int, finished: Callable[[_Job], None]) -> None:
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._finished = finished
        self._threads = [threading.Thread(target=self._work, name=name, daemon=True) for _ in range(threads)]

    def put(self, job: _Job) -> None:
        """From one thread alone; the lane's own threads begin with its first job."""
        self._queue.put(job)
        for thread in self._threads:
            if thread.ident is None:
                thread.start()

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                job.result = job.fn()
            except BaseException as error:  # noqa: BLE001 - delivered, and reported or shown, in the main thread
                job.error = error
            self._finished(job)

    def close(self) -> None:
        """After all that was put before."""
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()


class Jobs(QObject):
    """`failed` gets AppErrors; without it they go to `trouble`. Anything else is a bug and reaches sys.excepthook."""

    trouble = Signal(object)
    closing = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = _Lane("database", 1, self._finished.emit)
        self._reader = _Lane("reader", 1, self._finished.emit)
        self._pool = _Lane("work", 2, self._finished.emit)
        self._running = 0
        self._closed = False
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
        lane: _Lane,
        fn: Callable[[], T],
        done: Done | None,
        failed: Failed | None,
        owner: QObject | None,
        cancelled: Callable[[], None] | None = None,
    ) -> None:
        if self._closed:
            raise RuntimeError("the program is closing")
        self._running += 1
        lane.put(_Job(fn, done, failed, owner, cancelled))

    def _deliver(self, job: _Job) -> None:
        self._running -= 1
        try:
            self._tell(job)
        finally:
            job.let_go()

    def _tell(self, job: _Job) -> None:
        gone = job.owner is not None and not shiboken6.isValid(job.owner)
        error = job.error
        if error is None:
            if job.done and not gone:
                job.done(job.result)
        elif isinstance(error, Cancelled):
            if job.cancelled and not gone:
                job.cancelled()
        elif isinstance(error, AppError):
            if job.failed and not gone:
                job.failed(error)
            else:
                self.trouble.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def close(self) -> None:
        """Wait for everything that was begun; nothing that was to be written is dropped."""
        self.closing.emit()
        self._closed = True
        for lane in (self._pool, self._writer, self._reader):
            lane.close()
