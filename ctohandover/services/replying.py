"""Taking a reply in: a preview first, then a union by id as one undo step. Nothing of it is believed unverified."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover.domain.assessments import Method
from ctohandover.domain.ids import new_id
from ctohandover.domain.replies import (
    Answer,
    EvidenceAnswer,
    QuestionAnswer,
    Reply,
    SignAnswer,
    SubjectAnswer,
)
from ctohandover.domain.transition import EvidenceKind, Progress, last_act
from ctohandover.errors import Invalid
from ctohandover.services.holding import NewAssessment, add_assessments
from ctohandover.services.signing import NewEvidence, add_evidence, refusal_now, sign_inside
from ctohandover.services.views import crew
from ctohandover.storage import reads, reply_reads
from ctohandover.storage import transition_reads as items
from ctohandover.storage.tables import AnswerRow, ItemRow, QuestionAnswerRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from ctohandover.domain.people import Person
    from ctohandover.domain.transition import Item
    from ctohandover.storage.reader import Run
    from ctohandover.storage.reply_reads import StoredSheet
    from ctohandover.storage.store import Store
    from ctohandover.storage.unit import Unit


class Fate(StrEnum):
    """What would become of one answer."""

    NEW = "new"
    ALSO_HERE = "also_here"
    """New, and something was said here too since the sheet was written: both are kept."""
    KNOWN = "known"
    """Taken before: nothing happens."""
    GONE = "gone"
    """What it is about is not here any more."""
    REFUSED = "refused"
    """A rule forbids it (who did an item does not sign it): `reason` has the code."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One answer: what it is about (`title`), and what would become of it."""

    answer: Answer
    kind: str
    target_id: str
    title: str
    fate: Fate
    reason: str = ""

    @property
    def taken(self) -> bool:
        return self.fate in (Fate.NEW, Fate.ALSO_HERE)


@dataclass(frozen=True, slots=True)
class ReplyPlan:
    reply: Reply
    sheet: StoredSheet
    person: Person
    rows: tuple[Proposed, ...]

    @property
    def fresh(self) -> int:
        return sum(1 for row in self.rows if row.taken)


def look(run: Run, data: bytes, today: date) -> ReplyPlan:
    """What a reply file would bring. Changes nothing.

    Raises Invalid: `reply-unreadable`, `reply-newer`, `reply-other-workspace`, `reply-unknown-sheet`,
    `reply-tampered`.
    """
    from ctohandover.formats.reply import parse_reply, verify

    reply = parse_reply(data)
    workspace = reads.workspace(run)
    if reply.workspace_id != workspace.id:
        raise Invalid("reply-other-workspace", company=workspace.company)
    sheet = next((item for item in reply_reads.sheets(run) if item.id == reply.sheet_id), None)
    if sheet is None or sheet.person_id != reply.person_id:
        raise Invalid("reply-unknown-sheet")
    verify(reply, sheet.secret)
    person = crew(run).by_id[sheet.person_id]
    known = reply_reads.known_answers(run)
    rows = [
        _proposed(run, answer, sheet, person, today, known=answer.answer_id in known)
        for answer in reply.answers
        if answer.row_id in sheet.rows
    ]
    return ReplyPlan(reply, sheet, person, tuple(rows))


def _proposed(run: Run, answer: Answer, sheet: StoredSheet, person: Person, today: date, *, known: bool) -> Proposed:
    kind, target = sheet.rows[answer.row_id]
    title, fate, reason = "", Fate.NEW, ""
    if kind == "subject":
        rows = run("SELECT title FROM subject WHERE id = :id", {"id": target})
        later = run(
            "SELECT 1 FROM assessment WHERE subject_id = :id AND person_id = :who AND day >= :day",
            {"id": target, "who": person.id, "day": sheet.day.isoformat()},
        )
        title, fate = (rows[0][0], Fate.ALSO_HERE if later else Fate.NEW) if rows else ("", Fate.GONE)
    elif kind == "question":
        found = next((item for item in reply_reads.questions(run) if item.id == target), None)
        title, fate = (found.text, Fate.ALSO_HERE if found.answers else Fate.NEW) if found else ("", Fate.GONE)
    else:
        item = next((item for item in items.items(run) if item.id == target), None)
        if item is None:
            fate = Fate.GONE
        else:
            title, fate, reason = _of_item(run, item, kind, answer, person, today)
    if known:
        fate, reason = Fate.KNOWN, ""
    return Proposed(answer, kind, target, title, fate, reason)


