"""The checklist of a transition: when an item is due, where it stands, and who may sign it.

Only what people say is kept (progress, evidence, sign-offs); states and due days follow from it, so that they can be
told as of any day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover.domain.people import Person, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date


class Phase(StrEnum):
    """The six phases, by the days around the handover day."""

    MAP = "map"
    WRITE = "write"
    PROVE = "prove"
    SWITCH = "switch"
    STEADY = "steady"
    CLOSE = "close"


PHASE_OFFSET: Mapping[Phase, int] = {
    Phase.MAP: -90,
    Phase.WRITE: -60,
    Phase.PROVE: -30,
    Phase.SWITCH: 0,
    Phase.STEADY: 30,
    Phase.CLOSE: 90,
}
"""Days from the handover day at which a phase is to be done."""
WHOLE_TRANSITION = 90
"""Days before the handover day that the phases were made for; where fewer are left they shrink to those."""


class Progress(StrEnum):
    """What the doer says of an item."""

    TODO = "todo"
    DOING = "doing"
    GIVEN = "given"
    """Done as far as the doer is concerned: evidence is given, and the item waits for its sign-off."""


class State(StrEnum):
    TODO = "todo"
    DOING = "doing"
    GIVEN = "given"
    VERIFIED = "verified"
    STALE = "stale"
    """Verified so long ago that it has to be looked at again."""
    NOT_APPLICABLE = "not_applicable"


DONE: frozenset[State] = frozenset({State.VERIFIED, State.NOT_APPLICABLE})


class EvidenceKind(StrEnum):
    TEXT = "text"
    LINK = "link"
    FILE = "file"
    SESSION = "session"
    LEVEL = "level"


class Act(StrEnum):
    """What a sign-off says. A withdrawal takes the last one back: the item stands where its progress says."""

    VERIFIED = "verified"
    NOT_APPLICABLE = "not_applicable"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`offset_days` counts from the handover day; `due_set` is a day that somebody chose instead. `owner_id` is the
    doer and `signer_id` who signs, where a person was named; else the roles say."""

    id: str
    title: str
    phase: Phase
    code: str = ""
    area: str = ""
    help: str = ""
    hint: str = ""
    """What would be good evidence."""
    blocker: bool = False
    offset_days: int | None = None
    due_set: date | None = None
    doer_role: Role | None = None
    signer_role: Role | None = None
    owner_id: str | None = None
    signer_id: str | None = None
    progress: Progress = Progress.TODO
    stale_after: int | None = None
    """Days after which a sign-off has to be renewed; None: never."""
    position: int = 0
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something that shows that an item is done. `text` is the words, the link, or a remark on the file, the session or
    the level; `person_id` is who gave it."""

    id: str
    item_id: str
    kind: EvidenceKind
    day: date
    person_id: str | None = None
    text: str = ""
    attachment_id: str | None = None
    session_id: str | None = None
    subject_id: str | None = None
    by_reply: bool = False
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signoff:
    """`entered_by` is who typed it where that was not the signer: the screen says so."""

    id: str
    item_id: str
    person_id: str
    day: date
    act: Act
    note: str = ""
    entered_by: str | None = None
    by_reply: bool = False
    version: str = ""


# --- when


def due_day(item: Item, handover_day: date | None) -> date | None:
    """The day an item is due: the one that was set, else the handover day plus its offset; None where neither is."""
    if item.due_set is not None:
        return item.due_set
    if handover_day is None or item.offset_days is None:
        return None
    return handover_day + timedelta(days=item.offset_days)


def fitted_offset(offset: int, days_left: int) -> int:
    """An offset shrunk to the days that are left, so that nothing is born overdue.

    Where `days_left` (from today to the handover day) is under 90, offsets before the handover day shrink in
    proportion; those after it stay. Where the day is past, what was to be done before is due on it.
    """
    if offset >= 0 or days_left >= WHOLE_TRANSITION:
        return offset
    if days_left <= 0:
        return 0
    return max(-days_left, round(offset * days_left / WHOLE_TRANSITION))


def refitted(offsets: Mapping[str, int], days_left: int) -> dict[str, int]:
    """The same offsets in proportion to the days that are left, where the earliest would be late; those after the
    handover day stay. Keys are the items'."""
    earliest = -min(offsets.values(), default=0)
    if earliest <= days_left:
        return dict(offsets)
    return {
        key: offset if offset >= 0 else max(-days_left, round(offset * days_left / earliest))
        for key, offset in offsets.items()
    }


