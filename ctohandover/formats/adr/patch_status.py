"""Changing a status, and pointing records at each other, in the manner of their dialects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctohandover.domain.decisions import RelationKind, Status
from ctohandover.errors import Invalid
from ctohandover.formats.adr.document import Document, StatusPlace, StatusSection, parse
from ctohandover.formats.adr.editing import Change, apply, insert, insert_lines, is_blank, language_of, line_like, write
from ctohandover.formats.adr.languages import phrase, status_word
from ctohandover.formats.adr.relations import in_prose, in_value
from ctohandover.formats.adr.status import CHECKBOX, Statement, judge, statements
from ctohandover.formats.adr.words import RELATION_FIELDS

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.formats.adr.entries import Entry
    from ctohandover.formats.adr.links import Link

_ROUNDS = 6  # a status section may hold several lines that each would count once the one before is changed
_LEAD = re.compile(r"[\s>]*(?:(?:[*+-]|\d+[.)])[ \t]+)?")
_DATE_FIRST = re.compile(r"\W*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")


def set_status(data: bytes, status: Status, *, superseded_by: Link | None = None, on: date | None = None) -> bytes:
    """The status gets a new word, in the language of the old one. With `superseded_by` (for `Status.SUPERSEDED` only)
    the line says by what. `on` is the day of the change, for records that keep the history of their status."""
    document = parse(data)
    place = document.status()
    known = place is not None and place.verdict.status is status
    if known and (superseded_by is None or _points_at(document, RelationKind.SUPERSEDED_BY, superseded_by)):
        return data
    link = superseded_by if status is Status.SUPERSEDED else None
    for attempt in range(_ROUNDS):
        changes = _status_changes(document, place, status, link, on) if attempt == 0 else _dropped(document, place)
        if not changes:
            break
        data = apply(document, changes)
        document = parse(data)
        place = document.status()
        if place and place.verdict.status is status:
            return data
    raise Invalid("adr-not-patchable", field="status")


def add_relation(data: bytes, kind: RelationKind, link: Link) -> bytes:
    """The record says that it supersedes (amends, ...) another one. To say that it is superseded use `set_status`."""
    document = parse(data)
    if _points_at(document, kind, link):
        return data
    return apply(document, [_relation_change(document, kind, link)])


def _points_at(document: Document, kind: RelationKind, link: Link) -> bool:
    """True where the text already links that file in that sense."""
    told = [entry.value for entry in document.entries if entry.field == "status"]
    told += [document.out.lines[index] for section in document.sections for index in section.lines]
    for heading in document.out.headings:
        if heading.kind == "links":
            told += document.out.lines[heading.body : document.out.section_end(heading)]
    relations = [found for text in told for found in in_prose(text, "", document.references)[0]]
    for entry in document.of(kind.value):
        relations += in_value(entry.value, kind, "", document.references)
    target = in_value(f"[]({link.href})", kind, "", document.references)
    return any(
        found.kind is kind and (found.path, found.number) == (wanted.path, wanted.number)
        for found in relations
        for wanted in target
    ) or any(link.href in found.text for found in relations if found.kind is kind)


def _word(document: Document, status: Status, link: Link | None, like: str, long: bool) -> str:
    """The status in the language and case of the old one."""
    language = language_of(document)
    if link is None:
        text = status_word(status, language)
    else:
        text = phrase(RelationKind.SUPERSEDED_BY, language, link.long if long else link.short)
    letters = [sign for sign in like if sign.isalpha()]
    if len(letters) > 2 and all(sign.isupper() for sign in letters) and link is None:
        return text.upper()
    if not letters or letters[0].isupper():
        return text[:1].upper() + text[1:]
    return text


def _status_changes(
    document: Document, place: StatusPlace | None, status: Status, link: Link | None, on: date | None
) -> list[Change]:
    row = next((entry for entry in document.entries if entry.field == "superseded_by" and entry.line >= 0), None)
    if place is None:
        return _first_status(document, status, link)
    if place.entry:
        if link and row and row.kind in ("table", "front-matter", "list", "bold", "plain"):
            word = _word(document, status, None, place.raw, False)
            text = link.href if row.kind == "front-matter" else link.short
            return [write(document, place.entry, _wrapped(place.entry, word)), write(document, row, text)]
        word = _word(document, status, link, place.raw, False)
        return [write(document, place.entry, word if link else _wrapped(place.entry, word))]
    if place.section is None or place.section.statement is None:
        return []
    return _in_section(document, place.section, place.section.statement, status, link, on)


def _wrapped(entry: Entry, word: str) -> str:
    """`**accepted**` stays bold, `` `Proposed` `` stays code."""
    match = re.match(r"(\*{1,2}|_{1,2}|`)[^*_`]+\1\Z", entry.value)
    return f"{match[1]}{word}{match[1]}" if match else word


def _first_status(document: Document, status: Status, link: Link | None) -> list[Change]:
    """A record that states no status yet: an empty field or section of that name is filled, else one is made."""
    empty = next((entry for entry in document.entries if entry.field == "status"), None)
    if empty:
        like = "a" if empty.kind in ("front-matter", "list") else "A"
        return [write(document, empty, _word(document, status, link, like, False))]
    for section in document.sections:
        text = _word(document, status, link, "A", True)
        boxes = [index for index in section.lines if CHECKBOX.match(document.out.lines[index])]
        if boxes:
            return _tick(document, boxes, status, text, link is not None)
        body = section.heading.body
        return [insert_lines(document, body, f"\n{text}" if is_blank(document, body) else f"\n{text}\n")]
    in_list = document.out.front is not None or any(entry.kind == "list" for entry in document.entries)
    return [insert(document, "status", _word(document, status, link, "a" if in_list else "A", not in_list))]


def _in_section(
    document: Document, section: StatusSection, chosen: Statement, status: Status, link: Link | None, on: date | None
) -> list[Change]:
    boxes = [index for index in section.lines if CHECKBOX.match(document.out.lines[index])]
    text = _word(document, status, link, chosen.raw, True)
    if boxes:
        return _tick(document, boxes, status, text, link is not None)
    index = section.lines[chosen.line]
    line = document.out.lines[index]
    start, end = document.out.start(index), document.out.end(index)
    told = statements([document.out.lines[at] for at in section.lines])
    dated = [item for item in told if item.day and item.day.day]
    if chosen.day and chosen.day.day and (len(dated) > 1 or _DATE_FIRST.match(line)):
        day = max(on or chosen.day.day, chosen.day.day)
        lead = _LEAD.match(line)
        history = f"{lead[0] if lead else ''}{day.isoformat()} {text}"
        last = section.lines[-1]
        spaced = len(section.lines) == 1 or section.lines[-1] - section.lines[-2] > 1
        at = document.out.end(last)
        return [Change(at, at, ("\n\n" if spaced and not (lead and lead[0].strip()) else "\n") + history)]
    lead = _LEAD.match(line)
    mark = re.match(r"(\*\*|__|`|\*)", line[lead.end() :] if lead else line)
    closing = mark[1] if mark and line.rstrip().endswith(mark[1]) and not link else ""
    when = f" ({on.isoformat()})" if on and chosen.day and not link else ""
    return [Change(start + (lead.end() if lead else 0), end, f"{closing}{text}{closing}{when}")]


def _tick(document: Document, boxes: list[int], status: Status, text: str, linked: bool) -> list[Change]:
    """The box of the new status is ticked, and those that would count more are not; without a box it gets one."""
    lines = document.out.lines
    mine = [index for index in boxes if judge(_box_text(lines[index])).status is status]
    changes = []
    for index in boxes:
        box = CHECKBOX.match(lines[index])
        at = document.out.start(index) + (box.start(1) if box else 0)
        wanted = "x" if mine and index == mine[-1] else " " if not mine or index > mine[-1] else None
        if box and wanted and (box[1] == " ") != (wanted == " "):
            changes.append(Change(at, at + 1, wanted))
    if not mine:
        lead = _LEAD.match(lines[boxes[-1]])
        at = document.out.end(boxes[-1])
        changes = [Change(at, at, f"\n{lead[0] if lead else '- '}[x] {text}")]
    elif linked and (box := CHECKBOX.match(lines[mine[-1]])):
        start = document.out.start(mine[-1]) + box.start(2)
        changes.append(Change(start, document.out.end(mine[-1]), text))
    return changes


def _box_text(line: str) -> str:
    box = CHECKBOX.match(line)
    return box[2] if box else ""


def _dropped(document: Document, place: StatusPlace | None) -> list[Change]:
    """Another line of the same section counts now and says something else: it goes, with a blank line beside it."""
    if place is None or place.section is None or place.section.statement is None:
        return []
    index = place.section.lines[place.section.statement.line]
    box = CHECKBOX.match(document.out.lines[index])
    if box:
        at = document.out.start(index) + box.start(1)
        return [Change(at, at + 1, " ")]
    last = index + 2 if is_blank(document, index - 1) and is_blank(document, index + 1) else index + 1
    ends = len(document.out.lines)
    end = document.out.start(last) if last < ends else len(document.text.raw)
    return [Change(document.out.start(index), end, "")]


def _relation_change(document: Document, kind: RelationKind, link: Link) -> Change:
    entry = next((entry for entry in document.entries if entry.field == kind.value and entry.line >= 0), None)
    place = document.status()
    if entry:
        value = link.href if entry.kind == "front-matter" else link.short
        has_one = in_value(entry.value, RELATION_FIELDS[kind.value], "", document.references)
        return write(document, entry, f"{entry.value}, {value}" if has_one else value)
    if place and place.section:
        text = phrase(kind, language_of(document), link.long)
        at = document.out.end(place.section.lines[-1])
        return Change(at, at, f"\n\n{text[:1].upper()}{text[1:]}")
    if place and place.entry and place.entry.kind in ("table", "bold", "plain"):
        line = line_like(document, place.entry, kind.value, link.short)
        return insert_lines(document, place.entry.last, line)
    return _in_links(document, phrase(kind, language_of(document), link.short))


def _in_links(document: Document, text: str) -> Change:
    """MADR and log4brains keep relations as a list under `## Links`, at the end."""
    item = text[:1].upper() + text[1:]
    for heading in document.out.headings:
        if heading.kind != "links":
            continue
        lines = document.out.visible(heading.body, document.out.section_end(heading))
        listed = [index for index in lines if document.out.lines[index].lstrip()[:2] in ("* ", "- ", "+ ")]
        if listed:
            at = document.out.end(listed[-1])
            return Change(at, at, f"\n{document.out.lines[listed[-1]].lstrip()[0]} {item}")
        at = document.out.end(lines[-1] if lines else heading.body - 1)
        return Change(at, at, f"\n\n* {item}")
    view = document.text.view
    gap = "" if view.endswith("\n\n") else "\n" if view.endswith("\n") else "\n\n"
    return Change(len(view), len(view), f"{gap}## Links\n\n* {item}\n")
