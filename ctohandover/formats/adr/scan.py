"""A whole folder read: every Markdown file with what it is, and relations resolved between them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ctohandover.errors import FileProblem
from ctohandover.formats.adr.model import Reading, Scanned
from ctohandover.formats.adr.names import MARKDOWN, OTHER_MARKUP, read_name
from ctohandover.formats.adr.reader import read
from ctohandover.formats.adr.resolve import resolve
from ctohandover.formats.files import Found, read_regular, walk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE_LIMIT = 5 * 1024 * 1024  # bytes; a decision record is text that people read
TOTAL_LIMIT = 256 * 1024 * 1024  # bytes kept of one folder


def _wanted(name: str) -> bool:
    return name.lower().endswith(MARKDOWN + OTHER_MARKUP)


def scan(folder: Path, *, step: Callable[[int], object] | None = None, below: bool = True) -> list[Scanned]:
    """Read the records of `folder` and, unless `below` says no, of the folders below it, in the order of their paths.
    `step` is called with the number of files done after each one, and may raise to stop. One bad file never stops the
    rest; a folder that is not there does."""
    found: list[Scanned] = []
    kept = 0
    for file in walk(folder, _wanted, below=below):
        item = _read_one(file, TOTAL_LIMIT - kept)
        if item is None:
            continue
        kept += len(item.data or b"")
        found.append(item)
        if step is not None:
            step(len(found))
    return resolve(found)


def _read_one(file: Found, room: int) -> Scanned | None:
    if file.problem:
        return Scanned(file.path, None, refusal=file.problem)
    if not file.path.lower().endswith(MARKDOWN):
        name = read_name(file.path)
        is_one = name.has_id and (name.labelled or name.folder) and not name.template
        return Scanned(file.path, None, refusal="not-markdown") if is_one else None
    try:
        data = read_regular(file.full, FILE_LIMIT)
    except FileProblem as problem:
        return Scanned(file.path, None, refusal=problem.code)
    if len(data) > room:
        return Scanned(file.path, None, refusal="too-much")
    reading: Reading = read(file.path, data)
    return Scanned(file.path, reading, data if reading.fields else None, hashlib.sha256(data).hexdigest())
