"""Templates of a transition: what a checklist is made from. They know roles and offsets, no people and no days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.domain.transition import EvidenceKind
from ctohandover.domain.wording import NOTHING, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctohandover.domain.people import Role
    from ctohandover.domain.subjects import Kind
    from ctohandover.domain.transition import Phase

OFFSET_LIMIT = 3650
"""An offset lies within so many days before or after the handover day."""


@dataclass(frozen=True, slots=True)
class TemplatePhase:
    """A stretch of the handover; `offset` is in days from the handover day, negative before it."""

    code: Phase
    title: Wording
    offset: int


@dataclass(frozen=True, slots=True)
class Area:
    """A field of work that items belong to."""

    code: str
    title: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateItem:
    """One thing to do. `offset` is its phase's unless it was given its own; `stale_after_days` counts from the day
    of verification, None never; `waits_for` holds codes of items; `tied` are the kinds of subjects that it is about."""

    code: str
    phase: Phase
    area: str
    title: Wording
    doer: Role
    signer: Role
    offset: int
    help: Wording = NOTHING
    evidence: Wording = NOTHING
    evidence_kind: EvidenceKind = EvidenceKind.TEXT
    blocker: bool = False
    essential: bool = False
    stale_after_days: int | None = None
    waits_for: tuple[str, ...] = ()
    tied: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Phases in the order of time, areas and items in the order to show them. No item signs for itself, and the
    waiting of items goes in no circle."""

    key: str
    title: Wording
    description: Wording
    phases: tuple[TemplatePhase, ...]
    areas: tuple[Area, ...]
    items: tuple[TemplateItem, ...]

    @property
    def languages(self) -> frozenset[str]:
        """The languages that every title is written in."""
        titles = [phase.title for phase in self.phases] + [area.title for area in self.areas]
        titles += [item.title for item in self.items]
        return frozenset.intersection(self.title.languages, *(title.languages for title in titles))

    @property
    def blockers(self) -> tuple[TemplateItem, ...]:
        return tuple(item for item in self.items if item.blocker)

    @property
    def essentials(self) -> tuple[TemplateItem, ...]:
        """What a new checklist starts with."""
        return tuple(item for item in self.items if item.essential)


def find_cycle(waits_for: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The items of one circle of waiting, in its order, or () where there is none. Unknown codes wait for nothing."""
    done: set[str] = set()
    for start in waits_for:
        path: dict[str, None] = {}  # an ordered set: the way from `start` to where we are
        stack = [(start, iter(waits_for[start]))] if start not in done else []
        path.update(dict.fromkeys(code for code, _ in stack))
        while stack:
            code, others = stack[-1]
            for other in others:
                if other in path:
                    way = list(path)
                    return tuple(way[way.index(other) :])
                if other in waits_for and other not in done:
                    path[other] = None
                    stack.append((other, iter(waits_for[other])))
                    break
            else:
                stack.pop()
                path.pop(code)
                done.add(code)
    return ()
