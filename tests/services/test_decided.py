"""Who decided lately, from the deciders and the dates that the texts give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ctohandover.domain.decisions import DecisionLine, Status
from ctohandover.domain.people import Person, Role
from ctohandover.domain.subjects import Kind, Subject
from ctohandover.services.decided import decided
from tests.conftest import TODAY

PEOPLE = (
    Person(id="marc", name="Marc Delorme", role=Role.OUTGOING_CTO, internal=False),
    Person(id="lea", name="Léa Rousseau", role=Role.RELAY, internal=True),
)


def line(key: str, *deciders: str, day: date | None = TODAY, status: Status | None = Status.ACCEPTED) -> DecisionLine:
    base = DecisionLine(
        id=key, title=key, number=None, status=status, status_raw="", date=day, path="", source_id=None,
        deciders=deciders, dialect="", edited=False, subject=Subject(id=key, kind=Kind.DECISION, title=key),
    )  # fmt: skip
    return replace(base)


def test_a_decision_counts_by_its_deciders() -> None:
    found = decided(
        [
            line("hers", "Léa"),
            line("theirs", "Lea Rousseau", "Marc"),
            line("unsaid"),
            line("somebody", "Léa", "Zoé"),
            line("stranger and him", "Zoé", "Marc Delorme"),
        ],
        PEOPLE,
        TODAY,
    )
    assert found.without == ("hers",)
    assert found.with_outsider == ("theirs", "stranger and him")
    assert found.untold == ("unsaid", "somebody")
    assert found.told == 3


def test_only_what_was_decided_in_the_last_ninety_days_counts() -> None:
    days = {"first": 89, "too old": 90, "to come": -1}
    lines = [line(key, "Léa", day=TODAY - timedelta(days=ago)) for key, ago in days.items()]
    lines += [line("undated", "Léa", day=None), line("proposed", "Léa", status=Status.PROPOSED)]
    lines += [line("rejected", "Léa", status=Status.REJECTED)]
    assert decided(lines, PEOPLE, TODAY).without == ("first", "rejected")
