"""Catalogues to start from: skills and duties that companies usually have, with what holding each means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctohandover.domain.subjects import Criticality, Kind
    from ctohandover.domain.templates import Area
    from ctohandover.domain.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """`alone` says what level 3 means for it, as something that can be seen; `criticality` is only a proposal."""

    code: str
    area: str
    title: Wording
    description: Wording
    alone: Wording
    criticality: Criticality


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Entries of one kind of subject, by area, in the order to show them."""

    kind: Kind
    areas: tuple[Area, ...]
    entries: tuple[CatalogueEntry, ...]

    def within(self, area: str) -> tuple[CatalogueEntry, ...]:
        """The entries of an area, given by its code."""
        return tuple(entry for entry in self.entries if entry.area == area)
