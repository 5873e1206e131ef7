"""The words of the register of accesses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctohandover.domain.accesses import ADMINISTERS, Access, BelongsTo, Due, DueDay, Held, Means, Right, Sort, Tie
from ctohandover.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctohandover.domain.accesses import TakenBack
    from ctohandover.domain.people import Person
    from ctohandover.i18n import Translator

SORT: Final[Mapping[Sort, str]] = {
    Sort.ACCOUNT: N_("account"),
    Sort.DOMAIN: N_("domain name"),
    Sort.CLOUD: N_("cloud root account"),
    Sort.APP_STORE: N_("app store"),
    Sort.REPOSITORY: N_("repository"),
    Sort.CONTRACT: N_("contract"),
    Sort.LICENCE: N_("licence"),
    Sort.DEVICE: N_("device"),
    Sort.KEY: N_("key"),
    Sort.CERTIFICATE: N_("certificate"),
}
RIGHT: Final[Mapping[Right, str]] = {
    Right.USER: N_("uses it"),
    Right.ADMIN: N_("administers it"),
    Right.OWNER: N_("owns it"),
}
MEANS: Final[Mapping[Means, str]] = {
    Means.MAIL: N_("Recovery e-mail"),
    Means.PHONE: N_("Phone"),
    Means.CARD: N_("Payment card"),
    Means.FACTOR: N_("Second factor"),
}
MEANS_SHORT: Final[Mapping[Means, str]] = {
    Means.MAIL: N_("e-mail"),
    Means.PHONE: N_("phone"),
    Means.CARD: N_("card"),
    Means.FACTOR: N_("second factor"),
}
DUE: Final[Mapping[Due, str]] = {
    Due.NOTICE: N_("last day for notice"),
    Due.RENEWAL: N_("renewal"),
}


def whose(tie: Tie | None, names: Mapping[str, str], t: Translator) -> str:
    """Whose a means is: "the company's", "Marc Delaunay", "there is none", "not told"."""
    if tie is None:
        return t("not told")
    if tie.belongs_to is BelongsTo.COMPANY:
        return t("the company’s")
    if tie.belongs_to is BelongsTo.NONE:
        return t("there is none")
    return names.get(tie.person_id or "", "")


def hangs_on(access: Access, short: Mapping[str, str], t: Translator) -> str:
    """On whom an access hangs and by what: "Marc: e-mail, phone". Empty where it hangs on nobody's own."""
    means: dict[str, list[str]] = {}
    for tie in access.ties:
        if tie.person_id is not None:
            means.setdefault(tie.person_id, []).append(t(MEANS_SHORT[tie.means]))
    return "; ".join(
        t("{what}: {why}", what=short.get(person, ""), why=", ".join(listed)) for person, listed in means.items()
    )


def what_lacks(access: Access, people: Mapping[str, Person], short: Mapping[str, str], t: Translator) -> list[str]:
    """Why insiders who administer an access do not hold it yet, a sentence each."""
    found = []
    outsiders = {key for key, person in people.items() if not person.internal}
    inside = [grant for grant in access.grants if grant.person_id not in outsiders and grant.revoked_on is None]
    for tie in access.ties:
        if tie.person_id in outsiders:
            means = t(MEANS_SHORT[tie.means])
            found.append(t("{name} could take it back by the {means}.", name=short[tie.person_id], means=means))
    ready = [short[grant.person_id] for grant in inside if grant.rights in ADMINISTERS and grant.used_on]
    if found and ready:
        found.append(
            t.plural("{names} administers it, and holds it once nobody outside can take it back.",
                     "{names} administer it, and hold it once nobody outside can take it back.",
                     len(ready), names=t.join(ready))
        )  # fmt: skip
    found += [
        t("{name} has not used it yet.", name=short[grant.person_id])
        for grant in inside
        if grant.rights in ADMINISTERS and grant.used_on is None
    ]
    return found


def due(one: DueDay, t: Translator) -> str:
    """ "renewal 9 January 2027"."""
    return f"{t(DUE[one.due])} {t.date(one.day)}"


def euros_a_year(amount: int, t: Translator) -> str:
    return t("{n} € a year", n=t.number(amount))


def to_do(held: Held, t: Translator) -> list[str]:
    """What a leaver's last day asks for one access, a sentence each."""
    found = []
    if held.grant is not None:
        found.append(t("Take the right back ({right})", right=t(RIGHT[held.grant.rights])))
    if held.means:
        listed = ", ".join(t(MEANS_SHORT[means]) for means in held.means)
        found.append(t("Move to the company: {what}", what=listed))
    if held.to_rotate:
        found.append(t("Change the secret: they know it"))
    return found


def log(name: str, taken: Sequence[TakenBack], left: int, t: Translator) -> str:
    """What was taken from a person so far, a line each, as evidence for the checklist."""
    lines = [t("Taken from {name}:", name=name)]
    for one in taken:
        text = t("{what}: taken back on {day}", what=one.access.subject.title, day=t.date(one.day))
        if one.rotated_on is not None and one.rotated_on >= one.day:
            text = t("{what}, secret changed on {day}", what=text, day=t.date(one.rotated_on))
        lines.append(f"- {text}")
    lines.append(t.plural("Still held: {n} access.", "Still held: {n} accesses.", left))
    return "\n".join(lines)
