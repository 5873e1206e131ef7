"""A text of a shipped or shared file in the languages that it was written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Wording:
    """Pairs of language code and text, the texts never empty; no pairs at all is a text that was left out."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Wording:
        return cls(tuple((language, text) for language, text in texts.items() if text))

    def within(self, language: str) -> str:
        """The text in a language; where it was not written in it, in English, else in the first there is."""
        texts = dict(self.pairs)
        return texts.get(language) or texts.get("en") or (self.pairs[0][1] if self.pairs else "")

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(language for language, _ in self.pairs)

    def __bool__(self) -> bool:
        return bool(self.pairs)


NOTHING = Wording()
