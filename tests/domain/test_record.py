"""A record is what a frozen dataclass with slots is; only its class is made faster."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from typing import Any

import pytest

from ctohandover.domain.record import record


@record()
class Point:
    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)

    @property
    def sum(self) -> int:
        return self.x + self.y


@record(kw_only=True)
class Named:
    name: str = ""
    point: Point | None = None
    number: int


@dataclass(frozen=True, slots=True)
class Twin:
    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)


def test_it_is_made_compared_and_shown_as_a_dataclass_is() -> None:
    choices: list[list[Any]] = [[1], [1, 3], [1, 3, ["a"]]]
    for arguments in choices:
        ours: Any = Point(*arguments)
        theirs: Any = Twin(*arguments)
        assert asdict(ours) == asdict(theirs)
        assert repr(ours) == repr(theirs).replace("Twin", "Point")
    assert Point(1) == Point(x=1, y=2)
    assert Point(1) != Point(2)
    twin: object = Twin(1)
    assert Point(1) != twin
    assert Point(1).names is not Point(1).names
    assert Point(1).sum == 3
    assert [item.name for item in fields(Named)] == ["name", "point", "number"]


def test_records_that_are_equal_have_one_hash() -> None:
    assert hash(Named(number=1)) == hash(Named(name="", number=1))
    assert len({Named(number=1), Named(number=1), Named(number=2)}) == 2


def test_nothing_can_be_set_or_added_or_taken_away() -> None:
    point = Point(1)
    for name in ("x", "other"):
        with pytest.raises(FrozenInstanceError):
            setattr(point, name, 3)
    with pytest.raises(FrozenInstanceError):
        del point.x
    assert not hasattr(point, "__dict__")


def test_it_can_be_replaced_copied_and_pickled() -> None:
    named = Named(name="a", point=Point(1), number=7)
    assert replace(named, number=8) == Named(name="a", point=Point(1), number=8)
    for made in (copy.copy(named), copy.deepcopy(named), pickle.loads(pickle.dumps(named))):
        assert made == named


def test_what_is_missing_or_unknown_is_refused() -> None:
    with pytest.raises(TypeError, match="number"):
        Named(name="a")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="colour"):
        Named(number=1, colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Named("a", number=1)  # type: ignore[call-arg]
