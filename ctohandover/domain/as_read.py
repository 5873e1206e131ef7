"""A text as people read it: without signs that are not seen, with the letters that HTML and addresses write as codes.

A name is a name in "L&eacute;a", in "L%C3%A9a", and with a hyphen in it that shows at the end of a line alone.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from html import unescape
from html.entities import html5

UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
"""Soft hyphen, joiners, marks of direction, spaces without width: as a class of a pattern."""
_BYTE = "%[89AaBb][0-9A-Fa-f]"
_CODE = re.compile(
    rf"[{UNSEEN}]+"
    r"|&(?:\#[0-9]{1,7};?|\#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)"
    rf"|%(?:0[9AaDd]|[2-7][0-9A-Fa-f]|[CcDd][0-9A-Fa-f]{_BYTE}|[Ee][0-9A-Fa-f](?:{_BYTE}){{2}}"
    rf"|[Ff][0-7](?:{_BYTE}){{3}})"
)
_LEAST, _LONGEST = 2, 6
"""Letters of a name that HTML takes for a sign without a semicolon behind it."""


class AsRead:
    """`text` is what is read. It is made of runs that are written as they are read, and of signs that are not."""

    def __init__(self, text: str, read_at: array[int], written_at: array[int]) -> None:
        """Where each run begins; the last one is the end."""
        self.text, self._read_at, self._written_at = text, read_at, written_at

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Where what is read from `begin` to `end` is written. It is one sign or more."""
        first, last = self._run(begin), self._run(end - 1)
        start, stop = self._written_at[first], self._written_at[last + 1]
        if self._is_plain(first):
            start += begin - self._read_at[first]
        if self._is_plain(last):
            stop = self._written_at[last] + end - self._read_at[last]
        return start, stop

    def _run(self, at: int) -> int:
        return bisect_right(self._read_at, at) - 1

    def _is_plain(self, run: int) -> bool:
        """A code is longer than what it says."""
        read, written = self._read_at, self._written_at
        return read[run + 1] - read[run] == written[run + 1] - written[run]


class _Reading:
    """What is read so far, run by run."""

    def __init__(self, written: str) -> None:
        self._written = written
        self._parts: list[str] = []
        self._starts = array("q")
        self._lengths = array("q")

    def plain(self, begin: int, end: int) -> None:
        written, at = self._written, begin
        while self._parts and at < end and unicodedata.combining(written[at]):
            at += 1
        if at > begin:  # an accent of the letter before the code
            self.coded(written[begin:at], begin)
        if end > at:
            self._add(written[at:end], at)

    def coded(self, told: str, begin: int) -> None:
        if told and unicodedata.combining(told[0]):
            told, begin = self._accented(told, begin)
        self._add(told, begin)

    def _accented(self, accent: str, begin: int) -> tuple[str, int]:
        """The sign before it, taken back, with the accent on it."""
        while self._parts and not self._parts[-1]:
            begin = self._drop()
        if not self._parts:
            return accent, begin
        part, start = self._parts[-1], self._starts[-1]
        if len(part) == 1 or begin - start != len(part):  # a code, or nothing is left of the run
            self._drop()
            return unicodedata.normalize("NFC", part + accent), start
        self._parts[-1] = part[:-1]
        self._lengths[-1] -= 1
        return unicodedata.normalize("NFC", part[-1] + accent), begin - 1

    def _drop(self) -> int:
        self._parts.pop()
        self._lengths.pop()
        return self._starts.pop()

    def _add(self, told: str, begin: int) -> None:
        self._parts.append(told)
        self._starts.append(begin)
        self._lengths.append(len(told))

    def result(self) -> AsRead:
        read_at = array("q", [0])
        for length in self._lengths:
            read_at.append(read_at[-1] + length)
        self._starts.append(len(self._written))
        return AsRead("".join(self._parts), read_at, self._starts)


def as_read(written: str) -> AsRead | None:
    """None where it is read as it is written. What codes tell may hold codes again: read it once more."""
    reading, at = _Reading(written), 0
    for code in _CODE.finditer(written):
        told, length = _told(code[0])
        if not length:
            continue
        reading.plain(at, code.start())
        reading.coded(told, code.start())
        at = code.start() + length
    if at == 0:
        return None
    reading.plain(at, len(written))
    return reading.result()


def _told(code: str) -> tuple[str, int]:
    """What a code says, and how much of it is one: nothing of a word that merely looks so."""
    if code[0] == "%":
        told = bytes.fromhex(code.replace("%", "")).decode("utf-8", "replace")
        return told, 0 if told == "\ufffd" else len(code)
    if code[0] != "&":
        return "", len(code)
    if code[1] == "#":
        return unescape(code), len(code)
    if code[1:] in html5:
        return html5[code[1:]], len(code)
    for length in range(min(len(code) - 1, _LONGEST), _LEAST - 1, -1):
        if code[1 : length + 1] in html5:
            return html5[code[1 : length + 1]], length + 1
    return "", 0
