"""Asking one person by a reply sheet: what there is to ask, and the form that is written for them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.domain.holders import Standing, order, standings
from ctohandover.domain.ids import new_id
from ctohandover.domain.replies import EvidenceRow, QuestionRow, Sheet, SignRow, SubjectRow, new_key
from ctohandover.domain.subjects import Kind
from ctohandover.errors import Invalid, NotFound
from ctohandover.formats.adr.edit import to_text
from ctohandover.services.checklist import Checklist, ItemLine, checklist, evidence_text, is_mine
from ctohandover.services.views import Crew, crew
from ctohandover.storage import reads
from ctohandover.storage.reply_reads import AskedQuestion, questions
from ctohandover.storage.skill_reads import charges, skills
from ctohandover.storage.tables import QuestionRow as QuestionTable
from ctohandover.storage.tables import SheetRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ctohandover.domain.people import Person
    from ctohandover.i18n import Translator
    from ctohandover.storage.reader import Run
    from ctohandover.storage.store import Store

EXCERPT = 400
"""Characters of a decision that go into the form, so that a person knows which one is meant."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one person can be asked about. `due` are the subjects that they were never asked about, or long ago."""

    person: Person
    crew: Crew
    subjects: tuple[Standing, ...]
    due: frozenset[str]
    evidence: tuple[ItemLine, ...]
    signs: tuple[ItemLine, ...]
    questions: tuple[AskedQuestion, ...]
    """Asked before, and not answered yet."""
    keeper: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked: ids of subjects, of items to give evidence for and to sign, of open questions; new ones as
    texts."""

    person_id: str
    subjects: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    new_questions: tuple[str, ...] = ()
    until: date | None = None
    message: str = ""
    send_to_mail: str = ""


@reads.checked
def offer(run: Run, person_id: str, today: date) -> Offer:
    """Raises NotFound."""
    everybody = crew(run)
    person = everybody.by_id.get(person_id)
    if person is None:
        raise NotFound("person", id=person_id)
    # Who holds an access follows from its register, and is not asked a second time.
    counted = [one for one in reads.subjects(run) if one.standing and one.kind is not Kind.ACCESS]
    found = sorted(standings(counted, everybody.everybody, reads.ledger(run), today).values(), key=order)
    asked = {
        item.subject.id: holding
        for item in found
        for holding in (*item.inside, *item.outside, *item.others)
        if holding.person_id == person_id
    }
    due = {item.subject.id for item in found if item.subject.id not in asked or asked[item.subject.id].review_due}
    items = checklist(run, today)
    workspace = items.workspace
    return Offer(
        person=person,
        crew=everybody,
        subjects=tuple(found),
        due=frozenset(due),
        evidence=tuple(line for line in items.lines if _does(line, person)),
        signs=tuple(line for line in items.lines if _signs(line, person)),
        questions=tuple(item for item in questions(run) if item.to_id == person_id and not item.answers),
        keeper=everybody.by_id.get(workspace.keeper_id or ""),
    )


def _does(line: ItemLine, person: Person) -> bool:
    return not line.done and line.signed is None and is_mine(line, person) and not _signs(line, person)


def _signs(line: ItemLine, person: Person) -> bool:
    return line.awaits_signature and any(signer.id == person.id for signer in line.may_sign)


class AskingService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def ask(self, ask: Ask, t: Translator, today: date, *, write: Callable[[bytes], object] | None = None) -> bytes:
        """Write a sheet down and give back its form, one HTML file in the language of `t`.

        What is asked, and the key by which the reply is known, stay in the workspace: one undo step. `write` puts the
        form where it belongs; if that fails, nothing was asked. Raises Invalid (`ask-nothing`, `ask-no-keeper`),
        NotFound, or what `write` raises.
        """
        from ctohandover.formats.reply import to_sheet_html

        if not (ask.subjects or ask.evidence or ask.signs or ask.questions or any(map(str.strip, ask.new_questions))):
            raise Invalid("ask-nothing")
        with self._store.unit("sheet-written") as unit:
            everybody = crew(unit.run)
            person = everybody.by_id.get(ask.person_id)
            if person is None:
                raise NotFound("person", id=ask.person_id)
            unit.values["name"] = person.name
            workspace = reads.workspace(unit.run)
            asker = everybody.by_id.get(self._store.actor_id or workspace.keeper_id or "")
            if asker is None:
                raise Invalid("ask-no-keeper")
            new = [(new_id(), text.strip()) for text in ask.new_questions if text.strip()]
            unit.add_many(
                QuestionTable,
                [
                    {
                        "id": key,
                        "asked_by": asker.id,
                        "to_id": person.id,
                        "subject_id": None,
                        "text": text,
                        "day": today,
                    }
                    for key, text in new
                ],
            )
            known = {item.id: item.text for item in questions(unit.run)}
            asked_questions = [(key, known[key]) for key in ask.questions if key in known] + new
            items = checklist(unit.run, today)
            sheet = Sheet(
                id=new_id(),
                workspace_id=workspace.id,
                person_id=person.id,
                person_name=person.name,
                company=workspace.company,
                asked_by=asker.name,
                send_to=asker.name,
                send_to_mail=ask.send_to_mail.strip(),
                until=ask.until,
                message=ask.message.strip(),
                key=new_key(),
                subjects=tuple(_subjects(unit.run, ask.subjects)),
                evidence=tuple(_evidence(items, ask.evidence)),
                signs=tuple(_signatures(items, ask.signs, t)),
                questions=tuple(QuestionRow(id=f"q-{key}", title=text) for key, text in dict(asked_questions).items()),
            )
            rows = _rows(sheet)
            unit.add(
                SheetRow(
                    id=sheet.id,
                    version="",
                    person_id=person.id,
                    asked_by=asker.id,
                    day=today,
                    until=ask.until,
                    secret=sheet.key,
                    content=json.dumps({"rows": rows}, sort_keys=True),
                )
            )
            form = to_sheet_html(sheet, t)
            if write is not None:
                write(form)
            return form


def _rows(sheet: Sheet) -> dict[str, tuple[str, str]]:
    """Row id -> (kind, id of what it asks about)."""
    rows = {row.id: ("subject", row.id[2:]) for row in sheet.subjects}
    rows |= {row.id: ("evidence", row.id[2:]) for row in sheet.evidence}
    rows |= {row.id: ("sign", row.id[2:]) for row in sheet.signs}
    return rows | {row.id: ("question", row.id[2:]) for row in sheet.questions}


def _subjects(run: Run, wanted: Sequence[str]) -> list[SubjectRow]:
    subjects = {subject.id: subject for subject in reads.subjects(run)}
    known_skills = {skill.subject.id: skill for skill in skills(run)}
    in_charge = {charge.subject.id: charge for charge in charges(run)}
    found = []
    for key in wanted:
        subject = subjects.get(key)
        if subject is None:
            raise NotFound("subject", id=key)
        skill, charge = known_skills.get(key), in_charge.get(key)
        about = skill.description if skill else charge.runbook if charge else _excerpt(run, key)
        own = skill.level_words if skill else ()
        found.append(
            SubjectRow(id=f"s-{key}", title=subject.title, kind=subject.kind, description=about, level_words=own)
        )
    return found


def _excerpt(run: Run, decision_id: str) -> str:
    """The first words of a decision below its title, so that a person knows which one is meant."""
    rows = run("SELECT content FROM decision_text WHERE id = :id", {"id": decision_id})
    if not rows:
        return ""
    lines = [line.strip() for line in to_text(rows[0][0]).splitlines()]
    prose = [line for line in lines if line and line[0].isalpha() and ":" not in line[:24]]
    text = " ".join(prose)
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + "…"


def _line(items: Checklist, key: str) -> ItemLine:
    found = next((line for line in items.lines if line.item.id == key), None)
    if found is None:
        raise NotFound("item", id=key)
    return found


def _evidence(items: Checklist, wanted: Sequence[str]) -> list[EvidenceRow]:
    lines = [_line(items, key) for key in wanted]
    return [
        EvidenceRow(
            id=f"e-{line.item.id}",
            title=line.item.title,
            help=line.item.help,
            hint=line.item.hint,
            blocker=line.item.blocker,
            due=line.due,
        )
        for line in lines
    ]


def _signatures(items: Checklist, wanted: Sequence[str], t: Translator) -> list[SignRow]:
    found = []
    names = {person.id: person.name for person in items.crew.everybody}
    for key in wanted:
        line = _line(items, key)
        doers = {entry.person_id for entry in line.evidence if entry.person_id} | {line.item.owner_id or ""}
        found.append(
            SignRow(
                id=f"v-{line.item.id}",
                title=line.item.title,
                help=line.item.help,
                done_by=t.join(sorted(names[doer] for doer in doers if doer in names)),
                evidence=tuple(evidence_text(entry, items, t) for entry in line.evidence),
                blocker=line.item.blocker,
            )
        )
    return found
