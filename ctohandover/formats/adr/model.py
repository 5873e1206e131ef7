"""What reading gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctohandover.domain.decisions import Fields


@dataclass(frozen=True, slots=True)
class Reading:
    """One Markdown file, read. `fields` is None where the file is no decision, and `reason` then says why: `template`,
    `index`, `readme`, `reserved-name`, `generated`, `several-decisions`, `empty`, `binary` or `not-a-decision`.

    `path` is relative with `/`; `images` are the pictures that the text shows, as paths inside the folder that was
    scanned, whether or not they are there.
    """

    path: str
    fields: Fields | None
    reason: str = ""
    images: tuple[str, ...] = ()
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Scanned:
    """One file of a scanned folder. `refusal` is empty where the file could be read; else it is a code such as
    `too-large`, `not-a-file`, `symlink`, `unreadable`, `name-undecodable` or `not-markdown`, and the rest is empty.

    `data` is kept for decisions only, so that the rest of a large repository does not stay in memory; `sha256` is of
    the bytes of every file that was read.
    """

    path: str
    reading: Reading | None
    data: bytes | None = None
    sha256: str = ""
    refusal: str = ""
