"""The catalogues that the program ships: skills and duties to choose from, in the language of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctohandover.domain.levels import Level
from ctohandover.domain.people import alphabetical
from ctohandover.domain.skills import USUAL_WORDS
from ctohandover.domain.subjects import Kind
from ctohandover.formats.catalogues import load_catalogue
from ctohandover.services.subjects import SubjectForm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from ctohandover.domain.catalogues import Catalogue, CatalogueEntry
    from ctohandover.domain.subjects import Subject

FILES = {Kind.SKILL: "skills.json", Kind.DUTY: "duties.json"}
"""The kinds that there is a catalogue of."""


def shipped_catalogue(resources: Path, kind: Kind) -> Catalogue:
    """The catalogue of a kind of `FILES`."""
    return load_catalogue((resources / "catalogues" / FILES[kind]).read_bytes())


def there_already(catalogue: Catalogue, subjects: Iterable[Subject]) -> set[str]:
    """The codes of entries that are here, by their title in any language."""
    titles = {alphabetical(subject.title)[0] for subject in subjects if subject.kind is catalogue.kind}
    return {
        entry.code
        for entry in catalogue.entries
        if titles & {alphabetical(entry.title.within(language))[0] for language in entry.title.languages}
    }


def forms(catalogue: Catalogue, codes: Collection[str], language: str) -> list[SubjectForm]:
    """The chosen entries, ready to be added."""
    areas = {area.code: area.title.within(language) for area in catalogue.areas}
    return [
        _form(catalogue.kind, entry, areas[entry.area], language) for entry in catalogue.entries if entry.code in codes
    ]


def _form(kind: Kind, entry: CatalogueEntry, area: str, language: str) -> SubjectForm:
    """What doing it alone means becomes the words of level 3; of a duty, which has no words of its own, a note."""
    title, about, alone = (text.within(language) for text in (entry.title, entry.description, entry.alone))
    if kind is Kind.SKILL:
        words = list(USUAL_WORDS)
        words[Level.ALONE] = alone
        return SubjectForm(
            kind=kind, title=title, area=area, criticality=entry.criticality, description=about,
            level_words=tuple(words),
        )  # fmt: skip
    notes = "\n\n".join(part for part in (about, f"**3**: {alone}" if alone else "") if part)
    return SubjectForm(kind=kind, title=title, area=area, criticality=entry.criticality, notes=notes)
