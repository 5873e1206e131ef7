"""Frozen records with slots: what `dataclass(frozen=True, slots=True)` makes, in less than half of its time.

`dataclass` compiles six functions for each class, and the window waits for the records of the domain before its first
paint. Here only the function that makes a record is compiled, since that one has to be fast; all share the rest.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """A class decorator. `dataclasses.fields`, `replace` and `asdict` work with what it makes."""

    def make(cls: type[T]) -> type[T]:
        cls.__doc__ = cls.__doc__ or cls.__name__  # else `dataclass` inspects a signature for one, half its time
        made = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
        for name, function in {"__init__": _maker(made, kw_only=kw_only), **_SHARED}.items():
            setattr(made, name, function)
        return made

    return make


def _maker(kind: Any, *, kw_only: bool) -> Callable[..., None]:
    """`__init__`: one parameter and one slot filled for each field."""
    scope: dict[str, Any] = {"MISSING": MISSING}
    head, body = ["self", "*"] if kw_only else ["self"], []
    for item in fields(kind):
        name, value = item.name, item.name
        scope[f"set_{name}"] = getattr(kind, name).__set__
        if item.default_factory is not MISSING:
            scope[f"new_{name}"] = item.default_factory
            head.append(f"{name}=MISSING")
            value = f"new_{name}() if {name} is MISSING else {name}"
        elif item.default is not MISSING:
            scope[f"default_{name}"] = item.default
            head.append(f"{name}=default_{name}")
        else:
            head.append(name)
        body.append(f" set_{name}(self, {value})")
    exec("\n".join([f"def __init__({', '.join(head)}):", *body]), scope)
    made: Callable[..., None] = scope["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _values(self: Any) -> tuple[Any, ...]:
    return tuple([getattr(self, name) for name in self.__dataclass_fields__])


def _eq(self: Any, other: object) -> bool:
    return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{self.__class__.__qualname__}({told})"


def _set(self: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _restore(self: Any, state: tuple[Any, ...]) -> None:
    """For `copy` and `pickle`, which would set each field."""
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)


_SHARED: dict[str, Any] = {
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _values,
    "__setstate__": _restore,
}
