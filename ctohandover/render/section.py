"""A section of a dossier, written once for HTML and Markdown alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ctohandover.render.dossier import DossierDecision


class Cell(NamedTuple):
    """Plain text that leads to a decision (its id), or that stands out ("bad")."""

    text: str
    decision: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A title, a table in plain text, and longer texts in Markdown below it: (title, text). `place` is its name inside
    the document, `articles` are decisions with their whole texts."""

    place: str
    title: str
    intro: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str | Cell, ...], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    articles: tuple[DossierDecision, ...] = ()
    prose: bool = True
    """Whether its cells hold sentences, which may break anywhere."""
