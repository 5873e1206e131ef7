"""What a path says: number, date, words, and whether it is the name of a template or an index."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ctohandover.formats.adr.languages import fold
from ctohandover.formats.adr.words import FOLDER, RESERVED, TEMPLATE_FILLERS, TEMPLATE_WORD, TEMPLATE_WORDS

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
OTHER_MARKUP = (".adoc", ".asciidoc", ".asc", ".rst")

_DATED = re.compile(r"(\d{4})[-_]?(\d\d)[-_]?(\d\d)(?!\d)[-_ .]*")
_LEADING = re.compile(r"#?(\d{1,6})(?=[-_ .)]|\Z)[-_ .)]*")
# ADR-1-x, adr001-x, AD0001-x, dr-003-x, ODH-ADR-Operator-0010-x, ADR0014V01R01-x
_LABELLED = re.compile(
    r"(?:[a-z0-9]+[-_ ])??(?:[a-z]{0,3}(?:adr|dr)|ad|rfc|decision|record)s?"
    r"(?:[-_ ]?|[-_ ](?-i:[A-Z][A-Za-z]{0,20})[-_ ])#?(\d{1,6})(?:v\d+(?:r\d+)?)?(?=[-_ .]|\Z)[-_ .]*",
    re.IGNORECASE,
)
_UPPER = re.compile(r"[A-Z]{2,6}[-_]?(\d{1,6})(?=[-_ .]|\Z)[-_ .]*")  # ARCH-12-x
_PADDED = re.compile(r"[a-z]{2,12}[-_](0\d{1,5})(?=[-_ .]|\Z)[-_ .]*", re.IGNORECASE)  # arch-012-x, but not http-2-x
_LABEL = re.compile(r"(?:[a-z]{0,3}adr|ad|dr)[-_ ]+", re.IGNORECASE)
_NOT_YET = re.compile(r"(?:[a-z]{0,3}adr[-_ ]?)?(?:x{2,6}|n{2,6}|\?{2,6})[-_ .]+", re.IGNORECASE)
_SPLIT = re.compile(r"[-_ .()\[\]]+")


class Name(NamedTuple):
    """`labelled`: the name itself says that this is a decision record; `folder`: a folder on the way says so."""

    number: int | None
    day: date | None
    day_raw: str
    words: str
    labelled: bool
    folder: bool
    reserved: str
    template: bool

    @property
    def has_id(self) -> bool:
        return self.number is not None or self.day is not None


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return day if 1970 <= day.year <= 2100 else None


class _Identity(NamedTuple):
    number: int | None
    dated: re.Match[str] | None
    words: str
    labelled: bool


def _identity(stem: str) -> _Identity:
    """Number, date, the words behind them, and whether the name carries the label of a decision record. A date is
    looked for first: `20200925-x` is no record number 20,200,925."""
    label = _LABEL.match(stem)
    start = label.end() if label else 0
    dated = _DATED.match(stem, start)
    if dated is None or _day(dated) is None:
        dated, rest = None, stem
    else:
        rest = stem[dated.end() :]
    for pattern, labelled in ((_LEADING, False), (_LABELLED, True), (_UPPER, False), (_PADDED, False)):
        if match := pattern.match(rest):
            return _Identity(int(match[1]), dated, rest[match.end() :], labelled)
    other = _LABEL.match(rest) or _NOT_YET.match(rest)
    return _Identity(None, dated, rest[other.end() :] if other else rest, bool(label or other))


@lru_cache(maxsize=1024)
def _folders(path: str) -> tuple[bool, bool]:
    """What a folder path says of the files in it: records, templates."""
    parts = path.split("/")
    return any(FOLDER.match(part) for part in parts), any(fold(part.strip("._- ")) in TEMPLATE_WORDS for part in parts)


def _is_template(words: str, number: int | None) -> bool:
    """True where every word is one that template files are named with: "template-generation" is a real title."""
    if number or not TEMPLATE_WORD.search(fold(words)):
        return False
    tokens = [fold(token) for token in _SPLIT.split(words) if token]
    return all(TEMPLATE_WORD.fullmatch(token) or token in TEMPLATE_FILLERS for token in tokens)


def read_name(path: str) -> Name:
    folder, _, file = path.rpartition("/")
    stem = file.rpartition(".")[0]
    reserved = RESERVED.get(stem.casefold().strip("_"), "")
    records, templates = _folders(folder) if folder else (True, False)
    if reserved in ("readme", "index") and folder:
        above, _, last = folder.rpartition("/")
        home = _identity(last)
        if home.dated or home.number is not None:
            # `2021-05-03-slug/README.md`: the folder is the record, its README the text.
            stem, reserved, records = last, "", _folders(above)[0] if above else True
    own = _identity(stem)
    day = _day(own.dated)
    raw = stem[own.dated.start(1) : own.dated.end(3)] if own.dated else ""
    template = templates or _is_template(own.words, own.number)
    return Name(own.number, day, raw, own.words, own.labelled, records, reserved, template)


def title_from(words: str) -> str:
    """A title for a record that has none written: the words of its file name."""
    text = " ".join(token for token in _SPLIT.split(words) if token)
    return text[:1].upper() + text[1:]
