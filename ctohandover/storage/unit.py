"""One unit of work: one transaction, journalled record by record, and its inverse."""

from __future__ import annotations

import base64
import json
import sqlite3
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Date, Table, update
from sqlalchemy import Enum as EnumType

from ctohandover.domain.ids import new_id
from ctohandover.domain.journal import Change
from ctohandover.errors import Conflict, NotFound
from ctohandover.storage import documents, search
from ctohandover.storage.reader import run_on
from ctohandover.storage.tables import JOURNALLED, JournalRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctohandover.storage.reader import Run
    from ctohandover.storage.row import Row

Plain = dict[str, Any]
"""A row as SQLite has it: text, numbers, bytes and None."""


class Unit:
    """What a service writes through. Made by `Store.unit()`, which commits it or takes all of it back.

    Every record that is written gets a journal row with what was there before, and the id of this transaction as its
    version.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        label: str,
        values: Mapping[str, str | int],
        who_id: str | None,
        undoes: str | None = None,
    ) -> None:
        self.id = new_id()
        self.label = label
        self.values: dict[str, str | int] = dict(values)
        self.who_id = who_id
        self.undoes = undoes
        self._connection = connection
        self._raw = cast("sqlite3.Connection", connection.connection.dbapi_connection)
        self._journal: list[tuple[str, str, str, str | None, str | None]] = []

    @property
    def run(self) -> Run:
        """Reads inside this transaction, for the functions of `storage.reads`."""
        return run_on(self._raw)

    def add(self, row: Row) -> str:
        """Insert one record, validated as its model says; gives back its id."""
        model = type(row)
        checked = model.model_validate(row.model_dump(warnings=False) | {"version": self.id})
        self.add_many(model, [checked.model_dump()])
        return row.id

    def add_many(self, model: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many records at once: thousands take a tenth of the time that objects would."""
        if not rows:
            return
        name = str(model.__tablename__)
        # By the driver itself: SQLAlchemy's own way through the same rows takes a seventh of the time of an import.
        columns = _plain_columns(_table(model))
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {name} ({', '.join(quoted for _, quoted, _ in columns)}) VALUES ({marks})"
        self._raw.executemany(statement, (self._values(row, columns) for row in rows))
        self._journal.extend((name, row["id"], "add", None, self.id) for row in rows)

    def _values(self, row: Mapping[str, Any], columns: list[tuple[str, str, bool]]) -> list[object]:
        """What SQLite is given for one row: days as text, choices by value."""
        values: list[object] = []
        for column, _, converted in columns:
            value = self.id if column == "version" else row.get(column)
            values.append(_plain_value(value) if converted else value)
        return values

    def change(self, model: type[Row], record_id: str, *, expected: str | None = None, **fields: object) -> None:
        """Set fields of one record.

        `expected` is the version that the caller has seen; Conflict if the record has moved on since, NotFound if it
        is gone. Fields that already have the value are left out, and a change of nothing is no change.
        """
        table = _table(model)
        before = self._plain(table.name, record_id)
        if before is None:
            raise NotFound(table.name, id=record_id)
        if expected is not None and before["version"] != expected:
            raise self.conflict(table.name, record_id, before["version"])
        statement = update(table).where(table.c.id == record_id).values(**fields, version=self.id)
        self._connection.execute(statement)
        after = self._plain(table.name, record_id)
        assert after is not None
        changed = {key: before[key] for key in fields if before[key] != after[key]}
        if not changed:
            self._raw.execute(f"UPDATE {table.name} SET version = ? WHERE id = ?", (before["version"], record_id))
            return
        changed["version"] = before["version"]
        self._journal.append((table.name, record_id, "change", _dump(changed), self.id))

    def remove(self, model: type[Row], record_id: str, *, expected: str | None = None) -> None:
        """Delete one record; the journal keeps the whole of it. Raises NotFound or Conflict like `change`."""
        name = str(model.__tablename__)
        before = self._plain(name, record_id)
        if before is None:
            raise NotFound(name, id=record_id)
        if expected is not None and before["version"] != expected:
            raise self.conflict(name, record_id, before["version"])
        self._raw.execute(f"DELETE FROM {name} WHERE id = ?", (record_id,))
        self._journal.append((name, record_id, "remove", _dump(before), None))

    def undo(self, txn: str) -> None:
        """Apply the inverse of a transaction, last record first.

        Raises Conflict when a record is no longer as that transaction left it, and then changes nothing.
        """
        rows = self._raw.execute(
            "SELECT kind, record_id, action, before, version FROM journal WHERE txn = ? ORDER BY seq DESC", (txn,)
        ).fetchall()
        if not rows:
            raise NotFound("transaction", id=txn)
        try:
            for kind, record_id, action, before, version in rows:
                self._invert(kind, record_id, action, _load(before) if before else {}, version)
        except sqlite3.IntegrityError as error:
            raise self.conflict(kind, record_id, None) from error

    def _invert(self, name: str, record_id: str, action: str, before: Plain, version: str | None) -> None:
        assert name in JOURNALLED
        now = self._plain(name, record_id)
        if (now["version"] if now else None) != version:
            raise self.conflict(name, record_id, now["version"] if now else None)
        if action == "add":
            self._raw.execute(f"DELETE FROM {name} WHERE id = ?", (record_id,))
            self._journal.append((name, record_id, "remove", _dump(now or {}), None))
        elif action == "remove":
            marks = ", ".join(f":{key}" for key in before)
            self._raw.execute(f"INSERT INTO {name} ({', '.join(before)}) VALUES ({marks})", before)
            self._journal.append((name, record_id, "add", None, before["version"]))
        else:
            assert now is not None
            sets = ", ".join(f"{key} = :{key}" for key in before)
            self._raw.execute(f"UPDATE {name} SET {sets} WHERE id = :_id", {**before, "_id": record_id})
            old = {key: now[key] for key in before}
            self._journal.append((name, record_id, "change", _dump(old), before["version"]))

    def conflict(self, name: str, record_id: str, version: str | None) -> Conflict:
        """The record is not as it was seen: says who wrote it as it stands, where that is known."""
        rows = self._raw.execute(
            "SELECT p.name FROM journal j JOIN person p ON p.id = j.who_id WHERE j.txn = ? LIMIT 1", (version,)
        ).fetchall()
        code = "changed-by" if rows else "changed-elsewhere"
        return Conflict(code, kind=name, id=record_id, who=rows[0][0] if rows else "")

    def _plain(self, name: str, record_id: str) -> Plain | None:
        cursor = self._raw.execute(f"SELECT * FROM {name} WHERE id = ?", (record_id,))
        rows = cursor.fetchall()
        return dict(zip((column[0] for column in cursor.description), rows[0], strict=True)) if rows else None

    def finish(self) -> Change | None:
        """Write the journal and the full-text index; None when nothing was changed. For the store alone."""
        if not self._journal:
            return None
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        values = json.dumps(self.values, ensure_ascii=False, sort_keys=True)
        self._raw.executemany(
            f"INSERT INTO {JournalRow.__tablename__} (txn, at, who_id, label, label_values, kind, record_id, action,"
            " before, version, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(self.id, at, self.who_id, self.label, values, *entry, self.undoes) for entry in self._journal],
        )
        touched = frozenset((name, record) for name, record, *_ in self._journal)
        self._reindex(touched)
        return Change(self.id, self.label, self.values, touched, self.undoes)

    def _reindex(self, touched: frozenset[tuple[str, str]]) -> None:
        wanted = sorted({record for name, record in touched if name in documents.INDEXED})
        if not wanted:
            return
        cursor = self._raw.cursor()
        found = documents.documents(cursor, wanted, frozenset(name for name, _ in touched))
        gone = set(wanted) - {key for key, _, _ in found}
        if gone:
            search.forget(cursor, gone)
        search.index(cursor, found)


@cache
def _plain_columns(table: Table) -> list[tuple[str, str, bool]]:
    """(name, name in quotes, whether its values have to be made plain) of each column."""
    return [
        (column.name, f'"{column.name}"', isinstance(column.type, Date | EnumType)) for column in table.columns
    ]  # fmt: skip


def _plain_value(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _table(model: type[Row]) -> Table:
    table = model.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)
    return table


def _dump(row: Plain) -> str:
    return json.dumps(
        {key: {"b64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value
         for key, value in row.items()},
        ensure_ascii=False,
    )  # fmt: skip


def _load(text: str) -> Plain:
    return {
        key: base64.b64decode(value["b64"]) if isinstance(value, dict) else value
        for key, value in json.loads(text).items()
    }
