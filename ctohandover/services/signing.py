"""Evidence and sign-offs of the transition's items. The rules of who may sign are the domain's; they hold here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ctohandover.domain.ids import new_id
from ctohandover.domain.transition import (
    DONE,
    Act,
    EvidenceKind,
    Item,
    Progress,
    Signoff,
    doers,
    last_act,
    refusal_to_leave_out,
    refusal_to_sign,
    signers,
    state_of,
)
from ctohandover.errors import Invalid, NotFound
from ctohandover.storage import reads
from ctohandover.storage import transition_reads as own
from ctohandover.storage.tables import AttachmentRow, EvidenceRow, ItemRow, SignoffRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctohandover.domain.people import Person
    from ctohandover.storage.reader import Run
    from ctohandover.storage.store import Store
    from ctohandover.storage.unit import Unit

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of one file that is kept as evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvidence:
    """`content` is a file's bytes where `kind` is FILE, and `name` its name. Without `person_id` it is who sits
    here."""

    item_id: str
    kind: EvidenceKind
    text: str = ""
    name: str = ""
    content: bytes = b""
    session_id: str | None = None
    subject_id: str | None = None
    person_id: str | None = None
    day: date | None = None
    by_reply: bool = False


class SigningService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def give_evidence(self, new: NewEvidence) -> str:
        """Add evidence to an item, which counts as given from then on; gives back its id. Raises Invalid, NotFound."""
        with self._store.unit("evidence-given") as unit:
            item = _item(unit, new.item_id)
            unit.values["title"] = item.title
            key = add_evidence(unit, new, new.person_id or self._store.actor_id)
            if item.progress is not Progress.GIVEN:
                unit.change(ItemRow, item.id, progress=Progress.GIVEN)
            return key

    def remove_evidence(self, evidence_id: str) -> None:
        """Take evidence away. Raises Invalid `evidence-signed` where a sign-off rests on it."""
        with self._store.unit("evidence-removed") as unit:
            rows = unit.run("SELECT item_id, attachment_id FROM evidence WHERE id = :id", {"id": evidence_id})
            if not rows:
                raise NotFound("evidence", id=evidence_id)
            item = _item(unit, rows[0][0])
            unit.values["title"] = item.title
            if last_act(own.signoffs(unit.run, item.id), date.today()) is not None:
                raise Invalid("evidence-signed")
            unit.remove(EvidenceRow, evidence_id)
            if rows[0][1]:
                unit.remove(AttachmentRow, rows[0][1])
            if item.progress is Progress.GIVEN and not own.evidence(unit.run, item.id):
                unit.change(ItemRow, item.id, progress=Progress.DOING)

    # --- sign-off

    def sign(
        self,
        item_id: str,
        *,
        person_id: str | None = None,
        note: str = "",
        day: date | None = None,
    ) -> str:
        """Sign an item as verified: who sits here, or somebody else whose word was given (`note` then says how).

        Raises Invalid: `nobody-here`, `sign-for-note`, `item-waits`, `sign-no-evidence`, `sign-own-item`,
        `sign-not-yours`, `item-signed`.
        """
        with self._store.unit("item-signed") as unit:
            item = _item(unit, item_id)
            unit.values["title"] = item.title
            return sign_inside(unit, item, person_id or self._here(), self._store.actor_id, note, day)

    def leave_out(self, item_id: str, reason: str, *, person_id: str | None = None) -> str:
        """Call an item not applicable, which takes a reason and the founder. Raises Invalid."""
        with self._store.unit("item-left-out") as unit:
            item = _item(unit, item_id)
            unit.values["title"] = item.title
            person = _person(unit, person_id or self._here())
            refusal = refusal_to_leave_out(person, reason)
            if refusal:
                raise Invalid(refusal, name=person.name)
            return _add_signoff(unit, item.id, person.id, Act.NOT_APPLICABLE, reason, self._store.actor_id)

    def withdraw(self, item_id: str, reason: str) -> str:
        """Take the last sign-off back, with a reason: the item is open again. Raises Invalid."""
        with self._store.unit("item-withdrawn") as unit:
            item = _item(unit, item_id)
            unit.values["title"] = item.title
            if last_act(own.signoffs(unit.run, item.id), date.today()) is None:
                raise Invalid("item-not-signed")
            if not reason.strip():
                raise Invalid("withdraw-reason")
            return _add_signoff(unit, item.id, self._here(), Act.WITHDRAWN, reason, self._store.actor_id)

    def _here(self) -> str:
        if self._store.actor_id is None:
            raise Invalid("nobody-here")
        return self._store.actor_id


def add_evidence(unit: Unit, new: NewEvidence, person_id: str | None) -> str:
    """Add one piece of evidence, with its file. Raises Invalid: `evidence-empty`, `evidence-link`, `evidence-big`."""
    text = new.text.strip()
    attachment = None
    if new.kind is EvidenceKind.FILE:
        if not new.content:
            raise Invalid("evidence-empty")
        if len(new.content) > LARGEST_FILE:
            raise Invalid("evidence-big", name=new.name, limit=LARGEST_FILE // 1024 // 1024)
        attachment = new_id()
        digest = hashlib.sha256(new.content).hexdigest()
        unit.add_many(
            AttachmentRow,
            [{"id": attachment, "name": new.name, "size": len(new.content), "hash": digest, "content": new.content}],
        )
    elif new.kind is EvidenceKind.LINK and not text.lower().startswith(("http://", "https://")):
        raise Invalid("evidence-link", text=text)
    elif new.kind is EvidenceKind.TEXT and not text:
        raise Invalid("evidence-empty")
    key = new_id()
    unit.add_many(
        EvidenceRow,
        [
            {
                "id": key,
                "item_id": new.item_id,
                "person_id": person_id,
                "day": new.day or date.today(),
                "kind": new.kind,
                "text": text,
                "attachment_id": attachment,
                "session_id": new.session_id,
                "subject_id": new.subject_id,
                "by_reply": new.by_reply,
            }
        ],
    )
    return key


def sign_inside(
    unit: Unit,
    item: Item,
    person_id: str,
    entered_by: str | None,
    note: str,
    day: date | None = None,
    *,
    by_reply: bool = False,
) -> str:
    """`SigningService.sign` inside a unit."""
    today = date.today()
    person = _person(unit, person_id)
    refusal = refusal_now(unit.run, item, person, today)
    if refusal:
        people, given = reads.people(unit.run), own.evidence(unit.run, item.id)
        before = _open_before(unit.run, item, today)
        may = signers(item, people, doers(item, given), today)
        raise Invalid(
            refusal,
            title=item.title,
            name=person.name,
            others=", ".join(other.title for other in before),
            signers=", ".join(other.name for other in may),
        )
    if entered_by is not None and entered_by != person_id and not by_reply and not note.strip():
        raise Invalid("sign-for-note", name=person.name)
    return _add_signoff(unit, item.id, person_id, Act.VERIFIED, note, entered_by, day, by_reply=by_reply)


def refusal_now(run: Run, item: Item, person: Person, today: date) -> str:
    """Why a person may not sign an item as it stands, as a code; "" if they may."""
    signed = own.signoffs(run, item.id)
    if last_act(signed, today) is not None and state_of(item, signed, today) in DONE:
        return "item-signed"
    given, before = own.evidence(run, item.id), _open_before(run, item, today)
    return refusal_to_sign(item, person, reads.people(run), given, before, today)


def _open_before(run: Run, item: Item, today: date) -> list[Item]:
    """What an item waits for and is not done."""
    others = {other.id: other for other in own.items(run)}
    signed = by_item(own.signoffs(run))
    return [
        others[key]
        for key in own.waits(run).get(item.id, ())
        if state_of(others[key], signed.get(key, ()), today) not in DONE
    ]


def _add_signoff(
    unit: Unit,
    item_id: str,
    person_id: str,
    act: Act,
    note: str,
    entered_by: str | None,
    day: date | None = None,
    *,
    by_reply: bool = False,
) -> str:
    key = new_id()
    unit.add_many(
        SignoffRow,
        [
            {
                "id": key,
                "item_id": item_id,
                "person_id": person_id,
                "day": day or date.today(),
                "act": act,
                "note": note.strip(),
                "entered_by": entered_by if entered_by != person_id else None,
                "by_reply": by_reply,
            }
        ],
    )
    return key


def by_item(signoffs: Iterable[Signoff]) -> dict[str, list[Signoff]]:
    """Item id -> its sign-offs, in order."""
    found: dict[str, list[Signoff]] = {}
    for entry in signoffs:
        found.setdefault(entry.item_id, []).append(entry)
    return found


def _item(unit: Unit, item_id: str) -> Item:
    found = next((item for item in own.items(unit.run) if item.id == item_id), None)
    if found is None:
        raise NotFound("item", id=item_id)
    return found


def _person(unit: Unit, person_id: str) -> Person:
    found = next((person for person in reads.people(unit.run) if person.id == person_id), None)
    if found is None:
        raise NotFound("person", id=person_id)
    return found
