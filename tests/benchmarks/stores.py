"""The store against `sqlite3` doing the same by hand: list, insert, search, backup."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from ctohandover.domain.ids import new_id
from ctohandover.services.decisions import NewText, add_texts, derived
from ctohandover.services.one_decision import search_decisions
from ctohandover.services.views import decision_list
from ctohandover.storage import backup, reads
from ctohandover.storage.checkup import check_up
from ctohandover.storage.connection import connect
from ctohandover.storage.reader import Reader
from ctohandover.storage.store import Store
from ctohandover.storage.tables import ImageRow
from tests.benchmarks import data
from tests.benchmarks.timing import Figure, in_turn, percentile, seconds


def listing(folder: Path, *, rounds: int = 15, decisions: int = 10_000) -> list[Figure]:
    """All decisions as records, and with who holds them, against the rows alone."""
    path = data.workspace(folder / "list.handover", decisions, 600)
    raw = sqlite3.connect(path)
    sql = reads._LINE + " ORDER BY d.number IS NULL, d.number DESC, d.path"

    def ours(read: Callable[..., object]) -> float:
        with closing(Reader(path)) as reader, reader.reading() as run:  # a new one has nothing kept yet
            run("SELECT 1")
            return seconds(lambda: read(run))

    with closing(raw):
        rows, lines, whole = in_turn(
            rounds,
            lambda: seconds(lambda: raw.execute(sql).fetchall()),
            lambda: ours(reads.decision_lines),
            lambda: ours(lambda run: decision_list(run, date(2026, 1, 1))),
        )
    return [
        Figure(f"list of {decisions:,} decisions, as records", lines, "raw sqlite3 rows", rows, most_ratio=1.6),
        Figure(f"list of {decisions:,} decisions, with who holds them", whole, "raw sqlite3 rows", rows),
    ]


def inserting(folder: Path, *, rounds: int = 5, decisions: int = 10_000, size: int = 4096) -> list[Figure]:
    """One unit of work with its journal and its index, against the same rows by hand."""
    clean = data.empty_workspace(folder / "clean.handover").read_bytes()
    texts = data.texts(decisions, size)
    rows = _raw_rows(texts)
    target = folder / "insert.handover"

    def ours() -> float:
        target.write_bytes(clean)
        store = Store(target)
        with store.unit("warm") as unit:  # opens the connection
            unit.run("SELECT 1")

        def work() -> None:
            with store.unit("decisions-imported", n=len(texts), folder="x") as unit:
                add_texts(unit, texts)

        taken = seconds(work)
        store.close()
        return taken

    def theirs() -> float:
        target.write_bytes(clean)
        with closing(connect(target)) as raw:
            raw.execute("SELECT 1")
            return seconds(lambda: _insert_raw(raw, rows))

    mine, raw = in_turn(rounds, ours, theirs)
    what = f"insert {decisions:,} x {size / 1024:g} KB, journal and index included"
    return [Figure(what, mine, "raw sqlite3, the same rows", raw, most_ratio=1.3)]


Rows = dict[str, list[tuple[object, ...]]]


def _raw_rows(texts: list[NewText]) -> Rows:
    txn, at = new_id(), datetime.now(UTC).isoformat(timespec="milliseconds")
    rows: Rows = {"subject": [], "decision": [], "decision_text": [], "journal": [], "search_key": [], "search": []}
    for number, text in enumerate(texts, start=1_001):  # people have the first keys of the index
        key = new_id()
        fields = derived(text.fields, text.content)
        status = fields["status"].value if fields["status"] else None
        rows["subject"].append((key, txn, "decision", text.fields.title, "low", None, ""))
        columns = {**fields, "status": status, "id": key, "version": txn, "source_id": None, "path": text.path}
        columns["exchanged_hash"] = text.exchanged_hash
        rows["decision"].append(tuple(columns[name] for name in _DECISION))
        rows["decision_text"].append((key, txn, text.content))
        rows["search_key"].append((number, key))
        rows["search"].append((number, text.fields.title, text.content.decode()))
    for table in ("subject", "decision", "decision_text"):
        rows["journal"] += [
            (txn, at, None, "imported", json.dumps({"n": 1}), table, row[0], "add", None, txn, None)
            for row in rows[table]
        ]
    return rows


_DECISION = (
    "id", "version", "source_id", "path", "number", "status", "status_raw", "date", "date_raw", "deciders", "relations",
    "findings", "dialect", "hash", "exchanged_hash",
)  # fmt: skip
_COLUMNS = {
    "journal": "txn, at, who_id, label, label_values, kind, record_id, action, before, version, undoes",
    "decision": ", ".join(_DECISION),
    "search_key": "id, record_id",
    "search": "rowid, title, body",
}


def _insert_raw(raw: sqlite3.Connection, rows: Rows) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        columns = f" ({_COLUMNS[table]})" if table in _COLUMNS else ""
        raw.executemany(f"INSERT INTO {table}{columns} VALUES ({','.join('?' * len(values[0]))})", values)
    raw.execute("COMMIT")


def searching(folder: Path, *, rounds: int = 1, decisions: int = 10_000, queries: int = 300) -> list[Figure]:
    """What people type: rare and common words, two words, a word that is not finished."""
    path = data.workspace(folder / "search.handover", decisions)
    words = data.vocabulary()[0]
    rng = random.Random(3)
    asked = [_query(rng, words, number) for number in range(queries * rounds)]
    reader = Reader(path)
    times = []
    with closing(reader), reader.reading() as run:
        search_decisions(run, "warm")
        for typed in asked:
            begin = perf_counter()
            search_decisions(run, typed)
            times.append(1000 * (perf_counter() - begin))
    common = [1000 * seconds(partial(_search, path, words[rank])) for rank in range(5)]
    many = f"full-text search, {decisions:,} documents"
    return [
        Figure(f"{many}, p50", percentile(times, 0.5), most=10),
        Figure(f"{many}, p99", percentile(times, 0.99), most=60),
        Figure(f"{many}, a word of nearly every text", median(common)),
    ]


def _query(rng: random.Random, words: list[str], number: int) -> str:
    kind = number % 4
    if kind == 0:
        return rng.choice(words[1000:])  # selective
    if kind == 1:
        return rng.choice(words)  # any
    if kind == 2:
        return f"{rng.choice(words)} {rng.choice(words)}"
    return rng.choice(words[400:])[:4]  # still being typed


def _search(path: Path, typed: str) -> None:
    with closing(Reader(path)) as reader, reader.reading() as run:
        search_decisions(run, typed)


def backing_up(folder: Path, *, rounds: int = 5, mebibytes: int = 100) -> list[Figure]:
    """A verified backup, against SQLite's backup API and its check alone; and looking the file over."""
    path = data.workspace(folder / "big.handover", min(2000, 20 * mebibytes))
    store = Store(path)
    rng = random.Random(5)
    size = max(1, mebibytes - path.stat().st_size // 1_048_576)
    for number in range(size):
        with store.unit("decisions-imported", n=1, folder="x") as unit:
            row = {
                "id": new_id(),
                "source_id": None,
                "path": f"{number}.png",
                "hash": "",
                "content": rng.randbytes(2**20),
            }
            unit.add_many(ImageRow, [row])
    store.close()
    places = iter(range(1000))

    def ours() -> float:
        root = folder / f"backups-{next(places)}"
        taken = seconds(lambda: backup.make(path, root))
        for made in root.rglob("*.*"):
            made.unlink()
        return taken

    def theirs() -> float:
        target = folder / f"raw-{next(places)}.db"
        taken = seconds(lambda: _raw_backup(path, target))
        target.unlink()
        return taken

    mine, raw, check = in_turn(rounds, ours, theirs, lambda: seconds(lambda: check_up(path)))
    what = f"{path.stat().st_size / 1_048_576:.0f} MB workspace"
    return [
        Figure(f"backup, checked and hashed, {what}", mine, "backup API and check alone", raw, most=700),
        Figure(f"looking over, {what}", check),
    ]


def _raw_backup(path: Path, target: Path) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copied:
        source.backup(copied)
        assert copied.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
