"""Bytes to text and back, without loss: what a patch does not touch must come out as it came in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Controls, line separators and lone surrogates: no field may hold them (databases and terminals choke on them).
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class Text(NamedTuple):
    """A decoded file. `view` has the same length as `raw`, and only newlines that are LF: every offset found in the
    view is an offset in the raw text."""

    raw: str
    view: str
    encoding: str
    bom: bytes

    @property
    def newline(self) -> str:
        """The newline the file uses, by its first one."""
        at = self.view.find("\n")
        if at < 0:
            return "\n"
        if self.raw[at] == "\r":
            return "\r"
        return "\r\n" if at and self.raw[at - 1] == "\r" else "\n"

    def encode(self, raw: str) -> bytes:
        return self.bom + raw.encode(self.encoding)


def decode(data: bytes) -> Text:
    """Never fails. Old encodings fall back to Windows-1252, and that to Latin-1, which knows every byte."""
    bom = next((bom for bom, _ in _BOMS if data.startswith(bom)), b"")
    first = dict(_BOMS).get(bom, "utf-8")
    body = data[len(bom) :]
    for encoding in (first, "cp1252"):
        try:
            raw = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        encoding = "latin-1"
        raw = body.decode(encoding)
    view = raw
    if "\r" in raw:
        view = raw.replace("\r\n", " \n").replace("\r", "\n")
    return Text(raw, view, encoding, bom)


def clean(text: str) -> str:
    """A value as it may be shown and stored: one line, no control characters."""
    return " ".join((text if text.isprintable() else _UNPRINTABLE.sub(" ", text)).split())
