"""Taking a person out of a workspace: their name alone (pseudonymise), or all that is said of them (erase).

Neither can be undone, and both reach into the journal: an undo would bring the name back. Where somebody signed, a
pseudonym stands for them, since a signature is the proof of somebody else's work.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from ctohandover.domain.ids import new_id
from ctohandover.domain.names import Names
from ctohandover.domain.record import record
from ctohandover.errors import FileProblem, Invalid, NotFound
from ctohandover.storage import reads, scrub, search
from ctohandover.storage.reader import run_on

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from ctohandover.domain.people import Person
    from ctohandover.storage.store import Store

_OWN: Final = (
    ("assessment", "person_id"), ("remark", "person_id"), ("access_person", "person_id"), ("access_tie", "person_id"),
    ("plan_choice", "receiver_id"), ("session_receiver", "person_id"), ("sheet", "person_id"), ("question", "to_id"),
)  # fmt: skip
"""Rows that say something of the person, or were for them: they go."""
_BELOW: Final = (
    ("answer", "sheet_id", "sheet"), ("question_answer", "question_id", "question"),
    ("session_subject", "session_id", "session"),
)  # fmt: skip
"""Rows that go with a row of these: their table, the column that points at it, its table."""
_NAMED: Final = (
    ("assessment", "assessor_id"), ("charge", "owner_id"), ("charge", "deputy_id"), ("session", "giver_id"),
    ("item", "owner_id"), ("item", "signer_id"), ("evidence", "person_id"), ("signoff", "entered_by"),
    ("question", "asked_by"), ("question_answer", "person_id"), ("sheet", "asked_by"),
)  # fmt: skip
"""Rows of others that name the person: they stay, without them."""


@record(kw_only=True)
class Traces:
    """What of a person is in a workspace. `rows` are those that go when they are erased, by table; `named` those that
    stay without them; `texts` how many rows of each table hold the name; `signatures` stay, under a pseudonym."""

    person: Person
    rows: dict[str, int]
    named: int
    texts: dict[str, int]
    signatures: int
    decisions: tuple[str, ...]
    """Titles of the decisions whose text holds the name."""


def traces(run_connection: sqlite3.Connection, person_id: str) -> Traces:
    """Raises NotFound."""
    person, clean, needles = _tools(run_connection, person_id, "…")
    ask = run_connection.execute
    rows = {
        table: n
        for table, column in _OWN
        if (n := int(ask(f"SELECT COUNT(*) FROM {table} WHERE {column} = ?", (person_id,)).fetchone()[0]))
    }
    named = sum(
        int(ask(f"SELECT COUNT(*) FROM {table} WHERE {column} = ?", (person_id,)).fetchone()[0])
        for table, column in _NAMED
    )
    held = list(scrub.rewrites(run_connection, clean, needles))
    texts: dict[str, int] = {}
    decisions = []
    for one in held:
        texts["opaque" if one.opaque else one.table] = texts.get("opaque" if one.opaque else one.table, 0) + 1
        if one.table == "decision_text":
            found = ask(
                "SELECT s.title FROM subject s JOIN decision_text t ON t.id = s.id WHERE t.rowid = ?", (one.rowid,)
            ).fetchone()
            decisions.append(str(found[0]))
    signatures = int(ask("SELECT COUNT(*) FROM signoff WHERE person_id = ?", (person_id,)).fetchone()[0])
    return Traces(
        person=person,
        rows=rows,
        named=named,
        texts=texts,
        signatures=signatures,
        decisions=tuple(sorted(decisions)),
    )


def _tools(
    connection: sqlite3.Connection, person_id: str, word: str
) -> tuple[Person, Callable[[str], str], tuple[bytes, ...]]:
    """The person, what takes their name out of a text, and the bytes by which it is told in a file that is no text."""
    run = run_on(connection)
    people = reads.people(run)
    person = next((one for one in people if one.id == person_id), None)
    if person is None:
        raise NotFound("person", id=person_id)
    others = [one.name for one in people if one.id != person_id]
    earlier = run(
        "SELECT DISTINCT json_extract(before, '$.name') FROM journal WHERE kind = 'person' AND record_id = :id"
        " AND json_extract(before, '$.name') IS NOT NULL",
        {"id": person_id},
    )
    own = list(dict.fromkeys([person.name, *(str(name) for (name,) in earlier)]))  # before a marriage, a typing mistake
    told = [(name, word) for name in own]
    names = Names(told, unclear=word, keep=reads.workspace(run).company, others=others)

    def clean(text: str) -> str:
        new = names.without(text)
        return text if new == unicodedata.normalize("NFC", text) else new

    return person, clean, tuple(name.encode(how) for name in own for how in ("utf-8", "utf-16-le"))


class ErasingService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def traces(self, person_id: str) -> Traces:
        """What there is of a person, before anything is done. Raises NotFound."""
        with self._store.rewriting() as connection:
            return traces(connection, person_id)

    def pseudonymise(self, person: Person, word: str) -> None:
        """Put `word` in the place of a person's name, everywhere; what is said of them stays. Raises Invalid
        `pseudonym-empty`, NotFound, Conflict."""
        if not word.strip():
            raise Invalid("pseudonym-empty")
        with self._store.rewriting() as connection:
            _check(connection, person)
            connection.execute("UPDATE person SET note = '' WHERE id = ?", (person.id,))
            connection.execute(
                "UPDATE journal SET before = json_set(before, '$.note', '')"
                " WHERE kind = 'person' AND record_id = ? AND json_type(before, '$.note') IS NOT NULL",
                (person.id,),
            )
            _, clean, needles = _tools(connection, person.id, word)
            scrub.scrub(connection, clean, needles)
            connection.execute("UPDATE person SET name = ? WHERE id = ?", (word, person.id))
            search.index(connection.cursor(), [(person.id, word, "")])
            _note(connection, "person-pseudonymised", self._store.actor_id, person.id)
        self._compact()

    def erase(self, person: Person, word: str) -> bool:
        """Take a person out with all that is said of them; True where a pseudonym stays for their signatures.

        Raises Invalid: `pseudonym-empty`, `person-keeps` for the keeper of the file; NotFound, Conflict.
        """
        if not word.strip():
            raise Invalid("pseudonym-empty")
        with self._store.rewriting() as connection:
            _check(connection, person)
            keeps = connection.execute("SELECT COUNT(*) FROM workspace WHERE keeper_id = ?", (person.id,)).fetchone()[0]
            if keeps:
                raise Invalid("person-keeps", name=person.name)
            _, clean, needles = _tools(connection, person.id, word)
            signed = _forget(connection, person.id, word)
            scrub.scrub(connection, clean, needles)
            if signed:
                search.index(connection.cursor(), [(person.id, word, "")])
            actor = None if self._store.actor_id == person.id else self._store.actor_id
            _note(connection, "person-erased", actor, person.id)
        self._compact()
        return signed

    def _compact(self) -> None:
        """What was deleted is overwritten already (`secure_delete`): this gives the room back, and fails when somebody
        reads the file just now. All is done by then, and must not look as if it was not."""
        with suppress(FileProblem):
            self._store.compact()


def _check(connection: sqlite3.Connection, person: Person) -> None:
    """The person is still as they were seen."""
    from ctohandover.errors import Conflict

    rows = connection.execute("SELECT version FROM person WHERE id = ?", (person.id,)).fetchall()
    if not rows:
        raise NotFound("person", id=person.id)
    if rows[0][0] != person.version:
        raise Conflict("changed-elsewhere", kind="person", id=person.id, who="")


def _forget(connection: sqlite3.Connection, person_id: str, word: str) -> bool:
    """Rows of the person go, with their journal; rows of others lose them. Gives back whether a signature stays."""
    ask = connection.execute
    gone: list[tuple[str, str]] = []

    def drop(table: str, where: str, *values: object) -> None:
        keys = [str(key) for (key,) in ask(f"SELECT id FROM {table} WHERE {where}", values).fetchall()]
        gone.extend((table, key) for key in keys)
        ask(f"DELETE FROM {table} WHERE {where}", values)

    sheets = "sheet_id IN (SELECT id FROM sheet WHERE person_id = ?)"
    drop("answer", sheets, person_id)
    drop("question_answer", "question_id IN (SELECT id FROM question WHERE to_id = ?)", person_id)
    for table, column in _OWN:
        drop(table, f"{column} = ?", person_id)
    empty = "id NOT IN (SELECT session_id FROM session_receiver)"
    ask(f"UPDATE assessment SET session_id = NULL WHERE session_id IN (SELECT id FROM session WHERE {empty})")
    ask(f"UPDATE evidence SET session_id = NULL WHERE session_id IN (SELECT id FROM session WHERE {empty})")
    drop("session_subject", f"session_id IN (SELECT id FROM session WHERE {empty})")
    drop("session", empty)
    for table, column in _NAMED:
        ask(f"UPDATE {table} SET {column} = NULL WHERE {column} = ?", (person_id,))
    signed = bool(ask("SELECT COUNT(*) FROM signoff WHERE person_id = ?", (person_id,)).fetchone()[0])
    if signed:
        ask(
            "UPDATE person SET name = ?, note = '', active_from = NULL, days_a_month = NULL, spare_hours = NULL"
            " WHERE id = ?",
            (word, person_id),
        )
    else:
        drop("person", "id = ?", person_id)
    _forget_removed(connection, person_id, gone)
    ask(  # a row that stays keeps an entry that says when it was written
        "UPDATE journal SET before = json_object('version', json_extract(before, '$.version'))"
        " WHERE kind = 'person' AND record_id = ? AND before IS NOT NULL",
        (person_id,),
    )
    for table, key in gone:
        ask("DELETE FROM journal WHERE kind = ? AND record_id = ?", (table, key))
    ask("UPDATE journal SET who_id = NULL WHERE who_id = ?", (person_id,))
    records = [key for _, key in gone]
    search.forget(connection.cursor(), records)
    connection.executemany("DELETE FROM search_key WHERE record_id = ?", [(key,) for key in records])
    return signed


def _forget_removed(connection: sqlite3.Connection, person_id: str, gone: list[tuple[str, str]]) -> None:
    """What was of the person once stands in the journal alone: records that were removed since are added to `gone`,
    and a record that is somebody else's by now loses the entry by which it was theirs."""
    ask = connection.execute

    def removed(table: str, column: str, *values: str) -> None:
        marks = ", ".join("?" * len(values))
        where = f"kind = ? AND json_extract(before, '$.{column}') IN ({marks})"
        for (key,) in ask(f"SELECT DISTINCT record_id FROM journal WHERE {where}", (table, *values)).fetchall():
            if not ask(f"SELECT 1 FROM {table} WHERE id = ?", (key,)).fetchone():
                gone.append((table, str(key)))
        # Who wrote a record that lives on stays known; what it said then does not.
        short = "json_object('version', json_extract(before, '$.version'))"
        ask(f"UPDATE journal SET before = {short} WHERE {where}", (table, *values))

    for (session,) in ask(
        "SELECT json_extract(before, '$.session_id') AS session FROM journal"
        " WHERE kind = 'session_receiver' AND json_extract(before, '$.session_id') IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM session WHERE id = json_extract(before, '$.session_id'))"
        " GROUP BY session HAVING MIN(json_extract(before, '$.person_id') = ?) = 1",
        (person_id,),
    ).fetchall():  # it was held for this person alone
        gone.append(("session", str(session)))
    for table, column in (*_OWN, ("signoff", "person_id")):
        removed(table, column, person_id)
    for table, column, parent in _BELOW:
        keys = [key for kind, key in gone if kind == parent]
        if keys:
            removed(table, column, *keys)
    for table, column in (*_NAMED, ("workspace", "keeper_id")):
        ask(
            f"UPDATE journal SET before = json_set(before, '$.{column}', NULL)"
            f" WHERE kind = ? AND json_extract(before, '$.{column}') = ?",
            (table, person_id),
        )


def _note(connection: sqlite3.Connection, label: str, who_id: str | None, person_id: str) -> None:
    """That it was done, without a name: other windows notice it by this row, and read everything anew."""
    from datetime import UTC, datetime

    txn, at = new_id(), datetime.now(UTC).isoformat(timespec="milliseconds")
    keys = connection.execute("SELECT 'workspace', id, version FROM workspace").fetchall()
    # Of the person too, where they are still there: whoever has seen the name must not save it back.
    keys += connection.execute("SELECT 'person', id, version FROM person WHERE id = ?", (person_id,)).fetchall()
    for table, key, version in keys:
        connection.execute(
            "INSERT INTO journal (txn, at, who_id, label, label_values, kind, record_id, action, before, version)"
            " VALUES (?, ?, ?, ?, '{}', ?, ?, 'change', json_object('version', ?), ?)",
            (txn, at, who_id, label, table, key, version, txn),
        )
        connection.execute(f"UPDATE {table} SET version = ? WHERE id = ?", (txn, key))
