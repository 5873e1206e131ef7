"""The register of accesses: entries written, moved from one hand to another, taken back.

Who holds an access follows from its entry. Each change writes the levels that follow as assessments of their day, so
that every figure counts accesses as it counts everything else, as of any day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Tie, levels_of
from ctohandover.domain.assessments import Method
from ctohandover.domain.ids import new_id
from ctohandover.domain.levels import HOLDS, Level
from ctohandover.domain.subjects import Kind
from ctohandover.errors import Invalid, NotFound
from ctohandover.services.subjects import LONGEST_TITLE, forget_subject, refuse_twins
from ctohandover.storage import reads
from ctohandover.storage.access_reads import access_versions, accesses, last_levels
from ctohandover.storage.access_tables import AccessPersonRow, AccessRow, AccessTieRow
from ctohandover.storage.tables import AssessmentRow, SubjectRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from ctohandover.domain.accesses import Right
    from ctohandover.storage.store import Store
    from ctohandover.storage.unit import Unit

_TEXTS = ("address", "account", "supplier", "registered_to", "secret_place")
COLUMNS = (
    "sort", *_TEXTS, "waits_since", "renews", "notice_days", "cost", "shared", "rotated_on", "notes",
)  # fmt: skip
MOST_DAYS = 3_650
MOST_COST = 100_000_000
FIRST_YEAR, LAST_YEAR = 1970, 2200


def tidy(access: Access) -> Access:
    """The entry with clean words. Raises Invalid: `access-title-empty`, `subject-title-long`, `needed-range`,
    `notice-range`, `cost-range`, `notice-no-renewal`, `access-day-range`."""
    title = " ".join(access.subject.title.split())
    if not title:
        raise Invalid("access-title-empty")
    if len(title) > LONGEST_TITLE:
        raise Invalid("subject-title-long", limit=LONGEST_TITLE)
    if access.subject.needed_set is not None and not 0 <= access.subject.needed_set <= 99:
        raise Invalid("needed-range")
    if access.notice_days is not None and not 0 <= access.notice_days <= MOST_DAYS:
        raise Invalid("notice-range", limit=MOST_DAYS)
    if access.notice_days is not None and access.renews is None:
        raise Invalid("notice-no-renewal")
    days = (access.renews, access.waits_since, access.rotated_on, *(one.used_on for one in access.grants))
    if any(day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        raise Invalid("access-day-range", first=FIRST_YEAR, last=LAST_YEAR)
    if access.cost is not None and not 0 <= access.cost <= MOST_COST:
        raise Invalid("cost-range", limit=MOST_COST)
    subject = replace(access.subject, title=title, area=" ".join(access.subject.area.split()), kind=Kind.ACCESS)
    words: dict[str, Any] = {name: " ".join(getattr(access, name).split()) for name in _TEXTS}
    ties = tuple(_tidy_tie(tie) for tie in access.ties)
    return replace(access, subject=subject, notes=access.notes.strip(), ties=ties, **words)


def _tidy_tie(tie: Tie) -> Tie:
    """A means that belongs to a person names them; the company's and none name nobody."""
    if tie.belongs_to is BelongsTo.PERSON and tie.person_id is None:
        raise Invalid("tie-no-person")
    person = tie.person_id if tie.belongs_to is BelongsTo.PERSON else None
    return replace(tie, person_id=person, detail=" ".join(tie.detail.split()))


