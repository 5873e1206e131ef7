"""Closing a mission: what a leaver's computer holds of a workspace, deleted, and the attestation of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ctohandover.domain.record import record
from ctohandover.errors import AppError
from ctohandover.files import delete_file
from ctohandover.render.told_markdown import plain
from ctohandover.services.ways import founder_file
from ctohandover.storage import backup, reads
from ctohandover.storage.access_reads import accesses
from ctohandover.storage.reader import Reader

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
    """`paths` are files; `secrets` are ids of accesses whose secret may wait in this computer's keyring."""

    thing: Thing
    paths: tuple[Path, ...] = ()
    secrets: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.paths) + len(self.secrets)


def held(run: Run, path: Path, workspace_id: str, backups: Path, recent: Iterable[str]) -> list[Held]:
    """What there is, things of which there is nothing left out. Copies are the files that this program opened before
    and that are of the same company; others it does not know of."""
    company = reads.workspace(run).company
    secrets = tuple(one.subject.id for one in accesses(run) if one.waits_since is not None)
    copies = tuple(other for name in recent if (other := Path(name)) != path and _company(other) == company)
    kept = tuple(one.path for one in backup.listing(backups, workspace_id))
    founder = founder_file(path)
    found = (
        Held(thing=Thing.SECRETS, secrets=secrets),
        Held(thing=Thing.BACKUPS, paths=kept),
        Held(thing=Thing.COPIES, paths=copies),
        Held(thing=Thing.FOUNDER, paths=(founder,) if founder.exists() else ()),
        Held(thing=Thing.FILE, paths=(path,)),
    )
    return [one for one in found if one.count]


def _company(path: Path) -> str | None:
    """Of a file that can be opened as a workspace."""
    try:
        reader = Reader(path)
    except AppError:
        return None
    try:
        with reader.reading() as run:
            return reads.workspace(run).company
    except AppError:
        return None
    finally:
        reader.close()


def delete(chosen: Collection[Held], vault: Vault) -> None:
    """Everything that was chosen but the workspace itself, which is open. Raises FileProblem, VaultProblem; what was
    deleted before stays deleted."""
    for one in chosen:
        for key in one.secrets:
            vault.delete(key)
        if one.thing is Thing.BACKUPS:
            for path in one.paths:
                path.with_suffix(".json").unlink(missing_ok=True)
        if one.thing is not Thing.FILE:
            for path in one.paths:
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
