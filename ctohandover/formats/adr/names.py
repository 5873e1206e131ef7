"""What a path says: number, date, words, and whether it is the name of a template or an index."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ctohandover.formats.adr.words import FOLDER, RESERVED, TEMPLATE_FILLERS, TEMPLATE_WORDS, fold

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
_UPPER = re.compile(r"[A-Z]{2,6}[-_]?(\d{1,6})(?=[-_ .]|\Z)[-_ .]*")
_LABEL = re.compile(r"(?:[a-z]{0,3}adr|ad|dr)[-_ ]+", re.IGNORECASE)
_NOT_YET = re.compile(r"(?:[a-z]{0,3}adr[-_ ]?)?(?:x{2,6}|n{2,6}|\?{2,6})[-_ .]+", re.IGNORECASE)
_SPLIT = re.compile(r"[-_ .()\[\]]+")


@dataclass(frozen=True, slots=True)
class Name:
    """`labelled`: the name itself says that this is a decision record; `folder`: a folder on the way says so."""

    number: int | None
    day: date | None
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


def _identity(stem: str) -> tuple[int | None, date | None, str, bool]:
    """Number, date, the words behind them, and whether the name carries the label of a decision record. A date is
    looked for first: `20200925-x` is no record number 20,200,925."""
    day = _day(dated := _DATED.match(stem))
    rest = stem[dated.end() :] if dated and day else stem
    for pattern, labelled in ((_LEADING, False), (_LABELLED, True), (_UPPER, False)):
        if match := pattern.match(rest):
            return int(match[1]), day, rest[match.end() :], labelled
    match = _LABEL.match(rest) or _NOT_YET.match(rest)
    return None, day, rest[match.end() :] if match else rest, match is not None


def _is_template(words: str, number: int | None, parents: list[str]) -> bool:
    if any(fold(part.strip("._- ")) in TEMPLATE_WORDS for part in parents):
        return True
    tokens = [fold(token) for token in _SPLIT.split(words) if token]
    if not any(token in TEMPLATE_WORDS or token.endswith("模板") for token in tokens):
        return False
    return not number and all(
        token in TEMPLATE_WORDS or token in TEMPLATE_FILLERS or token.endswith("模板") for token in tokens
    )


def read_name(path: str) -> Name:
    parts = path.split("/")
    stem = parts.pop().rpartition(".")[0]
    lowered = stem.casefold().strip("_")
    reserved = RESERVED.get(lowered, "")
    inside = parts
    if reserved in ("readme", "index") and parts and (home := _identity(parts[-1]))[:2] != (None, None):
        # `2021-05-03-slug/README.md`: the folder is the record, its README the text.
        number, day, words, labelled = home
        reserved, inside = "", parts[:-1]
    else:
        number, day, words, labelled = _identity(stem)
    folder = not inside or any(FOLDER.match(part) for part in inside)
    return Name(number, day, words, labelled, folder, reserved, _is_template(words, number, parts))


def title_from(words: str) -> str:
    """A title for a record that has none written: the words of its file name."""
    text = " ".join(token for token in _SPLIT.split(words) if token)
    return text[:1].upper() + text[1:]
