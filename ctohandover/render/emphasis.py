"""Emphasis by the rules of the CommonMark specification ("process emphasis"), and GitHub's ~~strikethrough~~.

Python-Markdown's own way drops a letter of the author's text now and then (`*e**e*>` loses its last sign), and a
record that is shown must hold what was written. Each run of `*`, `_` or `~` becomes the tags it opens and closes;
pairs are found for the whole text at the first run and handed out one by one as the inline engine comes by.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

if TYPE_CHECKING:
    from markdown import Markdown

_RUN: Final = re.compile(r"\*+|_+|~+")
_TAGS: Final = {("*", 1): "em", ("_", 1): "em", ("*", 2): "strong", ("_", 2): "strong", ("~", 1): "s", ("~", 2): "s"}


@dataclass(slots=True)
class _Run:
    char: str
    length: int  # as written
    opens: bool  # may open, may close: the "flanking" rules
    closes: bool
    left: int = 0  # marks that found no partner yet
    opened: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)


def _kind(char: str) -> str:
    """ "" for a space or the end of the text, "p" for punctuation, "w" for a letter.

    What the engine has put aside already (code, links, escaped characters) stands between STX and ETX and began or
    ended with a sign.
    """
    if not char or char.isspace():
        return ""
    return "p" if char in (STX, ETX) or unicodedata.category(char)[0] in "PS" else "w"


def _runs(text: str, start: int) -> list[_Run]:
    found: list[_Run] = []
    for match in _RUN.finditer(text, start):
        before = _kind(text[match.start() - 1 : match.start()])
        after = _kind(text[match.end() : match.end() + 1])
        left = after == "w" or (after == "p" and before != "w")
        right = before == "w" or (before == "p" and after != "w")
        char, length = match.group()[0], len(match.group())
        if char == "_":
            left, right = left and (not right or before == "p"), right and (not left or after == "p")
        if char == "~" and length > 2:
            left = right = False
        found.append(_Run(char, length, left, right, left=length))
    return found


def _fits(opener: _Run, closer: _Run) -> bool:
    if opener.char != closer.char or not opener.opens or not opener.left:
        return False
    if opener.char == "~":
        return opener.length == closer.length
    mixed = opener.closes or closer.opens
    return not (mixed and (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3))


def _pair(runs: list[_Run]) -> None:
    """Finds for each closing run its openers, nearest first. `bottom` remembers where searching is in vain."""
    stack: list[int] = []  # runs that may still open
    bottom: dict[tuple[str, bool, int], int] = {}
    for index, closer in enumerate(runs):
        while closer.closes and closer.left:
            key = (closer.char, closer.opens, closer.length % 3 if closer.char != "~" else closer.length)
            floor = bottom.get(key, -1)
            at = len(stack) - 1
            while at >= 0 and stack[at] > floor and not _fits(runs[stack[at]], closer):
                at -= 1
            if at < 0 or stack[at] <= floor:
                bottom[key] = index - 1
                break
            opener = runs[stack[at]]
            size = 2 if opener.left >= 2 and closer.left >= 2 else 1
            tag = _TAGS[closer.char, size]
            opener.opened.insert(0, f"<{tag}>")
            closer.closed.append(f"</{tag}>")
            opener.left -= size
            closer.left -= size
            del stack[at + (1 if opener.left else 0) :]
        if closer.opens and closer.left:
            stack.append(index)


class EmphasisProcessor(InlineProcessor):
    """Takes the place of Python-Markdown's `em_strong`."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(_RUN.pattern, md)
        self._waiting: deque[_Run] = deque()

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the stubs know only the older style
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        if not self._waiting or not m.group().startswith(self._waiting[0].char * self._waiting[0].length):
            runs = _runs(data, m.start())
            _pair(runs)
            self._waiting = deque(runs)
        run = self._waiting.popleft()
        closing = self._stash("".join(run.closed))
        opening = self._stash("".join(run.opened))
        return closing + run.char * run.left + opening, m.start(), m.end()

    def _stash(self, tags: str) -> str:
        """The tags as raw HTML, which the engine puts back at the very end."""
        assert self.md is not None
        return self.md.htmlStash.store(tags) if tags else ""
