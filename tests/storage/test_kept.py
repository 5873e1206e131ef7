"""What is kept of a file is forgotten when the file has changed, whoever changed it."""

from __future__ import annotations

from pathlib import Path

from ctohandover.domain.decisions import Status
from ctohandover.services import exchange
from ctohandover.services.facade import Services
from ctohandover.storage import reads
from ctohandover.storage.reader import Reader


def test_lines_are_read_once_for_each_state(services: Services, repository: Path, workspace_path: Path) -> None:
    other = Reader(workspace_path)
    with other.reading() as run:
        assert reads.known_lines(run) == []
        assert reads.known_lines(run) is reads.known_lines(run)
    with services.store.reading() as run:
        plan = exchange.preview(run, repository, exchange.look(repository))
    services.exchange.take(plan)
    with other.reading() as run, services.store.reading() as mine:
        found = reads.known_lines(run)
        assert len(found) == 3
        assert reads.known_lines(mine) == found == reads.decision_lines(run)
    with other.reading() as run:
        assert reads.known_lines(run) is found
        chosen = reads.decision(run, found[0].id)
    services.decisions.set_status(chosen, Status.DEPRECATED)
    with other.reading() as run, services.store.reading() as mine:
        assert reads.known_lines(run)[0].status is Status.DEPRECATED
        assert reads.known_lines(mine)[0].status is Status.DEPRECATED
    other.close()


def test_a_unit_of_work_sees_what_it_has_done(services: Services, repository: Path) -> None:
    with services.store.reading() as run:
        plan = exchange.preview(run, repository, exchange.look(repository))
    services.exchange.take(plan)
    with services.store.unjournalled() as run:
        assert len(reads.known_lines(run)) == 3
        run("UPDATE subject SET title = 'Other'")
        assert {line.title for line in reads.known_lines(run)} == {"Other"}
