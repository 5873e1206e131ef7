"""Reading a reply file. It comes by mail from anybody: strict shapes, limits, and nothing of it is believed before it
is verified with the key of its sheet."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from ctohandover.domain.levels import Level
from ctohandover.domain.replies import EvidenceAnswer, QuestionAnswer, Reply, SignAnswer, SubjectAnswer
from ctohandover.errors import Invalid
from ctohandover.formats.reply import canonical
from ctohandover.formats.shapes import Fields, Unfit, parse_object

if TYPE_CHECKING:
    from ctohandover.domain.replies import Answer

SIZE_LIMIT: Final = 5_000_000
TEXT_LIMIT: Final = 20_000
ROW_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
_ANSWERS: Final = 5_000
_MAC = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")


def parse_reply(data: bytes) -> Reply:
    """Read a reply of at most 5 MB; unknown fields are ignored. It is not verified yet.

    Raises Invalid with `reply-unreadable` (`item` and `field` say where, as far as there is a where) or
    `reply-newer`.
    """
    try:
        return _reply(parse_object(data.strip(), SIZE_LIMIT))
    except Unfit as error:
        raise Invalid("reply-unreadable", item=error.where, field=error.field) from error


def verify(reply: Reply, key: str) -> None:
    """Whether the reply was made with the sheet that has this key (hex), and is as it was made.

    Raises Invalid `reply-tampered` where it is not.
    """
    try:
        expected = canonical.mac_of(reply, key)
    except ValueError as error:
        raise Invalid("reply-tampered") from error
    if not hmac.compare_digest(expected, reply.mac):
        raise Invalid("reply-tampered")


def _reply(found: dict[str, Any]) -> Reply:
    version = found.get("version")
    if found.get("format") != canonical.FORMAT or isinstance(version, bool) or not isinstance(version, int):
        raise Unfit("", "format")
    if version > canonical.VERSION:
        raise Invalid("reply-newer")
    if version < 1:
        raise Unfit("", "version")
    fields = Fields(found)
    sheet = _id(fields, "sheet")
    answers = found.get("answers")
    if not isinstance(answers, dict) or len(answers) > _ANSWERS:
        raise Unfit("", "answers")
    mac = fields.text("mac", 64)
    if not _MAC.fullmatch(mac):
        raise Unfit("", "mac")
    made_text = fields.text("time", 40)
    return Reply(
        workspace_id=_id(fields, "workspace"),
        sheet_id=sheet,
        person_id=_id(fields, "person"),
        made_at=_time(made_text),
        made_text=made_text,
        answers=tuple(_Row(sheet, row_id, answers[row_id]).answer() for row_id in sorted(answers)),
        mac=mac,
    )


def _id(fields: Fields, name: str) -> str:
    found = fields.text(name, 100)
    if not ROW_ID.fullmatch(found):
        raise Unfit("", name)
    return found


def _time(text: str) -> datetime:
    if not _TIME.fullmatch(text):
        raise Unfit("", "time")
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:  # the 31st of February; the first and the last hours there are
        raise Unfit("", "time") from error


@dataclass(frozen=True, slots=True)
class _Row:
    sheet_id: str
    row_id: str
    found: object

    def answer(self) -> Answer:
        if not ROW_ID.fullmatch(self.row_id):
            raise Unfit("", "answers")
        fields = Fields.of(self.found, self.row_id)
        match fields.text("kind", 20):
            case "subject":
                return self._subject(fields)
            case "evidence":
                return self._evidence(fields)
            case "sign":
                return self._sign(fields)
            case "question":
                text = fields.text("text", TEXT_LIMIT)
                made = self._made(canonical.question_parts(text))
                return QuestionAnswer(row_id=self.row_id, answer_id=made, text=text)
        raise Unfit(self.row_id, "kind")

    def _made(self, parts: tuple[str, ...]) -> str:
        return canonical.answer_id(self.sheet_id, self.row_id, parts)

    def _subject(self, fields: Fields) -> SubjectAnswer:
        number = fields.integer("level", 0, 4)
        comment, evidence = fields.text("comment", TEXT_LIMIT, ""), fields.text("evidence", TEXT_LIMIT, "")
        return SubjectAnswer(
            row_id=self.row_id,
            answer_id=self._made(canonical.subject_parts(number, comment, evidence)),
            level=None if number is None else Level(number),
            comment=comment,
            evidence=evidence,
        )

    def _evidence(self, fields: Fields) -> EvidenceAnswer:
        text, link = fields.text("text", TEXT_LIMIT, ""), fields.text("link", TEXT_LIMIT, "")
        made = self._made(canonical.evidence_parts(text, link))
        return EvidenceAnswer(row_id=self.row_id, answer_id=made, text=text, link=link)

    def _sign(self, fields: Fields) -> SignAnswer:
        approved, reason = fields.found.get("approved"), fields.text("reason", TEXT_LIMIT, "")
        if not isinstance(approved, bool):
            raise Unfit(self.row_id, "approved")
        made = self._made(canonical.sign_parts(approved, reason))
        return SignAnswer(row_id=self.row_id, answer_id=made, approved=approved, reason=reason)
