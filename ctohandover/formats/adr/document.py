"""A file taken apart once, for the reader and the patcher alike, so that both see a field in the same place."""

from __future__ import annotations

import re
from typing import NamedTuple

from ctohandover.formats.adr.entries import Entry, bare_days, in_lines
from ctohandover.formats.adr.front import FrontMatter, read_front
from ctohandover.formats.adr.outline import Heading, Outline, outline
from ctohandover.formats.adr.relations import References
from ctohandover.formats.adr.status import Statement, Verdict, choose, judge
from ctohandover.formats.adr.text import Text, clean, decode
from ctohandover.formats.adr.words import field_of

# Front matter counts first, then a list, then other lines of the header, then sections.
RANK = {"front-matter": 0, "list": 1, "bold": 2, "plain": 2, "table": 2, "heading": 3, "section": 3}
_SECTION_FIELDS = ("date", "deciders", "supersedes", "superseded_by", "amends", "amended_by")
_STATUS_SECTIONS = 3  # a record that talks about statuses may have more of them; they are content
_LENGTH = 2000  # characters of a value, and lines of a section, that are looked at
_BULLET = re.compile(r"^[\s>]*(?:[*+-]|\d+[.)])\s+")


class StatusSection(NamedTuple):
    """A section that states the status: its lines that are not blank, and the statement that counts among them."""

    heading: Heading
    lines: tuple[int, ...]
    statement: Statement | None


class StatusPlace(NamedTuple):
    """Where a status stands: an entry, or a statement of a section."""

    raw: str
    verdict: Verdict
    entry: Entry | None = None
    section: StatusSection | None = None


class Document(NamedTuple):
    text: Text
    out: Outline
    front: FrontMatter
    heading: Heading | None
    header_end: int
    entries: tuple[Entry, ...]
    sections: tuple[StatusSection, ...]
    references: References
    statuses: tuple[StatusPlace, ...]  # all that state a status, in the order in which they count

    def of(self, field: str) -> list[Entry]:
        """The entries of a field that hold something, in the order in which they count."""
        return [entry for entry in self.entries if entry.field == field and entry.value]

    def status(self) -> StatusPlace | None:
        """The one that counts: the first that says a status we know, else the first at all."""
        for place in self.statuses:
            if place.verdict.status:
                return place
        return self.statuses[0] if self.statuses else None


def _title(out: Outline, front: FrontMatter) -> Heading | None:
    """The first heading of level 1 that is no section; without one, and without a title in front matter, a first
    heading that is no section."""
    for heading in out.headings:
        if heading.level == 1 and heading.text and not heading.kind:
            return heading
    if any(item.key.casefold() == "title" and item.value for item in front.fields):
        return None
    first = out.headings[0] if out.headings else None
    if first and first.text and not first.kind and not _inline(first):
        return first
    return None


def _inline(heading: Heading) -> tuple[str, str] | None:
    """`## Status: Accepted`: the field and its value."""
    key, colon, value = heading.text.partition(":")
    field = field_of(key) if colon else ""
    return (field, value.strip()) if field and value.strip() else None


def _front_entries(out: Outline, front: FrontMatter) -> list[Entry]:
    found = []
    for item in front.fields:
        key = item.key.removeprefix("adr_").removeprefix("adr-") if item.key.casefold() != "adr_id" else item.key
        if field := field_of(key):
            start = out.start(item.line) if item.line >= 0 else -1
            end = out.end(item.last - 1) if item.line >= 0 else -1
            found.append(
                Entry(
                    field, item.value[:_LENGTH], "front-matter", start, end, item.line, item.last, item.key, item.items
                )
            )
    return found


def _section_entry(out: Outline, heading: Heading, field: str) -> Entry | None:
    lines = out.visible(heading.body, out.section_end(heading))
    if not lines:
        return None
    items = tuple(_BULLET.sub("", out.lines[index][:_LENGTH]).strip() for index in lines[:_LENGTH])
    start, end = out.start(lines[0]), out.end(lines[-1])
    return Entry(field, "\n".join(items), "section", start, end, lines[0], lines[-1] + 1, heading.text, items)


def _status_section(out: Outline, heading: Heading) -> StatusSection:
    lines = tuple(out.visible(heading.body, out.section_end(heading)))
    return StatusSection(heading, lines, choose([out.lines[index] for index in lines[:60]]))


def _section_entries(out: Outline, title: Heading | None) -> tuple[list[Entry], list[StatusSection]]:
    entries: list[Entry] = []
    sections: list[StatusSection] = []
    for heading in out.headings:
        if heading is title:
            continue
        kind = heading.kind
        if kind == "status" and len(sections) < _STATUS_SECTIONS:
            end = out.section_end(heading)
            inner = in_lines(out, heading.body, end)
            entries += [entry for entry in inner if entry.field in ("status", "date", "deciders", "superseded_by")]
            sections.append(_status_section(out, heading))
        elif kind == "metadata":
            entries += in_lines(out, heading.body, out.section_end(heading))
        elif kind in _SECTION_FIELDS:
            entry = _section_entry(out, heading, kind)
            entries += [entry] if entry else []
        elif not kind and ":" in heading.text and (inline := _inline(heading)):
            begin = out.start(heading.line) + out.lines[heading.line].find(inline[1])
            end = begin + len(inline[1])
            entries.append(Entry(*inline, "heading", begin, end, heading.line, heading.body, heading.text))
    return entries, sections


def _header_end(out: Outline, title: Heading | None) -> int:
    """The header ends where the first section starts; a second first-level heading may be a second title."""
    for heading in out.headings:
        if heading is not title and (heading.level > 1 or heading.kind):
            return heading.line
    return len(out.lines)


def _places(entries: list[Entry], sections: list[StatusSection]) -> tuple[StatusPlace, ...]:
    places = [
        StatusPlace(clean(entry.value), judge(entry.value), entry)
        for entry in entries
        if entry.field == "status" and entry.value
    ]
    for section in sections:
        if section.statement:
            places.append(StatusPlace(clean(section.statement.raw), section.statement.verdict, section=section))
    return tuple(places)


def parse(data: bytes) -> Document:
    text = decode(data)
    out = outline(text.view)
    front = read_front(out)
    title = _title(out, front)
    end = _header_end(out, title)
    header = in_lines(out, out.first, end)
    sections, statuses = _section_entries(out, title)
    entries = _front_entries(out, front) + sorted(header, key=lambda entry: RANK[entry.kind])
    if not any(entry.field == "date" for entry in entries):
        entries += bare_days(out, title.body if title else out.first, end)
    entries += sections
    return Document(
        text, out, front, title, end, tuple(entries), tuple(statuses), References(text.view), _places(entries, statuses)
    )
