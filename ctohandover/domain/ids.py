"""Keys: time-ordered UUIDs (version 7, RFC 9562) as text. The standard library has none before Python 3.14."""

from __future__ import annotations

import os
import threading
import time

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A key that sorts after every key made before it in this process, and by the clock among processes."""
    global _last
    with _lock:
        # 48 bits of milliseconds and 12 bits below them; never the same twice here, whatever the clock does.
        now = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
        _last = now
    millis, below = now >> 12, now & 0xFFF
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    # Written out here: the uuid module costs the start of the program as much as the first list.
    digits = f"{millis << 80 | 0x7 << 76 | below << 64 | 0b10 << 62 | random:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
