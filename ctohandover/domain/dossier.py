"""Who reads a dossier, and what goes into theirs: the sections, their order, and whether it names people."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ctohandover.domain.people import Role
from ctohandover.domain.record import record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ctohandover.domain.people import Person
    from ctohandover.domain.transition import Item


class Part(StrEnum):
    """A section. A new one gets its place in `PARTS`, its title in `dossier_words` and its maker in
    `render.dossier_sections`; nothing else knows them one by one."""

    ANSWERS = "answers"
    PEOPLE = "people"
    LOST = "lost"
    SYSTEMS = "systems"
    DUTIES = "duties"
    DECISIONS = "decisions"
    SKILLS = "skills"
    ACCESSES = "accesses"
    CHECKLIST = "checklist"
    HELD = "sessions"
    PLANNED = "planned"
    QUESTIONS = "questions"
    HISTORY = "history"


class Audience(StrEnum):
    SUCCESSOR = "successor"
    FOUNDER = "founder"
    LAWYER = "lawyer"
    INVESTOR = "investor"


PARTS: Final[Mapping[Audience, tuple[Part, ...]]] = {
    Audience.SUCCESSOR: tuple(Part),
    Audience.FOUNDER: (
        Part.ANSWERS, Part.LOST, Part.PEOPLE, Part.SYSTEMS, Part.DUTIES, Part.SKILLS, Part.ACCESSES, Part.CHECKLIST,
        Part.DECISIONS, Part.HELD, Part.PLANNED, Part.QUESTIONS,
    ),
    Audience.LAWYER: (
        Part.ANSWERS, Part.PEOPLE, Part.ACCESSES, Part.CHECKLIST, Part.SYSTEMS, Part.DUTIES, Part.DECISIONS,
    ),
    Audience.INVESTOR: (
        Part.ANSWERS, Part.LOST, Part.PEOPLE, Part.SYSTEMS, Part.DUTIES, Part.SKILLS, Part.DECISIONS, Part.CHECKLIST,
    ),
}  # fmt: skip
"""What each may get, in the order proposed. What is not here is not for them, however it is asked for."""
OFF_AT_FIRST: Final = frozenset({Part.HISTORY})
"""To be had by ticking it: what was done when fills pages, and the file keeps it."""
LEGAL_AREAS: Final = frozenset({"CMP", "IP", "VEN", "GOV", "FIN"})
"""Areas of the shipped checklist that a lawyer works on: compliance, rights, suppliers, mandates, money."""


@record()
class Recipe:
    """For whom, and which sections in which order."""

    audience: Audience = Audience.SUCCESSOR
    parts: tuple[Part, ...] = tuple(part for part in PARTS[Audience.SUCCESSOR] if part not in OFF_AT_FIRST)

    @property
    def discreet(self) -> bool:
        """Roles stand for the people whose levels are kept, and no text of a decision, no note and no remark is
        shown."""
        return self.audience is not Audience.SUCCESSOR

    @property
    def impersonal(self) -> bool:
        """No level of one person, be it told by their role: for readers outside the company."""
        return self.audience in (Audience.LAWYER, Audience.INVESTOR)

    @property
    def signed(self) -> bool:
        """Whether both sides sign on the cover."""
        return self.audience in (Audience.SUCCESSOR, Audience.FOUNDER)


FULL: Final = Recipe()


def recipe_for(audience: Audience) -> Recipe:
    """As proposed."""
    return Recipe(audience, tuple(part for part in PARTS[audience] if part not in OFF_AT_FIRST))


def arranged(audience: Audience, order: Iterable[str], off: Collection[str]) -> tuple[tuple[Part, ...], Recipe]:
    """(every section in the order to show, the recipe without those that are off). Names that are none, or not for this
    reader, are passed over; what `order` does not know comes at the end, so that a new section is not missed."""
    allowed = PARTS[audience]
    known = [Part(name) for name in dict.fromkeys(order) if name in set(allowed)]
    whole = (*known, *(part for part in allowed if part not in known))
    return whole, Recipe(audience, tuple(part for part in whole if part not in off))


def hidden(people: Iterable[Person], assessed: Collection[str]) -> frozenset[str]:
    """Whose names a discreet dossier leaves out: all of whom levels are kept, and those of whom they will be. A founder
    or an adviser who was never assessed may be named; so may a signature of theirs."""
    open_roles = (Role.FOUNDER, Role.ADVISER)
    return frozenset(person.id for person in people if person.id in assessed or person.role not in open_roles)


def is_legal(item: Item) -> bool:
    """Whether an item of the checklist is a lawyer's matter: by its area, or since an adviser does or signs it."""
    return item.area in LEGAL_AREAS or Role.ADVISER in (item.doer_role, item.signer_role)
