"""What a dossier holds, before it takes a form. Built by `services.dossier`; no Qt, no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

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
    """One item of the checklist: who did it (a name or a role), when it was due, what shows it, who signed when."""

    item: Item
    state: State
    owner: str
    due: date | None
    evidence: tuple[str, ...]
    signed_by: str
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class DossierSession:
    """One session that was held, in names."""

    session: Session
    about: str
    giver: str
    receivers: str


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
    items: tuple[DossierItem, ...] = ()
    sessions: tuple[DossierSession, ...] = ()
    """The held ones, the latest first."""
    leavers: tuple[str, ...] = ()
    """Their names, short."""
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
