"""Reply sheets: what one person is asked, and what they answered. They travel as files between two computers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from ctohandover.domain.levels import Level
    from ctohandover.domain.subjects import Kind


def new_key() -> str:
    """The key of one sheet, 256 random bits as hex. It shows that a reply came from that sheet and was not altered on
    the way; it does not show who filled it in."""
    return secrets.token_hex(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """A subject to place oneself on. `level_words` are own words for the levels 0 to 4; where they lack, or one is "",
    the usual ones of the kind are shown."""

    id: str
    title: str
    kind: Kind
    description: str = ""
    level_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """An item of the checklist to give evidence for. `hint` says what would be good evidence."""

    id: str
    title: str
    help: str = ""
    hint: str = ""
    blocker: bool = False
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRow:
    """An item to sign, with the evidence that was given, each as a line of text, and who did it."""

    id: str
    title: str
    help: str = ""
    done_by: str = ""
    evidence: tuple[str, ...] = ()
    blocker: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A question to answer in words; `context` says what it is about."""

    id: str
    title: str
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One person's sheet. Ids of rows are letters, figures and `-_.:`, and differ in the whole sheet.

    `asked_by` and `send_to` are names; `send_to_mail` may be "". `purpose` "" takes the usual words (continuity and
    training, not pay); `message` is what the asker adds. `key` comes from `new_key`.
    """

    id: str
    workspace_id: str
    person_id: str
    person_name: str
    company: str
    asked_by: str
    send_to: str
    send_to_mail: str = ""
    until: date | None = None
    purpose: str = ""
    message: str = ""
    key: str
    subjects: tuple[SubjectRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    signs: tuple[SignRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectAnswer:
    """`level` is None where the person only left a remark. Answers carry an `answer_id` that is the same whenever the
    same answer is read again, so that importing twice changes nothing."""

    row_id: str
    answer_id: str
    level: Level | None
    comment: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAnswer:
    row_id: str
    answer_id: str
    text: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAnswer:
    """`approved` False means "not yet", with the reason."""

    row_id: str
    answer_id: str
    approved: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswer:
    row_id: str
    answer_id: str
    text: str


Answer = SubjectAnswer | EvidenceAnswer | SignAnswer | QuestionAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply as it came, not verified yet. `made_at` is in UTC, by the clock of the computer it was written on;
    `made_text` is the same as it stands in the file. `answers` are sorted by the id of their row."""

    workspace_id: str
    sheet_id: str
    person_id: str
    made_at: datetime
    made_text: str
    answers: tuple[Answer, ...]
    mac: str