class AccessService:
    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, before: Access | None, after: Access, today: date) -> str:
        """Add an entry (`before` None) or change one as `before` was seen; gives back its id.

        Raises Invalid, NotFound or Conflict.
        """
        clean = tidy(after)
        with self._store.unit("access-changed" if before else "access-added", title=clean.subject.title) as unit:
            return change_access(unit, before, clean, today) if before else add_access(unit, clean, today)

    def add_many(self, new: Sequence[Access], today: date) -> list[str]:
        """Add several entries as one undo step; all of them or none. Raises Invalid."""
        clean = [tidy(access) for access in new]
        with self._store.unit("accesses-added", n=len(clean)) as unit:
            return [add_access(unit, access, today) for access in clean]

    def change_many(self, pairs: Sequence[tuple[Access, Access]], today: date) -> None:
        """Change several entries (as seen, as they are to be) as one undo step. Raises Invalid, NotFound, Conflict."""
        with self._store.unit("accesses-changed", n=len(pairs)) as unit:
            for before, after in pairs:
                change_access(unit, before, tidy(after), today)

    def remove(self, chosen: Mapping[str, str]) -> None:
        """Remove entries (id -> title) with what was said of them; undo brings all of it back."""
        first = next(iter(chosen.values()), "")
        with self._store.unit("accesses-removed", n=len(chosen), title=first) as unit:
            for key in chosen:
                forget_subject(unit, key)
                for model in (AccessPersonRow, AccessTieRow):
                    for (row,) in unit.run(f"SELECT id FROM {model.__tablename__} WHERE access_id = :id", {"id": key}):
                        unit.remove(model, row)
                unit.remove(AccessRow, key)
                unit.remove(SubjectRow, key)

    # --- one thing at a time, as the last day asks

    def grant(self, access: Access, person_id: str, rights: Right, today: date) -> None:
        """Give a person a right, or another one; what they used stays known."""
        known = next(
            (one for one in access.grants if one.person_id == person_id), Grant(person_id=person_id, rights=rights)
        )
        self._regrant(access, replace(known, rights=rights, revoked_on=None), "access-granted", today)

    def used(self, access: Access, person_id: str, day: date, today: date) -> None:
        """Write down that a person used an access on a day. Raises Invalid `used-in-future`, NotFound."""
        if day > today:
            raise Invalid("used-in-future")
        self._regrant(access, replace(_grant(access, person_id), used_on=day), "access-used", today)

    def revoke(self, access: Access, person_id: str, today: date) -> None:
        """Take a person's right back as of today. Raises NotFound."""
        self._regrant(access, replace(_grant(access, person_id), revoked_on=today), "access-revoked", today)

    def _regrant(self, access: Access, grant: Grant, label: str, today: date) -> None:
        grants = [one for one in access.grants if one.person_id != grant.person_id]
        self._one(access, label, today, grants=(*grants, grant))

    def tie(self, access: Access, tie: Tie, today: date) -> None:
        """Say whose one means is (mail, phone, card, second factor)."""
        others = [one for one in access.ties if one.means is not tie.means]
        self._one(access, "access-tied", today, ties=(*others, _tidy_tie(tie)))

    def move_to_company(self, access: Access, means: Collection[Means], today: date) -> None:
        """Say that these means are the company's now; which ones they were does not hold any more."""
        others = [one for one in access.ties if one.means not in means]
        moved = [Tie(means=one, belongs_to=BelongsTo.COMPANY) for one in Means if one in means]
        self._one(access, "access-tied", today, ties=(*others, *moved))

    def untie(self, access: Access, means: Means, today: date) -> None:
        """Say that it is not known whose one means is."""
        self._one(access, "access-tied", today, ties=tuple(one for one in access.ties if one.means is not means))

    def secret_waits(self, access_id: str, today: date, *, place: str | None = None) -> None:
        """Write down that the secret waits in a keyring since `today`; one that waited already waits on since then. The
        secret itself never comes here. What else somebody changed meanwhile stays: what is in the keyring has to be
        told, so this is no conflict. `place` puts back what was said of it. Raises NotFound."""
        with self._store.unit("secret-waits") as unit:
            now = _as_it_is(unit, access_id)
            unit.values["title"] = now.subject.title
            where = now.secret_place if place is None else place
            change_access(unit, now, replace(now, waits_since=now.waits_since or today, secret_place=where), today)

    def secret_settled(self, access_id: str, place: str, today: date) -> None:
        """Write down that nothing waits any more, and where the secret is; no conflict either. Raises NotFound."""
        with self._store.unit("secret-settled") as unit:
            now = _as_it_is(unit, access_id)
            unit.values["title"] = now.subject.title
            change_access(unit, now, replace(now, waits_since=None, secret_place=" ".join(place.split())), today)

    def rotated(self, access: Access, today: date) -> None:
        """Write down that the secret was changed today."""
        self._one(access, "access-rotated", today, rotated_on=today)

    def _one(self, access: Access, label: str, today: date, **fields: Any) -> None:
        with self._store.unit(label, title=access.subject.title) as unit:
            change_access(unit, access, replace(access, **fields), today)


