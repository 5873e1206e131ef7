"""Alembic's scripts. Each revision runs SQL text from a file beside it, see 0001_first.sql for why."""
