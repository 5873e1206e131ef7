"""Signs of growth with dated values, and how long a search takes."""

from __future__ import annotations

from ctohandover.storage.migrate import run_sql

revision = "0003_growth"
down_revision = "0002_skills_and_transition"


def upgrade() -> None:
    run_sql("0003_growth.sql")