def _as_it_is(unit: Unit, access_id: str) -> Access:
    found = next((one for one in accesses(unit.run) if one.subject.id == access_id), None)
    if found is None:
        raise NotFound("access", id=access_id)
    return found


def _grant(access: Access, person_id: str) -> Grant:
    found = next((one for one in access.grants if one.person_id == person_id), None)
    if found is None:
        raise NotFound("grant", id=person_id)
    return found


def add_access(unit: Unit, access: Access, today: date) -> str:
    """Add a tidy entry inside a unit; gives back its id (made here). Raises Invalid for a title that is taken."""
    key, subject = new_id(), access.subject
    refuse_twins(unit, [(Kind.ACCESS, subject.title)])
    unit.add_many(
        SubjectRow,
        [
            {
                "id": key,
                "kind": Kind.ACCESS,
                "title": subject.title,
                "criticality": subject.criticality,
                "needed": subject.needed_set,
                "area": subject.area,
            }
        ],
    )
    unit.add_many(AccessRow, [{"id": key, **{name: getattr(access, name) for name in COLUMNS}}])
    _put_grants(unit, key, access.grants)
    _put_ties(unit, key, access.ties)
    write_levels(unit, replace(access, subject=replace(subject, id=key)), today)
    return key


def change_access(unit: Unit, before: Access, after: Access, today: date) -> str:
    """Bring an entry inside a unit to what `after` says; gives back its id. Raises Invalid, Conflict."""
    key, subject = before.subject.id, after.subject
    version = access_versions(unit.run).get(key)
    if version is None:
        raise NotFound("access", id=key)
    if version != before.version:
        raise unit.conflict("access", key, version.partition(" ")[0])
    if subject.title != before.subject.title:
        refuse_twins(unit, [(Kind.ACCESS, subject.title)], but=key)
    about = ("title", "criticality", "needed_set", "area")
    weighed = {
        name: getattr(subject, name) for name in about if getattr(subject, name) != getattr(before.subject, name)
    }
    if "needed_set" in weighed:
        weighed["needed"] = weighed.pop("needed_set")
    if weighed:
        unit.change(SubjectRow, key, **weighed)
    unit.change(AccessRow, key, **{name: getattr(after, name) for name in COLUMNS})
    if after.grants != before.grants:
        _put_grants(unit, key, after.grants)
        _correct_uses(unit, key, before, after)
    if after.ties != before.ties:
        _put_ties(unit, key, after.ties)
    write_levels(unit, replace(after, subject=replace(subject, id=key)), today)
    return key


def _put_grants(unit: Unit, key: str, grants: Sequence[Grant]) -> None:
    known = dict(unit.run("SELECT person_id, id FROM access_person WHERE access_id = :id", {"id": key}))
    for grant in grants:
        row = known.pop(grant.person_id, None)
        fields: dict[str, Any] = {"rights": grant.rights, "used_on": grant.used_on, "revoked_on": grant.revoked_on}
        if row is None:
            unit.add_many(
                AccessPersonRow, [{"id": new_id(), "access_id": key, "person_id": grant.person_id, **fields}]
            )  # fmt: skip
        else:
            unit.change(AccessPersonRow, row, **fields)
    for row in known.values():
        unit.remove(AccessPersonRow, row)


