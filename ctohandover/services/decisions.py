"""Decisions: written, edited as text or by field, removed. The text is the truth; fields are read from it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ctohandover.domain.decisions import Decision, Fields, RelationKind, Status
from ctohandover.domain.ids import new_id
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.errors import Invalid
from ctohandover.formats.adr import read
from ctohandover.formats.adr.links import link_to
from ctohandover.formats.adr.patch import set_date, set_deciders, set_title
from ctohandover.formats.adr.patch_status import add_relation, set_status
from ctohandover.formats.adr.templates import new_record
from ctohandover.services.subjects import forget_subject
from ctohandover.storage import reads
from ctohandover.storage.tables import DecisionRow, DecisionTextRow, SubjectRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ctohandover.storage.store import Store
    from ctohandover.storage.unit import Unit

MAX_TEXT_BYTES = 5 * 1024 * 1024


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """One decision to be stored."""

    path: str
    content: bytes
    fields: Fields
    source_id: str | None
    exchanged_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """What the form for a new decision asks. `template` is "madr" or "nygard"."""

    title: str
    template: str
    language: str
    day: date
    deciders: Sequence[str] = ()


def derived(fields: Fields, content: bytes) -> dict[str, Any]:
    """The columns of `decision` that are read from a text."""
    return {
        "number": fields.number,
        "status": fields.status,
        "status_raw": fields.status_raw,
        "date": fields.date.isoformat() if fields.date else None,
        "date_raw": fields.date_raw,
        "deciders": json.dumps(list(fields.deciders), ensure_ascii=False),
        "relations": json.dumps(
            [[item.kind.value, item.text, item.number, item.path] for item in fields.relations], ensure_ascii=False
        ),
        "findings": json.dumps([[item.code, item.detail] for item in fields.findings], ensure_ascii=False),
        "dialect": fields.dialect,
        "hash": digest(content),
    }


def add_texts(unit: Unit, texts: Sequence[NewText]) -> list[str]:
    """Store new decisions inside a unit, all in three statements; gives back their ids."""
    ids = [new_id() for _ in texts]
    unit.add_many(
        SubjectRow,
        [
            {
                "id": key,
                "kind": Kind.DECISION,
                "title": text.fields.title,
                "criticality": Criticality.LOW,
                "needed": None,
                "area": "",
            }
            for key, text in zip(ids, texts, strict=True)
        ],
    )
    unit.add_many(
        DecisionRow,
        [
            {
                "id": key,
                "source_id": text.source_id,
                "path": text.path,
                "exchanged_hash": text.exchanged_hash,
                **derived(text.fields, text.content),
            }
            for key, text in zip(ids, texts, strict=True)
        ],
    )
    unit.add_many(DecisionTextRow, [{"id": key, "content": text.content} for key, text in zip(ids, texts, strict=True)])
    return ids


def put_text(unit: Unit, decision_id: str, path: str, content: bytes, **more: str) -> None:
    """Replace a decision's text inside a unit; the fields and the subject's title follow."""
    fields = fields_of(path, content)
    unit.change(DecisionTextRow, decision_id, content=content)
    unit.change(DecisionRow, decision_id, **derived(fields, content), **more)
    unit.change(SubjectRow, decision_id, title=fields.title)


def fields_of(path: str, content: bytes) -> Fields:
    """What is read from a text that is a decision because the user says so, whatever it looks like."""
    reading = read(path, content)
    if reading.fields is not None:
        return reading.fields
    first = next((line.strip("#* \t") for line in content.decode("utf-8", "replace").splitlines() if line.strip()), "")
    return Fields(title=first[:200] or path)


class DecisionService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def create(
        self, new: NewDecision, resources: Path, *, beside: Sequence[str] = (), source_id: str | None = None
    ) -> str:
        """Write a new record from a template; gives back its id.

        Its file name and number fit in among the paths `beside`. Raises Invalid for an empty title.
        """
        record = new_record(
            resources,
            new.title,
            new.day,
            template=new.template,
            language=new.language,
            deciders=new.deciders,
            paths=beside,
        )
        text = NewText(
            path=record.path, content=record.data, fields=fields_of(record.path, record.data), source_id=source_id
        )
        with self._store.unit("decision-written", title=text.fields.title) as unit:
            return add_texts(unit, [text])[0]

    def save_text(self, decision: Decision, content: bytes) -> None:
        """Commit an edited text as one undo step. Raises Conflict when it was changed elsewhere since it was read."""
        if len(content) > MAX_TEXT_BYTES:
            raise Invalid("text-too-big", limit=MAX_TEXT_BYTES // 1024 // 1024)
        self._edit("decision-edited", decision, content)

    def set_status(self, decision: Decision, status: Status, *, by: Decision | None = None) -> None:
        """Set the status in the text. With `by` the decision is superseded by that one, and both texts say so."""
        if by is None:
            text = set_status(decision.content, status, on=date.today())
            self._edit("decision-status", decision, text, status=status.value)
            return
        old, new = decision.line, by.line
        forward = link_to(old.path, new.path, new.title, new.number)
        back = link_to(new.path, old.path, old.title, old.number)
        replaced = set_status(decision.content, Status.SUPERSEDED, superseded_by=forward, on=date.today())
        replacing = add_relation(by.content, RelationKind.SUPERSEDES, back)
        with self._store.unit("decision-superseded", title=old.label, by=new.label) as unit:
            self._put(unit, decision, replaced)
            self._put(unit, by, replacing)

    def set_fields(self, decision: Decision, *, title: str, day: date | None, deciders: Sequence[str]) -> None:
        """Set title, day and deciders, those that changed, each in its own line, as one undo step.

        A day that is taken out stays in the text: nothing there can be left empty in every dialect.
        """
        line, text = decision.line, decision.content
        wanted = " ".join(title.split())
        if not wanted:
            raise Invalid("title-empty")
        if wanted != line.title:
            text = set_title(text, wanted, number=line.number)
        if day is not None and day != line.date:
            text = set_date(text, day)
        if tuple(deciders) != line.deciders:
            text = set_deciders(text, tuple(deciders))
        self._edit("decision-fields", decision, text)

    def _edit(self, label: str, decision: Decision, content: bytes, **values: str) -> None:
        if content == decision.content:
            return
        with self._store.unit(label, title=decision.line.label, **values) as unit:
            self._put(unit, decision, content)

    def _put(self, unit: Unit, decision: Decision, content: bytes) -> None:
        now = reads.decision(unit.run, decision.line.id)
        if now.text_version != decision.text_version:
            raise unit.conflict("decision_text", decision.line.id, now.text_version)
        put_text(unit, decision.line.id, decision.line.path, content)

    def remove(self, decisions: Mapping[str, str]) -> None:
        """Remove decisions (id -> title) with what was said about who knows them; undo brings all of it back."""
        first = next(iter(decisions.values()), "")
        with self._store.unit("decisions-removed", n=len(decisions), title=first) as unit:
            for key in decisions:
                forget_subject(unit, key)
                for model in (DecisionTextRow, DecisionRow, SubjectRow):
                    unit.remove(model, key)
