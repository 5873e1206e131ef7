"""Reply sheets from asking to taking: a preview, a union by id, one undo step; what does not belong is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ctohandover.domain.journal import Change
from ctohandover.domain.levels import Level
from ctohandover.domain.people import Person, Role
from ctohandover.domain.replies import EvidenceAnswer, QuestionAnswer, Reply, SignAnswer, SubjectAnswer
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.domain.transition import EvidenceKind, Item, Phase, State, state_of
from ctohandover.errors import Invalid
from ctohandover.formats.reply import canonical
from ctohandover.i18n import Translator
from ctohandover.services.asking import Ask, offer
from ctohandover.services.facade import Services
from ctohandover.services.replying import Fate, ReplyPlan, look
from ctohandover.services.signing import NewEvidence
from ctohandover.services.subjects import SubjectForm
from ctohandover.services.transition import NewItem
from ctohandover.services.workspaces import save_copy
from ctohandover.storage import reads, reply_reads
from ctohandover.storage import transition_reads as own
from ctohandover.storage.store import Store
from tests.conftest import TODAY


class Desk:
    """A workspace with a skill, two items and a question to Karim, and what he would answer."""

    def __init__(self, services: Services, t: Translator) -> None:
        self.services, self.t = services, t
        with services.store.reading() as run:
            self.who = {person.name.split()[0]: person for person in reads.people(run)}
            self.workspace = reads.workspace(run)
        services.store.actor_id = self.who["Léa"].id
        self.skill = services.subjects.add(SubjectForm(kind=Kind.SKILL, title="Terraform"))
        self.vital = services.subjects.add(SubjectForm(kind=Kind.SKILL, title="Restore", criticality=Criticality.VITAL))
        karim = self.who["Karim"].id
        base = Item(id="", title="", phase=Phase.MAP, signer_role=Role.RELAY)
        self.todo, self.to_sign = services.transition.add_many(
            [
                NewItem(item=replace(base, code="A", title="List the hosts", owner_id=karim)),
                NewItem(item=replace(base, code="B", title="Draw the plan", signer_id=karim)),
            ],
            TODAY,
        )
        services.signing.give_evidence(
            NewEvidence(item_id=self.to_sign, kind=EvidenceKind.TEXT, text="plan.pdf", person_id=self.who["Marc"].id)
        )

    def ask(self) -> reply_reads.StoredSheet:
        html = self.services.asking.ask(
            Ask(
                person_id=self.who["Karim"].id,
                subjects=(self.skill, self.vital),
                evidence=(self.todo,),
                signs=(self.to_sign,),
                new_questions=("Why two regions?", " "),
                until=TODAY + timedelta(days=7),
            ),
            self.t,
            TODAY,
        )
        assert b"Terraform" in html
        with self.services.store.reading() as run:
            return reply_reads.sheets(run)[0]

    def reply(self, sheet: reply_reads.StoredSheet, **other: Any) -> bytes:
        """What the form's script would save."""
        by_kind = {kind: [row for row, (of, _) in sheet.rows.items() if of == kind] for kind in ("question", "sign")}
        answers: list[Any] = other.pop(
            "answers",
            [
                SubjectAnswer(row_id=f"s-{self.skill}", answer_id="", level=Level.ALONE, comment="since May"),
                SubjectAnswer(row_id=f"s-{self.vital}", answer_id="", level=Level.ALONE),
                EvidenceAnswer(row_id=f"e-{self.todo}", answer_id="", text="hosts.md", link="https://example.org/h"),
                SignAnswer(row_id=by_kind["sign"][0], answer_id="", approved=True),
                QuestionAnswer(row_id=by_kind["question"][0], answer_id="", text="For health data."),
            ],
        )
        made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        reply = Reply(
            workspace_id=other.get("workspace_id", self.workspace.id),
            sheet_id=sheet.id,
            person_id=other.get("person_id", sheet.person_id),
            made_at=datetime.fromisoformat(made),
            made_text=made,
            answers=tuple(sorted(answers, key=lambda item: item.row_id)),
            mac="",
        )
        body = {
            "format": canonical.FORMAT,
            "version": canonical.VERSION,
            "workspace": reply.workspace_id,
            "sheet": reply.sheet_id,
            "person": reply.person_id,
            "time": made,
            "answers": {item.row_id: _body(item) for item in reply.answers},
            "mac": canonical.mac_of(reply, sheet.secret),
        }
        return json.dumps(body, ensure_ascii=False).encode()

    def look(self, data: bytes) -> ReplyPlan:
        with self.services.store.reading() as run:
            return look(run, data, TODAY)


