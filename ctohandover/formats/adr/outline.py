"""The shape of a Markdown file: front matter, headings outside fences and comments, and the lines between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import NamedTuple

from ctohandover.formats.adr.words import section_of

_FENCE = re.compile(r"(`{3,}|~{3,})(.*)\Z")
_PARTS = 20_000  # headings, fences and comments; no record has a hundredth of that
_NEAR = 40
_SPECIAL = frozenset("#`~=- ")
_CACHED = 200  # characters; longer headings are not kept in memory
_FRONT_END = {"---": ("---", "..."), "+++": ("+++",)}
FRONT_LIMIT = 400  # lines; a longer one is no front matter


class Heading(NamedTuple):
    level: int
    text: str
    line: int  # the line of the words
    body: int  # the first line after the heading
    kind: str  # what the section is about, see `section_of`


_line_of = attrgetter("line")
_first_of = itemgetter(0)


@dataclass(slots=True)
class Outline:
    """`front` is the line range of the front matter without its fences, or None."""

    lines: list[str]
    headings: list[Heading] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)  # line ranges inside fences and comments
    front: tuple[int, int] | None = None
    first: int = 0  # the first line after the front matter
    _lengths: list[int] = field(default_factory=list)  # of all lines before each line, once they are needed

    def start(self, index: int) -> int:
        """The offset of a line in the text. Most fields stand in the first lines: summing those up costs less than
        a table of all."""
        if index < _NEAR:
            return sum(map(len, self.lines[:index])) + index
        if not self._lengths:
            self._lengths = list(accumulate(map(len, self.lines), initial=0))
        return self._lengths[index] + index

    def end(self, index: int) -> int:
        """The offset behind the last character of a line that is no space."""
        return self.start(index) + len(self.lines[index].rstrip())

    def section_end(self, heading: Heading) -> int:
        """The line of the next heading of any level, or the end."""
        following = bisect_right(self.headings, heading.line, key=_line_of)
        return self.headings[following].line if following < len(self.headings) else len(self.lines)

    def is_hidden(self, index: int) -> bool:
        before = bisect_right(self.hidden, index, key=_first_of) - 1
        return before >= 0 and index < self.hidden[before][1]

    def visible(self, start: int, end: int) -> list[int]:
        """The lines of a range that are neither blank nor inside a fence or comment."""
        return [
            index
            for index in range(start, end)
            if self.lines[index] and not self.lines[index].isspace() and not (self.hidden and self.is_hidden(index))
        ]


def _front_matter(lines: list[str]) -> tuple[int, int] | None:
    """Front matter starts on the first line that is not blank."""
    start = next((index for index, line in enumerate(lines[:5]) if line.strip()), None)
    if start is None or lines[start].rstrip() not in _FRONT_END:
        return None
    ends = _FRONT_END[lines[start].rstrip()]
    for index in range(start + 1, min(len(lines), start + FRONT_LIMIT)):
        if lines[index].rstrip() in ends:
            return (start + 1, index)
    return None


def _comment_end(lines: list[str], index: int, last: int) -> int | None:
    """The line on which the comment that opens in this line and does not close in it ends; `last` is the last line
    that closes one."""
    text = lines[index]
    opened = text.rfind("<!--")
    if opened < 0 or index >= last or "-->" in text[opened:] or text.count("`", 0, opened) % 2:
        return None
    return next(at for at in range(index + 1, last + 1) if "-->" in lines[at])


def _setext(lines: list[str], index: int, rule: str) -> Heading | None:
    """An underlined heading: one line of plain words between a blank line and the rule."""
    level = 1 if rule[0] == "=" else 2
    if not index or rule != rule[0] * len(rule) or len(rule) < level:
        return None
    above = lines[index - 1].strip()
    before = lines[index - 2].strip() if index > 1 else ""
    if not above or before or above[0] in "#>|-*+<`=" or (level == 2 and ":" in above):
        return None
    return Heading(level, above, index - 1, index + 1, section_of(above))


@lru_cache(maxsize=4096)
def _atx_parts(text: str) -> tuple[int, str, str] | None:
    """Level, words and kind of `## Words ##`, and of the `##Words` of old files; `#1234` is no heading. Most headings
    are the same from record to record."""
    body = text.lstrip("#")
    level = len(text) - len(body)
    if level > 6 or (body and not body[0].isspace() and not body[0].isalpha()):
        return None
    words = body.strip()
    if words.endswith("#"):
        bare = words.rstrip("#")
        words = bare.rstrip() if not bare or bare[-1].isspace() else words
    return level, words, section_of(words)


def _atx(text: str, index: int) -> Heading | None:
    parts = _atx_parts(text) if len(text) < _CACHED else _atx_parts.__wrapped__(text)
    return Heading(parts[0], parts[1], index, index + 1, parts[2]) if parts else None


def _fence_end(lines: list[str], index: int, text: str) -> int | None:
    """The line on which the fence that opens in this line closes, or the last; None where none opens."""
    fence = _FENCE.match(text)
    if fence is None or (text[0] == "`" and "`" in fence[2]):
        return None
    mark = fence[1]
    for at in range(index + 1, len(lines)):
        if mark in lines[at] and _closes(lines[at], mark):
            return at
    return len(lines) - 1


def _closes(text: str, mark: str) -> bool:
    """At most three spaces, at least as many signs as opened the fence, and nothing else."""
    body = text.lstrip(" ")
    signs = body.rstrip(" \t")
    return len(text) - len(body) <= 3 and signs.startswith(mark) and signs == mark[0] * len(signs)


def _walk(out: Outline, comments: bool) -> None:
    """Headings, fences and comments, in their order. Most lines are told apart by their first character."""
    lines, behind = out.lines, out.first
    closed = -1
    if comments:
        closed = next((index for index in range(len(lines) - 1, -1, -1) if "-->" in lines[index]), -1)
        marked = [index for index, text in enumerate(lines) if text and (text[0] in _SPECIAL or "<!--" in text)]
    else:
        marked = [index for index, text in enumerate(lines) if text and text[0] in _SPECIAL]
    for index in marked:
        if index < behind:
            continue
        if len(out.headings) + len(out.hidden) > _PARTS:
            break
        body = lines[index]
        heading = None
        if body[0] == " ":
            body = body.lstrip(" ") if body[:4] != "    " else ""
        first = body[:1]
        if first == "#":
            heading = _atx(body, index)
        elif first in ("=", "-"):
            heading = _setext(lines, index, body.rstrip())
        elif first in ("`", "~") and (end := _fence_end(lines, index, body)) is not None:
            out.hidden.append((index, end + 1))
            behind = end + 1
            continue
        if heading:
            out.headings.append(heading)
        if comments and (end := _comment_end(lines, index, closed)) is not None:
            out.hidden.append((index if body.startswith("<!--") else index + 1, end + 1))
            behind = end + 1


def outline(view: str) -> Outline:
    lines = view.split("\n")
    out = Outline(lines)
    if view[:200].lstrip()[:3] in _FRONT_END and (front := _front_matter(lines)) is not None:
        out.front, out.first = front, front[1] + 1
    _walk(out, "<!--" in view)
    return out
