"""The blocks that hold text: paragraphs, code, raw HTML, tables and footnotes, and how each enters the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from ctohandover.render import caps
from ctohandover.render.code import Highlighter

if TYPE_CHECKING:
    from markdown import Markdown

TASK: Final = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_REFERENCE: Final = re.compile(
    r" {0,3}\[(?!\^)([^\[\]]+)\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|[^\s<]\S*)"
    r"(?:[ \t]*(?:[ \t]|\n)[ \t]*(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*(?:\n|$)"
)
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_DASHES: Final = re.compile(r"(:?)-+(:?)$")
_MARKED: Final = re.compile(r"[\\`*_~\[<&@]|  \n|https?://|www\.")
_COMMENT: Final = re.compile(r"\s*<!--.*?-->\s*$", re.DOTALL)

_BLANK: Final = re.compile(r"[ \t]*$")
_BLOCK_TAGS: Final = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link|"
    "main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|"
    "title|tr|track|ul"
)
_VERBATIM: Final = "script|pre|style|textarea"
_ATTRIBUTE: Final = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
# How a block of HTML begins and how it ends, as the specification numbers them (7: any whole tag alone on its line).
_HTML: Final = (
    (re.compile(rf" {{0,3}}<(?:{_VERBATIM})(?:\s|>|$)", re.I), re.compile(f"</(?:{_VERBATIM})>", re.I)),
    (re.compile(r" {0,3}<!--"), re.compile("-->")),
    (re.compile(r" {0,3}<\?"), re.compile(r"\?>")),
    (re.compile(r" {0,3}<![A-Za-z]"), re.compile(">")),
    (re.compile(r" {0,3}<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf" {{0,3}}</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", re.I), _BLANK),
)  # fmt: skip
_WHOLE_TAG: Final = re.compile(
    rf" {{0,3}}(?:<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*$"
)


class FootnoteStore(Protocol):
    """What is used of Python-Markdown's footnotes extension."""

    def setFootnote(self, id: str, text: str) -> None: ...  # noqa: N802, A002 - its names


@dataclass(slots=True)
class Target:
    """Where blocks of one document go, and what was counted so far."""

    md: Markdown
    footnotes: FootnoteStore
    highlighter: Highlighter = field(default_factory=Highlighter)
    in_footnote: bool = False
    cells: int = 0

    def reset(self) -> None:
        self.highlighter.reset()
        self.in_footnote = False
        self.cells = 0

    def raw(self, parent: Element, html: str) -> None:
        """Puts HTML aside; the inline engine does not look into it."""
        SubElement(parent, "p").text = AtomicString(self.md.htmlStash.store(html))


def inline(text: str) -> str:
    """Text for the inline engine, which is quadratic in unclosed brackets: hence the cap.

    Text without any mark is kept from it: half of what it costs is looking for twenty patterns in plain words.
    """
    if not _MARKED.search(text):
        return AtomicString(text)
    too_open = text.count("[") > caps.MAX_OPENERS or text.count("<") > caps.MAX_OPENERS
    if too_open or sum(map(text.count, "*_~`\\&")) > caps.MAX_SIGNS:
        raise caps.CapError(caps.TOO_MANY)
    return text


def html_end(line: str, *, in_paragraph: bool) -> re.Pattern[str] | None:
    """What ends the block of HTML that `line` begins, or None when it begins none."""
    if "<" not in line:
        return None
    for start, end in _HTML:
        if start.match(line):
            return end
    return _BLANK if not in_paragraph and _WHOLE_TAG.match(line) else None


def _keep(md: Markdown, definition: re.Match[str]) -> None:
    label = re.sub(r"\s+", " ", definition.group(1).strip()).lower()
    md.references.setdefault(label, (definition.group(2).removeprefix("<").removesuffix(">"), ""))


def define(md: Markdown, line: str) -> bool:
    """Whether the line is a whole link definition, which `md` then keeps. Titles are not shown anywhere."""
    match = _REFERENCE.fullmatch(line)
    if match:
        _keep(md, match)
    return match is not None


def alignments(line: str) -> list[str] | None:
    """The alignments ("", "left", "center", "right") that a row of dashes gives, or None when it is no such row."""
    if "-" not in line or not ("|" in line or ":" in line):
        return None
    found: list[str] = []
    for cell in Table.cells(line):
        match = _DASHES.match(cell)
        if match is None:
            return None
        left, right = match.groups()
        found.append("center" if left and right else "left" if left else "right" if right else "")
    return found