# --- where it stands


def last_act(signoffs: Iterable[Signoff], as_of: date) -> Signoff | None:
    """The sign-off that counts up to a day, or None; ids are ordered by time."""
    counted = [entry for entry in signoffs if entry.day <= as_of]
    if not counted:
        return None
    latest = max(counted, key=lambda entry: (entry.day, entry.id))
    return None if latest.act is Act.WITHDRAWN else latest


def state_of(item: Item, signoffs: Iterable[Signoff], as_of: date) -> State:
    """Where an item stands as of a day. Verified and not applicable follow from the sign-offs up to that day."""
    signed = last_act(signoffs, as_of)
    if signed is None:
        return State(item.progress.value)
    if signed.act is Act.NOT_APPLICABLE:
        return State.NOT_APPLICABLE
    if item.stale_after is not None and (as_of - signed.day).days > item.stale_after:
        return State.STALE
    return State.VERIFIED


def is_overdue(state: State, due: date | None, as_of: date) -> bool:
    """Whether an item that is not done was due before `as_of`. A stale one is asked again, not late."""
    return due is not None and due < as_of and state not in DONE and state is not State.STALE


# --- who may sign


def doers(item: Item, evidence: Iterable[Evidence]) -> set[str]:
    """Ids of those who did it: the owner, and whoever gave evidence."""
    found = {entry.person_id for entry in evidence if entry.person_id is not None}
    return found | ({item.owner_id} if item.owner_id else set())


def signers(item: Item, people: Iterable[Person], done_by: Collection[str], as_of: date) -> list[Person]:
    """Who may sign an item: the person named for it, else those with the role that signs.

    The doer never signs. Where the role is the incoming CTO's and none has arrived, the relay stands in. Where nobody
    is left (the same person was named twice, or has that role alone), a second signer is asked for: the founder, then
    anybody inside.
    """
    there = [person for person in people if person.active_on(as_of)]
    free = [person for person in there if person.id not in done_by]
    if item.signer_id is not None:
        named = [person for person in free if person.id == item.signer_id]
        if named:
            return named
    else:
        with_role = _with_role(item.signer_role, free, there)
        if with_role:
            return with_role
    founders = [person for person in free if person.role is Role.FOUNDER]
    return founders or [person for person in free if person.internal]


def _with_role(role: Role | None, free: Sequence[Person], there: Sequence[Person]) -> list[Person]:
    if role is None:
        return [person for person in free if person.role in (Role.FOUNDER, Role.RELAY)]
    if role is Role.INCOMING_CTO and not any(person.role is role for person in there):
        role = Role.RELAY
    return [person for person in free if person.role is role]


def refusal_to_sign(
    item: Item,
    person: Person,
    people: Iterable[Person],
    evidence: Sequence[Evidence],
    open_before: Sequence[Item],
    as_of: date,
) -> str:
    """Why a person may not sign an item as verified, as a code; "" if they may.

    `open_before` are the items it waits for that are not done. Codes: `item-waits`, `sign-no-evidence`,
    `sign-own-item`, `sign-not-yours`.
    """
    if open_before:
        return "item-waits"
    if item.blocker and not evidence:
        return "sign-no-evidence"
    done_by = doers(item, evidence)
    if person.id in done_by:
        return "sign-own-item"
    if person.id not in {signer.id for signer in signers(item, people, done_by, as_of)}:
        return "sign-not-yours"
    return ""


def refusal_to_leave_out(person: Person, reason: str) -> str:
    """Why a person may not call an item not applicable: that needs a reason, and the founder."""
    if not reason.strip():
        return "leave-out-reason"
    return "" if person.role is Role.FOUNDER else "leave-out-founder"


# --- what waits for what


def closes_a_cycle(waits: Mapping[str, Collection[str]], item_id: str, on_id: str) -> bool:
    """Whether `item_id` waiting for `on_id` would make an item wait for itself. `waits` are item id -> ids of those it
    waits for, as they are."""
    if item_id == on_id:
        return True
    seen: set[str] = set()
    ahead = [on_id]
    while ahead:
        here = ahead.pop()
        if here == item_id:
            return True
        if here not in seen:
            seen.add(here)
            ahead.extend(waits.get(here, ()))
    return False