def _body(answer: Any) -> dict[str, Any]:
    kinds = {SubjectAnswer: "subject", EvidenceAnswer: "evidence", SignAnswer: "sign", QuestionAnswer: "question"}
    values: dict[str, Any] = {"kind": kinds[type(answer)]}
    for name in ("level", "comment", "evidence", "text", "link", "approved", "reason"):
        if hasattr(answer, name):
            value = getattr(answer, name)
            values[name] = int(value) if name == "level" and value is not None else value
    return values


@pytest.fixture
def desk(services: Services, t: Translator) -> Desk:
    return Desk(services, t)


def test_what_there_is_to_ask(desk: Desk) -> None:
    with desk.services.store.reading() as run:
        found = offer(run, desk.who["Karim"].id, TODAY)
    assert {item.subject.id for item in found.subjects} == {desk.skill, desk.vital}
    assert found.due == {desk.skill, desk.vital}
    assert [line.item.id for line in found.evidence] == [desk.todo]
    assert [line.item.id for line in found.signs] == [desk.to_sign]


def test_a_reply_brings_levels_evidence_a_signature_and_words(desk: Desk) -> None:
    plan = desk.look(desk.reply(desk.ask()))
    assert [row.fate for row in plan.rows] == [Fate.NEW] * 5
    assert desk.services.replying.take(plan, TODAY) == 5
    with desk.services.store.reading() as run:
        said = {item.subject_id: item for item in reads.assessments(run)}
        assert said[desk.skill].by_reply
        assert said[desk.skill].proves(vital=False)
        assert not said[desk.vital].proves(vital=True)
        assert "since May" in said[desk.skill].evidence
        kinds = {(item.kind, item.text, item.by_reply) for item in own.evidence(run, desk.todo)}
        assert kinds == {(EvidenceKind.LINK, "https://example.org/h", True), (EvidenceKind.TEXT, "hosts.md", True)}
        (signed,) = own.signoffs(run, desk.to_sign)
        assert (signed.person_id, signed.by_reply) == (desk.who["Karim"].id, True)
        item = next(item for item in own.items(run) if item.id == desk.to_sign)
        assert state_of(item, [signed], TODAY) is State.VERIFIED
        (question,) = reply_reads.questions(run)
        assert question.answers == ((desk.who["Karim"].id, "For health data.", TODAY, True),)


def test_twice_is_once(desk: Desk) -> None:
    data = desk.reply(desk.ask())
    desk.services.replying.take(desk.look(data), TODAY)
    seen: list[Change] = []
    desk.services.store.on_commit = seen.append
    again = desk.look(data)
    assert {row.fate for row in again.rows} == {Fate.KNOWN}
    assert desk.services.replying.take(again, TODAY) == 0
    assert seen == []


def test_a_plan_that_was_looked_at_twice_is_taken_once(desk: Desk) -> None:
    data = desk.reply(desk.ask())
    first, second = desk.look(data), desk.look(data)
    assert desk.services.replying.take(first, TODAY) == 5
    assert desk.services.replying.take(second, TODAY) == 0


def test_undo_takes_all_of_it_back_and_it_can_come_again(desk: Desk) -> None:
    data = desk.reply(desk.ask())
    seen: list[Change] = []
    desk.services.store.on_commit = seen.append
    desk.services.replying.take(desk.look(data), TODAY)
    assert len(seen) == 1
    desk.services.undo(seen[0].id)
    with desk.services.store.reading() as run:
        assert reads.assessments(run) == []
        assert own.signoffs(run) == []
    assert desk.look(data).fresh == 5


