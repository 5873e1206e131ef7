"""Closing a mission: what a leaver's computer holds of a workspace, deleted, and the attestation of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctohandover.domain.record import record
from ctohandover.errors import AppError
from ctohandover.files import delete_file
from ctohandover.render.told_markdown import plain
from ctohandover.services.ways import founder_file
from ctohandover.storage import backup
from ctohandover.storage.connection import DATABASE_ERRORS, connect, read_schema
from ctohandover.storage.reader import run_on
from ctohandover.storage.schema import SUFFIX
from ctohandover.vault import VaultProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from ctohandover.i18n import Translator
    from ctohandover.storage.reader import Run
    from ctohandover.vault import Vault


class Thing(StrEnum):
    """What of a workspace a computer holds, in the order in which it is deleted: the file itself last."""

    SECRETS = "secrets"
    BACKUPS = "backups"
    COPIES = "copies"
    FOUNDER = "founder"
    FILE = "file"


@record(kw_only=True)
class Held:
    """`paths` are files, `beside` what goes with them without a word of its own (the backups of a copy); `secrets` are
    ids of accesses of the workspace `workspace_id` whose secret may wait in this computer's keyring."""

    thing: Thing
    paths: tuple[Path, ...] = ()
    beside: tuple[Path, ...] = ()
    secrets: tuple[str, ...] = ()
    workspace_id: str = ""

    @property
    def count(self) -> int:
        return len(self.paths) or len(self.secrets)


class _Identity(NamedTuple):
    """What tells that files are one workspace: a copy has an id of its own, and knows those of what it was made of."""

    workspace_id: str
    earlier: frozenset[str]
    waited: tuple[str, ...]
    """Ids of accesses whose secret waits or once did. An undo takes the note away and leaves what is in the keyring."""


def held(run: Run, path: Path, backups: Path, recent: Iterable[str]) -> list[Held]:
    """What there may be, things of which there is nothing left out; of the secrets, those that were ever told to wait
    (`probed` finds which do). Copies are the files that this program opened before and that are the same workspace or
    a copy of it, one by one: somebody may want to keep one of them. Others it does not know of."""
    own = _identity(run)
    copies: dict[Path, _Identity] = {}
    for name in recent:
        other = Path(name)
        theirs = _identity_of(other)
        if theirs is None or not own.earlier & theirs.earlier:
            continue
        if not any(other.samefile(one) for one in (path, *copies)):
            copies[other] = theirs
    kept, notes = _backups(backups, own.workspace_id)
    found = [
        Held(thing=Thing.SECRETS, secrets=own.waited, workspace_id=own.workspace_id),
        Held(thing=Thing.BACKUPS, paths=kept, beside=notes),
    ]
    files_of = Counter([own.workspace_id, *(theirs.workspace_id for theirs in copies.values())])
    for copy, theirs in copies.items():
        key = theirs.workspace_id
        # Backups and secrets that a copy shares with another file are not taken along with it.
        shared = files_of[key] > 1
        beside = () if shared else tuple(one for part in _backups(backups, key) for one in part)
        secrets = () if shared else theirs.waited
        found.append(Held(thing=Thing.COPIES, paths=(copy,), beside=beside, secrets=secrets, workspace_id=key))
    for key in [key for key, files in files_of.items() if files > 1 and key != own.workspace_id]:
        kept, notes = _backups(backups, key)
        waited = next(theirs.waited for theirs in copies.values() if theirs.workspace_id == key)
        found += [Held(thing=Thing.BACKUPS, paths=kept, beside=notes)]
        found += [Held(thing=Thing.SECRETS, secrets=waited, workspace_id=key)]
    figures = [file for one in (path, *copies) if (file := founder_file(one)).exists()]
    found += [Held(thing=Thing.FOUNDER, paths=(file,)) for file in figures]
    found.append(Held(thing=Thing.FILE, paths=(path,)))
    return [one for one in found if one.count]


def _backups(root: Path, workspace_id: str) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The backups of a workspace, also those that could not be restored, and what else is in their folder."""
    files = sorted(one for one in backup.folder(root, workspace_id).glob("*") if one.is_file())
    kept = tuple(one for one in files if one.suffix == SUFFIX)
    return kept, tuple(one for one in files if one not in kept)


def _identity(run: Run) -> _Identity:
    (key,) = run("SELECT id FROM workspace")[0]
    earlier = run("SELECT DISTINCT record_id FROM journal WHERE kind = 'workspace'")
    waited = run("SELECT DISTINCT record_id FROM journal WHERE kind = 'access' AND label = 'secret-waits'")
    return _Identity(key, frozenset({key, *(one for (one,) in earlier)}), tuple(one for (one,) in waited))


def _identity_of(path: Path) -> _Identity | None:
    """Of a file that is a workspace, of this version of the program or an older one."""
    try:
        read_schema(path)
        connection = connect(path, read_only=True)
    except AppError:
        return None
    try:
        return _identity(run_on(connection))
    except (*DATABASE_ERRORS, IndexError):  # IndexError: it names no workspace
        return None
    finally:
        connection.close()


def probed(things: Iterable[Held], vault_of: Callable[[str], Vault]) -> list[Held]:
    """The same with the secrets that are in the keyring. Where it cannot be asked all of them stay: they may be.
    `vault_of` gives the vault of a workspace by its id."""
    found = []
    for one in things:
        if one.secrets:
            try:
                one = replace(one, secrets=vault_of(one.workspace_id).present(one.secrets))
            except VaultProblem as problem:
                if problem.code in ("vault-none", "vault-null"):  # where nothing can be kept, nothing is
                    one = replace(one, secrets=())
        if one.count:
            found.append(one)
    return found


def delete(chosen: Collection[Held], vault_of: Callable[[str], Vault]) -> None:
    """Everything that was chosen but the workspace itself, which is open. Raises FileProblem, VaultProblem; what was
    deleted before stays deleted."""
    for one in chosen:
        for key in one.secrets:
            vault_of(one.workspace_id).delete(key)
        if one.thing is not Thing.FILE:
            for path in (*one.beside, *one.paths):
                delete_file(path)


def attestation(
    company: str,
    person: str,
    deleted: Iterable[Held],
    kept: Iterable[Held],
    day: date,
    t: Translator,
    say: Callable[[Held], str],
) -> str:
    """The paper to sign, as Markdown in the language of `t`; `say` names a thing in words."""
    lines = [
        f"# {plain(t('Attestation of the end of a mission'))}",
        "",
        plain(t("Company: {name}", name=company)),
        "",
        plain(t("Person: {name}", name=person)),
        "",
        plain(t("Day: {day}", day=t.date(day))),
        "",
        plain(
            t(
                "I declare that I gave back the documents and means of access of the company, and that what this"
                " computer held of its handover file was deleted as listed below. I keep no copy but those listed."
            )
        ),
        "",
        f"## {plain(t('Deleted'))}",
        "",
        *[f"- {plain(say(one))}" for one in deleted],
    ]
    rest = [f"- {plain(say(one))}" for one in kept]
    if rest:
        lines += ["", f"## {plain(t('Kept, by agreement'))}", "", *rest]
    lines += ["", "", plain(t("Place, date, signature:")), "", "", "..." * 12, ""]
    return "\n".join(lines)
