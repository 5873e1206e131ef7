"""The first schema."""

from __future__ import annotations

from ctohandover.storage.migrate import run_sql

revision = "0001_first"
down_revision = None


def upgrade() -> None:
    run_sql("0001_first.sql")
