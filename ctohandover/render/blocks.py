"""The block structure of a document, read as GitHub reads it.

Python-Markdown's own block parser wants four spaces for a nested list and a blank line before one, knows fences at the
margin only, and is quadratic (or recurses without end) on hostile input. This one follows the two steps of the
CommonMark specification, line by line and without recursion: which open containers does the line continue, and what
does the rest of it begin? It builds the tree that Python-Markdown's inline engine then works on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown.blockparser import BlockParser

from ctohandover.render import caps
from ctohandover.render.leaves import (
    TASK,
    Fence,
    Footnote,
    Html,
    Indented,
    Leaf,
    Paragraph,
    Table,
    Target,
    alignments,
    define,
    html_end,
    inline,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown import Markdown

_QUOTE: Final = re.compile(r" {0,3}>")
_ITEM: Final = re.compile(r" {0,3}(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)")
_RULE: Final = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FENCE: Final = re.compile(r"( {0,3})(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)$")
_FOOTNOTE: Final = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_LEADING: Final = re.compile(r"[ \t]*")


@dataclass(slots=True)
class _List:
    """A list that may still grow. `mark` is what its items must share: "-", "*", "+", "." or ")"."""

    element: Element
    mark: str
    loose: bool = False


@dataclass(slots=True)
class _Container:
    """An open quote or list item (or the document itself, whose `offset` is -1)."""

    element: Element
    offset: int = -1  # columns that a line needs to stay in the item; -1: not an item
    quote: bool = False
    item_of: _List | None = None
    growing: _List | None = None  # the list that a next item would join
    begun: bool = False  # has a block in it

    def rest(self, line: str) -> str | None:
        """What is left of `line` inside this container, or None when the line does not continue it."""
        if self.quote:
            match = _QUOTE.match(line)
            return None if match is None else _after(line, match.end(), 1)
        if not line.strip():
            return line if self.begun else None
        return line[self.offset :] if _indent(line) >= self.offset else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _expand(line: str, column: int = 0) -> str:
    """Tabs at the start of the line as spaces to the next stop of four, the rest untouched."""
    match = _LEADING.match(line)
    if match is None or "\t" not in match.group():
        return line
    width = len((" " * column + match.group()).expandtabs(4)) - column
    return " " * width + line[match.end() :]


def _after(line: str, at: int, most: int) -> str:
    """What follows column `at`, less up to `most` spaces."""
    rest = _expand(line[at:], at)
    return rest[min(most, _indent(rest)) :]


@dataclass(slots=True)
class _Reader:
    """One pass over the lines of one document (or of one footnote)."""

    md: Markdown
    root: Element
    target: Target
    open: list[_Container] = field(default_factory=list)
    leaf: Leaf | None = None
    lists: list[_List] = field(default_factory=list)
    blank_before: bool = False
    items: int = 0
    blocks: int = 0

    def read(self, lines: Sequence[str]) -> None:
        self.open = [_Container(self.root)]
        for line in lines:
            self._line(line)
        self._close(0)
        for one in self.lists:
            for item in one.element:
                _finish_item(item, one.loose)

    # -- one line ------------------------------------------------------------------------------------------------

    def _line(self, raw: str) -> None:
        rest, depth = self._continued(raw)
        leaf = self.leaf
        if depth == len(self.open) and isinstance(leaf, (Fence, Html)):
            ended = leaf.take(rest)
            self.blank_before = ended and not rest.strip()
            if ended:
                self._close_leaf()
            return
        blank = not rest.strip()
        if blank:
            self._blank(rest, depth)
        elif not self._start(rest, depth):
            self._text(rest, depth)
        self.blank_before = blank

    def _continued(self, raw: str) -> tuple[str, int]:
        """The line less the marks of the containers it continues, and how many of the open ones those are."""
        if len(self.open) == 1 and isinstance(self.leaf, (Fence, Html)):
            return raw, 1
        rest, depth = _expand(raw), 1
        for container in self.open[1:]:
            inner = container.rest(rest)
            if inner is None:
                break
            rest, depth = inner, depth + 1
        return rest, depth

    def _blank(self, rest: str, depth: int) -> None:
        if depth < len(self.open):
            self._close(depth)
        elif self.leaf is not None and not self.leaf.blank(rest):
            self._close_leaf()

    def _text(self, rest: str, depth: int) -> None:
        """A line that begins nothing: it goes on with what is open, or is a paragraph."""
        if isinstance(self.leaf, (Paragraph, Footnote)) and not self.blank_before:
            self.leaf.lines.append(rest)  # perhaps a lazy one, without the marks of its containers
            return
        if depth == len(self.open) and self.leaf is not None and self.leaf.goes_on(rest):
            self.leaf.lines.append(rest)
            return
        self._close(depth)
        self._begin(Paragraph([rest]))

    # -- what a line may begin -----------------------------------------------------------------------------------

    def _start(self, rest: str, depth: int) -> bool:
        """Opens what the line begins, containers first; False when it is mere text."""
        opened = False
        while True:
            same = not opened and depth == len(self.open)
            if _indent(rest) >= 4:
                return self._indented(rest, depth, same) or opened
            inner = self._container(rest, depth, same)
            if inner is None:
                break
            rest, depth, opened = inner, len(self.open), True
            if not rest.strip():
                return True
        if self._leaf_start(rest, depth, same):
            return True
        if opened:
            self._begin(Paragraph([rest]))
        return opened

    def _indented(self, rest: str, depth: int, same: bool) -> bool:
        if isinstance(self.leaf, (Paragraph, Footnote)) and not self._ended(depth, same):
            return False
        if same and isinstance(self.leaf, Indented):
            return False
        if same and isinstance(self.leaf, Footnote):
            return False
        self._close(depth)
        self._begin(Indented([rest]))
        return True

    def _ended(self, depth: int, same: bool) -> bool:
        """Whether an open paragraph cannot take this line, not even lazily."""
        return self.blank_before or (not same and depth == len(self.open))

    def _container(self, rest: str, depth: int, same: bool) -> str | None:
        """Opens the quote or list item that the line begins and returns what is left; None when it begins none."""
        if len(self.open) > caps.MAX_DEPTH:
            raise caps.CapError(caps.TOO_DEEP)
        quote = _QUOTE.match(rest)
        if quote:
            self._close(depth)
            self._place(Element("blockquote"), quote=True)
            return _after(rest, quote.end(), 1)
        item = _ITEM.match(rest)
        if item is None or _RULE.match(rest):
            return None
        if same and isinstance(self.leaf, Paragraph):
            if _UNDERLINE.match(rest):
                return None
            if not rest[item.end() :].strip() or (item.group(2) and int(item.group(2)) != 1):
                return None  # it would break a sentence that merely wraps at "42."
        return self._item(rest, item, depth)

    def _item(self, rest: str, item: re.Match[str], depth: int) -> str:
        self._close(depth)
        self.items += 1
        if self.items > caps.MAX_ITEMS:
            raise caps.CapError(caps.TOO_MANY)
        parent = self.open[-1]
        mark = item.group(1) or item.group(3)
        growing = parent.growing
        if growing is None or growing.mark != mark:
            element = Element("ol" if item.group(2) else "ul")
            if item.group(2) and int(item.group(2)) != 1:
                element.set("start", str(int(item.group(2))))
            self._enter(parent)
            parent.element.append(element)
            growing = parent.growing = _List(element, mark)
            self.lists.append(growing)
        elif self.blank_before:
            growing.loose = True
        after = _expand(rest[item.end() :], item.end())
        spaces = _indent(after)
        pad = spaces if 1 <= spaces <= 4 and after.strip() else 1
        self.open.append(_Container(SubElement(growing.element, "li"), offset=item.end() + pad, item_of=growing))
        self.blank_before = False
        return after[min(pad, spaces) :]

    def _leaf_start(self, rest: str, depth: int, same: bool) -> bool:
        """Opens the heading, rule, fence, HTML, footnote or table that the line begins."""
        paragraph = self.leaf if same and isinstance(self.leaf, Paragraph) else None
        underline = _UNDERLINE.match(rest) if paragraph else None
        if paragraph and underline and (text := paragraph.text(self.md)):
            self.leaf = None
            self._heading(1 if underline.group(1)[0] == "=" else 2, text)
            return True
        if paragraph and self._table(paragraph, rest):
            return True
        heading = _HEADING.match(rest)
        fence = _FENCE.match(rest)
        note = None if self.target.in_footnote else _FOOTNOTE.match(rest)
        in_paragraph = isinstance(self.leaf, Paragraph) and not self._ended(depth, same)
        end = html_end(rest, in_paragraph=in_paragraph)
        if heading:
            self._close(depth)
            self._heading(len(heading.group(1)), heading.group(2) or "")
        elif _RULE.match(rest):
            self._close(depth)
            self._place(Element("hr"))
        elif fence:
            self._close(depth)
            self._begin(Fence([], fence.group(2), len(fence.group(1)), fence.group(3)))
        elif note:
            self._close(depth)
            self._begin(Footnote([rest[note.end() :]], note.group(1)))
        elif end:
            self._close(depth)
            html = Html([], end)
            self._begin(html)
            if html.take(rest):
                self._close_leaf()
        elif not in_paragraph and not (same and isinstance(self.leaf, Table)) and define(self.md, rest):
            self._close(depth)
        else:
            return False
        return True

    def _table(self, paragraph: Paragraph, rest: str) -> bool:
        """A row of dashes below a line with as many cells turns that line into the head of a table."""
        aligns = alignments(rest)
        if aligns is None or len(Table.cells(paragraph.lines[-1])) != len(aligns):
            return False
        head = paragraph.lines.pop()
        if paragraph.lines:
            self._close_leaf()
        self.leaf = None
        self._begin(Table([head], aligns))
        return True

    # -- the tree ------------------------------------------------------------------------------------------------

    def _enter(self, parent: _Container) -> None:
        """Notes that `parent` gets a block: after a blank line that makes its list a loose one."""
        if parent.item_of is not None and parent.begun and self.blank_before:
            parent.item_of.loose = True
        parent.begun = True
        parent.growing = None
        self.blocks += 1
        if self.blocks > caps.MAX_BLOCKS:
            raise caps.CapError(caps.TOO_MANY)

    def _place(self, element: Element, *, quote: bool = False) -> None:
        self._enter(self.open[-1])
        self.open[-1].element.append(element)
        if quote:
            self.open.append(_Container(element, quote=True))

    def _heading(self, level: int, text: str) -> None:
        element = Element(f"h{level}")
        element.text = inline(text.strip())
        self._place(element)

    def _begin(self, leaf: Leaf) -> None:
        self._enter(self.open[-1])
        self.leaf = leaf

    def _close_leaf(self) -> None:
        if self.leaf is not None:
            self.leaf.build(self.open[-1].element, self.target)
            self.leaf = None

    def _close(self, depth: int) -> None:
        self._close_leaf()
        del self.open[max(depth, 1) :]


def _finish_item(item: Element, loose: bool) -> None:
    """Paragraphs of a tight list lose their <p>; a task gets its box."""
    first = item[0] if len(item) else None
    if first is not None and first.tag == "p" and first.text:
        task = TASK.match(first.text)
        if task:
            first.text = ("☐ " if task.group(1) == " " else "☑ ") + first.text[task.end() :]
            item.set("class", "task")
    if loose:
        return
    kept: list[Element] = []
    for child in item:
        if child.tag != "p":
            kept.append(child)
        elif kept:
            kept[-1].tail = (kept[-1].tail or "") + (child.text or "")
        else:
            item.text = child.text if not item.text else f"{item.text}\n{child.text}"
    item[:] = kept


class GfmBlockParser(BlockParser):
    """Stands where Python-Markdown's block parser stood."""

    def __init__(self, md: Markdown, target: Target) -> None:
        super().__init__(md)
        self.target = target

    def parseDocument(self, lines: Sequence[str]) -> ElementTree:  # type: ignore[override]  # noqa: N802
        self.root = Element(self.md.doc_tag)
        self.target.in_footnote = False
        _Reader(self.md, self.root, self.target).read(lines)
        self.target.in_footnote = True
        return ElementTree(self.root)

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802
        """For the footnotes extension, which parses the stored texts after the document."""
        _Reader(self.md, parent, self.target).read(text.split("\n"))
        if not len(parent):
            SubElement(parent, "p").text = ""  # the extension needs a place for its arrow
