"""The tables of a workspace, as SQLModel rows. Only storage and services see them; records leave services.

`version` is the id of the transaction that wrote the row as it stands: a stale save is noticed by it, and undo puts the
old one back together with the old fields. Keys are time-ordered UUIDs as text; times are UTC as ISO 8601 text.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from ctohandover.domain.assessments import Method, SessionMethod
from ctohandover.domain.decisions import Status
from ctohandover.domain.growth import Signal
from ctohandover.domain.people import Role
from ctohandover.domain.sessions import Outcome
from ctohandover.domain.subjects import Criticality, Kind
from ctohandover.domain.transition import Act, EvidenceKind, Phase, Progress
from ctohandover.storage.access_tables import AccessPersonRow, AccessRow, AccessTieRow
from ctohandover.storage.plan_tables import EffortRow, PlanChoiceRow
from ctohandover.storage.row import Row, enum_column


class WorkspaceRow(Row, table=True):
    __tablename__: ClassVar[str] = "workspace"

    company: str
    language: str
    last_day: date | None = None
    handover_day: date | None = None
    arrival_day: date | None = None
    keeper_id: str | None = Field(default=None, foreign_key="person.id")
    created_at: str
    notice_months: int | None = None
    search_months: int | None = None
    transfer_share: int | None = None
    aftercare_hours: int | None = None


class PersonRow(Row, table=True):
    __tablename__: ClassVar[str] = "person"

    name: str
    role: Role = enum_column(Role, "role")
    internal: bool
    on_site: bool
    active_from: date | None = None
    active_to: date | None = None
    days_a_month: float | None = None
    note: str
    spare_hours: float | None = None


class SubjectRow(Row, table=True):
    __tablename__: ClassVar[str] = "subject"

    kind: Kind = enum_column(Kind, "kind")
    title: str
    criticality: Criticality = enum_column(Criticality, "criticality")
    needed: int | None = None
    area: str


class SourceRow(Row, table=True):
    __tablename__: ClassVar[str] = "source"

    path: str


class DecisionRow(Row, table=True):
    """Fields are derived from the text (`formats.adr`); `exchanged_hash` is that of the bytes at the last exchange."""

    __tablename__: ClassVar[str] = "decision"
    __table_args__ = (UniqueConstraint("source_id", "path"),)

    id: str = Field(sa_column=Column("id", ForeignKey("subject.id"), primary_key=True))
    source_id: str | None = Field(default=None, foreign_key="source.id")
    path: str
    number: int | None = None
    status: Status | None = enum_column(Status, "status", nullable=True)
    status_raw: str
    date: str | None = None
    date_raw: str
    deciders: str
    relations: str
    findings: str
    dialect: str
    hash: str
    exchanged_hash: str


class DecisionTextRow(Row, table=True):
    """Apart from `decision`, so that lists do not read through the pages of the texts."""

    __tablename__: ClassVar[str] = "decision_text"

    id: str = Field(sa_column=Column("id", ForeignKey("decision.id"), primary_key=True))
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ImageRow(Row, table=True):
    __tablename__: ClassVar[str] = "image"
    __table_args__ = (UniqueConstraint("source_id", "path"),)

    source_id: str | None = Field(default=None, foreign_key="source.id")
    path: str
    hash: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class AssessmentRow(Row, table=True):
    __tablename__: ClassVar[str] = "assessment"
    __table_args__ = (
        Index("assessment_subject", "subject_id"),
        Index("assessment_person", "person_id"),
        Index("assessment_session", "session_id"),
    )

    person_id: str = Field(foreign_key="person.id")
    subject_id: str = Field(foreign_key="subject.id")
    level: int
    day: date
    method: Method = enum_column(Method, "method")
    assessor_id: str | None = Field(default=None, foreign_key="person.id")
    session_method: SessionMethod | None = enum_column(SessionMethod, "session_method", nullable=True)
    by_reply: bool
    evidence: str
    session_id: str | None = Field(default=None, foreign_key="session.id")


class SkillRow(Row, table=True):
    """`level_words` is a JSON list of five texts, "" where the usual words serve."""

    __tablename__: ClassVar[str] = "skill"

    id: str = Field(sa_column=Column("id", ForeignKey("subject.id"), primary_key=True))
    description: str
    level_words: str


class ChargeRow(Row, table=True):
    """What is kept of a system or a duty: who is in charge of it, and how it is run."""

    __tablename__: ClassVar[str] = "charge"

    id: str = Field(sa_column=Column("id", ForeignKey("subject.id"), primary_key=True))
    owner_id: str | None = Field(default=None, foreign_key="person.id")
    deputy_id: str | None = Field(default=None, foreign_key="person.id")
    runbook: str
    notes: str


class SessionRow(Row, table=True):
    __tablename__: ClassVar[str] = "session"

    title: str
    day: date
    start: str | None = None
    minutes: int
    giver_id: str | None = Field(default=None, foreign_key="person.id")
    method: SessionMethod = enum_column(SessionMethod, "method")
    outcome: Outcome | None = enum_column(Outcome, "outcome", nullable=True)
    evidence: str
    notes: str


class SessionReceiverRow(Row, table=True):
    __tablename__: ClassVar[str] = "session_receiver"
    __table_args__ = (UniqueConstraint("session_id", "person_id"), Index("session_receiver_person", "person_id"))

    session_id: str = Field(foreign_key="session.id")
    person_id: str = Field(foreign_key="person.id")


class SessionSubjectRow(Row, table=True):
    __tablename__: ClassVar[str] = "session_subject"
    __table_args__ = (UniqueConstraint("session_id", "subject_id"), Index("session_subject_subject", "subject_id"))

    session_id: str = Field(foreign_key="session.id")
    subject_id: str = Field(foreign_key="subject.id")


class AttachmentRow(Row, table=True):
    """A file that was given as evidence, kept whole in the workspace. `size` is in bytes."""

    __tablename__: ClassVar[str] = "attachment"

    name: str
    size: int
    hash: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ItemRow(Row, table=True):
    """One item of the checklist. Verified and not applicable follow from its sign-offs."""

    __tablename__: ClassVar[str] = "item"

    code: str
    phase: Phase = enum_column(Phase, "phase")
    area: str
    title: str
    help: str
    hint: str
    blocker: bool
    offset_days: int | None = None
    due_set: date | None = None
    doer_role: Role | None = enum_column(Role, "doer_role", nullable=True)
    signer_role: Role | None = enum_column(Role, "signer_role", nullable=True)
    owner_id: str | None = Field(default=None, foreign_key="person.id")
    signer_id: str | None = Field(default=None, foreign_key="person.id")
    progress: Progress = enum_column(Progress, "progress")
    stale_after: int | None = None
    position: int


class ItemWaitRow(Row, table=True):
    __tablename__: ClassVar[str] = "item_wait"
    __table_args__ = (UniqueConstraint("item_id", "waits_for_id"), Index("item_wait_waits_for", "waits_for_id"))

    item_id: str = Field(foreign_key="item.id")
    waits_for_id: str = Field(foreign_key="item.id")


class ItemSubjectRow(Row, table=True):
    __tablename__: ClassVar[str] = "item_subject"
    __table_args__ = (UniqueConstraint("item_id", "subject_id"), Index("item_subject_subject", "subject_id"))

    item_id: str = Field(foreign_key="item.id")
    subject_id: str = Field(foreign_key="subject.id")


class EvidenceRow(Row, table=True):
    __tablename__: ClassVar[str] = "evidence"
    __table_args__ = (Index("evidence_item", "item_id"),)

    item_id: str = Field(foreign_key="item.id")
    person_id: str | None = Field(default=None, foreign_key="person.id")
    day: date
    kind: EvidenceKind = enum_column(EvidenceKind, "kind")
    text: str
    attachment_id: str | None = Field(default=None, foreign_key="attachment.id")
    session_id: str | None = Field(default=None, foreign_key="session.id")
    subject_id: str | None = Field(default=None, foreign_key="subject.id")
    by_reply: bool


class SignoffRow(Row, table=True):
    """Only ever added: the latest one counts. `entered_by` is who typed it for somebody else."""

    __tablename__: ClassVar[str] = "signoff"
    __table_args__ = (Index("signoff_item", "item_id"),)

    item_id: str = Field(foreign_key="item.id")
    person_id: str = Field(foreign_key="person.id")
    day: date
    act: Act = enum_column(Act, "act")
    note: str
    entered_by: str | None = Field(default=None, foreign_key="person.id")
    by_reply: bool


class QuestionRow(Row, table=True):
    __tablename__: ClassVar[str] = "question"

    asked_by: str | None = Field(default=None, foreign_key="person.id")
    to_id: str = Field(foreign_key="person.id")
    subject_id: str | None = Field(default=None, foreign_key="subject.id")
    text: str
    day: date


class QuestionAnswerRow(Row, table=True):
    __tablename__: ClassVar[str] = "question_answer"

    question_id: str = Field(foreign_key="question.id")
    person_id: str | None = Field(default=None, foreign_key="person.id")
    text: str
    day: date
    by_reply: bool


class SheetRow(Row, table=True):
    """A reply sheet that was written for somebody; `secret` (hex) tells a reply to it from a forged one, `content` is
    what was asked, as JSON."""

    __tablename__: ClassVar[str] = "sheet"

    person_id: str = Field(foreign_key="person.id")
    asked_by: str | None = Field(default=None, foreign_key="person.id")
    day: date
    until: date | None = None
    secret: str
    content: str


class AnswerRow(Row, table=True):
    """One answer that came back on a sheet. Its id follows from what it says, so that a reply taken twice is one."""

    __tablename__: ClassVar[str] = "answer"

    sheet_id: str = Field(foreign_key="sheet.id")
    row: str
    content: str
    at: str


class DraftRow(SQLModel, table=True):
    """Text being written, not journalled: it outlives a crash and goes when the text is committed or thrown away."""

    __tablename__: ClassVar[str] = "draft"

    id: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    text: str
    base_version: str
    at: str


class JournalRow(SQLModel, table=True):
    """One changed record of one transaction. `before` is JSON: the old fields of a change, the whole of a removal."""

    __tablename__: ClassVar[str] = "journal"
    __table_args__ = (Index("journal_txn", "txn"), Index("journal_record", "record_id"))

    seq: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True, autoincrement=True))
    txn: str
    at: str
    who_id: str | None = None
    label: str
    label_values: str
    kind: str
    record_id: str
    action: str
    before: str | None = None
    version: str | None = None
    undoes: str | None = None


class GrowthRow(Row, table=True):
    """A sign of growth as it was read on a day; no value where it is not known."""

    __tablename__: ClassVar[str] = "growth"

    signal: Signal = enum_column(Signal, "signal")
    value: int | None = None
    threshold: int
    day: date


class RemarkRow(Row, table=True):
    """What a person says of what is said of them: of one subject, or of all of it."""

    __tablename__: ClassVar[str] = "remark"
    __table_args__ = (Index("remark_person", "person_id"), Index("remark_subject", "subject_id"))

    person_id: str = Field(foreign_key="person.id")
    subject_id: str | None = Field(default=None, foreign_key="subject.id")
    text: str
    day: date


class SearchKeyRow(SQLModel, table=True):
    """Gives each searched record the integer by which the full-text index knows it."""

    __tablename__: ClassVar[str] = "search_key"

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True, autoincrement=True))
    record_id: str = Field(unique=True)


JOURNALLED: dict[str, type[Row]] = {
    str(model.__tablename__): model
    for model in (
        WorkspaceRow, PersonRow, SubjectRow, SourceRow, DecisionRow, DecisionTextRow, ImageRow, AssessmentRow,
        SkillRow, ChargeRow, SessionRow, SessionReceiverRow, SessionSubjectRow, AttachmentRow, ItemRow, ItemWaitRow,
        ItemSubjectRow, EvidenceRow, SignoffRow, QuestionRow, QuestionAnswerRow, SheetRow, AnswerRow, GrowthRow,
        AccessRow, AccessPersonRow, AccessTieRow, EffortRow, PlanChoiceRow, RemarkRow,
    )
}  # fmt: skip
