"""The people of a handover: who they are in it, where they sit and from when to when they are there."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from ctohandover.domain.record import record

if TYPE_CHECKING:
    from datetime import date


class Role(StrEnum):
    """What the person is in the handover. A role says what comes first on the screen; it never grants a right."""

    OUTGOING_CTO = "outgoing_cto"
    RELAY = "relay"
    FOUNDER = "founder"
    MEMBER = "member"
    INCOMING_CTO = "incoming_cto"
    ADVISER = "adviser"


EXTERNAL_BY_DEFAULT: frozenset[Role] = frozenset({Role.OUTGOING_CTO, Role.ADVISER})


@record(kw_only=True)
class Person:
    """`active_from` and `active_to` are both included: the leaver's last day is their `active_to`."""

    id: str
    name: str
    role: Role
    internal: bool
    on_site: bool = False
    active_from: date | None = None
    active_to: date | None = None
    days_a_month: float | None = None
    note: str = ""
    version: str = ""
    spare_hours: float | None = None
    """Hours a week to spare for learning."""

    def active_on(self, day: date) -> bool:
        return (self.active_from is None or self.active_from <= day) and (
            self.active_to is None or day <= self.active_to
        )

    def has_left(self, day: date) -> bool:
        return self.active_to is not None and self.active_to < day


def alphabetical(text: str) -> tuple[str, str]:
    """A sort key that puts É with E, as people look names up, whatever the system's locale."""
    folded = text.casefold()
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
    return bare, folded


def short_names(names: dict[str, str]) -> dict[str, str]:
    """Person id -> the shortest of "Marc", "Marc D.", "Marc Durand" that is nobody else's among `names`."""
    forms = {key: _forms(name) for key, name in names.items()}
    counts: dict[str, int] = {}
    for choices in forms.values():
        for form in set(choices):
            counts[form] = counts.get(form, 0) + 1
    return {key: next((form for form in choices if counts[form] == 1), choices[-1]) for key, choices in forms.items()}


def _forms(name: str) -> list[str]:
    first, _, rest = name.strip().partition(" ")
    if not rest:
        return [name.strip()]
    return [first, f"{first} {rest.strip()[0]}.", name.strip()]
