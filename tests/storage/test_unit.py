"""Units of work: one transaction, journalled, undone by its inverse, never half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctohandover.domain.ids import new_id
from ctohandover.domain.people import Role
from ctohandover.errors import AppError, Conflict, NotFound
from ctohandover.storage import reads
from ctohandover.storage.tables import PersonRow

if TYPE_CHECKING:
    from ctohandover.domain.journal import Change
    from ctohandover.domain.people import Person
    from ctohandover.storage.store import Store


def row(name: str) -> PersonRow:
    return PersonRow(
        id=new_id(), version="", name=name, role=Role.MEMBER, internal=True, on_site=True, note=""
    )  # fmt: skip


def people(store: Store) -> dict[str, Person]:
    with store.reading() as run:
        return {person.name: person for person in reads.people(run)}


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything but the journal."""
    with store.reading() as run:
        tables = ("workspace", "person", "subject", "source", "decision", "decision_text", "image", "assessment")
        return {name: run(f"SELECT * FROM {name} ORDER BY id") for name in tables}


@pytest.fixture
def changes(store: Store) -> list[Change]:
    seen: list[Change] = []
    store.on_commit = seen.append
    return seen


def test_add_change_remove_and_all_the_way_back(store: Store, changes: list[Change]) -> None:
    states = [dump(store)]
    with store.unit("add", name="Zoé") as unit:
        key = unit.add(row("Zoé"))
    states.append(dump(store))
    with store.unit("change") as unit:
        unit.change(PersonRow, key, name="Zoé B.", role=Role.FOUNDER)
    states.append(dump(store))
    with store.unit("remove") as unit:
        unit.remove(PersonRow, key)
    assert dump(store) == states[0]
    assert [change.label for change in changes] == ["add", "change", "remove"]
    redo = []
    for change in reversed(changes[:3]):
        store.undo(change.id)
        redo.append(changes[-1].id)
        assert dump(store) == states[len(states) - len(redo)] if len(redo) < 3 else dump(store) == states[0]
    for number, txn in enumerate(reversed(redo)):
        store.undo(txn, "redo")
        assert dump(store) == (states[1], states[2], states[0])[number]


def test_undo_is_journalled_and_named(store: Store, changes: list[Change]) -> None:
    with store.unit("add", name="Zoé") as unit:
        unit.add(row("Zoé"))
    store.undo(changes[0].id)
    with store.reading() as run:
        latest = reads.entries(run, limit=2)
    assert [(entry.label, entry.undoes) for entry in latest] == [("undo", changes[0].id), ("add", None)]


def test_a_failed_unit_leaves_nothing(store: Store, changes: list[Change]) -> None:
    before = dump(store)

    def fail() -> None:
        with store.unit("add") as unit:
            unit.add(row("Zoé"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert dump(store) == before
    assert changes == []


def test_stale_version_is_a_conflict(store: Store) -> None:
    seen = people(store)["Karim Saïdi"]
    with store.unit("other") as unit:
        unit.change(PersonRow, seen.id, note="from elsewhere")
    before = dump(store)
    with pytest.raises(Conflict), store.unit("mine") as unit:
        unit.change(PersonRow, seen.id, expected=seen.version, note="mine")
    assert dump(store) == before


def test_undo_of_what_moved_on_is_refused_whole(store: Store, changes: list[Change]) -> None:
    with store.unit("two") as unit:
        first, second = unit.add(row("A")), unit.add(row("B"))
    with store.unit("later") as unit:
        unit.change(PersonRow, first, note="kept")
    before = dump(store)
    with pytest.raises(Conflict):
        store.undo(changes[0].id)
    assert dump(store) == before
    assert second in {person.id for person in people(store).values()}


def test_changing_nothing_is_no_step(store: Store, changes: list[Change]) -> None:
    person = people(store)["Karim Saïdi"]
    with store.unit("same") as unit:
        unit.change(PersonRow, person.id, name=person.name, role=person.role)
    assert changes == []
    assert people(store)["Karim Saïdi"] == person


def test_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(NotFound), store.unit("x") as unit:
        unit.change(PersonRow, "nobody", name="x")
    with pytest.raises(NotFound):
        store.undo("nothing")


def test_rules_of_the_schema_hold(store: Store) -> None:
    with pytest.raises(AppError), store.unit("x") as unit:
        unit.run("UPDATE person SET role = 'king'")
    with pytest.raises(AppError), store.unit("x") as unit:
        unit.run("UPDATE workspace SET keeper_id = 'nobody'")
