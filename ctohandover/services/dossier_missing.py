"""What is missing before a dossier is good: codes with the ids behind them, what matters most first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.holders import Situation
from ctohandover.domain.people import Role
from ctohandover.domain.record import record
from ctohandover.domain.subjects import Kind
from ctohandover.domain.transition import DONE, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctohandover.render.dossier import Dossier


@record()
class Missing:
    """`ids` are subjects, items, questions or sessions, as the code says; empty where there is nothing to count."""

    code: str
    ids: tuple[str, ...] = ()


def missing(found: Dossier) -> tuple[Missing, ...]:
    """Nothing that there is none of."""
    return (*_set_up(found), *(one for one in _counted(found) if one.ids))


def _set_up(found: Dossier) -> Iterator[Missing]:
    roles = {person.role for person in found.people}
    if not found.people:
        yield Missing("no-people")
    else:
        if Role.OUTGOING_CTO not in roles:
            yield Missing("no-outgoing")
        if Role.FOUNDER not in roles:
            yield Missing("no-founder")
        if not roles & {Role.RELAY, Role.INCOMING_CTO}:
            yield Missing("no-successor")
    if found.workspace.counted_day is None:
        yield Missing("no-day")
    if not found.items:
        yield Missing("no-checklist")


def _counted(found: Dossier) -> Iterator[Missing]:
    blocking = [one for one in found.items if one.item.blocker and one.state not in DONE]
    yield Missing("blockers", tuple(one.item.id for one in blocking))
    lost = {one.subject.id: one.subject.kind for one in found.lost}
    yield Missing("decisions-lost", tuple(key for key, kind in lost.items() if kind is Kind.DECISION))
    yield Missing("others-lost", tuple(key for key, kind in lost.items() if kind is not Kind.DECISION))
    unknown = [one.line.id for one in found.decisions if one.standing.situation is Situation.UNKNOWN]
    yield Missing("decisions-unknown", tuple(unknown))
    held = [standing for _, standing in (*found.charges, *found.skills)]
    yield Missing("others-unknown", tuple(one.subject.id for one in held if one.situation is Situation.UNKNOWN))
    yield Missing("decisions-unstated", tuple(one.line.id for one in found.decisions if one.line.status is None))
    charges = [charge for charge, _ in found.charges]
    systems = [one for one in charges if one.subject.kind is Kind.SYSTEM]
    yield Missing("no-runbook", tuple(one.subject.id for one in systems if not one.runbook.strip()))
    yield Missing("no-owner", tuple(one.subject.id for one in charges if one.owner_id is None))
    accesses = [access for access, _ in found.accesses]
    untold = [one.subject.id for one in accesses if one.unknown_means or not one.grants]
    yield Missing("accesses-untold", tuple(untold))
    yield Missing("secrets-waiting", tuple(one.subject.id for one in accesses if one.waits_since is not None))
    yield Missing("to-sign", tuple(one.item.id for one in found.items if one.state is State.GIVEN))
    yield Missing("questions", tuple(one.id for one in found.questions if not one.answers))
    past = [one.session.id for one in found.planned if one.session.day < found.as_of]
    yield Missing("sessions-past", tuple(past))
