"""Reads of the register of accesses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ctohandover.domain.accesses import Access, BelongsTo, Grant, Means, Right, Sort, Tie
from ctohandover.domain.assessments import Method
from ctohandover.domain.levels import Level
from ctohandover.domain.subjects import Kind
from ctohandover.storage.reads import as_day, checked, subjects
from ctohandover.storage.skill_reads import by_area

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.storage.reader import Run

_MEANS = list(Means)


@checked
def accesses(run: Run) -> list[Access]:
    """The whole register, by area and name."""
    grants: dict[str, list[Grant]] = {}
    for key, person, rights, used, revoked in run(
        "SELECT access_id, person_id, rights, used_on, revoked_on FROM access_person ORDER BY id"
    ):
        grant = Grant(person_id=person, rights=Right(rights), used_on=as_day(used), revoked_on=as_day(revoked))
        grants.setdefault(key, []).append(grant)
    ties: dict[str, list[Tie]] = {}
    for key, means, belongs, person, detail in run(
        "SELECT access_id, means, belongs_to, person_id, detail FROM access_tie ORDER BY id"
    ):
        tie = Tie(means=Means(means), belongs_to=BelongsTo(belongs), person_id=person, detail=detail)
        ties.setdefault(key, []).append(tie)
    versions = access_versions(run)
    about = {subject.id: subject for subject in subjects(run) if subject.kind is Kind.ACCESS}
    rows = run(
        "SELECT a.id, a.sort, a.address, a.account, a.supplier, a.registered_to, a.secret_place, a.waits_since,"
        " a.renews, a.notice_days, a.cost, a.shared, a.rotated_on, a.notes FROM access a"
    )
    found = [
        Access(
            subject=about[key],
            sort=Sort(sort),
            address=address,
            account=account,
            supplier=supplier,
            registered_to=registered,
            secret_place=place,
            waits_since=as_day(waits),
            renews=as_day(renews),
            notice_days=notice,
            cost=cost,
            shared=bool(shared),
            rotated_on=as_day(rotated),
            notes=notes,
            grants=tuple(grants.get(key, ())),
            ties=tuple(sorted(ties.get(key, ()), key=lambda tie: _MEANS.index(tie.means))),
            version=versions[key],
        )
        for (
            key, sort, address, account, supplier, registered, place, waits, renews, notice, cost, shared, rotated,
            notes,
        ) in rows
    ]  # fmt: skip
    return sorted(found, key=lambda access: by_area(access.subject))


def access_versions(run: Run) -> dict[str, str]:
    """Access id -> the version of its entry: the latest of all of its rows, and how many there are, so that a row that
    is gone is noticed as well."""
    rows = run(
        "SELECT id, MAX(version), COUNT(*) FROM (SELECT id, version FROM access"
        " UNION ALL SELECT s.id, s.version FROM subject s JOIN access a ON a.id = s.id"
        " UNION ALL SELECT access_id, version FROM access_person UNION ALL SELECT access_id, version FROM access_tie)"
        " GROUP BY id"
    )
    return {key: f"{version} {count}" for key, version, count in rows}


@checked
class LastLevel(NamedTuple):
    level: Level
    day: date
    method: Method


def last_levels(run: Run, access_id: str) -> dict[str, LastLevel]:
    """Person id -> what was last written down of an access."""
    found: dict[str, LastLevel] = {}
    for person, level, day, method in run(
        "SELECT person_id, level, day, method FROM assessment WHERE subject_id = :id ORDER BY day, id",
        {"id": access_id},
    ):
        known = as_day(day)
        assert known is not None
        found[person] = LastLevel(Level(level), known, Method(method))
    return found
