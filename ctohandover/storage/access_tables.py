"""The tables of the register of accesses."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from ctohandover.domain.accesses import BelongsTo, Means, Right, Sort
from ctohandover.storage.row import Row, enum_column


class AccessRow(Row, table=True):
    """`cost` is in whole euros a year. `shared`: more people than one know its secret. `waits_since` is the day since
    when that secret waits in an operating system's keyring; the secret itself is never here."""

    __tablename__: ClassVar[str] = "access"

    id: str = Field(sa_column=Column("id", ForeignKey("subject.id"), primary_key=True))
    sort: Sort = enum_column(Sort, "sort")
    address: str
    account: str
    supplier: str
    registered_to: str
    secret_place: str
    waits_since: date | None = None
    renews: date | None = None
    notice_days: int | None = None
    cost: int | None = None
    shared: bool
    rotated_on: date | None = None
    notes: str


class AccessPersonRow(Row, table=True):
    """Who may do what; a right that was taken back stays, with the day."""

    __tablename__: ClassVar[str] = "access_person"
    __table_args__ = (UniqueConstraint("access_id", "person_id"), Index("access_person_person", "person_id"))

    access_id: str = Field(foreign_key="access.id")
    person_id: str = Field(foreign_key="person.id")
    rights: Right = enum_column(Right, "rights")
    used_on: date | None = None
    revoked_on: date | None = None


class AccessTieRow(Row, table=True):
    """What an access hangs on; no row where that is not known."""

    __tablename__: ClassVar[str] = "access_tie"
    __table_args__ = (UniqueConstraint("access_id", "means"), Index("access_tie_person", "person_id"))

    access_id: str = Field(foreign_key="access.id")
    means: Means = enum_column(Means, "means")
    belongs_to: BelongsTo = enum_column(BelongsTo, "belongs_to")
    person_id: str | None = Field(default=None, foreign_key="person.id")
    detail: str
