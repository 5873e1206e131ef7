"""The shape of a Markdown file: front matter, headings outside fences and comments, and the lines between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_ATX_TIGHT = re.compile(r"(#{1,6})([^\W\d_].*?)[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)\Z")
_RULE = re.compile(r"(=+|-{2,})[ \t]*\Z")
_SPECIAL = "#`~=- "
_FRONT_END = {"---": ("---", "..."), "+++": ("+++",)}
FRONT_LIMIT = 400  # lines; a longer one is no front matter


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the view: its text without the newline, and where it starts."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind the last character that is no space."""
        return self.start + len(self.text.rstrip())


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    line: int  # the line of the words
    body: int  # the first line after the heading


@dataclass(slots=True)
class Outline:
    """`front` is the line range of the front matter without its fences, or None."""

    lines: list[str]
    starts: list[int]
    headings: list[Heading] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)  # line ranges inside fences and comments
    front: tuple[int, int] | None = None
    first: int = 0  # the first line after the front matter

    def line(self, index: int) -> Line:
        return Line(self.lines[index], self.starts[index])

    def section_end(self, heading: Heading) -> int:
        """The line of the next heading of any level, or the end."""
        following = self.headings.index(heading) + 1
        return self.headings[following].line if following < len(self.headings) else len(self.lines)

    def is_hidden(self, index: int) -> bool:
        return any(start <= index < end for start, end in self.hidden)

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


def _comment_end(lines: list[str], index: int) -> int | None:
    """The line on which the comment that opens in this line and does not close in it ends."""
    text = lines[index]
    opened = text.rfind("<!--")
    if opened < 0 or "-->" in text[opened:] or text.count("`", 0, opened) % 2:
        return None
    return next((at for at in range(index + 1, len(lines)) if "-->" in lines[at]), None)


def _setext(lines: list[str], index: int, level: int) -> Heading | None:
    """An underlined heading: one line of plain words between a blank line and the rule."""
    above = lines[index - 1].strip() if index else ""
    before = lines[index - 2].strip() if index > 1 else ""
    if not above or before or above[0] in "#>|-*+<`=" or (level == 2 and ":" in above):
        return None
    return Heading(level, above, index - 1, index + 1)


def _heading(lines: list[str], index: int) -> Heading | None:
    text = lines[index]
    if match := _ATX.match(text):
        return Heading(len(match[1]), (match[2] or "").strip(), index, index + 1)
    if match := _ATX_TIGHT.match(text):
        return Heading(len(match[1]), match[2], index, index + 1)
    if match := _RULE.match(text):
        return _setext(lines, index, 1 if match[1][0] == "=" else 2)
    return None


def _walk(out: Outline, comments: bool) -> None:
    lines, index, count = out.lines, out.first, len(out.lines)
    while index < count:
        text = lines[index]
        if text and text[0] in _SPECIAL:
            if (fence := _FENCE.match(text)) and not (fence[1][0] == "`" and "`" in fence[2]):
                closing = re.compile(rf" {{0,3}}{fence[1][0]}{{{len(fence[1])},}}[ \t]*\Z")
                end = next((at for at in range(index + 1, count) if closing.match(lines[at])), count - 1)
                out.hidden.append((index, end + 1))
                index = end + 1
                continue
            if heading := _heading(lines, index):
                out.headings.append(heading)
        if comments and (end_line := _comment_end(lines, index)) is not None:
            out.hidden.append((index if text.lstrip().startswith("<!--") else index + 1, end_line + 1))
            index = end_line
        index += 1


def outline(view: str) -> Outline:
    lines = view.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    out = Outline(lines, starts)
    if view.lstrip()[:3] in _FRONT_END and (front := _front_matter(lines)) is not None:
        out.front, out.first = front, front[1] + 1
    _walk(out, "<!--" in view)
    return out
