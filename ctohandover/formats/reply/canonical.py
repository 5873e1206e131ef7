"""A reply as one row of bytes, the same in Python and in the form's own script.

JSON would not do: two writers of it differ in escapes and in the order of keys. Here each text is written as its
length in UTF-8 octets, a colon and itself (a netstring, less its comma), in a fixed order.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Final

from ctohandover.domain.replies import EvidenceAnswer, QuestionAnswer, SubjectAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctohandover.domain.replies import Answer, Reply

FORMAT: Final = "ctohandover-reply"
VERSION: Final = 1


def joined(texts: Iterable[str]) -> bytes:
    """The texts, none of which can be taken for a part of another."""
    octets = [text.encode() for text in texts]
    return b"".join(b"%d:%b" % (len(part), part) for part in octets)


def subject_parts(level: int | None, comment: str, evidence: str) -> tuple[str, ...]:
    return ("subject", "" if level is None else str(level), comment, evidence)


def evidence_parts(text: str, link: str) -> tuple[str, ...]:
    return ("evidence", text, link)


def sign_parts(approved: bool, reason: str) -> tuple[str, ...]:
    return ("sign", "yes" if approved else "no", reason)


def question_parts(text: str) -> tuple[str, ...]:
    return ("question", text)


def parts_of(answer: Answer) -> tuple[str, ...]:
    """What an answer says, its kind first."""
    if isinstance(answer, SubjectAnswer):
        return subject_parts(answer.level, answer.comment, answer.evidence)
    if isinstance(answer, EvidenceAnswer):
        return evidence_parts(answer.text, answer.link)
    if isinstance(answer, QuestionAnswer):
        return question_parts(answer.text)
    return sign_parts(answer.approved, answer.reason)


def answer_id(sheet_id: str, row_id: str, parts: tuple[str, ...]) -> str:
    """SHA-256 as hex over the sheet, the row and what was answered: the same answer has the same id for ever."""
    return hashlib.sha256(joined((sheet_id, row_id, *parts))).hexdigest()


def signed_bytes(reply: Reply) -> bytes:
    """What the key signs: everything of a reply but the signature, answers by the id of their row."""
    head = (FORMAT, str(VERSION), reply.workspace_id, reply.sheet_id, reply.person_id, reply.made_text)
    rows = (joined((answer.row_id, *parts_of(answer))) for answer in reply.answers)
    return joined(head) + b"".join(rows)


def mac_of(reply: Reply, key: str) -> str:
    """HMAC-SHA256 as hex; `key` is hex as well. Raises ValueError where it is not."""
    return hmac.new(bytes.fromhex(key), signed_bytes(reply), hashlib.sha256).hexdigest()
