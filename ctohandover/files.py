"""Writing files so that an old one is never lost: in memory, then beside it, synced, then in its place."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from ctohandover.errors import FileProblem

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Put `data` at `path`, whole or not at all; an existing file stays as it was if anything fails.

    `private` makes the file readable by its owner alone from its first byte on. Raises FileProblem.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if private else 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise FileProblem("cannot-write", path=str(path), reason=error.strerror or "") from error
    finally:
        with suppress(OSError):  # nothing of ours can lie where the path leads through a file
            beside.unlink(missing_ok=True)


def delete_file(path: Path) -> None:
    """Take a file away for good; of a link, also what it leads to. Raises FileProblem `cannot-delete`."""
    try:
        real = path.resolve()
        path.unlink(missing_ok=True)
        real.unlink(missing_ok=True)
    except OSError as error:
        raise FileProblem("cannot-delete", path=str(path), reason=error.strerror or "") from error


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power loss, where the system can (Windows cannot open folders)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
