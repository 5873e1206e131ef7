"""The register of accesses: what opens something of the company's, who administers it and what it hangs on."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ctohandover.domain.levels import Level
from ctohandover.domain.record import record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from ctohandover.domain.people import Person
    from ctohandover.domain.subjects import Subject


class Sort(StrEnum):
    ACCOUNT = "account"
    DOMAIN = "domain"
    CLOUD = "cloud"
    APP_STORE = "app_store"
    REPOSITORY = "repository"
    CONTRACT = "contract"
    LICENCE = "licence"
    DEVICE = "device"
    KEY = "key"
    CERTIFICATE = "certificate"


class Right(StrEnum):
    """What a person may do with an access: use it, administer it, or administer it and grant and recover it."""

    USER = "user"
    ADMIN = "admin"
    OWNER = "owner"


class Means(StrEnum):
    """What an access hangs on: who has it can take the access back or shut everybody else out."""

    MAIL = "mail"
    PHONE = "phone"
    CARD = "card"
    FACTOR = "factor"


class BelongsTo(StrEnum):
    COMPANY = "company"
    PERSON = "person"
    NONE = "none"
    """There is no such means: a domain without a card, an account without a second factor."""


@record(kw_only=True)
class Grant:
    """What one person may do with an access. `used_on` is the last day on which they are known to have used it, and
    `revoked_on` the day on which the right was taken back."""

    person_id: str
    rights: Right
    used_on: date | None = None
    revoked_on: date | None = None

    def lasts_on(self, day: date) -> bool:
        return self.revoked_on is None or day < self.revoked_on


@record(kw_only=True)
class Tie:
    """Whose mail, phone, card or second factor an access hangs on. `detail` says which one."""

    means: Means
    belongs_to: BelongsTo
    person_id: str | None = None
    detail: str = ""


@record(kw_only=True)
class Access:
    """One entry of the register. `cost` is in whole euros a year, `notice_days` count back from `renews`. `shared`:
    several people know its secret. `waits_since`: since when the secret waits in a keyring for the company's vault."""

    subject: Subject
    sort: Sort = Sort.ACCOUNT
    address: str = ""
    account: str = ""
    supplier: str = ""
    registered_to: str = ""
    secret_place: str = ""
    waits_since: date | None = None
    renews: date | None = None
    notice_days: int | None = None
    cost: int | None = None
    shared: bool = False
    rotated_on: date | None = None
    notes: str = ""
    grants: tuple[Grant, ...] = ()
    ties: tuple[Tie, ...] = ()
    version: str = ""

    @property
    def notice_by(self) -> date | None:
        """The last day on which it can still be given notice; None where no notice is told, or no calendar has it."""
        if self.renews is None or self.notice_days is None or self.notice_days >= self.renews.toordinal():
            return None
        return self.renews - timedelta(days=self.notice_days)

    def tie(self, means: Means) -> Tie | None:
        return next((tie for tie in self.ties if tie.means is means), None)

    def hangs_on(self, people: Collection[str]) -> tuple[Means, ...]:
        """By which means it hangs on some of these people."""
        return tuple(tie.means for tie in self.ties if tie.person_id in people)

    @property
    def unknown_means(self) -> tuple[Means, ...]:
        """What nobody has said yet of what it hangs on."""
        known = {tie.means for tie in self.ties}
        return tuple(means for means in Means if means not in known)


ADMINISTERS: Final = frozenset({Right.ADMIN, Right.OWNER})


def levels_of(access: Access, people: Mapping[str, Person], day: date) -> dict[str, Level]:
    """Person id -> the level at which each holds an access on a day, by its entry: 2 may use it, 3 administers it and
    has used it, 4 can grant and recover it.

    An insider is not above 2 as long as the mail, phone, card or second factor of an outsider's can take it back. An
    outsider who administers it, or on whom it hangs, holds it whether they used it or not: what counts there is that
    they could. People of whom the entry says nothing are not in the answer; a right that was taken back gives 0.
    """
    outsiders = {key for key, person in people.items() if not person.internal}
    hangs = bool(access.hangs_on(outsiders))
    found: dict[str, Level] = {}
    for grant in access.grants:
        if not grant.lasts_on(day):
            level = Level.NONE
        elif grant.rights not in ADMINISTERS or (grant.person_id not in outsiders and (hangs or grant.used_on is None)):
            level = Level.WITH_HELP
        else:
            level = Level.TEACHES if grant.rights is Right.OWNER else Level.ALONE
        found[grant.person_id] = level
    for tie in access.ties:
        if tie.person_id in outsiders:
            found[tie.person_id] = max(found.get(tie.person_id, Level.NONE), Level.ALONE)
    return found


class Due(StrEnum):
    NOTICE = "notice"
    RENEWAL = "renewal"


@record()
class DueDay:
    day: date
    due: Due
    access: Access


def due_days(accesses: Iterable[Access], first: date, last: date) -> list[DueDay]:
    """Renewals and the last days for notice from `first` to `last`, the soonest first."""
    found = [
        DueDay(day, due, access)
        for access in accesses
        for due, day in ((Due.NOTICE, access.notice_by), (Due.RENEWAL, access.renews))
        if day is not None and first <= day <= last
    ]
    return sorted(found, key=lambda one: (one.day, one.due, one.access.subject.title, one.access.subject.id))


@record()
class Held:
    """What a person still holds of one access: their right, and the means by which it hangs on them. `to_rotate`: they
    may know a secret that stays valid when their right is taken back."""

    access: Access
    grant: Grant | None
    means: tuple[Means, ...]
    to_rotate: bool

    @property
    def to_revoke(self) -> bool:
        return self.grant is not None


@record(kw_only=True)
class TakenBack:
    """A right that a person does not have any more, and when its secret was changed since."""

    access: Access
    day: date
    rotated_on: date | None


def still_held(accesses: Iterable[Access], person_id: str, day: date) -> list[Held]:
    """What a person still holds on a day, for their last day: rights to take back, means to move, secrets to rotate.

    A secret is to be rotated where it is shared, is a key, or waits in a keyring, the person has or had a right to it,
    and it was not rotated since that right was taken back (or, while they have it, at all).
    """
    found = []
    for access in accesses:
        grant = next((one for one in access.grants if one.person_id == person_id), None)
        lasting = grant if grant is not None and grant.lasts_on(day) else None
        rotate = grant is not None and _knows_secret(access) and not _rotated_without(access, grant)
        held = Held(access, lasting, access.hangs_on({person_id}), rotate)
        if held.to_revoke or held.means or held.to_rotate:
            found.append(held)
    return found


def _knows_secret(access: Access) -> bool:
    return access.shared or access.sort is Sort.KEY or access.waits_since is not None


def _rotated_without(access: Access, grant: Grant) -> bool:
    return access.rotated_on is not None and grant.revoked_on is not None and access.rotated_on >= grant.revoked_on
