"""What was done, by whom and when: at once the history, the source of undo and the feed of other windows."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ctohandover.domain.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping


@record()
class Change:
    """One transaction as it was committed: one undo step.

    `label` is a code and `values` fill its sentence in; `touched` are (table, record id) pairs.
    """

    id: str
    label: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    touched: frozenset[tuple[str, str]] = frozenset()
    undoes: str | None = None

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in self.touched)


@record(kw_only=True)
class Entry:
    """One past transaction as the history shows it. `at` is UTC, ISO 8601."""

    id: str
    at: str
    who_id: str | None
    label: str
    values: Mapping[str, str | int]
    records: int
    first_record: tuple[str, str]
    undoes: str | None = None
