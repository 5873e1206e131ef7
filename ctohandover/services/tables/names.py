"""Finding people and subjects by what a table calls them: whatever accents and case, short names where they are
unique."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctohandover.domain.people import short_names
from ctohandover.domain.subjects import Kind
from ctohandover.formats.tables.vocabulary import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctohandover.domain.people import Person
    from ctohandover.domain.subjects import Subject


@dataclass(frozen=True, slots=True)
class Match:
    """`key` is the id; "" where nobody is meant, or (`several`) more than one may be."""

    key: str = ""
    several: bool = False


class People:
    """The people who are here, by every way in which tables call them."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.names = {person.id: person.name for person in people}
        self._whole: dict[str, set[str]] = {}
        self._short: dict[str, set[str]] = {}
        shown = short_names(self.names)
        for person in people:
            first, _, rest = name_key(person.name).partition(" ")
            _note(self._whole, person.id, (name_key(person.name), f"{rest} {first}"))
            forms = [name_key(shown[person.id]), first]
            if rest:
                forms += [f"{first} {rest[0]}", f"{first[:1]} {rest}"]
            _note(self._short, person.id, forms)

    def find(self, name: str) -> Match:
        """The whole name (either way round) first, then "Léa", "Léa R." and "L. Rousseau"."""
        key = name_key(name)
        for forms in (self._whole, self._short):
            found = forms.get(key, set())
            if found:
                return Match(next(iter(found))) if len(found) == 1 else Match(several=True)
        return Match()


class Subjects:
    """The subjects that are here, of every kind, by title."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self.by_id = {subject.id: subject for subject in subjects}
        self._titles: dict[str, list[Subject]] = {}
        for subject in self.by_id.values():
            self._titles.setdefault(name_key(subject.title), []).append(subject)

    def find(self, title: str) -> Match:
        """A skill goes first; then what counts, before what does not count any more. Several that are equal are for
        the user to tell apart."""
        found = self._titles.get(name_key(title), [])
        for better in (lambda one: one.kind is Kind.SKILL, lambda one: one.standing):
            chosen = [subject for subject in found if better(subject)]
            if chosen:
                found = chosen
                break
        if not found:
            return Match()
        return Match(found[0].id) if len(found) == 1 else Match(several=True)

    def skill(self, title: str) -> Subject | None:
        return next((one for one in self._titles.get(name_key(title), []) if one.kind is Kind.SKILL), None)


def _note(forms: dict[str, set[str]], key: str, names: Iterable[str]) -> None:
    for name in names:
        if name.strip():
            forms.setdefault(name.strip(), set()).add(key)
