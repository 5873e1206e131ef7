"""Reading JSON that somebody else wrote: every field has a type and a limit, and what is wrong says where."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ctohandover.domain.wording import NOTHING, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    E = TypeVar("E", bound=StrEnum)

_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Unfit(Exception):
    """A field that is not as it should be. Internal to the formats: each loader turns it into a code of its own."""

    def __init__(self, where: str, field: str) -> None:
        super().__init__(where, field)
        self.where = where
        self.field = field


def parse_object(data: bytes, limit: int) -> dict[str, Any]:
    """The object that a file of at most `limit` bytes holds. Raises Unfit, also where it is nested too deeply."""
    if len(data) > limit:
        raise Unfit("", "size")
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    # A figure of five thousand digits is a ValueError of its own; ten thousand brackets are a RecursionError.
    except (ValueError, RecursionError) as error:
        raise Unfit("", "json") from error
    if not isinstance(found, dict):
        raise Unfit("", "json")
    return found


def _refuse(name: str) -> None:
    raise ValueError(name)


def is_clean(text: str) -> bool:
    """Whether every database and file can hold the text: no half of a character and no NUL."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object; `where` names it in what is raised. Every method raises Unfit. A field that is null counts as
    left out."""

    found: Mapping[str, Any]
    where: str = ""

    @classmethod
    def of(cls, found: object, where: str) -> Fields:
        if not isinstance(found, dict):
            raise Unfit(where, "")
        return cls(found, where)

    def text(self, name: str, limit: int, default: str | None = None) -> str:
        """A text of at most `limit` characters; it may be empty only where there is a default."""
        value = self.found.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or len(value) > limit or not is_clean(value):
            raise Unfit(self.where, name)
        if default is None and not value.strip():
            raise Unfit(self.where, name)
        return value

    def flag(self, name: str) -> bool:
        value = self.found.get(name)
        if value is not None and not isinstance(value, bool):
            raise Unfit(self.where, name)
        return value or False

    def integer(self, name: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`, or None where it was left out."""
        value = self.found.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Unfit(self.where, name)
        return value

    def choice(self, name: str, of: Callable[[str], E], default: E | None = None) -> E:
        """One of the values of an enumeration."""
        value = self.found.get(name)
        if value is None and default is not None:
            return default
        try:
            return of(value)  # type: ignore[arg-type]  # what is no text is no member either
        except ValueError as error:
            raise Unfit(self.where, name) from error

    def items(self, name: str, limit: int) -> list[Any]:
        """A list of at most `limit` things, [] where it was left out."""
        value = self.found.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > limit:
            raise Unfit(self.where, name)
        return value

    def texts(self, name: str, limit: int, length: int) -> tuple[str, ...]:
        """A list of at most `limit` texts of at most `length` characters."""
        found = self.items(name, limit)
        if not all(isinstance(one, str) and one and len(one) <= length and is_clean(one) for one in found):
            raise Unfit(self.where, name)
        return tuple(found)

    def wording(self, name: str, limit: int, language: str, *, needed: bool = True) -> Wording:
        """A text in several languages, or a bare one in the file's own `language`."""
        value = self.found.get(name)
        if value is None and not needed:
            return NOTHING
        texts = {language: value} if isinstance(value, str) else value
        if not isinstance(texts, dict) or len(texts) > 20:
            raise Unfit(self.where, name)
        for code, text in texts.items():
            if not (isinstance(text, str) and len(text) <= limit and is_clean(text) and _LANGUAGE.fullmatch(code)):
                raise Unfit(self.where, name)
        wording = Wording.of({code: text.strip() for code, text in texts.items()})
        if needed and not wording:
            raise Unfit(self.where, name)
        return wording
