"""Names of people in a field such as `Deciders: Ann, [Bob](https://…) and Cy`."""

from __future__ import annotations

import re
from functools import lru_cache

from ctohandover.formats.adr.text import clean

_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)")
_BETWEEN = re.compile(
    r"[,;，、；]\s*(?:and|et|und|og|och|y|e|en)?\s+|[,;，、；]|\s+(?:and|et|und|og|och|&|\+)\s+|<br\s*/?>"
)
_LENGTH = 2000  # characters of a value that are looked at
_ROLE = re.compile(r"(?:\*\*|__)[^*_]{1,40}(?::(?:\*\*|__)|(?:\*\*|__)\s*:)")  # `**Data Science**: Ann`
_WHEN = re.compile(r"\s*\([^()]*\d[^()]*\)")  # `Ann (Jun 12, 2024)`
_PLACEHOLDER = re.compile(r"(?:n/?a|none|tbd|tba|-+|…|\.{3}|\[.*|\{.*|<.*|list everyone.*)\Z", re.IGNORECASE)


@lru_cache(maxsize=2048)
def names_in(value: str, items: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Who is named, once each, in order."""
    names = []
    for text in items or (value,):
        text = clean(_LINK.sub(r"\1", _COMMENT.sub("", clean(text[:_LENGTH]))))
        if len(text) > 2 and (text[0], text[-1]) in (("{", "}"), ("[", "]")):
            text = text[1:-1] if "|" not in text and "everyone" not in text else ""
        names += _BETWEEN.split(_WHEN.sub("", _ROLE.sub("", text)))
    trimmed = (clean(name).strip(" *_`\"'-.") for name in names)
    return tuple(dict.fromkeys(name for name in trimmed if name and not _PLACEHOLDER.match(name)))
