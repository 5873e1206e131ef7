"""Reading records from a folder, against reading, hashing and splitting the files in plain Python."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ctohandover.formats.adr import scan
from tests.benchmarks import data
from tests.benchmarks.timing import Figure, in_turn, seconds

_FIELD = re.compile(r"^(?:[*-] )?(status|date|deciders|decision-makers):\s*(.*)", re.IGNORECASE)


def scanning(folder: Path, *, rounds: int = 7, files: int = 2000) -> list[Figure]:
    repository = data.repository(folder / "repository", files)
    ours, plain = in_turn(
        rounds, lambda: seconds(lambda: scan(repository)), lambda: seconds(lambda: _plain(repository))
    )
    return [Figure(f"scan of {files:,} records, in process", ours, "plain Python", plain, most=350)]


def _plain(folder: Path) -> list[tuple[str, str, str, dict[str, str]]]:
    """What a script of an hour would do: title, the obvious fields, a hash."""
    found = []
    for path in sorted(folder.rglob("*.md")):
        content = path.read_bytes()
        title, inside = "", False
        fields: dict[str, str] = {}
        for line in content.decode().splitlines():
            if line.startswith("# ") and not title:
                title = line[2:]
            elif line.startswith("## "):
                inside = line[3:].strip().lower() == "status"
            elif inside and line.strip():
                fields.setdefault("status", line.strip())
            elif match := _FIELD.match(line):
                fields[match[1].lower()] = match[2]
        found.append((str(path), title, hashlib.sha256(content).hexdigest(), fields))
    return found
