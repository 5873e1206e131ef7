"""What skills, systems and duties have beyond being subjects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.domain.subjects import Kind

if TYPE_CHECKING:
    from ctohandover.domain.levels import Level
    from ctohandover.domain.subjects import Subject

USUAL_WORDS: tuple[str, str, str, str, str] = ("", "", "", "", "")
KEPT_BY_HAND: frozenset[Kind] = frozenset({Kind.SKILL, Kind.SYSTEM, Kind.DUTY})
"""Kinds that people add by name; decisions come with their text, accesses with their register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """A skill; its category is its subject's `area`. `level_words` are own words for the levels 0 to 4, "" where the
    usual ones serve."""

    subject: Subject
    description: str = ""
    level_words: tuple[str, ...] = USUAL_WORDS
    version: str = ""

    def words(self, level: Level) -> str:
        return self.level_words[int(level)] if int(level) < len(self.level_words) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A system or a duty: who is in charge and who stands in, where the runbook is (a link or a path), notes as
    Markdown."""

    subject: Subject
    owner_id: str | None = None
    deputy_id: str | None = None
    runbook: str = ""
    notes: str = ""
    version: str = ""
