"""The register of accesses, choices about the plan of the days left, people's own remarks."""

from __future__ import annotations

from ctohandover.storage.migrate import run_sql

revision = "0004_access"
down_revision = "0003_growth"


def upgrade() -> None:
    run_sql("0004_access.sql")
