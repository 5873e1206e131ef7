"""The schema: SQL text and SQLModel rows say the same, records have the fields of their rows, strangers are refused."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from ctohandover.domain.assessments import Assessment
from ctohandover.domain.decisions import Source
from ctohandover.domain.people import Person
from ctohandover.domain.transition import Evidence, Item, Signoff
from ctohandover.domain.workspace import Workspace
from ctohandover.errors import FileProblem
from ctohandover.storage import checkup, migrate
from ctohandover.storage.reader import Reader
from ctohandover.storage.row import Row
from ctohandover.storage.schema import APPLICATION_ID, SCHEMA
from ctohandover.storage.tables import (
    JOURNALLED,
    AssessmentRow,
    EvidenceRow,
    ItemRow,
    PersonRow,
    SignoffRow,
    SourceRow,
    WorkspaceRow,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_the_migrations_make_what_the_rows_say() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        migrate.upgrade(connection)
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": lambda item, name, *_: not _of_search(name)}
        )
        assert compare_metadata(context, SQLModel.metadata) == []
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == SCHEMA
    engine.dispose()


def _of_search(name: str | None) -> bool:
    return name is not None and (name == "search" or name.startswith("search_")) and name != "search_key"


@pytest.mark.parametrize(
    ("record", "row"),
    [
        (Person, PersonRow),
        (Workspace, WorkspaceRow),
        (Assessment, AssessmentRow),
        (Source, SourceRow),
        (Item, ItemRow),
        (Evidence, EvidenceRow),
        (Signoff, SignoffRow),
    ],
)
def test_records_have_the_fields_of_their_rows(record: type, row: type[Row]) -> None:
    assert {field.name for field in fields(record)} == set(row.model_fields)


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER planted AFTER UPDATE ON person BEGIN DELETE FROM assessment; END",
        "CREATE VIEW planted AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n",
        "CREATE TABLE planted (x)",
        "CREATE INDEX planted ON person (name)",
        "ALTER TABLE person ADD COLUMN planted TEXT DEFAULT 'x'",
        "DROP TABLE draft",
    ],
)
def test_any_other_schema_is_refused(workspace_path: Path, planted: str) -> None:
    connection = sqlite3.connect(workspace_path)
    connection.execute(planted)
    connection.commit()
    connection.close()
    before = workspace_path.read_bytes()
    with pytest.raises(FileProblem) as caught:
        Reader(workspace_path)
    assert caught.value.code == "schema"
    assert workspace_path.read_bytes() == before


def test_the_checkup_knows_every_journalled_table() -> None:
    assert set(JOURNALLED) == checkup._JOURNALLED
