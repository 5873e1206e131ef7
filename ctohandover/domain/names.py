"""Texts without the names of people, for what goes to somebody who must not read them.

A name is looked for whole and by its parts ("Léa Rousseau", "Léa", "Rousseau"), with accents or without. Parts of four
letters and more are found in small letters too; shorter ones only with a capital, and particles ("de", "Le") never by
themselves: they are ordinary words. A name that is also a word ("Pierre") takes the word with it: in these texts a
bracket too many does less harm than a name too many.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTICLES = frozenset(
    {
        "al", "ben", "bin", "d", "da", "das", "de", "del", "den", "der", "des", "di", "do", "dos", "du", "el", "et",
        "la", "le", "les", "of", "st", "van", "von", "y",
    }
)  # fmt: skip
_ANY_CASE_FROM = 4
"""Letters from which on a part is found in small letters too."""
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"


class Names:
    """Replaces the names of people by a word for each. `unclear` stands where a part is the name of several who have
    different words; `keep` is a text that stays as it is wherever it stands (the company may bear somebody's name).
    `others` are the names of people who stay: a part that is theirs too is not looked for by itself."""

    def __init__(
        self, words: Iterable[tuple[str, str]], *, unclear: str, keep: str = "", others: Iterable[str] = ()
    ) -> None:
        """`words` are (name, the word for them)."""
        spared = {_folded(form) for name in others for form in _forms(name)}
        self._words: dict[str, str] = {}
        loose: set[str] = set()
        strict: set[str] = set()
        for name, word in words:
            whole = _folded(name)
            for form in _forms(name):
                if _folded(form) in spared and _folded(form) != whole:
                    continue
                known = self._words.setdefault(_folded(form), word)
                if known != word:
                    self._words[_folded(form)] = unclear
                (loose if " " in form or len(form) >= _ANY_CASE_FROM else strict).add(form)
        self._found = _pattern(loose, strict)
        self._keep = keep if keep and _folded(keep) not in self._words else ""

    def without(self, text: str) -> str:
        if self._found is None:
            return text
        found, words = self._found, self._words
        text = unicodedata.normalize("NFC", text)
        parts = text.split(self._keep) if self._keep else [text]
        return self._keep.join(found.sub(lambda hit: words[_folded(hit[0])], part) for part in parts)


def _forms(name: str) -> set[str]:
    """The whole name and its parts, each with its accents and without."""
    whole = " ".join(unicodedata.normalize("NFC", name).split())
    parts = [part for part in whole.split(" ") if len(part) > 1 and part.casefold() not in _PARTICLES]
    return {form for part in (whole, *parts) if part for form in (part, _bare(part))}


def _bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _folded(text: str) -> str:
    return " ".join(_bare(text).casefold().split())


def _pattern(loose: set[str], strict: set[str]) -> re.Pattern[str] | None:
    """`loose` in any case, `strict` as written or in capitals; the longest first."""
    strict = strict | {form.upper() for form in strict}
    ways = []
    for forms, flag in ((loose, "i"), (strict, "")):
        if forms:
            told = "|".join(
                re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=lambda form: (-len(form), form))
            )
            ways.append(f"(?{flag}:{told})")
    return re.compile(f"{_NO_LETTER_BEFORE}(?:{'|'.join(ways)}){_NO_LETTER_AFTER}") if ways else None
