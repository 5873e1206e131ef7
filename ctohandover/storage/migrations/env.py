"""Alembic runs this with the connection that `storage.migrate` hands over; there is no alembic.ini."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
# The caller owns the transaction (BEGIN IMMEDIATE): a migration is whole or not at all.
context.configure(connection=connection, transactional_ddl=False)
context.run_migrations()
