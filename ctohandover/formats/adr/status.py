"""From the words of a status to what they mean, with the raw words kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ctohandover.domain.decisions import Status
from ctohandover.formats.adr.dates import Day, find_day
from ctohandover.formats.adr.languages import STATUS_WORDS, fold
from ctohandover.formats.adr.words import NEGATION, PARTLY, StatusWord, status_words_in

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|~~.*?~~")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*`{}\[\]\"'“”«»]|(?<!\w)_|_(?!\w)")
CHECKBOX = re.compile(r"\s*[*+-]\s+\[([ xX✓])\]\s*(.*)")
_ARROW = re.compile(r"->|=>|→|⇒|➡️?")
_BULLET = re.compile(r"^[\s>]*(?:[*+-]|\d+[.)])?\s+|^[\s>]+")
_CHOICE = re.compile(r"[\s/|,;:、或]|\b(?:or|ou|oder|eller|o|of)\b|\.\.\.|…|\W")
_BY = re.compile(
    r"\s*(?:\([^)]*\)|:?\s*[\d./-]{6,10})?\s*(?:by|par|durch|von|av|af|med|por|pel[oa]|da|door|na|przez)\b"
)
_TWO_WAYS = frozenset(("ersetzt", "取代", "替代"))
# "Remplace [5. …](…)" says what this record does to another one; only its accent tells "remplacé" apart, and those who
# write no accents say "par" behind it, or when. "Annule et remplace" is how a French text supersedes another.
_ACTIVE_FRENCH = re.compile(
    r"(?<!\w)(?:annule et )?(?:remplace|supplante|annule|d[ée]pr[ée]cie)(?!\w)(?=[ :]*\w)"
    r"(?! *:? *(?:(?:(?:le|en|depuis) +)?[\d./-]{6,10} *(?:par\b|$)|par\b))"
)
_PASSIVE = re.compile(r"(?:durch|von|am|seit|und)\b")
_PROSE = 5  # words before the status word; more of them is a sentence about something else
_LENGTH = 2000  # characters of a value that are looked at
_FAR = 200  # characters that are looked at


class Verdict(NamedTuple):
    """`code` says why there is no status where words were found: unknown, partial or placeholder."""

    status: Status | None = None
    code: str = ""
    leads: bool = False  # the status word comes first


class Statement(NamedTuple):
    """One line that states a status; `line` counts in the lines that were judged."""

    line: int
    raw: str
    verdict: Verdict
    day: Day | None = None


def judge(raw: str) -> Verdict:
    """The meaning of one status value, such as `✅ Accepted (retroactive)` or `superseded by [ADR-5](5.md)`."""
    return _judge(raw[:_LENGTH])


@lru_cache(maxsize=4096)
def _judge(raw: str) -> Verdict:
    text = _COMMENT.sub(" ", raw)
    if (history := _dated_history(text)) is not None:
        return history
    pieces = _ARROW.split(text)
    for piece in reversed(pieces[1:]):
        if (verdict := _judge_piece(piece)).status:
            return verdict
    return _judge_piece(pieces[0])


def _dated_history(text: str) -> Verdict | None:
    """`Proposed on 2021-07-12, accepted on 2021-08-04`: the latest counts."""
    parts = [part for part in re.split(r"[,;]\s|\.\s", text) if part.strip()]
    if not 2 <= len(parts) <= 10:
        return None
    told = []
    for part in parts:
        verdict, found = _judge_piece(part), find_day(part)
        if not verdict.status or not found or not found.day:
            return None
        told.append((found.day, verdict))
    return max(told, key=lambda item: item[0])[1]


def _judge_piece(text: str) -> Verdict:
    text = _folded(_MARKS.sub("", _LINK.sub(r"\1", text)))[:_FAR]
    matches = [match for match in status_words_in(text) if not _is_active(text, match)]
    if not matches:
        return Verdict(code="status-unknown" if any(sign.isalnum() for sign in text) else "")
    if _is_choice(text, matches):
        return Verdict(code="status-placeholder")
    first = matches[0]
    before = text[: first.start]
    if len(before.split()) > _PROSE or NEGATION.search(before):
        return Verdict(code="status-unknown")
    if PARTLY.search(before):
        return Verdict(code="status-partial")
    leads = not any(sign.isalpha() for sign in before)
    for match in matches[1:]:
        later = STATUS_WORDS[match.word] is Status.SUPERSEDED and _BY.match(text, match.end)
        if later and not PARTLY.search(text[: match.start]):
            return Verdict(Status.SUPERSEDED, leads=leads)
    return Verdict(STATUS_WORDS[first.word], leads=leads)


def _folded(text: str) -> str:
    """Folded, without the verbs that only an accent tells from a status."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return fold(_ACTIVE_FRENCH.sub(" ", " ".join(text.casefold().split())))


def _is_active(text: str, match: StatusWord) -> bool:
    """German "ersetzt ADR 3" says that this record supersedes, "ersetzt durch ADR 3" that it is superseded."""
    after = text[match.end :].lstrip(" :")
    return match.word in _TWO_WAYS and after[:1] != "" and (after[0].isalnum() and not _PASSIVE.match(after))


def _is_choice(text: str, matches: list[StatusWord]) -> bool:
    """`Proposed | Accepted | Rejected`: the values that the template allows, of which none was chosen."""
    if len({STATUS_WORDS[match.word] for match in matches}) < 3:
        return False
    gaps = [text[left.end : right.start] for left, right in pairwise(matches)]
    return all(len(_CHOICE.sub("", gap)) <= 3 for gap in gaps)


def statements(lines: list[str]) -> list[Statement]:
    """Every line of a status section that states a status, in their order."""
    found = []
    boxes = any(CHECKBOX.match(line) for line in lines)
    for index, line in enumerate(lines):
        line = line[:_LENGTH]
        if boxes:
            box = CHECKBOX.match(line)
            if box is None or box[1] == " ":
                continue
            text = box[2]
        else:
            text = _BULLET.sub("", line)
        if (verdict := judge(text)).code or verdict.status:
            found.append(Statement(index, text.strip(), verdict, find_day(text)))
    return found


def choose(lines: list[str]) -> Statement | None:
    """The statement that counts: of a dated history the latest, else "superseded", else the first that is plain."""
    found = statements(lines)
    told = [item for item in found if item.verdict.status and (item.verdict.leads or item.day or item is found[0])]
    dated = [(item.day.day, item.line, item) for item in told if item.day and item.day.day]
    if len(dated) > 1:
        latest = max(dated)[2]
        return next((item for item in told if not item.day and item.verdict.status is Status.SUPERSEDED), latest)
    if len(told) > 1 and any(CHECKBOX.match(line) for line in lines):
        return told[-1]
    for item in told[1:]:
        if item.verdict.status is Status.SUPERSEDED and item.verdict.leads:
            return item
    if told and (found[0] is told[0] or found[0].verdict.code in ("status-placeholder", "status-unknown")):
        return told[0]
    return found[0] if found else None
