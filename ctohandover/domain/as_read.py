"""A text as people read it: without signs that are not seen, with the letters that HTML and addresses write as codes.

A name is a name in "L&eacute;a", in "L%C3%A9a", and with a hyphen in it that shows at the end of a line alone.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Soft hyphen, spaces and joiners without width."""
_BYTE = "%[89AaBb][0-9A-Fa-f]"
_CODED = re.compile(
    rf"[{_UNSEEN}]+"
    r"|&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    rf"|%(?:[2-7][0-9A-Fa-f]|[CcDd][0-9A-Fa-f]{_BYTE}|[Ee][0-9A-Fa-f](?:{_BYTE}){{2}}|[Ff][0-7](?:{_BYTE}){{3}})"
)


class AsRead(NamedTuple):
    """`text` is what is read; its sign number i is written from `begins[i]` to `ends[i]`."""

    text: str
    begins: list[int]
    ends: list[int]


def as_read(written: str) -> AsRead | None:
    """None where it is read as it is written."""
    parts: list[str] = []
    begins: list[int] = []
    ends: list[int] = []

    def add(told: str, begin: int, end: int, *, coded: bool) -> None:
        parts.append(told)
        begins.extend([begin] * len(told) if coded else range(begin, end))
        ends.extend([end] * len(told) if coded else range(begin + 1, end + 1))

    at = 0
    for code in _CODED.finditer(written):
        told = _told(code[0])
        if told == code[0]:
            continue
        add(written[at : code.start()], at, code.start(), coded=False)
        add(told, code.start(), code.end(), coded=True)
        at = code.end()
    if at == 0:
        return None
    add(written[at:], at, len(written), coded=False)
    return AsRead("".join(parts), begins, ends)


def _told(code: str) -> str:
    if code[0] == "&":
        return re.sub(f"[{_UNSEEN}]", "", unescape(code))
    if code[0] == "%":
        return bytes.fromhex(code.replace("%", "")).decode("utf-8", "replace")
    return ""
