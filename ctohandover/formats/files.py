"""Reading folders that somebody else made: no link is followed, only regular files are opened, all has a limit."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.errors import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# O_NONBLOCK: opening a FIFO must not wait for a writer. Windows has neither flag, and neither of the dangers.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
# fmt: off
SKIPPED_FOLDERS = frozenset((
    ".bzr", ".cache", ".direnv", ".eggs", ".git", ".gradle", ".hg", ".idea", ".jj", ".mypy_cache", ".next", ".nox",
    ".nuxt", ".pnpm-store", ".pytest_cache", ".ruff_cache", ".svn", ".terraform", ".tox", ".venv", ".vscode",
    ".yarn", "DerivedData", "Pods", "__pycache__", "bower_components", "node_modules", "site-packages", "venv",
))
# fmt: on
_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A file on the way. `path` is relative with `/` and always fit to be shown and stored; where the real name is
    not, it is written with escapes and `problem` is `name-undecodable`."""

    path: str
    full: str
    problem: str = ""


def read_regular(path: str | os.PathLike[str], limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes. Raises FileProblem with code `missing`, `symlink`,
    `not-a-file`, `too-large` or `unreadable`."""
    try:
        handle = os.open(path, _FLAGS)
    except FileNotFoundError as error:
        raise FileProblem("missing", path=os.fspath(path)) from error
    except OSError as error:
        code = "symlink" if os.path.islink(path) else "unreadable"  # noqa: PTH114 - paths may be undecodable texts
        raise FileProblem(code, path=os.fspath(path)) from error
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise FileProblem("not-a-file", path=os.fspath(path))
        if found.st_size > limit:
            raise FileProblem("too-large", path=os.fspath(path), size=found.st_size, limit=limit)
        return _read_all(handle, found.st_size, limit, path)
    finally:
        os.close(handle)


def _read_all(handle: int, size: int, limit: int, path: str | os.PathLike[str]) -> bytes:
    """One read does it, unless the file grows meanwhile or lies about its size (as those in /proc do)."""
    try:
        data = os.read(handle, size + 1)
        if len(data) == size:
            return data
        parts = [data]
        total = len(data)
        while data and total <= limit:
            data = os.read(handle, 65536)
            parts.append(data)
            total += len(data)
    except OSError as error:
        raise FileProblem("unreadable", path=os.fspath(path)) from error
    if total > limit:
        raise FileProblem("too-large", path=os.fspath(path), size=total, limit=limit)
    return b"".join(parts)


def shown(name: str) -> str:
    """A name fit to be shown: bytes that are no text are written with escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def walk(folder: Path, wanted: Callable[[str], bool], *, below: bool = True) -> Iterator[Found]:
    """The files of a folder whose name is wanted, with those of the folders below it unless `below` says no; sorted by
    path, links to folders not followed. Folders that cannot be listed come as a Found with problem `unreadable`; the
    folder itself raises FileProblem."""
    if not folder.is_dir():
        raise FileProblem("not-a-folder" if folder.exists() else "missing", path=str(folder))
    yield from _walk(os.fspath(folder), "", wanted, 0 if below else None)


def _walk(full: str, base: str, wanted: Callable[[str], bool], depth: int | None) -> Iterator[Found]:
    try:
        with os.scandir(full) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield Found(base.rstrip("/") or ".", full, "unreadable")
        return
    for entry in entries:
        name = entry.name
        if entry.is_dir(follow_symlinks=False):
            if depth is None or name in SKIPPED_FOLDERS:
                continue
            if not _is_text(name):
                yield Found(base + shown(name), entry.path, "name-undecodable")
            elif depth >= _DEPTH:
                yield Found(base + name, entry.path, "too-deep")
            else:
                yield from _walk(entry.path, f"{base}{name}/", wanted, depth + 1)
        elif wanted(name):
            if _is_text(name):
                yield Found(base + name, entry.path)
            else:
                yield Found(base + shown(name), entry.path, "name-undecodable")
