"""Edits that change the line where a field stands and nothing else, each in the manner of its dialect.

Every function takes the bytes of a record and gives back its new bytes; where the field has that value already, the
same bytes. All raise `Invalid`: `adr-not-encodable` where the file's old encoding lacks a letter, `adr-not-patchable`
where the text is such that the reader would not find the new value again (it can still be edited by hand).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctohandover.errors import Invalid
from ctohandover.formats.adr.dates import Day, find_day
from ctohandover.formats.adr.document import Document, parse
from ctohandover.formats.adr.editing import Change, apply, front_item, front_line, insert, insert_lines, write
from ctohandover.formats.adr.people import names_in
from ctohandover.formats.adr.text import clean
from ctohandover.formats.adr.titles import TITLE_LENGTH, split_title, title_within

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.formats.adr.entries import Entry

_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2,4})\Z")
_YEAR_FIRST = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}\Z")
_BULLET = re.compile(r"[\s>]*(?:[*+-]|\d+[.)])[ \t]+")


def set_title(data: bytes, title: str, *, number: int | None = None) -> bytes:
    """The title alone changes: number, label and anchor around it stay. `number` is the number of the record where it
    is known, so that the bare number of `# 28 Scanning` stays too."""
    title = clean(title)
    if not title:
        raise Invalid("adr-title-empty")
    if len(title) > TITLE_LENGTH:
        raise Invalid("adr-title-too-long", limit=TITLE_LENGTH)
    document = parse(data)
    front = next((item for item in document.front.fields if item.key.casefold() == "title" and item.line >= 0), None)
    changes = []
    heading = document.heading
    old = heading.text if heading else front.value if front else ""
    old_title = split_title(old, number)[0]
    if old_title == title:
        return data
    if heading:
        line = document.out.lines[heading.line]
        at = document.out.start(heading.line) + line.index(heading.text)
        start, end = title_within(heading.text, number) if len(heading.text) <= TITLE_LENGTH else (0, len(heading.text))
        changes.append(Change(at + start, at + end, title))
    if front and split_title(front.value, number)[0] == old_title:
        start, end = title_within(front.value, number)
        value = front.value[:start] + title + front.value[end:]
        span = Change(document.out.start(front.line), document.out.end(front.last - 1), "")
        changes.append(span._replace(text=front_line(document, front.key, value)))
    if not changes:
        changes.append(insert_lines(document, document.out.first, f"# {title}\n"))
    return apply(document, changes)


def _date_entry(document: Document) -> Entry | None:
    """The entry that the reader takes the date from, or one that waits to be filled in."""
    entries = [entry for entry in document.entries if entry.field == "date"]
    filled = (entry for entry in entries if entry.value and re.search(r"\d", entry.value))
    return next(filled, entries[0] if entries else None)


def _same_form(found: Day, day: date) -> str:
    """The new date as the old one was written, where that is plain: `31/01/2024`, `2024/01/31`; else ISO."""
    if (match := _DAY_FIRST.match(found.raw)) and found.day and found.day.day == int(match[1]):
        return f"{day.day:02d}{match[2]}{day.month:02d}{match[2]}{day.year:04d}"
    if match := _YEAR_FIRST.match(found.raw):
        return day.strftime(f"%Y{match[1]}%m{match[1]}%d") if day.year > 999 else day.isoformat()
    return day.isoformat()


def set_date(data: bytes, day: date) -> bytes:
    document = parse(data)
    entry = _date_entry(document)
    if entry is None:
        change = insert(document, "date", day.isoformat())
    else:
        found = find_day(clean(entry.value))
        if found and found.day == day:
            return data
        at = document.text.view.find(found.raw, entry.start, entry.end) if found and entry.start >= 0 else -1
        if found and at >= 0:
            change = Change(at, at + len(found.raw), _same_form(found, day))
        else:
            change = write(document, entry, day.isoformat())
    changed = apply(document, [change])
    again = _date_entry(parsed := parse(changed))
    if again is None or (found := find_day(clean(again.value))) is None or found.day != day or not parsed.of("date"):
        raise Invalid("adr-not-patchable", field="date")
    return changed


def set_deciders(data: bytes, names: tuple[str, ...]) -> bytes:
    """The names as a list in the form that is there: words with commas, a YAML list, or a list of bullets."""
    names = tuple(clean(name) for name in names if clean(name))
    if names_in(", ".join(names)) != names:
        raise Invalid("adr-name-unreadable", names=names)
    document = parse(data)
    entries = [entry for entry in document.entries if entry.field == "deciders"]
    entry = next((entry for entry in entries if names_in(entry.value, entry.items)), entries[0] if entries else None)
    if (names_in(entry.value, entry.items) if entry else ()) == names:
        return data
    change = _listed(document, entry, names) if entry else insert(document, "deciders", ", ".join(names))
    changed = apply(document, [change])
    found = (names_in(item.value, item.items) for item in parse(changed).of("deciders"))
    if next((some for some in found if some), ()) != names:
        raise Invalid("adr-not-patchable", field="deciders")
    return changed


def _listed(document: Document, entry: Entry, names: tuple[str, ...]) -> Change:
    lines = document.out.lines
    if entry.kind == "front-matter" and entry.line >= 0:
        first = lines[entry.line].partition(":")[2].strip()
        if not first and entry.last > entry.line + 1 and lines[entry.line + 1].lstrip().startswith("-"):
            bullet = re.match(r"\s*-\s*", lines[entry.line + 1])
            lead = bullet[0] if bullet else "  - "
            items = [lines[entry.line].rstrip(), *(lead + front_item(name) for name in names)]
            return Change(entry.start, entry.end, "\n".join(items))
        if first[:1] == "[":
            at = entry.start + lines[entry.line].index("[")
            return Change(at, entry.end, "[" + ", ".join(front_item(name) for name in names) + "]")
        return write(document, entry, ", ".join(names))
    first_item = entry.line + 1 if entry.kind == "list" else entry.line
    if entry.items and (bullet := _BULLET.match(lines[first_item])):
        items = [bullet[0] + name for name in names]
        start = document.out.end(entry.line) if entry.kind == "list" else entry.start
        return Change(start, entry.end, ("\n" if entry.kind == "list" else "") + "\n".join(items))
    return write(document, entry, ", ".join(names))
