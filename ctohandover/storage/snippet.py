"""The place of a text where the searched words stand, as one line for a list.

FTS5 has a function for this, but it reads each text through its tokenizer again: a word of many texts then takes ten
times as long to show as to find.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MARK_OPEN, MARK_CLOSE = "\x02", "\x03"
"""Around the found words of a snippet: characters that no text on a screen has."""
_BEFORE: Final = 26  # characters before the word: a narrow list still shows the word itself
_BEHIND: Final = 72
_SPACES: Final = re.compile(r"\s+")
_LETTERS: Final = ((0x41, 0x5B), (0xC0, 0x250), (0x386, 0x3D0), (0x400, 0x482), (0x1E00, 0x2000))
"""Where the letters are that have another case, or accents."""


@cache
def _plain_letters() -> dict[int, str]:
    """Every such letter without case and accents, one for one, so that places stay what they are."""
    table = {}
    for first, end in _LETTERS:
        for code in range(first, end):
            plain = _plain(code)
            if len(plain) == 1 and plain != chr(code):
                table[code] = plain
    return table


def _plain(code: int) -> str:
    return unicodedata.normalize("NFD", chr(code))[0].lower()


_LATIN: Final = bytes(ord(_plain(code)) if ord(_plain(code)) < 256 else code for code in range(256))


def _latin(text: str) -> bytes:
    """The same for western texts alone, a byte for each character: ten times as fast. Others become "?"."""
    return text.encode("latin-1", "replace").translate(_LATIN)


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_plain_letters())


def snippet(text: str, words: tuple[str, ...]) -> str | None:
    """The words around the longest of `words` with which a word of the text begins, case and accents aside. None where
    none does: accents may also stand as signs of their own, and the words in a title alone."""
    for word in sorted(words, key=len, reverse=True):
        if (at := _place(text, word)) is not None:
            return _around(text, at, words)
    return None


def places(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where words of the text begin with one of `words`, from their first to behind their last character; case and
    accents aside."""
    return [match.span() for match in _marks(words).finditer(_folded(text))] if words else []


def _place(text: str, word: str) -> int | None:
    """Where a word of the text begins with `word`. As typed and capitalized first: to fold a whole text takes longer
    than all the rest."""
    for form in dict.fromkeys((word, word.capitalize())):
        if (at := _start(text, text.find, form)) is not None:
            return at
    if (plain := _folded(word)).isascii() and (at := _start(text, _latin(text).find, plain.encode())) is not None:
        return at
    return _start(text, _folded(text).find, plain)


def _start(text: str, find: Callable[..., int], word: str | bytes) -> int | None:
    at = find(word)
    while at > 0 and text[at - 1].isalnum():
        at = find(word, at + 1)
    return at if at >= 0 else None


def _around(text: str, at: int, words: tuple[str, ...]) -> str:
    start, end = max(0, at - _BEFORE), min(len(text), at + _BEHIND)
    if start:
        gap = _SPACES.search(text, start, at)
        start = gap.end() if gap else at
    if end < len(text):
        cut = text.rfind(" ", at, end)
        end = cut if cut > at else end
    parts, behind = [], start
    for match in _marks(words).finditer(_folded(text[start:end])):
        begin, stop = start + match.start(), start + match.end()
        parts += [text[behind:begin], MARK_OPEN, text[begin:stop], MARK_CLOSE]
        behind = stop
    return f"{'…' if start else ''}{''.join(parts)}{text[behind:end]}{'…' if end < len(text) else ''}"


@lru_cache(maxsize=8)
def _marks(words: tuple[str, ...]) -> re.Pattern[str]:
    starts = "|".join(re.escape(_folded(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{starts})\w*")
