"""The register of accesses from a table: new entries are added, known ones changed where the table says something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Right, Tie
from ctohandover.domain.subjects import Kind, Subject
from ctohandover.errors import Invalid
from ctohandover.formats.tables.accesses import MEANS_FIELD, read_accesses
from ctohandover.formats.tables.model import Problem, What
from ctohandover.formats.tables.vocabulary import name_key
from ctohandover.services.alike import like_one_here
from ctohandover.services.tables.levels import chosen_needed
from ctohandover.services.tables.model import Fate, Plan, PlanRow
from ctohandover.services.tables.names import People
from ctohandover.storage import reads
from ctohandover.storage.access_reads import accesses

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.formats.tables.accesses import AccessRow
    from ctohandover.formats.tables.model import Sheet
    from ctohandover.services.tables.model import Choices
    from ctohandover.storage.reader import Run
    from ctohandover.storage.unit import Unit

_SAID = ("sort", "renews", "notice_days", "cost", "shared")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPlan(Plan):
    added: tuple[Access, ...] = ()
    changed: tuple[tuple[Access, Access], ...] = ()
    """(as it is, as the table has it)."""
    people: tuple[tuple[str, str], ...] = ()
    """(id, name) of everybody who may administer what comes in."""


def preview_accesses(run: Run, sheet: Sheet, choices: Choices) -> AccessPlan:
    """What a table of accesses would bring. Changes nothing and never raises. What a table leaves empty stays as it is,
    and a right that somebody has is never taken back by a table."""
    known = {name_key(one.subject.title): one for one in accesses(run)}
    titles = [one.subject.title for one in known.values()]
    table = read_accesses(sheet)
    look = _Look(People(reads.people(run)), choices, table.places)
    rows = [PlanRow(row=one.row, column=one.column, fate=Fate.PROBLEM, problem=one) for one in table.problems]
    added: list[Access] = []
    changed: list[tuple[Access, Access]] = []
    for told in table.accesses:
        before = known.get(name_key(told.title))
        after, problems = look.at(told, before)
        rows += [PlanRow(row=told.row, column=one.column, item=told.title, fate=Fate.PROBLEM, problem=one)
                 for one in problems]  # fmt: skip
        if after is None:
            continue
        fields = _changes(before, after) if before is not None else ()
        fate = Fate.NEW if before is None else Fate.CHANGED if fields else Fate.SAME
        who = ", ".join(look.people.names[grant.person_id] for grant in after.grants)
        title = after.subject.title
        new = before is None
        rows.append(
            PlanRow(
                row=told.row,
                item=title,
                person=who,
                fate=fate,
                fields=fields,
                told=" · ".join(part for part in (after.account, after.address) if part) if new else "",
                like=like_one_here(title, titles) if new else "",
            )
        )
        if before is None:
            added.append(after)
        elif fields:
            changed.append((before, after))
    return AccessPlan(
        what=What.ACCESSES,
        sheet=sheet,
        choices=choices,
        rows=tuple(rows),
        added=tuple(added),
        changed=tuple(changed),
        people=tuple(look.people.names.items()),
    )


class _Look:
    """Each row against the people and entries that are here."""

    def __init__(self, people: People, choices: Choices, places: Any) -> None:
        self.people = people
        self._choices = choices
        self._places = places

    def at(self, told: AccessRow, before: Access | None) -> tuple[Access | None, list[Problem]]:
        from ctohandover.services.accesses import tidy

        problems: list[Problem] = []
        base = before or Access(subject=Subject(id="", kind=Kind.ACCESS, title=told.title))
        about: dict[str, Any] = {"area": told.texts["area"]} if told.texts.get("area") else {}
        if told.criticality is not None:
            about["criticality"] = told.criticality
        if told.needed is not None:
            about["needed_set"] = chosen_needed(told.needed, told.criticality or base.subject.criticality)
        said: dict[str, Any] = {name: text for name, text in told.texts.items() if name != "area"}
        said |= {name: getattr(told, name) for name in _SAID if getattr(told, name) is not None}
        after = replace(
            base,
            subject=replace(base.subject, **about),
            grants=self._grants(told, base, problems),
            ties=self._ties(told, base, problems),
            **said,
        )
        try:
            return tidy(after), problems
        except Invalid as error:
            return None, [*problems, Problem(told.row, 0, error.code, told.title)]

    def _grants(self, told: AccessRow, base: Access, problems: list[Problem]) -> tuple[Grant, ...]:
        grants = {grant.person_id: grant for grant in base.grants}
        for field, names, right in (("users", told.users, Right.USER), ("admins", told.admins, Right.ADMIN)):
            for name in names:
                key = self._person(told, field, name, problems)
                had = grants.get(key)
                if key and (had is None or had.revoked_on is not None or had.rights is Right.USER):
                    start = had or Grant(person_id=key, rights=right)
                    grants[key] = replace(start, rights=right, revoked_on=None)
        if not grants and self._choices.admin_id in self.people.names:
            grants[self._choices.admin_id] = Grant(person_id=self._choices.admin_id, rights=Right.ADMIN)
        return tuple(grants.values())

    def _ties(self, told: AccessRow, base: Access, problems: list[Problem]) -> tuple[Tie, ...]:
        ties = {tie.means: tie for tie in base.ties}
        for means, whose in told.means.items():
            person = None
            if whose.belongs_to is BelongsTo.PERSON:
                person = self._person(told, MEANS_FIELD[means], whose.name, problems) or None
                if person is None:
                    continue
            had = ties.get(means)
            if had is None or (had.belongs_to, had.person_id) != (whose.belongs_to, person):
                ties[means] = Tie(means=means, belongs_to=whose.belongs_to, person_id=person)
        return tuple(ties[means] for means in Means if means in ties)

    def _person(self, told: AccessRow, field: str, name: str, problems: list[Problem]) -> str:
        found = self.people.find(name)
        if not found.key:
            code = "person-several" if found.several else "access-person-unknown"
            problems.append(Problem(told.row, self._places.get(field, 0), code, name))
        return found.key


def _changes(before: Access, after: Access) -> tuple[str, ...]:
    """The fields that differ, in the order of the form."""
    about = ("criticality", "needed_set", "area")
    own = ("sort", "address", "account", "supplier", "registered_to", "grants", "ties", "renews", "notice_days", "cost",
           "secret_place", "shared", "notes")  # fmt: skip
    found = [name for name in about if getattr(before.subject, name) != getattr(after.subject, name)]
    found += [name for name in own if getattr(before, name) != getattr(after, name)]
    return tuple({"needed_set": "needed"}.get(name, name) for name in found)


def take_accesses(unit: Unit, plan: AccessPlan, today: date) -> None:
    """Add and change the entries of a plan. Raises Invalid, Conflict."""
    from ctohandover.services.accesses import add_access, change_access

    for access in plan.added:
        add_access(unit, access, today)
    for before, after in plan.changed:
        change_access(unit, before, after, today)
