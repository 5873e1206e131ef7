"""One decision to read, and where words stand in all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.domain.holders import Standing, standings
from ctohandover.formats.adr import read
from ctohandover.services.views import Crew, crew
from ctohandover.storage import reads, search

if TYPE_CHECKING:
    from datetime import date

    from ctohandover.domain.assessments import Assessment
    from ctohandover.domain.decisions import Decision, DecisionLine
    from ctohandover.storage.reader import Run


@dataclass(frozen=True, slots=True)
class DecisionDetail:
    """One decision to read: its text, who holds it and what was said about that, the decisions around it."""

    decision: Decision
    standing: Standing
    assessments: tuple[Assessment, ...]
    crew: Crew
    relatives: tuple[DecisionLine, ...]
    """Every other decision of the same source folder: what links and numbers in the text may mean."""
    source_path: str
    draft: tuple[str, str, str] | None
    """(text, version of the text that it was begun on, time) of what was typed and not finished."""
    images: dict[str, bytes]
    """Path inside the source folder -> bytes, of the images that are stored with it."""


def decision_detail(run: Run, decision_id: str, today: date, owner: str = "") -> DecisionDetail:
    """Raises NotFound when the decision is gone. `owner` is whose draft is looked for."""
    decision = reads.decision(run, decision_id)
    everybody = crew(run)
    said = reads.assessments(run, decision_id)
    standing = standings([decision.line.subject], everybody.everybody, said, today)[decision_id]
    source = decision.line.source_id
    relatives = [line for line in reads.known_lines(run) if line.source_id == source and line.id != decision_id]
    paths = {item.id: item.path for item in reads.sources(run)}
    return DecisionDetail(
        decision=decision,
        standing=standing,
        assessments=tuple(said),
        crew=everybody,
        relatives=tuple(relatives),
        source_path=paths.get(source or "", ""),
        draft=reads.draft(run, decision_id, owner) if owner else None,
        images=reads.images(run, source, _shown_images(decision)),
    )


def _shown_images(decision: Decision) -> tuple[str, ...]:
    return read(decision.line.path, decision.content).images


def search_decisions(run: Run, words: str) -> dict[str, str]:
    """Decision id -> snippet of where the words are, best first."""
    return search.find(run, words)