def _of_item(run: Run, item: Item, kind: str, answer: Answer, person: Person, today: date) -> tuple[str, Fate, str]:
    signed = last_act(items.signoffs(run, item.id), today)
    if kind == "evidence":
        if signed is not None:
            return item.title, Fate.REFUSED, "item-signed"
        return item.title, Fate.ALSO_HERE if items.evidence(run, item.id) else Fate.NEW, ""
    if isinstance(answer, SignAnswer) and not answer.approved:
        return item.title, Fate.NEW, ""
    refusal = refusal_now(run, item, person, today)
    return item.title, Fate.REFUSED if refusal else Fate.NEW, refusal


class ReplyingService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def take(self, plan: ReplyPlan, today: date, only: Collection[str] | None = None) -> int:
        """Take the new answers of a plan (those with the ids `only`, if given) as one undo step; gives back how many
        were taken. Taken twice, the second time changes nothing. Raises Invalid, NotFound."""
        with self._store.unit("reply-taken", name=plan.person.name, n=0) as unit:
            known = reply_reads.known_answers(unit.run)
            day = min(plan.reply.made_at.astimezone().date(), today)
            taken = 0
            # Evidence first: a sign-off in the same reply may need it.
            for row in sorted(plan.rows, key=lambda row: isinstance(row.answer, SignAnswer)):
                key = row.answer.answer_id
                if not row.taken or key in known or (only is not None and key not in only):
                    continue
                self._take(unit, row, plan, day)
                taken += 1
            unit.values["n"] = taken
            return taken

    def _take(self, unit: Unit, row: Proposed, plan: ReplyPlan, day: date) -> None:
        answer, person = row.answer, plan.person
        if isinstance(answer, SubjectAnswer):
            if answer.level is not None:
                text = " · ".join(part for part in (answer.evidence.strip(), answer.comment.strip()) if part)
                new = NewAssessment(
                    person_id=person.id,
                    subject_id=row.target_id,
                    level=answer.level,
                    day=day,
                    method=Method.SELF,
                    assessor_id=person.id,
                    evidence=text,
                    by_reply=True,
                )
                add_assessments(unit, [new], self._store.actor_id)
        elif isinstance(answer, EvidenceAnswer):
            self._take_evidence(unit, answer, row.target_id, person, day)
        elif isinstance(answer, SignAnswer):
            if answer.approved:
                item = next(item for item in items.items(unit.run) if item.id == row.target_id)
                sign_inside(unit, item, person.id, self._store.actor_id, answer.reason, day, by_reply=True)
        elif isinstance(answer, QuestionAnswer):
            unit.add_many(
                QuestionAnswerRow,
                [
                    {
                        "id": new_id(),
                        "question_id": row.target_id,
                        "person_id": person.id,
                        "text": answer.text,
                        "day": day,
                        "by_reply": True,
                    }
                ],
            )
        content = {key: value for key, value in asdict(answer).items() if key not in ("row_id", "answer_id")}
        unit.add_many(
            AnswerRow,
            [
                {
                    "id": answer.answer_id,
                    "sheet_id": plan.sheet.id,
                    "row": answer.row_id,
                    "content": json.dumps(content, ensure_ascii=False, sort_keys=True),
                    "at": datetime.now(UTC).isoformat(timespec="seconds"),
                }
            ],
        )

    def _take_evidence(self, unit: Unit, answer: EvidenceAnswer, item_id: str, person: Person, day: date) -> None:
        link, text = answer.link.strip(), answer.text.strip()
        parts: list[tuple[EvidenceKind, str]] = []
        if link:
            web = link.lower().startswith(("http://", "https://"))
            parts.append((EvidenceKind.LINK if web else EvidenceKind.TEXT, link))
        if text:
            parts.append((EvidenceKind.TEXT, text))
        for kind, words in parts:
            new = NewEvidence(item_id=item_id, kind=kind, text=words, day=day, by_reply=True)
            add_evidence(unit, new, person.id)
        item = next(item for item in items.items(unit.run) if item.id == item_id)
        if parts and item.progress is not Progress.GIVEN:
            unit.change(ItemRow, item_id, progress=Progress.GIVEN)
