"""The transition's checklist: made, worked through, signed. Every rule holds here, whoever calls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ctohandover.domain.ids import new_id
from ctohandover.domain.transition import (
    DONE,
    Item,
    Progress,
    closes_a_cycle,
    due_day,
    fitted_offset,
    last_act,
    refitted,
    state_of,
)
from ctohandover.errors import Invalid
from ctohandover.services.signing import by_item
from ctohandover.storage import reads
from ctohandover.storage import transition_reads as own
from ctohandover.storage.tables import AttachmentRow, EvidenceRow, ItemRow, ItemSubjectRow, ItemWaitRow, SignoffRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ctohandover.domain.people import Person
    from ctohandover.storage.store import Store
    from ctohandover.storage.unit import Unit

LONGEST_TITLE = 300
_COLUMNS = (
    "code", "phase", "area", "title", "help", "hint", "blocker", "offset_days", "due_set", "doer_role", "signer_role",
    "owner_id", "signer_id", "progress", "stale_after", "position",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """An item to be added, from a template or by hand; its id is made here. `waits_for` are codes of items beside it or
    of ones that are there."""

    item: Item
    waits_for: tuple[str, ...] = ()


def tidy(item: Item) -> Item:
    """The item with clean words. Raises Invalid: `item-title-empty`, `item-title-long`, `item-same-role`."""
    title = " ".join(item.title.split())
    if not title:
        raise Invalid("item-title-empty")
    if len(title) > LONGEST_TITLE:
        raise Invalid("item-title-long", limit=LONGEST_TITLE)
    if item.owner_id is not None and item.owner_id == item.signer_id:
        raise Invalid("item-owner-signs")
    return replace(item, title=title, area=" ".join(item.area.split()), help=item.help.strip(), hint=item.hint.strip())


class TransitionService:
    def __init__(self, store: Store) -> None:
        self._store = store

    # --- the items

    def add_many(self, new: Sequence[NewItem], today: date) -> list[str]:
        """Add items (a template, or one's own) as one undo step; gives back their ids.

        Offsets shrink to the days that are left to the handover day. Owners are found by role where just one person has
        it. An item whose code is there already is left out. Raises Invalid.
        """
        label = "item-added" if len(new) == 1 else "items-added"
        with self._store.unit(label, title=new[0].item.title if new else "", n=len(new)) as unit:
            return self._insert(unit, new, today)

    def _insert(self, unit: Unit, new: Sequence[NewItem], today: date) -> list[str]:
        workspace = reads.workspace(unit.run)
        people = reads.people(unit.run)
        known = {item.code: item.id for item in own.items(unit.run) if item.code}
        left = (workspace.handover_day - today).days if workspace.handover_day else None
        place = int(unit.run("SELECT COALESCE(MAX(position), 0) FROM item")[0][0])
        added: list[tuple[NewItem, str]] = []
        rows = []
        for number, entry in enumerate(new, start=1):
            item = tidy(entry.item)
            if item.code and item.code in known:
                continue
            key = new_id()
            known[item.code or key] = key
            offset = item.offset_days
            if offset is not None and left is not None:
                offset = fitted_offset(offset, left)
            owner = item.owner_id or _only(people, item, today)
            made = replace(item, id=key, offset_days=offset, owner_id=owner, position=place + number)
            rows.append({"id": key, **item_columns(made)})
            added.append((entry, key))
        unit.add_many(ItemRow, rows)
        waits = own.waits(unit.run)
        for entry, key in added:
            self._put_waits(unit, key, [known[code] for code in entry.waits_for if code in known], waits)
        return [key for _, key in added]

    def change(self, before: Item, **fields: Any) -> None:
        """Change fields of an item as `before` was seen. Raises Invalid or Conflict."""
        after = tidy(replace(before, **fields))
        with self._store.unit("item-changed", title=after.title) as unit:
            unit.change(ItemRow, before.id, expected=before.version, **{name: getattr(after, name) for name in fields})

    def save(
        self,
        before: Item | None,
        after: Item,
        today: date,
        *,
        waits_for: Collection[str] | None = None,
        subjects: Collection[str] | None = None,
    ) -> str:
        """Add an item (`before` None) or change one as `before` was seen, with what it waits for and is about where
        those are given (ids), all as one undo step; gives back its id. Raises Invalid or Conflict."""
        clean = tidy(after)
        with self._store.unit("item-changed" if before else "item-added", title=clean.title) as unit:
            if before is None:
                key = self._insert(unit, [NewItem(item=clean)], today)[0]
            else:
                key = before.id
                old, now = item_columns(before), item_columns(clean)
                fields = {name: value for name, value in now.items() if value != old[name]}
                unit.change(ItemRow, key, expected=before.version, **fields)
            if waits_for is not None:
                self._replace_waits(unit, key, waits_for)
            if subjects is not None:
                _replace_subjects(unit, key, subjects)
            return key

    def set_progress(self, item: Item, progress: Progress) -> None:
        """Say how far an item is. Raises Conflict; Invalid `item-signed` for one that is signed, and
        `sign-no-evidence` for a blocker that is called done without evidence."""
        with self._store.unit("item-progress", title=item.title, progress=progress.value) as unit:
            if last_act(own.signoffs(unit.run, item.id), date.today()) is not None:
                raise Invalid("item-signed")
            if progress is Progress.GIVEN and item.blocker and not own.evidence(unit.run, item.id):
                raise Invalid("sign-no-evidence")
            unit.change(ItemRow, item.id, expected=item.version, progress=progress)

    def remove(self, items: Mapping[str, str]) -> None:
        """Remove items (id -> title) with their evidence and sign-offs; undo brings all of it back."""
        first = next(iter(items.values()), "")
        with self._store.unit("items-removed", n=len(items), title=first) as unit:
            for key in items:
                _remove_item(unit, key)

    def set_waits(self, item: Item, waits_for: Collection[str]) -> None:
        """Set what an item waits for (ids). Raises Invalid `item-cycle` where it would wait for itself."""
        with self._store.unit("item-waits", title=item.title) as unit:
            self._replace_waits(unit, item.id, waits_for)

    def _replace_waits(self, unit: Unit, item_id: str, waits_for: Collection[str]) -> None:
        for (key,) in unit.run("SELECT id FROM item_wait WHERE item_id = :id", {"id": item_id}):
            unit.remove(ItemWaitRow, key)
        self._put_waits(unit, item_id, list(waits_for), own.waits(unit.run))

    def _put_waits(self, unit: Unit, item_id: str, waits_for: Sequence[str], waits: dict[str, list[str]]) -> None:
        for on in dict.fromkeys(waits_for):
            if closes_a_cycle(waits, item_id, on):
                titles: dict[str, str] = dict(unit.run("SELECT id, title FROM item"))
                raise Invalid("item-cycle", title=titles.get(item_id, ""), other=titles.get(on, ""))
            waits.setdefault(item_id, []).append(on)
            unit.add_many(ItemWaitRow, [{"id": new_id(), "item_id": item_id, "waits_for_id": on}])

    def tie(self, item: Item, subjects: Collection[str]) -> None:
        """Set which subjects an item is about (ids)."""
        with self._store.unit("item-tied", title=item.title) as unit:
            _replace_subjects(unit, item.id, subjects)

    def fit(self, today: date) -> int:
        """Shrink the offsets of what is open to the days that are left, so that nothing that can still be done is late;
        gives back how many items moved. Raises Invalid: `no-handover-day`, `handover-past`."""
        with self._store.unit("items-fitted", n=0) as unit:
            day = reads.workspace(unit.run).handover_day
            if day is None:
                raise Invalid("no-handover-day")
            if day < today:
                raise Invalid("handover-past", day=day.isoformat())
            signed = by_item(own.signoffs(unit.run))
            offsets = {
                item.id: item.offset_days
                for item in own.items(unit.run)
                if item.offset_days is not None
                and item.due_set is None
                and state_of(item, signed.get(item.id, ()), today) not in DONE
            }
            moved = {key: new for key, new in refitted(offsets, (day - today).days).items() if new != offsets[key]}
            for key, offset in moved.items():
                unit.change(ItemRow, key, offset_days=offset)
            unit.values["n"] = len(moved)
            return len(moved)


def freeze_signed(unit: Unit, handover_day: date | None, today: date) -> None:
    """Keep the due days of items that are signed where they are: the handover day is about to move, and only what is
    open moves with it."""
    signed = by_item(own.signoffs(unit.run))
    for item in own.items(unit.run):
        due = due_day(item, handover_day)
        if item.due_set is None and due is not None and state_of(item, signed.get(item.id, ()), today) in DONE:
            unit.change(ItemRow, item.id, due_set=due)


def _replace_subjects(unit: Unit, item_id: str, subjects: Collection[str]) -> None:
    for (key,) in unit.run("SELECT id FROM item_subject WHERE item_id = :id", {"id": item_id}):
        unit.remove(ItemSubjectRow, key)
    unit.add_many(
        ItemSubjectRow,
        [{"id": new_id(), "item_id": item_id, "subject_id": key} for key in dict.fromkeys(subjects)],
    )


def _remove_item(unit: Unit, item_id: str) -> None:
    for model, where in (
        (ItemWaitRow, "item_id = :id OR waits_for_id = :id"),
        (ItemSubjectRow, "item_id = :id"),
        (SignoffRow, "item_id = :id"),
    ):
        for (key,) in unit.run(f"SELECT id FROM {model.__tablename__} WHERE {where}", {"id": item_id}):
            unit.remove(model, key)
    for key, attachment in unit.run("SELECT id, attachment_id FROM evidence WHERE item_id = :id", {"id": item_id}):
        unit.remove(EvidenceRow, key)
        if attachment:
            unit.remove(AttachmentRow, attachment)
    unit.remove(ItemRow, item_id)


def item_columns(item: Item) -> dict[str, object]:
    """An item as its row has it, but for id and version."""
    return {name: getattr(item, name) for name in _COLUMNS}


def _only(people: Sequence[Person], item: Item, today: date) -> str | None:
    """The one person who has the role that does an item; None where several have it, or nobody."""
    found = [person for person in people if person.role is item.doer_role and person.active_on(today)]
    return found[0].id if len(found) == 1 and found[0].id != item.signer_id else None
