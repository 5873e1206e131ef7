"""Titles: the words without the number and label in front of them."""

from __future__ import annotations

import re

from ctohandover.formats.adr.text import clean

_LABEL = (
    r"(?:(?:software |technical )?(?:architect\w*[ -])?decision(?:[ -]record)?|architekturentscheidung|[a-z]{0,4}adr|dr"
    r"|ad|rfc|décision|decisão|decisión|beslutning)"
)
_DIGIT = re.compile(r"\d")
TITLE_LENGTH = 500  # characters; the rest of a longer heading is not read
_ID_WITHIN = 60  # characters; a number further on is part of the words
_LABELLED = re.compile(
    rf"[\s\[(|*_]*(?:{_LABEL})s?[\s_#:.\\-]*(?:n[°º]\s*)?(\d{{1,6}})(?![\w])[\])]?\s*[:.)|–—\\-]*\s*", re.IGNORECASE
)
_UPPER = re.compile(r"[\s\[(]*(?:[A-Z]{2,8}[-_ ]){1,4}(\d{1,6})[\])]?\s*[:.)|–—-]+\s+")
_NUMBERED = re.compile(r"[\s\[(|#№]*(\d{1,6})(?:\\?[.:)\]]+\s+|\s+[-–—|:]+\s+)")
_LOOSE = re.compile(r"[\s\[(|#]*(\d{1,6})(?:[\s.:_–—-]+)")
_LABEL_ONLY = re.compile(rf"(?:{_LABEL})\s*(?:[:–—|]|-(?=\s))\s*", re.IGNORECASE)
_DATED = re.compile(r"\d{4}-\d\d-\d\d\s*[:–—|-]*\s+")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_TAIL = re.compile(r"\s*(?:\{#[^{}]*\}|<!--(?:(?!-->).)*-->|<a\b[^<>]*>(?:</a>)?)\s*\Z")
_WHOLE = re.compile(r"(\*\*|__)(.+)\1\Z")
_UNFILLED = re.compile(
    r"[\[{<](?:\s*(?:short|titel|titre|title|título|kort)|(?!.*[\]}>)].).*[\]}>]\Z)"
    r"|(?:number\. ?)?title(?: of (?:the |this )?(?:adr|decision|record|decision record))?\Z"
    r"|titre\Z|titel\Z|título\Z|(?:decision|adr) title\Z",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r".{0,40}\btemplate\Z|modèle\b.{0,30}\Z|vorlage\Z", re.IGNORECASE)
_UNNUMBERED = re.compile(
    rf"\W*(?:{_LABEL})?[-_ #]*(?:n{{2,6}}|x{{2,6}}|#{{2,6}}|\?{{2,6}})\s*[:.–—|-]+\s*", re.IGNORECASE
)


def split_title(words: str, number: int | None = None) -> tuple[str, int | None]:
    """`ADR-0003: Use Riak` into the words and the number. `number` is what the file name says: a bare number in front,
    with no point behind it (`28 Scanning`), is only taken off where it is that one."""
    words = words[:TITLE_LENGTH]
    if "](" in words:
        words = _LINK.sub(r"\1", words)
    start, end, found = _parts(words, number)
    return clean(words[start:end]), found


def title_within(words: str, number: int | None = None) -> tuple[int, int]:
    """Where in a heading its title is: behind number and label, before an anchor or comment."""
    return _parts(words, number)[:2]


def _parts(words: str, number: int | None) -> tuple[int, int, int | None]:
    start, end = len(words) - len(words.lstrip()), len(words.rstrip())
    while ("<" in words or "{" in words) and (tail := _TAIL.search(words, start, end)) and tail.start() > start:
        end = tail.start()
    if (whole := _WHOLE.match(words, start, end)) and whole.end() == end:
        start, end = whole.span(2)
    behind, found = _id_end(words, start, end, number)
    return behind, end, found


def _id_end(words: str, start: int, end: int, number: int | None) -> tuple[int, int | None]:
    """The offset behind the number and label, and the number."""
    if _DIGIT.search(words, start, min(end, start + _ID_WITHIN)):
        for pattern in (_NUMBERED, _LABELLED, _UPPER):
            if match := pattern.match(words, start, end):
                return match.end(), int(match[1])
        if (match := _LOOSE.match(words, start, end)) and number == int(match[1]):
            return match.end(), number
        if match := _DATED.match(words, start, end):
            return match.end(), None
    match = _UNNUMBERED.match(words, start, end) or _LABEL_ONLY.match(words, start, end)
    return (match.end() if match and match.end() < end else start), None


def is_unfilled(title: str) -> bool:
    """True for a title that nobody wrote: `{short title of the problem}`, `NUMBER. TITLE`, `Title`."""
    return bool(_UNFILLED.match(title))


def is_template_title(title: str) -> bool:
    return bool(_UNFILLED.match(title) or _TEMPLATE.match(title))
