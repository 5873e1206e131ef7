"""What was rendered lately, by content, within a bound of bytes."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctohandover.render.safe import Rendered


class RenderCache:
    """Least recently used goes first. Safe for several threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._entries: OrderedDict[bytes, tuple[Rendered, int]] = OrderedDict()
        self._lock = Lock()

    @staticmethod
    def key(text: str, base: str) -> bytes:
        """The base belongs to it: the same text links elsewhere from another folder."""
        data = f"{base}\0{text}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(data, digest_size=20).digest()

    def get(self, key: bytes) -> Rendered | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: bytes, rendered: Rendered) -> None:
        """Keeps it, unless it alone would take a quarter of the room."""
        size = 2 * len(rendered.html) + 200
        if size > self._limit // 4:
            return
        with self._lock:
            _, old = self._entries.pop(key, (None, 0))
            self._entries[key] = (rendered, size)
            self._size += size - old
            while self._size > self._limit:
                _, (_, dropped) = self._entries.popitem(last=False)
                self._size -= dropped

    @property
    def size(self) -> int:
        return self._size
