"""Reads of the transition's checklist: items, what they wait for, evidence, sign-offs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ctohandover.domain.people import Role
from ctohandover.domain.transition import Act, Evidence, EvidenceKind, Item, Phase, Progress, Signoff
from ctohandover.errors import NotFound
from ctohandover.storage.reads import as_day, checked

if TYPE_CHECKING:
    from ctohandover.storage.reader import Run


@checked
def items(run: Run) -> list[Item]:
    """All items, phase by phase in their order."""
    rows = run(
        "SELECT id, code, phase, area, title, help, hint, blocker, offset_days, due_set, doer_role, signer_role,"
        " owner_id, signer_id, progress, stale_after, position, version FROM item"
    )
    found = [
        Item(
            id=key,
            code=code,
            phase=Phase(phase),
            area=area,
            title=title,
            help=about,
            hint=hint,
            blocker=bool(blocker),
            offset_days=offset,
            due_set=as_day(due),
            doer_role=Role(doer) if doer else None,
            signer_role=Role(signs) if signs else None,
            owner_id=owner,
            signer_id=signer,
            progress=Progress(progress),
            stale_after=stale,
            position=position,
            version=version,
        )
        for (
            key, code, phase, area, title, about, hint, blocker, offset, due, doer, signs, owner, signer, progress,
            stale, position, version,
        ) in rows
    ]  # fmt: skip
    order = list(Phase)
    return sorted(found, key=lambda item: (order.index(item.phase), item.position, item.id))


@checked
def evidence(run: Run, item_id: str | None = None) -> list[Evidence]:
    """All evidence in the order in which it was given, or that of one item."""
    where = " WHERE item_id = :item" if item_id else ""
    rows = run(
        "SELECT id, item_id, person_id, day, kind, text, attachment_id, session_id, subject_id, by_reply, version"
        f" FROM evidence{where} ORDER BY id",
        {"item": item_id} if item_id else {},
    )
    return [
        Evidence(
            id=key,
            item_id=item,
            person_id=person,
            day=date.fromisoformat(day),
            kind=EvidenceKind(kind),
            text=text,
            attachment_id=attachment,
            session_id=session,
            subject_id=subject,
            by_reply=bool(by_reply),
            version=version,
        )
        for key, item, person, day, kind, text, attachment, session, subject, by_reply, version in rows
    ]


@checked
def signoffs(run: Run, item_id: str | None = None) -> list[Signoff]:
    """All sign-offs and withdrawals in the order in which they were entered, or those of one item."""
    where = " WHERE item_id = :item" if item_id else ""
    rows = run(
        f"SELECT id, item_id, person_id, day, act, note, entered_by, by_reply, version FROM signoff{where} ORDER BY id",
        {"item": item_id} if item_id else {},
    )
    return [
        Signoff(
            id=key,
            item_id=item,
            person_id=person,
            day=date.fromisoformat(day),
            act=Act(act),
            note=note,
            entered_by=entered,
            by_reply=bool(by_reply),
            version=version,
        )
        for key, item, person, day, act, note, entered, by_reply, version in rows
    ]


def waits(run: Run) -> dict[str, list[str]]:
    """Item id -> ids of the items it waits for."""
    found: dict[str, list[str]] = {}
    for item, on in run("SELECT item_id, waits_for_id FROM item_wait ORDER BY id"):
        found.setdefault(item, []).append(on)
    return found


def tied(run: Run) -> dict[str, list[str]]:
    """Item id -> ids of the subjects it is tied to."""
    found: dict[str, list[str]] = {}
    for item, subject in run("SELECT item_id, subject_id FROM item_subject ORDER BY id"):
        found.setdefault(item, []).append(subject)
    return found


def attachment_names(run: Run) -> dict[str, tuple[str, int]]:
    """Attachment id -> (name, size in bytes)."""
    return {key: (name, size) for key, name, size in run("SELECT id, name, size FROM attachment")}


def attachment(run: Run, attachment_id: str) -> tuple[str, bytes]:
    """(name, content) of a file kept in the workspace. Raises NotFound."""
    rows = run("SELECT name, content FROM attachment WHERE id = :id", {"id": attachment_id})
    if not rows:
        raise NotFound("attachment", id=attachment_id)
    name, content = rows[0]
    return str(name), bytes(content)
