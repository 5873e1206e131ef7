"""Making the schema, through Alembic from the first one on.

When a second schema comes, an existing file is migrated as a copy: backup, second copy migrated with foreign keys off,
rows, integrity and foreign keys compared, one `os.replace`. With foreign keys on, a batch ALTER would empty cascading
child tables without an error, and a rolled-back migration would leave its DDL behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command, op
from alembic.config import Config

from ctohandover.storage.schema import APPLICATION_ID, MIGRATIONS, SCHEMA, script

if TYPE_CHECKING:
    from sqlalchemy import Connection


def run_sql(name: str) -> None:
    """Run the statements of one SQL file; called from inside a revision."""
    for statement in script(name):
        # The driver gets the text as it stands: SQLAlchemy would take ":" for parameters.
        op.get_bind().exec_driver_sql(statement)


def upgrade(connection: Connection) -> None:
    """Bring an empty database to the newest schema, inside the caller's transaction."""
    config = Config()
    # "%" is Alembic's own escape in option values.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
