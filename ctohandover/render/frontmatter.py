"""The YAML head of a document, shown as a small table, as GitHub does.

Why not left out: decision records keep status, deciders and ticket numbers there, and a reader who compares the page
with the file must find everything that the author wrote. Why not read as YAML: only words are shown, and YAML's
aliases can grow a few lines to gigabytes.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

_KEY: Final = re.compile(r"([A-Za-z_][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*)|$)")
_MAX_LINES: Final = 200


def split(text: str) -> tuple[list[tuple[str, str]], str]:
    """The keys with their values as words, and the rest of the document; no keys when there is no such head."""
    first, _, rest = text.removeprefix("\ufeff").partition("\n")
    if first.rstrip() != "---":
        return [], text
    lines = rest.split("\n", _MAX_LINES + 1)
    for index, line in enumerate(lines[: _MAX_LINES + 1]):
        if line.rstrip() in ("---", "..."):
            rows = _rows(lines[:index])
            return (rows, "\n".join(lines[index + 1 :])) if rows else ([], text)
    return [], text


def _rows(lines: list[str]) -> list[tuple[str, str]]:
    """Pairs, or nothing when a line is neither a key, nor a part of the value before it, nor a comment."""
    rows: list[tuple[str, list[str]]] = []
    for line in lines:
        key = _KEY.match(line)
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if key:
            value = (key.group(2) or "").strip()
            rows.append((key.group(1), [] if value in ("", "|", ">", "|-", ">-") else [_plain(value)]))
        elif rows and (line[0] in " \t-" or stripped in ("]", "}")):
            rows[-1][1].append(_plain(stripped.removeprefix("-").strip()))
        else:
            return []
    return [(key, ", ".join(part for part in parts if part)) for key, parts in rows]


def _plain(value: str) -> str:
    """`"text"` and `[a, 'b']` without their marks."""
    if len(value) > 1 and value[0] == "[" and value[-1] == "]":
        return ", ".join(_unquoted(part.strip()) for part in value[1:-1].split(","))
    return _unquoted(value)


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def table(rows: list[tuple[str, str]]) -> str:
    """The rows as HTML, or nothing."""
    if not rows:
        return ""
    cells = "".join(f'<tr><th align="left">{escape(key)}</th><td>{escape(value)}</td></tr>' for key, value in rows)
    return f'<table class="head">{cells}</table>'
