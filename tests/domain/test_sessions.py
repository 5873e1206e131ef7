"""What a session's outcome proposes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.assessments import SessionMethod
from ctohandover.domain.levels import Level
from ctohandover.domain.sessions import REACHES, Outcome, Proposal, Session, in_hand, proposals, proposed_level


@pytest.mark.parametrize(
    ("method", "level"),
    [
        (SessionMethod.READING, 1),
        (SessionMethod.SHADOWING, 1),
        (SessionMethod.PAIRING, 2),
        (SessionMethod.REVERSE_SHADOWING, 2),
        (SessionMethod.SOLO, 3),
        (SessionMethod.TEACH_BACK, 3),
    ],
)
def test_what_each_method_reaches(method: SessionMethod, level: int) -> None:
    assert proposed_level(method, Outcome.PASS) == level
    assert proposed_level(method, Outcome.PARTIAL) == max(1, level - 1)
    assert proposed_level(method, Outcome.FAIL) is None
    assert proposed_level(method, None) is None


@given(
    method=st.sampled_from(list(REACHES)),
    outcome=st.sampled_from([None, *Outcome]),
    levels=st.dictionaries(
        st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), st.sampled_from(list(Level)), max_size=6
    ),
)
def test_it_never_lowers_anybody(
    method: SessionMethod, outcome: Outcome | None, levels: dict[tuple[str, str], Level]
) -> None:
    session = Session(
        id="s", day=date(2026, 11, 24), method=method, receivers=("a", "b"), subjects=("x", "y"), outcome=outcome
    )
    for found in proposals(session, levels):
        assert found.before is None or found.level >= found.before
        assert found.person_id in session.receivers
        assert found.subject_id in session.subjects


def test_for_each_receiver_and_subject() -> None:
    session = Session(
        id="s", day=date(2026, 11, 24), method=SessionMethod.PAIRING, receivers=("a", "b"), subjects=("x",),
        outcome=Outcome.PASS,
    )  # fmt: skip
    assert proposals(session, {("b", "x"): Level.TEACHES}) == [Proposal("a", "x", Level.WITH_HELP, None)]


def test_what_is_in_hand_is_planned_and_still_to_come() -> None:
    day = date(2026, 11, 24)
    kept: Any = {"id": "s", "method": SessionMethod.SOLO, "receivers": ("a",)}
    sessions = [
        Session(day=day, subjects=("today",), **kept),
        Session(day=date(2026, 12, 5), subjects=("later", "too"), **kept),
        Session(day=date(2026, 11, 23), subjects=("missed",), **kept),
        Session(day=date(2026, 12, 5), subjects=("held",), outcome=Outcome.FAIL, **kept),
    ]
    assert in_hand(sessions, day) == {"today", "later", "too"}
