"""What SQL makes of assessments for counting is what the domain makes of the same records."""

from __future__ import annotations

import random
from datetime import timedelta

from ctohandover.domain.assessments import Method, SessionMethod
from ctohandover.domain.ledger import Ledger
from ctohandover.domain.levels import Level
from ctohandover.domain.subjects import Kind
from ctohandover.services.facade import Services
from ctohandover.services.holding import NewAssessment
from ctohandover.services.subjects import SubjectForm
from ctohandover.storage import reads
from tests.conftest import TODAY


def test_both_ledgers_are_the_same(services: Services) -> None:
    ids = services.subjects.add_many([SubjectForm(kind=Kind.SKILL, title=f"Skill {n}") for n in range(3)])
    with services.store.reading() as run:
        people = [person.id for person in reads.people(run)]
    rng = random.Random(7)
    new = []
    for assessor in (None, *people):
        for method in (None, *Method):
            for session in (None, *SessionMethod):
                new.append(
                    NewAssessment(
                        person_id=rng.choice(people),
                        subject_id=rng.choice(ids),
                        level=Level(rng.randrange(5)),
                        day=TODAY - timedelta(days=rng.randrange(30)),
                        method=method,
                        assessor_id=assessor,
                        session_method=session,
                        by_reply=rng.random() < 0.3,
                    )
                )
    services.holding.assess_many(new)
    with services.store.reading() as run:
        assert reads.ledger(run).cells == Ledger.of(reads.assessments(run)).cells
        assert reads.ledger(run) is reads.ledger(run)
        before = reads.ledger(run)
    services.holding.assess_many(new[:1])
    with services.store.reading() as run:
        assert reads.ledger(run) is not before
