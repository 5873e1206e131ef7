"""Enumerations made quickly: the same classes as Python's own, to the last attribute."""

from __future__ import annotations

import _thread
import operator
import pickle
import threading
from collections.abc import Iterator
from enum import KEEP, Enum, Flag, IntEnum, IntFlag, StrEnum
from itertools import pairwise
from types import DynamicClassAttribute
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctohandover import lean_enums
from tests.fresh_python import told_by

KINDS = (Enum, Flag, IntEnum, IntFlag)
# What PySide has, through every class of the libraries of the program, and what it can do.
_ALL_OF_QT = """
import enum, json
from importlib import import_module
from inspect import isclass
from ctohandover import lean_enums
told = {}
def tell(owner, path):
    for name in dir(owner):
        kind = getattr(owner, name, None)
        if not isclass(kind) or f"{path}.{name}" in told or not kind.__module__.startswith("PySide6"):
            continue
        if isinstance(kind, enum.EnumType):
            members = [[n, m.name, m.value, repr(m), str(m), f"{m}", m._sort_order_, kind(m.value) is m,
                        kind[n] is m, getattr(kind, n) is m] for n, m in kind.__members__.items()]
            told[f"{path}.{name}"] = [kind.__qualname__, kind.__module__, str(kind.__mro__), members,
                                      [m.name for m in kind], len(kind), sorted(dir(kind)),
                                      sorted(lean_enums._facts(kind)),
                                      issubclass(kind, enum.Flag) and [repr(~m) for m in kind]]
        elif owner is not kind and kind.__qualname__.startswith(name):
            tell(kind, f"{path}.{name}")
for library in ("QtCore", "QtGui", "QtWidgets"):
    tell(import_module(f"PySide6.{library}"), library)
print(json.dumps([told, sorted(kind.__name__ for kind, body in lean_enums._bodies.items() if body)]))
"""


def _told(kind: type[Enum], pairs: Any, *, plainly: bool) -> Any:
    """Everything about the class that this makes, or the mistake that it is."""
    make = lean_enums._make_plainly if plainly else lean_enums._create
    try:
        made = make(kind, "Made", pairs, module=__name__, boundary=KEEP)
    except (TypeError, ValueError) as error:
        return type(error), str(error)
    facts = lean_enums._facts(made)
    members = list(made)
    sums = [repr(operator.or_(*two)) for two in pairwise(members) if issubclass(kind, Flag)]
    return (
        {name: fact for name, fact in facts.items() if not isinstance(fact, DynamicClassAttribute)},
        list(map(repr, made)),
        sums,
    )


def test_every_enumeration_of_qt_is_as_python_makes_it() -> None:
    lean, used = told_by("from ctohandover import lean_pyside; lean_pyside.load()\n" + _ALL_OF_QT)
    plain, unused = told_by(_ALL_OF_QT)
    assert len(plain) > 400
    assert lean == plain
    assert used == sorted(kind.__name__ for kind in KINDS)
    assert unused == []


@given(
    st.sampled_from(KINDS),
    st.lists(
        st.tuples(
            st.sampled_from(("First", "Second", "name", "value", "real", "mro", "None_", "", "_one_", "__two__", "X1")),
            st.one_of(st.integers(-4, 1 << 33), st.sampled_from((0, 1, 2, 4, 6))),
        ),
        max_size=6,
    ),
)
def test_any_list_of_names_and_numbers_makes_the_same(kind: type[Enum], pairs: list[tuple[str, int]]) -> None:
    assert _told(kind, pairs, plainly=False) == _told(kind, pairs, plainly=True)


@pytest.mark.parametrize(
    "names", ["First Second", ["First", "Second"], {"First": 1}, [("First", "one")], (("First", 1),)]
)
@pytest.mark.parametrize("kind", [*KINDS, StrEnum])
def test_other_lists_are_left_to_python(kind: type[Enum], names: Any) -> None:
    assert _told(kind, names, plainly=False) == _told(kind, names, plainly=True)


def test_a_class_knows_the_module_that_asked_for_it() -> None:
    colour = Flag("colour", [("Red", 1), ("Blue", 2)], boundary=KEEP)  # type: ignore[misc]
    assert colour.__module__ == __name__
    globals()["colour"] = colour
    assert pickle.loads(pickle.dumps(colour(3))) is colour(3)
    assert {"Red", "Blue"} == set(colour.__members__)
    with pytest.raises(AttributeError, match="cannot reassign member"):
        setattr(colour, "Red", 4)  # noqa: B010
    with pytest.raises(TypeError, match="cannot extend"):

        class _More(colour):  # type: ignore[misc]
            pass


def test_a_class_is_made_where_no_module_asks_for_it() -> None:
    """Qt may come for one in a thread in which no Python runs."""
    alone: dict[str, Any] = {"Flag": Flag, "KEEP": KEEP}
    exec('made = Flag("made", [("Red", 1)], boundary=KEEP)', alone)
    assert alone["made"].__module__ == "<unknown>"
    came = threading.Event()

    def pairs() -> Iterator[tuple[str, int]]:
        yield "Red", 1
        came.set()

    _thread.start_new_thread(Flag, ("made", pairs()), {"boundary": KEEP})
    assert came.wait(20)


def test_python_makes_them_where_its_way_gives_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = lean_enums._make_plainly

    def otherwise(*arguments: Any, **options: Any) -> Any:
        made = plain(*arguments, **options)
        if len(made):
            made.of_another_release = True
        return made

    monkeypatch.setattr(lean_enums, "_make_plainly", otherwise)
    monkeypatch.setattr(lean_enums, "_bodies", {})
    made = lean_enums._create(IntEnum, "Made", [("First", 1)], boundary=KEEP)
    assert made.of_another_release
    assert lean_enums._bodies == {IntEnum: None}
