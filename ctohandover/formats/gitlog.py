"""Who wrote a repository, from its commits: names, e-mail addresses, how often and when.

A repository may be hostile: its configuration names programs (gpg, diff, textconv, fsmonitor, ssh, hooks) that git
would run. So git is asked by a plumbing command, with an environment that holds nothing of the user's, with every such
setting overruled, and with all protocols forbidden: nothing is run and nothing is fetched.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from ctohandover.errors import Cancelled, FileProblem
from ctohandover.formats.tables.vocabulary import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

DEADLINE: Final = 60.0
"""Seconds."""
MOST_COMMITS: Final = 200_000
_SEPARATOR: Final = "\x1f"
_OVERRULED: Final = (
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false", "gpg.program=false",
    "gpg.ssh.program=false", "gpg.x509.program=false", "diff.external=", "core.sshCommand=false",
    "protocol.allow=never", "core.askPass=", "credential.helper=", "core.pager=cat", "core.editor=false",
    "safe.directory=*", "extensions.partialClone=", "uploadpack.packObjectsHook=", "core.alternateRefsCommand=",
)  # fmt: skip
BOTS: Final = (
    "[bot]", "dependabot", "renovate", "github-actions", "greenkeeper", "semantic-release", "gitlab-bot", "snyk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Author:
    """`emails` are in small letters, the most used first; days are those of the author's clock in UTC."""

    name: str
    emails: tuple[str, ...]
    commits: int
    first: date
    last: date

    @property
    def is_bot(self) -> bool:
        text = " ".join((self.name, *self.emails)).casefold()
        return any(sign in text for sign in BOTS)


def is_repository(folder: Path) -> bool:
    """Whether git would find a repository right here: a work tree, or a bare one."""
    return (folder / ".git").exists() or ((folder / "HEAD").is_file() and (folder / "objects").is_dir())


def authors(folder: Path, step: Callable[[int, int], None] | None = None) -> list[Author]:
    """Everybody who wrote commits of any branch, who wrote most first; .mailmap is heeded, and one person under several
    addresses or spellings of a name is one.

    Raises FileProblem: `no-git` where git is not there, `git-failed`; Cancelled where `step` says so.
    """
    found: dict[tuple[str, str], tuple[int, int, int]] = {}
    for name, email, at in _commits(folder, step):
        count, first, last = found.get((name, email), (0, at, at))
        found[name, email] = (count + 1, min(first, at), max(last, at))
    return _merged(found)


def _commits(folder: Path, step: Callable[[int, int], None] | None) -> Iterable[tuple[str, str, int]]:
    command = ["git", "-C", str(folder)]
    for setting in _OVERRULED:
        command += ["-c", setting]
    shape = _SEPARATOR.join(("%aN", "%aE", "%at"))
    command += ["rev-list", "--all", f"--max-count={MOST_COMMITS}", f"--format=tformat:{shape}"]
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
            cwd=os.sep,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise FileProblem("no-git", path=str(folder)) from error
    timer = threading.Timer(DEADLINE, process.kill)
    timer.start()
    done = 0
    try:
        assert process.stdout is not None
        for line in process.stdout:
            parts = line.decode("utf-8", "replace").rstrip("\n").split(_SEPARATOR)
            if len(parts) != 3 or not parts[2].lstrip("-").isdecimal():
                continue  # the line before each, which names the commit
            yield " ".join(parts[0].split()), parts[1].strip().casefold(), int(parts[2])
            done += 1
            if step is not None and done % 2_000 == 0:
                step(done, 0)
        if process.wait() != 0:
            raise FileProblem("git-failed", path=str(folder))
    except Cancelled:
        process.kill()
        raise
    finally:
        timer.cancel()
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _environment() -> dict[str, str]:
    """Nothing of the user's but where programs are."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return {
        **kept,
        "LC_ALL": "C.UTF-8",
        "HOME": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_ASKPASS": "",
    }


def _merged(found: dict[tuple[str, str], tuple[int, int, int]]) -> list[Author]:
    """One author for each address and for each name, whatever its accents and case."""
    home: dict[tuple[str, str], tuple[str, str]] = {}

    def root(key: tuple[str, str]) -> tuple[str, str]:
        while home.setdefault(key, key) != key:
            key = home[key]
        return key

    for name, email in found:
        one = root(("name", name_key(name)))
        if email:
            home[root(("mail", email))] = one
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, email in found:
        groups.setdefault(root(("name", name_key(name))), []).append((name, email))
    return sorted((_author(keys, found) for keys in groups.values()), key=lambda one: (-one.commits, one.name))


def _author(keys: list[tuple[str, str]], found: dict[tuple[str, str], tuple[int, int, int]]) -> Author:
    by_use = sorted(keys, key=lambda key: -found[key][0])
    names: Counter[str] = Counter()
    for name, email in by_use:
        names[name] += found[name, email][0]
    # A name of two words, as people have them, before a nickname; capitals alone come after.
    best = max(names, key=lambda name: (" " in name, not name.isupper(), names[name]))
    return Author(
        name=best or by_use[0][1].partition("@")[0],
        emails=tuple(dict.fromkeys(email for _, email in by_use if email)),
        commits=sum(found[key][0] for key in keys),
        first=_day(min(found[key][1] for key in keys)),
        last=_day(max(found[key][2] for key in keys)),
    )


def _day(seconds: int) -> date:
    """A clock that was set wrong gives the nearest day that there is."""
    try:
        return datetime.fromtimestamp(min(max(seconds, 0), 4_102_444_800), UTC).date()
    except (ValueError, OverflowError, OSError):
        return date(1970, 1, 1)
