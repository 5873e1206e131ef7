"""What a dossier holds, before it takes a form. Built by `services.dossier`; no Qt, no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.accesses import Access
    from ctohandover.domain.answers import Leaving, Search
    from ctohandover.domain.decisions import DecisionLine
    from ctohandover.domain.growth import Growth
    from ctohandover.domain.holders import Standing
    from ctohandover.domain.people import Person
    from ctohandover.domain.sessions import Session
    from ctohandover.domain.skills import Charge, Skill
    from ctohandover.domain.transition import Item, State
    from ctohandover.domain.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DossierDecision:
    """One decision. `text` is its Markdown less the title, `place` its name inside the document, `images` are bytes by
    path in its source folder."""

    line: DecisionLine
    standing: Standing
    content: bytes
    text: str
    place: str
    images: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class DossierItem:
    """One item of the checklist: by whom (ids; a role stands where nobody was named), when it was due, what shows it,
    who signed when."""

    item: Item
    state: State
    due: date | None
    evidence: tuple[str, ...]
    signer_id: str | None
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class DossierSession:
    """One session; `about` is its title, or the titles of what it passes on."""

    session: Session
    about: str


@dataclass(frozen=True, slots=True)
class DossierQuestion:
    """A question to somebody; `answers` are (who, text, day)."""

    id: str
    text: str
    about: str
    asked_by: str | None
    to_id: str
    day: date
    answers: tuple[tuple[str | None, str, date], ...]


@dataclass(frozen=True, slots=True)
class DossierChange:
    """One change of the workspace, in words."""

    day: date
    who_id: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The handover as one document: `decisions` are the standing ones in reading order, `others` the rest."""

    workspace: Workspace
    people: tuple[Person, ...]
    short: dict[str, str]
    as_of: date
    decisions: tuple[DossierDecision, ...]
    others: tuple[DossierDecision, ...]
    lost: tuple[Standing, ...]
    """What nobody inside holds, of all kinds, most vital first."""
    skills: tuple[tuple[Skill, Standing], ...] = ()
    """Worst held first."""
    charges: tuple[tuple[Charge, Standing], ...] = ()
    """Systems, then duties, by area."""
    accesses: tuple[tuple[Access, Standing], ...] = ()
    """Most vital first, and what is worst held."""
    items: tuple[DossierItem, ...] = ()
    sessions: tuple[DossierSession, ...] = ()
    """The held ones, the latest first."""
    planned: tuple[DossierSession, ...] = ()
    """Those still to come, or whose outcome nobody said, the next one first."""
    questions: tuple[DossierQuestion, ...] = ()
    """Those without an answer first, then the latest."""
    changes: tuple[DossierChange, ...] = ()
    """The latest ones first."""
    assessed: frozenset[str] = frozenset()
    """Ids of the people of whom levels are kept."""
    leavers: tuple[str, ...] = ()
    stand_in: tuple[str, ...] = ()
    """Ids of those who decide between the last day and the arrival."""
    """Their names, short; empty where they are not to be named."""
    leaving: Leaving | None = None
    growth: Growth | None = None
    search: Search | None = None

    @property
    def asked(self) -> bool:
        """Whether anything at all was asked about any standing decision."""
        return any(item.standing.known for item in self.decisions)

    @property
    def places(self) -> dict[tuple[str | None, str], str]:
        """(source, path) -> place, for links from one decision to another."""
        return {(item.line.source_id, item.line.path): item.place for item in (*self.decisions, *self.others)}

    @property
    def place_of(self) -> dict[str, str]:
        """Decision id -> place."""
        return {item.line.id: item.place for item in (*self.decisions, *self.others)}