def _correct_uses(unit: Unit, key: str, before: Access, after: Access) -> None:
    """What follows from uses that were on an earlier day than was said, or never."""
    now = {grant.person_id: grant.used_on for grant in after.grants}
    inside = {person.id for person in reads.people(unit.run) if person.internal}
    for grant in before.grants:
        person, said = grant.person_id, grant.used_on
        if said is not None and person in now:
            day = now[person]
            if day is None or day < said:
                _correct_use(unit, (key, person), said, day, inside=person in inside)


def _correct_use(unit: Unit, whose: tuple[str, str], said: date, day: date | None, *, inside: bool) -> None:
    """The proof moves to the day of the use. Where the register had told more by then, only the proof goes and the
    level stays as a claim; an insider's goes too where there was no use at all, since it rests on one."""
    told = unit.run(
        "SELECT id, level, day, method FROM assessment WHERE subject_id = ? AND person_id = ? ORDER BY day, id", whose
    )
    drill = Method.DRILL.value
    at = next((n for n, row in enumerate(told) if row[2:] == (said.isoformat(), drill)), None)
    if at is None:
        return
    row, level = told[at][:2]
    before = told[at - 1][1:] if at else None
    if day is not None and (before is None or (before[1] <= day.isoformat() and before != (level, f"{day}", drill))):
        unit.change(AssessmentRow, row, day=day)
        return
    stays = level if day is not None or not inside else min(level, int(Level.WITH_HELP))
    if before is not None and before[0] == stays:
        unit.remove(AssessmentRow, row)
    else:
        unit.change(AssessmentRow, row, level=stays, method=Method.LEAD)


def _put_ties(unit: Unit, key: str, ties: Sequence[Tie]) -> None:
    known = dict(unit.run("SELECT means, id FROM access_tie WHERE access_id = :id", {"id": key}))
    for tie in ties:
        row = known.pop(tie.means.value, None)
        fields: dict[str, Any] = {"belongs_to": tie.belongs_to, "person_id": tie.person_id, "detail": tie.detail}
        if row is None:
            unit.add_many(AccessTieRow, [{"id": new_id(), "access_id": key, "means": tie.means, **fields}])
        else:
            unit.change(AccessTieRow, row, **fields)
    for row in known.values():
        unit.remove(AccessTieRow, row)


def write_levels(unit: Unit, access: Access, today: date) -> None:
    """Write the levels that follow from an entry as assessments, where they differ from what was written last.

    A level that rests on use is of the day of that use, which proves it: so it asks for a review when the access was
    not used for long. Where it was another one until now, it is of today and rests on the register alone (it may rise
    because the means were moved, long after anybody used it). They name no assessor: nobody graded themselves.
    """
    key = access.subject.id
    people = {person.id: person for person in reads.people(unit.run)}
    now, last = levels_of(access, people, today), last_levels(unit.run, key)
    used = {grant.person_id: grant.used_on for grant in access.grants}
    rows = []
    for person_id in [*now, *(gone for gone in last if gone not in now)]:
        level = now.get(person_id, Level.NONE)
        before = last.get(person_id)
        of_use = used.get(person_id) if level >= HOLDS else None
        day = today  # what changed has changed today: the days before were as they were
        if of_use is not None and (before is None or (before.level == level and of_use >= before.day)):
            day = min(of_use, today)  # said later, it proves also what was said on that same day
        method = Method.DRILL if of_use is not None and of_use >= day else Method.LEAD
        said = (before.level, before.day, before.method) if before is not None else None
        if said == (level, day, method) or (before is not None and before.level == level and method is Method.LEAD):
            continue
        rows.append(
            {
                "id": new_id(),
                "person_id": person_id,
                "subject_id": key,
                "level": int(level),
                "day": day,
                "method": method,
                "assessor_id": None,
                "session_method": None,
                "by_reply": False,
                "evidence": "",
                "session_id": None,
            }
        )
    unit.add_many(AssessmentRow, rows)


def write_all_levels(unit: Unit, today: date) -> None:
    """The same for the whole register: somebody became an insider or an outsider."""
    for access in accesses(unit.run):
        write_levels(unit, access, today)
