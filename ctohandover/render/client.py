"""Renders through the worker process, from any thread, and always answers in time.

What the worker cannot do within the deadline, or fails at, comes back as plain text with the reason.
"""

from __future__ import annotations

import subprocess
import sys
from threading import Lock, Thread, Timer
from typing import TYPE_CHECKING, Any, Final

from ctohandover.render import caps, protocol
from ctohandover.render.cache import RenderCache
from ctohandover.render.plain import plain_page
from ctohandover.render.safe import Rendered, _seal

if TYPE_CHECKING:
    from collections.abc import Sequence

DEADLINE: Final = 2.0  # seconds a document may take
START_DEADLINE: Final = 30.0  # seconds the worker may take to start: a virus scanner on a cold disk
CACHE_BYTES: Final = 16 * 1024 * 1024


def worker_command() -> list[str]:
    """How this build starts its worker. `-P`: modules are never taken from the folder one happens to stand in."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "render-worker"]
    return [sys.executable, "-P", "-m", "ctohandover.render.worker"]


class RenderClient:
    """One worker, one document at a time; further threads wait their turn.

    `render` blocks up to the deadline (and for the worker's start, if `warm_up` was not called before): not for the
    window's thread, unless `cached` has the answer.
    """

    def __init__(
        self, *, command: Sequence[str] | None = None, deadline: float = DEADLINE, cache_bytes: int = CACHE_BYTES
    ) -> None:
        self._command = list(command or worker_command())
        self._deadline = deadline
        self._cache = RenderCache(cache_bytes)
        self._turn = Lock()  # who holds it talks to the worker
        self._state = Lock()  # guards the two below; never held while waiting
        self._worker: _Worker | None = None
        self._closed = False

    def warm_up(self) -> None:
        """Starts the worker on a thread of its own; returns at once."""
        Thread(target=self._start_ahead, name="render-warm-up", daemon=True).start()

    def cached(self, text: str, *, base: str) -> Rendered | None:
        """The answer if it is there already; never waits."""
        return self._cache.get(RenderCache.key(text, base))

    def render(self, text: str, *, base: str, page: int = 1) -> Rendered:
        """`text` as HTML, links resolved against the relative path `base`. `page` is for plain text, the last one if it
        has fewer."""
        if page > 1:
            first = self.render(text, base=base)
            return plain_page(text, first.reason, page) if first.pages > 1 else first
        if len(text) > caps.MAX_BYTES or len(text.encode("utf-8", "replace")) > caps.MAX_BYTES:
            return plain_page(text, caps.TOO_BIG)
        key = RenderCache.key(text, base)
        found = self._cache.get(key)
        if found is not None:
            return found
        with self._turn:
            found = self._cache.get(key)  # another thread may have asked for the same
            if found is None:
                found = self._ask(text, base)
                if found.reason not in (caps.FAILED, caps.CLOSED):  # those may pass: ask again next time
                    self._cache.put(key, found)
        return found

    def close(self) -> None:
        """Ends the worker, also in the middle of a document, and waits until it is gone."""
        with self._state:
            self._closed = True
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    @property
    def pid(self) -> int | None:
        """The process id of the worker, if there is one."""
        with self._state:
            return self._worker.process.pid if self._worker else None

    def _ask(self, text: str, base: str) -> Rendered:
        worker = self._running()
        if worker is None:
            return plain_page(text, caps.CLOSED if self._closed else caps.FAILED)
        reply = worker.exchange({"text": text, "base": base}, self._deadline)
        if reply is None:
            late = worker.late
            self._replace(worker)
            return plain_page(text, caps.CLOSED if self._closed else caps.TOO_SLOW if late else caps.FAILED)
        if "html" in reply:
            return Rendered(_seal(reply["html"]), None, tuple(reply["images"]))
        return plain_page(text, reply["reason"])

    def _running(self) -> _Worker | None:
        """A worker that has said it is ready; None when there can be none."""
        for _ in range(2):  # a worker that died while it had nothing to do gets one successor
            with self._state:
                if self._closed:
                    return None
                if self._worker is None:
                    self._worker = _Worker.start(self._command)
                worker = self._worker
            if worker is None:
                return None
            if worker.ready():
                return worker
            self._drop(worker)
        return None

    def _drop(self, worker: _Worker) -> None:
        with self._state:
            if self._worker is worker:
                self._worker = None
        worker.stop()

    def _replace(self, worker: _Worker) -> None:
        """The successor is started now, so that it is warm for the next document, and not waited for."""
        self._drop(worker)
        with self._state:
            if not self._closed and self._worker is None:
                self._worker = _Worker.start(self._command)

    def _start_ahead(self) -> None:
        with self._turn:
            self._running()


class _Worker:
    """The process with its two pipes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.late = False
        self._is_ready = False
        self._stopping = Lock()

    @classmethod
    def start(cls, command: Sequence[str]) -> _Worker | None:
        no_console: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows it would flash up
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # it could hold words of the document
                creationflags=no_console,
            )
        except OSError:
            return None
        return cls(process)

    def ready(self) -> bool:
        """Waits until it has loaded what it needs; False when it is dead."""
        if not self._is_ready:
            reply = self._timed(None, START_DEADLINE)
            self._is_ready = reply is not None and reply.get("ready") is True
        return self._is_ready and self.process.poll() is None

    def exchange(self, request: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        """The reply, or None when it died or was killed because the time was up (then `late` is set)."""
        return self._timed(request, seconds)

    def _timed(self, request: dict[str, Any] | None, seconds: float) -> dict[str, Any] | None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        timer = Timer(seconds, self._time_is_up)
        timer.daemon = True
        timer.start()
        try:
            if request is not None:
                protocol.write_frame(self.process.stdin, request)  # type: ignore[arg-type]  # IO[bytes] in the stubs
            return protocol.read_frame(self.process.stdout)  # type: ignore[arg-type]
        except (OSError, ValueError):  # the pipe broke, or `stop` closed it, or what came was no JSON
            return None
        finally:
            timer.cancel()

    def _time_is_up(self) -> None:
        self.late = True
        self.process.kill()

    def stop(self) -> None:
        """Kills it, waits for its end and closes the pipes. A second call does nothing more."""
        with self._stopping:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe is not None and not pipe.closed:
                    _close(pipe)


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was buffered has nowhere to go any more
