"""Records, repositories and workspaces of any size, the same ones each time."""

from __future__ import annotations

import random
import subprocess
import sys
from functools import cache
from pathlib import Path

from ctohandover.domain.decisions import Status
from ctohandover.domain.people import Person, Role
from ctohandover.formats.adr import read
from ctohandover.services.decisions import NewText, add_texts, digest
from ctohandover.services.workspaces import NewWorkspace, create
from ctohandover.storage.store import Store

_SYLLABLES = [
    "ba",
    "cor",
    "den",
    "el",
    "fi",
    "gra",
    "hum",
    "in",
    "jo",
    "kel",
    "lu",
    "mar",
    "ne",
    "or",
    "pas",
    "qui",
    "ro",
    "sta",
    "tur",
    "ul",
    "ver",
    "win",
    "xen",
    "yel",
    "zo",
    "thé",
    "crè",
    "ñar",
]
_STATUS = ("Accepted", "Accepted", "Accepted", "Proposed", "Rejected", "Deprecated")
CODE = "```python\ndef apply(state, event):\n    return {**state, event.key: event.value}\n```\n"


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """4,000 words, of which few are in nearly every text and most are rare, as in real texts."""
    rng = random.Random(7)
    words: dict[str, None] = {}
    while len(words) < 4000:
        words["".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 2, 3, 3, 4))))] = None
    weights = [1 / (rank + 2) for rank in range(len(words))]
    total = 0.0
    cumulative = [total := total + weight for weight in weights]
    return list(words), cumulative


def prose(rng: random.Random, size: int) -> str:
    """Paragraphs of about `size` characters."""
    words, cumulative = vocabulary()
    parts: list[str] = []
    length = 0
    while length < size:
        chosen = rng.choices(words, cum_weights=cumulative, k=60)
        paragraph = " ".join(chosen).capitalize() + ".\n"
        parts.append(paragraph)
        length += len(paragraph) + 1
    return "\n".join(parts)[:size] + "\n"


def record(number: int, size: int, *, rich: bool = False) -> str:
    """One record of about `size` characters: Nygard and MADR in turn, some that supersede another one."""
    rng = random.Random(number)
    title = " ".join(rng.sample(vocabulary()[0][:600], 4)).capitalize()
    day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    status = rng.choice(_STATUS)
    if number % 2:
        link = f"\nSupersedes [{number - 1}. Older]({number - 1:05}-record.md)\n" if number % 20 == 1 else ""
        head = f"# {number}. {title}\n\nDate: {day}\n\n## Status\n\n{status}\n{link}\n"
    else:
        front = f"---\nstatus: {status.lower()}\ndate: {day}\ndecision-makers: [Ann Lee, Bo Ek]\n---\n"
        head = f"{front}# {title}\n\n"
    body = size - len(head) - 220
    tail = f"* [first](00001-record.md) and `code`, **bold** words\n* second\n\n{CODE}"
    if rich:
        tail = tail + "\n| a | b |\n|---|---|\n" + "".join(f"| {n} | `x{n}` |\n" for n in range(12))
    half = max(40, body // 2)
    return f"{head}## Context\n\n{prose(rng, half)}\n## Decision\n\n{prose(rng, half)}\n## Consequences\n\n{tail}"


def document(seed: int, size: int) -> str:
    """A long text as Markdown that renders: sections with prose, lists, code and tables."""
    parts: list[str] = []
    number = 0
    while sum(len(part) for part in parts) < size:
        number += 1
        parts.append(record(seed * 1000 + number, 4000, rich=True))
    return "\n".join(parts)[:size]


def repository(folder: Path, files: int, size: int = 2500) -> Path:
    """A repository with that many records, a hundred a folder as in a big one."""
    for number in range(1, files + 1):
        path = folder / f"team-{number // 100:03}/docs/adr" / f"{number:05}-record.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record(number, size), encoding="utf-8")
    return folder


def texts(count: int, size: int) -> list[NewText]:
    """Records as they are handed to the store, read already."""
    found = []
    for number in range(1, count + 1):
        path = f"docs/adr/{number:05}-record.md"
        content = record(number, size).encode()
        fields = read(path, content).fields
        assert fields is not None
        found.append(NewText(path=path, content=content, fields=fields, source_id=None, exchanged_hash=digest(content)))
    assert {text.fields.status for text in found[:200]} >= {Status.ACCEPTED} or count < 20
    return found


def empty_workspace(path: Path) -> Path:
    people = [
        Person(id="", name="Marc Delorme", role=Role.OUTGOING_CTO, internal=False),
        Person(id="", name="Léa Rousseau", role=Role.RELAY, internal=True, on_site=True),
    ]
    create(path, NewWorkspace(company="Boréal", language="en", people=people, here=1, keeper=1))
    return path


def workspace(path: Path, decisions: int, size: int = 4096) -> Path:
    """A workspace with that many decisions of that many bytes. Made in a process of its own: what reading so many
    texts leaves in memory would slow down what is measured here."""
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "tests.benchmarks.data", str(path), str(decisions), str(size)]
    subprocess.run(command, cwd=root, check=True)
    return path


def fill(path: Path, decisions: int, size: int) -> None:
    empty_workspace(path)
    store = Store(path)
    with store.unit("decisions-imported", n=decisions, folder="x") as unit:
        add_texts(unit, texts(decisions, size))
    store.close()


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
