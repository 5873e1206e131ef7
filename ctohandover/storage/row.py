"""What every table of a workspace is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column
from sqlalchemy import Enum as EnumType
from sqlmodel import Field, SQLModel

if TYPE_CHECKING:
    from enum import StrEnum


def enum_column(enum: type[StrEnum], name: str, *, nullable: bool = False) -> Any:
    """A column that holds an enum by value, with a CHECK (SQLModel would store names and check nothing)."""
    kind = EnumType(
        enum,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=24,
        values_callable=lambda members: [member.value for member in members],
    )
    return Field(sa_column=Column(kind, nullable=nullable))


class Row(SQLModel):
    """What every journalled table has."""

    id: str = Field(primary_key=True)
    version: str
