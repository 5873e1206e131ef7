"""The reader against hand-checked answers for real repositories; they are not part of the project.

The corpus holds repos/OWNER__NAME/<path> and truth.jsonl, one answer a line; a field that is absent is not judged.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from ctohandover.formats.adr import as_json, scan

CORPUS = os.environ.get("CTOHANDOVER_ADR_CORPUS", "")
FIELDS = ("number", "title", "status", "date", "supersedes", "superseded_by", "amends", "amended_by")
WANTED = 0.96


def _same(field: str, want: Any, got: Any) -> bool:
    if isinstance(want, list):
        return sorted(want) == sorted(got or [])
    if field == "title" and want and got:
        return " ".join(want.split()).casefold() == " ".join(got.split()).casefold()
    return bool(want == got)


def _judged(row: dict[str, Any], got: dict[str, Any]) -> list[bool]:
    right = [bool(got.get("is_decision")) == row["is_decision"]]
    if row["is_decision"]:
        named = [field for field in FIELDS if field in row and (row[field] != [] or got.get(field))]
        right += [_same(field, row[field], got.get(field)) for field in named]
    return right


@pytest.mark.skipif(not CORPUS, reason="CTOHANDOVER_ADR_CORPUS names no folder of records to measure by")
def test_score() -> None:
    corpus = Path(CORPUS)
    rows = defaultdict(list)
    for line in (corpus / "truth.jsonl").read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            rows[row["repo"]].append(row)
    right: list[bool] = []
    for repo, answers in rows.items():
        scanned = scan(corpus / "repos" / repo.replace("/", "__"))
        found = {item.path: as_json(item.reading) for item in scanned if item.reading}
        for row in answers:
            right += _judged(row, found.get(row["path"], {}))
    assert sum(right) / len(right) >= WANTED
