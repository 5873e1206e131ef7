"""Reply files: strict shapes, a signature over exactly what was said, and answers that keep their ids."""

from __future__ import annotations

import hashlib
import hmac
import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover.domain.levels import Level
from ctohandover.domain.replies import (
    EvidenceAnswer,
    EvidenceRow,
    QuestionAnswer,
    QuestionRow,
    Sheet,
    SignAnswer,
    SignRow,
    SubjectAnswer,
    SubjectRow,
    new_key,
)
from ctohandover.domain.subjects import Kind
from ctohandover.errors import Invalid
from ctohandover.formats.reply import canonical, parse_reply, to_sheet_html, verify
from ctohandover.i18n import Translator, translator
from ctohandover.resources import resources_folder
from tests.formats.broken import damaged

KEY = "00112233445566778899aabbccddeeff" * 2
SHEET = Sheet(
    id="sheet-1",
    workspace_id="0190aaaa-0000-7000-8000-000000000001",
    person_id="0190aaaa-0000-7000-8000-000000000002",
    person_name="Léa Rousseau",
    company="Boréal Santé",
    asked_by="Marc Delorme",
    send_to="Marc Delorme",
    until=date(2026, 12, 4),
    key=KEY,
    subjects=(SubjectRow(id="a", title="Restore a backup", kind=Kind.SKILL, level_words=("", "", "", "own word")),),
    evidence=(EvidenceRow(id="b", title="List", hint="a list", blocker=True, due=date(2026, 12, 10)),),
    signs=(SignRow(id="c", title="Accesses", done_by="Marc", evidence=("register",)),),
    questions=(QuestionRow(id="d", title="What else?"),),
)
ANSWERS: dict[str, Any] = {
    "a": {"kind": "subject", "level": 3, "comment": "tricky: 😀", "evidence": "#12"},
    "b": {"kind": "evidence", "text": "done\nyesterday", "link": "https://example.org/?a=1&b=2"},
    "c": {"kind": "sign", "approved": False, "reason": "two lack"},
    "d": {"kind": "question", "text": "“Quotes” and \u2028 lines"},
}
REPLY: dict[str, Any] = {
    "format": "ctohandover-reply",
    "version": 1,
    "workspace": SHEET.workspace_id,
    "sheet": "sheet-1",
    "person": SHEET.person_id,
    "time": "2026-11-02T09:30:00.123Z",
    "answers": ANSWERS,
    "mac": "0" * 64,
}


def signed(found: dict[str, Any], key: str = KEY) -> bytes:
    """The file with its signature, made by hand from the description of the format."""

    def net(*parts: str) -> bytes:
        return b"".join(str(len(part.encode())).encode() + b":" + part.encode() for part in parts)

    octets = net(found["format"], "1", *(found[name] for name in ("workspace", "sheet", "person", "time")))
    for row_id in sorted(found["answers"]):
        one = found["answers"][row_id]
        match one["kind"]:
            case "subject":
                level = "" if one["level"] is None else str(one["level"])
                octets += net(row_id, "subject", level, one.get("comment", ""), one.get("evidence", ""))
            case "evidence":
                octets += net(row_id, "evidence", one.get("text", ""), one.get("link", ""))
            case "sign":
                octets += net(row_id, "sign", "yes" if one["approved"] else "no", one.get("reason", ""))
            case _:
                octets += net(row_id, "question", one["text"])
    mac = hmac.new(bytes.fromhex(key), octets, hashlib.sha256).hexdigest()
    return json.dumps({**found, "mac": mac}).encode()


def test_a_reply_is_read_and_verified() -> None:
    reply = parse_reply(signed(REPLY))
    verify(reply, KEY)
    assert (reply.workspace_id, reply.sheet_id, reply.person_id) == (SHEET.workspace_id, "sheet-1", SHEET.person_id)
    assert reply.made_at == datetime(2026, 11, 2, 9, 30, 0, 123000, UTC)
    subject, evidence, sign, question = reply.answers
    assert isinstance(subject, SubjectAnswer)
    assert (subject.level, subject.comment, subject.evidence) == (Level.ALONE, "tricky: 😀", "#12")
    assert isinstance(evidence, EvidenceAnswer)
    assert (evidence.text, evidence.link) == ("done\nyesterday", "https://example.org/?a=1&b=2")
    assert isinstance(sign, SignAnswer)
    assert (sign.approved, sign.reason) == (False, "two lack")
    assert isinstance(question, QuestionAnswer)
    assert question.row_id == "d"


def test_unknown_fields_and_spaces_around_are_ignored() -> None:
    data = signed(REPLY)
    more = json.loads(data)
    more["extra"] = [1]
    more["answers"]["a"]["extra"] = {}
    reply = parse_reply(b"\n " + json.dumps(more).encode() + b"\r\n")
    verify(reply, KEY)
    assert reply == parse_reply(data)


def test_the_same_answer_has_the_same_id_and_another_has_another() -> None:
    first = parse_reply(signed(REPLY))
    later = parse_reply(signed({**REPLY, "time": "2026-12-01T00:00:00Z"}))
    assert [answer.answer_id for answer in first.answers] == [answer.answer_id for answer in later.answers]
    assert first.answers[0].answer_id == hashlib.sha256(
        b"7:sheet-11:a7:subject1:312:tricky: \xf0\x9f\x98\x803:#12"
    ).hexdigest()  # fmt: skip
    ids = {answer.answer_id for answer in first.answers}
    other = parse_reply(signed({**REPLY, "answers": {"a": {**ANSWERS["a"], "level": 2}, "e": ANSWERS["d"]}}))
    elsewhere = parse_reply(signed({**REPLY, "sheet": "sheet-2"}))
    assert len(ids | {a.answer_id for a in (*other.answers, *elsewhere.answers)}) == 10


