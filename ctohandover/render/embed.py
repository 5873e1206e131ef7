"""Cleaned HTML of one document made part of a larger page that a browser opens from a file.

Inside the program links have a scheme of their own (`ws:`) and pictures are handed over beside the text. A page that
stands alone has neither: links to other documents become places in the page, pictures become data, places get a name
that is this document's own, and headings go down below the page's.
"""

from __future__ import annotations

import base64
import re
from html import escape
from typing import TYPE_CHECKING, Final

import nh3

from ctohandover.render.clean import _ATTRIBUTES, _BLOCKS, _CLASSES, _INLINE, _TABLE
from ctohandover.render.links import read_link
from ctohandover.render.safe import Rendered, SafeHtml, _seal

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADING: Final = re.compile(r"<(/?)h([1-6])\b")
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
)


def picture_type(data: bytes) -> str | None:
    """The type of a picture by its first bytes; None for what a page must not hold (an SVG can carry scripts)."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)


def embed(
    found: Rendered,
    text: str,
    *,
    prefix: str,
    places: Mapping[str, str],
    pictures: Mapping[str, bytes],
    demote: int = 2,
) -> SafeHtml:
    """`found` as a part of a page. `prefix` makes its ids its own, `places` are the ids of other documents in the page
    by path, `pictures` the bytes by path, `demote` how many levels headings go down. A document that was not rendered
    is shown whole as `text`, its plain source."""
    if found.reason is not None:
        return _seal(f'<pre class="plain">{escape(text, quote=False)}</pre>')

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name in ("id", "name"):
            return f"{prefix}-{value}"
        if name == "href":
            return _href(value, prefix, places)
        if name == "src":
            return _source(value, pictures)
        return value

    cleaned = nh3.clean(
        str(found.html),
        tags=_INLINE | _BLOCKS | _TABLE,
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        allowed_classes={tag: set(names) for tag, names in _CLASSES.items()},
        attribute_filter=attribute,
        link_rel="noopener noreferrer",
        url_schemes={"http", "https", "mailto", "ws", "data"},
        url_relative="pass_through",
    )
    lowered = _HEADING.sub(lambda match: f"<{match[1]}h{min(6, int(match[2]) + demote)}", cleaned)
    return _seal(lowered)


def _href(value: str, prefix: str, places: Mapping[str, str]) -> str | None:
    link = read_link(value)
    if link is None:
        return None
    if link.kind == "anchor":
        return f"#{prefix}-{link.anchor}"
    if link.kind == "doc":
        place = places.get(link.target)
        return f"#{place}" if place else None
    return value if link.kind in ("web", "mail") else None


def _source(value: str, pictures: Mapping[str, bytes]) -> str | None:
    link = read_link(value)
    data = pictures.get(link.target) if link is not None and link.kind == "image" else None
    kind = picture_type(data) if data is not None else None
    return f"data:{kind};base64,{base64.b64encode(data).decode()}" if data is not None and kind else None
