"""Relations between the records of one folder: a link gets its number, a number its file, where there is no doubt."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ctohandover.domain.decisions import Fields, Finding, Relation
from ctohandover.formats.adr.dates import day_first, month_first

if TYPE_CHECKING:
    from ctohandover.formats.adr.model import Scanned


class _Index:
    """The records by path, by file name, and by number in each folder: numbers are not unique. Most relations name a
    file that is there, so the rest is made when it is first asked for."""

    def __init__(self, decisions: list[tuple[str, Fields]]) -> None:
        self.numbers = {path: fields.number for path, fields in decisions}

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self.numbers:
            found.setdefault(posixpath.basename(path).rpartition(".")[0], []).append(path)
        return found

    @cached_property
    def by_number(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for path, number in self.numbers.items():
            if number is not None:
                found.setdefault(number, []).append(path)
        return found

    def path_of(self, number: int, origin: str) -> str | None:
        """The record with this number in the same series, else the only one of the whole folder."""
        found = [path for path in self.by_number.get(number, ()) if path != origin]
        folder = posixpath.dirname(origin)
        near = [path for path in found if posixpath.dirname(path) == folder] or found
        return near[0] if len(near) == 1 else None

    def resolved(self, relation: Relation, origin: str) -> Relation | None:
        """The relation with what is known of its target; None where it points at nothing that is here."""
        if relation.path is not None and relation.path in self.numbers:
            number = self.numbers[relation.path]
            return replace(relation, number=number if number is not None else relation.number)
        if relation.path is not None:
            same = self.by_name.get(posixpath.basename(relation.path).rpartition(".")[0], ())
            if len(same) == 1:
                return replace(relation, path=same[0], number=self.numbers[same[0]])
        if relation.number is not None:
            path = self.path_of(relation.number, origin)
            return replace(relation, path=path) if path else None
        same = self.by_name.get(relation.text.rpartition("/")[2].strip("[]"), ())
        return replace(relation, path=same[0], number=self.numbers[same[0]]) if len(same) == 1 else None


def resolve(scanned: list[Scanned]) -> list[Scanned]:
    """The second pass over a folder, which knows all its records."""
    decisions = [(item.path, item.reading.fields) for item in scanned if item.reading and item.reading.fields]
    orders = {day_first(fields.date_raw) for _, fields in decisions if fields.date_raw} - {None}
    related = any(fields.relations for _, fields in decisions)
    if not related and not orders:
        return scanned
    index = _Index(decisions)
    return [_resolved(item, index, orders) for item in scanned]


def _resolved(item: Scanned, index: _Index, orders: set[bool | None]) -> Scanned:
    fields = item.reading.fields if item.reading else None
    if item.reading is None or fields is None:
        return item
    changed = _ordered(_related(fields, item.path, index), orders)
    return item if changed is fields else replace(item, reading=replace(item.reading, fields=changed))


def _related(fields: Fields, path: str, index: _Index) -> Fields:
    if not fields.relations:
        return fields
    relations = []
    findings = list(fields.findings)
    for relation in fields.relations:
        found = index.resolved(relation, path)
        relations.append(found or relation)
        if found is None:
            findings.append(Finding("relation-unresolved", relation.text))
    return replace(fields, relations=tuple(relations), findings=tuple(dict.fromkeys(findings)))


def _ordered(fields: Fields, orders: set[bool | None]) -> Fields:
    """`04/05/2020` is settled where other dates of the folder show their order, all the same one."""
    doubt = Finding("date-ambiguous", fields.date_raw)
    if len(orders) != 1 or doubt not in fields.findings:
        return fields
    day = fields.date if True in orders else month_first(fields.date_raw)
    return replace(fields, date=day, findings=tuple(found for found in fields.findings if found != doubt))
