"""Fields that a record states outside front matter: list, bold, plain and table lines, and sections of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ctohandover.formats.adr.dates import find_day, is_bare_day
from ctohandover.formats.adr.languages import STATUS_WORDS, fold, is_verb
from ctohandover.formats.adr.words import field_of

if TYPE_CHECKING:
    from ctohandover.formats.adr.outline import Outline

_MAYBE = re.compile(r"[:：\d|]")  # a line without these holds no field
_COLON = re.compile(r"[:：]")
_KEY_VALUE = re.compile(
    r"[\s>]*(?P<bullet>[*+-][ \t]+)?(?P<mark>\*{1,3}|_{1,3}|`)?(?P<key>[^:：|*`\[\]]{1,50}?)[ \t]*"
    r"(?P<close>\*{1,3}|_{2,3}|`)?[ \t]*[:：][ \t]*(?P<value>.*)",
    re.DOTALL,
)
_INLINE = re.compile(r"\s+[|·•]\s+|(?<=\S)[ \t,;]+(?=(?:\*\*|__)[^*_\n]{2,30}(?:[:：](?:\*\*|__)|(?:\*\*|__)\s*[:：]))")
_SPLITS = re.compile(r"[|·•]|\*\*|__")
_CELL = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)")
# `Date 09/04/2018`, and `Created on 2017-11-23 by Ann`: a field with no colon, told by the date behind it.
_NO_COLON = re.compile(r"[\s>*+_-]*([^\W\d_]+)(?: on| am| le)?[ \t]+(?=.{0,20}\d)(.*)", re.DOTALL)
_HEADER_LINES = 80
_CONTINUED = 40  # lines that one entry of a list may take
_LINE_LENGTH = 4000  # characters; a longer line is no field, and would make patterns slow
_KEY_LENGTH = 60


class Entry(NamedTuple):
    """A field where it stands: `start` and `end` are the offsets of the value, `line` and `last` its lines."""

    field: str
    value: str
    kind: str  # front-matter, list, bold, plain, table, section
    start: int
    end: int
    line: int
    last: int
    key: str = ""
    items: tuple[str, ...] = ()


def _trim(text: str, start: int) -> tuple[str, int, int]:
    """A value without its spaces and comments, and where it is."""
    stripped = text.lstrip()
    start += len(text) - len(stripped)
    stripped = stripped.rstrip()
    cut = stripped.find("<!--")
    if cut >= 0 and stripped.endswith("-->") and _COMMENT.sub("", stripped).strip() == stripped[:cut].strip():
        stripped = stripped[:cut].rstrip()
    return stripped, start, start + len(stripped)


def _is_stray_status(field: str, key: str, value: str) -> bool:
    """`Accepted: 2020-01-31` is a date; `Accepted: see the tracking issue` is no field at all."""
    return field in ("date", "created") and fold(key) in STATUS_WORDS and find_day(value) is None


def _piece(text: str, start: int, line: int) -> Entry | None:
    """One `key: value` with its decoration; `start` is the offset of the text. `**Status:** Accepted` closes its
    marks behind the colon, `**Status: Accepted**` behind the value."""
    match = _KEY_VALUE.match(text)
    field = field_of(match["key"]) if match else ""
    if match is None or not field or _is_stray_status(field, match["key"], match["value"]):
        return None
    mark, begin, end = match["mark"], match.start("value"), len(text.rstrip())
    if mark and not match["close"]:
        if text.startswith(mark, begin):
            begin += len(mark)
        elif text.endswith(mark, begin, end):
            end -= len(mark)
    kind = "list" if match["bullet"] else "bold" if mark else "plain"
    value, first, last = _trim(text[begin:end], start + begin)
    return Entry(field, value, kind, first, last, line, line + 1, match["key"].strip())


def _pieces(text: str) -> list[tuple[int, str]]:
    found = []
    start = 0
    for match in _INLINE.finditer(text):
        found.append((start, text[start : match.start()]))
        start = match.end()
    return [*found, (start, text[start:])]


def line_entries(text: str, start: int, line: int) -> list[Entry]:
    """The fields of one line. A separator inside a value splits it only where another field follows."""
    if not _COLON.search(text):
        return _no_colon(text, start, line)
    pieces = _pieces(text) if _SPLITS.search(text) else []
    if len(pieces) > 1:
        found = [entry for at, piece in pieces if (entry := _piece(piece, start + at, line))]
        first = _piece(pieces[0][1], start, line)
        if len(found) > 1 or (found and first is None):
            return found
    entry = _piece(text, start, line)
    return [entry] if entry else []


def _no_colon(text: str, start: int, line: int) -> list[Entry]:
    if (match := _NO_COLON.match(text)) and (field := field_of(match[1])) in ("date", "created", "updated"):
        day = find_day(match[2])
        if day and match[2].find(day.raw) < 4:
            begin = start + match.start(2) + match[2].find(day.raw)
            return [Entry(field, day.raw, "plain", begin, begin + len(day.raw), line, line + 1, match[1])]
    return []


def _cells(text: str, start: int) -> list[tuple[str, int, int]]:
    """The cells of a table row with the offsets of their words."""
    body = text.lstrip(" \t>")
    at = start + len(text) - len(body)
    cells = []
    position = 0
    for match in [*_CELL.finditer(body), None]:
        end = match.start() if match else len(body)
        cells.append(_trim(body[position:end], at + position))
        position = end + 1
    if body.startswith("|"):
        cells = cells[1:]
    return cells[:-1] if cells and not cells[-1][0] and body.rstrip().endswith("|") else cells


def is_rule(text: str) -> bool:
    """The line of dashes under the header row of a table."""
    return "--" in text and not text.strip("|:- \t>")


def _column(text: str) -> str:
    """The field a cell names; `Approved` beside `Status` is a value, though it names a date elsewhere."""
    if len(text) > _KEY_LENGTH or fold(text.strip("*_` :")) in STATUS_WORDS:
        return ""
    return field_of(text)


def _row(out: Outline, index: int) -> list[Entry]:
    """`| Status | Accepted |`, or under a header row of field names the values of the next row."""
    cells = _cells(out.lines[index], out.start(index))
    fields = [_column(text) for text, _, _ in cells]
    if cells and is_verb(key := cells[0][0].strip("*_` :")):
        fields[0] = field_of(key)
    header_row = fields.count("") <= len(fields) - 2 and "status" in fields
    if header_row and index + 2 < len(out.lines) and is_rule(out.lines[index + 1]):
        below = _cells(out.lines[index + 2], out.start(index + 2))
        return [
            Entry(field, text, "table", start, end, index + 2, index + 3, cells[at][0])
            for at, (field, (text, start, end)) in enumerate(zip(fields, below, strict=False))
            if field
        ]
    if len(cells) >= 2 and fields[0] and not fields[1]:
        text, start, end = cells[1]
        return [Entry(fields[0], text, "table", start, end, index, index + 1, cells[0][0])]
    return []


def _continued(out: Outline, entry: Entry, stop: int) -> Entry:
    """A list entry goes on in indented lines: wrapped words, or names as nested items."""
    lines = []
    for index in range(entry.line + 1, min(stop, entry.line + _CONTINUED)):
        text = out.lines[index][:_LINE_LENGTH]
        if not text.strip() or text[:1] not in " \t" or line_entries(text, 0, 0):
            break
        lines.append(text.strip())
    if not lines:
        return entry
    end = out.end(entry.line + len(lines))
    if all(text[:2] in ("- ", "* ", "+ ") for text in lines):
        items = tuple(text[2:].strip() for text in lines)
        value = ", ".join(items) if not entry.value else entry.value
        items = items if not entry.value else ()
    else:
        items, value = (), " ".join([entry.value, *lines]).strip()
    return Entry(
        entry.field, value, entry.kind, entry.start, end, entry.line, entry.line + len(lines) + 1, entry.key, items
    )


def in_lines(out: Outline, start: int, stop: int) -> list[Entry]:
    """All fields of a range of lines, in their order."""
    found: list[Entry] = []
    for index in range(start, min(stop, start + _HEADER_LINES)):
        text = out.lines[index]
        if len(text) > _LINE_LENGTH or not _MAYBE.search(text) or (out.hidden and out.is_hidden(index)):
            continue
        if "|" in text and (text.lstrip(" \t>")[0] == "|" or _has_rule_below(out, index)):
            found += _row(out, index)
            continue
        for entry in line_entries(text, out.start(index), index):
            found.append(_continued(out, entry, stop) if entry.kind == "list" else entry)
    return found


def _has_rule_below(out: Outline, index: int) -> bool:
    return index + 1 < len(out.lines) and is_rule(out.lines[index + 1])


def bare_days(out: Outline, start: int, stop: int) -> list[Entry]:
    """Lines that are a date and nothing else, as some write under the title."""
    found = []
    for index in range(start, min(stop, start + _HEADER_LINES)):
        text = out.lines[index]
        if text and len(text) < 60 and not out.is_hidden(index) and is_bare_day(text):
            value, begin, end = _trim(text, out.start(index))
            found.append(Entry("date", value, "plain", begin, end, index, index + 1))
    return found
