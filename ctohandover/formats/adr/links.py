"""How one record points at another, in the words of a dialect."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote

from ctohandover.formats.adr.names import read_name


@dataclass(frozen=True, slots=True)
class Link:
    """Another record, as it is seen from the file that gets the link: `href` is relative to that file."""

    title: str
    href: str
    number: int | None = None

    @property
    def long(self) -> str:
        """`[3. Use Riak](0003-use-riak.md)`, as adr-tools writes it."""
        number = f"{self.number}. " if self.number is not None else ""
        return f"[{_escaped(number + self.title)}]({self.href})"

    @property
    def short(self) -> str:
        """`[ADR-0003](0003-use-riak.md)`, as MADR writes it; log4brains, which has no numbers, writes the name."""
        name = posixpath.basename(self.href).rpartition(".")[0]
        if self.number is None:
            return f"[{_escaped(name or self.title)}]({self.href})"
        digits = max(4, len(str(self.number)))
        return f"[ADR-{self.number:0{digits}d}]({self.href})"


def _escaped(text: str) -> str:
    return " ".join(text.replace("[", "(").replace("]", ")").replace("|", "/").split())


def link_to(origin: str, target: str, title: str, number: int | None = None) -> Link:
    """A link from the record at `origin` to the one at `target`, both paths in the same folder."""
    href = posixpath.relpath(target, posixpath.dirname(origin) or ".")
    return Link(title, quote(href, safe="/._-~!*'"), number if number is not None else read_name(target).number)
