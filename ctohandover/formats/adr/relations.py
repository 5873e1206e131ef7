"""Relations between records, from the words `superseded by [3. Third](0003-third.md)` and their kin."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from ctohandover.domain.decisions import Relation, RelationKind
from ctohandover.formats.adr.names import MARKDOWN, read_name
from ctohandover.formats.adr.text import clean
from ctohandover.formats.adr.words import VERB_KINDS, VERB_SIGNS, VERBS

_TARGET = (
    r"\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?(?P<url>[^)\s>]+)[^)]*\)"
    r"|\[(?P<label>[^\[\]]+)\](?:\[(?P<ref>[^\]]*)\])?"
    r"|(?:[A-Za-z]{0,3}ADRs?|DR|AD|RFC)[-–_# ]{0,2}(?P<coded>\d{1,6})(?!\w)"
    r"|(?<![\w.])(?P<file>[\w.][\w./-]*\.md)(?!\w)"
    r"|(?<!\w)#(?P<hash>\d{1,6})(?!\w)"
)
_DATE = r"(?<!\d)\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\d)"
_NUMBERS = re.compile(r"[\s\[\"'#]*\d{1,6}(?:[\"']?\s*(?:,|;|&|\band\b|\bet\b|\bund\b)\s*[\"'#]*\d{1,6})*[\s\]\"'.]*\Z")
_STOP = r"(?P<stop>;|\.\s+(?=[^\W\d_])|\n|\))"
# All that is looked for starts a word or is a sign; the first test passes over the other letters quickly.
_START = rf"(?:(?<!\w)|(?=[\[#;.)\n{VERB_SIGNS}]))"
_PROSE = re.compile(f"{_START}(?:(?P<date>{_DATE})|{_TARGET}|{VERBS}|{_STOP})", re.IGNORECASE)
_KEYED = re.compile(f"{_START}(?:(?P<date>{_DATE})|{_TARGET})", re.IGNORECASE)
_PARTLY = re.compile(
    r"(?:part(?:ly|ial|ially)|partiellement|teilweise|delvis|parcialmente|some aspects? of)\s*\Z", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:[^\W\d_]{1,6}[-–_# :]{0,2})?0*(\d{1,6})(?!\d|[-/]\d)", re.IGNORECASE)
_LENGTH = 2000  # characters of a line or value that are looked at
_SHORT_NUMBER = re.compile(r"\d{1,6}\Z", re.ASCII)
_REFERENCE = re.compile(r"^ {0,3}\[([^\]\n]+)\]:[ \t]*<?(\S+?)>?(?:[ \t]|$)", re.MULTILINE)


class References:
    """The `[label]: target` lines of a text; read only when a relation needs them."""

    def __init__(self, view: str) -> None:
        self._view = view
        self._targets: dict[str, str] | None = None

    def target(self, label: str) -> str | None:
        if self._targets is None:
            self._targets = {name.casefold(): url for name, url in _REFERENCE.findall(self._view)}
        return self._targets.get(label.casefold())


def local_path(base: str, target: str) -> str | None:
    """A link as a path inside the folder; None where it leaves the folder, or is no file of it."""
    target = unquote(target.partition("#")[0].partition("?")[0]).replace("\\", "/")
    if not target or "\0" in target or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//?", target):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
    if path in (".", "..") or path.startswith("../"):
        return None
    try:
        path.encode()
    except UnicodeEncodeError:
        return None
    return path


def _number_in(text: str) -> int | None:
    match = _NUMBER.match(text.strip(" *_`#"))
    return int(match[1]) if match else None


def _linked(kind: RelationKind, base: str, text: str, url: str, raw: str) -> Relation:
    """The file in the link counts more than the words on it."""
    path = local_path(base, url)
    tail = unquote(url.partition("#")[0]).rstrip("/").rpartition("/")[2]
    if tail.lower().endswith(MARKDOWN):
        number = read_name(tail).number
    else:
        # `/adr/32` is a page of this site; the number at the end of another site's address is none of ours.
        number = int(tail) if path is None and url.startswith("/") and _SHORT_NUMBER.match(tail) else None
        path = None
    return Relation(kind, raw, number if number is not None else _number_in(text), path)


def _target(match: re.Match[str], kind: RelationKind, base: str, references: References) -> Relation | None:
    raw = clean(match[0])
    if match["url"]:
        return _linked(kind, base, match["text"], match["url"], raw)
    if match["label"]:
        url = references.target(match["ref"] or match["label"])
        if url:
            return _linked(kind, base, match["label"], url, raw)
        number = _number_in(match["label"])
        return Relation(kind, raw, number) if number is not None else None
    if match["file"]:
        return _linked(kind, base, "", match["file"], raw)
    digits = match["coded"] or match["hash"]
    return Relation(kind, raw, int(digits)) if digits else None


def in_prose(text: str, base: str, references: References) -> tuple[list[Relation], list[str]]:
    """Relations that a line states with a verb, and the raw words of those that are only partial."""
    found: list[Relation] = []
    partial: list[str] = []
    kind: RelationKind | None = None
    for match in _PROSE.finditer(text, 0, _LENGTH):
        group = match.lastgroup or ""
        if group[:1] == "v":
            kind = VERB_KINDS[int(group[1:])]
            after = text[match.end() :].lstrip()
            if _PARTLY.search(text[: match.start()]) or after.startswith(("some ", "part", "in part")):
                partial.append(clean(text))
                kind = None
        elif match["stop"]:
            kind = None
        elif kind is not None and not match["date"] and (relation := _target(match, kind, base, references)):
            found.append(relation)
    return found, partial


def in_value(text: str, kind: RelationKind, base: str, references: References) -> list[Relation]:
    """Relations in a value that a key such as `Supersedes:` already names. Bare numbers count where there is nothing
    else: in `ADR-4, point 6` the 6 is no record."""
    value = text[:_LENGTH]
    if _NUMBERS.match(value):
        return [Relation(kind, digits, int(digits)) for digits in re.findall(r"\d+", value)]
    matches = (match for match in _KEYED.finditer(value) if not match["date"])
    found = [relation for match in matches if (relation := _target(match, kind, base, references))]
    slug = clean(value.strip(" \"'[]"))
    if not found and " " not in slug and (name := read_name(f"{slug}.md")).has_id:
        found.append(Relation(kind, slug, name.number))
    return found
