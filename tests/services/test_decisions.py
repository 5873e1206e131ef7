"""Decisions: fields patched in the text, conflicts noticed, removed and brought back with what was said of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ctohandover.domain.decisions import Decision, RelationKind, Status
from ctohandover.domain.journal import Change
from ctohandover.domain.levels import Level
from ctohandover.domain.subjects import Criticality
from ctohandover.errors import Conflict, Invalid
from ctohandover.resources import resources_folder
from ctohandover.services import exchange
from ctohandover.services.decisions import NewDecision
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.leaving import find_person
from ctohandover.services.one_decision import search_decisions
from ctohandover.storage import reads


@pytest.fixture
def filled(services: Services, repository: Path) -> Services:
    with services.store.reading() as run:
        plan = exchange.preview(run, repository, exchange.look(repository))
    services.exchange.take(plan)
    return services


def by_number(services: Services, number: int) -> Decision:
    with services.store.reading() as run:
        key = next(line.id for line in reads.decision_lines(run) if line.number == number)
        return reads.decision(run, key)


def test_a_status_is_patched_in_its_line_and_nowhere_else(filled: Services) -> None:
    before = by_number(filled, 1)
    filled.decisions.set_status(before, Status.DEPRECATED)
    after = by_number(filled, 1)
    assert after.line.status is Status.DEPRECATED
    changed = [
        (old, new)
        for old, new in zip(before.content.split(b"\n"), after.content.split(b"\n"), strict=True)
        if old != new
    ]
    assert changed == [(b"Accepted", b"Deprecated")]


def test_superseding_is_said_in_both_texts_and_undone_in_both(filled: Services) -> None:
    changes: list[Change] = []
    filled.store.on_commit = changes.append
    old, new = by_number(filled, 1), by_number(filled, 2)
    filled.decisions.set_status(old, Status.SUPERSEDED, by=new)
    after_old, after_new = by_number(filled, 1), by_number(filled, 2)
    assert after_old.line.status is Status.SUPERSEDED
    assert [(item.kind, item.number) for item in after_old.relations] == [(RelationKind.SUPERSEDED_BY, 2)]
    assert (RelationKind.SUPERSEDES, 1) in [(item.kind, item.number) for item in after_new.relations]
    filled.undo(changes[-1].id)
    assert (by_number(filled, 1).content, by_number(filled, 2).content) == (old.content, new.content)


def test_title_date_and_deciders(filled: Services) -> None:
    filled.decisions.set_fields(by_number(filled, 1), title="Write decisions down", day=date(2025, 4, 1), deciders=())
    second = by_number(filled, 2)
    filled.decisions.set_fields(
        second, title=second.line.title, day=second.line.date, deciders=["Marc Delorme", "Léa Rousseau"]
    )
    assert by_number(filled, 1).line.title == "Write decisions down"
    assert by_number(filled, 1).line.date == date(2025, 4, 1)
    assert by_number(filled, 2).line.deciders == ("Marc Delorme", "Léa Rousseau")
    with filled.store.reading() as run:
        assert [subject.title for subject in reads.subjects(run) if subject.id == by_number(filled, 1).line.id] == [
            "Write decisions down"
        ]


def test_a_stale_text_is_a_conflict(filled: Services) -> None:
    seen = by_number(filled, 2)
    filled.decisions.save_text(seen, seen.content + b"\nOne.\n")
    with pytest.raises(Conflict):
        filled.decisions.save_text(seen, seen.content + b"\nTwo.\n")
    assert by_number(filled, 2).content.endswith(b"One.\n")


@pytest.mark.parametrize("template", ["madr", "nygard"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_record_fits_in(filled: Services, template: str, language: str) -> None:
    with filled.store.reading() as run:
        lines = reads.decision_lines(run)
    new = NewDecision(
        title="Adopter Terraform", template=template, language=language, day=date(2026, 1, 5), deciders=["Léa"]
    )
    key = filled.decisions.create(
        new, resources_folder(), beside=[line.path for line in lines], source_id=lines[0].source_id
    )
    with filled.store.reading() as run:
        made = reads.decision(run, key)
    assert made.line.path == "docs/adr/0004-adopter-terraform.md"
    assert (made.line.number, made.line.title, made.line.status) == (4, "Adopter Terraform", Status.PROPOSED)
    assert made.line.date == date(2026, 1, 5)
    assert made.line.edited
    with pytest.raises(Invalid):
        filled.decisions.create(NewDecision(title=" ", template=template, language=language, day=new.day), Path("x"))


def test_removed_with_what_was_said_and_back(filled: Services) -> None:
    changes: list[Change] = []
    decision = by_number(filled, 2)
    with filled.store.reading() as run:
        lea = find_person(reads.people(run), "Léa")
    filled.holding.assess(
        NewAssessment(person_id=lea.id, subject_id=decision.line.id, level=Level.ALONE, day=date.today())
    )
    filled.store.on_commit = changes.append
    filled.decisions.remove({decision.line.id: decision.line.label})
    with filled.store.reading() as run:
        assert reads.assessments(run) == []
        assert search_decisions(run, "database") == {}
    filled.undo(changes[0].id)
    with filled.store.reading() as run:
        assert len(reads.assessments(run)) == 1
        assert reads.decision(run, decision.line.id) == decision
        assert list(search_decisions(run, "databa")) == [decision.line.id]


def test_search_finds_words_without_accents_and_unfinished(filled: Services) -> None:
    with filled.store.reading() as run:
        assert len(search_decisions(run, "remem")) == 1
        assert len(search_decisions(run, "POSTGRESQL")) == 1
        assert search_decisions(run, '"; DROP') == {}
        assert search_decisions(run, "*") == {}


def test_weights(filled: Services) -> None:
    key = by_number(filled, 1).line.id
    filled.holding.weigh(key, criticality=Criticality.VITAL, needed=None)
    assert by_number(filled, 1).line.subject.needed == 2
    with pytest.raises(Invalid):
        filled.holding.weigh(key, criticality=Criticality.VITAL, needed=-1)
