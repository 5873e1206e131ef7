"""What a workspace file looks like from outside: its magic, its number, and the only schema that is let in.

Standard library only: this is asked before the first paint, and before anything of a file is believed.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID: Final = 0x43544F48  # "CTOH"
SCHEMA: Final = 4
"""Counts schemas; it is stored as `user_version`, so that "newer" is a number."""
SUFFIX: Final = ".handover"

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_SCRIPTS: Final = ("0001_first.sql", "0002_skills_and_transition.sql", "0003_growth.sql", "0004_access.sql")
"""One for each schema, in order."""
_SEARCH_SHADOWS: Final = frozenset(f"search_{part}" for part in ("data", "idx", "content", "docsize", "config"))
_ALEMBIC: Final = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY"
    " (version_num))"
)


def script(name: str) -> list[str]:
    """The statements of one SQL file, without comments."""
    text = re.sub(r"^--.*$", "", (MIGRATIONS / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [statement.strip() for statement in text.split(";") if statement.strip()]


@cache
def _expected(schema: int) -> frozenset[str]:
    """The words of every table and index of a schema, as SQLite keeps them."""
    found: list[str] = [_ALEMBIC]
    for name in _SCRIPTS[:schema]:
        for statement in script(name):
            added = _ADD_COLUMN.match(statement)
            if added is None and statement.startswith("CREATE"):
                found.append(statement)
            elif added is not None:
                found = [_with_column(text, *added.groups()) for text in found]
    return frozenset(map(_normal, found))


_ADD_COLUMN: Final = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (.+)", re.DOTALL)


def _with_column(create: str, table: str, column: str) -> str:
    """What SQLite makes of a table's text when it gains a column: behind the last one, before the constraints."""
    if not create.startswith(f"CREATE TABLE {table} ("):
        return create
    return re.sub(r",(\s+)PRIMARY KEY \(", lambda found: f", {column},{found[1]}PRIMARY KEY (", create, count=1)


def _normal(sql: str) -> str:
    return " ".join(sql.split()).replace("( ", "(").replace(" )", ")").casefold()


def strangers(connection: sqlite3.Connection, schema: int = SCHEMA) -> list[str]:
    """Names in the schema that are not ours word for word (a planted trigger or view, an altered table), and names of
    ours that are missing, each as the file or we call it. Empty for a sound workspace of that schema."""
    expected = _expected(schema)
    found = set()
    odd = []
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall():
        if kind == "index" and sql is None:
            continue  # made by SQLite itself for a primary key or a UNIQUE
        if kind == "table" and name in _SEARCH_SHADOWS:
            continue  # made by FTS5 itself, in words that depend on its version
        if _normal(str(sql)) in expected:
            found.add(_normal(str(sql)))
        else:
            odd.append(str(name))
    return odd + [f"({sql[:60]})" for sql in sorted(expected - found)]
