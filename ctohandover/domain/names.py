"""Texts without the names of people, for what goes to somebody who must not read them.

A name is looked for whole and by its parts ("Léa Rousseau", "Léa", "Rousseau"), with accents or without, whichever
apostrophe and hyphen it is written with, and as accounts are named after people ("learousseau"; "lrousseau" where a
sign of an account stands by). Parts of four letters and more are found in small letters too; shorter ones and halves
of a part ("Jean" of "Jean-Pierre") only with a capital, and particles ("de", "Le") never by themselves: they are
ordinary words. Signs that are not seen and letters written as codes (`as_read`) hide nobody. A name that is also a
word ("Pierre") takes the word with it: in these texts a bracket too many does less harm than a name too many.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ctohandover.domain.as_read import AsRead, as_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PARTICLES = frozenset(
    {
        "al", "ben", "bin", "d", "da", "das", "de", "del", "den", "der", "des", "di", "do", "dos", "du", "el", "et",
        "la", "le", "les", "of", "st", "van", "von", "y",
    }
)  # fmt: skip
_ANY_CASE_FROM = 4
"""Letters from which on a part is found in small letters too."""
_ACCOUNT_FROM, _ANYWHERE_FROM = 4, 8
"""Letters from which on a run of a first and a last name is taken for an account beside a sign of one, and anywhere."""
_TIMES_CODED = 3
"""How often what is read is read again: an address in HTML in a mail."""
_APOSTROPHES, _HYPHENS = "'’ʼ‘`´", "-‐‑‒–"
_PLAIN = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, " "))
_LETTERS = str.maketrans(
    {"ı": "i", "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ł": "l", "Ł": "L",
     "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th"}
)  # fmt: skip
"""Letters that no accent can be taken off."""
_BESIDE = r"(?:(?:(?<=[@_/\d])|(?<=\w\.)){}|{}(?=[@_\d]|\.\w))"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"


class Names:
    """Replaces the names of people by a word for each. `unclear` stands where a part is the name of several who have
    different words; `keep` is a text that stays as it is wherever it stands (the company may bear somebody's name).
    `others` are the names of people who stay: a part that is theirs too is not looked for by itself."""

    def __init__(
        self, words: Iterable[tuple[str, str]], *, unclear: str, keep: str = "", others: Iterable[str] = ()
    ) -> None:
        """`words` are (name, the word for them)."""
        words = [(form, word) for name, word in words for form in _written(name)]
        spared = {_folded(form) for name in others for one in _written(name) for form in _forms(one)}
        self._words: dict[str, str] = {}
        loose: set[str] = set()
        strict: set[str] = set()
        beside: set[str] = set()
        for name, word in words:
            whole, halves, accounts = _folded(name), _halves(name), _accounts(name)
            for form in _forms(name) | halves | accounts:
                key = _folded(form)
                if key in spared and key != whole:
                    continue
                self._words[key] = word if self._words.get(key, word) == word else unclear
                if form in accounts and form not in _forms(name):
                    (loose if len(form) >= _ANYWHERE_FROM else beside).add(form)
                elif " " in form or (len(form) >= _ANY_CASE_FROM and form not in halves):
                    loose.add(form)
                else:
                    strict.add(form)
                    beside.add(form)
        self._found, self._unclear = _pattern(loose, strict, beside), unclear
        kept = "|".join(map(re.escape, _written(keep))) if keep and _folded(keep) not in self._words else ""
        self._keep = re.compile(f"{_NO_LETTER_BEFORE}(?:{kept}){_NO_LETTER_AFTER}") if kept else None

    def without(self, text: str) -> str:
        if self._found is None:
            return text
        text = unicodedata.normalize("NFC", text)
        hits = sorted(self._hits(text))
        if not hits:
            return text
        parts, at = [], 0
        for begin, end, word in _merged(hits, self._unclear):
            parts += [text[at:begin], word]
            at = end
        return "".join([*parts, text[at:]])

    def _hits(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a name is written, and where one is read: (begin, end, the word for it)."""
        yield from self._hits_in(text)
        readings: list[AsRead] = []
        while len(readings) < _TIMES_CODED and (read := as_read(readings[-1].text if readings else text)):
            readings.append(read)
            for begin, end, word in self._hits_in(read.text):
                span = begin, end
                for one in reversed(readings):
                    span = one.span(*span)
                yield *span, word

    def _hits_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        assert self._found is not None
        free = 0
        for kept in [*(self._keep.finditer(text) if self._keep else ()), None]:
            for hit in self._found.finditer(text, free, kept.start() if kept else len(text)):
                # Letters that the pattern takes for the same and `_folded` does not must not stop anybody.
                yield hit.start(), hit.end(), self._words.get(_folded(hit[0]), self._unclear)
            free = kept.end() if kept else free


def _merged(hits: list[tuple[int, int, str]], unclear: str) -> Iterator[tuple[int, int, str]]:
    """Hits that overlap as one, with the word of the one that holds the others; sorted ones in and out."""
    start, stop, word = hits[0]
    for begin, end, other in hits[1:]:
        if begin >= stop:
            yield start, stop, word
            start, stop, word = begin, end, other
        elif end > stop:  # the one before is a part of it, or the two are of different names
            word = other if begin == start or word == other else unclear
            stop = end
    yield start, stop, word


def _written(name: str) -> list[str]:
    """A name as it is given, and as it is read, where signs that are not seen or codes are in it."""
    found = [unicodedata.normalize("NFC", name)]
    while len(found) <= _TIMES_CODED and (read := as_read(found[-1])):
        found.append(unicodedata.normalize("NFC", read.text))
    return found


def _forms(name: str) -> set[str]:
    """The whole name and its parts, each with its accents and without."""
    return {form for part in (_whole(name), *_parts(name)) if part for form in (part, _bare(part))}


def _whole(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _parts(name: str) -> list[str]:
    return [part for part in _whole(name).split(" ") if len(part) > 1 and part.casefold() not in _PARTICLES]


def _halves(name: str) -> set[str]:
    """Of parts with a hyphen or an apostrophe: "Jean" and "Pierre" of "Jean-Pierre", "Ormesson" of "d'Ormesson"."""
    halves = {half for part in _parts(name) for half in _split(part) if half != part and len(half) > 1}
    return {form for half in halves if half.casefold() not in _PARTICLES for form in (half, _bare(half))}


def _split(part: str) -> list[str]:
    return [half for half in re.split(f"[{re.escape(_HYPHENS + _APOSTROPHES)}]", part) if half]


def _accounts(name: str) -> set[str]:
    """How an account is named after somebody: "jdupont", "dupontj", "jeandupont", "dupontjean", "obrien", "legoff"."""
    written = _whole(name).split(" ")
    named = _parts(name)
    if not named:
        return set()
    after = written[written.index(named[0]) + 1 :]
    lasts = {_letters("".join(after)), *map(_letters, named[1:])}
    lasts |= {_letters(half) for part in named[1:] for half in _split(part) if len(half) > 1}
    halves = _split(named[0])
    firsts = {_letters(named[0]), *(_letters(half) for half in halves if len(half) > 1)}
    firsts |= {named[0][0], "".join(half[0] for half in halves)}
    firsts = {_bare(first) for first in firsts if first}
    made = {both for first in firsts for last in lasts if last for both in (first + last, last + first)}
    made |= {_letters(part) for part in named if _letters(part) != _bare(part)} | lasts
    return {one for one in made if len(one) >= _ACCOUNT_FROM}


def _letters(part: str) -> str:
    return "".join(sign for sign in _bare(part) if sign.isalpha())


def _bare(text: str) -> str:
    told = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(sign for sign in told if not unicodedata.combining(sign))


def _folded(text: str) -> str:
    return " ".join(_bare(text).casefold().translate(_PLAIN).split())


def _pattern(loose: set[str], strict: set[str], beside: set[str]) -> re.Pattern[str] | None:
    """`loose` in any case, `strict` as written or in capitals, `beside` in any case where a sign of an account or an
    address stands next to it; the longest first."""
    strict = strict | {form.upper() for form in strict}
    ways = []
    for forms, flag, frame in ((loose, "i", "{}"), (strict, "", "{}"), (beside, "i", _BESIDE)):
        if forms:
            told = "|".join(map(_any_sign, sorted(forms, key=lambda form: (-len(form), form))))
            ways.append(f"(?{flag}:{frame.replace('{}', f'(?:{told})')})")
    return re.compile(f"{_NO_LETTER_BEFORE}(?:{'|'.join(ways)}){_NO_LETTER_AFTER}") if ways else None


def _any_sign(form: str) -> str:
    """A form as a pattern: any white space for a space, a space or any hyphen for a hyphen, any apostrophe for one."""
    told = (
        r"\s+" if sign == " "
        else rf"(?:[{re.escape(_HYPHENS)}]|\s+)" if sign in _HYPHENS
        else f"[{_APOSTROPHES}]" if sign in _APOSTROPHES
        else re.escape(sign)
        for sign in form
    )  # fmt: skip
    return "".join(told)
