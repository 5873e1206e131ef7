"""Reference cycles are freed in the main thread and in no other one.

Python looks for them in whichever thread happens to make the next object. A cycle with a widget in it is then taken
apart in the thread that reads the database, while the main thread is inside Qt: each waits for what the other one
holds, and the program stands still for good. So the automatic search is off, and a timer does it where widgets live.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 1000
"""Milliseconds between two looks."""


def collect_due() -> int:
    """What the automatic search would do at this moment, by its own thresholds; gives back how many were freed."""
    freed = 0
    for generation, limit in enumerate(gc.get_threshold()):
        if gc.get_count()[generation] <= limit:
            break
        freed += gc.collect(generation)
    return freed


def collect_here(parent: QObject) -> QTimer:
    """From now on cycles are searched in the thread of `parent`, for as long as it lives."""
    gc.disable()
    timer = QTimer(parent, interval=PAUSE)
    timer.timeout.connect(collect_due)
    timer.start()
    return timer
