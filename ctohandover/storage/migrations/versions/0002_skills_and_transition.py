"""Skills, sessions, the transition's checklist and reply sheets."""

from __future__ import annotations

from ctohandover.storage.migrate import run_sql

revision = "0002_skills_and_transition"
down_revision = "0001_first"


def upgrade() -> None:
    run_sql("0002_skills_and_transition.sql")