@pytest.mark.parametrize(
    "change",
    [
        {"time": "2026-11-02T09:30:00.124Z"},
        {"person": "somebody-else"},
        {"workspace": "another"},
        {"sheet": "sheet-2"},
        {"mac": "f" * 64},
        {"answers": {**ANSWERS, "a": {**ANSWERS["a"], "level": 4}}},
        {"answers": {**ANSWERS, "c": {"kind": "sign", "approved": True, "reason": "two lack"}}},
        {"answers": {**ANSWERS, "e": ANSWERS["d"]}},
        {"answers": {key: value for key, value in ANSWERS.items() if key != "d"}},
        {"answers": {**ANSWERS, "a": {**ANSWERS["a"], "comment": "tricky: 😀#", "evidence": "12"}}},
    ],
)
def test_what_was_changed_on_the_way_is_noticed(change: dict[str, Any]) -> None:
    found = {**json.loads(signed(REPLY)), **change}
    with pytest.raises(Invalid, match="reply-tampered"):
        verify(parse_reply(json.dumps(found).encode()), KEY)


@pytest.mark.parametrize("key", ["f" * 64, "", "not hex", "é"])
def test_another_key_does_not_fit(key: str) -> None:
    with pytest.raises(Invalid, match="reply-tampered"):
        verify(parse_reply(signed(REPLY)), key)


def _with(row: str, **values: Any) -> dict[str, Any]:
    return {**REPLY, "answers": {**ANSWERS, row: {**ANSWERS[row], **values}}}


@pytest.mark.parametrize(
    ("found", "item", "field"),
    [
        (_with("a", level=5), "a", "level"),
        (_with("a", level=-1), "a", "level"),
        (_with("a", level=True), "a", "level"),
        (_with("a", level="3"), "a", "level"),
        (_with("a", level=2.0), "a", "level"),
        (_with("a", comment=7), "a", "comment"),
        (_with("a", comment="x" * 20_001), "a", "comment"),
        (_with("a", kind="spell"), "a", "kind"),
        (_with("b", link="\ud800"), "b", "link"),
        (_with("b", text="\0"), "b", "text"),
        (_with("c", approved="yes"), "c", "approved"),
        (_with("c", approved=None), "c", "approved"),
        (_with("d", text=""), "d", "text"),
        ({**REPLY, "answers": {"a b": ANSWERS["a"]}}, "", "answers"),
        ({**REPLY, "answers": {"a": []}}, "a", ""),
        ({**REPLY, "answers": []}, "", "answers"),
        ({**REPLY, "mac": "F" * 64}, "", "mac"),
        ({**REPLY, "time": "yesterday"}, "", "time"),
        ({**REPLY, "time": "2026-02-31T00:00:00Z"}, "", "time"),
        ({**REPLY, "sheet": "a/b"}, "", "sheet"),
        ({**REPLY, "version": 0}, "", "version"),
        ({**REPLY, "version": True}, "", "format"),
        ({**REPLY, "format": "other"}, "", "format"),
    ],
)
def test_what_is_not_as_it_should_be_is_refused(found: dict[str, Any], item: str, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_reply(json.dumps(found).encode())
    assert (caught.value.code, caught.value.values) == ("reply-unreadable", {"item": item, "field": field})


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b"[" * 9999, b" " * 4 + b"x" * 5_000_001])
def test_what_is_no_reply_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid, match="reply-unreadable"):
        parse_reply(data)


def test_a_newer_reply_says_so() -> None:
    with pytest.raises(Invalid, match="reply-newer"):
        parse_reply(json.dumps({**REPLY, "version": 2, "answers": "of another shape"}).encode())


@given(damaged(REPLY))
def test_damage_is_refused_or_noticed_never_a_crash(found: dict[str, Any]) -> None:
    with suppress(Invalid):
        verify(parse_reply(json.dumps(found).encode()), KEY)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_no_two_lists_of_texts_look_the_same(one: list[str], other: list[str]) -> None:
    assert (canonical.joined(one) == canonical.joined(other)) == (one == other)


def test_a_key_is_random() -> None:
    assert len({new_key() for _ in range(20)}) == 20
    assert len(new_key()) == 64


# --- the form, as far as it can be told without a browser


def test_the_form_names_no_address_and_runs_only_its_own_script(t: Translator) -> None:
    page = to_sheet_html(SHEET, t).decode()
    assert page.count("<script") == 2
    assert "http://" not in page
    assert "https://" not in page
    assert " src=" not in page
    assert "default-src 'none'; script-src 'sha256-" in page
    assert "innerHTML" not in page
    assert "own word" in page.lower()


def test_texts_cannot_leave_the_block_of_data(t: Translator) -> None:
    hostile = "</script><img src=x onerror=alert(1)>&\u2028<!--"
    page = to_sheet_html(replace(SHEET, company=hostile, message=hostile, questions=(
        QuestionRow(id="d", title=hostile, context=hostile),
    )), t).decode()  # fmt: skip
    assert "<img" not in page
    assert page.count("</script>") == 2
    assert "<!--" not in page


def test_ids_that_would_not_come_back_are_a_mistake_of_ours(t: Translator) -> None:
    for wrong in (replace(SHEET, id="a b"), replace(SHEET, questions=(QuestionRow(id="a", title="twice"),))):
        with pytest.raises(ValueError, match="ids"):
            to_sheet_html(wrong, t)


def test_the_form_is_in_the_language_of_its_sheet() -> None:
    page = to_sheet_html(SHEET, translator("fr", resources_folder() / "translations")).decode()
    assert '<html lang="fr">' in page
    assert "Fait avec de l’aide ou un mode opératoire" in page
