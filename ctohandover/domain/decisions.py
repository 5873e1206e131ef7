"""Decision records: what is read from their text, and how the program refers to it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover.domain.record import record

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.subjects import Subject


class Status(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    DRAFT = "draft"


def is_standing(status: Status | None) -> bool:
    """Only accepted decisions, and those whose status is not stated, count in figures."""
    return status is None or status is Status.ACCEPTED


class RelationKind(StrEnum):
    SUPERSEDES = "supersedes"
    SUPERSEDED_BY = "superseded_by"
    AMENDS = "amends"
    AMENDED_BY = "amended_by"


@record()
class Relation:
    """One relation as the text states it. `path` is the target's path inside the same source folder (`/` between
    parts) where the text links a file, `number` its number where one is written or known; `text` is the raw words."""

    kind: RelationKind
    text: str
    number: int | None = None
    path: str | None = None


@record()
class Finding:
    """Something odd in a record that a person may want to look at: a code (lower-case words with hyphens, such as
    `date-invalid`, `status-contradiction`, `number-mismatch`) and the raw text it is about."""

    code: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code


@record(kw_only=True)
class Fields:
    """What `formats.adr` reads from the text of one decision. The raw text always stays beside what was made of it.

    Nothing is invented: no status written means None ("not stated"), no date written means None.
    """

    title: str
    number: int | None = None
    status: Status | None = None
    status_raw: str = ""
    date: date | None = None
    date_raw: str = ""
    deciders: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    dialect: str = ""
    findings: tuple[Finding, ...] = ()


@record(kw_only=True)
class Source:
    """A folder that decisions came from, as this computer knows it."""

    id: str
    path: str
    version: str = ""


@record(kw_only=True)
class DecisionLine:
    """One decision as lists show it: what was read from its text, and what is kept around it."""

    id: str
    title: str
    number: int | None
    status: Status | None
    status_raw: str
    date: date | None
    path: str
    source_id: str | None
    deciders: tuple[str, ...]
    dialect: str
    edited: bool
    """Changed here since the last exchange with its folder (or never exchanged)."""
    subject: Subject

    @property
    def label(self) -> str:
        """ "17. Event sourcing", as a person would say it."""
        return self.title if self.number is None else f"{self.number}. {self.title}"


@record(kw_only=True)
class Decision:
    """One decision with its text, byte for byte."""

    line: DecisionLine
    content: bytes
    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
    date_raw: str
    exchanged_hash: str
    text_version: str
