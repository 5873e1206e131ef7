"""Filling a workspace from a repository: rows are proposed with their sources, and taken by whoever looks at them.

Levels are never proposed: that somebody wrote a file does not say what they can do with it alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ctohandover.domain.accesses import Access, Sort
from ctohandover.domain.ids import new_id
from ctohandover.domain.people import Person, Role
from ctohandover.domain.record import record
from ctohandover.domain.subjects import Kind, Subject
from ctohandover.errors import AppError
from ctohandover.formats.gitlog import Author, authors, is_repository
from ctohandover.formats.repository import Clues, clues
from ctohandover.formats.tables.vocabulary import name_key
from ctohandover.services import exchange
from ctohandover.services.alike import like_one_here
from ctohandover.services.tables.names import People
from ctohandover.storage import reads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ctohandover.formats.adr.model import Scanned
    from ctohandover.formats.repository import Owner
    from ctohandover.services.exchange import ImportPlan, Step
    from ctohandover.storage.reader import Run
    from ctohandover.storage.store import Store

SELDOM: Final = 3
"""Commits below which somebody is proposed unticked."""
LONG_AGO: Final = timedelta(days=365)


class Group(StrEnum):
    PEOPLE = "people"
    SYSTEMS = "systems"
    ACCESSES = "accesses"


class Remark(StrEnum):
    """Why a row is not ticked to begin with."""

    HERE = "here"
    LIKE = "like"
    """Something of a similar name is here."""
    BOT = "bot"
    SELDOM = "seldom"
    LONG_AGO = "long_ago"
    HANDLE = "handle"
    """A handle of CODEOWNERS of which no commit tells whose it is."""


@record(kw_only=True)
class Proposal:
    """One row. `source` is where it comes from, as a path and line or as addresses; `owner` is the title of a person
    (proposed, or here) to whom CODEOWNERS gives the place of a system."""

    key: str
    group: Group
    title: str
    source: str
    detail: str = ""
    remark: Remark | None = None
    commits: int = 0
    last: date | None = None
    owner: str = ""
    like: str = ""
    """The title that it is like."""

    @property
    def here(self) -> bool:
        return self.remark is Remark.HERE


@record(kw_only=True)
class Looked:
    """What was read of a folder, before anything is held against a workspace. `trouble` is why nobody was read."""

    folder: Path
    authors: tuple[Author, ...]
    clues: Clues
    records: tuple[Scanned, ...]
    trouble: AppError | None


@record(kw_only=True)
class Filling:
    folder: Path
    proposals: tuple[Proposal, ...]
    decisions: ImportPlan
    trouble: AppError | None


@record(kw_only=True)
class Chosen:
    """A row as it is taken: with the name that it was given, and of a person the role and where they are."""

    group: Group
    title: str
    role: Role = Role.MEMBER
    internal: bool = True
    owner: str = ""
    note: str = ""


@record(kw_only=True)
class Filled:
    people: int
    systems: int
    accesses: int
    decisions: int


def look(folder: Path, step: Step = exchange.no_step) -> Looked:
    """Read a folder; needs no database. Raises FileProblem for the folder itself, Cancelled."""
    found: list[Author] = []
    trouble: AppError | None = None
    if is_repository(folder):
        try:
            found = authors(folder, step)
        except AppError as error:
            trouble = error
    told = clues(folder, step)
    return Looked(
        folder=folder,
        authors=tuple(found),
        clues=told,
        records=tuple(exchange.look(folder, step)),
        trouble=trouble,
    )


@reads.checked
def proposals(run: Run, looked: Looked, today: date) -> Filling:
    """What could be taken from what was read; changes nothing."""
    here = People(reads.people(run))
    titles: dict[Kind, list[str]] = {Kind.SYSTEM: [], Kind.ACCESS: []}
    for subject in reads.subjects(run):
        if subject.kind in titles:
            titles[subject.kind].append(subject.title)
    people = _people(looked, here, today)
    owners = _owner_names(looked.clues.owners, people)
    rows = [*people]
    for group, kind, found in (
        (Group.SYSTEMS, Kind.SYSTEM, looked.clues.systems),
        (Group.ACCESSES, Kind.ACCESS, looked.clues.accesses),
    ):
        for clue in found:
            like = like_one_here(clue.title, titles[kind])
            known = name_key(clue.title) == name_key(like)
            owner = _owner_of(clue.where, owners) if group is Group.SYSTEMS else ""
            rows.append(
                Proposal(
                    key=f"{group.value}:{clue.title.casefold()}",
                    group=group,
                    title=clue.title,
                    source=clue.where,
                    detail=clue.detail,
                    remark=Remark.HERE if known else Remark.LIKE if like else None,
                    owner=owner,
                    like=like,
                )
            )
    plan = exchange.preview(run, looked.folder, looked.records)
    return Filling(folder=looked.folder, proposals=tuple(rows), decisions=plan, trouble=looked.trouble)


def _people(looked: Looked, here: People, today: date) -> list[Proposal]:
    rows = []
    for one in looked.authors:
        remark = _why_not(one, here, today)
        rows.append(
            Proposal(
                key=f"people:{name_key(one.name)}",
                group=Group.PEOPLE,
                title=one.name,
                source=", ".join(one.emails),
                remark=remark,
                commits=one.commits,
                last=one.last,
            )
        )
    known = {part for row in rows for part in _handles(row)}
    for owner in looked.clues.owners:
        handle = owner.name.removeprefix("@").casefold()
        if "/" in handle or handle in known or here.find(handle).key:
            continue  # a team, or somebody who is there already
        rows.append(
            Proposal(
                key=f"people:{handle}",
                group=Group.PEOPLE,
                title=owner.name.removeprefix("@"),
                source=owner.where,
                remark=Remark.HANDLE,
            )
        )
    return rows


def _why_not(author: Author, here: People, today: date) -> Remark | None:
    if author.is_bot:
        return Remark.BOT
    found = here.find(author.name)
    if found.key or found.several:
        return Remark.HERE
    if author.commits < SELDOM:
        return Remark.SELDOM
    return Remark.LONG_AGO if author.last < today - LONG_AGO else None


def _handles(row: Proposal) -> set[str]:
    """By what CODEOWNERS may call an author: an address, the part before its @, a name without its spaces."""
    mails = [mail for mail in row.source.split(", ") if mail]
    parts = {mail.partition("@")[0].partition("+")[2] or mail.partition("@")[0] for mail in mails}
    name = name_key(row.title)
    return {*mails, *parts, name.replace(" ", ""), name.replace(" ", "-"), name.replace(" ", ".")}


def _owner_names(owners: Sequence[Owner], people: Sequence[Proposal]) -> list[tuple[str, str]]:
    """(pattern, title of the person) of each owner, those known by a name before bare handles."""
    by_handle = {handle: row.title for row in people for handle in _handles(row)}
    bare = {row.title for row in people if row.remark is Remark.HANDLE}
    found = []
    for owner in owners:
        title = by_handle.get(owner.name.removeprefix("@").casefold())
        if title:
            found += [(pattern.strip("/").removesuffix("/**").removesuffix("/*"), title) for pattern in owner.patterns]
    return sorted(found, key=lambda one: one[1] in bare)


def _owner_of(where: str, owners: Sequence[tuple[str, str]]) -> str:
    """The first owner of the longest pattern that is a folder above a file; a pattern of "*" is everybody's and counts
    for nothing."""
    path = where.rpartition(":")[0] or where
    fitting = [(len(pattern), title) for pattern, title in owners if pattern and path.startswith(f"{pattern}/")]
    return max(fitting, key=lambda one: one[0])[1] if fitting else ""


class FillingService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def take(self, chosen: Sequence[Chosen], folder: str, today: date, plan: ImportPlan | None = None) -> Filled:
        """Add what was chosen, and the new decisions of a plan, as one undo step. Two rows that were given one name are
        one person. Raises Invalid, Conflict, and then nothing is added."""
        from ctohandover.services.accesses import add_access, tidy
        from ctohandover.services.people import person_row
        from ctohandover.services.subjects import SubjectForm, add_subjects
        from ctohandover.services.subjects import tidy as tidy_subject

        of = {group: [one for one in chosen if one.group is group] for group in Group}
        texts = exchange.gather(plan) if plan else None
        n = len(chosen) + (len(texts.wanted) if texts else 0)
        with self._store.unit("filled-from", folder=folder, n=n) as unit:
            known = {name_key(person.name) for person in reads.people(unit.run)}
            people = [one for one in {name_key(one.title): one for one in of[Group.PEOPLE]}.values()
                      if name_key(one.title) not in known]  # fmt: skip
            for one in people:
                person = Person(id=new_id(), name=one.title, role=one.role, internal=one.internal, note=one.note)
                unit.add(person_row(person))
            names = People(reads.people(unit.run))
            forms = [
                SubjectForm(kind=Kind.SYSTEM, title=one.title, owner_id=names.find(one.owner).key or None)
                for one in of[Group.SYSTEMS]
            ]
            if forms:
                add_subjects(unit, [tidy_subject(form) for form in forms])
            for one in of[Group.ACCESSES]:
                subject = Subject(id="", kind=Kind.ACCESS, title=one.title)
                add_access(unit, tidy(replace(Access(subject=subject), sort=Sort.KEY, notes=one.note)), today)
            decisions = exchange.put(unit, texts) if texts else 0
        return Filled(
            people=len(people),
            systems=len(of[Group.SYSTEMS]),
            accesses=len(of[Group.ACCESSES]),
            decisions=decisions,
        )
