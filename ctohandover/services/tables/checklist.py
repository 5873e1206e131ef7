"""The checklist from a table: items by their code, else by their title. What a file says is never a sign-off."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from ctohandover.domain.transition import EvidenceKind, Item, Phase, Progress, State, due_day, last_act
from ctohandover.errors import Invalid
from ctohandover.formats.tables.checklist import read_checklist
from ctohandover.formats.tables.model import Problem, What
from ctohandover.formats.tables.vocabulary import ROLES, fold, name_key
from ctohandover.services.signing import by_item
from ctohandover.services.tables.model import Fate, Plan, PlanRow
from ctohandover.services.tables.names import People
from ctohandover.services.transition import item_columns, tidy
from ctohandover.storage import reads
from ctohandover.storage import transition_reads as own

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from ctohandover.domain.transition import Evidence
    from ctohandover.formats.tables.checklist import ChecklistRow
    from ctohandover.formats.tables.model import Sheet
    from ctohandover.services.tables.model import Choices
    from ctohandover.storage.reader import Run
    from ctohandover.storage.unit import Unit

SAID = ("phase", "area", "title", "blocker", "offset_days", "due_set", "owner_id", "doer_role", "signer_id",
        "signer_role", "progress")  # fmt: skip
_ORDER = list(Progress)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item as the table has it (`before` None: it is new), and evidence in words that is not here yet."""

    before: Item | None
    after: Item
    evidence: str

    @property
    def fields(self) -> tuple[str, ...]:
        old = self.before
        changed = [name for name in SAID if old is not None and getattr(self.after, name) != getattr(old, name)]
        return (*changed, "evidence") if self.evidence else tuple(changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistPlan(Plan):
    items: tuple[ItemChange, ...] = ()


def preview_checklist(run: Run, sheet: Sheet, choices: Choices, today: date) -> ChecklistPlan:
    """What a table of the checklist would bring. Changes nothing and never raises. What a table leaves empty stays as
    it is, and so do progress and evidence of an item that is signed."""
    table = read_checklist(sheet)
    look = _Look(run, today, table.items)
    rows = [PlanRow(row=one.row, column=one.column, fate=Fate.PROBLEM, problem=one) for one in table.problems]
    items: list[ItemChange] = []
    for told in table.items:
        problems, change, notes = look.at(told)
        rows += [
            PlanRow(row=told.row, item=told.title, person=told.owner, fate=Fate.PROBLEM, problem=one)
            for one in problems
        ]
        if change is None:
            continue
        fate = Fate.NEW if change.before is None else Fate.CHANGED if change.fields else Fate.SAME
        fields = change.fields if change.before is not None else ()
        who = look.people.names.get(change.after.owner_id or "", told.owner if change.after.doer_role else "")
        rows.append(
            PlanRow(row=told.row, item=change.after.title, person=who, fate=fate, fields=fields, notes=notes)
        )  # fmt: skip
        if fate is not Fate.SAME:
            items.append(change)
    return ChecklistPlan(
        what=What.CHECKLIST, sheet=sheet, choices=choices, rows=tuple(rows), items=tuple(items)
    )  # fmt: skip


class _Look:
    """Each row against the items and people that are here."""

    def __init__(self, run: Run, today: date, told: Sequence[ChecklistRow]) -> None:
        self.today = today
        self.people = People(reads.people(run))
        self.handover_day = reads.workspace(run).handover_day
        self.items = own.items(run)
        self.codes = {fold(item.code): item for item in self.items if item.code}
        self.titles = {name_key(item.title): item for item in self.items}
        self.signed = by_item(own.signoffs(run))
        self.file_day = _handover_day(told, self.handover_day)
        files = own.attachment_names(run)
        self.given: dict[str, set[str]] = {}
        for entry in own.evidence(run):
            words = evidence_words(entry, files)
            self.given.setdefault(entry.item_id, set()).update(map(str.strip, words.splitlines()))
        self.seen: set[str] = set()

    def at(self, told: ChecklistRow) -> tuple[list[Problem], ItemChange | None, tuple[str, ...]]:
        before = self.codes.get(fold(told.code)) if told.code else None
        before = before or self.titles.get(name_key(told.title))
        key = before.id if before else f"new {name_key(told.title)}"
        if key in self.seen:
            return [Problem(told.row, 0, "name-twice", told.title)], None, ()
        self.seen.add(key)
        problems: list[Problem] = []
        fields = self._described(told, before)
        fields |= self._who(told, "owner", problems) | self._who(told, "signer", problems)
        start = before or Item(id="", title=told.title, phase=told.phase or Phase.MAP, code=told.code)
        after = replace(start, **fields)
        evidence, notes = "", list[str]()
        if before is None or last_act(self.signed.get(before.id, ()), self.today) is None:
            here = self.given.get(start.id, set())
            evidence = "\n".join(line for line in told.evidence.splitlines() if line.strip() not in here)
            after = replace(after, progress=_progress(told, after, new=bool(evidence), backed=bool(evidence or here)))
        if told.state in (State.VERIFIED, State.STALE) and not self._is_signed(before):
            notes.append("not-signed")
        if told.state is State.NOT_APPLICABLE and not self._is_signed(before):
            notes.append("not-left-out")
        try:
            after = tidy(after)
        except Invalid as error:
            return [*problems, Problem(told.row, 0, error.code, told.title)], None, ()
        return problems, ItemChange(before, after, evidence), tuple(notes)

    def _is_signed(self, item: Item | None) -> bool:
        return item is not None and last_act(self.signed.get(item.id, ()), self.today) is not None

    def _described(self, told: ChecklistRow, before: Item | None) -> dict[str, Any]:
        fields: dict[str, Any] = {"title": told.title}
        for name, value in (("phase", told.phase), ("area", told.area), ("blocker", told.blocker)):
            if value not in (None, ""):
                fields[name] = value
        return fields | self._when(told, before)

    def _when(self, told: ChecklistRow, before: Item | None) -> dict[str, Any]:
        """A day that follows from the offset and the file's own handover day is not one that somebody set."""
        if told.due is None:
            return {} if told.offset is None else {"offset_days": told.offset}
        if told.offset is None:
            same = before is not None and told.due == due_day(before, self.handover_day)
            return {} if same else {"due_set": told.due}
        fields: dict[str, Any] = {"offset_days": told.offset}
        if told.due - timedelta(days=told.offset) == self.file_day:
            return {**fields, "due_set": None}
        if before is not None and told.due == due_day(before, self.handover_day):
            return fields
        return {**fields, "due_set": told.due}

    def _who(self, told: ChecklistRow, field: str, problems: list[Problem]) -> dict[str, Any]:
        """Who does or signs it: a role, or a person who is here."""
        name = getattr(told, field)
        if not name:
            return {}
        role = ROLES.get(fold(name))
        found = self.people.find(name)
        if found.key:
            return {f"{field}_id": found.key}
        if role is not None:
            return {f"{field}_id": None, "doer_role" if field == "owner" else "signer_role": role}
        problems.append(Problem(told.row, 0, "person-several" if found.several else "person-unknown", name))
        return {}


def _handover_day(told: Sequence[ChecklistRow], here: date | None) -> date | None:
    """The handover day that a table was written for: the one from which most of its days follow."""
    days = Counter(
        row.due - timedelta(days=row.offset) for row in told if row.due is not None and row.offset is not None
    )
    if not days or here in days:
        return here
    day, rows = days.most_common(1)[0]
    return day if rows > 1 else None


def evidence_words(entry: Evidence, files: Mapping[str, tuple[str, int]]) -> str:
    """A piece of evidence as a table has it: its words, and the name of a file; "" where it has neither."""
    name = files.get(entry.attachment_id or "", ("", 0))[0]
    return ": ".join(part for part in (name, entry.text.strip()) if part)


def _progress(told: ChecklistRow, item: Item, *, new: bool, backed: bool) -> Progress:
    """How far an item is by what a file says: at most "evidence given", and for a blocker only with evidence. What was
    said here is not taken back where there is evidence for it."""
    match told.state:
        case None | State.NOT_APPLICABLE:
            wanted = item.progress
        case State.TODO:
            wanted = Progress.TODO
        case State.DOING:
            wanted = Progress.DOING
        case State.GIVEN | State.VERIFIED | State.STALE:
            wanted = Progress.GIVEN if backed or not item.blocker else Progress.DOING
    if new and told.state is None:
        wanted = Progress.GIVEN
    return max(wanted, item.progress, key=_ORDER.index) if backed else wanted


def take_checklist(unit: Unit, plan: ChecklistPlan, actor_id: str | None, today: date) -> None:
    """Add and change the items of a plan. Raises Invalid, Conflict."""
    from ctohandover.domain.ids import new_id
    from ctohandover.services.signing import NewEvidence, add_evidence
    from ctohandover.storage.tables import ItemRow

    place = int(unit.run("SELECT COALESCE(MAX(position), 0) FROM item")[0][0])
    for number, change in enumerate(plan.items, start=1):
        before, after = change.before, change.after
        if before is None:
            key = new_id()
            unit.add_many(ItemRow, [{"id": key, **item_columns(replace(after, position=place + number))}])
        else:
            key = before.id
            fields = {name: getattr(after, name) for name in SAID if getattr(after, name) != getattr(before, name)}
            if fields:
                unit.change(ItemRow, key, expected=before.version, **fields)
        if change.evidence:
            new = NewEvidence(item_id=key, kind=EvidenceKind.TEXT, text=change.evidence, day=today)
            add_evidence(unit, new, actor_id)
