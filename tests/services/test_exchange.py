"""Exchange with a folder: preview, take, edit, export; bytes come out as they came in, and nothing foreign is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ctohandover.domain.decisions import Decision, Status
from ctohandover.domain.journal import Change
from ctohandover.errors import Cancelled, FileProblem
from ctohandover.services import exchange
from ctohandover.services.exchange import ImportPlan, Outcome, State
from ctohandover.services.facade import Services
from ctohandover.services.one_decision import search_decisions
from ctohandover.storage import reads
from tests.conftest import PNG, RECORDS

POSTGRES = "docs/adr/0002-postgresql.md"


def plan(services: Services, folder: Path) -> ImportPlan:
    with services.store.reading() as run:
        return exchange.preview(run, folder, exchange.look(folder))


def states(found: ImportPlan) -> dict[str, State]:
    return {item.file.path: item.state for item in found.candidates}


def decision(services: Services, path: str = POSTGRES) -> Decision:
    with services.store.reading() as run:
        key = next(line.id for line in reads.decision_lines(run) if line.path == path)
        return reads.decision(run, key)


def test_first_import_and_the_next_ones(services: Services, repository: Path) -> None:
    first = plan(services, repository)
    assert states(first) == {
        "docs/adr/0001-record-decisions.md": State.NEW,
        "docs/adr/0002-postgresql.md": State.NEW,
        "docs/adr/0003-kubernetes.md": State.NEW,
        "docs/adr/README.md": State.NOT_A_DECISION,
    }
    assert services.exchange.take(first) == 3
    assert set(states(plan(services, repository)).values()) == {State.UNCHANGED, State.NOT_A_DECISION}
    with services.store.reading() as run:
        lines = reads.decision_lines(run)
        assert [(line.number, line.title, line.status) for line in lines] == [
            (3, "Use Kubernetes", Status.REJECTED),
            (2, "PostgreSQL as the only store", Status.ACCEPTED),
            (1, "Record decisions", Status.ACCEPTED),
        ]
        assert reads.images(run, lines[0].source_id) == {"docs/adr/images/plan.png": PNG}
    target = repository / POSTGRES
    target.write_text(target.read_text().replace("One database.", "One database only."))
    again = plan(services, repository)
    assert states(again)[POSTGRES] is State.CHANGED
    assert services.exchange.take(again) == 1
    assert b"One database only." in decision(services).content


def test_import_is_one_step_back(services: Services, repository: Path) -> None:
    changes: list[Change] = []
    services.store.on_commit = changes.append
    services.exchange.take(plan(services, repository))
    assert len(changes) == 1
    services.undo(changes[0].id)
    with services.store.reading() as run:
        assert reads.decision_lines(run) == []
        assert search_decisions(run, "database") == {}
    services.undo(changes[1].id, "redo")
    with services.store.reading() as run:
        assert len(reads.decision_lines(run)) == 3
        assert len(search_decisions(run, "database")) == 1


def test_changed_on_both_sides_is_never_overwritten(services: Services, repository: Path) -> None:
    services.exchange.take(plan(services, repository))
    before = decision(services)
    services.decisions.save_text(before, before.content + b"\nMine.\n")
    target = repository / POSTGRES
    target.write_bytes(target.read_bytes() + b"\nTheirs.\n")
    found = plan(services, repository)
    assert states(found)[POSTGRES] is State.DIVERGED
    assert services.exchange.take(found) == 0
    assert decision(services).content.endswith(b"Mine.\n")
    result = services.exchange.export(repository)
    assert result.of(Outcome.DIVERGED) == [POSTGRES]
    assert target.read_bytes().endswith(b"Theirs.\n")
    assert services.exchange.take(found, chosen={POSTGRES}) == 1
    assert decision(services).content.endswith(b"Theirs.\n")


def test_edited_here_is_exported_and_in_step_again(services: Services, repository: Path) -> None:
    services.exchange.take(plan(services, repository))
    services.decisions.set_status(decision(services), Status.DEPRECATED)
    assert decision(services).line.edited
    item = next(item for item in plan(services, repository).candidates if item.file.path == POSTGRES)
    assert (item.state, item.reason) == (State.UNCHANGED, "edited-here")
    result = services.exchange.export(repository)
    assert result.of(Outcome.WRITTEN) == [POSTGRES]
    assert b"status: deprecated" in (repository / POSTGRES).read_bytes()
    assert not decision(services).line.edited
    assert states(plan(services, repository))[POSTGRES] is State.UNCHANGED


@pytest.mark.parametrize("odd", [b"\xef\xbb\xbf", b""])
def test_export_gives_the_same_bytes(services: Services, repository: Path, tmp_path: Path, odd: bytes) -> None:
    strange = repository / "docs/adr/0004-strange.md"
    strange.write_bytes(odd + "# 4. Étrange\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n\xa0é\u2028x".encode())
    latin = repository / "docs/adr/0005-latin.md"
    latin.write_bytes("# 5. Déjà vu\n\n## Status\n\nAccepted\n\ncaf\xe9".encode("latin-1"))
    services.exchange.take(plan(services, repository))
    target = tmp_path / "out"
    result = services.exchange.export(target)
    assert set(result.of(Outcome.WRITTEN)) == {
        *(name for name in RECORDS if not name.endswith("README.md")),
        "docs/adr/0004-strange.md",
        "docs/adr/0005-latin.md",
        "docs/adr/images/plan.png",
    }
    for name in result.of(Outcome.WRITTEN):
        assert (target / name).read_bytes() == (repository / name).read_bytes()
    assert services.exchange.export(target).of(Outcome.UNCHANGED) == list(result.of(Outcome.WRITTEN))


def test_a_moved_repository_is_the_same_source(services: Services, repository: Path, tmp_path: Path) -> None:
    services.exchange.take(plan(services, repository))
    moved = tmp_path / "elsewhere"
    repository.rename(moved)
    found = plan(services, moved)
    assert set(states(found).values()) == {State.UNCHANGED, State.NOT_A_DECISION}


def test_two_repositories_with_the_same_names_stay_apart(services: Services, repository: Path, tmp_path: Path) -> None:
    services.exchange.take(plan(services, repository))
    other = tmp_path / "other"
    (other / "docs/adr").mkdir(parents=True)
    (other / "docs/adr/0001-record-decisions.md").write_text("# 1. Another one\n\n## Status\n\nAccepted\n")
    found = plan(services, other)
    # One file of three that a source knows is not that source.
    assert found.source is None
    services.exchange.take(found)
    result = services.exchange.export(tmp_path / "out")
    assert "other/docs/adr/0001-record-decisions.md" in result.of(Outcome.WRITTEN)
    assert "boreal-core/docs/adr/0001-record-decisions.md" in result.of(Outcome.WRITTEN)


def test_hostile_files_are_named_and_the_rest_goes_on(services: Services, repository: Path) -> None:
    folder = repository / "docs/adr"
    (folder / "0006-big.md").write_bytes(b"# 6. Big\n" + b"x" * (6 * 1024 * 1024))
    (folder / "0007-binary.md").write_bytes(bytes(range(256)) * 40)
    (folder / "loop").symlink_to(repository, target_is_directory=True)
    os.mkfifo(folder / "0008-fifo.md")
    found = plan(services, repository)
    refused = {item.file.path: item.reason for item in found.of(State.NOT_A_DECISION)}
    assert refused["docs/adr/0006-big.md"] == "too-large"
    assert "docs/adr/0008-fifo.md" in refused
    assert services.exchange.take(found) == 3


def test_a_folder_that_is_not_there(services: Services, tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        exchange.look(tmp_path / "nothing")


def test_cancel_leaves_everything_as_it_was(services: Services, repository: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        exchange.look(repository, stop)
    found = plan(services, repository)
    with pytest.raises(Cancelled):
        services.exchange.take(found, step=stop)
    with services.store.reading() as run:
        assert reads.decision_lines(run) == []
