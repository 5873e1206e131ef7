"""What must hold for each translated text."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

NO_BREAK = "\u00a0\u202f"
_SPARED = re.compile(r"\{[^{}]*\}|\w+://\S+|&\w+;|<[^<>]*>")  # placeholders, addresses, entities, tags
_SIGN = re.compile(r"[:;!?»]")


def catalogue_problems(catalogue: Catalog, language: str) -> list[str]:
    """A sentence for each text that is missing, doubtful, or differs from its source in what it must share."""
    return [
        f"{_source(message)[0]!r}: {problem}"
        for message in catalogue
        if message.id
        for problem in _problems(message, language)
    ]


def _problems(message: Message, language: str) -> Iterator[str]:
    forms = strings(message)
    if message.fuzzy:
        yield "marked fuzzy: look at it, then remove the mark"
    if not all(forms):
        yield "not translated"
        return
    wanted = [_fields(text) for text in _source(message)]
    for text in forms:
        fields = _fields(text)
        if fields is None:
            yield f"braces that do not match in {text!r}"
        # A singular may leave its figure out ("une décision"), so a plural's forms may hold fewer.
        elif not (fields in wanted or (len(wanted) > 1 and fields <= set().union(*(w or set() for w in wanted)))):
            yield f"other placeholders in {text!r}"
        if language == "fr":
            yield from (f"{problem} in {text!r}" for problem in french_problems(text))
    if len(wanted) > 1 and _fields(forms[-1]) != wanted[-1]:
        yield f"other placeholders in {forms[-1]!r}"


def strings(message: Message) -> list[str]:
    """All forms of a translation; one empty form when there is none."""
    if not message.string:
        return [""]
    return [message.string] if isinstance(message.string, str) else list(message.string)


def _source(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _fields(text: str) -> set[str] | None:
    """The names in braces, or None when the braces do not match."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def french_problems(text: str) -> Iterator[str]:
    """`: ; ! ? »` stand behind a no-break space, `«` before one. Times (12:30) and `?!` are spared."""
    plain = _SPARED.sub(lambda match: "x" * len(match.group()), text)
    for match in _SIGN.finditer(plain):
        at, sign = match.start(), match.group()
        before, after = plain[at - 1 : at], plain[at + 1 : at + 2]
        inside_word = sign == ":" and after and not after.isspace()
        if not before or before in NO_BREAK or inside_word or (sign in "!?" and before in "!?…("):
            continue
        yield f"no no-break space before {sign!r}"
    for match in re.finditer("«", plain):
        if plain[match.end() : match.end() + 1] not in tuple(NO_BREAK):
            yield "no no-break space after '«'"
