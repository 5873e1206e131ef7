"""Dates as people write them in decision records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ctohandover.formats.adr.languages import fold

_MONTHS = (
    "jan janv january januar januari janvier enero janeiro gennaio januar stycznia января",
    "feb fev fevr february februar februari fevrier febrero fevereiro febbraio lutego февраля",
    "mar mrz marz march mars marzo marco maart marca марта",
    "apr avr april avril abril aprile kwietnia апреля",
    "may mai maj mayo maio maggio mei maja мая",
    "jun june juni juin junio junho giugno czerwca июня",
    "jul july juli juillet julio julho luglio lipca июля",
    "aug august aout agosto augusti augustus sierpnia августа",
    "sep sept september septembre septiembre setembro settembre wrzesnia сентября",
    "oct okt october oktober octobre octubre outubro ottobre pazdziernika октября",
    "nov november novembre noviembre novembro listopada ноября",
    "dec dez des december dezember desember decembre diciembre dezembro dicembre grudnia декабря",
)
_MONTH = {fold(word): number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_MONTH |= {"fevrier": 2, "aout": 8, "decembre": 12}

_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:de |of )?([^\W\d_]{3,12})\.?,?[\s-]+(?:de )?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(r"(?<!\w)([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A date found in a text. `day` is None where it looks like a date and is none (`2023-15-03`)."""

    day: date | None
    raw: str
    ambiguous: bool = False


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def _month_named(year: str, month: str, day: str, raw: str) -> Day | None:
    number = _MONTH.get(fold(month))
    return Day(_make(int(year), number, int(day)), raw) if number else None


@lru_cache(maxsize=4096)
def find_day(text: str) -> Day | None:
    """The first date in a text, or what was probably meant as one."""
    if not _DIGIT.search(text):
        return None
    if match := _ISO.search(text):
        return Day(_make(int(match[1]), int(match[3]), int(match[4])), match[0])
    if match := _DAY_FIRST.search(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if second > 12 >= first:
            return Day(_make(year, first, second), match[0])
        return Day(_make(year, second, first), match[0], ambiguous=first <= 12 and first != second)
    if match := _CJK.search(text):
        return Day(_make(int(match[1]), int(match[2]), int(match[3])), match[0])
    for match in _DAY_MONTH.finditer(text):
        if found := _month_named(match[3], match[2], match[1], match[0]):
            return found
    for match in _MONTH_DAY.finditer(text):
        if found := _month_named(match[3], match[1], match[2], match[0]):
            return found
    if match := _COMPACT.search(text):
        return Day(_make(int(match[1]), int(match[2]), int(match[3])), match[0])
    return None


def day_first(raw: str) -> bool | None:
    """Whether a date in figures is written day first (`31/01/2024`) or month first; None where it does not show."""
    match = _DAY_FIRST.search(raw) if not _ISO.search(raw) else None
    if match is None or (int(match[1]) <= 12) == (int(match[3]) <= 12):
        return None
    return int(match[1]) > 12


def month_first(raw: str) -> date | None:
    """The date in `01/02/2024` read the American way."""
    match = _DAY_FIRST.search(raw)
    return _make(int(match[4]), int(match[1]), int(match[3])) if match else None


def is_bare_day(line: str) -> bool:
    """True for a line that is nothing but a date, such as `June 19, 2018` under the title."""
    text = line.strip(" \t*_()[]>")
    found = find_day(text) if len(text) < 40 else None
    return found is not None and len(text) - len(found.raw) <= 1
