"""HTML that may be shown: a value that only this package can make.

A text view reads local files when the HTML names them (a FIFO hangs the window, `/dev/zero` ends the process), so
nothing goes into one but what was cleaned here. The type checker and the constructor both say so: a view asks for
`SafeHtml`, and `SafeHtml(...)` outside this package raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NoReturn, final

_DOOR: Final = object()


@final
class SafeHtml:
    """Cleaned HTML. `str(html)` gives the text; there is no public way to make one."""

    __slots__ = ("_text",)
    _text: str

    def __init__(self, text: str, door: object = None) -> None:
        if door is not _DOOR:
            raise TypeError("SafeHtml is made by ctohandover.render alone")
        object.__setattr__(self, "_text", text)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("SafeHtml cannot be changed")

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"SafeHtml({len(self._text)} characters)"

    def __len__(self) -> int:
        return len(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SafeHtml) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)


def _seal(text: str) -> SafeHtml:
    """For this package: declares `text` clean. A test holds that no other package calls it."""
    return SafeHtml(text, _DOOR)


EMPTY: Final = _seal("")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of a document.

    `reason` is None when the Markdown was rendered; else a code of `ctohandover.render.caps.REASONS` that says why the
    plain text is shown instead. `images` are the relative paths (from the source folder) of the pictures wanted.
    Plain text comes in pages; `page` of `pages`, from 1.
    """

    html: SafeHtml
    reason: str | None = None
    images: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1
