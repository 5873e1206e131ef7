"""Drafts: text that is being written. Not history, not undone; it outlives a crash until it is committed or dropped."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctohandover.storage.store import Store


class DraftService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, record_id: str, owner: str, text: str, base_version: str) -> None:
        """Store what has been typed so far; `base_version` is that of the text it was begun on ("" for a new one)."""
        with self._store.unjournalled() as run:
            run(
                "INSERT INTO draft (id, owner, text, base_version, at) VALUES (:id, :owner, :text, :base, :at)"
                " ON CONFLICT (id, owner) DO UPDATE SET text = :text, base_version = :base, at = :at",
                {
                    "id": record_id,
                    "owner": owner,
                    "text": text,
                    "base": base_version,
                    "at": datetime.now(UTC).isoformat(timespec="seconds"),
                },
            )

    def drop(self, record_id: str, owner: str) -> None:
        with self._store.unjournalled() as run:
            run("DELETE FROM draft WHERE id = :id AND owner = :owner", {"id": record_id, "owner": owner})
