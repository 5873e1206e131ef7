"""Relations between the records of one folder: a link gets its number, a number its file, where there is no doubt."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from ctohandover.domain.decisions import Fields, Finding, Relation
from ctohandover.formats.adr.model import Scanned


class _Index:
    """The records by path, by file name, and by number in each folder: numbers are not unique."""

    def __init__(self, decisions: Iterable[tuple[str, Fields]]) -> None:
        self.numbers: dict[str, int | None] = {}
        self.by_name: dict[str, list[str]] = defaultdict(list)
        self.by_number: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.anywhere: dict[int, list[str]] = defaultdict(list)
        for path, fields in decisions:
            folder, name = posixpath.split(path)
            self.numbers[path] = fields.number
            self.by_name[name.rpartition(".")[0]].append(path)
            if fields.number is not None:
                self.by_number[folder, fields.number].append(path)
                self.anywhere[fields.number].append(path)

    def path_of(self, number: int, origin: str) -> str | None:
        """The record with this number in the same series, else the only one of the whole folder."""
        near = [path for path in self.by_number.get((posixpath.dirname(origin), number), ()) if path != origin]
        if near:
            return near[0] if len(near) == 1 else None
        far = [path for path in self.anywhere.get(number, ()) if path != origin]
        return far[0] if len(far) == 1 else None

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
    decisions = [(item.path, item.reading.fields) for item in scanned if item.reading and item.reading.fields]
    if not any(fields.relations for _, fields in decisions):
        return scanned
    index = _Index(decisions)
    return [_resolved(item, index) for item in scanned]


def _resolved(item: Scanned, index: _Index) -> Scanned:
    fields = item.reading.fields if item.reading else None
    if item.reading is None or fields is None or not fields.relations:
        return item
    relations = []
    findings = list(fields.findings)
    for relation in fields.relations:
        found = index.resolved(relation, item.path)
        relations.append(found or relation)
        if found is None:
            findings.append(Finding("relation-unresolved", relation.text))
    fields = replace(fields, relations=tuple(relations), findings=tuple(dict.fromkeys(findings)))
    return replace(item, reading=replace(item.reading, fields=fields))