def test_another_answer_is_kept_beside_the_first(desk: Desk) -> None:
    sheet = desk.ask()
    desk.services.replying.take(desk.look(desk.reply(sheet)), TODAY)
    question = next(row for row, (kind, _) in sheet.rows.items() if kind == "question")
    other = desk.reply(sheet, answers=[QuestionAnswer(row_id=question, answer_id="", text="And for latency.")])
    plan = desk.look(other)
    assert [row.fate for row in plan.rows] == [Fate.ALSO_HERE]
    desk.services.replying.take(plan, TODAY)
    with desk.services.store.reading() as run:
        texts = [text for _, text, _, _ in reply_reads.questions(run)[0].answers]
    assert texts == ["For health data.", "And for latency."]


def test_what_was_said_here_since_stays_too(desk: Desk) -> None:
    sheet = desk.ask()
    from ctohandover.services.holding import NewAssessment

    karim = desk.who["Karim"].id
    desk.services.holding.assess(NewAssessment(person_id=karim, subject_id=desk.skill, level=Level.SEEN, day=TODAY))
    plan = desk.look(desk.reply(sheet))
    fates = {row.target_id: row.fate for row in plan.rows}
    assert fates[desk.skill] is Fate.ALSO_HERE
    desk.services.replying.take(plan, TODAY)
    with desk.services.store.reading() as run:
        assert len(reads.assessments(run, desk.skill)) == 2


def test_rules_hold_for_replies_too(desk: Desk) -> None:
    sheet = desk.ask()
    karim = desk.who["Karim"].id
    desk.services.signing.give_evidence(
        NewEvidence(item_id=desk.to_sign, kind=EvidenceKind.TEXT, text="mine", person_id=karim)
    )
    plan = desk.look(desk.reply(sheet))
    row = next(row for row in plan.rows if row.kind == "sign")
    assert (row.fate, row.reason) == (Fate.REFUSED, "sign-own-item")
    assert desk.services.replying.take(plan, TODAY) == 4


def test_what_is_gone_is_said_and_the_rest_is_taken(desk: Desk) -> None:
    sheet = desk.ask()
    desk.services.subjects.remove({desk.skill: "Terraform"})
    desk.services.transition.remove({desk.todo: "A"})
    plan = desk.look(desk.reply(sheet))
    assert sorted(row.fate for row in plan.rows) == ["gone", "gone", "new", "new", "new"]
    assert desk.services.replying.take(plan, TODAY) == 3


def refused(desk: Desk, data: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        desk.look(data)
    return caught.value.code


def test_replies_that_do_not_belong(desk: Desk, tmp_path: Path) -> None:
    sheet = desk.ask()
    data = desk.reply(sheet)
    assert refused(desk, b"%PDF-1.7") == "reply-unreadable"
    assert refused(desk, desk.reply(sheet, workspace_id="another")) == "reply-other-workspace"
    assert refused(desk, desk.reply(sheet, person_id=desk.who["Marc"].id)) == "reply-unknown-sheet"
    assert refused(desk, data.replace(b"since May", b"since Mai")) == "reply-tampered"
    assert refused(desk, data.replace(b'"level": 3', b'"level": 4')) == "reply-tampered"
    # A copy of the workspace is another one: its sheets are not answered by the first one's replies.
    copy = tmp_path / "copy.handover"
    save_copy(desk.services.store.path, copy)
    store = Store(copy)
    with store.reading() as run, pytest.raises(Invalid) as caught:
        look(run, data, TODAY)
    store.close()
    assert caught.value.code == "reply-other-workspace"


def test_asking_nothing_is_refused(desk: Desk, t: Translator) -> None:
    with pytest.raises(Invalid) as caught:
        desk.services.asking.ask(Ask(person_id=desk.who["Karim"].id, new_questions=("  ",)), t, TODAY)
    assert caught.value.code == "ask-nothing"


def test_a_person_who_was_asked_stays(desk: Desk) -> None:
    desk.services.people.add(Person(id="", name="Zoé", role=Role.MEMBER, internal=True))
    with desk.services.store.reading() as run:
        zoe = next(person for person in reads.people(run) if person.name == "Zoé")
    desk.services.asking.ask(Ask(person_id=zoe.id, new_questions=("Why?",)), desk.t, TODAY)
    with pytest.raises(Invalid):
        desk.services.people.remove(zoe)
