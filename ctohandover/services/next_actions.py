"""What each person does next: what moves a vital subject soonest."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover.domain.holders import order
from ctohandover.domain.people import Person, Role, alphabetical
from ctohandover.domain.record import record
from ctohandover.domain.sessions import in_hand, suggestions
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.services.checklist import is_mine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ctohandover.domain.holders import Standing
    from ctohandover.domain.sessions import Session, Suggestion
    from ctohandover.services.checklist import Checklist

FIRST_ROLES = (Role.OUTGOING_CTO, Role.RELAY, Role.FOUNDER, Role.INCOMING_CTO)


class Move(StrEnum):
    MOVE = "move"
    """Move a vital access into the hands of somebody inside: minutes of work that nobody else can do."""
    GIVE = "give"
    """Hold a session that passes a vital subject on."""
    TAKE = "take"
    """Be in such a session as the one who learns."""
    PLANNED = "planned"
    """A session that has its day already."""
    DO = "do"
    """An item of the checklist."""
    SIGN = "sign"
    """An item that somebody else did."""


@record(kw_only=True)
class Action:
    """`key` is the id of the subject (give, take), the session or the item; `vital` says whether it moves something
    vital, or an item that blocks."""

    move: Move
    title: str
    key: str
    vital: bool
    day: date | None = None
    other_id: str | None = None
    """Who learns it (give) or explains it (take)."""


def next_actions(
    found: Checklist, standings: Iterable[Standing], sessions: Sequence[Session]
) -> list[tuple[Person, list[Action]]]:
    """People who are here and have something to do, the leaver, the relay, the founder and the successor first; for
    each what is vital first, then by day, a session without a day after those of today."""
    today, people = found.as_of, found.crew.active_on(found.as_of)
    planned = [one for one in sessions if not one.held and one.day >= today]
    waits = in_hand(sessions, today)
    counted = sorted(standings, key=order)
    titles = {one.subject.id: one.subject.title for one in counted}
    vital = [one for one in counted if one.subject.criticality is Criticality.VITAL and one.subject.id not in waits]
    offered = suggestions(vital, people)
    done = []
    for person in sorted(people, key=_rank):
        actions = [
            *_moves_of(person, vital),
            *_sessions_of(person, offered),
            *_planned_of(person, planned, titles),
            *_items_of(person, found),
        ]
        actions.sort(key=lambda one: (not one.vital, one.day or today, list(Move).index(one.move)))
        if actions:
            done.append((person, actions))
    return done


def _rank(person: Person) -> tuple[int, tuple[str, str]]:
    place = FIRST_ROLES.index(person.role) if person.role in FIRST_ROLES else len(FIRST_ROLES)
    return place, alphabetical(person.name)


def _sessions_of(person: Person, offered: Iterable[Suggestion]) -> list[Action]:
    return [
        Action(
            move=Move.GIVE if person.id == one.giver_id else Move.TAKE,
            title=one.subject.title,
            key=one.subject.id,
            vital=True,
            other_id=one.receiver_id if person.id == one.giver_id else one.giver_id,
        )
        for one in offered
        if person.id in (one.giver_id, one.receiver_id)
    ]


def _moves_of(person: Person, vital: Iterable[Standing]) -> list[Action]:
    """Vital accesses that an outsider holds and too few inside do: nobody else can give them."""
    return [
        Action(move=Move.MOVE, title=one.subject.title, key=one.subject.id, vital=True)
        for one in vital
        if one.subject.kind is Kind.ACCESS
        and len(one.inside) < one.subject.needed
        and any(holding.person_id == person.id for holding in one.outside)
    ]


def _planned_of(person: Person, planned: Iterable[Session], titles: Mapping[str, str]) -> list[Action]:
    return [
        Action(
            move=Move.PLANNED,
            title=one.title or ", ".join(titles[key] for key in one.subjects if key in titles),
            key=one.id,
            vital=True,
            day=one.day,
        )
        for one in planned
        if person.id == one.giver_id or person.id in one.receivers
    ]


def _items_of(person: Person, found: Checklist) -> list[Action]:
    """What they can do now: not what waits for another item, and of what is done only what is theirs to sign."""
    actions = []
    for line in found.lines:
        if line.held_up_by or not is_mine(line, person):
            continue
        signs = any(signer.id == person.id for signer in line.may_sign)
        if line.awaits_signature and not signs:
            continue
        move = Move.SIGN if line.awaits_signature else Move.DO
        actions.append(
            Action(move=move, title=line.item.title, key=line.item.id, vital=line.item.blocker, day=line.due)
        )
    return actions
