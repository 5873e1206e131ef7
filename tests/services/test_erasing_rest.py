"""Where a name hides: earlier names, what was removed, files in the journal, other encodings, an index of its own."""

from __future__ import annotations

import base64
import json
import sqlite3
from pathlib import Path

import pytest

from ctohandover.domain.accesses import Means
from ctohandover.domain.people import Person, Role
from ctohandover.domain.subjects import Kind
from ctohandover.domain.transition import EvidenceKind, Item, Phase
from ctohandover.domain.workspace import Workspace
from ctohandover.errors import Conflict
from ctohandover.services import exchange
from ctohandover.services.facade import Services
from ctohandover.services.signing import NewEvidence
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.transition import NewItem
from ctohandover.storage import reads
from ctohandover.storage import transition_reads as own
from ctohandover.storage.access_reads import accesses
from ctohandover.storage.checkup import check_up
from tests.conftest import TODAY
from tests.services.test_erasing import WORD, filled, left, person, undo_last

__all__ = ["filled"]


def workspace(services: Services) -> Workspace:
    with services.store.reading() as run:
        return reads.workspace(run)


def take(services: Services, root: Path, files: dict[str, bytes]) -> None:
    folder = root / "repo/docs/adr"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with services.store.reading() as run:
        plan = exchange.preview(run, root / "repo", exchange.look(root / "repo"))
    services.exchange.take(plan)


def record(title: str, context: str) -> str:
    return (
        f"# 1. {title}\n\nDate: 2025-01-10\n\n## Status\n\nAccepted\n\n## Context\n\n{context}\n\n## Decision\n\nYes.\n"
    )


def give(services: Services, content: bytes) -> None:
    (item,) = services.transition.add_many(
        [NewItem(item=Item(id="", title="X", phase=Phase.MAP, offset_days=1))], TODAY
    )
    services.signing.give_evidence(
        NewEvidence(item_id=item, kind=EvidenceKind.FILE, name="n.txt", content=content, day=TODAY)
    )


@pytest.mark.parametrize("how", ["erase", "pseudonymise"])
def test_an_earlier_name_goes_too(services: Services, workspace_path: Path, how: str) -> None:
    services.people.add(Person(id="", name="Ludmila Benkhaled", role=Role.MEMBER, internal=True))
    services.subjects.add(SubjectForm(kind=Kind.SYSTEM, title="Box", notes="ask Benkhaled"))
    services.people.change(person(services, "Ludmila"), name="Ludmila Saarinen")
    getattr(services.erasing, how)(person(services, "Ludmila"), WORD)
    assert left(workspace_path, "Benkhaled", "Saarinen") == []
    assert check_up(workspace_path).problems == []


def test_who_has_seen_the_name_cannot_save_it_back(services: Services, workspace_path: Path) -> None:
    seen = person(services, "Karim")
    services.erasing.pseudonymise(seen, WORD)
    with pytest.raises(Conflict):
        services.people.change(seen, name=seen.name, days_a_month=3.0)
    assert left(workspace_path, "Karim", "Saïdi") == []


def test_a_means_that_was_theirs_keeps_who_moved_it(filled: Services, workspace_path: Path) -> None:
    with filled.store.reading() as run:
        (access,) = accesses(run)
    filled.accesses.move_to_company(access, [Means.PHONE], TODAY)
    filled.erasing.erase(person(filled, "Karim"), WORD)
    assert check_up(workspace_path).problems == []


def test_a_sign_off_that_was_undone_and_a_keeper_of_before(filled: Services, workspace_path: Path) -> None:
    karim, lea = person(filled, "Karim"), person(filled, "Léa")
    base = Item(id="", title="Draw it", phase=Phase.MAP, offset_days=1, signer_id=karim.id)
    (item,) = filled.transition.add_many([NewItem(item=base)], TODAY)
    filled.store.actor_id = karim.id
    filled.signing.sign(item, note="wombat words", day=TODAY)
    undo_last(filled)
    filled.store.actor_id = lea.id
    for keeper in (karim, lea):
        filled.workspace.describe(workspace(filled), keeper_id=keeper.id)
    assert not filled.erasing.erase(person(filled, "Karim"), WORD)
    assert left(workspace_path, "wombat") == []
    assert karim.id.encode() not in workspace_path.read_bytes()
    assert check_up(workspace_path).problems == []


def test_two_paths_that_would_become_one(services: Services, workspace_path: Path, tmp_path: Path) -> None:
    take(services, tmp_path, {f"{name}.md": record(f"{name} thing", "x").encode() for name in ("karim", "saidi")})
    services.erasing.erase(person(services, "Karim"), WORD)
    assert left(workspace_path, "Karim", "Saïdi", "saidi") == []
    connection = sqlite3.connect(workspace_path)
    paths = {path for (path,) in connection.execute("SELECT path FROM decision")}
    connection.close()
    assert paths == {f"docs/adr/{WORD}.md", f"docs/adr/{WORD}-2.md"}
    assert check_up(workspace_path).problems == []


def test_evidence_that_was_removed_is_in_the_journal(filled: Services, workspace_path: Path) -> None:
    with filled.store.reading() as run:
        given = own.evidence(run)
    for one in given:
        filled.signing.remove_evidence(one.id)
    filled.erasing.erase(person(filled, "Karim"), WORD)
    connection = sqlite3.connect(workspace_path)
    rows = connection.execute("SELECT before FROM journal WHERE kind = 'attachment' AND before IS NOT NULL").fetchall()
    connection.close()
    kept = [found for (before,) in rows if "content" in (found := json.loads(before))]
    assert len(kept) == 2
    for found in kept:
        data = base64.b64decode(found["content"]["b64"])
        assert b"Karim" not in data
        assert "Saïdi".encode() not in data
        assert found["size"] == len(data)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("Karim Saïdi a écrit".encode("cp1252"), "Бывший 1"),
        ("Karim Saïdi a écrit \x81".encode("latin-1"), WORD),
        ("Karim Saïdi".encode("utf-16"), WORD),
    ],
)
def test_texts_in_other_encodings(services: Services, workspace_path: Path, content: bytes, word: str) -> None:
    give(services, content)
    services.erasing.erase(person(services, "Karim"), word)
    assert left(workspace_path, "Karim") == []


def test_the_index_of_a_decision_in_an_old_encoding(services: Services, workspace_path: Path, tmp_path: Path) -> None:
    take(services, tmp_path, {"0001-a.md": record("thing", "asked Karim Saïdi once").encode("cp1252")})
    services.erasing.erase(person(services, "Karim"), WORD)
    data = workspace_path.read_bytes()
    assert "Sa\ufffddi".encode() not in data
    assert b"Karim" not in data


def test_a_company_that_is_called_like_the_person_stays(services: Services, workspace_path: Path) -> None:
    services.workspace.describe(workspace(services), company="Saïdi")
    services.erasing.erase(person(services, "Karim"), WORD)
    assert workspace(services).company == "Saïdi"


def test_somebody_who_reads_the_file_does_not_make_it_look_undone(
    services: Services, workspace_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compact = services.store.compact

    def while_read() -> None:
        connection = sqlite3.connect(workspace_path)
        connection.execute("BEGIN")
        connection.execute("SELECT * FROM person").fetchall()
        try:
            compact()
        finally:
            connection.close()

    monkeypatch.setattr(services.store, "compact", while_read)
    assert not services.erasing.erase(person(services, "Karim"), WORD)
    assert left(workspace_path, "Karim", "Saïdi") == []
