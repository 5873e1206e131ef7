"""Where links and pictures of a document may lead: `ws:` inside the workspace, the web outside it, never a file.

========================  ==========================================================================
in the document           in the cleaned HTML
========================  ==========================================================================
`0002-b.md#why`           `ws:doc/adr/0002-b.md#why`, resolved against the document, from the source folder
`img/a.png` (a picture)   `ws:image/adr/img/a.png`
`#why`                    `#why`
http, https, mailto       as they are; nothing opens by itself
anything else             no link: absolute paths, paths out of the source folder, `file:`, `data:`, `ws:` ...
========================  ==========================================================================
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote, unquote

Kind = Literal["doc", "image", "page", "anchor", "web", "mail"]
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_MAX_URL: Final = 2_000


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was clicked. `target` is the relative path, the page number, or the whole address."""

    kind: Kind
    target: str
    anchor: str = ""


def read_link(url: str) -> Link | None:
    """What a link of rendered HTML means; None when it means nothing that may be followed."""
    if url.startswith("#"):
        return Link("anchor", "", unquote(url[1:]))
    scheme, _, rest = url.partition(":")
    if scheme in ("http", "https"):
        return Link("web", url)
    if scheme == "mailto":
        return Link("mail", url)
    kind, _, path = rest.partition("/")
    if scheme != "ws" or kind not in ("doc", "image", "page"):
        return None
    path, _, anchor = path.partition("#")
    return Link(kind, unquote(path), unquote(anchor))  # type: ignore[arg-type]  # narrowed above


def safe_href(href: str, base: str) -> str | None:
    """The address for a link of the document `base`, or None when it must not be one."""
    href = href.strip()
    if len(href) > _MAX_URL:
        return None
    if href.startswith("#"):
        return "#" + _quoted(unquote(href[1:])) if len(href) > 1 else None
    scheme = _SCHEME.match(href)
    if scheme:
        return _outside(href, scheme.group(1).lower())
    path, _, anchor = href.partition("#")
    resolved = resolve(path, base)
    if resolved is None:
        return None
    return f"ws:doc/{_quoted(resolved)}" + (f"#{_quoted(unquote(anchor))}" if anchor else "")


def safe_image(source: str, base: str) -> tuple[str, str] | None:
    """The address of a picture and its relative path, or None when it must not be shown."""
    source = source.strip()
    if len(source) > _MAX_URL or _SCHEME.match(source):
        return None
    resolved = resolve(source.partition("#")[0], base)
    return None if resolved is None else (image_url(resolved), resolved)


def image_url(path: str) -> str:
    """How the cleaned HTML names the picture at the relative path `path`."""
    return f"ws:image/{_quoted(path)}"


def resolve(path: str, base: str) -> str | None:
    """`path` as written in the document `base`, from the source folder; None when it leads out of that folder."""
    path = unquote(path.partition("?")[0])
    if not path or path.startswith("/") or _FORBIDDEN.search(path.replace(" ", "")) or _SCHEME.match(path):
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    if joined in (".", "..") or joined.startswith(("../", "/")) or _SCHEME.match(joined):
        return None
    return joined


def _outside(href: str, scheme: str) -> str | None:
    if _FORBIDDEN.search(href):
        return None
    if scheme == "mailto":
        return href
    return href if scheme in ("http", "https") and href[len(scheme) :].startswith("://") else None


def _quoted(text: str) -> str:
    return quote(text, safe="/-._~", errors="replace")
