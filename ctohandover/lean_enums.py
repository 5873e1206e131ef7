"""Enumerations from lists of names and numbers, as PySide makes them: some 2,800 members before the first paint.

Python makes a member in about 10 µs, since it must be ready for names, values and mixtures of every sort; PySide's are
plain names with whole numbers. They are made here in a tenth of that, and are the same to the last attribute: each kind
is first tried on an example, and where Python's way gives anything else (in another release, say), its way is taken.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import KEEP, Enum, EnumType, Flag, IntEnum, IntFlag
from typing import Any

_make_plainly: Any = vars(EnumType)["_create_"]
_TAKEN = {kind: {name for base in kind.__mro__ for name in vars(base)} for kind in (Enum, Flag, IntEnum, IntFlag)}
"""The kinds that are made here; a member with one of these names is a case of its own."""
_EXAMPLE = [("Second", 2), ("None_", 0), ("First", 1), ("Alias", 2), ("All", 7), ("Far", 1 << 31), ("Minus", -1)]
_OF_THE_CLASS = ("__dict__", "__weakref__", "__new__")
"""Of a class of Python's making: what no other is given with its dictionary."""
_bodies: dict[type[Enum], dict[str, Any] | None] = {}
"""What a class without members consists of, by kind; `None` where Python is left to make them."""


def install() -> None:
    """Have `Enum(name, pairs)` and its like made here from now on, where it makes no difference but time."""
    type.__setattr__(EnumType, "_create_", _create)


def _create(  # the arguments are those of Python's own
    cls: type[Enum],
    class_name: str,
    names: Any,
    *,
    module: str | None = None,
    qualname: str | None = None,
    type: Any = None,  # noqa: A002
    start: int = 1,
    boundary: Any = None,
) -> Any:
    module = module or _caller()
    if type is None and qualname is None and boundary is KEEP and _are_plain(names, _TAKEN.get(cls)):
        if cls not in _bodies:
            _bodies[cls] = _body(cls)
        body = _bodies[cls]
        if body is not None:
            return _make(cls, class_name, names, {**body, "__module__": module})
    return _make_plainly(
        cls, class_name, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary
    )


def _caller() -> str:
    """The module that called the class, as Python finds it. Qt may make one in a thread in which no Python runs."""
    with suppress(ValueError, KeyError):
        name = sys._getframe(3).f_globals["__name__"]
        if isinstance(name, str):
            return name
    return "<unknown>"


def _are_plain(names: Any, taken: set[str] | None) -> bool:
    """Whether these are pairs of a name that means nothing to Python, each another, and a whole number."""
    if taken is None or names.__class__ is not list:
        return False
    seen = set()
    for pair in names:
        if pair.__class__ is not tuple or len(pair) != 2:
            return False
        name, value = pair
        if name.__class__ is not str or value.__class__ is not int:
            return False
        if not name or name[0] == "_" or name == "mro":
            return False
        seen.add(name)
    return len(seen) == len(names) and taken.isdisjoint(seen)


def _body(kind: type[Enum]) -> dict[str, Any] | None:
    empty = _make_plainly(kind, "Empty", [], module=__name__, boundary=KEEP)
    body = {name: value for name, value in vars(empty).items() if name not in _OF_THE_CLASS}
    example = _make_plainly(kind, "Example", _EXAMPLE, module=__name__, boundary=KEEP)
    return body if _facts(_make(kind, "Example", _EXAMPLE, body)) == _facts(example) else None


def _make(kind: type[Enum], class_name: str, pairs: list[tuple[str, int]], body: dict[str, Any]) -> Any:
    """The class of these members. `body` is what it has besides; its lists and dictionaries are not shared."""
    body = {name: value.copy() if value.__class__ in (list, dict) else value for name, value in body.items()}
    made: Any = type.__new__(EnumType, class_name, (kind,), body)
    add = type.__setattr__
    add(made, "__new__", Enum.__new__)
    by_name, by_value, in_order = made._member_map_, made._value2member_map_, made._member_names_
    of_numbers, of_bits = issubclass(made, int), issubclass(made, Flag)
    mask = singles = 0
    for name, value in pairs:
        is_bit = value > 0 and not value & (value - 1)
        mask |= value
        if is_bit:
            singles |= value
        member = by_value.get(value)
        if member is None:
            member = int.__new__(made, value) if of_numbers else object.__new__(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(in_order)
            by_value[value] = member
            if is_bit or not of_bits:
                in_order.append(name)
        by_name[name] = member
        add(made, name, member)
    if of_bits and pairs:
        add(made, "_flag_mask_", mask)
        add(made, "_singles_mask_", singles)
        add(made, "_all_bits_", 2 ** mask.bit_length() - 1)
        values = [by_name[name]._value_ for name in in_order]
        if values != sorted(values):
            add(made, "_iter_member_", made._iter_member_by_def_)
    return made


def _facts(made: type[Enum]) -> dict[str, Any]:
    """All that a class has, in a form that is equal where two classes are alike."""
    return {name: _fact(value, made) for name, value in vars(made).items() if name not in ("__dict__", "__weakref__")}


def _fact(value: Any, made: type[Enum]) -> Any:
    if isinstance(value, made):
        return [made.__name__ if of_it is made else of_it for of_it in vars(value).values()], list(vars(value))
    if isinstance(value, dict):
        return [(key, _fact(member, made)) for key, member in value.items()]
    return getattr(value, "__func__", value)
