"""Ten thousand rows made records a column at a time."""

from __future__ import annotations

import gc
from collections import deque
from contextlib import contextmanager
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

R = TypeVar("R")


@contextmanager
def many_objects() -> Iterator[None]:
    """Keep the garbage collector from going through ten thousands of rows and records again and again while they are
    made: a sixth of the time, for nothing found."""
    watched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if watched:
            gc.enable()


def records(kind: type[R], count: int, columns: Mapping[str, Iterable[object]]) -> list[R]:
    """Frozen records made a column at a time, which takes a third of the time of ten thousand calls of their class.

    All fields have to be given, and none of the records checks its fields when it is made.
    """
    assert columns.keys() == kind.__dataclass_fields__.keys()  # type: ignore[attr-defined]
    made: list[R] = list(map(object.__new__, repeat(kind, count)))
    for name, column in columns.items():
        deque(map(getattr(kind, name).__set__, made, column), maxlen=0)
    return made


def columns_of(rows: list[tuple[Any, ...]], count: int) -> list[tuple[Any, ...]]:
    return list(zip(*rows, strict=True)) if rows else [()] * count
