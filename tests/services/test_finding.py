"""Searching everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.people import Role
from ctohandover.domain.sessions import Session
from ctohandover.domain.subjects import Kind
from ctohandover.domain.transition import Item, Phase
from ctohandover.services import exchange
from ctohandover.services.facade import Services
from ctohandover.services.finding import What, find_everything
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.transition import NewItem
from ctohandover.storage import reads
from tests.conftest import TODAY


@pytest.fixture
def filled(services: Services, repository: Path) -> Services:
    files = exchange.look(repository)
    with services.store.reading() as run:
        plan = exchange.preview(run, repository, files)
        lea = next(person.id for person in reads.people(run) if person.role is Role.RELAY)
    services.exchange.take(plan)
    skill = services.subjects.add(SubjectForm(kind=Kind.SKILL, title="Terraform", description="State files and plans."))
    services.subjects.add(SubjectForm(kind=Kind.SYSTEM, title="Back office", notes="Runs on Kubernetes."))
    services.subjects.add(SubjectForm(kind=Kind.DUTY, title="Read the cloud bill"))
    services.transition.add_many(
        [NewItem(item=Item(id="", code="S1", title="List the accesses", phase=Phase.MAP))], TODAY
    )
    services.sessions.add(Session(id="", day=TODAY, method=SessionMethod.READING, receivers=(lea,), subjects=(skill,)))
    return services


def found(services: Services, words: str) -> list[tuple[What, str]]:
    with services.store.reading() as run:
        return [(item.what, item.title) for item in find_everything(run, words)]


def test_every_kind_is_found(filled: Services) -> None:
    assert (What.SKILL, "Terraform") in found(filled, "terra")
    assert (What.SESSION, "Terraform") in found(filled, "terra")
    assert found(filled, TODAY.isoformat()) == [(What.SESSION, "Terraform")]
    assert found(filled, "bill") == [(What.DUTY, "Read the cloud bill")]
    assert found(filled, "s1") == [(What.ITEM, "S1  List the accesses")]
    assert found(filled, "rousseau") == [(What.PERSON, "Léa Rousseau")]


def test_titles_come_before_texts(filled: Services) -> None:
    hits = found(filled, "kubernetes")
    assert hits[0] == (What.DECISION, "3. Use Kubernetes")
    assert (What.SYSTEM, "Back office") in hits


def test_accents_numbers_and_letters_inside(filled: Services) -> None:
    assert (What.PERSON, "Karim Saïdi") in found(filled, "saidi")
    assert (What.DECISION, "3. Use Kubernetes") in found(filled, "3.")
    assert (What.SKILL, "Terraform") in found(filled, "form")
    assert found(filled, "   ") == []
    assert found(filled, "zzzz") == []


def test_what_was_removed_is_not_found(filled: Services) -> None:
    with filled.store.reading() as run:
        key = next(item.id for item in reads.subjects(run) if item.title == "Terraform")
    filled.subjects.remove({key: "Terraform"})
    assert (What.SKILL, "Terraform") not in found(filled, "terraform")
    assert found(filled, "state files") == []
