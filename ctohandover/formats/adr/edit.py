"""A record's text for an editor, and back: lines that were not touched keep their bytes, line ends included."""

from __future__ import annotations

import difflib
import re

from ctohandover.formats.adr.text import decode

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def to_text(data: bytes) -> str:
    """What an editor shows: no byte order mark, only LF."""
    return decode(data).raw.replace("\r\n", "\n").replace("\r", "\n")


def from_text(original: bytes, text: str) -> bytes:
    """The edited `text` as bytes in the original's encoding; a character that it cannot hold makes it UTF-8.

    `from_text(x, to_text(x)) == x` for every x.
    """
    before = decode(original)
    old = [line for line in _LINE.findall(before.raw) if line]
    plain = [line.rstrip("\r\n") for line in old]
    new = text.split("\n")
    if text == to_text(original):
        return original
    end = before.newline
    result: list[str] = []
    matcher = difflib.SequenceMatcher(a=plain, b=new, autojunk=False)
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if tag == "equal":
            result.extend(old[a_from:a_to])
        else:
            result.extend(line + end for line in new[b_from:b_to])
    joined = _with_line_ends(result, new, end)
    if joined.replace("\r\n", "\n").replace("\r", "\n") != text:
        joined = text.replace("\n", end)  # lone CRs among other line ends cannot be told apart line by line
    try:
        return before.encode(joined)
    except UnicodeEncodeError:
        return joined.encode("utf-8")


def _with_line_ends(lines: list[str], new: list[str], end: str) -> str:
    """Every line but the last must end; the last one only if the edited text ends with an empty line."""
    fixed = [line if line.endswith(("\r", "\n")) else line + end for line in lines]
    if new[-1] == "":
        # `split` gives an empty last piece for a final newline; it is no line of its own.
        if fixed and fixed[-1].strip("\r\n") == "":
            fixed.pop()
        return "".join(fixed)
    if fixed:
        fixed[-1] = fixed[-1].rstrip("\r\n")
    return "".join(fixed)


_TOP_HEADING = re.compile(
    r"^\ufeff?(---\n.*?\n(?:---|\.\.\.)[ \t]*\n)?((?:[ \t]*\n|<!--.*?-->\n)*)#[ \t]+([^\n]*)\n?", re.DOTALL
)


def without_title(text: str, title: str) -> str:
    """The text less its top heading, where that is the title: a page that prints the title itself shows the rest.
    Only the heading goes; front matter stays."""
    match = _TOP_HEADING.match(text)
    if match is None or title.casefold() not in " ".join(match[3].split()).casefold():
        return text
    return (match[1] or "") + text[match.end() :]
