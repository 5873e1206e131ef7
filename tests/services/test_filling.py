"""Proposals from a repository, held against what is here; what is taken is one step, and no level comes along."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctohandover.domain.people import Role
from ctohandover.errors import Invalid
from ctohandover.services.facade import Services
from ctohandover.services.filling import Chosen, Filling, Group, Remark, look, proposals
from ctohandover.storage import reads
from ctohandover.storage.access_reads import accesses
from ctohandover.storage.skill_reads import charges
from tests.conftest import TODAY
from tests.formats.test_gitlog import commit, git

FILES = {
    "README.md": "# Boréal core\n",
    "api/docker-compose.yml": "services:\n  api:\n    image: boreal/api\n",
    "infra/main.tf": 'resource "aws_db_instance" "main" {}\n',
    ".env.example": "STRIPE_SECRET_KEY=canary-55\nSENTRY_DSN=\n",
    "CODEOWNERS": "/api/ @zoe.martin\n/infra/ marc@boreal.example @boreal/ops @stranger\n",
}


@pytest.fixture
def folder(repository: Path) -> Path:
    """With three authors, one of whom is here already, a program, and decisions."""
    for name, text in FILES.items():
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text(text, encoding="utf-8")
    git(repository, "init", "-b", "main")
    for number in range(3):
        commit(repository, "Zoé Martin", "zoe.martin@boreal.example", f"{TODAY.year}-01-0{number + 1}")
        commit(repository, "Marc Delorme", "marc@boreal.example", f"{TODAY.year}-01-0{number + 1}")
    commit(repository, "Passer By", "by@x.example", f"{TODAY.year}-01-05")
    commit(repository, "renovate[bot]", "bot@x.example", f"{TODAY.year}-01-06")
    return repository


def found(services: Services, folder: Path) -> Filling:
    looked = look(folder)
    with services.store.reading() as run:
        return proposals(run, looked, TODAY)


def test_each_proposal_has_its_source_and_says_why_it_is_not_ticked(services: Services, folder: Path) -> None:
    rows = {(one.group, one.title): one for one in found(services, folder).proposals}
    people = {title: row.remark for (group, title), row in rows.items() if group is Group.PEOPLE}
    assert people == {
        "Zoé Martin": None, "Marc Delorme": Remark.HERE, "Passer By": Remark.SELDOM, "renovate[bot]": Remark.BOT,
        "stranger": Remark.HANDLE,
    }  # fmt: skip
    assert rows[Group.PEOPLE, "Zoé Martin"].source == "zoe.martin@boreal.example"
    assert rows[Group.SYSTEMS, "api"].owner == "Zoé Martin"
    assert rows[Group.SYSTEMS, "Database: main"].owner == "Marc Delorme"
    assert rows[Group.SYSTEMS, "Boréal core"].owner == ""
    assert rows[Group.ACCESSES, "Stripe"].source == ".env.example:1"
    assert all(row.source for row in rows.values())


def test_what_is_chosen_is_one_step_and_no_level_comes_along(
    services: Services, folder: Path, workspace_path: Path
) -> None:
    with services.store.reading() as run:
        said = reads.assessments(run)
    chosen = [
        Chosen(group=Group.PEOPLE, title="Zoé Martin-Roux", role=Role.RELAY),
        Chosen(group=Group.SYSTEMS, title="API", owner="Zoé Martin-Roux"),
        Chosen(group=Group.ACCESSES, title="Stripe", note=".env.example:1"),
    ]
    filled = services.filling.take(chosen, "boreal-core", TODAY)
    assert (filled.people, filled.systems, filled.accesses) == (1, 1, 1)
    with services.store.reading() as run:
        zoe = next(one for one in reads.people(run) if one.name == "Zoé Martin-Roux")
        assert (zoe.role, zoe.internal) == (Role.RELAY, True)
        assert [(one.subject.title, one.owner_id) for one in charges(run)] == [("API", zoe.id)]
        assert [one.subject.title for one in accesses(run)] == ["Stripe"]
        assert reads.assessments(run) == said
        last = reads.entries(run, limit=1)[0]
    assert b"canary-55" not in workspace_path.read_bytes()
    again = found(services, folder)
    assert {one.title for one in again.proposals if one.here} >= {"api", "Stripe", "Marc Delorme"}
    services.undo(last.id)
    with services.store.reading() as run:
        assert len(reads.people(run)) == 3
        assert charges(run) == []


def test_decisions_come_in_the_same_step_and_one_name_is_one_person(services: Services, folder: Path) -> None:
    plan = found(services, folder).decisions
    chosen = [
        Chosen(group=Group.PEOPLE, title="Zoé Martin"),
        Chosen(group=Group.PEOPLE, title="zoe martin"),
        Chosen(group=Group.PEOPLE, title="Marc Delorme"),
        Chosen(group=Group.SYSTEMS, title="API", owner="Zoé Martin"),
    ]
    filled = services.filling.take(chosen, "boreal-core", TODAY, plan)
    assert (filled.people, filled.decisions) == (1, 3)
    with services.store.reading() as run:
        assert len(reads.decision_lines(run)) == 3
        assert len(reads.people(run)) == 4
        assert charges(run)[0].owner_id is not None
        last = reads.entries(run, limit=1)[0]
    services.undo(last.id)
    with services.store.reading() as run:
        assert reads.decision_lines(run) == []
        assert len(reads.people(run)) == 3


def test_what_is_like_something_here_is_said_and_not_ticked(services: Services, folder: Path) -> None:
    chosen = [
        Chosen(group=Group.ACCESSES, title="Stripe, live account"),
        Chosen(group=Group.SYSTEMS, title="Applications"),
    ]
    services.filling.take(chosen, "x", TODAY)
    rows = {(one.group, one.title): one for one in found(services, folder).proposals}
    stripe = rows[Group.ACCESSES, "Stripe"]
    assert (stripe.remark, stripe.like, stripe.here) == (Remark.LIKE, "Stripe, live account", False)
    assert rows[Group.SYSTEMS, "api"].remark is None
    assert rows[Group.ACCESSES, "Sentry"].remark is None


def test_all_or_nothing(services: Services) -> None:
    chosen = [Chosen(group=Group.SYSTEMS, title="API"), Chosen(group=Group.SYSTEMS, title="api")]
    with pytest.raises(Invalid) as caught:
        services.filling.take(chosen, "x", TODAY)
    assert caught.value.code == "subject-title-taken"
    with services.store.reading() as run:
        assert charges(run) == []


def test_a_folder_without_git_still_has_systems(services: Services, repository: Path) -> None:
    (repository / "Procfile").write_text("web: run\n", encoding="utf-8")
    filling = found(services, repository)
    assert filling.trouble is None
    assert [one.title for one in filling.proposals] == ["web"]
    assert len(filling.decisions.candidates) == 4
