"""The tables behind the plan of the days left."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field

from ctohandover.domain.plan import PlanChoice
from ctohandover.storage.row import Row, enum_column


class EffortRow(Row, table=True):
    """Hours that a rung of a subject takes, where somebody knows better than what is usual for its kind."""

    __tablename__: ClassVar[str] = "effort"

    id: str = Field(sa_column=Column("id", ForeignKey("subject.id"), primary_key=True))
    hours: float


class PlanChoiceRow(Row, table=True):
    """A proposal of the plan that somebody pinned, perhaps changed (`week` is a Monday), or refused."""

    __tablename__: ClassVar[str] = "plan_choice"
    __table_args__ = (UniqueConstraint("subject_id", "receiver_id"), Index("plan_choice_receiver", "receiver_id"))

    subject_id: str = Field(foreign_key="subject.id")
    receiver_id: str = Field(foreign_key="person.id")
    choice: PlanChoice = enum_column(PlanChoice, "choice")
    week: date | None = None
    minutes: int | None = None
