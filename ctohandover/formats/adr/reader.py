"""One reader for all dialects. Nothing in a file makes it fail; what is odd becomes a finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctohandover.domain.decisions import Fields, Finding, Relation
from ctohandover.formats.adr.dates import Day, find_day
from ctohandover.formats.adr.document import Document, StatusPlace, parse
from ctohandover.formats.adr.images import images_in
from ctohandover.formats.adr.kinds import reason_against
from ctohandover.formats.adr.model import Reading
from ctohandover.formats.adr.names import Name, read_name, title_from
from ctohandover.formats.adr.people import names_in
from ctohandover.formats.adr.relations import in_prose, in_value
from ctohandover.formats.adr.text import clean
from ctohandover.formats.adr.titles import is_unfilled, split_title
from ctohandover.formats.adr.words import RELATION_FIELDS

if TYPE_CHECKING:
    from datetime import date

_BINARY_SAMPLE = 8192
_LINK_LINES = 40
_TARGET_SIGN = re.compile(r"[\[\d]")  # a relation needs a link or a number


def read(path: str, data: bytes) -> Reading:
    """Read one file; `path` is its place in the folder, with `/`."""
    name = read_name(path)
    if b"\0" in data[:_BINARY_SAMPLE] and _is_binary(data):
        return Reading(path, None, "binary")
    document = parse(data)
    place = document.status()
    title, heading_number = split_title(_written_title(document), name.number)
    reason = reason_against(document, name, place, title)
    images = images_in(document.text.view, path, document.references)
    encoding = document.text.encoding
    if reason:
        return Reading(path, None, reason, images, encoding)
    return Reading(path, _fields(document, path, name, place, (title, heading_number)), "", images, encoding)


def _is_binary(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return data.count(b"\0") * 20 > len(data)


def _front_value(document: Document, *keys: str) -> str:
    return next((item.value for item in document.front.fields if item.key.casefold() in keys and item.value), "")


def _written_title(document: Document) -> str:
    if document.heading:
        return document.heading.text
    return _front_value(document, "title") or document.front.comment


def _fields(
    document: Document, path: str, name: Name, place: StatusPlace | None, heading: tuple[str, int | None]
) -> Fields:
    findings = list(document.front.findings)
    if document.text.encoding in ("cp1252", "latin-1"):
        findings.append(Finding("encoding-guessed", document.text.encoding))
    if "\0" in document.text.raw:
        findings.append(Finding("control-characters"))
    title, number = _title_and_number(document, name, heading, findings)
    day, date_raw = _date(document, name, place, findings)
    deciders = next((names for entry in document.of("deciders") if (names := names_in(entry.value, entry.items))), ())
    _judge_status(document, place, findings)
    return Fields(
        title=title,
        number=number,
        status=place.verdict.status if place else None,
        status_raw=place.raw if place else "",
        date=day,
        date_raw=date_raw,
        deciders=deciders,
        relations=_relations(document, path, place, findings),
        dialect=_dialect(document, name, place),
        findings=tuple(dict.fromkeys(findings)),
    )


def _title_and_number(
    document: Document, name: Name, heading: tuple[str, int | None], findings: list[Finding]
) -> tuple[str, int | None]:
    title, heading_number = heading
    if not title or is_unfilled(title):
        title = title_from(name.words) or clean(_written_title(document)) or "?"
        findings.append(Finding("title-missing", clean(_written_title(document))))
    if document.heading and (written := _front_value(document, "title")):
        front, _ = split_title(written, name.number)
        if front.casefold() != title.casefold():
            findings.append(Finding("title-contradiction", f"{front} / {title}"))
    written = _front_value(document, "number", "id", "adr", "adr_id", "adr-id")
    front_number = int(written) if written.isascii() and written.isdigit() and len(written) <= 6 else None
    others = [number for number in (front_number, heading_number) if number is not None]
    number = name.number if name.number is not None or name.day else next(iter(others), None)
    for other in dict.fromkeys(others):
        if number is not None and other != number:
            findings.append(Finding("number-mismatch", str(other)))
    return title, number


def _date(
    document: Document, name: Name, place: StatusPlace | None, findings: list[Finding]
) -> tuple[date | None, str]:
    for entry in document.of("date"):
        raw = clean(entry.value)
        if (found := find_day(raw)) is None and not _TARGET_SIGN.search(raw.replace("[", "")):
            findings.append(Finding("date-placeholder", raw))
            continue
        return _checked(found, raw, findings)
    statement = place.section.statement if place and place.section else None
    if statement and statement.day and statement.day.day:
        return _checked(statement.day, statement.day.raw, findings)
    if place and place.entry and (found := find_day(place.raw)) and found.day:
        return _checked(found, found.raw, findings)
    for field in ("created", "updated"):
        for entry in document.of(field):
            if found := find_day(raw := clean(entry.value)):
                return _checked(found, raw, findings)
    return (name.day, name.day_raw) if name.day else (None, "")


def _checked(found: Day | None, raw: str, findings: list[Finding]) -> tuple[date | None, str]:
    if found is None or found.day is None:
        findings.append(Finding("date-invalid", raw))
        return None, raw
    if found.ambiguous:
        findings.append(Finding("date-ambiguous", raw))
    return found.day, raw


def _judge_status(document: Document, place: StatusPlace | None, findings: list[Finding]) -> None:
    if place is None:
        return
    if place.verdict.code:
        findings.append(Finding(place.verdict.code, place.raw))
    told = {other.verdict.status: other.raw for other in reversed(document.statuses) if other.verdict.status}
    if len(told) > 1:
        findings.append(Finding("status-contradiction", " / ".join(reversed(told.values()))))


def _relations(
    document: Document, path: str, place: StatusPlace | None, findings: list[Finding]
) -> tuple[Relation, ...]:
    found: list[Relation] = []
    for entry in document.entries:
        if entry.field in RELATION_FIELDS and entry.value:
            kind = RELATION_FIELDS[entry.field]
            found += in_value(entry.value, kind, path, document.references)
        elif entry.field == "status" and entry.value:
            found += _in_line(entry.value, path, document, findings)
    for section in document.sections[:1]:
        for index in section.lines[:_LINK_LINES]:
            found += _in_line(document.out.lines[index], path, document, findings)
    found += _in_links(document, path, findings)
    if place and place.verdict.status and place.verdict.status.value == "superseded" and place.section:
        found += _implied(document, path, place, found)
    unique: dict[tuple[str, str | int | None], Relation] = {}
    for relation in found:
        unique.setdefault((relation.kind, relation.path or relation.number), relation)
    return tuple(unique.values())


def _in_line(text: str, path: str, document: Document, findings: list[Finding]) -> list[Relation]:
    if not _TARGET_SIGN.search(text):
        return []
    found, partial = in_prose(text, path, document.references)
    findings += [Finding("relation-partial", raw) for raw in partial]
    return found


def _in_links(document: Document, path: str, findings: list[Finding]) -> list[Relation]:
    found: list[Relation] = []
    for heading in document.out.headings:
        if heading.kind == "links":
            lines = document.out.visible(heading.body, document.out.section_end(heading))
            for index in lines[:_LINK_LINES]:
                found += _in_line(document.out.lines[index], path, document, findings)
    return found


def _implied(document: Document, path: str, place: StatusPlace, found: list[Relation]) -> list[Relation]:
    """`superseded`, and below it a sentence with one link to a record: that is the one."""
    kind = RELATION_FIELDS["superseded_by"]
    if place.section is None or any(relation.kind is kind for relation in found):
        return []
    text = "\n".join(document.out.lines[index] for index in place.section.lines)
    linked = [relation for relation in in_value(text, kind, path, document.references) if relation.path]
    return linked if len(linked) == 1 else []


def _dialect(document: Document, name: Name, place: StatusPlace | None) -> str:
    keys = {item.key.casefold() for item in document.front.fields}
    kind = place.entry.kind if place and place.entry else "section" if place else ""
    if kind == "front-matter" or (not kind and keys.intersection(("date", "deciders", "decision-makers"))):
        if "decision-makers" in keys:
            return "madr-4"
        return "madr-3" if keys.intersection(("deciders", "consulted", "informed")) else "front-matter"
    if kind == "section":
        return "nygard"
    kind = kind or next((entry.kind for entry in document.entries if entry.kind != "section"), "")
    if kind == "list":
        line = document.out.lines[place.entry.line] if place and place.entry else ""
        if "**" in line:
            return "bold"
        return "log4brains" if name.day else "madr-2"
    if kind in ("bold", "plain", "table"):
        return kind
    headings = {heading.text.casefold() for heading in document.out.headings}
    return "madr-4" if {"decision outcome", "context and problem statement"} & headings else "unstructured"