@dataclass(slots=True)
class Leaf:
    """A block that holds lines. By default a blank line ends it and any other line begins something else."""

    lines: list[str]

    def goes_on(self, line: str) -> bool:
        """Whether a line that begins nothing else belongs here."""
        return False

    def blank(self, line: str) -> bool:
        """Takes a blank line, or returns False: the block has ended."""
        return False

    def build(self, parent: Element, target: Target) -> None:
        raise NotImplementedError


@dataclass(slots=True)
class Paragraph(Leaf):
    def text(self, md: Markdown) -> str:
        """The text without the link definitions at its beginning, which `md` keeps."""
        text = "\n".join(line.lstrip() for line in self.lines)
        at = 0
        while match := _REFERENCE.match(text, at):
            _keep(md, match)
            at = match.end()
        return text[at:].rstrip()

    def build(self, parent: Element, target: Target) -> None:
        text = self.text(target.md)
        if text:
            SubElement(parent, "p").text = inline(text)


@dataclass(slots=True)
class Indented(Leaf):
    """Code by four spaces."""

    def goes_on(self, line: str) -> bool:
        return line.startswith("    ")

    def blank(self, line: str) -> bool:
        self.lines.append(line)
        return True

    def build(self, parent: Element, target: Target) -> None:
        text = "\n".join(line[4:] for line in self.lines).rstrip()
        target.raw(parent, target.highlighter.html(text.lstrip("\n"), ""))


@dataclass(slots=True)
class Fence(Leaf):
    """Code between fences, `info` being what stands after the first."""

    fence: str
    indent: int
    info: str

    def take(self, line: str) -> bool:
        """Takes a line; True when it was the closing fence."""
        stripped = line.strip(" \t")
        if stripped.startswith(self.fence) and not stripped.strip(self.fence[0]):
            indent = len(line) - len(line.lstrip(" "))
            if indent < 4:
                return True
        cut = min(self.indent, len(line) - len(line.lstrip(" ")))
        self.lines.append(line[cut:])
        return False

    def build(self, parent: Element, target: Target) -> None:
        language = self.info.split()[0] if self.info.split() else ""
        target.raw(parent, target.highlighter.html("\n".join(self.lines), language))


@dataclass(slots=True)
class Html(Leaf):
    """HTML as written; it is cleaned with all the rest at the end."""

    end: re.Pattern[str]

    def take(self, line: str) -> bool:
        """Takes a line; True when the block ends with it."""
        if self.end is _BLANK and not line.strip():
            return True
        self.lines.append(line)
        return self.end is not _BLANK and self.end.search(line) is not None

    def build(self, parent: Element, target: Target) -> None:
        html = "\n".join(self.lines)
        if not _COMMENT.match(html):
            target.raw(parent, html.strip())


@dataclass(slots=True)
class Footnote(Leaf):
    """The text of a footnote, kept for the extension that numbers and places them."""

    id: str

    def goes_on(self, line: str) -> bool:
        return line.startswith("    ")

    def blank(self, line: str) -> bool:
        self.lines.append("")
        return True

    def build(self, parent: Element, target: Target) -> None:
        text = "\n".join(line.removeprefix("    ") for line in self.lines).strip()
        target.footnotes.setFootnote(self.id, text)


@dataclass(slots=True)
class Table(Leaf):
    """Rows of cells; the first line is the head."""

    aligns: list[str]

    def goes_on(self, line: str) -> bool:
        return True

    @staticmethod
    def cells(line: str) -> list[str]:
        line = line.strip()
        parts = _CELL_END.split(line.removeprefix("|"))
        if len(parts) > 1 and not parts[-1].strip():
            parts.pop()
        return [part.strip().replace("\\|", "|") for part in parts]

    def build(self, parent: Element, target: Target) -> None:
        target.cells += len(self.lines) * len(self.aligns)
        if target.cells > caps.MAX_CELLS:
            raise caps.CapError(caps.TOO_MANY)
        table = SubElement(parent, "table")
        self._row(SubElement(table, "thead"), "th", self.lines[0])
        if len(self.lines) > 1:
            body = SubElement(table, "tbody")
            for line in self.lines[1:]:
                self._row(body, "td", line)

    def _row(self, parent: Element, tag: str, line: str) -> None:
        row = SubElement(parent, "tr")
        texts = self.cells(line)
        for index, align in enumerate(self.aligns):
            cell = SubElement(row, tag)
            if align:
                cell.set("align", align)
            cell.text = inline(texts[index]) if index < len(texts) else ""
